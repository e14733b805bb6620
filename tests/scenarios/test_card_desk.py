"""The card table: what it asks for when filled, and that it changes nothing else."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import changed, put

from pipeline.core.errors import InputError, SheetError
from pipeline.core.types import Card, Factor, FactorValue, Sheet
from pipeline.scenarios.cards import desk
from pipeline.scenarios.cards.account import Account, account
from pipeline.scenarios.cards.alike import Pair
from pipeline.scenarios.cards.asked import Assignment, Deskwork, read
from pipeline.scenarios.cards.assign import assign
from pipeline.scenarios.decisions import Log, decision

HEAD = ["card_id", "action", "factor", "label", "text", "with", "part_1", "part_2", "reason"]
CARDS = tuple(
    Card(id=f"k{number}", text=text, group="A1", factor=factor)
    for number, (text, factor) in enumerate(
        [("Rufbus", "Bus"), ("=1+1", "Netze"), ("zwei / drei", "Bus"), ("", ""), ("Rufbus!", "bus")],
        start=1,
    )
)
SHEET = Sheet(
    factors=(
        Factor(
            id="f01",
            name="Bus",
            values=(
                FactorValue(
                    id="f01a", label="Rufbus", text="Ein Rufbus fährt.", cards=("k1",), plausibel=4
                ),
                FactorValue(id="f01b", label="Kein Bus", text="Es fährt nichts."),
            ),
        ),
        Factor(id="f02", name="Netz", values=()),
    )
)
LOG = Log(
    decisions=(
        decision("split", ["k3"], "A", "zwei Zustände", "", into=("zwei", "drei")),
        decision("discard", ["k4"], "A", "leer", ""),
        decision("merge", ["k5", "k1"], "A", "gleich", ""),
    )
)
NOW = account(CARDS, SHEET, LOG)


def table(folder: Path, *rows: list[str]) -> Path:
    return put(folder / "tisch.xlsx", Karten=[HEAD, *rows])


def asked(path: Path, now: Account = NOW, sheet: Sheet = SHEET) -> Deskwork:
    return read(path, now, sheet, "Frau Kern", "2035-01-01")


def assigned(card: str, factor: str, label: str, text: str = "", place: str = "Zeile") -> Assignment:
    return Assignment(Card(id=card, group="A1"), factor, label, text, place)


def backing(sheet: Sheet) -> Mapping[str, tuple[str, ...]]:
    return {value.label: value.cards for factor in sheet.factors for value in factor.values}


# --- written


def test_a_table_read_back_untouched_asks_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "tisch.xlsx"
    path.write_bytes(desk.render(NOW, (), SHEET))
    work = asked(path)
    assert (work.assignments, work.decisions, work.remarks) == ((), (), ())
    assert [*work.rows] == ["k1", "k3", "k3-1", "k3-2", "k5", "k2", "k4"], "nach Einflussfaktor"


def test_the_table_shows_state_hints_and_the_factor_that_a_note_means(tmp_path: Path) -> None:
    pairs = [Pair(first="k2", second="k3-1", likeness="near", closeness=0.5)]
    rows = {row["card_id"]: row for row in desk.rows(NOW, pairs, SHEET)}
    assert rows["k1"]["text"] == "Ein Rufbus fährt." and rows["k1"]["action"] == "Ausprägung"
    assert (rows["k5"]["with"], rows["k5"]["factor"]) == ("k1", "Bus")
    assert (rows["k3"]["part_1"], rows["k3"]["part_2"]) == ("zwei", "drei")
    assert rows["k3-1"]["action"] == "" and rows["k3-1"]["hint"] == "ähnlich: k2"
    assert (rows["k2"]["factor"], rows["k2"]["hint"]) == ("Netz", "notiert: Netze; ähnlich: k3-1")
    assert rows["k4"]["hint"] == "kein Einflussfaktor notiert; nur Foto"
    path = tmp_path / "tisch.xlsx"
    path.write_bytes(desk.render(NOW, pairs, SHEET))
    page = openpyxl.load_workbook(path)["Karten"]
    shown = {row[0].value: row[2] for row in page.iter_rows(min_row=2)}
    assert shown["k2"].value == "=1+1" and shown["k2"].data_type == "s", "keine Formel"
    prompts = [rule.prompt or "" for rule in page.data_validations.dataValidation]
    assert len(prompts) > 3 and max(map(len, prompts)) <= 255, "mehr öffnet Excel nicht"


def test_the_same_account_gives_the_same_bytes() -> None:
    assert desk.render(NOW, (), SHEET) == desk.render(NOW, (), SHEET)


# --- read


def test_rows_become_assignments_and_decisions_with_a_name(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        ["k2", "", "Netz", "Überall", "Es gibt Netz.", "", "", "", ""],
        ["k1", "Verwerfen", "", "", "", "", "", "", "doch nicht"],
        ["k3-1", "merged", "", "", "", "k2", "", "", "gleich"],
        ["k3-2", "teilen", "", "", "", "", "d", "rei", "zwei Wörter"],
        ["k4", "offen", "", "", "", "", "", "", ""],
    )
    work = asked(path)
    assert [(one.card.id, one.factor, one.label, one.text) for one in work.assignments] == [
        ("k2", "Netz", "Überall", "Es gibt Netz.")
    ]
    assert [(one.action, one.about, one.into, one.reason) for one in work.decisions] == [
        ("discard", ("k1",), (), "doch nicht"),
        ("merge", ("k3-1", "k2"), (), "gleich"),
        ("split", ("k3-2",), ("d", "rei"), "zwei Wörter"),
        ("restore", ("k4",), (), "wieder offen"),
    ]
    assert {(one.by, one.date) for one in work.decisions} == {("Frau Kern", "2035-01-01")}
    assert work.remarks == ("2 Karten kommen in der Datei nicht vor; daran ändert sich nichts.",)


def test_an_older_copy_with_empty_rows_takes_nothing_back(tmp_path: Path) -> None:
    """Two people fill two copies: what one decided is not undone by the other's empty rows."""
    work = asked(table(tmp_path, *([f"k{number}"] for number in (1, 2, 3, 4, 5))))
    assert (work.assignments, work.decisions) == ((), ())
    assert any("(k1, k3, k4, k5)" in remark and "„offen“" in remark for remark in work.remarks)


