"""Groups that disagree: told apart, never averaged in silence, never overruled without a decision."""

from pathlib import Path
from random import Random

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.errors import SheetError
from pipeline.core.types import Factor, FactorValue, Rating, Sheet
from pipeline.scenarios.decisions import Log, decision
from pipeline.scenarios.opinions import (
    Field,
    Vote,
    dissent_of,
    load_votes,
    merged,
    opinion,
    opinions_of,
    record_votes,
    settled,
)

HEAD = "value_id,group,plausibel,wertung,reason"
SHEET = Sheet(
    factors=(
        Factor(
            id="bus",
            name="Nahverkehr",
            values=(
                FactorValue(id="busa", label="Rufbus", text="Satz.", plausibel=5, wertung="+"),
                FactorValue(id="busb", label="Kein Bus"),
            ),
        ),
        Factor(
            id="netz",
            name="Netz",
            values=(FactorValue(id="neta", label="Für alle"), FactorValue(id="netb", label="Für alle")),
        ),
    )
)


def put(folder: Path, *rows: str, head: str = HEAD) -> Path:
    (folder / "votes.csv").write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return folder


def plausible(**scores: int) -> list[Vote]:
    return [Vote(value="busa", group=group, plausibel=score) for group, score in scores.items()]


def valued(signs: str, value: str = "busa") -> list[Vote]:
    return [Vote(value=value, group=f"G{n}", wertung=sign) for n, sign in enumerate(signs)]


def decided(field: str, value: str, *about: str, by: str = "Frau Kern") -> Log:
    return Log(
        decisions=(decision("set", about or ("busa",), by, "neue Zahlen", "", field=field, value=value),)
    )


# --- opinions


@pytest.mark.parametrize(
    ("field", "scores", "dissent"),
    [
        ("plausibel", (3, 4), False),
        ("plausibel", (3, 5), True),
        ("influence", (0, 1), False),
        ("influence", (1, 3, 3), True),
        ("rating", (1, 3), False),
        ("rating", (0, 2.5), False),
        ("rating", (0, 3), True),
        ("rating", (-0.5, 0.5), True),
        ("wertung", (1, 0), False),
        ("wertung", (0, -1, -1), False),
        ("wertung", (1, 0, -1), True),
    ],
)
def test_when_groups_disagree(field: Field, scores: tuple[float, ...], dissent: bool) -> None:
    found = opinion("x", field, {str(number): score for number, score in enumerate(scores)})
    assert found.dissent is dissent


@pytest.mark.parametrize("field", ["plausibel", "influence", "rating", "wertung"])
def test_one_group_alone_is_no_dissent_and_is_told(field: Field) -> None:
    found = opinion("x", field, {"A": 1})
    assert (found.n, found.dissent, found.median) == (1, False, 1)


@given(
    st.sampled_from(["plausibel", "influence", "rating", "wertung"]),
    st.dictionaries(st.text(max_size=3), st.integers(-3, 5), min_size=1, max_size=6),
)
def test_the_median_lies_between_and_the_order_of_groups_never_matters(
    field: Field, scores: dict[str, int]
) -> None:
    found = opinion("x", field, scores)
    assert found.low <= found.median <= found.high
    turned = opinion("x", field, dict(reversed(scores.items())))
    assert found.model_dump_json() == turned.model_dump_json()


# --- votes in files


def test_without_a_file_there_are_no_votes(tmp_path: Path) -> None:
    assert load_votes(tmp_path, SHEET).votes == ()


def test_votes_are_read_and_open_rows_are_no_votes(tmp_path: Path) -> None:
    put(tmp_path, "busa,A,4,+,gut belegt", "busa,B,,−,", "busb,A,,,", "busb,,,,")
    assert load_votes(tmp_path, SHEET).votes == (
        Vote(value="busa", group="A", plausibel=4, wertung="+", reason="gut belegt"),
        Vote(value="busa", group="B", wertung="-"),
    )


