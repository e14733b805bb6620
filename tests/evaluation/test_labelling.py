"""People who label sentences: strict files, nothing lost, and Cohen's kappa as it is known."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.errors import InputError
from pipeline.core.types import Findings, Narrative, Sentence, SentenceVerdict
from pipeline.evaluation.calibration import Label, load_labels, taken, to_text, values_of
from pipeline.evaluation.labelling import agreements, kappa, said_by_judge
from pipeline.evaluation.material import Material
from pipeline.evaluation.world import small_world

verdicts = st.sampled_from(["ok", "wrong"])
pairs = st.lists(st.tuples(verdicts, verdicts), min_size=2, max_size=30)


def label(text: str, said: str = "ok", by: str = "Eva", cluster: str = "c1", **more) -> Label:
    return Label.model_validate(
        {"cluster": cluster, "text": text, "label": said, "by": by, "date": "2026-03-01", **more}
    )


# --- kappa -----------------------------------------------------------------------------------------------


def test_kappa_of_tables_that_were_worked_out_by_hand():
    # Of 50 things 20 and 15 agreed on, 5 and 10 not: .70 seen, .50 by chance.
    first = ["ja"] * 25 + ["nein"] * 25
    second = ["ja"] * 20 + ["nein"] * 5 + ["ja"] * 10 + ["nein"] * 15
    assert kappa(first, second) == 0.4
    # Cohen's own of three classes and 200 things: agreed .70, by chance .41, told there as .492.
    cells = {
        ("a", "a"): 88, ("a", "b"): 14, ("a", "c"): 18, ("b", "a"): 10, ("b", "b"): 40, ("b", "c"): 10,
        ("c", "a"): 2, ("c", "b"): 6, ("c", "c"): 12,
    }  # fmt: skip
    told = [pair for pair, count in cells.items() for _ in range(count)]
    assert kappa([one for one, _ in told], [two for _, two in told]) == 0.4915


@given(pairs)
def test_kappa_is_the_same_from_both_sides_and_no_more_than_one(told):
    first, second = [one for one, _ in told], [two for _, two in told]
    assert kappa(first, second) == kappa(second, first)
    assert kappa(first, first) == (1 if len(set(first)) == 2 else None)
    assert (found := kappa(first, second)) is None or -1 <= found <= 1


def test_kappa_is_not_defined_for_one_class_or_fewer_than_two():
    assert kappa(["ok"] * 9, ["ok"] * 9) is None
    assert kappa(["ok"], ["wrong"]) is None and kappa([], []) is None
    with pytest.raises(ValueError, match="different"):
        kappa(["ok"], [])


def test_people_are_compared_over_what_both_saw_and_a_name_is_the_same_however_it_is_typed():
    labels = [
        label("Eins.", "ok"), label("Zwei.", "wrong"), label("Drei.", "ok"),
        label("Eins.", "ok", "Jan"), label("Zwei.", "wrong", " jan "), label("Vier.", "wrong", "Jan"),
    ]  # fmt: skip
    found = agreements(labels)
    assert [(one.first, one.second, one.sentences, one.kappa) for one in found] == [("Eva", "Jan", 2, 1.0)]
    apart = agreements([label("Eins.", values="x"), label("Eins.", by="Jan", values="y")])
    assert apart[0].sentences == 0 and apart[0].kappa is None


# --- the judge -------------------------------------------------------------------------------------------


def material(
    *sentences: str, alarms: frozenset[int] = frozenset(), model: str = "", judged: int = 99
) -> Material:
    """Texts of which the judge said these; a model decided the first `judged` of them."""
    text = Narrative(
        cluster="c1",
        title="T",
        rohgeruest=False,
        sentences=tuple(Sentence(text=one, basis="value", paragraph=1) for one in sentences),
    )
    said = tuple(
        SentenceVerdict(
            cluster="c1", index=n, suspicion=0.1, judged=n <= judged, kinds=("x",) if n in alarms else ()
        )
        for n in range(1, len(sentences) + 1)
    )
    found = Findings(findings=(), sentences=said, not_judged=())
    return Material(narratives=[text], ground=small_world(), findings=found, judged_by=model)


def test_the_judge_is_held_to_what_it_said_of_the_sentence_in_its_text():
    labels = [label("Eins.", "wrong"), label("Zwei.", "ok"), label("Drei.", "ok")]
    said = said_by_judge(material("Eins.", "Zwei.", "Drei.", alarms=frozenset({1})), labels)
    (found,) = agreements(labels, [said])
    assert (found.second, found.by_judge, found.kappa, found.unknown) == ("offline", True, 1.0, 0)


def test_a_sentence_that_stands_in_no_text_is_judged_alone_and_by_no_model():
    own, other = (small_world().clusters.cluster(one) for one in ("c1", "c2"))
    factor = next(one for one in own.members if own.members[one] != other.members[one])
    foreign = small_world().sheet.value(other.members[factor]).text
    labels = [label(foreign, "wrong"), label("Eins.", "ok")]
    offline = said_by_judge(material("Eins."), labels)
    assert offline.verdicts[labels[0].sentence] == "wrong"
    asked = agreements(labels, [said_by_judge(material("Eins.", model="openai:x"), labels)])
    assert (asked[0].second, asked[0].sentences, asked[0].unknown) == ("openai:x", 1, 1)


def test_what_a_model_left_open_and_labels_of_other_values_are_unknown():
    labels = [label("Eins."), label("Zwei."), label("Drei.", cluster="c9"), label("Eins.", values="andere")]
    said = said_by_judge(material("Eins.", "Zwei.", model="openai:x", judged=1), labels)
    assert set(said.verdicts) == {labels[0].sentence}
    assert agreements(labels, [said])[0].unknown == 3
    here = label("Eins.", values=values_of(small_world().clusters.cluster("c1")))
    assert said_by_judge(material("Eins."), [here]).verdicts


# --- the file --------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.sampled_from("abc"), verdicts, st.sampled_from(["Eva", "Jan"])), max_size=12))
def test_taking_labels_in_loses_nothing_and_taking_them_twice_changes_nothing(told):
    more = [label(*one) for one in told]
    once = taken([], more)
    assert {(*one.sentence, one.who) for one in more} == {(*one.sentence, one.who) for one in once.labels}
    again = taken(once.labels, once.labels)
    assert again.labels == once.labels and (again.new, again.changed) == (0, ())
    assert taken(once.labels, []).labels == once.labels


def test_a_changed_label_takes_the_place_of_the_one_before_and_is_told():
    before = [label("Eins.", "ok"), label("Eins.", "ok", "Jan")]
    done = taken(before, [label("  Eins. ", "wrong", "EVA", note="doch nicht")])
    assert [(one.by, one.label) for one in done.labels] == [("EVA", "wrong"), ("Jan", "ok")]
    assert done.changed == (before[0],) and (done.new, done.same) == (0, 0)


def test_the_file_is_read_as_it_was_written_and_json_is_too(tmp_path: Path):
    labels = (label("Er sagt: „nein“ – 010.", "wrong", note="a: b"), label("Eins."))
    file = tmp_path / "calibration.yaml"
    file.write_text(to_text(labels), encoding="utf-8")
    assert load_labels(file) == labels
    plain = [one.model_dump(mode="json") for one in labels]
    file.write_text(json.dumps(plain), encoding="utf-8")
    assert load_labels(file) == labels
    assert load_labels(tmp_path / "keine.yaml") == ()
    file.write_text("labels:\n", encoding="utf-8")
    assert load_labels(file) == ()


GOOD = "cluster: c1, text: Eins., label: ok, by: Eva, date: 2026-03-01"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("labels: {a: b}", "Erwartet wird eine Liste"),
        ("labels: []\nmore: 1", "nichts daneben"),
        (f"labels: [{{{GOOD}, verdict: ok}}]", "verdict"),
        (f"labels: [{{{GOOD.replace('ok', 'okay')}}}]", "Eintrag 1: „label“"),
        (f"labels: [{{{GOOD.replace('Eva', '“ “').replace('“', chr(34))}}}]", "„by“"),
        (f"labels: [{{{GOOD.replace('2026-03-01', 'gestern')}}}]", "„date“"),
        ("labels: [Eins]", "Eintrag 1"),
        (f"labels: [{{{GOOD}}}, {{{GOOD.replace('ok', 'wrong')}}}]", "einmal ok und einmal wrong"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_its_entry(tmp_path: Path, text, told):
    file = tmp_path / "calibration.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=told):
        load_labels(file)
