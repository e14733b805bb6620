"""How a text names the region, and whether a passage speaks of it: only such tell where its way begins.

The latter is told by the region's own name: a word that begins like it ("Ruhrgebiet", "an der Ruhr").
Places within the region are not known; so this may prefer a passage, never rule one out.
"""

from collections.abc import Sequence

from pipeline.core.settings import Settings
from pipeline.core.types import Passage
from pipeline.language.beginnings import beginnings


def regional_first(passages: Sequence[Passage], settings: Settings) -> list[Passage]:
    """The passages that name the region before the others, else in their order."""
    own = beginnings(f"{settings.region} {settings.name_pattern}")
    return sorted(passages, key=lambda one: not own & beginnings(f"{one.heading} {one.text}"))


def named_in_title(settings: Settings) -> str:
    """The region as the title names it, in the nominative: "die Ruhrregion"."""
    words = [word for word in settings.name_pattern.split() if word not in ("…", "...")]
    if len(words) >= 2 and words[0].lower() in ("der", "die", "das"):
        return " ".join([words[0].lower(), *words[1:]])
    return f"die Region {settings.region}"
