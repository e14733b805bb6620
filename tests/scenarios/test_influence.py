"""The influence matrix: filled as people fill it, read back as they meant it, key factors proposed."""

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.errors import SheetError
from pipeline.core.types import Factor, Role, Sheet
from pipeline.scenarios import influence
from pipeline.scenarios.influence import Influence, Mark, propose, read, render

Pair = tuple[str, str]
NAMES = ("Nahverkehr", "Laden", "Netz · Ausbau", "=Arbeit", "Schule")
HEAD = "source,target,score,group,reason"


def factors(names: Sequence[str] = NAMES, roles: Mapping[str, Role] | None = None) -> Sheet:
    return Sheet(
        factors=tuple(
            Factor(
                id=f"f{n:02d}", name=name, trend="Alltag", rolle=(roles or {}).get(f"f{n:02d}"), values=()
            )
            for n, name in enumerate(names, start=1)
        )
    )


def many(count: int, roles: Mapping[str, Role] | None = None) -> Sheet:
    return factors([f"Faktor {n}" for n in range(1, count + 1)], roles)


def put(
    folder: Path, sheet: Sheet, filled: Mapping[str, Mapping[Pair, object]], **render_with: Any
) -> Path:
    """Our workbook, filled by group and pair, saved as a person would."""
    book = openpyxl.load_workbook(io.BytesIO(render(sheet, tuple(filled) if filled else (), **render_with)))
    at = {factor.id: number for number, factor in enumerate(sheet.factors)}
    for group, scores in filled.items():
        for (source, target), score in scores.items():
            book[group].cell(row=4 + at[source], column=2 + at[target]).value = score
    book.save(folder / "matrix.xlsx")
    return folder / "matrix.xlsx"


def changed(path: Path, change: Callable[[Any], None], tab: str = "A") -> Path:
    book = openpyxl.load_workbook(path)
    change(book[tab])
    book.save(path)
    return path


def put_csv(folder: Path, *rows: str) -> Path:
    (folder / "matrix.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder / "matrix.csv"


def scores(found: Influence) -> dict[tuple[str, str, str], int]:
    return {(mark.source, mark.target, mark.group): mark.score for mark in found.marks}


def marked(sheet: Sheet, given_scores: Mapping[tuple[str, str, str], int]) -> Influence:
    return Influence(
        factors=tuple(factor.id for factor in sheet.factors),
        marks=tuple(Mark(source=s, target=t, group=g, score=x) for (s, t, g), x in given_scores.items()),
    )


def full(sheet: Sheet, score: Callable[[int, int], int]) -> Influence:
    ids = [factor.id for factor in sheet.factors]
    return marked(
        sheet,
        {(s, t, "A"): score(i, j) for i, s in enumerate(ids) for j, t in enumerate(ids) if i != j},
    )


# --- the workbook


def test_the_workbook_asks_explains_and_offers_only_the_scale() -> None:
    sheet = factors()
    book = openpyxl.load_workbook(io.BytesIO(render(sheet, ("A1", "B2"))))
    assert book.sheetnames == ["Anleitung", "A1", "B2"]
    told = "\n".join(str(cell.value) for row in book["Anleitung"].iter_rows() for cell in row if cell.value)
    assert "Wie stark wirkt der Faktor der Zeile auf den Faktor der Spalte – direkt, bis 2035?" in told
    assert all(words in told for words in ("0 = keine", "3 = starke", "nicht bewertet", "nie als 0"))
    page = book["B2"]
    assert [page.cell(row=3, column=column).value for column in range(2, 8)] == [
        *(f"{factor.id} · {factor.name}" for factor in sheet.factors),
        "Aktivsumme",
    ]
    assert [page.cell(row=row, column=1).value for row in range(4, 10)] == [
        *(f"{factor.id} · {factor.name}" for factor in sheet.factors),
        "Passivsumme",
    ]
    (rule,) = page.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1, rule.showErrorMessage) == ("B4:F8", '"0,1,2,3"', True)
    assert (page.freeze_panes, page.page_setup.orientation, page.page_setup.paperSize) == (
        "B4",
        "landscape",
        8,
    )
    assert page["G4"].value == "=SUM(B4:F4)" and page["B9"].value == "=SUM(B4:B8)"
    assert page["C5"].value == "–" and page["C5"].protection.locked
    assert page["C5"].fill.fgColor.rgb != page["D5"].fill.fgColor.rgb
    assert page["D5"].value is None and not page["D5"].protection.locked


