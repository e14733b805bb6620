"""Marks as they are read, each with its place: what cannot be one is refused there."""

import re

from pipeline.core.errors import SheetError
from pipeline.scenarios.influence.matrix import Mark, Names

_SCORE = re.compile(r"([0-3])(?:[.,]0+)?")


class Marks:
    """Collects marks, each with its place; refuses what cannot be one."""

    def __init__(self, file: str, names: Names) -> None:
        self.file, self.names = file, names
        self.found: dict[tuple[str, str, str], Mark] = {}
        self._places: dict[tuple[str, str, str], str] = {}

    def factor(self, text: str, place: str) -> str:
        """The factor of a heading; raises SheetError where there is none."""
        found = self.names.find(text)
        if found is None:
            raise SheetError(
                f"{place}: „{text[:60]}“ ist kein Einflussfaktor der Wertetafel. Bitte Kennung oder Namen "
                "wie in der Wertetafel schreiben; Notizen gehören in ein eigenes Blatt."
            )
        return found

    def add(self, pair: tuple[str, str], group: str, text: str, place: str, reason: str = "") -> None:
        score = _SCORE.fullmatch(text)
        if pair[0] == pair[1]:
            raise SheetError(
                f"{place}: „{text[:40]}“ steht auf der Diagonale, aber kein Einflussfaktor wirkt auf sich "
                "selbst. Bitte dort leeren und prüfen, ob die Zeile verrutscht ist."
            )
        if score is None:
            raise SheetError(
                f"{place}: „{text[:40]}“ steht nicht auf der Skala. Möglich sind 0, 1, 2 und 3; leer "
                "heißt: nicht bewertet."
            )
        key = (*pair, group)
        if key in self.found:
            raise SheetError(
                f"{place}: die Wirkung von {pair[0]} auf {pair[1]} hat „{group}“ schon bewertet "
                f"({self._places[key]}). Bitte eine der beiden Angaben streichen."
            )
        self.found[key] = Mark(
            source=pair[0], target=pair[1], group=group, score=int(score[1]), reason=reason
        )
        self._places[key] = place
