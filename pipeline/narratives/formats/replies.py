"""What a model says of each format, and what is wrong with it: told to the model, all of a kind at once.

What a reader would stumble over in a finished file is a fault and never taken: more words than there is
room for, years that do not fall, ids in the text, a basis that was never given.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from pipeline.language.words import count_words
from pipeline.llm.schema import Reply
from pipeline.narratives.formats.nouns import TEASER_WORDS
from pipeline.narratives.references import Known

HEADLINE_WORDS = 12
TEASER_FEWEST = 30
ENTRY_WORDS, COMPARED_WORDS, QUESTION_WORDS = 35, 30, 15
"""At most; comparisons are asked for five words less, since counting is hard for models."""
SIGNALS, SIDES, MILESTONES = (4, 6), (2, 4), (4, 7)
"""How many entries there are, from–to; winners and losers each."""


class ToldEntry(Reply):
    """A short text and what it rests on."""

    text: str
    grundlage: Literal["evidence", "value", "inference"]
    auspraegungen: list[str]
    passagen: list[str]


class HeadlineReply(Reply):
    """The headline and the teaser, which are read together."""

    schlagzeile: ToldEntry
    teaser: ToldEntry


class ToldSignal(ToldEntry):
    """An early-warning signal, and whether it is among the first."""

    wann: Literal["zuerst", "danach"]


class SignalsReply(Reply):
    """The signals, the earliest first."""

    signale: list[ToldSignal]


class WinnersReply(Reply):
    """Who gains and who loses."""

    gewinner: list[ToldEntry]
    verlierer: list[ToldEntry]


class ToldMilestone(ToldEntry):
    """A step and its year."""

    jahr: int


class MilestonesReply(Reply):
    """The steps back from the horizon."""

    meilensteine: list[ToldMilestone]


class ComparedScenario(ToldEntry):
    """What one scenario says of a theme."""

    szenario: str


class ComparedTheme(Reply):
    """A theme by its number, the question that tells the scenarios apart, a sentence for each scenario."""

    thema: int
    frage: str
    saetze: list[ComparedScenario]


class ComparisonReply(Reply):
    """All themes asked about, each once."""

    zeilen: list[ComparedTheme]


def headline_faults(reply: HeadlineReply, known: Known) -> Iterator[str]:
    """What is wrong with headline and teaser."""
    yield from _entries("schlagzeile", [reply.schlagzeile], known, HEADLINE_WORDS)
    if reply.schlagzeile.text.rstrip().endswith(("?", ".")):
        yield "„schlagzeile“ endet mit Punkt oder Fragezeichen; eine Schlagzeile hat keines."
    yield from _entries("teaser", [reply.teaser], known, TEASER_WORDS)
    if 0 < count_words(reply.teaser.text) < TEASER_FEWEST:
        yield (
            f"„teaser“ hat {count_words(reply.teaser.text)} Wörter; verlangt sind {TEASER_FEWEST} bis "
            f"{TEASER_WORDS}."
        )


def signals_faults(reply: SignalsReply, known: Known) -> Iterator[str]:
    """What is wrong with signals."""
    yield from _counted("signale", reply.signale, SIGNALS)
    yield from _entries("signale", reply.signale, known, ENTRY_WORDS)
    when = [one.wann for one in reply.signale]
    if when and when != sorted(when, reverse=True):  # "zuerst" comes after "danach" in the alphabet
        yield "In „signale“ stehen die mit „zuerst“ vor denen mit „danach“."
    if when.count("zuerst") < 2:
        yield "In „signale“ sind wenigstens zwei mit „zuerst“ verlangt."


def winners_faults(reply: WinnersReply, known: Known) -> Iterator[str]:
    """What is wrong with winners and losers."""
    for name, told in (("gewinner", reply.gewinner), ("verlierer", reply.verlierer)):
        yield from _counted(name, told, SIDES)
        yield from _entries(name, told, known, ENTRY_WORDS)


def milestones_faults(reply: MilestonesReply, known: Known, today: int, horizon: int) -> Iterator[str]:
    """What is wrong with milestones between these two years."""
    yield from _counted("meilensteine", reply.meilensteine, MILESTONES)
    yield from _entries("meilensteine", reply.meilensteine, known, ENTRY_WORDS)
    years = [one.jahr for one in reply.meilensteine]
    if years and years[0] != horizon:
        yield f"Der erste Meilenstein steht im Jahr {horizon}, nicht {years[0]}."
    if years and not today <= years[-1] <= today + 1:
        yield f"Der letzte Meilenstein liegt bei heute ({today} oder {today + 1}), nicht {years[-1]}."
    if any(later <= earlier for later, earlier in pairwise(years)):
        yield f"Die Jahre fallen nicht von Eintrag zu Eintrag: {', '.join(map(str, years))}."


def comparison_faults(
    reply: ComparisonReply, known: Mapping[int, Mapping[str, Known]], scenarios: Sequence[str]
) -> Iterator[str]:
    """What is wrong with a comparison of the themes `known` by number, and in each by scenario: neither
    borrows from another."""
    themes = list(known)
    given = [one.thema for one in reply.zeilen]
    if sorted(given) != sorted(themes):
        yield f"Verlangt ist genau eine Zeile zu jedem dieser Themen: {', '.join(map(str, themes))}."
        return
    for row in reply.zeilen:
        if not row.frage.strip().endswith("?") or count_words(row.frage) > QUESTION_WORDS:
            yield f"Thema {row.thema}: „frage“ soll eine Frage mit höchstens 12 Wörtern sein."
        named = [one.szenario for one in row.saetze]
        if sorted(named) != sorted(scenarios):
            yield (
                f"Thema {row.thema}: verlangt ist genau ein Satz zu jedem Szenario "
                f"({', '.join(scenarios)})."
            )
            continue
        for one in row.saetze:
            where = f"Thema {row.thema}, {one.szenario}"
            yield from _entries(where, [one], known[row.thema][one.szenario], COMPARED_WORDS)


def _counted(name: str, told: Sequence[ToldEntry], span: tuple[int, int]) -> Iterator[str]:
    low, high = span
    if not low <= len(told) <= high:
        yield f"„{name}“ hat {len(told)} Einträge; verlangt sind {low} bis {high}."


def _entries(name: str, told: Sequence[ToldEntry], known: Known, longest: int) -> Iterator[str]:
    for number, one in enumerate(told, start=1):
        fault = known.fault(number, one.text, one.grundlage, one.auspraegungen, one.passagen)
        if fault:
            yield f"In „{name}“: {fault}"
        if not one.text.strip():
            yield f"In „{name}“ ist Eintrag {number} leer."
        if count_words(one.text) > longest:
            yield (
                f"In „{name}“ hat Eintrag {number} {count_words(one.text)} Wörter; erlaubt sind höchstens "
                f"{longest}."
            )
