"""The two scales of a value as people write them: plausibel 1–5, wertung + 0 −."""

import re

from pipeline.core.errors import SheetError
from pipeline.core.types import Valence

_PLAUSIBILITY = re.compile(r"([1-5])(?:[.,]0+)?")
_VALENCES: dict[str, Valence] = {"+": "+", "0": "0", "-": "-", "−": "-", "–": "-"}


def plausibility(text: str, place: str) -> int | None:
    """1–5, None where the text is empty; raises SheetError naming the place."""
    if not text:
        return None
    found = _PLAUSIBILITY.fullmatch(text)
    if found is None:
        raise SheetError(
            f"{place}: „{text[:40]}“ steht nicht auf der Skala. Möglich sind 1 bis 5; leer heißt: nicht "
            "bewertet."
        )
    return int(found[1])


def valence(text: str, place: str) -> Valence | None:
    """ "+", "0" or "-", None where the text is empty; raises SheetError naming the place."""
    plain = text.strip("'")
    if not plain:
        return None
    if plain not in _VALENCES:
        raise SheetError(
            f"{place}: „{text[:40]}“ steht nicht auf der Skala. Möglich sind +, 0 und -; leer heißt: nicht "
            "bewertet."
        )
    return _VALENCES[plain]
