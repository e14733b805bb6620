"""Proving the checks on texts of the small world: what has to be found is, and nothing that must not be."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from pipeline.checks import check_one
from pipeline.checks.judging import SilentJudge
from pipeline.core.errors import InputError
from pipeline.core.types import Finding
from pipeline.evaluation.cases import TextCase, load_cases
from pipeline.evaluation.suites.suite import Proof
from pipeline.evaluation.world import small_world, told

T = TypeVar("T", bound=TextCase)


def found_in(case: TextCase) -> Sequence[Finding]:
    """The findings of a case, checked as any text is, but for what is said of its meaning."""
    return check_one(told(case.cluster, *case.sentences), SilentJudge()).findings


def texts_of(kinds: frozenset[str]) -> Callable[[Sequence[Path]], Proof]:
    """How a suite whose checks give these kinds of findings is proved by its case files."""
    return partial(prove, kinds, TextCase, found_in)


def prove(
    kinds: frozenset[str], form: type[T], findings: Callable[[T], Sequence[Finding]], paths: Sequence[Path]
) -> Proof:
    """Check every case, of this form; raises InputError for a kind or cluster that there is not."""
    cases = load_cases(paths, form) if paths else ()
    known = {one.id for one in small_world().clusters.clusters}
    for case in cases:
        strange = [one for one in (*case.expect, *case.absent) if one not in kinds]
        if strange or case.cluster not in known:
            what = f"den Befund „{strange[0]}“" if strange else f"das Szenario „{case.cluster}“"
            raise InputError(
                f"{paths[0].parent.name}/{paths[0].name}: Der Fall „{case.id}“ nennt {what}, den oder das "
                f"es hier nicht gibt. Möglich sind {', '.join(sorted(kinds if strange else known))}."
            )
    return Proof(len(cases), tuple(line for case in cases for line in _wrong(case, findings(case))))


def _wrong(case: TextCase, findings: Sequence[Finding]) -> Iterator[str]:
    found = {one.kind for one in findings if one.severity != "info"}
    for kind in case.expect:
        if kind not in found:
            yield f"Fall „{case.id}“: „{kind}“ hätte gefunden werden müssen und wurde es nicht."
    for kind in case.absent:
        if kind in found:
            yield f"Fall „{case.id}“: „{kind}“ wurde gefunden, wo nichts ist."
