"""A title as part of a file's name that every file system takes."""

import re


def file_name(title: str, otherwise: str) -> str:
    """So „Die vernetzte Ruhrregion“ is "die-vernetzte-ruhrregion"; `otherwise` where no letter is left."""
    plain = title.lower()
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        plain = plain.replace(umlaut, letters)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or otherwise
