"""`szenario cluster PROJECT`: the clusters alone; documents are not needed for it."""

from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.app.cli.cluster_told import tell, tell_proposal
from pipeline.app.cli.options import AsJson, Model, Offline, Out, ProjectFolder, Variant, Yes
from pipeline.app.cli.terminal import finished, print_json, progress
from pipeline.core.errors import ProjectError

if TYPE_CHECKING:
    from pipeline.project import Run
    from pipeline.scenarios.wishes import Wishes


def command(
    project: ProjectFolder,
    k: Annotated[int | None, typer.Option("--k", help="Zahl der Szenarien, 2 bis 8.")] = None,
    propose: Annotated[
        bool, typer.Option("--propose", help="Eine Zahl der Szenarien vorschlagen; schreibt nichts.")
    ] = False,
    lock: Annotated[
        list[str] | None,
        typer.Option("--lock", metavar="AUSPRÄGUNG=c1", help="Ausprägung fest zuordnen."),
    ] = None,
    apart: Annotated[
        list[str] | None,
        typer.Option("--apart", metavar="A,B", help="Zwei Ausprägungen nie zusammen."),
    ] = None,
    release: Annotated[
        list[str] | None,
        typer.Option("--release", metavar="AUSPRÄGUNG", help="Ihre Festlegungen und Trennungen lösen."),
    ] = None,
    distance: Annotated[
        int | None,
        typer.Option(
            "--distance",
            min=0,
            help="In so vielen Einflussfaktoren unterscheiden sich je zwei Szenarien mindestens.",
        ),
    ] = None,
    seed: Annotated[int | None, typer.Option("--seed", help="Startwert der Suche.")] = None,
    seconds: Annotated[
        float | None,
        typer.Option("--seconds", min=0, help="Höchstens so lange an der Schranke rechnen."),
    ] = None,
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
    from pipeline.run.context import fitting_clusters, read_sheet
    from pipeline.run.engine import run_stages
    from pipeline.run.proposing import proposed
    from pipeline.run.stages import CLUSTERING
    from pipeline.scenarios.wishes import Wishes

    wishes = Wishes(
        locks=dict(_lock(text) for text in lock or []),
        apart=tuple(_pair(text) for text in apart or []),
        released=frozenset(text.strip() for text in release or []),
        seconds=seconds,
    )
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
            changes={"scenarios": k, "seed": seed, "distance": distance},
            wishes=wishes,
            whole=False,
        ) as context:
            if propose:
                proposal = proposed(context)
            else:
                idle = _idle(context.run, wishes)
                outcome = run_stages(context, CLUSTERING, "cluster" if redo else None)[-1]
                asked = wishes != Wishes() or any(one is not None for one in (k, seed, distance))
                if outcome.edited and asked:
                    raise ProjectError(
                        "clusters.yaml ist von Hand bearbeitet und bleibt, die neuen Vorgaben gelten also "
                        "nicht. Mit --redo wird neu gebündelt; die alte Fassung kommt nach history/."
                    )
                sheet = read_sheet(context.run)
                found = fitting_clusters(context.run, sheet)
                folder = context.run.folder
                for value in idle:
                    narrator.said(f"Für {value} gibt es keine Festlegung zu lösen.")
    finally:
        finished(narrator)
    if propose:
        if json:
            print_json(proposal.model_dump(mode="json"))
        else:
            tell_proposal(proposal)
        return
    if json:
        print_json(found.model_dump(mode="json"))
        return
    tell(found, sheet)
    print(f"{'Unverändert' if outcome.edited else 'Geschrieben'}: {folder / 'clusters.yaml'}")


def _idle(run: "Run", wishes: "Wishes") -> tuple[str, ...]:
    """The values to be released of which no lock or pair is kept."""
    from pipeline.core.errors import InputError
    from pipeline.run.context import read_clusters

    try:
        before = read_clusters(run) if run.file("clusters.yaml").is_file() else None
    except InputError:  # broken by hand: the stage itself says what becomes of it
        return ()
    return wishes.idle(before)


def _lock(text: str) -> tuple[str, str]:
    value, mark, cluster = text.partition("=")
    if not mark or not value.strip() or not cluster.strip():
        raise ProjectError(
            f"Die Festlegung „{text}“ ist unklar. Erwartet wird AUSPRÄGUNG=CLUSTER, etwa f03b=c1."
        )
    return value.strip(), cluster.strip()


def _pair(text: str) -> tuple[str, str]:
    first, mark, second = text.partition(",")
    if not mark or not first.strip() or not second.strip() or "," in second:
        raise ProjectError(
            f"Das getrennte Paar „{text}“ ist unklar. Erwartet werden zwei Ausprägungen, etwa f03b,f07a."
        )
    return first.strip(), second.strip()
