"""The small world that the cases of the suites play in (evals/world.yaml): a ground made once a process."""

from functools import lru_cache

from pydantic import Field

from pipeline.checks.case import Case, Ground
from pipeline.core.files import read_yaml_as
from pipeline.core.resources import shipped
from pipeline.core.settings import Settings
from pipeline.core.types import (
    Cluster,
    Clusters,
    Factor,
    Narrative,
    Noun,
    Passage,
    Sentence,
    Sheet,
    Stability,
)

FILE = "evals/world.yaml"


class World(Noun):
    """What stands in the file."""

    title: str
    region: str
    name_pattern: str
    horizon: int
    factors: tuple[Factor, ...] = Field(min_length=1)
    clusters: tuple[Cluster, ...] = Field(min_length=2)
    passages: tuple[Passage, ...] = Field(min_length=1)


@lru_cache(maxsize=1)
def small_world() -> Ground:
    """The ground of all cases; raises InputError where the file does not fit."""
    world = read_yaml_as(World, shipped(FILE))
    return Ground(
        Sheet(factors=world.factors),
        Clusters(
            mode="partition",
            seed=1,
            clusters=world.clusters,
            objective=0.0,
            bound="",
            stability=Stability(restarts=1, best=0, median=0, worst=0, agreement=1),
        ),
        world.passages,
        Settings(
            title=world.title,
            region=world.region,
            name_pattern=world.name_pattern,
            horizon=world.horizon,
            scenarios=len(world.clusters),
        ),
    )


def told(cluster: str, *sentences: str, like: Sentence | None = None) -> Case:
    """A text of the small world as a case to check, each sentence with the basis of `like` (by default
    written by a person); KeyError for an unknown cluster."""
    ground = small_world()
    first = like or Sentence(text="", basis="edited", paragraph=1)
    narrative = Narrative(
        cluster=cluster,
        title=ground.clusters.cluster(cluster).name,
        rohgeruest=False,
        sentences=tuple(first.model_copy(update={"text": text}) for text in sentences),
    )
    return Case(narrative, ground)
