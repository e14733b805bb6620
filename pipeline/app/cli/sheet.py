"""`szenario sheet PROJECT`: the value sheet to print, to fill, and back; what it lacks, what matters."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.app.cli.options import AsJson, ProjectFolder
from pipeline.app.cli.terminal import finished, print_json, progress

if TYPE_CHECKING:
    from pipeline.app.exchange import Exchanged
    from pipeline.app.influence_work import Weighed

File = Path | None


def command(
    project: ProjectFolder,
    print_: Annotated[
        File, typer.Option("--print", metavar="PDF", help="Bögen drucken, A3 je Faktor.")
    ] = None,
    blank: Annotated[bool, typer.Option("--blank", help="Druck ohne vorhandene Ausprägungen.")] = False,
    xlsx: Annotated[File, typer.Option("--xlsx", metavar="DATEI", help="Tafel zum Ausfüllen.")] = None,
    csv: Annotated[File, typer.Option("--csv", metavar="DATEI", help="Tafel als CSV (Semikolon).")] = None,
    unrated: Annotated[
        bool, typer.Option("--unrated", help="Tafel ohne Bewertungen ausgeben, für Gruppen.")
    ] = False,
    import_: Annotated[
        File, typer.Option("--import", metavar="DATEI", help="Ausgefüllte Tafel (.xlsx, .csv) übernehmen.")
    ] = None,
    group: Annotated[
        str, typer.Option("--group", metavar="CODE", help="Import: Bewertungen sind Stimmen dieser Gruppe.")
    ] = "",
    whole: Annotated[
        bool, typer.Option("--whole", help="Import: auch ganz fehlende Trends streichen.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Import: nur zeigen, nichts schreiben.")
    ] = False,
    influence: Annotated[
        File,
        typer.Option("--influence", metavar="DATEI", help="Einflussmatrix anlegen oder auswerten."),
    ] = None,
    groups: Annotated[
        str, typer.Option("--groups", metavar="A1,A2", help="Einflussmatrix: ein Blatt je Gruppe.")
    ] = "",
    adopt: Annotated[
        bool, typer.Option("--adopt", help="Vorgeschlagene Schlüsselfaktoren übernehmen, mit --by.")
    ] = False,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="ID.FELD=WERT", help="Bewertung festlegen, etwa f01a.plausibel=4."),
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Wer entscheidet.")] = "",
    reason: Annotated[str, typer.Option("--reason", metavar="GRUND", help="Warum.")] = "",
    json: AsJson = False,
) -> None:
    """Druckt, exportiert und übernimmt die Wertetafel; sagt, was an ihr noch fehlt."""
    from pipeline.app.deciding import decide
    from pipeline.app.exchange import exchange
    from pipeline.app.influence_work import weigh

    _check(dry_run=dry_run, decides=bool(set_) or adopt, matrix=influence, adopt=adopt or bool(groups))
    today = datetime.date.today().isoformat()
    narrator = progress()
    weighed = None
    try:
        decided = decide(project, set_ or [], narrator, by=by, reason=reason, date=today)
        if influence is not None:
            weighed = weigh(
                project,
                influence,
                narrator,
                groups=[one.strip() for one in groups.split(",") if one.strip()],
                adopt=adopt,
                by=by,
                reason=reason,
                date=today,
            )
        done = exchange(
            project,
            narrator,
            taken_from=import_,
            group=group.strip(),
            whole=whole,
            dry_run=dry_run,
            outputs={"print": print_, "xlsx": xlsx, "csv": csv},
            blank=blank,
            without_ratings=unrated,
        )
    finally:
        finished(narrator)
    if json:
        print_json(_as_json(done, weighed) | {"decided": decided})
    else:
        if decided:
            print(f"Ins Entscheidungsprotokoll: {decided}.")
        _print(done, weighed, imported=import_ is not None, dry_run=dry_run)


def _check(*, dry_run: bool, decides: bool, matrix: Path | None, adopt: bool) -> None:
    from pipeline.core.errors import ProjectError

    if dry_run and decides:
        raise ProjectError(
            "--dry-run gilt dem Import; --set und --adopt würden schreiben. Bitte einzeln aufrufen."
        )
    if adopt and matrix is None:
        raise ProjectError("--adopt und --groups gehören zur Einflussmatrix. Bitte --influence angeben.")


def _as_json(done: "Exchanged", weighed: "Weighed | None") -> dict[str, object]:
    told: dict[str, object] = {
        **done.difference.model_dump(mode="json"),
        "kept": list(done.kept),
        "votes": done.votes,
        "factors": done.factors,
        "values": done.values,
        "todo": [vars(todo) for todo in done.todos],
        "dissent": [one.model_dump(mode="json") for one in done.dissent],
        "files": [str(path) for path in done.files],
        "before": str(done.before) if done.before else None,
    }
    if weighed is not None:
        told["influence"] = {
            "written": str(weighed.written) if weighed.written else None,
            "proposal": weighed.proposal.model_dump(mode="json") if weighed.proposal else None,
            "dissent": [one.model_dump(mode="json") for one in weighed.dissent],
            "adopted": weighed.difference.model_dump(mode="json")["changed"],
            "before": str(weighed.before) if weighed.before else None,
        }
    return told


def _print(done: "Exchanged", weighed: "Weighed | None", *, imported: bool, dry_run: bool) -> None:
    from pipeline.app.cli import sheet_told

    if weighed is not None:
        if weighed.written is not None:
            print(f"Geschrieben: {weighed.written} (zum Ausfüllen; derselbe Befehl wertet dann aus)")
        if weighed.proposal is not None:
            sheet_told.print_proposal(weighed.proposal)
            sheet_told.print_dissent(weighed.dissent)
        if not weighed.difference.empty:
            sheet_told.print_difference(weighed.difference, (), weighed.before, dry_run=False)
    if imported:
        sheet_told.print_difference(done.difference, done.kept, done.before, dry_run)
        if done.votes:
            print(f"{done.votes} Ausprägungen mit Stimmen der Gruppe{'' if dry_run else ' in votes.csv'}.")
    for path in done.files:
        print(f"Geschrieben: {path}")
    print(f"{done.factors} Einflussfaktoren, {done.values} Ausprägungen.")
    sheet_told.print_dissent(done.dissent)
    sheet_told.print_todos(done.todos)
