"""What an editor is shown of the language: texts in figures, who gains and who pays, and every finding."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from pipeline.checks.prose.sides import Sides
from pipeline.core.types import Finding, Narrative
from pipeline.evaluation.material import Material
from pipeline.evaluation.results import Cell, Table
from pipeline.language.readability import amstad
from pipeline.language.words import count_words


@dataclass(frozen=True)
class Read:
    """A text, and what of it tells something good or bad; only a `whole` one has room for both."""

    narrative: Narrative
    sides: Sides
    whole: bool = True


def tables(material: Material, read: Sequence[Read], kinds: frozenset[str]) -> tuple[Table, ...]:
    """The texts in figures, their chance and price, and the findings beyond mere hints."""
    found = [one for one in material.found(*kinds) if one.severity != "info"]
    parts = (
        Table(
            title="Je Text",
            columns=(
                "Text",
                "Sätze",
                "Wörter je Satz",
                "Absätze",
                "Lesbarkeit",
                "Gutes",
                "Schlechtes",
                "Befunde",
            ),
            rows=tuple(_row(one, found) for one in read if one.narrative.sentences),
            note="Lesbarkeit nach Amstad: höher liest sich leichter. Gutes und Schlechtes: so viele Sätze "
            "erzählen davon, nach Wertung der Ausprägungen und nach Worten.",
        ),
        Table(
            title="Wer gewinnt, wer zahlt",
            columns=("Text", "Chance", "Preis"),
            rows=tuple(
                (_name(one.narrative), _told(one, one.sides.good), _told(one, one.sides.bad))
                for one in read
            ),
            note="Je der erste Satz, in dem es nur darum geht, oder der erste, der davon erzählt.",
        ),
        Table(
            title="Befunde zur Sprache",
            columns=("Text", "Satz", "Befund", "Was auffällt"),
            rows=tuple(_findings(material, found)),
        ),
    )
    return tuple(one for one in parts if one.rows)


def _row(one: Read, found: Sequence[Finding]) -> tuple[Cell, ...]:
    texts = [sentence.text for sentence in one.narrative.sentences]
    ease = amstad(texts)
    mine = sum(finding.cluster == one.narrative.cluster for finding in found)
    return (
        _name(one.narrative),
        Cell(text=str(len(texts))),
        Cell(text=f"{fmean(map(count_words, texts)):.1f}".replace(".", ",")),
        Cell(text=str(len({sentence.paragraph for sentence in one.narrative.sentences}))),
        Cell(text="zu kurz" if ease is None else f"{ease:.0f}".replace("-", "−")),
        *(
            Cell(text=str(len(side)), tone="" if side else "bad")
            for side in (one.sides.good, one.sides.bad)
        ),
        Cell(text=str(mine), tone="bad" if mine else "good"),
    )


def _name(narrative: Narrative) -> Cell:
    return Cell(text=narrative.title, cluster=narrative.cluster)


def _told(one: Read, side: Sequence[int]) -> Cell:
    if not side:
        return Cell(text="nicht gefunden", cluster=one.narrative.cluster, tone="bad")
    both = {*one.sides.good} & {*one.sides.bad}
    number = next((number for number in side if number not in both), side[0])
    text = one.narrative.sentences[number - 1].text
    return Cell(text=text, cluster=one.narrative.cluster, sentence=number)


def _findings(material: Material, found: Sequence[Finding]) -> Iterator[tuple[Cell, ...]]:
    for one in found:
        narrative = material.of(one.cluster)
        if narrative is not None:
            place = "ganzer Text" if one.sentence is None else str(one.sentence)
            yield (
                _name(narrative),
                Cell(text=place, cluster=one.cluster, sentence=one.sentence),
                Cell(text=one.kind),
                Cell(text=one.message, tone="bad"),
            )
