"""Alternatives without a model: the groups' statements alone, and nothing a person wrote is touched."""

from dataclasses import replace

import pytest
from planned_sheet import CLUSTERS, SETTINGS, SHEET

from pipeline.checks.case import Ground
from pipeline.core.errors import InputError
from pipeline.core.types import FactorValue, Sentence, Sheet
from pipeline.narratives.offline import SkeletonWriter
from pipeline.narratives.plan import Plan, Theme
from pipeline.narratives.redraft.nouns import Offer, Place, Wanted
from pipeline.narratives.redraft.offline import ComputedRedrafter

STATEMENTS = {
    "f01a": ("Der Rat der Höfe teilt das Wasser zu.", "Wer mehr braucht, meldet es am Vorabend."),
    "f02a": ("Die Mühle mahlt für alle Höfe.", "Sie steht im Sommer still."),
    "f04a": ("Ein Fuhrmann fährt zweimal am Tag zum Markt.", "Er nimmt mit, was am Tor steht."),
    "f05a": ("Die Schule zieht von Hof zu Hof.", "Unterrichtet wird, wo gerade Platz ist."),
}


def _value(value: FactorValue) -> FactorValue:
    said = STATEMENTS.get(value.id)
    return value.model_copy(update={"text": " ".join(said)}) if said else value


TOLD = Sheet(
    factors=tuple(
        one.model_copy(update={"values": tuple(map(_value, one.values))}) for one in SHEET.factors
    )
)
PLAN = Plan(
    cluster="c1",
    title="Die bewässerte Talaue",
    guiding=("f01a", "f02a", "f04a"),
    themes=tuple(Theme(factor=value[:3], value=value, passages=("p1",)) for value in STATEMENTS),
    tentative=(),
    counterpoint=None,
    tone="hell",
)
GROUND = Ground(TOLD, CLUSTERS, (), SETTINGS)
NARRATIVE = SkeletonWriter().write(PLAN, 0, TOLD, SETTINGS)


def wanted(note: str = "", **place: int) -> Wanted:
    where = Place(**place)
    return Wanted(NARRATIVE, where, where.numbers(NARRATIVE), PLAN, 0, note, GROUND)


def redrafted(note: str = "", **place: int) -> Offer:
    return ComputedRedrafter().redraft(wanted(note, **place))


def text(sentences: tuple[Sentence, ...]) -> str:
    return " ".join(one.text for one in sentences)


def said_by_groups(sentence: Sentence) -> bool:
    """Whether every clause of a sentence of values stands so with its group, but for an adverb in front."""
    words = set(" ".join(STATEMENTS[sentence.values[0]]).lower().replace(".", "").split())
    extra = set(sentence.text.lower().replace(".", "").replace(";", "").split()) - words
    return len(extra) <= 1


def test_a_paragraph_is_told_shorter_in_another_order_and_otherwise_joined():
    offer = redrafted(paragraph=1)
    assert offer.alternatives[0].approach == "kürzer"
    assert len(offer.alternatives) == 3 and offer.remarks == ()
    before = text(wanted(paragraph=1).before)
    told = [text(one.sentences) for one in offer.alternatives]
    assert len({before, *told}) == 4 and len(told[0]) < len(before)


@pytest.mark.parametrize("note", ["", "kürzer", "ausführlicher", "mehr zu f05a"])
@pytest.mark.parametrize("place", [{}, {"paragraph": 1}, {"paragraph": 2}])
def test_it_says_what_the_groups_said_and_rests_on_it(note, place):
    for one in redrafted(note, **place).alternatives:
        for sentence in one.sentences:
            frame = sentence.basis == "inference"
            assert frame or (sentence.basis == "value" and said_by_groups(sentence))
            assert frame or sentence.passages == ("p1",)
    assert redrafted(note, **place) == redrafted(note, **place)


def test_a_note_on_length_is_followed_by_all():
    before = text(wanted(paragraph=1).before)
    assert all(
        len(text(one.sentences)) < len(before) for one in redrafted("kürzer", paragraph=1).alternatives
    )


def test_a_theme_that_stands_elsewhere_is_not_told_twice_and_what_is_not_understood_is_told():
    offer = redrafted("mehr zu f05a, poetischer", paragraph=1)
    remarks = " ".join(offer.remarks)
    assert "nicht verstanden: poetischer" in remarks and "steht schon in Absatz 2" in remarks


def test_a_theme_is_left_out_where_no_other_sentence_needs_it():
    last = max(one.paragraph for one in NARRATIVE.sentences)
    offers = [redrafted("ohne f04a", paragraph=number) for number in range(1, last + 1)]
    gone = [one for offer in offers for one in offer.alternatives if "ohne" in one.approach]
    assert gone and all("Fuhrmann" not in text(one.sentences) for one in gone)


def test_an_open_value_is_not_told_as_certain():
    unsure = redrafted("mehr zu f13a", paragraph=1)
    assert any("offen" in remark for remark in unsure.remarks)
    assert not any("f13a" in s.values for one in unsure.alternatives for s in one.sentences)


def test_a_sentence_of_a_frame_gets_other_phrases_and_one_of_a_group_its_statement():
    frame = redrafted(sentence=1)
    assert frame.alternatives and all(len(one.sentences) == 1 for one in frame.alternatives)
    assert all("2035" in text(one.sentences) for one in frame.alternatives)
    number = next(
        n
        for n, one in enumerate(NARRATIVE.sentences, start=1)
        if one.basis == "value" and one.text.startswith("Der Rat der Höfe")
    )
    for one in redrafted(sentence=number).alternatives:
        assert said_by_groups(one.sentences[0])


def by_hand(number: int) -> Wanted:
    sentences = list(NARRATIVE.sentences)
    sentences[number - 1] = Sentence(text="Von Hand gesagt.", basis="edited", paragraph=1)
    place = Place(paragraph=1)
    narrative = NARRATIVE.model_copy(update={"sentences": tuple(sentences)})
    return replace(wanted(paragraph=1), narrative=narrative, numbers=place.numbers(narrative))


def test_what_a_person_wrote_stands_in_every_alternative_and_gets_none_of_its_own():
    offer = ComputedRedrafter().redraft(by_hand(2))
    assert offer.alternatives and any("von Hand" in remark for remark in offer.remarks)
    assert all("Von Hand gesagt." in text(one.sentences) for one in offer.alternatives)
    alone = replace(by_hand(2), place=Place(sentence=2), numbers=(2,))
    assert ComputedRedrafter().redraft(alone).alternatives == ()
    assert "von Hand geschrieben" in " ".join(ComputedRedrafter().redraft(alone).remarks)


@pytest.mark.parametrize("place", [{"paragraph": 0}, {"paragraph": 9}, {"sentence": -1}, {"sentence": 99}])
def test_a_place_that_is_not_there_is_told_with_how_far_the_text_goes(place):
    with pytest.raises(InputError, match="von 1 bis"):
        Place(**place).numbers(NARRATIVE)


def test_an_empty_text_has_no_place():
    with pytest.raises(InputError, match="leer"):
        Place().numbers(NARRATIVE.model_copy(update={"sentences": ()}))
