"""The cases of suite 6: clusters of the small world's values, and the rules that they break, if any."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from pipeline.core.errors import InputError
from pipeline.core.types import Cluster, Clusters, Noun, Rating
from pipeline.evaluation.cases import Case, load_cases
from pipeline.evaluation.suites.cluster_dissent import dissent
from pipeline.evaluation.suites.cluster_fit import companies
from pipeline.evaluation.suites.cluster_rules import distances, rules
from pipeline.evaluation.suites.suite import Proof
from pipeline.evaluation.world import small_world

if TYPE_CHECKING:
    from pipeline.scenarios.opinions import Opinions

Fault = Literal["places", "locks", "apart", "scenarios", "distance", "hindered", "dissent"]


class Opined(Noun):
    """What a group says of a value, and how two of them may differ."""

    value: str
    wertung: dict[str, Literal["+", "0", "-"]] = Field(min_length=1)
    decided: bool = False


class ClusterCase(Case):
    """Clusters by id: their members; `expect` are all rules that they break, none for good ones.

    `wanted` is how many scenarios the project asks for (as many as there are, where it says nothing) and
    `distance` in how many factors they have to differ.
    """

    clusters: dict[str, dict[str, str]] = Field(min_length=1)
    locks: dict[str, str] = Field(default_factory=dict)
    apart: tuple[tuple[str, str], ...] = ()
    wanted: int | None = None
    distance: int = 1
    ratings: tuple[Rating, ...] = ()
    opinions: tuple[Opined, ...] = ()
    expect: tuple[Fault, ...] = ()


def prove(paths: Sequence[Path]) -> Proof:
    """Look at the clusters of every case as at those of a run; raises InputError for a broken file."""
    cases = load_cases(paths, ClusterCase) if paths else ()
    for case in cases:
        strange = sorted({*case.locks.values()} - case.clusters.keys())
        if strange:
            raise InputError(
                f"{paths[0].parent.name}/{paths[0].name}: Der Fall „{case.id}“ legt etwas für "
                f"„{strange[0]}“ fest; seine Szenarien sind {', '.join(case.clusters)}."
            )
    return Proof(len(cases), tuple(line for case in cases for line in _wrong(case)))


def _wrong(case: ClusterCase) -> Iterator[str]:
    found = set(_found(case))
    for one in sorted(set[str](case.expect) - found):
        yield f"Fall „{case.id}“: Der Fehler „{one}“ hätte gefunden werden müssen und wurde es nicht."
    for one in sorted(found - set(case.expect)):
        yield f"Fall „{case.id}“: Der Fehler „{one}“ wurde gefunden, wo keiner ist."


def _found(case: ClusterCase) -> Iterator[str]:
    from pipeline.scenarios.affinity import nothing

    world = small_world()
    clusters = _clusters(case, world.clusters)
    wanted = case.wanted if case.wanted is not None else len(case.clusters)
    settings = world.settings.model_copy(update={"scenarios": wanted})
    for one in rules(clusters, world.sheet, settings):
        if one.fault:
            yield _kind(one.id)
    if any(one.distance < case.distance for one in distances(clusters, world.sheet)):
        yield "distance"
    if dissent(clusters, _opinions(case)).open:
        yield "dissent"
    if case.ratings and any(
        one.hindered for one in companies(clusters, nothing(world.sheet), case.ratings)
    ):
        yield "hindered"


def _kind(rule: str) -> str:
    """The sort of a rule, as its id tells it: "apart/…", "c1/lock/…", "scenarios", or a place."""
    parts = rule.split("/")
    if parts[0] in ("apart", "scenarios"):
        return parts[0]
    return "locks" if parts[1] == "lock" else "places"


def _clusters(case: ClusterCase, like: Clusters) -> Clusters:
    return like.model_copy(
        update={
            "clusters": tuple(
                Cluster(
                    id=name,
                    name=name,
                    members=members,
                    locks=tuple(value for value, home in case.locks.items() if home == name),
                )
                for name, members in case.clusters.items()
            ),
            "apart": case.apart,
        }
    )


def _opinions(case: ClusterCase) -> "Opinions":
    from pipeline.scenarios.opinions import Decided, Opinions, opinion
    from pipeline.scenarios.opinions.opinion import VALENCE

    return Opinions(
        opinions=tuple(
            opinion(one.value, "wertung", {group: VALENCE[sign] for group, sign in one.wertung.items()})
            for one in case.opinions
        ),
        decided=tuple(
            Decided(
                value=one.value, field="wertung", decided="0", by="Redaktion", reason="", date="",
                against="", median=None,
            )
            for one in case.opinions
            if one.decided
        ),
    )  # fmt: skip
