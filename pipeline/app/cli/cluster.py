"""`szenario cluster PROJECT`: the clusters alone; documents are not needed for it."""

from typing import Annotated

import typer

from pipeline.app.cli.options import AsJson, Model, Offline, Out, ProjectFolder, Variant, Yes
from pipeline.app.cli.terminal import finished, print_json, progress
from pipeline.core.errors import ProjectError


def command(
    project: ProjectFolder,
    k: Annotated[int | None, typer.Option("--k", help="Zahl der Szenarien, 2 bis 8.")] = None,
    lock: Annotated[
        list[str] | None,
        typer.Option("--lock", metavar="AUSPRÄGUNG=c1", help="Ausprägung fest zuordnen."),
    ] = None,
    seed: Annotated[int | None, typer.Option("--seed", help="Startwert der Suche.")] = None,
    redo: Annotated[
        bool, typer.Option("--redo", help="Auch von Hand bearbeitete Bündel neu suchen.")
    ] = False,
    model: Model = None,
    offline: Offline = False,
    variant: Variant = 0,
    yes: Yes = False,
    out: Out = None,
    json: AsJson = False,
) -> None:
    """Bündelt die Ausprägungen zu Szenarien."""
    from pipeline.app.approval import approval
    from pipeline.app.work import at_work
    from pipeline.run.context import read_clusters, read_sheet
    from pipeline.run.engine import run_stages
    from pipeline.run.stages import CLUSTERING

    locks = dict(_lock(text) for text in lock or [])
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
            changes={"scenarios": k, "seed": seed},
            locks=locks,
            whole=False,
        ) as context:
            outcome = run_stages(context, CLUSTERING, "cluster" if redo else None)[-1]
            if outcome.edited and (locks or k is not None or seed is not None):
                raise ProjectError(
                    "clusters.yaml ist von Hand bearbeitet und bleibt, die neuen Vorgaben gelten also "
                    "nicht. Mit --redo wird neu gebündelt; die alte Fassung kommt nach history/."
                )
            found = read_clusters(context.run)
            sheet = read_sheet(context.run)
            folder = context.run.folder
    finally:
        finished(narrator)
    if json:
        print_json(found.model_dump(mode="json"))
        return
    marks = {"fest": "●", "wahrscheinlich": "◐", "offen": "○"}
    for cluster in found.clusters:
        print(f"{cluster.id}  {cluster.name} (Arbeitstitel)\n    {cluster.leitmotif}")
        placed = {placement.value: placement.confidence for placement in cluster.placements}
        for factor, value in cluster.members.items():
            print(f"    {marks[placed[value]]} {sheet.factor(factor).name}: {sheet.value(value).label}")
        print()
    goal = f"{found.objective:.2f}".replace(".", ",")
    print(f"● fest  ◐ wahrscheinlich  ○ offen\nZielwert {goal}: {found.bound}.")
    print(f"Geschrieben: {folder / 'clusters.yaml'}")


def _lock(text: str) -> tuple[str, str]:
    value, mark, cluster = text.partition("=")
    if not mark or not value.strip() or not cluster.strip():
        raise ProjectError(
            f"Die Festlegung „{text}“ ist unklar. Erwartet wird AUSPRÄGUNG=CLUSTER, etwa f03b=c1."
        )
    return value.strip(), cluster.strip()
