"""The map of scenarios: the clusters large and by name, behind them small the consistent scenarios.

The dots behind are drawn opaque and in one size, so that where many lie upon each other nothing grows
darker: how many there are says nothing of how likely they are.
"""

from collections.abc import Mapping
from itertools import combinations

from pipeline.publish.colours import LINE, PAPER, SOFT, look
from pipeline.publish.pictures.canvas import BOTTOM, SUBTITLE, TEXT, TOP, WIDTH, Paper, Picture, style
from pipeline.publish.pictures.labels import Lettering, label
from pipeline.publish.pictures.placing import Box
from pipeline.scenarios.landscape import Landscape, Place, differing

_HEIGHT = 165.0
_ROOM = Box(1.0, TOP + 1, WIDTH - 1, _HEIGHT - BOTTOM - 10)
_EDGE = 12.0  # between the outermost scenario and the frame
_RADIUS = 2.6
_LETTERING = Lettering(SUBTITLE, room=46, most=3, bold=True)
_SMALLEST = 1e-3  # of a share of factors: less is one place
_BACKGROUND = "#B4B4B4"


def space_map(landscape: Landscape, names: Mapping[str, str]) -> Picture:
    """The map of the clusters under their `names` by id."""
    spots = _spots(landscape.places)
    clusters, background = spots[: len(landscape.clusters)], spots[len(landscape.clusters) :]
    anchors = [
        _LETTERING.anchor(x, y, _RADIUS, names[place.cluster])
        for (x, y), place in zip(clusters, landscape.clusters, strict=True)
    ]
    title, caption = "Karte der Szenarien", " ".join(told(landscape))
    with style():
        paper = Paper(title, "Je näher, desto weniger Einflussfaktoren unterscheiden sie", height=_HEIGHT)
        paper.axes.plot(*_ROOM.outline, color=LINE, linewidth=0.6)
        if background:
            x, y = zip(*background, strict=True)
            paper.axes.scatter(x, y, s=3, color=_BACKGROUND, linewidths=0, zorder=2)
        label(paper, anchors, _LETTERING, _ROOM.inset(1.5))
        for number, one in enumerate(anchors):
            mark, fill = look(number).marker, look(number).colour
            paper.axes.scatter([one.x], [one.y], s=130, marker=mark, color=fill, edgecolors=PAPER, zorder=6)
        paper.write(0, _ROOM.bottom + 1, caption, points=TEXT, colour=SOFT, along="top", room=WIDTH, most=4)
        return paper.picture(
            "space-map", f"{title} mit {', '.join(one.text for one in anchors)}. {caption}"
        )


def told(landscape: Landscape) -> tuple[str, ...]:
    """What has to be said beside the map, sentence by sentence."""
    count, shown = landscape.consistent, len(landscape.background)
    sentences = ["Die Achsen haben keine Bedeutung."]
    if not count:
        sentences.append("Konsistente Szenarien der Cross-Impact-Bilanz liegen nicht vor.")
    else:
        which = f"alle {_thousands(count)} konsistenten Szenarien{_after(landscape)}"
        if shown < count:
            which = f"{_thousands(shown)} von {_thousands(count)} konsistenten Szenarien{_after(landscape)}"
            which += ", gleichmäßig ausgewählt"
        sentences.append(f"Graue Punkte: {which}; wo viele liegen, ist nichts wahrscheinlicher.")
    if landscape.shown is None:
        return (*sentences, "Die Szenarien sind alle gleich.")
    if len(landscape.clusters) > 2 and _equally_far(landscape):
        sentences.append(
            "Die benannten Szenarien unterscheiden sich alle in gleich vielen Faktoren; keine zwei sind "
            "einander näher, auch wo es so aussieht."
        )
    if _after(landscape):
        sentences.append("Nur die bewerteten Einflussfaktoren zählen auf der Karte.")
    return (*sentences, f"Die Ebene zeigt {100 * landscape.shown:.0f} % der Unterschiede.")


def _after(landscape: Landscape) -> str:
    """By which factors scenarios are consistent, where others were left aside."""
    count = len(landscape.sheet.factors)
    if count == landscape.whole:
        return ""
    return f" nach den {count} bewerteten von {landscape.whole} Einflussfaktoren"


def _equally_far(landscape: Landscape) -> bool:
    pairs = combinations(landscape.clusters, 2)
    return len({len(differing(first, second)) for first, second in pairs}) == 1


def _spots(places: tuple[Place, ...]) -> list[tuple[float, float]]:
    """The places in millimetres: one scale for both directions, the middle in the middle."""
    across, along = [one.x for one in places], [one.y for one in places]
    wide, high = max(across) - min(across), max(along) - min(along)
    scale = min(
        (_ROOM.right - _ROOM.left - 2 * _EDGE) / max(wide, _SMALLEST),
        (_ROOM.bottom - _ROOM.top - 2 * _EDGE) / max(high, _SMALLEST),
    )
    x, y = (max(across) + min(across)) / 2, (max(along) + min(along)) / 2
    return [
        (_ROOM.middle[0] + (one.x - x) * scale, _ROOM.middle[1] - (one.y - y) * scale) for one in places
    ]


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")
