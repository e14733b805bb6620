"""Passages: citable pieces of one section, whose ids stay while their text does."""

from hypothesis import given, settings
from hypothesis import strategies as st
from source_files import document

from pipeline.sources.split import LONGEST_CHARS, split, split_all

SENTENCE = "Die Betriebe der Region suchen Flächen, Fachkräfte und Förderung in der Nähe."
WORDS = st.text(alphabet="aäbßcDE12.,!?;:-–„“", min_size=1, max_size=30)
GAPS = st.sampled_from((" ", "  ", "\n", "\n\n", ". Und ", " „"))


def bare(text: str) -> str:
    """A text without blanks."""
    return "".join(text.split())


def test_a_short_section_is_one_passage_with_its_place():
    (passage,) = split(document(("Verkehr › Hafen", "Der Hafen wächst.")))
    assert (passage.document, passage.anchor, passage.heading, passage.text) == (
        "studie.md", "Verkehr › Hafen", "Verkehr › Hafen", "Der Hafen wächst.",
    )  # fmt: skip


def test_passages_never_cross_a_section():
    passages = split(document(("Bus", "Busse fahren."), ("Bahn", "Bahnen fahren.")))
    assert [(p.heading, p.text) for p in passages] == [("Bus", "Busse fahren."), ("Bahn", "Bahnen fahren.")]


def test_a_long_section_is_cut_between_paragraphs_then_between_sentences():
    paragraph = " ".join([SENTENCE] * 10)
    by_paragraph = split(document(("Bus", "\n\n".join([paragraph] * 4))))
    assert [p.text for p in by_paragraph] == [paragraph] * 4
    by_sentence = split(document(("Bus", " ".join([SENTENCE] * 50))))
    assert len(by_sentence) > 1
    assert all(p.text.startswith("Die Betriebe") and p.text.endswith("Nähe.") for p in by_sentence)


def test_ids_stay_when_another_document_changes():
    ours = document(("Bus", SENTENCE), ("Bahn", SENTENCE), path="unseres.md")
    before = split_all([document(("Hafen", "Alt."), path="a.md"), ours])
    after = split_all([ours, document(("Kran", "Neu."), ("Kai", SENTENCE), path="b.md")])
    ids = [p.id for p in before if p.document == "unseres.md"]
    assert ids == [p.id for p in after if p.document == "unseres.md"]
    assert len(ids) == 2


def test_ids_stay_when_another_section_changes_and_change_with_the_text():
    before = split(document(("Bus", SENTENCE), ("Bahn", "Alt.")))
    after = split(document(("Neu", "Vorweg."), ("Bus", SENTENCE), ("Bahn", "Neu.")))
    assert before[0].id == after[1].id
    assert before[1].id not in {p.id for p in after}


def test_the_same_text_in_two_places_has_two_ids():
    twice = document(("Bus", SENTENCE), ("Bus", SENTENCE), ("Bus", SENTENCE))
    elsewhere = document(("Bus", SENTENCE), path="andere.md")
    passages = split_all([twice, elsewhere])
    assert len({p.id for p in passages}) == 4
    assert [p.id for p in passages] == [p.id for p in split_all([twice, elsewhere])]


@st.composite
def long_texts(draw: st.DrawFn) -> str:
    """Texts of some thousand characters, with few or many places to cut."""
    piece = "".join(word + draw(GAPS) for word in draw(st.lists(WORDS, min_size=1, max_size=20)))
    giant = draw(st.sampled_from(("", "", "x" * (2 * LONGEST_CHARS + 7))))
    return (piece * draw(st.integers(1, 60)) + giant).strip()


@settings(deadline=None, derandomize=True)
@given(long_texts())
def test_no_passage_is_too_long_none_is_empty_and_no_character_is_lost(text: str):
    passages = split(document(("Bus", text)))
    assert all(0 < len(p.text.strip()) <= len(p.text) <= LONGEST_CHARS for p in passages)
    assert bare("".join(p.text for p in passages)) == bare(text)
    assert len({p.id for p in passages}) == len(passages)