def test_names_that_look_like_formulas_stay_text() -> None:
    page = openpyxl.load_workbook(io.BytesIO(render(factors())))["Anleitung"]
    cell = next(cell for row in page.iter_rows() for cell in row if cell.value == "=Arbeit")
    assert cell.data_type == "s"


def test_the_same_sheet_gives_the_same_bytes_and_one_group_by_default() -> None:
    assert render(factors()) == render(factors())
    assert openpyxl.load_workbook(io.BytesIO(render(factors()))).sheetnames == ["Anleitung", "Gruppe 1"]
    assert (
        "2040?"
        in openpyxl.load_workbook(io.BytesIO(render(factors(), horizon=2040)))["Gruppe 1"]["A1"].value
    )


@pytest.mark.parametrize(
    "code", ["A/B", "", "x" * 32, "Anleitung", "anleitung", "History", "'A", "A ", "a\nb"]
)
def test_a_code_that_cannot_name_a_tab_is_refused(code: str) -> None:
    with pytest.raises(SheetError, match=r"(?s)Gruppencode.*Blattname.*(Möglich|Bitte)"):
        render(factors(), ["B", code])


def test_two_groups_of_one_name_are_refused() -> None:
    with pytest.raises(SheetError, match="„b“ ist schon als Blattname vergeben"):
        render(factors(), ["B", "b"])


def test_a_single_factor_has_no_matrix() -> None:
    with pytest.raises(SheetError, match=r"mindestens zwei Einflussfaktoren.* 1"):
        render(factors(["Bus"]))


# --- reading it back


def test_an_untouched_workbook_holds_nothing(tmp_path: Path) -> None:
    found = read(put(tmp_path, factors(), {"A": {}}), factors())
    assert (found.marks, found.remarks, found.groups) == ((), (), ())


def test_each_group_keeps_its_own_scores(tmp_path: Path) -> None:
    sheet = factors()
    path = put(tmp_path, sheet, {"A": {("f01", "f02"): 3}, "B": {("f01", "f02"): 0, ("f05", "f01"): "2"}})
    found = read(path, sheet)
    assert found.by_pair() == {("f01", "f02"): {"A": 3, "B": 0}, ("f05", "f01"): {"B": 2}}
    assert found.groups == ("A", "B")


names = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: bool(text) and text.casefold() not in ("aktivsumme", "passivsumme")),
    min_size=2,
    max_size=5,
    unique_by=str.casefold,
)


@settings(max_examples=40, deadline=None)
@given(st.data(), names)
def test_what_is_filled_is_what_is_read(data: st.DataObject, named: list[str]) -> None:
    sheet = factors(named)
    ids = [factor.id for factor in sheet.factors]
    pairs = st.sampled_from([(s, t) for s in ids for t in ids if s != t])
    filled = data.draw(
        st.fixed_dictionaries({g: st.dictionaries(pairs, st.integers(0, 3)) for g in ("A", "Team ä")})
    )
    with TemporaryDirectory() as folder:
        found = read(put(Path(folder), sheet, filled), sheet)
    assert scores(found) == {(s, t, g): x for g, given_ in filled.items() for (s, t), x in given_.items()}
    assert found.remarks == ()


