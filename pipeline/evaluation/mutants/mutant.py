"""What a mutant is: a sentence of a text made wrong on purpose, or reworded as a control."""

from typing import Literal

from pydantic import Field

from pipeline.core.types import Noun

MutantKind = Literal["swap", "flip", "invented", "paraphrase"]
FAULTS: tuple[MutantKind, ...] = ("swap", "flip", "invented")
CONTROL: MutantKind = "paraphrase"


class Mutant(Noun):
    """`text` stands in the place of sentence `index` (from 1) of the cluster's text; `way` is the rule."""

    cluster: str
    index: int = Field(ge=1)
    kind: MutantKind
    way: str
    text: str
