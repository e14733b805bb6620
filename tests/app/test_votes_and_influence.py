"""Groups vote, disagree and weigh factors through the command line; nobody is overruled in silence."""

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import openpyxl
import pytest
import yaml

from pipeline.core.types import Rating
from pipeline.scenarios import sheet as sheets
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.rated_affinity import with_ratings

BY = ("--by", "Frau Kern", "--reason", "neue Zahlen vom Kreis")


def rate(path: Path, **scores: tuple[object, object]) -> None:
    """Fill plausibel and wertung of values by id, as a group does in the workbook."""
    book = openpyxl.load_workbook(path)
    left = dict(scores)
    for page in book:
        head = {cell.value: cell.column for cell in page[1]}
        for row in page.iter_rows(min_row=2) if "value_id" in head else ():
            value = row[head["value_id"] - 1].value
            if value in left:
                plausibel, wertung = left.pop(value)
                page.cell(row[0].row, head["plausibel"]).value = plausibel
                page.cell(row[0].row, head["wertung"]).value = wertung
    assert not left, left
    book.save(path)


def ratings_in(path: Path) -> set[object]:
    """Whatever stands under plausibel and wertung in a workbook."""
    found: set[object] = set()
    for page in openpyxl.load_workbook(path):
        head = [cell.value for cell in page[1]]
        for row in page.iter_rows(min_row=2, values_only=True):
            cells = dict(zip(head, row, strict=True))
            found |= {cells.get("plausibel"), cells.get("wertung")}
    return found - {None, ""}


def vote(cli, project: Path, group: str, **scores: tuple[object, object]) -> dict:
    """A group is handed the sheet unrated, fills it, and it is taken in as its votes."""
    table = project.parent / f"{group}.xlsx"
    table.unlink(missing_ok=True)
    assert cli("sheet", project, "--xlsx", table, "--unrated").code == 0
    rate(table, **scores)
    outcome = cli("sheet", project, "--import", table, "--group", group, "--json")
    assert outcome.code == 0, outcome.err
    return outcome.json


def votes(project: Path) -> list[str]:
    return (project / "votes.csv").read_text("utf-8-sig").splitlines()


def rated_by_expert(project: Path, **scores: int) -> None:
    """values.yaml with plausibel of some values set by hand."""
    path = project / "values.yaml"
    text = path.read_text("utf-8")
    for value, score in scores.items():
        text = text.replace(f"{{id: {value},", f"{{id: {value}, plausibel: {score},")
    path.write_text(text, encoding="utf-8")


def in_run(project: Path, value: str) -> dict:
    sheet = yaml.safe_load((project.parent / "runs/probe/sheet.yaml").read_text("utf-8"))
    return next(v for factor in sheet["factors"] for v in factor["values"] if v["id"] == value)


# --- votes


