"""How much of a plan fits into a text: what is told first shorter, then not at all.

Themes keep their order; what gives way is decided by the room a plan gives them: the reserve from its
end, then those told briefly, then links, then the whole ones from their end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.narratives.plan import Theme

FOREMOST = 8
"""More themes cannot be told whole in 300 words: of plans that say no room, the others are told briefly."""
LINKS = 2


@dataclass(frozen=True)
class Rung:
    """What is told of a plan: themes in order, those of them told with one sentence, how many links.

    `tentative` themes follow as what they are: of open place.
    """

    themes: tuple[Theme, ...]
    brief: frozenset[str] = frozenset()
    links: int = LINKS
    tentative: tuple[Theme, ...] = ()


def ladder(themes: Sequence[Theme]) -> Iterator[Rung]:
    """From all there is to the opening alone, each rung shorter than the one before."""
    rung = Rung(tuple(themes))
    yield rung
    whole = [one for one in themes if one.room == "ganz"]
    short = [one for one in themes if one.room == "knapp" or one in whole[FOREMOST:]]
    spare = [one for one in themes if one.room == "reserve"]
    for one in reversed(spare):
        yield (rung := _without(rung, one))
    for one in reversed(short):
        yield (rung := _shorter(rung, one))
    for one in reversed(short):
        yield (rung := _without(rung, one))
    yield (rung := replace(rung, links=1))
    for one in reversed(whole[:FOREMOST]):
        yield (rung := _shorter(rung, one))
    yield (rung := replace(rung, links=0))
    for one in reversed(whole[:FOREMOST]):
        yield (rung := _without(rung, one))


def _without(rung: Rung, theme: Theme) -> Rung:
    return replace(rung, themes=tuple(one for one in rung.themes if one != theme))


def _shorter(rung: Rung, theme: Theme) -> Rung:
    return replace(rung, brief=rung.brief | {theme.value})