def test_another_wording_in_the_table_does_not_change_the_card(tmp_path: Path) -> None:
    path = put(tmp_path / "t.xlsx", Karten=[["card_id", "action", "card"], ["k1", "", "Rufbus, schöner"]])
    work = asked(path)
    assert any("der Wortlaut der Karte k1 bleibt" in remark for remark in work.remarks)
    assert work.assignments == () and work.decisions == ()


def test_a_split_into_more_parts_than_columns_is_not_cut_by_reading_the_table(tmp_path: Path) -> None:
    parts = ("a", "b", "c", "d", "e", "f")
    log = Log(decisions=(decision("split", ["k1"], "A", "sechs", "", into=parts),))
    now = account(CARDS, Sheet(factors=()), log)
    path = tmp_path / "tisch.xlsx"
    path.write_bytes(desk.render(now, (), Sheet(factors=())))
    assert asked(path, now, Sheet(factors=())).decisions == ()


def test_the_same_value_in_other_letters_or_by_the_factors_id_asks_for_nothing(tmp_path: Path) -> None:
    path = table(tmp_path, ["k1", "ausprägung", "F01", "RUFBUS", "", "", "", "", ""])
    assert asked(path).assignments == ()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (["k9"], "die Karte „k9“ gibt es nicht"),
        (["", "verwerfen"], r"die Karten-Id \(card_id\) fehlt"),
        (["k2", "löschen"], "unter „action“ steht „löschen“. Möglich sind Ausprägung, zusammenlegen"),
        (["k2", "Ausprägung", "", "Überall"], r"der Einflussfaktor \(factor\) fehlt"),
        (["k2", "Ausprägung", "Netz"], r"der Kurztitel \(label\) fehlt"),
        (["k2", "verwerfen"], "es fehlt der Grund"),
        (["k2", "zusammenlegen", "", "", "", "k9", "", "", "x"], "unter „with“ steht „k9“"),
        (["k2", "zusammenlegen", "", "", "", "k2", "", "", "x"], "unter „with“ steht „k2“"),
        (["k2", "teilen", "", "", "", "", "nur einer", "", "x"], "stehen nicht zwei Teile da"),
    ],
)
def test_a_row_that_cannot_be_followed_is_named(tmp_path: Path, row: list[str], message: str) -> None:
    with pytest.raises(SheetError, match=rf"„tisch\.xlsx“, Blatt „Karten“, Zeile 2: .*{message}"):
        asked(table(tmp_path, row))


def test_a_card_that_stands_twice_names_both_rows(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match=r"Zeile 3: die Karte k2 steht schon in .*Zeile 2"):
        asked(table(tmp_path, ["k2"], ["k2"]))


def test_decisions_in_a_table_need_a_name_and_assignments_do_not(tmp_path: Path) -> None:
    path = table(tmp_path, ["k2", "verwerfen", "", "", "", "", "", "", "leer"])
    with pytest.raises(InputError, match="--by NAME"):
        read(path, NOW, SHEET, "", "")
    path = table(tmp_path, ["k2", "", "Netz", "Überall"])
    assert len(read(path, NOW, SHEET, "", "").assignments) == 1


