"""Whether texts may be handed over: what blocks them, what nobody judged, and what a person let pass.

Unknown is never a pass. A waiver lets exactly one finding about exactly this wording pass, in a person's
name; it lapses with any change of what it speaks of: a sentence, a text, or all of them. A Rohgerüst that
nobody worked on cannot be waived, nor can a text that is missing.
"""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.checks import likeness, skeleton
from pipeline.checks.prose import build
from pipeline.core.files import digest
from pipeline.core.types import Clusters, Finding, Findings, Narrative
from pipeline.evaluation.nouns import Granted, Obstacle, Ruling, Waiver
from pipeline.evaluation.review import Reviewed
from pipeline.narratives.ledger import text_hash, to_markdown

MISSING, UNJUDGED, REFUSED = "text_fehlt", "nicht_beurteilt", "von_hand_beanstandet"
_MUST_BE_WORKED_ON = frozenset({skeleton.KIND, MISSING})
_OF_SEVERAL_TEXTS = frozenset({likeness.KIND, build.KIND})


def gate(
    narratives: Sequence[Narrative],
    clusters: Clusters,
    findings: Findings,
    reviewed: Reviewed,
    waivers: Sequence[Waiver] = (),
) -> Ruling:
    """The verdict on a set of texts; `findings` have to be those of these very texts."""
    found = list(_obstacles(narratives, clusters, findings, reviewed))
    by_id = {one.id: one for one in found if one.waivable}
    granted = [Granted(obstacle=by_id[one.finding], waiver=one) for one in waivers if one.finding in by_id]
    passed = {one.obstacle.id for one in granted}
    left = [one for one in found if one.id not in passed]
    sorts = {one.sort for one in left}
    return Ruling(
        verdict="block" if "block" in sorts else "unjudged" if sorts else "pass",
        obstacles=tuple(left),
        waived=tuple(granted),
        lapsed=tuple(one for one in waivers if one.finding not in by_id),
    )


def _obstacles(
    narratives: Sequence[Narrative], clusters: Clusters, findings: Findings, reviewed: Reviewed
) -> Iterator[Obstacle]:
    by_cluster = {one.cluster: one for one in narratives}
    for cluster in clusters.clusters:
        if cluster.id not in by_cluster:
            yield _obstacle(None, cluster.id, MISSING, f"Zu „{cluster.name}“ gibt es keinen Text.")
    for finding in findings.findings:
        if finding.severity == "block":
            yield _of_finding(finding, by_cluster)
    yield from _refused(by_cluster, reviewed)
    for narrative in narratives:
        yield from _unjudged(narrative, findings, reviewed)
    for line in findings.not_judged:
        # What was not judged of one text opens with its title, and its sentences tell it already.
        if not any(line.startswith(f"„{one.title}“") for one in narratives):
            yield Obstacle(
                id=_id(UNJUDGED, _all(narratives), line),
                cluster="",
                sentence=None,
                kind=UNJUDGED,
                sort="unjudged",
                message=line,
            )


def _of_finding(finding: Finding, narratives: Mapping[str, Narrative]) -> Obstacle:
    evidence = finding.evidence
    if finding.kind in _OF_SEVERAL_TEXTS:
        evidence = "\n".join((evidence or finding.message, _all(list(narratives.values()))))
    return _obstacle(
        narratives.get(finding.cluster),
        finding.cluster,
        finding.kind,
        finding.message,
        finding.sentence,
        evidence,
    )


def _refused(narratives: Mapping[str, Narrative], reviewed: Reviewed) -> Iterator[Obstacle]:
    """Sentences that a person who reviewed them found wrong."""
    for cluster, narrative in narratives.items():
        for number, sentence in enumerate(narrative.sentences, start=1):
            review = reviewed.of(cluster, sentence.text)
            if review is not None and review.verdict == "wrong":
                note = f": {review.note}" if review.note else ""
                message = f"{review.by} hat Satz {number} am {review.date} beanstandet{note}"
                yield _obstacle(narrative, cluster, REFUSED, message, number)


def open_sentences(narrative: Narrative, findings: Findings, reviewed: Reviewed) -> list[int]:
    """The numbers (from 1) of the sentences whose sense neither a person nor a model judged."""
    mine = [one for one in findings.sentences if one.cluster == narrative.cluster]
    judged = {one.index for one in mine if one.judged and not one.by_finding}
    return [
        number
        for number, sentence in enumerate(narrative.sentences, start=1)
        if number not in judged and reviewed.of(narrative.cluster, sentence.text) is None
    ]


def _unjudged(narrative: Narrative, findings: Findings, reviewed: Reviewed) -> Iterator[Obstacle]:
    """The sentences of a text whose sense nobody judged, as one obstacle: to waive it is one decision."""
    numbers = open_sentences(narrative, findings, reviewed)
    if not numbers:
        return
    texts = "\n".join(narrative.sentences[number - 1].text for number in numbers)
    many = "1 Satz hat" if len(numbers) == 1 else f"{len(numbers)} Sätze haben"
    yield Obstacle(
        id=_id(narrative.cluster, UNJUDGED, texts),
        cluster=narrative.cluster,
        sentence=None,
        kind=UNJUDGED,
        sort="unjudged",
        message=f"„{narrative.title}“: {many} weder ein Mensch noch ein Sprachmodell auf den Sinn hin "
        f"beurteilt (Satz {', '.join(map(str, numbers))}).",
    )


def _obstacle(
    narrative: Narrative | None,
    cluster: str,
    kind: str,
    message: str,
    sentence: int | None = None,
    evidence: str = "",
) -> Obstacle:
    about = "" if narrative is None else _about(narrative, sentence)
    return Obstacle(
        id=_id(cluster, kind, about, evidence or message),
        cluster=cluster,
        sentence=sentence,
        kind=kind,
        sort="block",
        message=message,
        waivable=kind not in _MUST_BE_WORKED_ON,
    )


def _about(narrative: Narrative, sentence: int | None) -> str:
    """The hash of what an obstacle speaks of: its sentence, or the whole text."""
    if sentence is None or sentence > len(narrative.sentences):
        return text_hash(to_markdown(narrative))
    return text_hash(narrative.sentences[sentence - 1].text)


def _all(narratives: Sequence[Narrative]) -> str:
    """The hash of all texts together."""
    return text_hash("\n\n".join(to_markdown(one) for one in narratives))


def _id(*parts: str) -> str:
    """Short enough to be typed; the same as long as what it speaks of is."""
    return digest("\n".join(parts).encode())[:8]
