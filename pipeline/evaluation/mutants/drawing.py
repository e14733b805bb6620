"""Drawing by digest: the same words draw the same lot on every machine, and no lot depends on another."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from pipeline.core.files import digest

T = TypeVar("T")


def number(*said: str) -> int:
    """A whole number from 0 to 2³², drawn by words."""
    return int(digest("\0".join(said).encode())[:8], 16)


def one_of(options: Sequence[T], *said: str) -> T:
    """One of at least one option."""
    return options[number(*said) % len(options)]


def shuffled(names: Iterable[str], *said: str) -> list[str]:
    """Names in a drawn order."""
    return sorted(names, key=lambda name: (number(name, *said), name))
