"""Each sentence of evidence beside the words of its passage, and whether they bear it out.

A sentence is borne out where words of its passage are near enough to it and nothing in it was found to come
from elsewhere. Where no words are near, a person looks: that is open, not wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.checks import evidence
from pipeline.core.types import Passage, Quotation, Rights, Sentence
from pipeline.evaluation.material import Material
from pipeline.evaluation.results import Cell, Table, Tone
from pipeline.narratives.quoting import quotations

State = Literal["borne", "open", "wrong"]
_TOLD: dict[State, str] = {
    "borne": "getragen",
    "open": "kein naher Wortlaut; bitte lesen",
    "wrong": "nicht getragen",
}
_TONES: dict[State, Tone] = {"borne": "good", "open": "open", "wrong": "bad"}


@dataclass(frozen=True)
class Borne:
    """A sentence of evidence (from 1) with the words that bear it out, and what was found against it."""

    cluster: str
    sentence: int
    text: str
    passages: tuple[str, ...]
    quotes: tuple[Quotation, ...]
    state: State
    faults: tuple[str, ...] = ()


def borne_out(material: Material) -> list[Borne]:
    """All sentences of evidence in the order of the texts."""
    passages = {one.id: one for one in material.ground.passages}
    faults: dict[tuple[str, int | None], list[str]] = {}
    for one in material.found(evidence.KIND):
        if one.severity != "info":
            faults.setdefault((one.cluster, one.sentence), []).append(one.message)
    found = []
    for text in material.narratives:
        for number, sentence in enumerate(text.sentences, start=1):
            if sentence.basis == "evidence":
                wrong = tuple(faults.get((text.cluster, number), ()))
                found.append(_borne(text.cluster, number, sentence, passages, wrong))
    return found


def _borne(
    cluster: str, number: int, sentence: Sentence, passages: dict[str, Passage], wrong: tuple[str, ...]
) -> Borne:
    quotes = sentence.quotations or quotations(sentence, passages)
    state: State = "wrong" if wrong else "borne" if quotes else "open"
    return Borne(cluster, number, sentence.text, sentence.passages, quotes, state, wrong)


def table(borne: Sequence[Borne], material: Material) -> Table:
    """Each sentence of evidence beside the words of its passage; what may not be quoted is not shown."""
    passages = {one.id: one for one in material.ground.passages}
    rows = []
    for one in borne:
        quoted = " … ".join(_words(quote, passages, material) for quote in one.quotes)
        first = one.passages[0] if one.passages else ""
        rows.append(
            (
                Cell(text=one.text, cluster=one.cluster, sentence=one.sentence),
                Cell(text=_place(first, passages, material), passage=first if first in passages else ""),
                Cell(text=quoted),
                Cell(text=" ".join((_TOLD[one.state] + ".", *one.faults)), tone=_TONES[one.state]),
            )
        )
    note = "" if rows else "Kein Satz dieser Texte beruft sich auf eine Passage."
    return Table(
        title="Belegsätze und ihre Passagen",
        columns=("Satz", "Passage", "Wortlaut", "Zustand"),
        rows=tuple(rows),
        note=note,
    )


def _words(quote: Quotation, passages: dict[str, Passage], material: Material) -> str:
    passage = passages.get(quote.passage)
    if passage is not None and material.rights.get(passage.document, Rights()).quote == "none":
        return "(darf nicht zitiert werden)"
    return f"„{quote.quote}“"


def _place(passage: str, passages: dict[str, Passage], material: Material) -> str:
    if passage not in passages:
        return "fehlt" if passage else "keine genannt"
    one = passages[passage]
    return f"{material.titles.get(one.document, one.document)}, {one.anchor}"
