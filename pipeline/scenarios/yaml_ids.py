"""An id put into an entry of a YAML file as text, every other byte kept."""

import json
import re
from collections.abc import Iterable
from typing import Any

import yaml

Edit = tuple[int, int, str]
"""From, to, and what stands there afterwards."""


def insertion(text: str, node: Any, given: object, made: str) -> list[Edit]:
    """How a missing id enters its mapping: in place of an empty one, else before the first field.

    `node` is the mapping as composed from `text`; nothing where an id is `given`.
    """
    if given is not None and str(given).strip():
        return []
    plain = re.fullmatch(r"\w[\w.-]*", made) and yaml.safe_load(made) == made
    written = made if plain else json.dumps(made, ensure_ascii=False)
    for key, value in node.value:
        if key.value == "id":
            return [(key.end_mark.index, value.end_mark.index, f": {written}")]
    if not node.value:  # {}
        return [(node.start_mark.index + 1, node.start_mark.index + 1, f"id: {written}")]
    first = node.value[0][0].start_mark
    line_end = "\r\n" if "\r\n" in text else "\n"
    after = ", " if node.flow_style else line_end + " " * first.column
    return [(first.index, first.index, f"id: {written}{after}")]


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits."""
    for start, end, put in sorted(edits, reverse=True):
        text = text[:start] + put + text[end:]
    return text


def field(node: Any, name: str) -> Any:
    """The node of a field of a mapping; StopIteration where there is none."""
    return next(value for key, value in node.value if key.value == name)