def test_votes_from_a_workbook_with_german_headings_and_labels(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Einflussfaktor", "Ausprägung", "Gruppe", "Plausibilität", "Farbe"])
    book.active.append(["Nahverkehr", "Kein Bus", "A", 2, "rot"])
    book.active.append(["bus", "Rufbus", "B", 5.0])
    book.save(tmp_path / "votes.xlsx")
    found = load_votes(tmp_path, SHEET)
    assert found.votes == (
        Vote(value="busb", group="A", plausibel=2),
        Vote(value="busa", group="B", plausibel=5),
    )
    assert "„farbe“ ist unbekannt" in found.remarks[0]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("busx,A,3,,", "„busx“ gibt es nicht.*Bitte die Id"),
        ("busb,A,6,,", "Spalte „plausibel“: „6“ steht nicht auf der Skala"),
        ("busb,A,2.5,,", "Spalte „plausibel“: „2.5“ steht nicht auf der Skala"),
        ("busb,A,0,,", "Spalte „plausibel“: „0“ steht nicht auf der Skala"),
        ("busb,A,,gut,", "Spalte „wertung“: „gut“ steht nicht auf der Skala"),
        ("busb,,3,,", "Spalte „group“ ist leer"),
        ("busa,A,,-,", "„A“ hat die Ausprägung busa schon bewertet .*Zeile 2"),
    ],
)
def test_a_row_that_does_not_fit_is_named(tmp_path: Path, row: str, found: str) -> None:
    put(tmp_path, "busa,A,4,,", row)
    with pytest.raises(SheetError, match=rf"„votes\.csv“, Zeile 3.*{found}"):
        load_votes(tmp_path, SHEET)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (",Netz,Für alle,A,3", "„Für alle“ gibt es mehrfach bei „Netz“"),
        (",Netz,Nie,A,3", "„Nie“ gibt es nicht bei „Netz“"),
        ("busa,Nahverkehr,Kein Bus,A,3", "„busa“ gehört nicht zu „Kein Bus“"),
    ],
)
def test_a_value_named_by_its_label_has_to_be_clear(tmp_path: Path, row: str, found: str) -> None:
    put(tmp_path, row, head="value_id,factor,label,group,plausibel")
    with pytest.raises(SheetError, match=f"Zeile 2: die .*{found}"):
        load_votes(tmp_path, SHEET)


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("value_id,plausibel", "Spalte „group“ fehlt"),
        ("label,group,plausibel", "Spalte „value_id“ fehlt"),
        ("value_id,group,reason", "weder „plausibel“ noch „wertung“"),
    ],
)
def test_a_missing_column_is_named(tmp_path: Path, head: str, found: str) -> None:
    put(tmp_path, "busa,A,3", head=head)
    with pytest.raises(SheetError, match=rf"„votes\.csv“.*{found}"):
        load_votes(tmp_path, SHEET)


def test_two_files_of_votes_are_one_too_many(tmp_path: Path) -> None:
    put(tmp_path)
    (tmp_path / "votes.xlsx").write_bytes(b"")
    with pytest.raises(SheetError, match=r"votes\.csv und votes\.xlsx.*nur eine"):
        load_votes(tmp_path, SHEET)


# --- recording


def test_a_group_replaces_its_own_votes_and_no_other(tmp_path: Path) -> None:
    put(tmp_path, "busa,A,4,+,alt", "busa,B,2,,", "busb,A,1,,")
    before = (tmp_path / "votes.csv").read_bytes()
    new = [Vote(value="busa", group="A", wertung="-"), Vote(value="neta", group="A", plausibel=3)]
    copy = record_votes(tmp_path, SHEET, new)
    assert copy == tmp_path / "history" / "votes-001.csv" and copy.read_bytes() == before
    assert load_votes(tmp_path, SHEET).votes == (
        new[0],
        Vote(value="busa", group="B", plausibel=2),
        Vote(value="busb", group="A", plausibel=1),
        new[1],
    )


