"""Verdicts follow their rule: one harm is enough, an open cell never passes, a proposal never counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_wind import NAMES

from pipeline.core.errors import InputError
from pipeline.scenarios.windkanal.nouns import Measure, Voice, WindCell
from pipeline.scenarios.windkanal.scale import SIGNS, OffScale, rating
from pipeline.scenarios.windkanal.verdicts import assessed, verdict_of
from pipeline.scenarios.windkanal.voices import cell_of, voice_by, with_voice

RATINGS = st.none() | st.integers(-2, 2)
CELLS = st.lists(
    st.builds(WindCell, cluster=st.just("c1"), rating=RATINGS, proposed=st.booleans()),
    min_size=1,
    max_size=6,
)
VOICES = st.lists(
    st.builds(Voice, by=st.sampled_from("abcd"), rating=RATINGS, reason=st.sampled_from(["", "weil"])),
    max_size=5,
)


def cells(*ratings: int | None, condition: str = "", proposed: bool = False) -> list[WindCell]:
    found = [WindCell(cluster=c, rating=r, proposed=proposed) for c, r in zip(NAMES, ratings, strict=True)]
    return [found[0].model_copy(update={"condition": condition}), *found[1:]]


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        (cells(1, 2, 1), "robust"),
        (cells(1, 2, 1, condition="wenn das Land zahlt"), "option"),
        (cells(0, 2, 1), "option"),
        (cells(0, 0, 0), "open"),
        (cells(1, None, 2), "open"),
        (cells(None, None, -1), "risky"),
        (cells(2, 2, -1, condition="wenn es regnet"), "risky"),
        (cells(2, 2, 2, proposed=True), "open"),
        (cells(-2, -2, -2, proposed=True), "open"),
    ],
)
def test_the_rule(found: list[WindCell], verdict: str) -> None:
    assert verdict_of(found) == verdict


def test_why_names_the_scenarios_in_german() -> None:
    measure = Measure(id="m01", title="Rufbus")
    harm = assessed(measure, cells(2, None, -1), NAMES)
    assert "„Die leise Talaue“ (−)" in harm.why and "In 1 von 3 Szenarien nicht bewertet" in harm.why
    only = assessed(measure, cells(2, 2, 2, proposed=True), NAMES)
    assert "3 davon nur vorgeschlagen" in only.why


@given(CELLS)
def test_what_nobody_rated_is_never_good(found: list[WindCell]) -> None:
    verdict = verdict_of(found)
    counted = [one.rating for one in found if one.counts]
    if len(counted) < len(found):
        assert verdict in ("open", "risky")
    assert (verdict == "risky") == any(one < 0 for one in counted)


@given(CELLS)
def test_a_proposal_changes_no_verdict(found: list[WindCell]) -> None:
    without = [one.model_copy(update={"rating": None}) if one.proposed else one for one in found]
    assert verdict_of(found) == verdict_of(without)


@given(VOICES, st.randoms())
def test_no_order_of_voices_matters_and_the_last_word_of_each_holds(voices: list[Voice], chance) -> None:
    last = {one.by: one for one in voices}
    cell = WindCell(cluster="c1")
    for one in voices:
        cell = with_voice(cell, one)
    shuffled = list(last.values())
    chance.shuffle(shuffled)
    other = WindCell(cluster="c1")
    for one in shuffled:
        other = with_voice(other, one)
    assert other == cell
    for by, one in last.items():
        assert voice_by(cell, by) == (None if one.empty else one)


def test_the_median_holds_and_dissent_is_named() -> None:
    near = cell_of("c1", [Voice(by="A", rating=1), Voice(by="B", rating=-1)])
    assert (near.rating, near.dissent) == (-1, False)
    far = cell_of("c1", [Voice(by=by, rating=r) for by, r in (("A", 2), ("B", 1), ("C", -1))])
    assert (far.rating, far.dissent) == (1, True)
    told = assessed(Measure(id="m01", title="Rufbus"), [far], NAMES)
    assert "Strittig: „Die helle Talaue“" in told.why


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("++", "2", "+2", " + + ", "＋＋", "2,0", "2.0"), 2),
        (("+", "1", "+1", "'+"), 1),
        (("0", "0,0", "+0", "−0"), 0),
        (("-", "−", "–", "-1", "−1", "–1"), -1),
        (("--", "−−", "––", "-–", "——", "−2", "-2", "- -"), -2),
        (("", "   ", "'"), None),
    ],
)
def test_ratings_are_read_however_people_write_them(texts: tuple[str, ...], expected: int | None) -> None:
    assert [rating(text) for text in texts] == [expected] * len(texts)


@pytest.mark.parametrize(
    "text", ["vielleicht", "+++", "3", "-3", "+-", "±", "—", "1,5", "ja", "?", "+ gut"]
)
def test_what_is_no_rating_is_refused(text: str) -> None:
    with pytest.raises(OffScale):
        rating(text)
    assert issubclass(OffScale, InputError)


def test_every_sign_is_read_as_what_it_stands_for() -> None:
    assert {rating(sign): step for step, sign in SIGNS.items()} == {step: step for step in SIGNS}
