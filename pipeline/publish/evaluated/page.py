"""The page put together: everything in words first, then one template, which escapes all of it."""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.core.dates import german_date
from pipeline.evaluation.material import Material
from pipeline.evaluation.nouns import Obstacle
from pipeline.evaluation.results import Cell, Evaluation
from pipeline.evaluation.selecting import Selection
from pipeline.publish.evaluated import measured
from pipeline.publish.evaluated.anchors import Anchors, Link
from pipeline.publish.evaluated.judges import flicker_told, judges_shown
from pipeline.publish.evaluated.linking import Links
from pipeline.publish.evaluated.numbers import many, number, thousands
from pipeline.publish.evaluated.obstacles import (
    RUN,
    command,
    lapsed_shown,
    obstacles_shown,
    waived_shown,
)
from pipeline.publish.evaluated.permitted import Permitted
from pipeline.publish.evaluated.reading import reading
from pipeline.publish.evaluated.said import Sayings
from pipeline.publish.evaluated.sources import passages_shown, values_shown, way_back
from pipeline.publish.evaluated.steps import steps
from pipeline.publish.evaluated.texts import Texts, TextShown
from pipeline.publish.evaluated.verdict import verdict_shown


def render(
    evaluation: Evaluation, material: Material, selections: Mapping[str, Selection], run: str = ""
) -> str:
    """The page as one HTML text; `selections` are those of every text (`read_of(material).selections`).

    `run` is the folder of the run as a person types it; without it the commands of the page say LAUF.
    """
    permitted, anchors = Permitted(material), Anchors(material.narratives, material.ground)
    links = Links(permitted, anchors)
    sayings = Sayings(evaluation.ruling, material, permitted, links)
    shown = permitted.evaluation(evaluation)
    texts = Texts(material, selections, permitted, anchors, links, sayings).shown()
    told = {
        **_ruled(shown, material, texts, run or RUN, links),
        **_measured(shown, material),
        **_sources(shown, material, texts, permitted, anchors, links),
        "verdict": verdict_shown(shown, material, selections),
        "settings": material.ground.settings,
        "about": shown.about,
        "run": run or RUN,
        "texts": texts,
        "titles": {one.cluster: one.title for one in material.narratives},
        "reading": reading(material, selections, permitted, run or RUN).data,
        "script": _script(),
        "script_hash": b64encode(sha256(_script().encode()).digest()).decode("ascii"),
    }
    return _environment().get_template("evaluated/page.html.j2").render(told)


def _ruled(
    shown: Evaluation, material: Material, texts: Sequence[TextShown], run: str, links: Links
) -> dict[str, Any]:
    """What stands in the way and what to do about it."""
    where = _Where(material, links.anchors)
    found = obstacles_shown(shown, run, where, links.of_evidence)
    waiting = sum(one.waiting for one in texts)
    return {
        "obstacles": found,
        "waived": waived_shown(shown, where),
        "lapsed": lapsed_shown(shown),
        "not_part": shown.not_part,
        "waiting": waiting,
        "steps": steps(shown.verdict, found, waiting, run),
    }


def _measured(shown: Evaluation, material: Material) -> dict[str, Any]:
    """The figures of the suites and of the judges, and how they changed."""
    return {
        "suites": measured.suites_shown(shown),
        "judges": judges_shown(shown, material),
        "told": shown.told,
        "changes": measured.changes_shown(shown),
        "comparison": shown.comparison,
        "flicker": shown.flicker,
        "labelled": shown.labelled,
    }


def _sources(
    shown: Evaluation,
    material: Material,
    texts: Sequence[TextShown],
    permitted: Permitted,
    anchors: Anchors,
    links: Links,
) -> dict[str, Any]:
    """The passages and values that anything in the page leads to, and how tables lead there."""
    wanted = frozenset(_wanted(shown, texts, anchors, links))
    back = way_back(texts)
    return {
        "passages": passages_shown(material.ground, permitted, anchors, wanted, back),
        "values": values_shown(material.ground, anchors, wanted, back),
        "place": lambda cell: _place(cell, anchors),
        "sentence": anchors.sentence,
    }


class _Where:
    """Where an obstacle happens, as a place and in words."""

    def __init__(self, material: Material, anchors: Anchors) -> None:
        self._anchors = anchors
        self._titles = {one.id: one.name for one in material.ground.clusters.clusters}
        self._titles |= {one.cluster: one.title for one in material.narratives}

    def __call__(self, one: Obstacle) -> Link:
        if not one.cluster:
            return Link("", "alle Texte")
        title = self._titles.get(one.cluster, one.cluster)
        if one.sentence is None:
            return Link(self._anchors.text(one.cluster), title)
        return Link(self._anchors.sentence(one.cluster, one.sentence), f"{title}, Satz {one.sentence}")


def _place(cell: Cell, anchors: Anchors) -> str:
    """Where a cell of a table leads; "" where it only says something."""
    if cell.cluster:
        return anchors.sentence(cell.cluster, cell.sentence)
    return anchors.passage(cell.passage)


def _wanted(shown: Evaluation, texts: Sequence[TextShown], anchors: Anchors, links: Links) -> Iterator[str]:
    """The places of all sources that something in the page leads to."""
    for obstacle in shown.ruling.obstacles:
        yield from (link.place for link in links.of_evidence(obstacle.evidence))
    for text in texts:
        yield from (link.place for one in text.said for link in one.sources)
        for sentence in text.sentences:
            yield from (one.link.place for one in (*sentence.sources, *sentence.against))
            yield from (link.place for one in sentence.said for link in one.sources)
    for suite in shown.suites:
        for table in suite.tables:
            yield from (anchors.passage(cell.passage) for row in table.rows for cell in row)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pipeline.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(datum=german_date, zahl=number, tausend=thousands, befehl=command)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    environment.globals.update(many=many, flicker_told=flicker_told)
    return environment


@lru_cache(maxsize=1)
def _script() -> str:
    """The page's script as it stands between its tags: the policy of the page names its hash."""
    room = files("pipeline.publish").joinpath("templates", "evaluated")
    return room.joinpath("reading.js").read_text(encoding="utf-8")
