"""What a sentence of a model may rest on: how passages are shown to it, and whether it refers to them.

Outside its borders a passage has only what people of the project named: its id and its file. A heading
is text of the document as well, and stands within.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.core.types import Basis, Passage
from pipeline.narratives.stray_ids import stray_ids


def shown(passages: Iterable[Passage]) -> list[dict[str, str]]:
    """Passages for a prompt."""
    return [
        {"id": one.id, "ort": one.document, "text": f"{one.anchor}\n{one.text}".strip()} for one in passages
    ]


@dataclass(frozen=True)
class Known:
    """The ids of values and passages that a model was given."""

    values: frozenset[str]
    passages: frozenset[str]

    def fault(
        self, number: int, text: str, basis: Basis, values: Sequence[str], passages: Sequence[str]
    ) -> str:
        """What is wrong with a sentence's references, told to the model; "" where nothing is."""
        unknown = [one for one in values if one not in self.values]
        unknown += [one for one in passages if one not in self.passages]
        if unknown:
            return f"Satz {number} nennt „{unknown[0]}“; diese Kennung steht nicht im Auftrag."
        if basis == "evidence" and not passages:
            return f"Satz {number} soll belegt sein (evidence), nennt aber keine Passage."
        if basis != "evidence" and not (values or passages):
            return f"Satz {number} nennt nicht, worauf er beruht."
        stray = stray_ids(text, self.values | self.passages)
        if stray:
            return f"Im Text von Satz {number} steht „{stray[0]}“; Kennungen gehören nur in die Listen."
        return ""