def test_two_groups_disagree_the_median_is_used_and_the_report_shows_it(cli, project):
    rated_by_expert(project, bus1=5)
    before = (project / "values.yaml").read_bytes()
    assert vote(cli, project, "A1", bus1=(2, "+"), bus2=(3, None))["votes"] == 2
    answer = vote(cli, project, "A2", bus1=(4, "-"), hafen1=(None, "0"))
    assert answer["votes"] == 2 and answer["changed"] == [] and answer["before"] is None
    assert [(one["about"], one["field"], one["scores"]) for one in answer["dissent"]] == [
        ("bus1", "plausibel", {"A1": 2, "A2": 4}),
        ("bus1", "wertung", {"A1": 1, "A2": -1}),
    ]
    assert votes(project) == [
        "value_id;group;plausibel;wertung;reason",
        "bus1;A1;2;+;",
        "bus2;A1;3;;",
        "bus1;A2;4;-;",
        "hafen1;A2;;0;",
    ]
    assert (project / "values.yaml").read_bytes() == before
    shown = cli("sheet", project).out
    assert "bus1, Plausibilität: A1 2, A2 4; es gilt 2" in shown
    assert "bus1, Wertung: A1 +, A2 −; offen" in shown

    run = cli("run", project)
    assert run.code == 0, run.err
    assert "„Rufbus im Verein“ (bus1): plausibel 5 in der Wertetafel, Median der Gruppen 2" in run.err
    assert "ohne Entscheidung im Protokoll gelten die Stimmen" in run.err
    assert "2 Bewertungen sind unter den Gruppen strittig" in run.err
    assert (in_run(project, "bus1")["plausibel"], in_run(project, "bus1")["wertung"]) == (2, None)
    assert in_run(project, "bus2")["plausibel"] == 3
    assert in_run(project, "hafen2")["plausibel"] is None, "nicht bewertet ist nicht null"
    folder = project.parent / "runs/probe"
    opinions = json.loads((folder / "opinions.json").read_text("utf-8"))
    assert {one["about"]: one["n"] for one in opinions["opinions"] if one["field"] == "plausibel"} == {
        "bus1": 2,
        "bus2": 1,
    }
    report = (folder / "report.html").read_text("utf-8")
    assert "Strittig unter den Gruppen" in report
    assert (
        "<td>Rufbus im Verein</td><td>Plausibilität</td><td>A1: 2, A2: 4</td><td>3 (2 bis 4)</td>" in report
    )
    assert "Fahrdienst per App</td><td>Plausibilität" not in report, "eine Gruppe allein ist nicht uneins"

    decided = cli("sheet", project, "--set", "bus1.plausibel=4", *BY)
    assert decided.code == 0 and "Ins Entscheidungsprotokoll: 1." in decided.out
    again = cli("run", project)
    assert "bus1): plausibel" not in again.err
    assert in_run(project, "bus1")["plausibel"] == 4
    report = (folder / "report.html").read_text("utf-8")
    assert "4, Frau Kern: neue Zahlen vom Kreis" in report and "keine Entscheidung" in report
    assert (project / "values.yaml").read_bytes() == before

    cli("sheet", project, "--set", "bus1.plausibel=", "--by", "Herr Wolf", "--reason", "doch nicht")
    cli("run", project)
    assert in_run(project, "bus1")["plausibel"] == 2
    taken = yaml.safe_load((project / "decisions.yaml").read_text("utf-8"))["decisions"]
    assert [(one["by"], one.get("value", "")) for one in taken] == [("Frau Kern", "4"), ("Herr Wolf", "")]


def test_a_run_without_votes_has_no_dissent_to_report(cli, project):
    assert cli("run", project).code == 0
    report = (project.parent / "runs/probe/report.html").read_text("utf-8")
    assert "Strittig" not in report


def test_a_group_that_votes_again_replaces_its_own_votes_only(cli, project):
    vote(cli, project, "A1", bus1=(2, "+"))
    vote(cli, project, "A2", bus1=(3, "+"))
    vote(cli, project, "A1", bus1=(5, "-"))
    assert votes(project)[1:] == ["bus1;A1;5;-;", "bus1;A2;3;+;"]
    assert (project / "history" / "votes-001.csv").is_file()


def test_a_group_code_in_other_letters_is_no_second_group(cli, project):
    vote(cli, project, "A1", bus1=(2, "+"))
    table = project.parent / "A1.xlsx"
    outcome = cli("sheet", project, "--import", table, "--group", " a1 ")
    assert "„a1“ gilt als die Gruppe „A1“" in outcome.err and len(votes(project)) == 2


def test_a_majority_that_holds_against_one_group_is_told_beside_the_dissent(cli, project):
    (project / "votes.csv").write_text("value_id,group,wertung\nbus1,A1,-\nbus1,A2,-\nbus1,A3,+\n")
    assert "bus1, Wertung: A1 −, A2 −, A3 +; es gilt −" in cli("sheet", project).out
    assert cli("run", project).code == 0
    assert in_run(project, "bus1")["wertung"] == "-"


