"""What a sentence rests on, in words: its basis, its values, and the passages as their rights allow.

Where a document may not be quoted, the place stands instead of its words.
"""

from pipeline.checks.case import Ground
from pipeline.core.types import Basis, Passage, Sentence
from pipeline.publish.edition import Note
from pipeline.publish.protection import Protection
from pipeline.sources.quoting import QUOTE_SHORT

BASES: dict[Basis, str] = {
    "evidence": "Beleg",
    "value": "Ausprägung",
    "inference": "Zusammenfassung",
    "illustration": "Ausmalung",
    "edited": "von Hand",
}
BASES_OF_A_MODEL: dict[Basis, str] = {
    **BASES,
    "evidence": "Beleg laut Sprachmodell",
    "inference": "Folgerung",
}
"""The model says that a passage bears the sentence out; only that the passage exists is verified."""


def note(sentence: Sentence, number: int, ground: Ground, protection: Protection, *, drafted: bool) -> Note:
    """What a sentence rests on; `drafted` says that a model worded it first."""
    named = BASES_OF_A_MODEL if drafted else BASES
    basis = named[sentence.basis]
    values = sentence.values
    if sentence.basis == "edited" and sentence.before is not None:
        basis, values = f"{basis}, geändert aus: {named[sentence.before.basis]}", sentence.before.values
    return Note(
        number=number,
        basis=basis,
        values=tuple(
            f"{factor.name}: {value.label}"
            for factor in ground.sheet.factors
            for value in factor.values
            if value.id in values
        ),
        sources=tuple(_sources(sentence, ground, protection)) if drafted or _borne_out(sentence) else (),
    )


def _borne_out(sentence: Sentence) -> bool:
    """Whether passages are what it rests on; those of a Rohgerüst merely speak of the same matter."""
    return sentence.basis == "evidence"


def _sources(sentence: Sentence, ground: Ground, protection: Protection) -> list[str]:
    quoted = {one.passage: one.quote for one in sentence.quotations}
    found = [one for one in ground.passages if one.id in sentence.passages]
    return list(dict.fromkeys(_source(one, quoted.get(one.id, ""), protection) for one in found))


def _source(passage: Passage, quote: str, protection: Protection) -> str:
    """A passage as a source: its words where they may be quoted, and where it stands."""
    place = protection.place(passage)
    return f"„{quote}“ ({place})" if quote and may_quote(quote, passage, protection) else place


def may_quote(quote: str, passage: Passage, protection: Protection) -> bool:
    """Whether these words of a passage may stand in what leaves the house."""
    rights = protection.of(passage.document)
    if protection.shows(passage):
        return True
    return rights.export and rights.quote == "short" and len(quote.split()) <= QUOTE_SHORT
