"""The impact network of a cluster: its values round a circle, and what promotes or hinders what.

A person's rating and what is computed from texts are never mixed: where anything is rated, arrows show
ratings alone; where nothing is, thin lines without direction show likeness of texts, and say so. What is
left out for the sake of reading is counted.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.core.types import Cluster, Rating, Sheet
from pipeline.publish.colours import COLOURS, SOFT
from pipeline.publish.pictures.canvas import BOTTOM, SMALL, TEXT, TOP, WIDTH, Paper, Picture, style
from pipeline.publish.pictures.circle import Seat, seats
from pipeline.publish.pictures.trends import by_trend
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.opinions import merged
from pipeline.scenarios.pairs import by_people, people_first

MOST, LINKS = 18, 40
"""So many values and links are shown; with more, lines cannot be followed any more."""
_PROMOTING, _HINDERING = COLOURS[0], COLOURS[1]
_BEND = 0.12  # of an arrow's length
_LEGEND, _CAPTION = 8.0, 12.0  # in millimetres


@dataclass(frozen=True)
class Link:
    """How one value bears on another: above 0 it promotes, below it hinders, on a scale from −1 to 1."""

    source: str
    target: str
    score: float


@dataclass(frozen=True)
class Net:
    """What is drawn of a cluster: `values` in the order of the circle, `links` the strongest first.

    `known` counts all links there are, `linked` the values that have any, `members` all values; `rated`
    whether links are ratings with a direction, `by_model` how many of those drawn a model gave.
    """

    values: tuple[str, ...]
    links: tuple[Link, ...]
    known: int
    linked: int
    members: int
    rated: bool
    by_model: int


def network(
    cluster: Cluster, sheet: Sheet, ratings: Sequence[Rating], affinity: Affinity, name: str
) -> Picture:
    """The network of a cluster that bears this `name`."""
    drawn = net(cluster, sheet, ratings, affinity)
    places = seats(drawn.values, sheet, TOP + _LEGEND)
    low = max((place.y + place.height / 2 for place in places), default=TOP + _LEGEND) + 4
    kind = "Wirkungen" if drawn.rated else "Nähe der Texte"
    with style():
        paper = Paper(
            f"Wirkungsnetz: {name}", f"{kind} zwischen den Ausprägungen", height=low + _CAPTION + BOTTOM
        )
        _legend(paper, drawn)
        at = dict(zip(drawn.values, places, strict=True))
        for link in reversed(drawn.links):
            _arrow(paper, at[link.source], at[link.target], link, directed=drawn.rated)
        for place in places:
            place.draw(paper)
        caption = " ".join(told(drawn))
        paper.write(0, low, caption, points=TEXT, colour=SOFT, along="top", room=WIDTH, most=3)
        return paper.picture(f"impact-network-{cluster.id}", f"Wirkungsnetz von „{name}“. {caption}")


def net(cluster: Cluster, sheet: Sheet, ratings: Sequence[Rating], affinity: Affinity) -> Net:
    """The values of a cluster that are linked most strongly, and their strongest links."""
    members = set(cluster.members.values())
    given = [one for one in merged(people_first(ratings)) if {one.source, one.target} <= members]
    rated = [Link(one.source, one.target, one.score / 3) for one in given if one.score]
    links = rated if given else _computed(members, affinity)
    links.sort(key=lambda link: -abs(link.score))
    weights: defaultdict[str, float] = defaultdict(float)
    for link in links:
        weights[link.source] += abs(link.score)
        weights[link.target] += abs(link.score)
    chosen = set(sorted(weights, key=lambda value: -weights[value])[:MOST])
    shown = [link for link in links if {link.source, link.target} <= chosen][:LINKS]
    linked = {value for link in shown for value in (link.source, link.target)}
    drawn = {(link.source, link.target) for link in shown}
    return Net(
        values=tuple(
            cluster.members[factor.id]
            for trend in by_trend(sheet)
            for factor in trend.factors
            if cluster.members[factor.id] in linked
        ),
        links=tuple(shown),
        known=len(links),
        linked=len(weights),
        members=len(members),
        rated=bool(given),
        by_model=sum(not by_people(one) for one in given if (one.source, one.target) in drawn),
    )


def told(drawn: Net) -> list[str]:
    """What has to be said below the network, sentence by sentence."""
    said = []
    if not drawn.links:
        rated = "Alle Bewertungen zwischen den Ausprägungen sagen: keine Wirkung."
        unknown = "Zwischen den Ausprägungen ist nichts bewertet, und die Texte geben nichts her."
        return [rated if drawn.rated else unknown]
    if drawn.rated:
        said.append("Pfeile sind Bewertungen; wo keiner ist, hat niemand eine Wirkung angegeben.")
        if drawn.by_model:
            said.append(f"{drawn.by_model} der Bewertungen gab ein Sprachmodell.")
    else:
        said.append("Linien sind aus den Texten gerechnet, kein Urteil; sie haben keine Richtung.")
    if len(drawn.values) == drawn.linked < drawn.members:
        given = "Wirkungen angegeben" if drawn.rated else "Verbindungen gerechnet"
        said.append(
            f"Gezeigt: alle {drawn.linked} von {drawn.members} Ausprägungen, zu denen {given} sind."
        )
    elif len(drawn.values) < drawn.members:
        said.append(
            f"Gezeigt: die {len(drawn.values)} am stärksten verbundenen von {drawn.members} Ausprägungen."
        )
    if len(drawn.links) < drawn.known:
        noun = "Wirkungen" if drawn.rated else "Verbindungen"
        said.append(f"Gezeigt: die {len(drawn.links)} stärksten von {drawn.known} {noun}.")
    return said


def _computed(members: set[str], affinity: Affinity) -> list[Link]:
    places = [place for place, value in enumerate(affinity.ids) if value in members]
    links = [
        Link(affinity.ids[first], affinity.ids[second], float(affinity.scores[first, second]))
        for first, second in combinations(places, 2)
    ]
    return [link for link in links if link.score]


def _arrow(paper: Paper, source: Seat, target: Seat, link: Link, *, directed: bool) -> None:
    from matplotlib.patches import FancyArrowPatch

    promoting = link.score > 0
    width = 0.4 + 1.8 * abs(link.score) if directed else 0.7
    paper.axes.add_patch(
        FancyArrowPatch(
            (source.x, source.y),
            (target.x, target.y),
            arrowstyle="-|>" if directed else "-",
            connectionstyle=f"arc3,rad={_bend(source, target) if directed else 0}",
            mutation_scale=8,
            shrinkA=5,
            shrinkB=6,
            color=_PROMOTING if promoting else _HINDERING,
            linestyle="-" if promoting else (0, (4, 2)),
            linewidth=width,
            zorder=2.2,
        )
    )


def _bend(source: Seat, target: Seat) -> float:
    """How far an arrow is bent: two opposite ones part, and along one side they keep off the words."""
    if source.side != target.side:
        return _BEND
    down = target.y > source.y
    return source.side * (_BEND if down else -2 * _BEND)


def _legend(paper: Paper, drawn: Net) -> None:
    words = ("fördert", "hemmt") if drawn.rated else ("geht zusammen", "geht nicht zusammen")
    signs = [(word, score) for word, score in zip(words, (0.6, -0.6), strict=True) if _occurs(score, drawn)]
    for number, (word, score) in enumerate(signs):
        x, y = 60.0 * number, TOP + 2
        start, end = Seat("", "", "", x, y, 1), Seat("", "", "", x + 16, y, 1)
        _arrow(paper, start, end, Link("", "", score), directed=drawn.rated)
        paper.write(x + 18, y, word, points=TEXT)
    if drawn.rated and signs:
        paper.write(WIDTH, TOP + 2, "je breiter, desto stärker", points=SMALL, colour=SOFT, across="right")


def _occurs(score: float, drawn: Net) -> bool:
    return any(link.score * score > 0 for link in drawn.links)
