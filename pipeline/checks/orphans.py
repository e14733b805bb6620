"""Texts whose scenario is no longer the one they were written for: they stay, and are told as such.

A cluster may be gone (fewer scenarios, another id), be another one under the same id, or just be called
something else. It is another one where less than half of the values that the text was made from are its
own; a text that names no values cannot be told, and is not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pipeline.core.types import Cluster, Clusters, Finding, Narrative

KIND = "verwaist"
OWN = 0.5
"""The share of a text's values that its cluster has to hold."""
TELLING = 3
"""So many values have to be named before they tell anything."""

Belonging = Literal["own", "renamed", "other", "gone"]


@dataclass(frozen=True)
class Home:
    """How a text belongs to its cluster; `nearest` is the one that holds most of its values, if any."""

    belonging: Belonging
    nearest: Cluster | None = None


def home(narrative: Narrative, clusters: Clusters) -> Home:
    """Whether the cluster of a text is still the one it was written for."""
    values = _values(narrative)
    cluster = next((one for one in clusters.clusters if one.id == narrative.cluster), None)
    nearest = max(clusters.clusters, key=lambda one: _held(one, values), default=None)
    nearest = nearest if nearest is not None and _held(nearest, values) >= OWN else None
    if cluster is None:
        return Home("gone", nearest)
    if len(values) >= TELLING and _held(cluster, values) < OWN:
        return Home("other", nearest)
    if narrative.scenario == narrative.title != cluster.name:
        return Home("renamed", cluster)
    return Home("own", cluster)


def check(narratives: Iterable[Narrative], clusters: Clusters) -> list[Finding]:
    """Blocking for every text whose cluster is gone or another one, a warning where it was renamed."""
    return [
        Finding(
            cluster=one.cluster,
            sentence=None,
            kind=KIND,
            severity="warn" if found.belonging == "renamed" else "block",
            message=told(one, found),
            evidence=found.nearest.id if found.nearest is not None else "",
        )
        for one in narratives
        if (found := home(one, clusters)).belonging != "own"
    ]


def told(narrative: Narrative, found: Home) -> str:
    """What became of the cluster of a text, and what to do."""
    if found.belonging == "renamed" and found.nearest is not None:
        return (
            f"Das Szenario {narrative.cluster} heißt jetzt „{found.nearest.name}“, der Text noch "
            f"„{narrative.title}“. Bitte die Überschrift angleichen."
        )
    near = f"; am nächsten steht ihm „{found.nearest.name}“ ({found.nearest.id})" if found.nearest else ""
    if found.belonging == "other":
        return (
            f"Unter {narrative.cluster} steht inzwischen ein anderes Szenario als das, zu dem „"
            f"{narrative.title}“ geschrieben ist{near}. Der Text bleibt; mit „szenario run PROJEKT --redo "
            f"draft --only {narrative.cluster}“ kommt er allein nach history/ und wird neu entworfen."
        )
    return (
        f"Das Szenario {narrative.cluster}, zu dem „{narrative.title}“ geschrieben ist, gibt es nicht "
        f"mehr{near}. Der Text bleibt; bitte Brauchbares übernehmen und die Datei löschen."
    )


def _values(narrative: Narrative) -> frozenset[str]:
    """All values that the machine's sentences of a text rest on, those aside included."""
    drafted = (*narrative.sentences, *narrative.earlier)
    known = [one.values for one in drafted] + [one.before.values for one in drafted if one.before]
    return frozenset(value for values in known for value in values)


def _held(cluster: Cluster, values: frozenset[str]) -> float:
    return len(values & set(cluster.members.values())) / len(values) if values else 0.0
