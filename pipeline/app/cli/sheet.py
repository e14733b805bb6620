"""`szenario sheet PROJECT`: the value sheet to print, to fill, and back; what it lacks, what matters."""

import contextlib
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
    accept: Annotated[
        bool, typer.Option("--accept", help="Den Vorschlag des Modells als Wertetafel annehmen.")
    ] = False,
    merge: Annotated[
        list[str] | None,
        typer.Option("--merge", metavar="ID=ID", help="Ausprägung mit der zusammenlegen, die bleibt."),
    ] = None,
    unmerge: Annotated[
        list[str] | None, typer.Option("--unmerge", metavar="ID", help="Zusammenlegung zurücknehmen.")
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="ID.FELD=WERT", help="Bewertung festlegen, etwa f01a.plausibel=4."),
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Wer entscheidet.")] = "",
    reason: Annotated[str, typer.Option("--reason", metavar="GRUND", help="Warum.")] = "",
    json: AsJson = False,
) -> None:
    """Druckt, exportiert, übernimmt die Wertetafel, legt zusammen; sagt, was an ihr noch fehlt."""
    from pipeline.app.accepting import accept_proposal
    from pipeline.app.cli import sheet_told
    from pipeline.app.deciding import decide
    from pipeline.app.exchange import exchange
    from pipeline.app.influence_work import weigh
    from pipeline.app.merging import merge_values
    from pipeline.project import being_changed, open_project

    outputs = {"print": print_, "xlsx": xlsx, "csv": csv}
    given = any(outputs.values())
    _check_alone(
        importing=import_ is not None,
        weighing=influence is not None,
        deciding=bool(set_),
        merging=bool(merge or unmerge),
        accepting=accept,
    )
    for option, useless, wants in (
        ("--group", bool(group) and import_ is None, "--import DATEI"),
        ("--whole", whole and import_ is None, "--import DATEI"),
        ("--dry-run", dry_run and import_ is None, "--import DATEI"),
        ("--blank", blank and print_ is None, "--print PDF"),
        ("--unrated", unrated and not (xlsx or csv), "--xlsx oder --csv DATEI"),
        ("--adopt", adopt and influence is None, "--influence DATEI"),
        ("--groups", bool(groups) and influence is None, "--influence DATEI"),
    ):
        _check_useful(option, useless, wants)
    today = datetime.date.today().isoformat()
    narrator = progress()
    weighed = None
    with contextlib.ExitStack() as stack:
        stack.callback(finished, narrator)
        if import_ is not None or influence is not None or set_ or accept or merge or unmerge:
            stack.enter_context(being_changed(open_project(project)))
        accepted = accept_proposal(project) if accept else None
        decided = decide(project, set_ or [], narrator, by=by, reason=reason, date=today)
        merged = merge_values(
            project, _merges(merge or []), unmerge or [], narrator, by=by, reason=reason, date=today
        )
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
            outputs=outputs,
            blank=blank,
            without_ratings=unrated,
        )
    if json:
        accepted_as = str(accepted) if accepted else None
        print_json(_as_json(done, weighed) | {"decided": decided + merged, "accepted": accepted_as})
    else:
        if accepted:
            print(f"Angenommen: {accepted}. „szenario run PROJEKT“ rechnet nun damit.")
        if decided:
            print(f"Ins Entscheidungsprotokoll: {decided}.")
        if merge or unmerge:
            sheet_told.print_merging(merged)
        only_weighed = weighed is not None and not given
        _print(done, weighed, imported=import_ is not None, dry_run=dry_run, only_weighed=only_weighed)


def _check_alone(**work: bool) -> None:
    """Several pieces of work in one call could fail half done."""
    from pipeline.core.errors import ProjectError

    if sum(work.values()) > 1:
        raise ProjectError(
            "--import, --influence, --set, --merge (mit --unmerge) und --accept ändern jeweils das "
            "Projekt. Bitte einzeln aufrufen."
        )


def _merges(texts: list[str]) -> dict[str, str]:
    from pipeline.core.errors import ProjectError

    merges: dict[str, str] = {}
    for text in texts:
        value, mark, into = (part.strip() for part in text.partition("="))
        if not (value and mark and into):
            raise ProjectError(
                f"Die Angabe „{text}“ ist unklar. Erwartet wird zum Beispiel --merge f03e=f03b; "
                "f03b bleibt."
            )
        if merges.setdefault(value, into) != into:
            raise ProjectError(
                f"Die Ausprägung {value} steht zweimal, bei „{text}“ anders als davor. Bitte nur die "
                "nennen, die bleibt."
            )
    return merges


def _check_useful(option: str, useless: bool, wants: str) -> None:
    """An option that would do nothing is a misunderstanding, not a wish."""
    from pipeline.core.errors import ProjectError

    if useless:
        raise ProjectError(f"{option} allein bewirkt nichts. Bitte zusammen mit {wants} angeben.")


def _as_json(done: "Exchanged", weighed: "Weighed | None") -> dict[str, object]:
    told: dict[str, object] = {
        **done.difference.model_dump(mode="json"),
        "kept": list(done.kept),
        "conflicts": list(done.conflicts),
        "votes": done.votes,
        "factors": done.factors,
        "values": done.values,
        "todo": [vars(todo) for todo in done.todos],
        "dissent": [one.model_dump(mode="json") for one in done.dissent],
        "settled": [one.model_dump(mode="json") for one in done.decided],
        "merged": [one.model_dump(mode="json") for one in done.merges.merges],
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


def _print(
    done: "Exchanged", weighed: "Weighed | None", *, imported: bool, dry_run: bool, only_weighed: bool
) -> None:
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
        for conflict in done.conflicts:
            print(f"  ! nicht übernommen: {conflict}")
        if done.votes:
            many = "1 Ausprägung" if done.votes == 1 else f"{done.votes} Ausprägungen"
            print(f"{many} mit Stimmen der Gruppe{'' if dry_run else ' in votes.csv'}.")
    for path in done.files:
        print(f"Geschrieben: {path}")
    factors = "1 Einflussfaktor" if done.factors == 1 else f"{done.factors} Einflussfaktoren"
    values = "1 Ausprägung" if done.values == 1 else f"{done.values} Ausprägungen"
    print(f"{factors}, {values}.")
    if only_weighed:
        return
    sheet_told.print_merges(done.merges)
    sheet_told.print_dissent(done.dissent, done.decided)
    sheet_told.print_todos(done.todos)
