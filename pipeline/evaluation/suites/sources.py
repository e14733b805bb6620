"""Every number, name and quotation of the texts, and where it stands: in a passage, in a value, or nowhere.

A sentence's own passages and values are looked at first. That a number stands somewhere does not show that
it counts the same thing there: the place is a link to look.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.checks import facts, names, quotations
from pipeline.checks.names import names_in
from pipeline.core.types import Sentence
from pipeline.evaluation.material import Material
from pipeline.evaluation.results import Cell, Table, Tone
from pipeline.language.numbers import NUMBER, numbers, plain_number
from pipeline.language.quoted import unquoted
from pipeline.language.words import fold, stem, tokens

_QUOTED = re.compile(r"[„»]([^„“”»«\"]{2,400})[“”«]")
_ORDER: dict[Tone, int] = {"bad": 0, "open": 1, "": 2, "good": 3}
_KINDS = {facts.KIND: "Zahl", names.KIND: "Name", quotations.KIND: "Zitat"}


@dataclass(frozen=True)
class Place:
    """Where something may stand: its name for a person, its text, and the id of the passage or value."""

    name: str
    text: str
    id: str
    is_passage: bool

    @cached_property
    def numbers(self) -> frozenset[str]:
        return numbers(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(stem(token) for token in tokens(self.text))

    @cached_property
    def plain(self) -> str:
        return _plain(self.text)

    def holds(self, kind: str, what: str) -> bool:
        """Whether a number, a name or a quotation stands here."""
        if kind == facts.KIND:
            return plain_number(what) in self.numbers
        if kind == names.KIND:
            return all(stem(token) in self.stems for token in tokens(what))
        return _plain(what) in self.plain


def table(material: Material) -> Table:
    """A row for each number, name and quotation of each sentence, what stands nowhere first.

    The year that all texts live in needs no source, and is left out.
    """
    places = _places(material)
    year = str(material.ground.settings.horizon)
    lacking: dict[tuple[str, int | None], dict[tuple[str, str], str]] = {}
    for one in material.found(*_KINDS):
        if one.severity != "info":
            lacking.setdefault((one.cluster, one.sentence), {})[one.kind, one.evidence] = one.severity
    rows = []
    for text in material.narratives:
        for number, sentence in enumerate(text.sentences, start=1):
            wrong = lacking.get((text.cluster, number), {})
            for kind, what in dict.fromkeys((*_told(sentence.text), *wrong)):
                severity = wrong.get((kind, what))
                where = _lacking(severity) if severity else _where(kind, what, sentence, places)
                if what != year or severity:
                    here = Cell(text=what, cluster=text.cluster, sentence=number)
                    rows.append((here, Cell(text=_KINDS[kind]), where))
    return Table(
        title="Zahlen, Namen und Zitate",
        columns=("Angabe", "Art", "steht in"),
        rows=tuple(sorted(rows, key=lambda row: _ORDER[row[-1].tone])),
        note="" if rows else f"Außer {year} steht in diesen Texten keine Zahl, kein Name und kein Zitat.",
    )


def _told(text: str) -> Iterator[tuple[str, str]]:
    """The kind and words of all that a sentence tells as a fact."""
    for quoted in _QUOTED.findall(text):
        yield quotations.KIND, quoted.strip()
    for number in NUMBER.findall(text):
        yield facts.KIND, number
    for name in names_in(unquoted(text)):
        yield names.KIND, name


def _places(material: Material) -> list[Place]:
    ground = material.ground
    settings = ground.settings
    project = f"{settings.title}\n{settings.region}\n{settings.name_pattern}\n{settings.horizon}"
    found = [Place("Einstellungen des Projekts", project, "", False)]
    for one in ground.passages:
        name = f"{material.titles.get(one.document, one.document)}, {one.anchor}"
        found.append(Place(name, f"{one.heading}\n{one.text}", one.id, True))
    for factor in ground.sheet.factors:
        about = f"{factor.name}\n{factor.definition}\n{factor.heute}\n{factor.trend}"
        found.append(Place(f"Einflussfaktor „{factor.name}“", about, factor.id, False))
        for value in factor.values:
            told = f"{value.label}\n{value.text}"
            found.append(Place(f"Ausprägung „{value.label}“", told, value.id, False))
    found += [
        Place("Begründung einer Bewertung", one.reason, "", False) for one in ground.ratings if one.reason
    ]
    return found


def _where(kind: str, what: str, sentence: Sentence, places: list[Place]) -> Cell:
    """The first place that has it, the sentence's own before all others."""
    own = {*sentence.passages, *sentence.values}
    first = next((one for one in places if one.id in own and one.holds(kind, what)), None)
    place = first or next((one for one in places if one.holds(kind, what)), None)
    if place is None:
        return Cell(text="in mehreren Quellen zusammen oder in anderer Form")
    return Cell(text=place.name, passage=place.id if place.is_passage else "", tone="good")


def _lacking(severity: str) -> Cell:
    if severity == "block":
        return Cell(text="in keiner Quelle", tone="bad")
    return Cell(text="bitte prüfen: so in keiner Quelle", tone="open")


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
