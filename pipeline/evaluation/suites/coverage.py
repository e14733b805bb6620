"""Suite 8: which documents and which groups the texts rest on, and which they leave aside.

A document that no sentence needs is no fault of the texts, and is only told; one that could not be read is
missing from all of them. A group of which nothing is told will ask why.
"""

from collections.abc import Sequence

from pipeline.evaluation.material import Material
from pipeline.evaluation.results import Metric
from pipeline.evaluation.sources_used import SourceUse, sources_used
from pipeline.evaluation.suites.coverage_cases import prove
from pipeline.evaluation.suites.coverage_tables import tables
from pipeline.evaluation.suites.measuring import share
from pipeline.evaluation.suites.resting_on import documents_of
from pipeline.evaluation.suites.suite import Shown, Suite
from pipeline.evaluation.suites.vouching import vouched
from pipeline.evaluation.voices import ToldValue, Voice, told_values, voices

METRICS = frozenset({"documents_read", "groups_heard", "values_told", "balance"})
HALF = 0.5
NAMED = 5


def judge(material: Material) -> Shown:
    """What the texts make of documents and groups."""
    sources, heard = sources_used(material), told_values(material)
    groups = voices(heard)
    return Shown(
        data=material.sentences,
        metrics=(
            _read(sources),
            _groups(groups, material),
            _values(heard, material),
            _balance(groups, material),
        ),
        tables=tables(material, sources, groups, heard),
    )


def _read(sources: Sequence[SourceUse]) -> Metric:
    missing = [one.path for one in sources if not one.read]
    told = f"Nicht gelesen: {_listed(missing)}." if missing else "Alle sind gelesen."
    metric = share("documents_read", "Unterlagen gelesen", ((one.path, one.read) for one in sources), told)
    return _or_none(metric, "Der Lauf hat keine Unterlagen, also fehlt keine.")


def _groups(groups: Sequence[Voice], material: Material) -> Metric:
    known = {one.group: one.heard for one in groups if one.heard is not None}
    unheard = [group for group, heard in known.items() if not heard]
    told = f"Von {_listed(unheard)} ist nichts erzählt." if unheard else "Von keiner fehlt alles."
    told += f" Bei {len(groups) - len(known)} ist es nicht zu sagen." if len(known) < len(groups) else ""
    metric = share(
        "groups_heard", "Gruppen gehört", {name: bool(heard) for name, heard in known.items()}, told
    )
    return vouched(metric, material) if groups else _or_none(metric, _NOBODY)


def _values(heard: Sequence[ToldValue], material: Material) -> Metric:
    known = {one.value: one.state == "told" for one in heard if one.key and one.state != "open"}
    left = sum(one.key for one in heard) - len(known)
    behind = f" Bei {left} ist es nicht zu sagen." if left else ""
    metric = share(
        "values_told",
        "Ausprägungen der Schlüsselfaktoren erzählt",
        known,
        f"{sum(known.values())} von {len(known)}, die in einem Szenario stehen.{behind}",
    )
    return vouched(metric, material)


def _balance(groups: Sequence[Voice], material: Material) -> Metric:
    """The share of groups that are told at least half as often as all are together.

    Of a small group of which less than one value would have to be told, nothing follows.
    """
    told, placed = sum(one.count("told") for one in groups), sum(map(_placed, groups))
    usual = told / placed if placed else 0.0
    wanted = {one.group: HALF * usual * _placed(one) for one in groups if _placed(one)}
    fair = {
        one.group: wanted[one.group] < 1 or one.count("told") >= wanted[one.group]
        for one in groups
        if one.group in wanted
    }
    least = [
        f"{one.group} ({one.count('told')} von {_placed(one)})"
        for one in groups
        if fair.get(one.group) is False
    ]
    said = f"Über alle Gruppen sind {100 * usual:.0f} % der Ausprägungen erzählt"
    said += (
        f", deutlich weniger von {_listed(least)}." if least else ", von keiner weniger als halb so viele."
    )
    metric = share("balance", "Gruppen, die nicht zu kurz kommen", fair if material.sentences else {}, said)
    return vouched(metric, material) if groups else _or_none(metric, _NOBODY)


_NOBODY = "Die Wertetafel nennt keine Gruppen, also ist keine überhört."


def _placed(group: Voice) -> int:
    """How many of a group's values stand in a scenario with a text, and are known to be told or not."""
    return group.count("told", "silent", "contradicted")


def _or_none(metric: Metric, told: str) -> Metric:
    """A metric; where there is nothing to count, nothing was left out: that is known, and no guess."""
    return metric if metric.items else metric.model_copy(update={"value": 1.0, "told": told})


def _listed(names: Sequence[str]) -> str:
    more = f" und {len(names) - NAMED} weitere" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


SUITE = Suite(8, "coverage", "Abdeckung der Unterlagen", frozenset(), METRICS, judge, prove, documents_of)