def test_a_new_value_of_a_group_enters_the_sheet_unrated_with_its_code(cli, project):
    table = project.parent / "a1.csv"
    cli("sheet", project, "--csv", table, "--unrated")
    head, *rows = table.read_text("utf-8-sig").splitlines()
    row = {"trend": "Verkehr", "factor_id": "bus", "factor": "Angebot im Nahverkehr", "label": "Kein Bus",
           "text": "Es fährt kein Bus.", "plausibel": "1"}  # fmt: skip
    new = ";".join(row.get(column, "") for column in head.split(";"))
    table.write_text("\n".join([head, *rows, new]) + "\n", encoding="utf-8-sig")
    answer = cli("sheet", project, "--import", table, "--group", "A1", "--json").json
    (added,) = answer["added"]
    value = sheets.load(project / "values.yaml").sheet.value(added["id"])
    assert (value.label, value.group, value.plausibel) == ("Kein Bus", "A1", None)
    assert votes(project)[1:] == [f"{added['id']};A1;1;;"]
    assert "# Wertetafel der Tests" in (project / "values.yaml").read_text("utf-8")


def test_what_the_sheet_says_is_no_vote_of_a_group_whose_table_lacks_the_column(cli, project):
    table = project.parent / "a1.csv"
    table.write_text(
        "value_id,factor,label,plausibel\nbus1,Angebot im Nahverkehr,Rufbus im Verein,4\n"
        "bus2,Angebot im Nahverkehr,Fahrdienst per App,\nhafen1,Umschlag im Hafen,Terminal des Konzerns,\n"
        "hafen2,Umschlag im Hafen,Gemeinsames Lager,\n"
    )
    before = (project / "values.yaml").read_bytes()
    assert cli("sheet", project, "--import", table, "--group", "A1").code == 0
    assert votes(project)[1:] == ["bus1;A1;4;;"]
    assert (project / "values.yaml").read_bytes() == before


def test_a_dry_run_of_a_groups_table_writes_no_votes(cli, project):
    table = project.parent / "A1.xlsx"
    cli("sheet", project, "--xlsx", table, "--unrated")
    rate(table, bus1=(2, "+"))
    outcome = cli("sheet", project, "--import", table, "--group", "A1", "--dry-run")
    assert outcome.code == 0 and "1 Ausprägung mit Stimmen der Gruppe." in outcome.out
    assert not (project / "votes.csv").exists()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_that_would_clear_all_ratings_is_refused(cli, project, kind):
    before = (project / "values.yaml").read_bytes()
    table = project.parent / f"leer.{kind}"
    if kind == "csv":
        cli("sheet", project, "--csv", table, "--unrated")
    else:
        cli("sheet", project, "--xlsx", table)
        ids = [f"{factor}{number}" for factor in ("bus", "hafen", "strom") for number in (1, 2)]
        rate(table, **dict.fromkeys(ids, (None, None)))
    outcome = cli("sheet", project, "--import", table)
    assert outcome.code == 2 and "die 6 der Wertetafel gingen alle verloren" in outcome.err
    assert "--group CODE" in outcome.err
    assert (project / "values.yaml").read_bytes() == before
    if kind == "xlsx":
        rate(table, bus1=(None, "+"))
        assert cli("sheet", project, "--import", table).code == 0, "eine Bewertung ist eine Absicht"
        assert (project / "values.yaml").read_bytes() != before


def test_a_table_handed_out_unrated_takes_no_rating_away(cli, project):
    before = (project / "values.yaml").read_bytes()
    table = project.parent / "leer.xlsx"
    cli("sheet", project, "--xlsx", table, "--unrated")
    assert ratings_in(table) == set()
    cli("sheet", project, "--import", table)
    assert (project / "values.yaml").read_bytes() == before


