"""What the three calls have to answer, and what is told to a model whose answer does not fit."""

from collections import Counter
from collections.abc import Sequence

from pipeline.llm.schema import Reply
from pipeline.scenarios.concepts.concept import Concept
from pipeline.scenarios.concepts.listing import Listing
from pipeline.scenarios.concepts.valence import moody
from pipeline.scenarios.concepts.voices import BEST

SILENT = 0.1
"""The part of factors a distribution may leave out: it is one voice among several."""
FEWEST_WORDS = 4


class ToldConcept(Reply):
    """One concept in the model's words."""

    leitidee: str
    gehoert_dazu: str
    gehoert_nicht_dazu: str
    gewinn: str
    preis: str


class Row(Reply):
    """One factor: for each concept the number of its value, 0 for none."""

    faktor: int
    auspraegungen: list[int]


class Induced(Reply):
    """Concepts and the distribution of all values."""

    konzepte: list[ToldConcept]
    verteilung: list[Row]


class Renewed(Reply):
    """Concepts in the order of the groups."""

    konzepte: list[ToldConcept]


class Score(Reply):
    """One value: 0–10 for each concept, in the order shown."""

    nummer: int
    punkte: list[int]


class Scored(Reply):
    """All values of a batch."""

    bewertungen: list[Score]


def concept(told: ToldConcept) -> Concept:
    """The noun of what was told."""
    return Concept(
        idea=" ".join(told.leitidee.split()),
        belongs=" ".join(told.gehoert_dazu.split()),
        excludes=" ".join(told.gehoert_nicht_dazu.split()),
        gain=" ".join(told.gewinn.split()),
        price=" ".join(told.preis.split()),
    )


def faulty_concepts(told: Sequence[ToldConcept], wanted: int) -> str:
    """What is wrong with concepts; "" where nothing is."""
    if len(told) != wanted:
        return f"Verlangt sind {wanted} Konzepte; da sind {len(told)}."
    ideas = Counter(" ".join(one.leitidee.split()).casefold() for one in told)
    if max(ideas.values()) > 1:
        return "Zwei Konzepte haben dieselbe Leitidee; sie müssen sich unterscheiden."
    for number, one in enumerate(told, start=1):
        for name, text in one.model_dump().items():
            if len(text.split()) < FEWEST_WORDS:
                return f"Konzept {number}: „{name}“ ist zu kurz; bitte einen ganzen Satz."
        if one.gewinn.split() == one.preis.split():
            return f"Konzept {number}: Gewinn und Preis sind gleich."
    return ""


def moody_concepts(told: Sequence[ToldConcept]) -> str:
    """Which concept calls itself by a mood; "" where none does. A word alone makes no concept unfit."""
    for number, one in enumerate(told, start=1):
        mood = moody(one.leitidee)
        if mood:
            return (
                f"Konzept {number} nennt „{mood}“. Ein Konzept ist eine Logik mit Gewinn und Preis, keine "
                "Stufe von gut nach schlecht."
            )
    return ""


def faulty_rows(rows: Sequence[Row], listing: Listing, concepts: int, *, sharing: bool) -> str:
    """What is wrong with a distribution; "" where nothing is. A tenth of the factors may be missing.

    With `sharing` a value may serve several concepts although others are left out.
    """
    numbers = listing.numbers
    seen = Counter(row.faktor for row in rows)
    unknown = [one for one in seen if not 1 <= one <= len(numbers)]
    if unknown:
        return f"Den Faktor {unknown[0]} gibt es nicht; es sind 1 bis {len(numbers)}."
    twice = [one for one, times in seen.items() if times > 1]
    if twice:
        return f"Der Faktor {twice[0]} steht zweimal in der Verteilung."
    missing = [str(one) for one in range(1, len(numbers) + 1) if one not in seen]
    if len(missing) > SILENT * len(numbers):
        return f"In der Verteilung fehlen die Faktoren {', '.join(missing)}."
    for row in rows:
        own = numbers[row.faktor - 1]
        if len(row.auspraegungen) != concepts:
            return (
                f"Faktor {row.faktor}: verlangt sind {concepts} Nummern in der Reihenfolge der Konzepte; "
                f"da sind {len(row.auspraegungen)}."
            )
        strange = [one for one in row.auspraegungen if one and one not in own]
        if strange:
            return (
                f"Faktor {row.faktor}: die Nummer {strange[0]} gehört nicht zu ihm; er hat "
                f"{', '.join(map(str, own))}."
            )
        given = [one for one in row.auspraegungen if one]
        if not given:
            return f"Faktor {row.faktor}: keine seiner Ausprägungen ist verteilt."
        if sharing:
            continue
        if len(given) < min(concepts, len(own)) or len(set(given)) < min(len(given), len(own)):
            return (
                f"Faktor {row.faktor}: jedes Konzept bekommt eine andere seiner Ausprägungen "
                f"({', '.join(map(str, own))}); 0 und Wiederholungen gibt es nur, wenn sie nicht reichen."
            )
    return ""


def faulty_scores(scored: Scored, listing: Listing, concepts: int) -> str:
    """What is wrong with scores; "" where nothing is."""
    wanted, given = set(listing.by_number), Counter(one.nummer for one in scored.bewertungen)
    unknown = sorted(set(given) - wanted)
    if unknown:
        return f"Die Nummer {unknown[0]} steht nicht im Auftrag."
    missing = sorted(wanted - set(given))
    if missing:
        return f"Es fehlen die Nummern {', '.join(map(str, missing))}."
    twice = sorted(number for number, times in given.items() if times > 1)
    if twice:
        return f"Die Nummer {twice[0]} ist zweimal bewertet."
    for one in scored.bewertungen:
        if len(one.punkte) != concepts:
            return f"Nummer {one.nummer}: verlangt sind {concepts} Punktzahlen, da sind {len(one.punkte)}."
        if not all(0 <= points <= BEST for points in one.punkte):
            return f"Nummer {one.nummer}: Punkte liegen zwischen 0 und {BEST}."
    return ""
