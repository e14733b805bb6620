"""Checking the texts of a run: what is new about them is judged, what a model decided before stands.

verdicts.json keeps what it decided. It counts only as it was written: who changed it by hand, or asks for
the check to be made anew, has everything judged again.
"""

from dataclasses import dataclass

from pipeline.checks import check, ordered, orphans
from pipeline.checks.carrying import Carrying
from pipeline.checks.case import Ground
from pipeline.checks.emptied import KIND as MISSING
from pipeline.checks.judging import Judge
from pipeline.checks.kept import Verdicts
from pipeline.core.files import digest_of, read_json_as, to_json
from pipeline.core.types import Clusters, Finding, Findings
from pipeline.project import Run
from pipeline.run.context import Context, read_ground
from pipeline.run.narratives import narratives_of, read_narratives, read_removed
from pipeline.run.record import RunRecord

STAGE = "check"
FINDINGS, VERDICTS = "findings.json", "verdicts.json"


@dataclass(frozen=True)
class Checked:
    """What was found of all texts of a run, and what a model has decided of them so far."""

    findings: Findings
    verdicts: Verdicts


def make_findings(context: Context, kept: frozenset[str]) -> dict[str, bytes]:
    """The files of the check."""
    context.progress.started("Narrative prüfen")
    judge = context.twins.judge
    fresh = context.redo == STAGE
    if not fresh and (told := spoilt(context.run, context.record)):
        context.progress.said(told)
    known = Verdicts() if fresh else read_verdicts(context.run, context.record, judge.signature)
    ground = read_ground(context.run, context.settings)
    checked = check_run(context.run, ground, judge, known, context.twins.model)
    files = {FINDINGS: to_json(checked.findings).encode()}
    if checked.verdicts.model:
        files[VERDICTS] = to_json(checked.verdicts).encode()
    return files


def check_run(run: Run, ground: Ground, judge: Judge, known: Verdicts, model: str = "") -> Checked:
    """All findings of the texts of a run; what is `known` is not asked again."""
    carrying = Carrying(judge, known)
    found = check(narratives_of(run, ground.clusters), ground, carrying)
    left = found.model_copy(
        update={"findings": ordered([*found.findings, *_left_behind(run, ground.clusters)])}
    )
    return Checked(left, carrying.verdicts(model))


def spoilt(run: Run, record: RunRecord) -> str:
    """In German that verdicts.json was changed or is damaged and counts for nothing; "" where not."""
    path, checked = run.file(VERDICTS), record.stages.get(STAGE)
    if checked is None or not path.is_file() or digest_of(path) == checked.outputs.get(VERDICTS):
        return ""
    return (
        f"{VERDICTS} ist verändert oder beschädigt: Was das Sprachmodell beurteilt hat, gilt nicht mehr, "
        f"und die Sätze sind wieder offen. Neu beurteilen mit „szenario run PROJEKT --redo {STAGE}“."
    )


def read_verdicts(run: Run, record: RunRecord, signature: str = "") -> Verdicts:
    """What a model decided before and who judges now may take over: his own, or any where he has none."""
    path, checked = run.file(VERDICTS), record.stages.get(STAGE)
    if checked is None or not path.is_file() or digest_of(path) != checked.outputs.get(VERDICTS):
        return Verdicts()
    same = signature in ("", checked.decided)
    return read_json_as(Verdicts, path) if same else Verdicts()


def _left_behind(run: Run, clusters: Clusters) -> list[Finding]:
    """Texts whose scenario is another one now or gone, and scenarios whose text a person deleted."""
    known = {one.id for one in clusters.clusters}
    return orphans.check([one.narrative for one in read_narratives(run)], clusters) + [
        Finding(
            cluster=one.narrative.cluster,
            sentence=None,
            kind=MISSING,
            severity="warn",
            message=f"Der Text „{one.narrative.title}“ ist gelöscht. Mit „szenario run PROJEKT --redo "
            f"draft --only {one.narrative.cluster}“ wird er neu entworfen.",
        )
        for one in read_removed(run)
        if one.narrative.cluster in known
    ]
