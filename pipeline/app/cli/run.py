"""`szenario run PROJECT`: all stages, from documents and value sets to narratives and report."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.app.cli.options import AsJson, Model, Offline, Out, ProjectFolder, Variant, Yes
from pipeline.app.cli.terminal import finished, print_json, progress, told

STATUS = {"done": "fertig", "skipped": "unverändert", "edited": "von Hand bearbeitet"}
STAGES = {
    "sheet": "Wertetafel",
    "read": "Dokumente",
    "rate": "Nähe der Ausprägungen",
    "cluster": "Bündel",
    "plan": "Plan",
    "draft": "Entwurf",
    "check": "Prüfung",
    "report": "Bericht",
}


def command(
    project: ProjectFolder,
    redo: Annotated[
        str | None, typer.Option("--redo", metavar="STUFE", help="Diese Stufe neu machen.")
    ] = None,
    model: Model = None,
    offline: Offline = False,
    variant: Variant = 0,
    yes: Yes = False,
    out: Out = None,
    json: AsJson = False,
) -> None:
    """Führt alle Stufen aus; was sich nicht geändert hat, wird nicht wiederholt."""
    from pipeline.app.approval import approval
    from pipeline.app.work import at_work
    from pipeline.core.errors import ProjectError
    from pipeline.core.files import read_json_as
    from pipeline.core.types import Findings
    from pipeline.narratives import ledger
    from pipeline.run.context import read_narratives
    from pipeline.run.engine import run_stages
    from pipeline.run.stages import ALL, NAMES

    if redo is not None and redo not in NAMES:
        raise ProjectError(f"Die Stufe „{redo}“ gibt es nicht. Möglich sind {', '.join(NAMES)}.")
    narrator = progress()
    try:
        with at_work(
            project, out, narrator, model=model, offline=offline, variant=variant, approve=approval(yes)
        ) as context:
            outcomes = run_stages(context, ALL, redo)
            folder: Path = context.run.folder
            written = read_narratives(context.run)
            findings = read_json_as(Findings, context.run.file("findings.json")).findings
    finally:
        finished(narrator)
    paths = [str(folder / one.markdown) for one in written]
    if json:
        print_json(
            {
                "run": str(folder),
                "stages": [
                    {
                        "name": outcome.name,
                        "status": outcome.status,
                        "seconds": outcome.seconds,
                        "calls": outcome.calls,
                        "tokens": outcome.tokens,
                    }
                    for outcome in outcomes
                ],
                "narratives": paths,
                "findings": len(findings),
            }
        )
        return
    for outcome in outcomes:
        cost = f"  {outcome.calls} Aufrufe, {outcome.tokens} Token" if outcome.calls else ""
        print(f"{STAGES[outcome.name]:<24}{STATUS[outcome.status]:<22}{outcome.seconds:6.1f} s{cost}")
    print()
    for one, path in zip(written, paths, strict=True):
        state = ledger.state(one.narrative)
        print(f"{one.narrative.cluster}  {one.narrative.title} ({state})\n    {path}")
    print(f"\n{told(findings)}")
    print(f"Bericht: {folder / 'report.html'}")
