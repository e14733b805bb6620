"""Whether texts may be handed over: what blocks them, what nobody judged, and what a person let pass.

Unknown is never a pass. A waiver lets exactly one finding about exactly this wording pass, in a person's
name; it lapses with any change of what it speaks of: a sentence, a text, or all of them. A Rohgerüst that
nobody worked on cannot be waived, nor can a text that is missing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.checks import likeness, skeleton
from pipeline.checks.chains import KIND as OBJECTION
from pipeline.checks.prose import build
from pipeline.core.dates import german_date
from pipeline.core.files import digest
from pipeline.core.types import Clusters, Finding, Findings, Narrative
from pipeline.evaluation.nouns import GateVerdict, Granted, Obstacle, Ruling, Waiver
from pipeline.evaluation.review import Reviewed
from pipeline.evaluation.selecting import Selection
from pipeline.evaluation.selection import open_numbers
from pipeline.narratives.ledger import text_hash, to_markdown

MISSING, UNJUDGED, REFUSED = "text_fehlt", "nicht_beurteilt", "von_hand_beanstandet"
_MUST_BE_WORKED_ON = frozenset({skeleton.KIND, MISSING})
_OF_SEVERAL_TEXTS = frozenset({likeness.KIND, build.KIND})


@dataclass(frozen=True)
class Read:
    """What people read: their verdicts, and by cluster the sentences that wait for one, and those that a
    model decided which is not trusted to."""

    reviewed: Reviewed
    selections: Mapping[str, Selection]
    by_model: Mapping[str, frozenset[int]] = field(default_factory=dict)


def obstacles(
    narratives: Sequence[Narrative], clusters: Clusters, findings: Findings, read: Read, judged_by: str = ""
) -> list[Obstacle]:
    """What stands in the way; `findings` have to be those of these very texts.

    `judged_by` names the model that was to judge them, "" for none.
    """
    by_cluster = {one.cluster: one for one in narratives}
    found = [
        _obstacle(None, cluster.id, MISSING, f"Zu „{cluster.name}“ gibt es keinen Text.")
        for cluster in clusters.clusters
        if cluster.id not in by_cluster
    ]
    for finding in findings.findings:
        if finding.severity == "block" and not overruled(finding, by_cluster, read.reviewed):
            found.append(_of_finding(finding, by_cluster, read.reviewed))
    found += _refused(by_cluster, read.reviewed)
    for narrative in narratives:
        found += _unread(narrative, read, judged_by)
    # What was not judged of one text opens with its title, and its sentences tell it already.
    lines = [one for one in findings.not_judged if not _of_a_text(one, narratives)]
    found += [_not_judged(line, narratives, judged_by) for line in lines]
    return found


def rule(found: Sequence[Obstacle], waivers: Sequence[Waiver] = ()) -> Ruling:
    """The verdict on what stands in the way, after what people let pass."""
    by_id = {one.id: one for one in found if one.waivable}
    granted = [Granted(obstacle=by_id[one.finding], waiver=one) for one in waivers if one.finding in by_id]
    passed = {one.obstacle.id for one in granted}
    left = [one for one in found if one.id not in passed]
    return Ruling(
        verdict=verdict_of(left),
        obstacles=tuple(left),
        waived=tuple(granted),
        lapsed=tuple(one for one in waivers if one.finding not in by_id),
    )


def verdict_of(left: Sequence[Obstacle]) -> GateVerdict:
    """What follows from all that is left in the way."""
    sorts = {one.sort for one in left}
    return "block" if "block" in sorts else "unjudged" if sorts else "pass"


def overruled(finding: Finding, narratives: Mapping[str, Narrative], reviewed: Reviewed) -> bool:
    """Whether a person who read the sentence does not share a model's objection; facts nobody overrules."""
    narrative = narratives.get(finding.cluster)
    if finding.kind != OBJECTION or narrative is None or not finding.sentence:
        return False
    review = reviewed.of(finding.cluster, narrative.sentences[finding.sentence - 1].text)
    return review is not None and review.verdict == "ok"


