"""The judge is judged: how many faults made on purpose it finds, and how often it cries without one.

Every mutant stands in its text, in the place of its original, and is judged as any sentence is. A sentence
raises an alarm where a finding that blocks or warns is about it; without a model also where its suspicion
reaches the line [alarm] in evals/thresholds.toml.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from pipeline import __version__
from pipeline.checks import check_one
from pipeline.checks.case import Case, Ground
from pipeline.checks.judging import Judge
from pipeline.core.errors import ModelError
from pipeline.core.files import digest, to_json
from pipeline.core.types import Narrative
from pipeline.evaluation.alarms import alarms_of, line
from pipeline.evaluation.heard import FAIR, Heard, figures
from pipeline.evaluation.mutants import mutants_of
from pipeline.evaluation.mutants.mutant import Mutant
from pipeline.evaluation.mutants.variants import plain, variants
from pipeline.evaluation.results import JudgeFigures
from pipeline.evaluation.review import Reviewed
from pipeline.llm.batches import together

BY_HAND = "handgeschrieben"
"""Stands in the name of what answers with answers written by hand: they measure no judge."""


@dataclass(frozen=True)
class Trial:
    """A text to be judged, and which of its sentences (from 1) are what."""

    case: Case
    kinds: Mapping[int, str]


def measure(
    narratives: Sequence[Narrative],
    ground: Ground,
    judge: Judge,
    name: str,
    reviewed: Reviewed | None = None,
    mutants: Sequence[Mutant] | None = None,
) -> JudgeFigures:
    """How good a judge is on faults made in these texts; `mutants` None draws them.

    What people found wrong is not held to be fair. A model that fails on the way leaves the rest
    unmeasured; raises ModelError where it decided nothing at all.
    """
    reviewed = reviewed or Reviewed()
    drawn = mutants_of(narratives, ground) if mutants is None else mutants
    trials = [one for text in narratives for one in _trials(text, ground, drawn, reviewed)]
    said = _said(trials, judge)
    heard = said.heard
    if said.failed is not None and not any(one.decided for one in heard):
        raise said.failed
    return JudgeFigures(
        judge=name,
        signature=judge.signature,
        texts=digest_of_texts(narratives, ground, reviewed),
        fair=sum(one.kind == FAIR for one in heard),
        kinds=figures(heard),
        by_hand=BY_HAND in name.lower(),
        told=_told(heard, said.failed),
    )


def texts_to_judge(
    narratives: Sequence[Narrative], ground: Ground, mutants: Sequence[Mutant], reviewed: Reviewed
) -> int:
    """How many texts a judge is given to be measured."""
    return sum(len(_trials(one, ground, mutants, reviewed)) for one in narratives)


def digest_of_texts(narratives: Sequence[Narrative], ground: Ground, reviewed: Reviewed) -> str:
    """What figures depend on besides the judge: texts, clusters, sources, and what people found wrong."""
    members = {one.id: one.members for one in ground.clusters.clusters}
    parts = [
        *(one.model_dump_json() for one in narratives),
        *(one.text for text in narratives for one in text.sentences if _is_wrong(text, one.text, reviewed)),
        ground.sheet.model_dump_json(),
        ground.source_text,
        to_json({"members": members, "line": line(), "version": __version__}),
    ]
    return digest("\0".join(parts).encode())


def _trials(text: Narrative, ground: Ground, mutants: Sequence[Mutant], reviewed: Reviewed) -> list[Trial]:
    """The text as it is, and in variants of which a judge is asked about the changed sentences alone."""
    kinds = {
        number: FAIR
        for number, one in enumerate(text.sentences, start=1)
        if not _is_wrong(text, one.text, reviewed)
    }
    found = [Trial(Case(plain(text), ground), kinds)]
    for one in variants(text, mutants):
        asked = {number: str(mutant.kind) for number, mutant in one.mutants.items()}
        rest = frozenset(range(1, len(text.sentences) + 1)) - asked.keys()
        found.append(Trial(Case(one.narrative, ground, settled=rest), asked))
    return found


def _is_wrong(text: Narrative, sentence: str, reviewed: Reviewed) -> bool:
    said = reviewed.of(text.cluster, sentence)
    return said is not None and said.verdict == "wrong"


@dataclass(frozen=True)
class _Said:
    """What was said of all sentences in question, and what ended it early."""

    heard: Sequence[Heard]
    failed: ModelError | None


def _said(trials: Sequence[Trial], judge: Judge) -> _Said:
    """Ask about text after text; one error ends it, and what was said by then stands."""
    known: dict[int, list[Heard]] = {}

    def hear(number: int) -> list[None]:
        known[number] = _heard(trials[number], judge)
        return []

    failed = None
    try:
        together([partial(hear, number) for number in range(len(trials))], judge.at_once)
    except ModelError as error:
        failed = error
    silent = (
        [Heard(kind, 0.0, alarm=False, decided=False) for kind in one.kinds.values()] for one in trials
    )
    return _Said([one for at, rest in enumerate(silent) for one in known.get(at, rest)], failed)


def _heard(trial: Trial, judge: Judge) -> list[Heard]:
    """What a judge says of the sentences in question; without a model, nothing but the order is decided."""
    alarms, found = alarms_of(judge), []
    said = check_one(trial.case, judge, language=False).sentences
    for number, kind in sorted(trial.kinds.items()):
        verdict = said[number - 1]
        raised, decided = alarms.raised(verdict), alarms.decided(verdict)
        found.append(Heard(kind, verdict.suspicion, raised, decided))
    return found


def _told(heard: Sequence[Heard], failed: ModelError | None) -> str:
    left = sum(not one.decided for one in heard)
    if not left:
        return ""
    why = f": {failed}" if failed is not None else ", weil das Modell dort keine brauchbare Antwort gab."
    return f"{left} von {len(heard)} Sätzen sind nicht gemessen{why}"