def test_rows_and_columns_may_be_moved_and_headed_by_id_or_name(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Runde 2"
    page.append(["Notizen der Moderation"])
    page.append([])
    page.append(["Nr.", "", "Aktivsumme", "nahverkehr", "f03", "f02 · neuer Name"])
    page.append([1, "Laden", "=SUM(D4:F4)", 2.0, None, "–"])
    page.append([2, "Passivsumme", "", "=SUM(D4:D6)"])
    page.append([3, "f03", None, None, "–", 1])
    page.append([4, "f01 · Nahverkehr", None, None, 0, None])
    book.create_sheet("Ideen").append(["Nahverkehr und Laden zusammen denken"])
    book.save(tmp_path / "m.xlsx")
    found = read(tmp_path / "m.xlsx", factors())
    assert {pair: list(given_.values()) for pair, given_ in found.by_pair().items()} == {
        ("f02", "f01"): [2],
        ("f03", "f02"): [1],
        ("f01", "f03"): [0],
    }
    assert found.groups == ("Runde 2",)
    assert found.remarks == ("„m.xlsx“: das Blatt „Ideen“ ist keine Einflussmatrix und bleibt ungelesen.",)


def test_a_hidden_matrix_is_read_and_told(tmp_path: Path) -> None:
    def hide(page: Any) -> None:
        page.sheet_state = "hidden"

    found = read(changed(put(tmp_path, factors(), {"A": {("f01", "f02"): 1}}), hide), factors())
    assert len(found.marks) == 1 and "ausgeblendete Blatt „A“" in found.remarks[0]


def test_ids_that_are_numbers_are_no_scores(tmp_path: Path) -> None:
    sheet = Sheet(factors=tuple(Factor(id=str(n), name=f"Faktor {n}", values=()) for n in range(4)))
    filled = {("0", "1"): 2, ("1", "2"): 3, ("2", "3"): 1, ("3", "0"): 0}
    assert read(put(tmp_path, sheet, {"A": filled}), sheet).by_pair() == {
        pair: {"A": score} for pair, score in filled.items()
    }


@pytest.mark.parametrize(
    ("cell", "value", "found"),
    [
        ("D4", 4, "Zelle D4: „4“ steht nicht auf der Skala.*nicht bewertet"),
        ("D4", -1, "Zelle D4: „-1“ steht nicht auf der Skala"),
        ("D4", 1.5, "Zelle D4: „1.5“ steht nicht auf der Skala"),
        ("D4", "stark", "Zelle D4: „stark“ steht nicht auf der Skala"),
        ("D4", True, "Zelle D4: „True“ steht nicht auf der Skala"),
        ("D4", "=1+1", r"Zelle D4: „=1\+1“ steht nicht auf der Skala"),
        ("C5", 2, "Zelle C5: „2“ steht auf der Diagonale"),
        ("C3", "Lädchen", "Zelle C3: „Lädchen“ ist kein Einflussfaktor"),
        ("A6", "f99 · Netz", "Zelle A6: „f99 · Netz“ ist kein Einflussfaktor"),
        ("C3", "f01 · Nahverkehr", "Zelle C3: „f01 · Nahverkehr“ steht zweimal .*Zelle B3"),
        ("A6", "Laden", "Zelle A6: „Laden“ steht zweimal .*Zelle A5"),
        ("A5", None, "Zelle C5: „–“ steht in keiner Zeile und Spalte"),
        ("K4", "Notiz", "Zelle K4: „Notiz“ steht in keiner Zeile und Spalte"),
        ("A12", "Bemerkung", "Zelle A12: „Bemerkung“ ist kein Einflussfaktor.*eigenes Blatt"),
    ],
)
def test_what_does_not_fit_is_named_with_tab_and_cell(
    tmp_path: Path, cell: str, value: object, found: str
) -> None:
    def spoil(page: Any) -> None:
        page[cell] = value

    path = changed(put(tmp_path, factors(), {"A": {("f01", "f02"): 1}}), spoil)
    with pytest.raises(SheetError, match=f"„matrix.xlsx“, Blatt „A“, {found}"):
        read(path, factors())


def test_a_workbook_without_a_matrix_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Nahverkehr", 2])
    book.save(tmp_path / "m.xlsx")
    with pytest.raises(SheetError, match=r"„m\.xlsx“ enthält keine Einflussmatrix"):
        read(tmp_path / "m.xlsx", factors())


@pytest.mark.parametrize("name", ["m.xls", "m.txt", "fehlt.xlsx", "fehlt.csv"])
def test_files_that_are_no_table_are_told(tmp_path: Path, name: str) -> None:
    if not name.startswith("fehlt"):
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(SheetError, match=name):
        read(tmp_path / name, factors())


# --- CSV


def test_csv_holds_one_mark_a_row(tmp_path: Path) -> None:
    path = put_csv(tmp_path, HEAD, "f01,Laden,3,A,zieht Kunden", "Laden,f01,0,B,", "f01,f05,,A,offen")
    found = read(path, factors())
    assert found.marks == (
        Mark(source="f01", target="f02", group="A", score=3, reason="zieht Kunden"),
        Mark(source="f02", target="f01", group="B", score=0),
    )


def test_csv_in_german_with_one_group(tmp_path: Path) -> None:
    path = put_csv(tmp_path, "Von;Auf;Stärke", "Nahverkehr;Laden;2", "Schule;=Arbeit;1,0")
    assert scores(read(path, factors())) == {
        ("f01", "f02", "Gruppe 1"): 2,
        ("f05", "f04", "Gruppe 1"): 1,
    }


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("fxx,f02,1,A,", "Spalte „source“: „fxx“ ist kein Einflussfaktor"),
        ("f01,,1,A,", "Spalte „target“: „“ ist kein Einflussfaktor"),
        ("f01,f02,4,A,", "„4“ steht nicht auf der Skala"),
        ("f02,Laden,1,A,", "„1“ steht auf der Diagonale"),
        ("f01,f02,1,,", "Spalte „group“ ist leer"),
        ("Schule,f01,1,A,", "hat „A“ schon bewertet .*Zeile 2"),
    ],
)
def test_a_row_that_does_not_fit_is_named(tmp_path: Path, row: str, found: str) -> None:
    path = put_csv(tmp_path, HEAD, "f05,f01,1,A,", row)
    with pytest.raises(SheetError, match=f"„matrix.csv“, Zeile 3.*{found}"):
        read(path, factors())


