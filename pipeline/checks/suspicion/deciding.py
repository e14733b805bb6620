"""Which sorts of people a text puts on the stage: the state, those who own and sell, those who live there.

Who decides, pays or owns is turned round by exchanging them; a sort that the values around a sentence do
not know is a sign of it.
"""

from functools import lru_cache
from typing import Literal

from pipeline.language.words import tokens

Sort = Literal["state", "firms", "people"]
_STARTS: dict[Sort, tuple[str, ...]] = {
    "state": tuple(
        """staat land bund behörd amt ämter verwaltung planung ministeri gesetz regierung bürgermeister
        gemeinderat gemeinderä kreisrat kreisrä rathaus landrat stadtrat parlament kommission europäisch
        amtlich""".split()
    ),
    "firms": tuple(
        """konzern firm unternehm betreiber anbieter investor hersteller versicher aktionär holding
        plattform makler händler börse markt werksleitung privatklinik handelskette flotte agentur auswärtig
        fremde""".split()
    ),
    "people": tuple(
        """bürger bewohner einwohner nachbar gemeinschaft genossenschaft verein nutzer familie leute dörf
        anwohner ehrenamt kundschaft gesellen mitglied versammlung freiwillig bauern haushalt""".split()
    ),
}
_ANYWHERE = 5
"""Longer than so many letters a beginning is met within a compound too: "Glasfaserbetreiber"."""


def sorts(text: str) -> frozenset[Sort]:
    """The sorts of people and bodies that a text names."""
    return frozenset[Sort]().union(*(_sorts(word) for word in tokens(text)))


@lru_cache(maxsize=20_000)
def _sorts(word: str) -> frozenset[Sort]:
    return frozenset(sort for sort, starts in _STARTS.items() if any(_begins(word, one) for one in starts))


def _begins(word: str, start: str) -> bool:
    return word.startswith(start) or (len(start) > _ANYWHERE and start in word)
