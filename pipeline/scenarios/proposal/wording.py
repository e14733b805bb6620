"""Words of a model as they are kept: in one line, and compared without inflection."""

from pipeline.core.cells import clean
from pipeline.language.words import content_stems


def one_line(text: str) -> str:
    """A text without line breaks and control characters."""
    return " ".join(clean(text).split())


def key(name: str) -> tuple[str, ...]:
    """A name without inflection, order and small words; one of small words alone as it stands."""
    return tuple(sorted(content_stems(name))) or tuple(name.casefold().split())