# --- sums and proposal


def test_opinions_count_only_groups_that_rated() -> None:
    sheet = factors()
    found = marked(sheet, {("f01", "f02", "A"): 3, ("f01", "f02", "B"): 1, ("f02", "f01", "A"): 3})
    first, second = influence.opinions_of(found)
    assert (first.about, first.field, first.median, first.dissent) == ("f01→f02", "influence", 2, True)
    assert (second.n, second.dissent) == (1, False)


def test_sums_are_medians_over_rated_pairs_extrapolated() -> None:
    sheet = factors()
    given_scores = {("f01", "f02", g): x for g, x in zip("ABC", (3, 2, 0), strict=True)}
    given_scores |= {("f01", "f03", "A"): 1, ("f02", "f01", "B"): 3, ("f03", "f01", "B"): 0}
    first = next(
        one for one in propose(marked(sheet, given_scores), sheet).standings if one.factor == "f01"
    )
    assert (first.active_sum, first.passive_sum) == (3, 3)
    assert (first.active, first.passive) == (6, 6)  # a mean of 1.5 over four other factors
    assert first.rated == 0.5 and first.rank == 1


def test_drivers_come_first_and_the_system_grid_names_the_fields() -> None:
    sheet = factors(["a", "b", "c", "d"])
    active, passive = (3, 3, 0, 0), (0, 1, 0, 1)
    found = propose(full(sheet, lambda i, j: max(0, active[i] - 2 * (1 - passive[j]))), sheet)
    assert {one.factor: one.quadrant for one in found.standings} == {
        "f01": "aktiv",
        "f02": "kritisch",
        "f03": "puffernd",
        "f04": "reaktiv",
    }
    assert [one.rank for one in found.standings] == [1, 2, 3, 4]
    assert {one.factor for one in found.standings[:2]} == {"f01", "f02"}


def test_unrated_pairs_do_not_count_as_zero() -> None:
    """Whoever is rated half as often, and higher, stands first; with zeros in the gaps it would not."""
    sheet = many(6)
    ids = [factor.id for factor in sheet.factors]
    given_scores = {(s, t, "A"): 2 for s in ids for t in ids if s != t}
    for target in ids[1:4]:
        del given_scores[ids[0], target, "A"]
    for target in ids[4:]:
        given_scores[ids[0], target, "A"] = 3
    assert propose(marked(sheet, given_scores), sheet).standings[0].factor == ids[0]
    zeros = given_scores | {(ids[0], target, "A"): 0 for target in ids[1:4]}
    assert propose(marked(sheet, zeros), sheet).standings[-1].factor == ids[0]


def test_a_group_that_left_a_pair_open_changes_nothing() -> None:
    sheet = many(14)
    one = full(sheet, lambda i, j: (i * 7 + j * 3) % 4)
    extra = Mark(source="f01", target="f02", group="B", score=one.marks[0].score)
    more = one.model_copy(update={"marks": (*one.marks, extra)})
    assert propose(more, sheet).standings == propose(one, sheet).standings


def test_premises_and_factors_rated_too_little_are_told_and_not_proposed() -> None:
    sheet = many(16, {"f01": "Prämisse"})
    whole = full(sheet, lambda i, j: 3 if i < 2 else j % 3)
    kept = tuple(mark for mark in whole.marks if "f02" not in (mark.source, mark.target))
    found = propose(whole.model_copy(update={"marks": kept}), sheet)
    by_id = {one.factor: one for one in found.standings}
    assert by_id["f01"].why.startswith("Prämisse") and by_id["f01"].quadrant == "aktiv"
    assert by_id["f02"].why == "zu wenig bewertet: 0 von 30 Feldern" and by_id["f02"].active is None
    assert not (by_id["f01"].proposed or by_id["f02"].proposed)
    assert by_id["f01"].rank is None and by_id["f02"].rank is None
    assert any("Prämisse" in remark and "Faktor 1" in remark for remark in found.remarks)
    assert any("Zu wenig bewertet" in remark and "Faktor 2" in remark for remark in found.remarks)