def test_recording_begins_a_file_defuses_it_and_takes_votes_back(tmp_path: Path) -> None:
    vote = Vote(value="busa", group="=A", plausibel=3, wertung="-", reason="=HYPERLINK(1)")
    assert record_votes(tmp_path, SHEET, [vote]) is None
    assert "'=HYPERLINK" in (tmp_path / "votes.csv").read_text("utf-8-sig")
    assert load_votes(tmp_path, SHEET).votes == (vote,)
    assert record_votes(tmp_path, SHEET, [vote]) is None
    assert not (tmp_path / "history").exists()
    record_votes(tmp_path, SHEET, [Vote(value="busa", group="=A")])
    assert load_votes(tmp_path, SHEET).votes == ()


def test_taking_back_what_was_never_said_writes_nothing(tmp_path: Path) -> None:
    assert record_votes(tmp_path, SHEET, [Vote(value="busa", group="A")]) is None
    assert not (tmp_path / "votes.csv").exists()


def test_votes_that_cannot_be_recorded_are_told(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="„busx“ gibt es nicht"):
        record_votes(tmp_path, SHEET, [Vote(value="busx", group="A", plausibel=1)])
    openpyxl.Workbook().save(tmp_path / "votes.xlsx")
    with pytest.raises(SheetError, match=r"in votes\.xlsx; ergänzt wird nur votes\.csv"):
        record_votes(tmp_path, SHEET, [Vote(value="busa", group="A", plausibel=1)])


# --- what holds


def test_values_without_votes_keep_what_the_sheet_says() -> None:
    found = settled(SHEET, (), Log())
    assert (found.sheet, found.opinions, found.decided, found.remarks) == (SHEET, (), (), ())


@pytest.mark.parametrize(
    ("scores", "holds"), [((3, 4), 3), ((1, 3, 5), 3), ((2, 2, 5, 5), 2), ((4,), 4), ((1, 5, 5), 5)]
)
def test_the_median_holds_and_between_two_the_more_cautious(scores: tuple[int, ...], holds: int) -> None:
    votes = plausible(**{f"G{n}": score for n, score in enumerate(scores)})
    assert settled(SHEET, votes, Log()).sheet.value("busa").plausibel == holds


@pytest.mark.parametrize(
    ("signs", "holds"),
    [("+", "+"), ("--+", "-"), ("+-", None), ("++--", None), ("+0-", None), ("000-", "0")],
)
def test_a_strict_majority_holds_and_none_is_contested(signs: str, holds: str | None) -> None:
    found = settled(SHEET, valued(signs, "busb"), Log())
    assert found.sheet.value("busb").wertung == holds
    assert [("strittig" in remark) for remark in found.remarks] == [True] * (holds is None)


def test_groups_without_a_score_do_not_count() -> None:
    votes = [
        *valued("+"),
        Vote(value="busa", group="X", plausibel=2),
        Vote(value="busa", group="Y", reason="?"),
    ]
    found = settled(SHEET, votes, Log())
    assert {(one.field, one.n) for one in found.opinions} == {("plausibel", 1), ("wertung", 1)}
    assert found.sheet.value("busa").wertung == "+"


def test_an_expert_without_a_decision_is_not_followed_and_told() -> None:
    found = settled(SHEET, [*plausible(A=2, B=3), *valued("+-")], Log())
    assert (found.sheet.value("busa").plausibel, found.sheet.value("busa").wertung) == (2, None)
    first, second = found.remarks
    assert "„Rufbus“ (busa): plausibel 5 in der Wertetafel, Median der Gruppen 2" in first
    assert "wertung + in der Wertetafel, die Gruppen sind uneins" in second
    assert found.decided == ()


def test_a_decision_holds_with_its_name_its_reason_and_what_it_went_against() -> None:
    found = settled(SHEET, plausible(A=1, B=2), decided("plausibel", "4"))
    assert found.sheet.value("busa").plausibel == 4
    (one,) = found.decided
    assert (one.value, one.field, one.decided, one.by, one.reason) == (
        "busa",
        "plausibel",
        "4",
        "Frau Kern",
        "neue Zahlen",
    )
    assert (one.against, one.median) == ("1", 1.5)
    assert found.remarks == () and found.opinions[0].dissent is False


