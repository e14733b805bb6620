"""A filled sheet that comes back late changes what was changed in it, and undoes nothing else."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.types import Factor, FactorValue, Sheet
from pipeline.scenarios import sheet as sheets
from pipeline.scenarios.sheet import rows, workbook
from pipeline.scenarios.sheet.intake import take_in
from pipeline.scenarios.sheet.merge import merge


def sheet(**factors: dict[str, str]) -> Sheet:
    """`sheet(f1={"f1a": "Rufbus"})`: factors with values by id and label."""
    return Sheet(
        factors=tuple(
            Factor(
                id=key, name=f"Faktor {key}", values=tuple(FactorValue(id=i, label=t) for i, t in v.items())
            )
            for key, v in factors.items()
        )
    )


HANDED_OUT = sheet(f1={"f1a": "Rufbus", "f1b": "Linienbus"}, f2={"f2a": "Hafen", "f2b": "Kai"})


def labels(found: Sheet) -> dict[str, dict[str, str]]:
    return {factor.id: {value.id: value.label for value in factor.values} for factor in found.factors}


def test_both_sides_change_different_things_and_both_hold():
    wanted = sheet(f1={"f1a": "Rufbus im Dorf", "f1b": "Linienbus"}, f2={"f2a": "Hafen", "f2b": "Kai"})
    now = sheet(f1={"f1a": "Rufbus", "f1b": "Linienbus", "f1c": "Taxi"}, f2={"f2a": "Hafen", "f2b": "Kran"})
    merged = merge(HANDED_OUT, wanted, now, "x")
    assert labels(merged.sheet) == {
        "f1": {"f1a": "Rufbus im Dorf", "f1b": "Linienbus", "f1c": "Taxi"},
        "f2": {"f2a": "Hafen", "f2b": "Kran"},
    }
    assert merged.conflicts == ()


def test_the_same_thing_changed_twice_stays_as_it_is_now_and_the_other_is_told():
    wanted = sheet(f1={"f1a": "Rufbus A", "f1b": "Linienbus"}, f2={"f2a": "Hafen", "f2b": "Kai"})
    now = sheet(f1={"f1a": "Rufbus B", "f1b": "Linienbus"}, f2={"f2a": "Hafen", "f2b": "Kai"})
    merged = merge(HANDED_OUT, wanted, now, "x")
    assert labels(merged.sheet)["f1"]["f1a"] == "Rufbus B"
    assert "f1a, label" in merged.conflicts[0] and "Rufbus A" in merged.conflicts[0]


def test_what_the_file_struck_goes_unless_somebody_has_worked_on_it():
    wanted = sheet(f1={"f1b": "Linienbus"}, f2={"f2a": "Hafen"})
    now = sheet(f1={"f1a": "Rufbus", "f1b": "Linienbus"}, f2={"f2a": "Hafen", "f2b": "Kai mit Kran"})
    merged = merge(HANDED_OUT, wanted, now, "x")
    assert labels(merged.sheet) == {
        "f1": {"f1b": "Linienbus"},
        "f2": {"f2a": "Hafen", "f2b": "Kai mit Kran"},
    }
    assert merged.conflicts == ("f2b fehlt in der Datei, wurde aber inzwischen geändert und bleibt.",)


def test_what_was_struck_meanwhile_stays_gone_unless_the_file_changed_it():
    now = sheet(f1={"f1b": "Linienbus"})
    untouched = sheet(f1={"f1a": "Rufbus", "f1b": "Nachtbus"}, f2={"f2a": "Hafen", "f2b": "Kai"})
    assert labels(merge(HANDED_OUT, untouched, now, "x").sheet) == {"f1": {"f1b": "Nachtbus"}}
    changed = sheet(f1={"f1a": "Rufbus", "f1b": "Linienbus"}, f2={"f2a": "Hafen", "f2b": "Kai neu"})
    merged = merge(HANDED_OUT, changed, now, "x")
    assert labels(merged.sheet) == {"f1": {"f1b": "Linienbus"}, "f2": {"f2b": "Kai neu"}}
    assert "f2b war inzwischen gestrichen" in merged.conflicts[0]


IDS = ["f1a", "f1b", "f1c", "f1d"]
some = st.lists(st.sampled_from(IDS), unique=True).flatmap(
    lambda ids: st.lists(
        st.sampled_from(["eins", "zwei", "drei"]), min_size=len(ids), max_size=len(ids)
    ).map(lambda texts: sheet(f1=dict(zip(ids, texts, strict=True)), f2={"f2a": "Hafen"}))
)


@settings(max_examples=150, deadline=None)
@given(some, some)
def test_a_file_nobody_changed_changes_nothing_and_one_alone_gets_its_way(one: Sheet, other: Sheet):
    assert merge(one, one, other, "x").sheet == other
    assert merge(one, other, one, "x").sheet == other


@settings(max_examples=150, deadline=None)
@given(some, some, some)
def test_what_both_added_or_changed_is_there_once_and_nothing_is_lost_silently(
    a: Sheet, b: Sheet, c: Sheet
):
    merged = merge(a, b, c, "x")
    ids = merged.sheet.ids()
    assert len(set(ids)) == len(ids)
    before = {v.id: v.label for f in a.factors for v in f.values}
    for side in (b, c):
        for factor in side.factors:
            for value in factor.values:
                if before.get(value.id) != value.label:  # added or changed by this side
                    told = " ".join(merged.conflicts)
                    assert value.id in ids
                    assert (
                        merged.sheet.value(value.id).label == value.label
                        or value.label in told
                        or (value.id not in before)
                    )


def test_two_workbooks_handed_out_at_once_come_back_one_after_the_other(tmp_path: Path):
    openpyxl = pytest.importorskip("openpyxl")
    for name, text in (("a", "Bürgerbus"), ("b", "Fahrdienst")):
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(workbook.render(HANDED_OUT))
        book = openpyxl.load_workbook(path)
        page = book.worksheets[1]
        head = {cell.value: cell.column for cell in page[1]}
        page.cell(row=4, column=head["label"], value=f"{text} neu")
        book.save(path)
    first = take_in(HANDED_OUT, tmp_path / "a.xlsx").sheet
    second = take_in(first, tmp_path / "b.xlsx")
    assert list(labels(second.sheet)["f1"].values()) == [
        "Rufbus",
        "Linienbus",
        "Bürgerbus neu",
        "Fahrdienst neu",
    ]
    assert second.difference.removed == () and second.difference.changed == ()
    assert len(set(second.sheet.ids())) == len(second.sheet.ids())


def test_the_id_of_a_struck_value_is_never_given_again(tmp_path: Path):
    path = tmp_path / "values.yaml"
    sheets.replace(path, HANDED_OUT)
    sheets.replace(path, sheet(f1={"f1a": "Rufbus"}, f2={"f2a": "Hafen", "f2b": "Kai"}))
    assert sheets.struck(tmp_path) == {"f1b"}
    text = path.read_text(encoding="utf-8").replace("label: Rufbus", "label: Rufbus\n  - label: Seilbahn")
    path.write_text(text, encoding="utf-8")
    assert labels(sheets.load(path).sheet)["f1"] == {"f1a": "Rufbus", "f1c": "Seilbahn"}
    assert rows.sheet([{"id": "f1", "name": "F", "values": [{"label": "x"}]}], "x", {"f1a"}).ids() == (
        "f1",
        "f1b",
    )


def test_a_group_strikes_nothing(tmp_path: Path):
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook.render(HANDED_OUT))
    book = openpyxl.load_workbook(path)
    book.worksheets[1].delete_rows(2)
    book.save(path)
    taken = take_in(HANDED_OUT, path, by_group=True)
    assert taken.sheet == HANDED_OUT and taken.difference.empty
    assert any("f1a fehlt in der Datei der Gruppe und bleibt" in told for told in taken.conflicts)
    assert [item.id for item in take_in(HANDED_OUT, path).difference.removed] == ["f1a"]
