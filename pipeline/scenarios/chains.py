"""Names and leitmotifs by a model: all clusters in one call, so that they differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.core.errors import ContextError
from pipeline.core.settings import Settings
from pipeline.core.types import Cluster, Sheet
from pipeline.llm.chain import Chain, Desk
from pipeline.llm.prompts import load
from pipeline.llm.schema import Reply
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.names import TITLES
from pipeline.sources.retrieval import Retriever

VALUES_SHOWN = 16
"""Of each cluster: those that go best with the rest; all 55 would bury what sets it apart."""
FEWEST_SHOWN = 4
PASSAGES_SHOWN = 2


class NamedScenario(Reply):
    """One cluster's titles, the best first, and its leitmotif."""

    id: str
    titel: list[str]
    leitmotiv: str


class NamedScenarios(Reply):
    """All clusters, each once."""

    szenarien: list[NamedScenario]


@dataclass(frozen=True)
class ModelNamer:
    """Asks the model for five titles and a leitmotif of each cluster."""

    desk: Desk
    retriever: Retriever

    @property
    def signature(self) -> str:
        """What a result depends on besides its input."""
        return self.desk.signature(load("scenarios/name"))

    def name(
        self, clusters: tuple[Cluster, ...], sheet: Sheet, affinity: Affinity, settings: Settings
    ) -> tuple[Cluster, ...]:
        shown = VALUES_SHOWN
        while True:  # fewer values where the model cannot hold them all
            try:
                reply = self._asked(clusters, sheet, affinity, settings, shown)
            except ContextError:
                if shown <= FEWEST_SHOWN:
                    raise
                shown //= 2
            else:
                named = {one.id: one for one in reply.szenarien}
                return tuple(_named(cluster, named[cluster.id]) for cluster in clusters)

    def _asked(
        self,
        clusters: tuple[Cluster, ...],
        sheet: Sheet,
        affinity: Affinity,
        settings: Settings,
        shown: int,
    ) -> NamedScenarios:
        chain = Chain(load("scenarios/name"), NamedScenarios, "cluster")
        values = {
            "muster": settings.name_pattern,
            "region": settings.region,
            "horizont": settings.horizon,
            "cluster": [self._told(one, sheet, affinity, shown) for one in clusters],
        }
        return chain.ask(self.desk, values, lambda found: _fault(found, clusters, settings.name_pattern))

    def _told(self, cluster: Cluster, sheet: Sheet, affinity: Affinity, shown: int) -> Mapping[str, Any]:
        told = [
            {"faktor": sheet.factor(factor).name, "label": value.label, "text": value.text}
            for factor, value in (
                (factor, sheet.value(cluster.members[factor]))
                for factor in _foremost(cluster, affinity)[:shown]
            )
        ]
        question = " ".join(f"{one['label']}." for one in told[:3])
        passages = self.retriever.near([question], PASSAGES_SHOWN)[0]
        return {
            "id": cluster.id,
            "logik": cluster.leitmotif,
            "werte": told,
            "passagen": [passage.text for passage in passages],
        }


def _foremost(cluster: Cluster, affinity: Affinity) -> list[str]:
    """The factors whose values go best with the rest of the cluster."""
    at = {value: position for position, value in enumerate(affinity.ids)}
    members = [at[value] for value in cluster.members.values()]
    fit = {f: float(affinity.scores[at[v], members].sum()) for f, v in cluster.members.items()}
    return sorted(fit, key=lambda factor: (-fit[factor], factor))[:VALUES_SHOWN]


def _named(cluster: Cluster, named: NamedScenario) -> Cluster:
    titles = tuple(" ".join(title.split()) for title in named.titel)
    leitmotif = " ".join(named.leitmotiv.split())
    return cluster.model_copy(
        update={
            "titles": titles,
            "name": titles[0],
            "name_is_working_title": True,
            "leitmotif": leitmotif,
        }
    )


def _fault(reply: NamedScenarios, clusters: Sequence[Cluster], pattern: str) -> str:
    """What is wrong with a reply, told to the model; "" where nothing is."""
    wanted, given = [one.id for one in clusters], [one.id for one in reply.szenarien]
    if sorted(given) != sorted(wanted):
        return (
            f"Verlangt ist genau ein Eintrag für jedes von {', '.join(wanted)}; da sind {', '.join(given)}."
        )
    before, _, after = pattern.replace("...", "…").partition("…")
    seen: set[str] = set()
    for one in reply.szenarien:
        if len(one.titel) != TITLES:
            return f"Szenario {one.id} hat {len(one.titel)} Titel; verlangt sind {TITLES}."
        for title in one.titel:
            plain = " ".join(title.split())
            if "…" in pattern.replace("...", "…") and not (
                plain.startswith(before.strip()) and plain.endswith(after.strip())
            ):
                return f"Der Titel „{title}“ folgt nicht dem Muster „{pattern}“."
            if plain.casefold() in seen:
                return f"Der Titel „{title}“ kommt zweimal vor."
            seen.add(plain.casefold())
        if not one.leitmotiv.strip():
            return f"Szenario {one.id} hat kein Leitmotiv."
    return ""
