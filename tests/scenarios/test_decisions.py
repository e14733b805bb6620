"""The decision log: only ever added to, with a name and a reason, and fit to be written by hand."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.errors import InputError
from pipeline.scenarios.decisions import NAME, Decision, Log, add, decision, load


def discard(card: str = "k01", reason: str = "gehört nicht hierher") -> Decision:
    return decision("discard", [card], "Frau Kern", reason, "2035-01-01")


def test_without_a_file_the_log_is_empty_and_adding_nothing_makes_none(tmp_path: Path) -> None:
    assert load(tmp_path) == Log() and add(tmp_path, []) == Log()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("by", "reason", "lacking"), [("", "x", "--by NAME"), ("A", " ", "--reason GRUND")]
)
def test_nobody_decides_without_a_name_and_a_reason(by: str, reason: str, lacking: str) -> None:
    with pytest.raises(InputError, match=f"k07 braucht einen Namen und einen Grund. Bitte {lacking}"):
        decision("discard", ["k07"], by, reason, "")


def test_earlier_decisions_stay_byte_for_byte_with_the_comments_of_a_person(tmp_path: Path) -> None:
    add(tmp_path, [discard()])
    path = tmp_path / NAME
    path.write_text(path.read_text("utf-8") + "# bis hier vom ersten Tag\n", encoding="utf-8")
    for number in range(2, 5):
        before = path.read_bytes()
        whole = add(tmp_path, [discard(f"k0{number}"), discard(f"k1{number}")])
        assert path.read_bytes().startswith(before)
        assert load(tmp_path) == whole
    assert [one.about[0] for one in load(tmp_path).decisions] == [
        "k01", "k02", "k12", "k03", "k13", "k04", "k14",
    ]  # fmt: skip


BY_HAND = [
    "schema_version: 1\ndecisions:\n    # vorn\n    - {action: discard, about: [k9], by: A, reason: b}\n",
    "decisions: [{action: discard, about: [k9], by: A, reason: b}]\n",
    "decisions:\n- action: discard\n  about: [k9]\n  by: A\n  reason: b\nschema_version: 1\n",
    "decisions:\r\n- action: discard\r\n  about: [k9]\r\n  by: A\r\n  reason: b\r\n",
    "\ufeffdecisions:\n- action: discard\n  about: [k9]\n  by: A\n  reason: b",
]


@pytest.mark.parametrize("text", BY_HAND)
def test_a_log_written_by_hand_is_added_to_however_it_is_laid_out(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_bytes(text.encode("utf-8"))
    first = load(tmp_path).decisions
    add(tmp_path, [discard()])
    assert load(tmp_path).decisions == (*first, discard()) and first[0].about == ("k9",)


def test_a_date_and_a_number_need_no_quotation_marks(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(
        "decisions:\n- {action: set, about: [f01a], by: A, reason: b, field: plausibel, value: 4, "
        "date: 2035-01-02}\n"
    )
    (found,) = load(tmp_path).decisions
    assert (found.value, found.date) == ("4", "2035-01-02")


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{action: merge, about: [k1], by: A, reason: b}", "bei merge stehen unter about"),
        ("{action: split, about: [k1], by: A, reason: b, into: [eins]}", "mindestens zwei Teile"),
        ("{action: discard, about: [k1], by: A}", "reason"),
        ("{action: discard, about: [], by: A, reason: b}", "about"),
        ("{action: raten, about: [k1], by: A, reason: b}", "action"),
        ("{action: discard, about: [k1], by: A, reason: b, warum: c}", "warum"),
    ],
)
def test_an_entry_that_says_too_little_is_named_and_nothing_is_added(
    tmp_path: Path, entry: str, message: str
) -> None:
    path = tmp_path / NAME
    path.write_text(f"decisions:\n- {entry}\n")
    with pytest.raises(InputError, match=rf"„decisions\.yaml“: das Feld decisions\.0.*{message}"):
        add(tmp_path, [discard()])
    assert path.read_text() == f"decisions:\n- {entry}\n"


texts = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=20).filter(str.strip)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(texts, texts, st.lists(texts, min_size=2, max_size=3)), min_size=1, max_size=4))
def test_whatever_people_write_is_kept_one_decision_after_the_other(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[str, str, list[str]]]
) -> None:
    folder = tmp_path_factory.mktemp("log")
    for by, reason, into in said:
        before = (folder / NAME).read_bytes() if (folder / NAME).is_file() else b""
        add(folder, [decision("split", ["k1"], by, reason, "", into=into)])
        assert (folder / NAME).read_bytes().startswith(before)
    kept = [(one.by, one.reason, list(one.into)) for one in load(folder).decisions]
    assert kept == [(by.strip(), reason.strip(), into) for by, reason, into in said]
    assert len(yaml.safe_load((folder / NAME).read_bytes())["decisions"]) == len(said)
