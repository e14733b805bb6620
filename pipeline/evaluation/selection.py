"""Which sentences a person has to read: the most suspicious ones, and a sample of the rest.

At most 15 of a text, so that reading stays possible; what is left over stays unread, and that is said. The
sample answers for the rest: where one of it was wrong, all of the text have to be read. Only a ranking that
was measured, and found good enough, may decide what is not read.
"""

from collections.abc import Sequence

from pipeline.checks.chains import KIND as OBJECTION
from pipeline.core.types import Findings, Narrative, SentenceVerdict
from pipeline.evaluation.review import Reviewed
from pipeline.evaluation.selecting import Selection
from pipeline.evaluation.trust import Trust
from pipeline.narratives.ledger import text_hash

RANKED, SAMPLED = 10, 5
CAP = RANKED + SAMPLED


def select(
    narrative: Narrative,
    findings: Findings,
    reviewed: Reviewed,
    trust: Trust,
    by_model: frozenset[int] = frozenset(),
) -> Selection:
    """Of one text, given which sentences a model decided; what exact comparison decided is left out.

    The draw depends on the words of a sentence alone, so that reading some changes nothing for others.
    """
    mine = {one.index: one for one in findings.sentences if one.cluster == narrative.cluster}
    numbers = range(1, len(narrative.sentences) + 1)
    unsure = frozenset[int]() if trust.decides else by_model
    undecided = [n for n in numbers if n in unsure or n not in mine or not _decided(mine[n])]
    ranking = sorted(undecided, key=lambda n: (-(mine[n].suspicion if n in mine else 1.0), n))
    objected = tuple(
        one.sentence
        for one in findings.findings
        if one.cluster == narrative.cluster and one.kind == OBJECTION and one.sentence
    )
    ranking = [number for number in ranking if number not in objected]
    if not trust.ranks or len(ranking) <= CAP or _sample_failed(narrative.cluster, reviewed):
        return Selection(tuple(ranking), objected=objected)
    rest = sorted(ranking[RANKED:], key=lambda n: text_hash(narrative.sentences[n - 1].text))
    return Selection(
        tuple(ranking[:RANKED]), tuple(rest[:SAMPLED]), tuple(sorted(rest[SAMPLED:])), objected
    )


def open_numbers(narrative: Narrative, wanted: Sequence[int], reviewed: Reviewed) -> list[int]:
    """Those of the sentences to be read that nobody has judged yet, in order."""
    return [
        number
        for number in wanted
        if reviewed.of(narrative.cluster, narrative.sentences[number - 1].text) is None
    ]


def _decided(verdict: SentenceVerdict) -> bool:
    return verdict.judged and not verdict.by_finding


def _sample_failed(cluster: str, reviewed: Reviewed) -> bool:
    """Whether somebody found a sampled sentence of this text wrong, also one that was reworded since."""
    return any(
        one.cluster == cluster and one.drawn == "sample" and one.judged and one.verdict == "wrong"
        for one in reviewed.reviews
    )
