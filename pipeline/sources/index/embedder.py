"""What turns texts into vectors of meaning, and the project's own, which needs nobody.

Vectors of two embedders are never compared: each has files and a collection of its own, by its name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pipeline.language import meaning

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Embedder(Protocol):
    """Texts to unit vectors; the same text has the same vector tomorrow."""

    @property
    def name(self) -> str:
        """What its vectors are known by; another model has another name."""

    @property
    def dimensions(self) -> int:
        """How long a vector is; a remote model is asked where that is not known yet."""

    @property
    def address(self) -> str:
        """Where it answers; "" in this process."""

    @property
    def external(self) -> bool:
        """Whether texts leave the house."""

    @property
    def at_once(self) -> int:
        """How many passages, with their sentences, one call is best made of."""

    def embed(self, texts: Sequence[str]) -> "NDArray[np.floating]":
        """Unit vectors, shape (len(texts), dimensions); raises ModelError as a model does."""


class Own:
    """The encoder of pipeline/language/meaning.py.

    One passage a call: the last digit of a vector depends on the texts it is computed with, so a
    passage has the same vectors whenever and beside whatever else it is embedded.
    """

    name = meaning.NAME
    dimensions = meaning.DIMENSIONS
    address = ""
    external = False
    at_once = 1

    def embed(self, texts: Sequence[str]) -> "NDArray[np.floating]":
        return meaning.embed(texts)


OWN = Own()


@dataclass(frozen=True)
class Leaving:
    """What of the documents is about to leave the house: so many texts of so many characters to `model`."""

    model: str
    texts: int
    characters: int


def unasked(leaving: Leaving) -> None:
    """Lets everything go: where nothing leaves the house, or somebody has said yes."""


def plain_name(embedder: Embedder) -> str:
    """The name as it may stand in the name of a folder or a collection."""
    return re.sub(r"[^a-z0-9]+", "-", embedder.name.lower()).strip("-") or "unbenannt"
