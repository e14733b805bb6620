"""Ids that got into a sentence, where readers would stumble over them.

An id is free text and may be a common word ("bus"): only one that holds a letter and a digit is told
from prose.
"""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[\w-]+")


def stray_ids(text: str, ids: Iterable[str]) -> list[str]:
    """The ids among these that stand in the text, each once, in its order."""
    telling = {one for one in ids if any(map(str.isalpha, one)) and any(map(str.isdigit, one))}
    return [word for word in dict.fromkeys(_WORD.findall(text)) if word in telling]
