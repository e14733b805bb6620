"""`szenario run PROJECT`: all stages, from documents and value sets to narratives and report."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from pipeline.app.cli.options import AsJson, Model, Offline, Out, ProjectFolder, Variant, Yes
from pipeline.app.cli.terminal import UNREAD, finished, many, print_json, progress, spent, told

if TYPE_CHECKING:
    from pipeline.llm.usage import Meter
    from pipeline.run.engine import Outcome
    from pipeline.run.proposal import Waiting

STATUS = {"done": "fertig", "skipped": "unverändert", "edited": "von Hand bearbeitet"}
STAGES = {
    "sheet": "Wertetafel",
    "read": "Dokumente",
    "proposal": "Vorschlag einer Tafel",
    "rate": "Nähe der Ausprägungen",
    "cluster": "Bündel",
    "pictures": "Bilder und Bilanz",
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
    only: Annotated[
        str | None,
        typer.Option("--only", metavar="c1", help="Mit --redo draft: nur den Text dieses Szenarios neu."),
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
    from pipeline.run import proposal
    from pipeline.run.engine import run_stages
    from pipeline.run.narratives import read_narratives
    from pipeline.run.stages import ALL, NAMES

    possible = (proposal.NAME, *NAMES)
    if redo is not None and redo not in possible:
        raise ProjectError(f"Die Stufe „{redo}“ gibt es nicht. Möglich sind {', '.join(possible)}.")
    if only is not None and redo != "draft":
        raise ProjectError("--only gilt nur für den Entwurf. Bitte zusammen mit --redo draft angeben.")
    narrator = progress()
    try:
        with at_work(
            project,
            out,
            narrator,
            model=model,
            offline=offline,
            variant=variant,
            approve=approval(yes, narrator),
        ) as context:
            folder: Path = context.run.folder
            waiting = proposal.propose(context, redo)
            if waiting is not None:
                _stop(folder, waiting, json)
            context.only = only or ""
            outcomes = run_stages(context, ALL, redo)
            meter = context.twins.meter
            written = read_narratives(context.run)
            findings = read_json_as(Findings, context.run.file("findings.json")).findings
    finally:
        finished(narrator)
    paths = [str(folder / one.markdown) for one in written]
    if json:
        print_json(
            {
                "run": str(folder),
                "stages": _listed(outcomes),
                "narratives": paths,
                "findings": len(findings),
            }
        )
        return
    _print_stages(outcomes, meter)
    for one, path in zip(written, paths, strict=True):
        state = ledger.state(one.narrative)
        print(f"{one.narrative.cluster}  {one.narrative.title} ({state})\n    {path}")
    print(f"\n{told(findings)}")
    if any(ledger.by_model(one.narrative) for one in written):
        print(UNREAD)
    print(f"Bericht: {folder / 'report.html'}")


def _stop(folder: Path, waiting: "Waiting", json: bool) -> NoReturn:
    """Tell of a proposal that waits for a person, and end: done, but not judged."""
    from pipeline.app.cli import proposal_told

    if json:
        print_json(
            {
                "run": str(folder),
                "stages": _listed(waiting.outcomes),
                "narratives": [],
                "findings": 0,
                "proposed": str(waiting.path),
            }
        )
    else:
        _print_stages(waiting.outcomes)
        proposal_told.print_proposed(waiting.path)
    raise typer.Exit(1)


def _listed(outcomes: "Sequence[Outcome]") -> list[dict[str, Any]]:
    return [
        {
            "name": outcome.name,
            "status": outcome.status,
            "seconds": outcome.seconds,
            "calls": outcome.calls,
            "tokens": outcome.tokens,
        }
        for outcome in outcomes
    ]


def _print_stages(outcomes: "Sequence[Outcome]", meter: "Meter | None" = None) -> None:
    for outcome in outcomes:
        calls = many(outcome.calls, "Aufruf", "e")
        seconds = f"{outcome.seconds:6.1f}".replace(".", ",")
        cost = f"  {calls}, {outcome.tokens} Token" if outcome.calls else ""
        print(f"{STAGES[outcome.name]:<24}{STATUS[outcome.status]:<22}{seconds} s{cost}")
    if meter is not None:
        print(spent(meter.total()))
    print()
