"""The five steps of a cell as people write them: ++ to −−, or 2 to −2, with any dash.

A single long dash is refused: word processors make it of two short ones, so it may mean − or −−.
"""

import re

from pipeline.core.errors import InputError

SIGNS: dict[int, str] = {2: "++", 1: "+", 0: "0", -1: "−", -2: "−−"}
MEANING: dict[int, str] = {
    2: "hilft sehr",
    1: "hilft",
    0: "ändert nichts Nennenswertes",
    -1: "schadet",
    -2: "schadet sehr",
}
_DASHES = re.compile("[-‐‑‒–−﹣－]")
_LONG = re.compile("[—―⸺]")
_PLUSES = re.compile("[＋﹢]")
_NUMBER = re.compile(r"([+-]?)([012])(?:[.,]0+)?")


class OffScale(InputError):
    """What stands in a cell is no rating."""


def sign(rating: int | None) -> str:
    """A rating as it is written; "" for one that nobody gave."""
    return "" if rating is None else SIGNS[rating]


def rating(text: str) -> int | None:
    """−2 to 2, None where the text is empty; raises OffScale saying what would be possible."""
    plain = "".join(text.split()).strip("'’")
    if not plain:
        return None
    plain = _PLUSES.sub("+", _DASHES.sub("-", plain))
    if _LONG.fullmatch(plain):
        raise OffScale(f"„{text}“ kann − oder −− heißen; bitte eines davon eintragen")
    plain = _LONG.sub("-", plain)
    words = {"++": 2, "+": 1, "-": -1, "--": -2}
    if plain in words:
        return words[plain]
    found = _NUMBER.fullmatch(plain)
    if found is None:
        raise OffScale(f"„{text[:40]}“ ist keine Bewertung; möglich sind ++, +, 0, −, −− oder nichts")
    return -int(found[2]) if found[1] == "-" else int(found[2])
