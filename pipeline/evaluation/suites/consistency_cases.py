"""The cases of suite 1: texts of the small world, what has to be found in them, the state of factors."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import Field

from pipeline.checks import check
from pipeline.checks.judging import StatementJudge
from pipeline.core.errors import InputError
from pipeline.core.types import Narrative, Sentence
from pipeline.evaluation.cases import TextCase, load_cases
from pipeline.evaluation.expressed import NAMES, State, expressions
from pipeline.evaluation.material import Material
from pipeline.evaluation.suites.suite import Proof
from pipeline.evaluation.world import small_world


class ConsistencyCase(TextCase):
    """A text, and one of the other cluster `beside` it, where both are looked at together.

    `ledger` are the values of sentences (from 1) that the machine wrote; the others a person did. `states`
    are the factors in question, each with the state it has to be in.
    """

    ledger: dict[int, tuple[str, ...]] = Field(default_factory=dict)
    beside: tuple[str, ...] = ()
    states: dict[str, State] = Field(default_factory=dict)


def prove(kinds: frozenset[str], paths: Sequence[Path]) -> Proof:
    """Check every case as the texts of a run are; raises InputError for a name that there is not."""
    cases = load_cases(paths, ConsistencyCase) if paths else ()
    world = small_world()
    known = {
        "Befund": kinds,
        "Szenario": frozenset(one.id for one in world.clusters.clusters),
        "Faktor": frozenset(one.id for one in world.sheet.factors),
        "Eintrag": frozenset(world.sheet.ids()),
    }
    for case in cases:
        named = {
            "Befund": (*case.expect, *case.absent),
            "Szenario": (case.cluster,),
            "Faktor": tuple(case.states),
            "Eintrag": tuple(one for values in case.ledger.values() for one in values),
        }
        for what, names in named.items():
            for name in names:
                if name not in known[what]:
                    raise InputError(
                        f"{paths[0].parent.name}/{paths[0].name}: Der Fall „{case.id}“ nennt „{name}“ als "
                        f"{what}, was es hier nicht gibt. Möglich sind {', '.join(sorted(known[what]))}."
                    )
    return Proof(len(cases), tuple(line for case in cases for line in _wrong(case)))


def _wrong(case: ConsistencyCase) -> Iterator[str]:
    ground, mine = small_world(), _text(case.cluster, case.sentences, case)
    texts = [mine]
    if case.beside:
        other = next(one.id for one in ground.clusters.clusters if one.id != case.cluster)
        texts = [_text(other, case.beside), mine]
    findings = check(texts, ground, StatementJudge())
    found = {
        one.kind for one in findings.findings if one.severity != "info" and one.cluster == case.cluster
    }
    for kind in case.expect:
        if kind not in found:
            yield f"Fall „{case.id}“: „{kind}“ hätte gefunden werden müssen und wurde es nicht."
    for kind in case.absent:
        if kind in found:
            yield f"Fall „{case.id}“: „{kind}“ wurde gefunden, wo nichts ist."
    for one in expressions(mine, Material(texts, ground, findings)):
        wanted = case.states.get(one.factor, one.state)
        if one.state != wanted:
            yield f"Fall „{case.id}“: „{one.factor}“ ist „{NAMES[one.state]}“ statt „{NAMES[wanted]}“."


def _text(cluster: str, told: Sequence[str], case: ConsistencyCase | None = None) -> Narrative:
    ledger = case.ledger if case is not None else {}
    return Narrative(
        cluster=cluster,
        title=small_world().clusters.cluster(cluster).name,
        rohgeruest=False,
        sentences=tuple(
            Sentence(
                text=text,
                basis="value" if number in ledger else "edited",
                values=ledger.get(number, ()),
                paragraph=1,
            )
            for number, text in enumerate(told, start=1)
        ),
    )
