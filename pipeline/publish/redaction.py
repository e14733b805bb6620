"""Files that go into the dossier as they lie in the run, without words that may not be shown.

A value of a data file is replaced as a whole; of prose the sentence alone, and a paragraph only where a
run goes on from one sentence to the next. What holds nothing of the kind stays as it is, byte for byte.
"""

import re
from typing import Any

from pipeline.language.sentences import sentences
from pipeline.publish.protection import Protection

_BLANK_LINES = re.compile(r"(\n[ \t]*\n\s*)")


def placeholder(reference: str) -> str:
    """What stands in place of words that may not be shown."""
    return f"[Wortlaut aus {reference}, hier nicht gezeigt.]"


def cleaned(value: Any, protection: Protection) -> Any:
    """Data (texts, lists, mappings) with a placeholder for each text that repeats protected words."""
    if isinstance(value, str):
        reference = protection.repeats(value)
        return placeholder(reference) if reference else value
    if isinstance(value, dict):
        return {cleaned(name, protection): cleaned(one, protection) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(one, protection) for one in value]
    return value


def cleaned_prose(text: str, protection: Protection) -> str:
    """Prose with a placeholder for each sentence that repeats protected words."""
    parts = _BLANK_LINES.split(text)
    shown = [_paragraph(one, protection) for one in parts]
    # A run may go on over the end of a paragraph: then no part of the text can be shown.
    kept = " ".join(part for part, now in zip(parts, shown, strict=True) if part == now)
    reference = protection.repeats(kept)
    return f"{placeholder(reference)}\n" if reference else "".join(shown)


def _paragraph(text: str, protection: Protection) -> str:
    whole = protection.repeats(text)
    if not whole:
        return text
    shown, kept = text, text
    for one in sentences(text):
        reference = protection.repeats(one)
        if reference:
            shown, kept = shown.replace(one, placeholder(reference)), kept.replace(one, "")
    return placeholder(whole) if protection.repeats(kept) else shown