def test_an_unrated_table_is_written_anew_only_while_nobody_has_filled_it(cli, project):
    table = project.parent / "A1.xlsx"
    cli("sheet", project, "--xlsx", table, "--unrated")
    assert cli("sheet", project, "--xlsx", table, "--unrated").code == 0
    rate(table, bus1=(2, None))
    held = table.read_bytes()
    outcome = cli("sheet", project, "--xlsx", table, "--unrated")
    assert outcome.code == 2 and "zuerst mit --import" in outcome.err and table.read_bytes() == held


def test_the_sheet_with_its_ratings_goes_out_and_comes_back_unchanged(cli, project):
    table = project.parent / "voll.xlsx"
    cli("sheet", project, "--xlsx", table)
    assert ratings_in(table) == {"+", "-", "0"}
    before = (project / "values.yaml").read_bytes()
    assert cli("sheet", project, "--import", table, "--json").json["changed"] == []
    assert (project / "values.yaml").read_bytes() == before


def test_votes_kept_in_a_workbook_stop_an_import_before_anything_is_written(cli, project):
    table = project.parent / "A1.xlsx"
    cli("sheet", project, "--xlsx", table, "--unrated")
    rate(table, bus1=(2, "+"))
    book = openpyxl.Workbook()
    book.active.append(["value_id", "group", "plausibel"])
    book.save(project / "votes.xlsx")
    held = {path: path.read_bytes() for path in project.iterdir() if path.is_file()}
    outcome = cli("sheet", project, "--import", table, "--group", "A1")
    assert outcome.code == 2 and "votes.xlsx" in outcome.err
    assert {path: path.read_bytes() for path in project.iterdir() if path.is_file()} == held


# --- decisions


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        (("--set", "bus1.plausibel=4"), "--by NAME"),
        (("--set", "bus1.plausibel=4", "--by", "A"), "--reason GRUND"),
        (("--set", "bus1.plausibel=9", *BY), "steht nicht auf der Skala"),
        (("--set", "bus1.wertung=gut", *BY), "Möglich sind +, 0 und -"),
        (("--set", "bus9.plausibel=4", *BY), "Die Ausprägung „bus9“ gibt es nicht"),
        (("--set", "bus1.label=4", *BY), "Erwartet wird zum Beispiel f01a.plausibel=4"),
        (("--set", "bus1", *BY), "ist unklar"),
        (("--set", "bus1.plausibel=4", "--dry-run", *BY), "zusammen mit --import DATEI"),
        (("--adopt", *BY), "zusammen mit --influence DATEI"),
        (("--influence", "fehlt.xlsx", "--adopt", *BY), "ohne ausgefüllte Matrix"),
        (("--influence", "matrix.pdf"), "einen Namen auf .xlsx"),
        (("--influence", "m.xlsx", "--groups", "A1,a1"), "schon als Blattname vergeben"),
    ],
)
def test_what_cannot_be_decided_is_told_and_nothing_is_recorded(cli, project, wish, message):
    before = {path: path.read_bytes() for path in project.iterdir() if path.is_file()}
    outcome = cli("sheet", project, *wish)
    assert outcome.code == 2 and message in outcome.err and "Traceback" not in outcome.err
    assert {path: path.read_bytes() for path in project.iterdir() if path.is_file()} == before


def test_several_settings_are_recorded_at_once_or_not_at_all(cli, project):
    wishes = ("--set", "bus1.plausibel=4", "--set", "bus1.wertung=−")
    assert cli("sheet", project, *wishes, "--set", "x.wertung=+", *BY).code == 2
    assert not (project / "decisions.yaml").exists()
    assert cli("sheet", project, *wishes, *BY, "--json").json["decided"] == 2
    cli("run", project)
    assert (in_run(project, "bus1")["plausibel"], in_run(project, "bus1")["wertung"]) == (4, "-")


# --- influence


