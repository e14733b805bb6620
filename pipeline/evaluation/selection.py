"""Which sentences a person has to read: the most suspicious ones, and a sample of the rest.

At most 15 of a text, so that reading stays possible, and beyond them whatever was read and reworded since;
what is left over stays unread, and that is said. The sample answers for the rest: where one of it was
wrong, all of the text have to be read. Only a ranking that was measured, and found good enough, may decide
what is not read.
"""

from collections.abc import Sequence

from pipeline.checks.chains import KIND as OBJECTION
from pipeline.core.files import digest
from pipeline.core.types import Clusters, Findings, Narrative, SentenceVerdict
from pipeline.evaluation.reopening import reopened
from pipeline.evaluation.review import Reviewed
from pipeline.evaluation.selecting import Selection
from pipeline.evaluation.trust import Trust

RANKED, SAMPLED = 10, 5
CAP = RANKED + SAMPLED


def select(
    narrative: Narrative,
    findings: Findings,
    reviewed: Reviewed,
    trust: Trust,
    by_model: frozenset[int] = frozenset(),
    members: str = "",
) -> Selection:
    """Of one text, given which sentences a model decided; what exact comparison decided is left out.

    The draw depends on the number of a sentence and on the `members` of its cluster alone: neither reading
    nor rewording moves it.
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
    again = [number for number in reopened(narrative, reviewed) if number not in objected]
    if not trust.ranks or len(ranking) <= CAP or _sample_failed(narrative.cluster, reviewed):
        changed = tuple(number for number in again if number not in ranking)
        return Selection(tuple(ranking), objected=objected, changed=changed)
    rest = sorted(ranking[RANKED:], key=lambda n: digest(f"{members}\n{n}".encode()))
    ranked, sampled = tuple(ranking[:RANKED]), tuple(rest[:SAMPLED])
    return Selection(
        ranked,
        sampled,
        tuple(sorted({*rest[SAMPLED:]} - {*again})),
        objected,
        tuple(number for number in again if number not in (*ranked, *sampled)),
    )


def members_of(cluster: str, clusters: Clusters) -> str:
    """What a text's sample is drawn by: the values of its cluster, which its editor does not set."""
    found = (one for one in clusters.clusters if one.id == cluster)
    return "\n".join(f"{factor}={value}" for one in found for factor, value in sorted(one.members.items()))


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
    return any(one.cluster == cluster and one.failed_sample for one in reviewed.on_record)
