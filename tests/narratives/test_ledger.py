"""The ledger follows what people change, and only where they changed it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.files import to_json
from pipeline.core.types import Narrative, Sentence
from pipeline.narratives.ledger import by_model, from_markdown, realign, state, to_markdown

SENTENCES = [
    "Im Hafen steht ein Kran; er gehört allen.",
    "Am 4. November tagt der Rat.",
    "Wer fragt, bekommt eine Antwort.",
    "„Das bleibt so“, heißt es in Herne.",
    "Die Busse fahren bis Mitternacht.",
    "Strom kommt vom Dach.",
]


def narrative() -> Narrative:
    return Narrative(
        cluster="c1",
        title="Die ruhige Region",
        rohgeruest=True,
        sentences=tuple(
            Sentence(text=text, basis="value", values=(f"v{n}",), paragraph=1 + n // 3)
            for n, text in enumerate(SENTENCES)
        ),
    )


def test_an_untouched_text_is_the_same_narrative():
    told = narrative()
    assert realign(told, from_markdown(to_markdown(told))) == told


def test_windows_line_ends_and_line_breaks_inside_a_paragraph_change_nothing():
    told = narrative()
    broken = to_markdown(told).replace(" fragt,", "\nfragt,").replace("\n", "\r\n")
    assert realign(told, from_markdown(broken)) == told


def test_a_new_heading_renames_and_a_removed_one_keeps_the_title():
    told = narrative()
    renamed = to_markdown(told).replace("# Die ruhige Region", "# Die laute Region")
    assert realign(told, from_markdown(renamed)).title == "Die laute Region"
    without = to_markdown(told).split("\n", 2)[2]
    assert realign(told, from_markdown(without)).title == "Die ruhige Region"


def test_an_emptied_file_is_an_empty_narrative_not_an_error():
    assert realign(narrative(), from_markdown("")).sentences == ()


def test_merged_paragraphs_keep_every_basis():
    told = narrative()
    merged = to_markdown(told).replace("\n\nAm", " Am").replace("Herne.\n\n", "Herne. ")
    merged = merged.replace("Antwort.\n\n", "Antwort. ")
    followed = realign(told, from_markdown(merged))
    assert [s.values for s in followed.sentences] == [s.values for s in told.sentences]
    assert {s.paragraph for s in followed.sentences} == {1}


@settings(max_examples=100, deadline=None)
@given(
    removed=st.sets(st.integers(0, len(SENTENCES) - 1)),
    order=st.permutations(range(len(SENTENCES))),
    changed=st.sets(st.integers(0, len(SENTENCES) - 1)),
)
def test_every_untouched_sentence_keeps_its_basis_and_no_text_is_lost(removed, order, changed):
    told = narrative()
    kept = [n for n in order if n not in removed]
    texts = [SENTENCES[n].replace(" ", " ganz ", 1) if n in changed else SENTENCES[n] for n in kept]
    followed = realign(told, from_markdown("# Titel\n\n" + " ".join(texts) + "\n"))
    assert " ".join(sentence.text for sentence in followed.sentences) == " ".join(texts)
    for n in kept:
        if n not in changed:
            entry = next(s for s in followed.sentences if s.text == SENTENCES[n])
            assert entry.basis == "value" and entry.values == (f"v{n}",)


def by_a_model() -> Narrative:
    return narrative().model_copy(update={"rohgeruest": False})


def edited(told: Narrative, *numbers: int) -> Narrative:
    """The narrative after a person has changed these sentences in its file."""
    markdown = to_markdown(told)
    for number in numbers:
        markdown = markdown.replace(SENTENCES[number], SENTENCES[number].replace(" ", " ganz ", 1))
    return realign(told, from_markdown(markdown))


def test_a_text_of_a_model_stays_one_until_a_person_has_written_every_sentence():
    assert state(by_a_model()) == "vom Sprachmodell"
    assert state(edited(by_a_model(), 0)) == "vom Sprachmodell, 1 von 6 Sätzen bearbeitet"
    assert state(edited(by_a_model(), 0, 2, 3, 4, 5)) == "vom Sprachmodell, 5 von 6 Sätzen bearbeitet"
    whole = edited(by_a_model(), *range(6))
    assert state(whole) == "bearbeitet" and not by_model(whole)
    assert state(realign(by_a_model(), from_markdown(""))) == "bearbeitet"


def test_a_rohgeruest_worked_on_is_never_told_as_a_models():
    assert state(edited(narrative(), 0)) == "Rohgerüst"
    worked_on = edited(narrative(), 0, 1)
    assert state(worked_on) == "bearbeitet" and not by_model(worked_on)
    again = realign(worked_on, from_markdown(to_markdown(worked_on)))
    assert again == worked_on and by_model(by_a_model()) and not by_model(narrative())
    assert "reworked" in to_json(worked_on) and "reworked" not in to_json(by_a_model())
