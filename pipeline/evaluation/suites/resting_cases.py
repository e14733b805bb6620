"""Cases of the small world that say what their sentences rest on, and what text stands beside them."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from pipeline.checks import check, check_one
from pipeline.checks.judging import SilentJudge
from pipeline.core.types import Basis, Finding, Quotation, Sentence
from pipeline.evaluation.cases import TextCase
from pipeline.evaluation.suites.proving import prove
from pipeline.evaluation.suites.suite import Proof
from pipeline.evaluation.world import small_world, told


class RestingCase(TextCase):
    """A text whose sentences all have the same `basis`, `values` and `passages`; `quote` is what they quote
    of the first passage. `beside` is a text of the other cluster, where the two are looked at together."""

    basis: Basis = "edited"
    values: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    quote: str = ""
    beside: tuple[str, ...] = ()


def resting_texts_of(kinds: frozenset[str]) -> Callable[[Sequence[Path]], Proof]:
    """How a suite whose checks give these kinds of findings is proved by such cases."""
    return partial(prove, kinds, RestingCase, found_in)


def found_in(case: RestingCase) -> Sequence[Finding]:
    """What is found of a case's text, and of both where another one stands beside it."""
    quoted = [Quotation(passage=one, quote=case.quote) for one in case.passages[:1] if case.quote]
    like = Sentence(
        text="",
        basis=case.basis,
        values=case.values,
        passages=case.passages,
        quotations=tuple(quoted),
        paragraph=1,
    )
    text = told(case.cluster, *case.sentences, like=like)
    if not case.beside:
        return check_one(text, SilentJudge()).findings
    other = next(one.id for one in small_world().clusters.clusters if one.id != case.cluster)
    both = (told(other, *case.beside).narrative, text.narrative)
    return check(both, small_world(), SilentJudge()).findings
