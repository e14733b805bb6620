"""How far people who labelled sentences agree beyond chance, with each other and with the judge.

A judge says "wrong" of a sentence by raising an alarm about it. What it did not decide is unknown, and
counted as that.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.checks import check_one
from pipeline.checks.case import Case, Ground
from pipeline.checks.judging import StatementJudge
from pipeline.core.types import Narrative, Sentence
from pipeline.evaluation.alarms import Alarms, line
from pipeline.evaluation.calibration import Label, values_of
from pipeline.evaluation.material import Material
from pipeline.evaluation.results import Agreement
from pipeline.narratives.ledger import text_hash

LEAST = 2
OFFLINE = "offline"
Verdicts = Mapping[tuple[str, str, str], str]
"""What somebody says ("ok" or "wrong") of sentences, each by what a label of it speaks of."""


@dataclass(frozen=True)
class Said:
    """What a judge says of labelled sentences; none for what it did not decide."""

    judge: str
    verdicts: Verdicts


def agreements(labels: Sequence[Label], judges: Sequence[Said] = ()) -> tuple[Agreement, ...]:
    """Of each two people, and of each with each judge; people in the order of their names."""
    names: dict[str, str] = {}
    said: dict[str, dict[tuple[str, str, str], str]] = {}
    for label in labels:
        names.setdefault(label.who, label.by)
        said.setdefault(label.who, {})[label.sentence] = label.label
    people = sorted(said)
    found = [_agreement(names[a], said[a], names[b], said[b]) for a, b in combinations(people, 2)]
    for judge in judges:
        for one in people:
            between = _agreement(names[one], said[one], judge.judge, judge.verdicts)
            unknown = len(said[one]) - between.sentences
            found.append(between.model_copy(update={"by_judge": True, "unknown": unknown}))
    return tuple(found)


def said_by_judge(material: Material, labels: Sequence[Label]) -> Said:
    """What the judge of a run says of labelled sentences.

    Without a model, one that stands in no text is judged alone in its scenario; a model is not asked, so
    that all it said is what it said of the texts.
    """
    known = _of_texts(material)
    alarms = Alarms(None if material.judged_by else line())
    clusters = {one.id: values_of(one) for one in material.ground.clusters.clusters}
    verdicts: dict[tuple[str, str, str], str] = {}
    for one in labels:
        if one.cluster not in clusters or one.values not in ("", clusters[one.cluster]):
            continue
        verdict = known.get((one.cluster, text_hash(one.text)))
        if verdict is None and not material.judged_by:
            verdict = said_alone(one.cluster, one.text, material.ground, alarms)
        if verdict:
            verdicts[one.sentence] = verdict
    return Said(material.judged_by or OFFLINE, verdicts)


def said_alone(cluster: str, text: str, ground: Ground, alarms: Alarms) -> str:
    """What the judge without a model says of a sentence that stands in no text."""
    alone = Narrative(
        cluster=cluster,
        title=ground.clusters.cluster(cluster).name,
        rohgeruest=False,
        sentences=(Sentence(text=text, basis="edited", paragraph=1),),
    )
    found = check_one(Case(alone, ground), StatementJudge(), language=False)
    return _worded(alarms.raised(found.sentences[0]))


def kappa(first: Sequence[str], second: Sequence[str]) -> float | None:
    """Kappa (−1 to 1) of two labellers over the same things, (p_o − p_e) / (1 − p_e).

    Source: J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological
    Measurement 20 (1960), 37–46. None where it is not defined: fewer than two things, or both gave
    everything one and the same label.
    """
    if len(first) != len(second):
        raise ValueError("two labellers of different things")
    count = len(first)
    if count < LEAST:
        return None
    agreed = sum(one == two for one, two in zip(first, second, strict=True)) / count
    shares = Counter(first), Counter(second)
    chance = sum(shares[0][label] * shares[1][label] for label in shares[0]) / count**2
    return None if chance == 1 else round((agreed - chance) / (1 - chance), 4)


def _agreement(one: str, first: Verdicts, other: str, second: Verdicts) -> Agreement:
    common = [key for key in first if key in second]
    return Agreement(
        first=one,
        second=other,
        sentences=len(common),
        kappa=kappa([first[key] for key in common], [second[key] for key in common]),
    )


def _of_texts(material: Material) -> dict[tuple[str, str], str]:
    """What was said of the sentences of the texts as they stand; "" for what the model did not decide."""
    alarms = Alarms(None if material.judged_by else line())
    verdicts = {(one.cluster, one.index): one for one in material.findings.sentences}
    found: dict[tuple[str, str], str] = {}
    for text in material.narratives:
        for number, sentence in enumerate(text.sentences, start=1):
            verdict = verdicts.get((text.cluster, number))
            key = (text.cluster, text_hash(sentence.text))
            said = verdict is not None and alarms.decided(verdict)
            found[key] = _worded(alarms.raised(verdict)) if verdict is not None and said else ""
    return found


def _worded(alarm: bool) -> str:
    return "wrong" if alarm else "ok"
