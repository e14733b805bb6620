"""The judge with a model: every sentence against the contract, and a sceptic for what was flagged.

What people can decide exactly stays decided without a model: a sentence that repeats a value word for
word. Whatever else speaks against a sentence, the model's verdict or our own rules of thumb, is an
objection that a second call has to confirm. A sentence without a usable answer is not judged. The figures
and names that the model copies from a sentence are not judged here but looked up (stated).

Suspicion rises with the verdict and never crosses into the next: supported ≤ 0.1, neutral 0.1–0.35
(within both the suspicion computed without a model keeps the order), refuted 0.4, objected to and
not decided 0.9, confirmed 0.98.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pipeline.checks import blind, contrast, statements
from pipeline.checks.asking import Silence, asked_in_batches
from pipeline.checks.case import Case, Ground
from pipeline.checks.contract import Contract, Row, contract_of
from pipeline.checks.kept import Placed
from pipeline.checks.replies import (
    DoubtedSentence,
    DoubtedSentences,
    JudgedSentence,
    JudgedSentences,
    doubted_fault,
    judged_fault,
)
from pipeline.checks.stated import Stated
from pipeline.checks.telling import told_objections, told_sentences
from pipeline.core.types import Finding, Narrative
from pipeline.llm.chain import Chain, Desk
from pipeline.llm.prompts import load
from pipeline.sources.retrieval import Retriever

KIND = "widerspruch"
SENTENCES, OBJECTIONS = 24, 10
"""Of one call at most: a narrative as a whole, and what a weak model still keeps apart."""
SUPPORTED, NEUTRAL, BLENDED = 0.1, 0.1, 0.25
REFUTED, OBJECTED, CONFIRMED = 0.4, 0.9, 0.98


@dataclass(frozen=True)
class Objection:
    """What speaks against a sentence: the row it is held against, and why, in words."""

    sentence: int
    row: Row
    reason: str


@dataclass(frozen=True)
class ModelJudge:
    """Asks the model; `stage` is the stage of the run whose calls these are."""

    desk: Desk
    retriever: Retriever
    stage: str = "check"

    @property
    def signature(self) -> str:
        """What a judgement depends on besides its input."""
        return self.desk.signature(*(load(f"checks/{name}") for name in ("judge", "doubt", "contrast")))

    @property
    def at_once(self) -> int:
        """As many texts as the server is given calls at a time."""
        return self.desk.settings.parallel

    def judge(self, case: Case) -> statements.Judgement:
        plain = statements.judge(case)
        contract = contract_of(case.cluster, case.ground.sheet)
        open_ones = [n for n in case.numbers() if not plain.judged[n - 1] and n not in case.settled]
        ask = partial(self._first, case, contract)  # the contract is what makes a question long
        first = asked_in_batches(open_ones, SENTENCES, ask, self.at_once, alike=True)
        objections = _objections(first.answers, plain, contract)
        second = asked_in_batches(
            list(objections),
            OBJECTIONS,
            lambda numbers: self._second(case, [objections[one] for one in numbers]),
            self.at_once,
        )
        weighed = _weighed(
            case, plain, first.answers, objections, second.answers, [*first.silent, *second.silent]
        )
        stated = {n: Stated(figures=one.zahlen, names=one.namen) for n, one in first.answers.items()}
        return replace(
            weighed,
            supports=_supported(case, contract, first.answers, objections),
            stated=tuple(stated.get(number) for number in case.numbers()),
        )

    def contrast(
        self, narratives: Sequence[Narrative], ground: Ground, known: Sequence[Placed] = ()
    ) -> contrast.Reading:
        """Read blind by the model; documents are left out, for they belong to no cluster."""
        return blind.read(narratives, ground, self.desk, self.stage, known)

    def _first(
        self, case: Case, contract: Contract, numbers: Sequence[int]
    ) -> Mapping[int, JudgedSentence]:
        texts = {number: case.texts[number - 1] for number in numbers}
        chain = Chain(load("checks/judge"), JudgedSentences, self.stage)
        reply = chain.ask(
            self.desk,
            told_sentences(case, contract, numbers, self.retriever),
            lambda found: judged_fault(found, texts, len(contract.rows)),
        )
        return {one.nummer: one for one in reply.saetze}

    def _second(self, case: Case, objections: Sequence[Objection]) -> Mapping[int, DoubtedSentence]:
        texts = {one.sentence: case.texts[one.sentence - 1] for one in objections}
        chain = Chain(load("checks/doubt"), DoubtedSentences, self.stage)
        told = told_objections(case, [(one.sentence, one.row, one.reason) for one in objections])
        reply = chain.ask(self.desk, told, lambda found: doubted_fault(found, texts))
        return {one.nummer: one for one in reply.einwaende}


def _objections(
    first: Mapping[int, JudgedSentence], plain: statements.Judgement, contract: Contract
) -> dict[int, Objection]:
    """What speaks against the sentences the model answered for: its own word, else ours."""
    found: dict[int, Objection] = {}
    for number, one in sorted(first.items()):
        hint = next((f for f in plain.findings if f.sentence == number), None)
        if one.urteil == "widerspricht":
            reason = f"„{' '.join(one.zitat.split())}“: {' '.join(one.grund.split())}"
            found[number] = Objection(number, contract.row(one.faktor), reason)
        elif hint is not None:
            found[number] = Objection(number, contract.row_of(hint.evidence), hint.message)
    return found


def _supported(
    case: Case,
    contract: Contract,
    first: Mapping[int, JudgedSentence],
    objections: Mapping[int, Objection],
) -> tuple[str, ...]:
    """The value that each sentence tells by the model's word, "" for none or where it was objected to."""

    def of(number: int) -> str:
        one = first.get(number)
        told = one is not None and one.urteil == "stuetzt" and one.faktor > 0 and number not in objections
        return contract.row(one.faktor).value if one is not None and told else ""

    return tuple(of(number) for number in case.numbers())


