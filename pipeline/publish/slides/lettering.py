"""How wide the letters of a master's font are against those that heights are estimated with.

Known are Arial and what was made to stand in its place or is narrower; every other font is taken to be as
wide as DejaVu Sans, which hardly any exceeds.
"""

from typing import Any

KNOWN = 0.92
"""Widest sentence of those measured in Liberation Sans (made to Arial's widths): 0.91 of DejaVu Sans."""
_NARROW = frozenset(
    {"Arial", "Calibri", "Carlito", "Helvetica", "Liberation Sans", "Liberation Serif", "Times New Roman"}
)


def letters_of(master: Any) -> float:
    """The width of the letters in which a slide master's text is set, 1 for those of DejaVu Sans."""
    from lxml import etree

    themes = [rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme")]
    if not themes:
        return 1.0
    found = etree.fromstring(themes[0].blob).xpath(
        "//*[local-name()='minorFont']/*[local-name()='latin']/@typeface"
    )
    return KNOWN if found and found[0] in _NARROW else 1.0