def id_of(finding: Finding, narratives: Mapping[str, Narrative]) -> str:
    """By what a person names a finding: the same as long as what it speaks of is."""
    evidence = finding.evidence
    if finding.kind in _OF_SEVERAL_TEXTS:
        evidence = "\n".join((evidence or finding.message, _all(list(narratives.values()))))
    narrative = narratives.get(finding.cluster)
    about = "" if narrative is None else _about(narrative, finding.sentence)
    return _id(finding.cluster, finding.kind, about, evidence or finding.message)


def _of_finding(finding: Finding, narratives: Mapping[str, Narrative], reviewed: Reviewed) -> Obstacle:
    return Obstacle(
        id=id_of(finding, narratives),
        cluster=finding.cluster,
        sentence=finding.sentence,
        kind=finding.kind,
        sort="block",
        message=f"{finding.message} {_confirmed(finding, narratives, reviewed)}".rstrip(),
        waivable=finding.kind not in _MUST_BE_WORKED_ON,
        evidence=finding.evidence,
    )


def _confirmed(finding: Finding, narratives: Mapping[str, Narrative], reviewed: Reviewed) -> str:
    """Whether a person shares a model's objection; "" for what is computed."""
    narrative = narratives.get(finding.cluster)
    if finding.kind != OBJECTION or narrative is None or not finding.sentence:
        return ""
    review = reviewed.of(finding.cluster, narrative.sentences[finding.sentence - 1].text)
    return f"Bestätigt von {review.by}." if review else "Von keinem Menschen bestätigt (review.yaml)."


def _refused(narratives: Mapping[str, Narrative], reviewed: Reviewed) -> Iterator[Obstacle]:
    """Sentences that a person who reviewed them found wrong."""
    for cluster, narrative in narratives.items():
        for number, sentence in enumerate(narrative.sentences, start=1):
            review = reviewed.of(cluster, sentence.text)
            if review is not None and review.verdict == "wrong":
                note = f": {review.note.strip()}" if review.note.strip() else ""
                end = "" if note.endswith((".", "!", "?", "…")) else "."
                day = german_date(review.date)
                message = f"{review.by} hat Satz {number} am {day} beanstandet{note}{end}"
                yield _obstacle(narrative, cluster, REFUSED, message, number)


def _unread(narrative: Narrative, read: Read, judged_by: str) -> Iterator[Obstacle]:
    """The sentences of a text that wait for a person, as one obstacle: to waive it is one decision."""
    selection = read.selections[narrative.cluster]
    numbers = open_numbers(narrative, sorted(selection.wanted), read.reviewed)
    if not numbers:
        return
    texts = "\n".join(narrative.sentences[number - 1].text for number in numbers)
    many = "1 Satz hat" if len(numbers) == 1 else f"{len(numbers)} Sätze haben"
    which = f"(Satz {', '.join(map(str, numbers))})"
    weak = {*numbers} <= read.by_model.get(narrative.cluster, frozenset())
    told = (
        f"{many} nur das Urteil von {judged_by}, das als Prüfer nicht gemessen oder zu schwach ist {which}."
        if weak
        else f"{many} weder ein Mensch noch ein Sprachmodell auf den Sinn hin beurteilt {which}."
    )
    yield Obstacle(
        id=_id(narrative.cluster, UNJUDGED, texts),
        cluster=narrative.cluster,
        sentence=None,
        kind=UNJUDGED,
        sort="unjudged",
        cause="judge" if weak else "model" if judged_by else "open",
        message=f"„{narrative.title}“: {told}",
    )


def _of_a_text(line: str, narratives: Sequence[Narrative]) -> bool:
    return any(line.startswith(f"„{one.title}“") for one in narratives)


def _not_judged(line: str, narratives: Sequence[Narrative], judged_by: str) -> Obstacle:
    return Obstacle(
        id=_id(UNJUDGED, _all(narratives), line),
        cluster="",
        sentence=None,
        kind=UNJUDGED,
        sort="unjudged",
        cause="model" if judged_by else "open",
        message=line,
    )


def _obstacle(
    narrative: Narrative | None, cluster: str, kind: str, message: str, sentence: int | None = None
) -> Obstacle:
    about = "" if narrative is None else _about(narrative, sentence)
    return Obstacle(
        id=_id(cluster, kind, about, message),
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
