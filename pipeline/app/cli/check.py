"""`szenario check RUN`: findings for the run's texts, for any text, or for a batch of sentences."""

from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.app.cli.options import AsJson, Batch, Model, Offline, RunFolder, Variant, Yes
from pipeline.app.cli.terminal import lines, print_json, print_json_line

SEVERITIES = {"block": "SPERRT", "warn": "prüfen", "info": "Hinweis"}


def command(
    run: RunFolder,
    narrative: Annotated[
        Path | None, typer.Option("--narrative", metavar="DATEI", help="Irgendein Text.")
    ] = None,
    cluster: Annotated[
        str | None, typer.Option("--cluster", metavar="c1", help="Das Szenario dieses Textes.")
    ] = None,
    batch: Batch = None,
    model: Model = None,
    offline: Offline = False,
    variant: Variant = 0,
    yes: Yes = False,
    json: AsJson = False,
) -> None:
    """Prüft Texte gegen ihr Szenario und ihre Quellen; Code 1, wenn etwas sperrt oder offen ist."""
    from pipeline.app.approval import approval
    from pipeline.app.batch import Line, read_objects, side_by_side
    from pipeline.app.work import judge_on
    from pipeline.checks import check_one
    from pipeline.checks.case import Case
    from pipeline.checks.judging import Judge
    from pipeline.core.errors import RunError
    from pipeline.project import open_run
    from pipeline.run import record, texts
    from pipeline.run.checking import check_run, read_verdicts, spoilt
    from pipeline.run.context import read_ground
    from pipeline.run.narratives import read_narratives

    found = open_run(run)
    written = record.load(found)
    ground = read_ground(found, written.settings)
    if batch is None and narrative is None and cluster is not None:
        raise RunError(
            "--cluster gehört zu --narrative DATEI. Ohne Datei werden alle Texte des Laufs geprüft."
        )

    def judge_of(count: int) -> Judge:
        narrator = lines()
        judge = judge_on(
            found,
            narrator,
            count,
            model=model,
            offline=offline,
            variant=variant,
            approve=approval(yes, narrator),
        )
        checked = written.stages.get("check")
        if checked is not None and checked.model and not judge.signature:
            narrator.said(_without(checked.model, of_the_run=batch is None and narrative is None))
        return judge

    if batch is not None:
        cases = read_objects(batch)
        judge = judge_of(len(cases))

        def answer(line: Line) -> dict[str, Any]:
            told = texts.from_case(line.id, line.fields, ground)
            return _answer(line.id, check_one(Case(told, ground), judge))

        for one in side_by_side(cases, answer, judge.at_once):
            print_json_line(one)
        return
    if narrative is not None:
        told = texts.from_file(narrative, cluster, ground)
        findings = check_one(Case(told, ground), judge_of(1))
        titles = {told.cluster: told.title}
    else:
        narratives = [one.narrative for one in read_narratives(found)]
        judge = judge_of(len(narratives))
        known = read_verdicts(found, written, judge.signature)
        if damaged := spoilt(found, written):
            lines().said(damaged)
        findings = check_run(found, ground, judge, known).findings
        titles = {one.cluster: one.title for one in narratives}
    if json:
        print_json(findings.model_dump(mode="json"))
    else:
        _show(findings, titles)
    if findings.not_judged or any(f.severity == "block" for f in findings.findings):
        raise typer.Exit(1)


def _without(model: str, *, of_the_run: bool) -> str:
    """That no model judges here, though one did in the run."""
    stands = (
        f"was {model} im Lauf beurteilt hat, gilt, solange ein Satz gleich bleibt"
        if of_the_run
        else f"im Bericht des Laufs urteilt {model}"
    )
    return f"Beurteilt wird hier ohne Sprachmodell; {stands}. Mit --model {model} urteilt es auch hier."


def _answer(case_id: str, findings: Any) -> dict[str, Any]:
    return {
        "id": case_id,
        "sentences": [
            {"suspicion": s.suspicion, "kinds": list(s.kinds), "judged": s.judged}
            for s in findings.sentences
        ],
        "findings": [finding.model_dump(mode="json") for finding in findings.findings],
    }


def _show(findings: Any, names: dict[str, str]) -> None:
    for finding in findings.findings:
        where = f"Satz {finding.sentence}" if finding.sentence else "ganzer Text"
        title = names.get(finding.cluster, finding.cluster)
        print(f"{SEVERITIES[finding.severity]:<8}{title}, {where}: {finding.message}")
    for line in findings.not_judged:
        print(f"OFFEN   {line}")
    if not findings.findings and not findings.not_judged:
        print("Keine Befunde.")
