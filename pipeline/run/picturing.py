"""The stage between clusters and texts that shows what the clusters are: pictures, and their balance.

Cross-impact balance is asked where people rated pairs: a model's few ratings and the texts say what goes
together, not what bears on what. impact.json is what it said.
"""

from pipeline.core.files import digest_of, read_json_as, read_yaml_as, to_json, to_yaml
from pipeline.core.types import SCHEMA_VERSION, Noun, Rating
from pipeline.project import Run
from pipeline.publish.shown import Shown
from pipeline.run.context import (
    CONCEPTS,
    RATINGS,
    Context,
    fitting_clusters,
    read_affinity,
    read_concepts,
    read_sheet,
)
from pipeline.run.engine import Stage
from pipeline.run.merges import MERGES, read_merges
from pipeline.scenarios import ratings
from pipeline.scenarios.impact.nouns import Analysis
from pipeline.scenarios.impact.rated_part import RatedPart, rated_part
from pipeline.scenarios.pairs import by_people

IMPACT = "impact.json"
PAGE = "interactive.html"
FOLDER = "pictures"
ALBUM = f"{FOLDER}/album.yaml"
LIMIT, SECONDS = 20_000, 30.0
"""Of the search for consistent scenarios in a run; „szenario impact“ searches as long as it is told."""


def read_impact(run: Run) -> Analysis | None:
    """The analysis of a run; None where people rated nothing."""
    return read_json_as(Analysis, run.file(IMPACT)) if run.file(IMPACT).is_file() else None


def read_pictures(run: Run) -> tuple[Shown, ...]:
    """The pictures of a run in the order of the album; none where none were drawn."""
    listed = run.file(ALBUM)
    album = read_yaml_as(Album, listed) if listed.is_file() else Album()
    paths = [(one, run.file(f"{FOLDER}/{one.name}.svg")) for one in album.pictures]
    return tuple(Shown(one.title, one.alt, path.read_bytes()) for one, path in paths if path.is_file())


class Entry(Noun):
    """A picture of the album: the name of its files, its title, and what is to be seen, in words."""

    name: str
    title: str
    alt: str


class Album(Noun):
    """The pictures of a run in their order."""

    schema_version: int = SCHEMA_VERSION
    pictures: tuple[Entry, ...] = ()


def _reads(context: Context) -> dict[str, str]:
    named = ("sheet.yaml", "clusters.yaml", "affinity.csv", RATINGS)
    merges = tuple(name for name in (MERGES, CONCEPTS) if context.run.file(name).is_file())
    return {
        **{name: digest_of(context.run.file(name)) for name in (*named, *merges)},
        "settings": to_json(context.settings),
    }


def _make(context: Context, kept: frozenset[str]) -> dict[str, bytes]:
    import numpy as np

    from pipeline.publish.interactive import Touchable, interactive_page
    from pipeline.publish.pictures.album import album
    from pipeline.publish.pictures.canvas import png, svg
    from pipeline.scenarios.landscape import landscape

    run = context.run
    sheet = read_sheet(run)
    clusters, near = fitting_clusters(run, sheet), read_affinity(run, sheet)
    rated = ratings.read(run.made(RATINGS, "rate"), sheet, read_merges(run))
    given = tuple(one for one in rated if by_people(one))
    part = rated_part(sheet, given)
    analysis = _balanced(context, part, given) if given else None
    files = {} if analysis is None else {IMPACT: to_json(analysis).encode()}
    if not context.settings.pictures:
        return {**files, ALBUM: to_yaml(Album()).encode()}
    names = {one.id: one.name for one in clusters.clusters}
    known = np.array(analysis.consistent) if analysis is not None and analysis.consistent else None
    space = landscape(clusters, sheet if known is None else part.sheet, known, len(sheet.factors))
    sums = [one for one in analysis.sums if one.quadrant is not None] if analysis is not None else []
    voiced = read_concepts(run) is not None
    context.progress.started("Bilder zeichnen")
    drawn = album(clusters, sheet, near, names, ratings=rated, landscape=space, sums=sums, voiced=voiced)
    page = Touchable(
        settings=context.settings,
        clusters=clusters,
        sheet=sheet,
        affinity=near,
        ratings=rated,
        landscape=space,
        names=names,
        sums=sums,
        share_of="der Stimmen des Sprachmodells" if voiced else "der guten Lösungen",
    )
    files |= {f"{FOLDER}/{one.name}.svg": svg(one) for one in drawn}
    files |= {f"{FOLDER}/{one.name}.png": png(one) for one in drawn}
    listed = Album(pictures=tuple(Entry(name=one.name, title=one.title, alt=one.alt) for one in drawn))
    files[ALBUM] = to_yaml(listed).encode()
    files[PAGE] = interactive_page(page).encode()
    return files


def _balanced(context: Context, part: RatedPart, given: tuple[Rating, ...]) -> Analysis:
    from pipeline.scenarios.impact.analysis import analyse
    from pipeline.scenarios.impact.dissent import choices
    from pipeline.scenarios.impact.of_sheet import of_sheet

    matrix = of_sheet(part.sheet, given, context.settings.title)
    return analyse(
        matrix,
        limit=LIMIT,
        seconds=SECONDS,
        seed=context.settings.seed,
        choices=choices(matrix, given),
        basis=part.told,
        progress=context.progress,
    )


PICTURES = Stage("pictures", _reads, _make, keeps_edits=False)
