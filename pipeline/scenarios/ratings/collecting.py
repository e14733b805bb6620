"""Ratings as they are read, each with its spot in the file: what cannot be one is refused there."""

from collections.abc import Collection

from pipeline.core.errors import InputError
from pipeline.core.types import Noun, Rating
from pipeline.scenarios.grid.numbers import number

LOWEST, HIGHEST = -3, 3
UNNAMED = "expert"
"""The origin of ratings of which nobody says whose they are."""


def whose(origins: Collection[str]) -> tuple[str, ...]:
    """Origins as people read them, each once, in their order; whom nobody named comes last."""
    named = sorted(set(origins) - {UNNAMED})
    return (*named, "ohne Namen") if UNNAMED in origins else (*named,)


class Given(Noun):
    """Bewertungen eines Projekts, in the order of its file, and remarks on how it was read."""

    ratings: tuple[Rating, ...] = ()
    remarks: tuple[str, ...] = ()


def score_of(text: str, place: str) -> float:
    """A score on the scale; raises InputError naming the place."""
    score = number(text)
    if score is None or not LOWEST <= score <= HIGHEST:
        raise InputError(
            f"{place}: der Wert „{text[:40]}“ ist keine Zahl von −3 bis +3. Bitte berichtigen; unbewertete "
            "Paare bleiben einfach weg."
        )
    return score


def unknown(text: str, place: str) -> InputError:
    """The error over a value that the sheet does not have."""
    return InputError(
        f"{place}: die Ausprägung „{text[:60]}“ gibt es nicht. Bitte die Id aus der Wertetafel eintragen."
    )


class Collected:
    """The ratings so far of a file.

    A person who is named rates a pair once; of those who are not, several may have rated it.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.ratings: list[Rating] = []
        self._spots: dict[tuple[str, str, str], str] = {}

    def place(self, spot: str) -> str:
        """How a person finds a spot of the file."""
        return f"„{self.file}“, {spot}"

    def add(self, source: str, target: str, score: str, spot: str, by: str = "", reason: str = "") -> None:
        """One more rating of two known values; raises InputError naming its place."""
        rating = Rating(
            source=source,
            target=target,
            score=score_of(score, self.place(spot)),
            origin=by or UNNAMED,
            reason=reason,
        )
        first = self._spots.setdefault((source, target, by), spot)
        if by and first != spot:
            raise InputError(
                f"{self.place(spot)}: {by} hat {source} → {target} schon in {first} bewertet. Bitte eine "
                "der beiden Angaben streichen."
            )
        self.ratings.append(rating)