def mark(path: Path, marks: Mapping[tuple[str, str], int], tab: int = 1) -> None:
    """Fill fields of one group's tab, by the ids that head its rows and columns."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[tab]
    head = next(row for row in page.iter_rows() if row[0].value == "Zeile wirkt auf Spalte")
    columns = {str(cell.value).split(" · ")[0]: cell.column for cell in head[1:]}
    rows = {
        str(row[0].value).split(" · ")[0]: row[0].row for row in page.iter_rows(min_row=head[0].row + 1)
    }
    for (source, target), score in marks.items():
        page.cell(rows[source], columns[target]).value = score
    book.save(path)


def roles(project: Path) -> dict[str, str | None]:
    return {factor.id: factor.rolle for factor in sheets.load(project / "values.yaml").sheet.factors}


def test_the_matrix_is_written_filled_read_and_its_key_factors_adopted_on_record(cli, project):
    matrix = project.parent / "matrix.xlsx"
    written = cli("sheet", project, "--influence", matrix, "--groups", "A1, A2")
    assert written.code == 0 and "zum Ausfüllen" in written.out
    assert openpyxl.load_workbook(matrix).sheetnames[1:] == ["A1", "A2"]

    empty = cli("sheet", project, "--influence", matrix, "--adopt", *BY)
    assert empty.code == 2 and "bitte mehr Felder ausfüllen" in empty.err

    others = ("bus", "hafen", "schule")
    mark(matrix, {("strom", other): 3 for other in others} | {(other, "strom"): 1 for other in others})
    mark(matrix, {("strom", "bus"): 1}, tab=2)
    before = (project / "values.yaml").read_bytes()
    outcome = cli("sheet", project, "--influence", matrix)
    assert (
        "Einflussmatrix von A1, A2: 50 % der Felder bewertet; 1 Schlüsselfaktor vorgeschlagen"
        in outcome.out
    )
    assert "strom→bus, Einfluss: A1 3, A2 1; es gilt der Median 2" in outcome.out
    assert "Zu wenig bewertet" in outcome.err
    assert (project / "values.yaml").read_bytes() == before and not (project / "decisions.yaml").exists()

    assert cli("sheet", project, "--influence", matrix, "--adopt").code == 2, "ohne Namen nicht"
    assert (project / "values.yaml").read_bytes() == before
    answer = cli("sheet", project, "--influence", matrix, "--adopt", "--by", "Frau Kern", "--json").json
    assert [(c["id"], c["after"]) for c in answer["influence"]["adopted"]] == [("strom", "Schlüsselfaktor")]
    assert Path(answer["influence"]["before"]).read_bytes() == before
    assert roles(project) == {
        "bus": "Schlüsselfaktor", "hafen": "Schlüsselfaktor", "strom": "Schlüsselfaktor", "schule": None,
    }, "zu wenig bewertet: die Rolle bleibt"  # fmt: skip
    assert "# Wertetafel der Tests" in (project / "values.yaml").read_text("utf-8")
    (taken,) = yaml.safe_load((project / "decisions.yaml").read_text("utf-8"))["decisions"]
    assert (taken["action"], taken["about"], taken["by"]) == ("adopt", ["strom"], "Frau Kern")
    assert taken["reason"] == "Einflussmatrix matrix.xlsx"

    done = {path: path.read_bytes() for path in project.iterdir() if path.is_file()}
    cli("sheet", project, "--influence", matrix, "--adopt", "--by", "Frau Kern")
    assert {path: path.read_bytes() for path in project.iterdir() if path.is_file()} == done


def test_adopted_key_factors_get_the_room_in_the_plan_of_a_run(cli, project):
    weak = {f"f{number:02d}" for number in (1, 2, 3, 4)}
    ids = [f"f{number:02d}" for number in range(1, 17)]
    bright = "Nachbarn teilen sich {} gemeinsam und betreiben es im Verein."
    dark = "Ein Konzern verkauft {} per App und bucht den Preis sofort ab."
    things = ("Busse Kräne Strom Kurse Felder Wälder Häuser Straßen Brunnen Läden Ställe Boote Räder "
              "Gärten Öfen Netze").split()  # fmt: skip
    (project / "values.yaml").write_text(
        "factors:\n" + "".join(
            f"- id: {one}\n  trend: Trend {one}\n  name: Zustand {thing}\n"
            f"  rolle: {'Schlüsselfaktor' if one in weak else 'Umfeld'}\n  values:\n"
            f"  - {{id: {one}a, label: {thing} teilen, text: {bright.format(thing)}}}\n"
            f"  - {{id: {one}b, label: {thing} kaufen, text: {dark.format(thing)}}}\n"
            for one, thing in zip(ids, things, strict=True)
        ), "utf-8",
    )  # fmt: skip

    def foremost() -> list[str]:
        assert cli("run", project).code == 0
        plans = yaml.safe_load((project.parent / "runs/probe/plans.yaml").read_text("utf-8"))["plans"]
        return [theme["factor"] for plan in plans for theme in plan["themes"][:6]]

    before = foremost()
    matrix = project.parent / "matrix.xlsx"
    cli("sheet", project, "--influence", matrix)
    mark(matrix, {(s, t): 0 if s in weak else 3 for s in ids for t in ids if s != t})
    cli("sheet", project, "--influence", matrix, "--adopt", "--by", "Frau Kern")
    assert roles(project) == {one: "Umfeld" if one in weak else "Schlüsselfaktor" for one in ids}
    after = foremost()
    assert weak & set(before) and not weak & set(after)


# --- ratings of pairs


def affinity_with(*ratings: Rating) -> list[list[float]]:
    """What ratings add to the scores of three values, of which the first two belong together."""
    near = Affinity(("a", "b", "c"), (0, 1, 2), np.array([[0, 0.2, 0], [0.2, 0, 0], [0, 0, 0]]))
    return (with_ratings(near, ratings).scores - near.scores).round(6).tolist()


def test_a_pair_rated_in_one_direction_counts_in_full_and_an_unrated_pair_not_at_all():
    there = [Rating(source="a", target="b", score=3, origin=one) for one in ("A1", "A2")]
    back = Rating(source="b", target="a", score=3)
    rated = [[0, 0.5, 0], [0.5, 0, 0], [0, 0, 0]]
    assert affinity_with(there[0]) == affinity_with(*there) == affinity_with(*there, back) == rated
    assert affinity_with(back.model_copy(update={"score": -3}), *there) == [[0] * 3] * 3
    zero = back.model_copy(update={"score": 0})
    assert affinity_with(there[0], zero)[0][1] == 0.25, "eine Null ist eine Bewertung"
    assert affinity_with() == [[0] * 3] * 3


def test_several_people_may_rate_one_pair_and_their_dissent_is_told(cli, project):
    path = project / "ratings.csv"
    rows = "source,target,score,by,reason\nbus1,strom1,3,Frau Kern,\nbus1,strom1,-2,Herr Wolf,\n"
    path.write_text(rows + "bus1,hafen1,1, ,\n", encoding="utf-8")
    (one,) = cli("sheet", project, "--json").json["dissent"]
    assert (one["about"], one["scores"]) == ("bus1→strom1", {"Frau Kern": 3, "Herr Wolf": -2})
    assert "bus1→strom1, Bewertung: Frau Kern 3, Herr Wolf −2" in cli("sheet", project).out
    assert cli("cluster", project).code == 0
    path.write_text(rows + "bus1,strom1,1,Frau Kern,\n", encoding="utf-8")
    outcome = cli("cluster", project)
    assert outcome.code == 2
    assert "Zeile 4: Frau Kern hat bus1 → strom1 schon in Zeile 2 bewertet" in outcome.err


def test_votes_that_no_longer_fit_are_told_and_the_sheet_still_opens(cli, project):
    (project / "votes.csv").write_text("value_id,group,plausibel\nweg,A1,3\n", encoding="utf-8")
    outcome = cli("sheet", project)
    assert outcome.code == 0 and "„weg“ gibt es nicht" in outcome.err
    stopped = cli("run", project)
    assert stopped.code == 2 and "„votes.csv“, Zeile 2" in stopped.err
