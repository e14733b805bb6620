"""Two runs of one project, or of two, compared as their files say now; nothing is written."""

from collections.abc import Sequence

from pipeline.core.files import read_json_as
from pipeline.core.types import Finding, Findings, Narrative
from pipeline.evaluation.difference import around, clusters, texts
from pipeline.evaluation.difference.nouns import ClusterPair, RunDifference, SentencePair
from pipeline.project import Run
from pipeline.run import record
from pipeline.run.context import read_clusters, read_sheet
from pipeline.run.narratives import read_narratives
from pipeline.scenarios.rewording import rewording


def difference(before: Run, after: Run) -> RunDifference:
    """What became of the first run in the second; raises RunError where one of them has no clusters."""
    first, second = record.load(before), record.load(after)
    old, new = read_sheet(before), read_sheet(after)
    matched = clusters.pairs(read_clusters(before).clusters, read_clusters(after).clusters, old, new)
    told = {run.folder: _texts(run) for run in (before, after)}
    found = around.findings(_findings(before), _findings(after), matched)
    models = around.others(_models(first), _models(second))
    return RunDifference(
        before=str(before.folder),
        after=str(after.folder),
        clusters=matched,
        sentences=tuple(_sentences(matched, told[before.folder], told[after.folder])),
        findings_came=found.came,
        findings_went=found.went,
        settings=(*around.settings(first.settings, second.settings), *models),
        remarks=tuple(_remarks(before, after, matched)),
        reworded=rewording(old, new).changed,
    )


def _texts(run: Run) -> dict[str, Narrative]:
    return {one.narrative.cluster: one.narrative for one in read_narratives(run)}


def _sentences(
    matched: Sequence[ClusterPair], before: dict[str, Narrative], after: dict[str, Narrative]
) -> list[SentencePair]:
    """The sentences of all clusters; a text whose cluster is gone is told with those it once had."""
    known = {one.before for one in matched}, {one.after for one in matched}
    alone = [(name, "") for name in before if name not in known[0]]
    alone += [("", name) for name in after if name not in known[1]]
    whole = [*((one.before, one.after) for one in matched), *alone]
    return [pair for old, new in whole for pair in texts.compared(before.get(old), after.get(new))]


def _findings(run: Run) -> tuple[Finding, ...]:
    path = run.file("findings.json")
    return read_json_as(Findings, path).findings if path.is_file() else ()


def _models(written: record.RunRecord) -> dict[str, str]:
    """The model of each stage, and the version of the program."""
    models = {f"Modell ({name})": stage.model for name, stage in written.stages.items() if stage.model}
    return models | {f"Fassung ({name})": version for name, version in written.versions.items()}


def _remarks(before: Run, after: Run, matched: Sequence[ClusterPair]) -> list[str]:
    remarks = []
    if before.folder.resolve() == after.folder.resolve():
        remarks.append("Beide Angaben meinen denselben Lauf.")
    first, second = record.load(before), record.load(after)
    if (first.folder or first.project) != (second.folder or second.project):
        remarks.append(
            f"Die Läufe gehören zu verschiedenen Projekten („{first.project}“ und „{second.project}“); "
            "verglichen wird, was sich zuordnen lässt."
        )
    if not any(one.shared for one in matched):
        remarks.append("Kein Bündel hat eine Ausprägung mit einem des anderen Laufs gemeinsam.")
    for run in (before, after):
        if not read_narratives(run):
            remarks.append(f"Der Lauf „{run.folder}“ hat keine Narrative.")
        if not run.file("findings.json").is_file():
            remarks.append(f"Der Lauf „{run.folder}“ ist nicht geprüft; seine Befunde sind nicht bekannt.")
    return remarks