def _weighed(
    case: Case,
    plain: statements.Judgement,
    first: Mapping[int, JudgedSentence],
    objections: Mapping[int, Objection],
    second: Mapping[int, DoubtedSentence],
    silent: Sequence[Silence],
) -> statements.Judgement:
    """Suspicion, verdict and findings of all sentences from what was said of them."""
    suspicion: list[float] = []
    judged: list[bool] = []
    found: list[Finding] = []
    for number in case.numbers():
        computed, decided = plain.suspicion[number - 1], plain.judged[number - 1]
        objection, answer = objections.get(number), second.get(number)
        if decided or number not in first or (objection and answer is None):
            found.extend(f for f in plain.findings if f.sentence == number)
        if decided or number not in first:
            suspicion.append(computed)
        elif objection is None:
            supported = first[number].urteil == "stuetzt" and first[number].faktor > 0
            suspicion.append(SUPPORTED * computed if supported else NEUTRAL + BLENDED * computed)
        elif answer is None:
            suspicion.append(OBJECTED)
        else:
            suspicion.append(CONFIRMED if answer.bestaetigt else REFUTED)
            if answer.bestaetigt:
                found.append(_finding(case, objection, answer))
        judged.append(decided or (number in first and (objection is None or answer is not None)))
    return statements.Judgement(
        tuple(round(one, 4) for one in suspicion),
        tuple(judged),
        tuple(found),
        tuple(one.told for one in silent),
    )


def _finding(case: Case, objection: Objection, answer: DoubtedSentence) -> Finding:
    factor = case.ground.sheet.factor(objection.row.factor)
    value = case.ground.sheet.value(objection.row.value)
    reason = " ".join(answer.grund.split())
    return case.finding(
        objection.sentence,
        KIND,
        "block",
        f"Widerspruch zu „{factor.name}“, wo „{value.label}“ gilt: {reason.rstrip('.')}. Bitte den Satz "
        "umschreiben oder streichen.",
        value.id,
    )
