"""What all stages of one run share: the folders, the settings, the twins, and typed reading."""

from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.checks.case import Ground
from pipeline.checks.judging import Judge
from pipeline.checks.prose.style_sheet import StyleSheet
from pipeline.core.errors import RunError
from pipeline.core.files import digest_of, read_jsonl_as, read_yaml_as
from pipeline.core.progress import Progress
from pipeline.core.settings import Settings
from pipeline.core.types import Clusters, Passage, Rating, Sheet
from pipeline.llm.usage import Meter
from pipeline.narratives import plan_file
from pipeline.narratives.draft import Writer
from pipeline.narratives.plan import Plans
from pipeline.narratives.planning import Planner
from pipeline.narratives.revise import Reviser
from pipeline.project import Project, Run
from pipeline.run.merges import read_merges
from pipeline.run.record import RunRecord
from pipeline.run.style import style_of
from pipeline.scenarios import affinity, ratings
from pipeline.scenarios.concepts import Concepts
from pipeline.scenarios.merging import followed
from pipeline.scenarios.names import Namer
from pipeline.scenarios.pairs import by_people
from pipeline.scenarios.proposal import Proposer
from pipeline.scenarios.rater import Rater
from pipeline.scenarios.wishes import Wishes
from pipeline.sources.index import HERE, Store

CONCEPTS = "concepts.yaml"
RATINGS = "ratings.all.csv"


@dataclass(frozen=True)
class Twins:
    """Who does the thinking steps: the offline twins, or those with a model and what it costs.

    `material` gives the digest of the passages that may enter requests, "" where there are none.
    """

    namer: Namer
    planner: Planner
    writer: Writer
    rater: Rater
    judge: Judge
    meter: Meter | None = None
    material: Callable[[], str] = str
    model: str = ""
    proposer: Proposer | None = None
    reviser: Reviser | None = None


@dataclass
class Context:
    """One run under way. `wishes` are what the command line asks of the clusters, `store` keeps vectors.

    `redo` names the stage that is to be made anew whatever stands there, "" where none is; `only` the
    cluster whose text alone is drafted anew then, "" for all.
    """

    project: Project
    run: Run
    settings: Settings
    twins: Twins
    progress: Progress
    record: RunRecord
    wishes: Wishes = field(default_factory=Wishes)
    store: Store = HERE
    redo: str = ""
    only: str = ""

    def digests(self, *names: str) -> dict[str, str]:
        """The digests of files of the run; "" for one that is not there."""
        return {name: digest_of(path) if (path := self.run.file(name)).is_file() else "" for name in names}


def read_sheet(run: Run) -> Sheet:
    """The sheet of a run; raises RunError where the stage has not run."""
    return read_yaml_as(Sheet, run.made("sheet.yaml", "sheet"))


def read_passages(run: Run) -> tuple[Passage, ...]:
    """The passages of a run."""
    return read_jsonl_as(Passage, run.made("passages.jsonl", "read"))


def read_clusters(run: Run) -> Clusters:
    """The clusters of a run, as its file says; of values that were merged since, those that stay."""
    return followed(read_yaml_as(Clusters, run.made("clusters.yaml", "cluster")), read_merges(run).aliases)


def fitting_clusters(run: Run, sheet: Sheet) -> Clusters:
    """The clusters of a run; raises RunError where an edited file does not fit the sheet.

    What the file says of values or factors that the sheet no longer has is left out.
    """
    clusters = read_clusters(run)
    for cluster in clusters.clusters:
        for factor in sheet.factors:
            value = cluster.members.get(factor.id)
            if value not in [one.id for one in factor.values]:
                found = f"steht {value}" if value else "fehlt eine Ausprägung"
                raise RunError(
                    f"clusters.yaml passt nicht zur Wertetafel: in {cluster.id} {found} zum "
                    f"Einflussfaktor „{factor.name}“ ({factor.id}). Bitte dort eintragen oder mit "
                    "„szenario run PROJEKT --redo cluster“ neu bündeln."
                )
    return _of_sheet(clusters, sheet)


def _of_sheet(clusters: Clusters, sheet: Sheet) -> Clusters:
    ids = set(sheet.ids())

    def known(values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(value for value in values if value in ids)

    return clusters.model_copy(
        update={
            "clusters": tuple(
                one.model_copy(
                    update={
                        "members": {f: value for f, value in one.members.items() if f in ids},
                        "locks": known(one.locks),
                        "placements": tuple(place for place in one.placements if place.value in ids),
                        "core": known(one.core),
                        "tensions": tuple(t for t in one.tensions if {t.first, t.second} <= ids),
                        "distinguishing": known(one.distinguishing),
                        "implausible": known(one.implausible),
                    }
                )
                for one in clusters.clusters
            ),
            "unused": known(clusters.unused),
            "apart": tuple(pair for pair in clusters.apart if {*pair} <= ids),
            "orphans": known(clusters.orphans),
        }
    )


def read_concepts(run: Run) -> Concepts | None:
    """The concepts of a run; None where its values were not held against any."""
    return read_yaml_as(Concepts, run.file(CONCEPTS)) if run.file(CONCEPTS).is_file() else None


def read_plans(run: Run) -> Plans:
    """The plans of a run."""
    return plan_file.read(run.made("plans.yaml", "plan"))


def fitting_plans(run: Run, sheet: Sheet) -> Plans:
    """The plans of a run; raises RunError where an edited file does not fit the sheet."""
    plans = read_plans(run)
    for one in plans.plans:
        wrong = plan_file.unfit(one, sheet)
        if wrong:
            raise RunError(
                f"plans.yaml ist so nicht brauchbar: im Plan von {one.cluster} {wrong}. Bitte dort "
                "berichtigen oder mit „szenario run PROJEKT --redo plan“ neu planen."
            )
    return plans


def read_affinity(run: Run, sheet: Sheet) -> affinity.Affinity:
    """The affinity of a run."""
    return affinity.read(run.made("affinity.csv", "rate"), sheet)


def read_ground(run: Run, settings: Settings, style: StyleSheet | None = None) -> Ground:
    """What texts are held against: sheet, clusters, passages, ratings and settings of a run, and a house
    style: without one given, that of the project the run belongs to.
    """
    sheet = read_sheet(run)
    return Ground(
        sheet,
        fitting_clusters(run, sheet),
        read_passages(run),
        settings,
        ratings=tuple(one for one in read_ratings(run, sheet) if by_people(one)),
        style=style_of(run) if style is None else style,
    )


def read_ratings(run: Run, sheet: Sheet) -> tuple[Rating, ...]:
    """All ratings of a run, of people and of a model; none of one that was made before they were kept."""
    path = run.file(RATINGS)
    return tuple(ratings.read(path, sheet, read_merges(run))) if path.is_file() else ()
