"""A plan that a person changed is obeyed by the Rohgerüst: order, way, counterpoint, links, room."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from planned_sheet import CLUSTERS, SETTINGS, SHEET, Shelf, affinity

from pipeline.core.errors import InputError
from pipeline.core.files import to_yaml
from pipeline.core.types import Narrative
from pipeline.language.tense import tells_past
from pipeline.language.words import count_words
from pipeline.narratives import plan_file
from pipeline.narratives.offline import SkeletonWriter
from pipeline.narratives.phrases import PHRASES
from pipeline.narratives.plan import Link, Plan, Step, Theme
from pipeline.narratives.planning import plan

PLANS = plan(CLUSTERS, SHEET, affinity(), Shelf())
PLAN = PLANS.plans[0]
NUMBERS = range(len(PHRASES))
LINK = Link(source="f01a", target="f02a", effect="fördert", reason="Wer „leitet“, der mahlt")


def theme(value: str, room: str = "ganz") -> Theme:
    return Theme.model_validate({"factor": value[:3], "value": value, "room": room})


def written(changed: dict, number: int = 0, words: tuple[int, int] = (220, 300)) -> Narrative:
    wanted = SETTINGS.model_copy(update={"draft": SETTINGS.draft.model_copy(update={"words": words})})
    edited = PLAN.model_copy(
        update={"guiding": ("f01a",), "counterpoint": None, "tentative": (), **changed}
    )
    return SkeletonWriter().write(edited, number, SHEET, wanted)


def told(narrative: Narrative) -> list[str]:
    """The values whose statements stand in a text, in order, each once."""
    stated = [one.values[0] for one in narrative.sentences if one.basis == "value"]
    return list(dict.fromkeys(stated))


@settings(max_examples=20, deadline=None)
@given(order=st.permutations(["f01a", "f02a", "f04a", "f06a"]), number=st.sampled_from(NUMBERS))
def test_themes_are_told_in_the_order_of_the_plan(order, number):
    assert told(written({"themes": tuple(map(theme, order))}, number)) == order


@pytest.mark.parametrize("number", NUMBERS)
def test_a_theme_that_was_dropped_is_not_told_and_another_counterpoint_is(number):
    changed = {"themes": tuple(map(theme, ("f01a", "f04a"))), "counterpoint": theme("f08a")}
    assert set(told(written(changed, number))) == {"f01a", "f04a", "f08a"}


@pytest.mark.parametrize("number", NUMBERS)
def test_the_way_is_told_in_its_order_as_a_quotation_or_in_a_persons_own_words(number):
    today = SHEET.factors[3].heute
    steps = (
        Step(text="Erst stritten die Höfe.", values=("f01a",)),
        Step(text=today, values=("f04a",)),
    )
    texts = [one.text for one in written({"path": steps}, number).sentences]
    first = texts.index("Erst stritten die Höfe.")
    assert texts[first + 1].endswith(f"„{today}“") and not texts[first + 1].startswith("„")


@pytest.mark.parametrize("number", NUMBERS)
def test_every_state_of_today_is_quoted_in_the_past_and_rests_on_its_value(number):
    steps = {one.text: one for one in PLAN.path}
    quoted = [one for one in written({}, number).sentences if any(text in one.text for text in steps)]
    assert len(quoted) == 3
    for one in quoted:
        assert tells_past(one.text) and one.basis == "inference"
        assert [one.values] == [step.values for text, step in steps.items() if text in one.text]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_rating_is_told_as_the_groups_and_its_reason_is_quoted(number):
    texts = written({"themes": tuple(map(theme, ("f01a", "f04a", "f02a"))), "links": (LINK,)}, number)
    (link,) = [one for one in texts.sentences if one.values == ("f01a", "f02a")]
    assert "Gruppen" in link.text and "„Zustand 2a“" in link.text
    assert link.text.endswith("„Wer ‚leitet‘, der mahlt“.")
    after = texts.sentences[texts.sentences.index(link) - 1]
    assert after.values == ("f01a",), "„das“ ist, was eben gesagt wurde"


@pytest.mark.parametrize("order", [("f02a", "f01a"), ("f01a", "f04a"), ("f02a", "f04a")])
def test_what_drives_is_not_told_behind_what_it_drives_nor_without_it(order):
    guiding = (order[0],)
    texts = written({"themes": tuple(map(theme, order)), "links": (LINK,), "guiding": guiding})
    assert not any(set(one.values) == {"f01a", "f02a"} for one in texts.sentences)


@pytest.mark.parametrize("effect", ["hemmt", "Spannung"])
def test_a_tension_turns_the_story_before_the_later_of_its_values(effect):
    link = Link(source="f04a", target="f01a", effect=effect)
    texts = written({"themes": tuple(map(theme, ("f01a", "f02a", "f04a"))), "links": (link,)}).sentences
    at = next(n for n, one in enumerate(texts) if one.values == ("f04a", "f01a"))
    assert texts[at + 1].values == ("f04a",) and ("Gruppen" in texts[at].text) == (effect == "hemmt")


def test_room_decides_what_gives_way():
    rooms = {"f01a": "reserve", "f02a": "ganz", "f04a": "knapp", "f06a": "ganz"}
    themes = tuple(theme(*one) for one in rooms.items())
    changed = {"themes": themes, "path": (), "guiding": ("f02a",)}
    assert told(written(changed)) == list(rooms)
    every = sum(count_words(one.text) for one in written(changed).sentences)
    assert told(written(changed, words=(10, every - 1))) == ["f02a", "f04a", "f06a"]


def test_a_text_of_four_themes_stays_within_its_length_and_has_no_lonely_closing():
    for number in NUMBERS:
        for changed in ({}, {"path": ()}, {"path": (), "themes": (theme("f01a"),)}):
            texts = written(changed, number).sentences
            assert sum(count_words(one.text) for one in texts) <= 300
            assert sum(one.paragraph == texts[-1].paragraph for one in texts) > 1


@pytest.mark.parametrize("number", NUMBERS)
def test_long_labels_are_not_all_named_in_one_sentence(number):
    long = SHEET.model_copy(
        update={
            "factors": tuple(
                f.model_copy(
                    update={
                        "values": tuple(
                            v.model_copy(update={"label": f"Ein Zustand {'im Tal ' * 3}{v.id}"})
                            for v in f.values
                        )
                    }
                )
                for f in SHEET.factors
            )
        }
    )
    edited = PLAN.model_copy(update={"counterpoint": None})
    told = SkeletonWriter().write(edited, number, long, SETTINGS).sentences
    assert all(count_words(one.text) <= 35 for one in (told[0], told[-1]))
    assert len(told[0].values) < 3 and told[0].text.count("„") == len(told[0].values)


def file(tmp_path: Path, change) -> Path:
    data = yaml.safe_load(to_yaml(PLANS))
    change(data)
    path = tmp_path / "plans.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return path


def test_a_plan_is_read_as_it_was_written_and_a_label_counts_for_nothing(tmp_path):
    assert plan_file.read(file(tmp_path, lambda data: None)) == PLANS
    path = file(tmp_path, lambda data: data["plans"][0]["themes"][0].pop("label"))
    assert plan_file.read(path).plans[0].themes[0].value == PLAN.themes[0].value


FAULTS = [
    (lambda d: d["plans"][0]["themes"][1].update(raum="ganz"), "im Plan von c1 unter themes, Eintrag 2"),
    (lambda d: d["plans"][0]["themes"][1].update(raum="ganz"), "möglich sind factor, value, label, room"),
    (lambda d: d["plans"][0]["themes"][0].update(room="groß"), "room: groß; möglich sind ganz, knapp oder"),
    (lambda d: d["plans"][1].pop("tone"), "im Plan von c2 fehlt „tone“"),
    (lambda d: d["plans"][1]["path"][0].pop("text"), "im Plan von c2 unter path, Eintrag 1 fehlt „text“"),
    (lambda d: d["plans"][0].update(guiding=[]), "guiding leer; möglich sind 1 bis 3"),
    (lambda d: d["plans"][0].update(weg=[]), "im Plan von c1 steht „weg“; möglich sind cluster, title"),
    (lambda d: d["plans"][0].update(themes="f01a"), "im Plan von c1 steht unter „themes“ „f01a“"),
    (lambda d: d["plans"][0].update(counterpoint={"factor": "f01"}), "unter counterpoint fehlt „value“"),
    (lambda d: d["plans"][0].pop("cluster"), "im 1. Plan fehlt „cluster“"),
    (lambda d: d["plans"][1].update(cluster="c1"), "für c1 stehen 2 Pläne da"),
    (lambda d: d["plans"].append("c3"), "im 3. Plan"),
    (lambda d: d.update(plaene=[]), "auf der obersten Ebene steht „plaene“"),
    (lambda d: d.clear(), "fehlt „plans“"),
]


@pytest.mark.parametrize(("change", "message"), FAULTS)
def test_a_file_out_of_shape_is_told_with_plan_key_and_what_is_possible(tmp_path, change, message):
    with pytest.raises(InputError) as refused:
        plan_file.read(file(tmp_path, change))
    assert message in str(refused.value) and "plans.yaml" in str(refused.value)
    assert "--redo plan" in str(refused.value)


@pytest.mark.parametrize("content", ["", "[]", "plans: 3", "nur Text", "plans: [null]"])
def test_a_file_that_is_no_plans_is_an_error_and_no_crash(tmp_path, content):
    path = tmp_path / "plans.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"plans\.yaml"):
        plan_file.read(path)


def test_the_shipped_kind_of_plan_fits_its_sheet():
    assert all(plan_file.unfit(one, SHEET) == "" for one in PLANS.plans)
    assert isinstance(PLAN, Plan)