def test_rows_in_another_order_with_a_filter_and_hidden_ones_are_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "tisch.xlsx"
    path.write_bytes(desk.render(NOW, (), SHEET))

    def sorted_by_hand(book: openpyxl.Workbook) -> None:
        page = book["Karten"]
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), start=2):
            for column, text in enumerate(row, start=1):
                page.cell(number, column).value = text
                page.cell(number, column).data_type = "s" if text else "n"
        page.row_dimensions[3].hidden = True

    work = asked(changed(path, sorted_by_hand))
    assert (work.assignments, work.decisions) == ((), ())
    assert any("ausgeblendete Zeile 3" in remark for remark in work.remarks)


# --- assigned


def test_a_label_takes_cards_up_and_a_new_one_makes_a_value_with_its_groups() -> None:
    after = assign(
        SHEET,
        [
            assigned("k2", "Netz", "Überall", "Es gibt Netz."),
            assigned("k3", "f02", "überall"),
            assigned("k1", "Bus", "kein bus"),
        ],
        "values.yaml",
    )
    assert backing(after) == {"Rufbus": (), "Kein Bus": ("k1",), "Überall": ("k2", "k3")}
    new = after.factor("f02").values[0]
    assert (new.id, new.text, new.group, new.plausibel) == ("f02a", "Es gibt Netz.", "A1", None)
    assert after.value("f01a").plausibel == 4 and after.value("f01b").text == "Es fährt nichts."


def test_a_new_text_in_one_row_holds_for_the_value() -> None:
    after = assign(
        SHEET, [assigned("k1", "Bus", "Rufbus", "Er fährt."), assigned("k2", "Bus", "Rufbus")], "x"
    )
    assert after.value("f01a").text == "Er fährt." and after.value("f01a").cards == ("k1", "k2")


@pytest.mark.parametrize("texts", [("Ein Rufbus fährt.", "Anders."), ("Anders.", "Ein Rufbus fährt.")])
@pytest.mark.parametrize("label", ["Rufbus", "Neu"])
def test_two_texts_for_one_label_name_both_rows_in_any_order(texts: tuple[str, str], label: str) -> None:
    wanted = [
        assigned("k1", "Bus", label, texts[0], "Zeile 2"),
        assigned("k2", "Bus", label, texts[1], "Zeile 3"),
    ]
    with pytest.raises(SheetError, match=f"Zeile 2 und Zeile 3: zur Ausprägung „{label}“ stehen zwei"):
        assign(SHEET, wanted, "x")


def test_factors_that_differ_in_case_only_are_both_kept() -> None:
    twins = Sheet(factors=(Factor(id="a", name="Netz", values=()), Factor(id="b", name="NETZ", values=())))
    after = assign(twins, [assigned("k1", "NETZ", "Überall"), assigned("k2", "Netz", "Nirgends")], "x")
    assert {factor.id: [v.label for v in factor.values] for factor in after.factors} == {
        "a": ["Nirgends"],
        "b": ["Überall"],
    }


def test_a_factor_nobody_knows_is_made_once() -> None:
    after = assign(SHEET, [assigned("k1", "Wasser", "knapp"), assigned("k2", "wasser", "genug")], "x")
    assert [factor.name for factor in after.factors] == ["Bus", "Netz", "Wasser"]
    assert [value.id for value in after.factors[2].values] == ["f03a", "f03b"]


cards = st.sampled_from(["k1", "k2", "k3", "k4", "k5"])
wishes = st.lists(
    st.tuples(
        cards, st.sampled_from(["Bus", "netz", "f01", "Wasser"]), st.sampled_from(["Rufbus", "x", "Y"])
    ),
    max_size=8,
)


@settings(max_examples=80, deadline=None)
@given(wishes, st.sets(cards, max_size=3))
def test_after_any_assignments_a_card_backs_one_value_and_texts_and_ratings_stay(
    wanted: list[tuple[str, str, str]], freed: set[str]
) -> None:
    last = {card: (factor, label) for card, factor, label in wanted}  # a table names a card once
    after = assign(SHEET, [assigned(card, *where) for card, where in last.items()], "x", freed)
    backed = [card for factor in after.factors for value in factor.values for card in value.cards]
    held = {"k1"} - freed | last.keys()
    assert sorted(backed) == sorted(held)
    before = {value.id: value for factor in SHEET.factors for value in factor.values}
    kept = {v.id: v.model_copy(update={"cards": before[v.id].cards, "group": before[v.id].group})
            for factor in after.factors for v in factor.values if v.id in before}  # fmt: skip
    assert kept == before
    ids = [value.id for factor in after.factors for value in factor.values]
    assert len(ids) == len(set(ids))
