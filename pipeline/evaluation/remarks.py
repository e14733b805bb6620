"""The remarks that people put into a YAML file, wherever they stand in it.

A parser drops them; what stands between its tokens and begins with # is one.
"""

from collections.abc import Sequence

import yaml


def remarks_in(text: str) -> Sequence[str]:
    """Every comment once, in order, as a line that begins with #; [] where this is no YAML."""
    try:
        tokens = list(yaml.scan(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError:
        return []
    words = [one for one in tokens if isinstance(one, yaml.ScalarToken)]
    starts = [0, *(one.end_mark.index for one in words)]
    ends = [*(one.start_mark.index for one in words), len(text)]
    found = []
    for start, end in zip(starts, ends, strict=True):
        for line in text[start:end].splitlines():
            _, mark, remark = line.partition("#")
            if mark:
                found.append(f"#{remark}".rstrip())
    return list(dict.fromkeys(found))