def test_a_decision_settles_what_is_contested_and_what_nobody_voted_on() -> None:
    found = settled(SHEET, valued("+-"), decided("wertung", "−", "busa", "busb"))
    assert [found.sheet.value(one).wertung for one in ("busa", "busb")] == ["-", "-"]
    assert [(one.against, one.median) for one in found.decided] == [("strittig", 0), ("", None)]


def test_the_latest_decision_holds_and_an_empty_one_withdraws() -> None:
    logs = [decided("plausibel", text).decisions[0] for text in ("4", "1")]
    votes = plausible(A=3)
    assert settled(SHEET, votes, Log(decisions=tuple(logs))).sheet.value("busa").plausibel == 1
    withdrawn = Log(decisions=(*logs, *decided("plausibel", "").decisions))
    found = settled(SHEET, votes, withdrawn)
    assert found.sheet.value("busa").plausibel == 3 and not found.decided


def test_decisions_on_other_matters_change_nothing() -> None:
    log = Log(
        decisions=(
            *decided("rolle", "Umfeld", "bus").decisions,
            *decided("plausibel", "1", "weg").decisions,
        )
    )
    assert settled(SHEET, (), log).sheet == SHEET


def test_a_decision_off_the_scale_is_told() -> None:
    with pytest.raises(SheetError, match=r"„decisions\.yaml“, Entscheidung von Frau Kern über busa .*„7“"):
        settled(SHEET, (), decided("plausibel", "7"))


votes_drawn = st.lists(
    st.builds(
        Vote,
        value=st.sampled_from(["busa", "busb", "neta"]),
        group=st.sampled_from("ABCDE"),
        plausibel=st.none() | st.integers(1, 5),
        wertung=st.sampled_from([None, "+", "0", "-"]),
    ),
    unique_by=lambda vote: (vote.value, vote.group),
)


@given(votes_drawn, st.randoms(use_true_random=False))
def test_the_order_of_votes_never_matters(votes: list[Vote], random: Random) -> None:
    found = settled(SHEET, votes, Log())
    turned = list(votes)
    random.shuffle(turned)
    assert settled(SHEET, turned, Log()) == found
    for one in opinions_of(SHEET, votes):
        if one.field == "plausibel":
            assert one.low <= found.sheet.value(one.about).plausibel <= one.median <= one.high


# --- ratings by several people


def test_ratings_of_one_pair_become_one_and_single_ones_stay() -> None:
    rows = [
        Rating(source="busa", target="neta", score=3, origin="A", reason="weil"),
        Rating(source="neta", target="busa", score=-1, origin="A"),
        Rating(source="busa", target="neta", score=0, origin="B"),
        Rating(source="busa", target="neta", score=2, origin="A", reason="doch"),
    ]
    first, second = merged(rows)
    assert first == Rating(source="busa", target="neta", score=2, origin="A, B", reason="weil; doch")
    assert second is rows[1]
    assert merged((first, second)) == (first, second)


def test_people_who_rate_against_each_other_are_told() -> None:
    rows = [
        Rating(source="busa", target="neta", score=1, origin="A"),
        Rating(source="busa", target="neta", score=-1, origin="B"),
        Rating(source="busb", target="neta", score=1, origin="A"),
        Rating(source="busb", target="neta", score=3, origin="B"),
        Rating(source="neta", target="busb", score=-3, origin="C"),
    ]
    (one,) = dissent_of(rows)
    assert (one.about, one.field, one.scores) == ("busa→neta", "rating", {"A": 1, "B": -1})


def test_nameless_experts_are_told_apart() -> None:
    rows = [Rating(source="busa", target="neta", score=score) for score in (3, -3)]
    assert dissent_of(rows)[0].scores == {"expert": 3, "expert (2)": -3}