def test_an_empty_row_is_too_little_even_where_the_column_is_full() -> None:
    sheet = factors()
    whole = full(sheet, lambda i, j: 2)
    kept = tuple(mark for mark in whole.marks if mark.source != "f01")
    found = propose(whole.model_copy(update={"marks": kept}), sheet)
    assert found.standings[-1].why == "zu wenig bewertet: die Zeile oder die Spalte ist leer"
    assert "nur 4 Schlüsselfaktoren" in found.remarks[-1]


@pytest.mark.parametrize("edge", [12, 13, 17, 20])
def test_the_cut_is_at_the_largest_gap(edge: int) -> None:
    sheet = many(30)
    found = propose(full(sheet, lambda i, j: 3 if i < edge else 1), sheet)
    assert found.cut == edge
    assert {one.factor for one in found.standings if one.proposed} == {
        f"f{n:02d}" for n in range(1, edge + 1)
    }


@pytest.mark.parametrize(("count", "cut"), [(2, 2), (12, 12), (14, 14), (20, 20), (40, 20)])
def test_where_nothing_differs_as_many_as_can_be_carried_are_proposed(count: int, cut: int) -> None:
    sheet = many(count)
    assert propose(full(sheet, lambda i, j: 2), sheet).cut == cut


def test_nothing_rated_is_nothing_proposed() -> None:
    found = propose(marked(factors(), {}), factors())
    assert (found.cut, found.rated, found.groups) == (0, 0, ())
    assert not any(one.proposed for one in found.standings)


matrices = st.integers(2, 24).flatmap(
    lambda count: st.tuples(
        st.just(count),
        st.lists(st.sampled_from([None, None, 0, 1, 2, 3]), min_size=2 * count**2, max_size=2 * count**2),
        st.sets(st.integers(1, count), max_size=3),
        st.permutations(range(count)),
    )
)


@settings(max_examples=60, deadline=None)
@given(matrices)
def test_order_never_matters_and_the_proposal_keeps_its_bounds(
    drawn: tuple[int, list[int | None], set[int], list[int]],
) -> None:
    count, cells, premises, order = drawn
    sheet = many(count, {f"f{n:02d}": "Prämisse" for n in premises})
    ids = [factor.id for factor in sheet.factors]
    places = [(s, t, g) for g in "AB" for s in ids for t in ids]
    given_scores = {
        place: cell
        for place, cell in zip(places, cells, strict=True)
        if cell is not None and place[0] != place[1]
    }
    found = propose(marked(sheet, given_scores), sheet)
    turned = Sheet(factors=tuple(sheet.factors[n] for n in order))
    swapped = {(s, t, "BA"["AB".index(g)]): x for (s, t, g), x in reversed(given_scores.items())}
    again = propose(marked(turned, swapped), turned)
    assert {one.factor: one for one in again.standings} == {one.factor: one for one in found.standings}
    ranked = [one for one in found.standings if one.rank is not None]
    proposed = [one for one in found.standings if one.proposed]
    assert len(proposed) == found.cut <= 20
    assert len(proposed) == len(ranked) if len(ranked) <= 12 else len(proposed) >= 12
    assert not any(one.rolle == "Prämisse" or one.rated < 0.5 for one in ranked)
    assert all(len(one.why.split()) <= 12 for one in found.standings)
    assert [one.rank for one in ranked] == list(range(1, len(ranked) + 1))


def test_55_factors_are_written_read_and_weighed(tmp_path: Path) -> None:
    sheet = many(55)
    ids = [factor.id for factor in sheet.factors]
    filled = {
        group: {(s, t): (i + j + turn) % 4 for i, s in enumerate(ids) for j, t in enumerate(ids) if i != j}
        for turn, group in enumerate(("A", "B"))
    }
    path = put(tmp_path, sheet, filled)
    render(sheet, ("A", "B"))
    found = read(path, sheet)
    proposal = propose(found, sheet)
    assert len(found.marks) == 2 * 55 * 54
    assert 12 <= proposal.cut <= 20 and proposal.rated == 1
