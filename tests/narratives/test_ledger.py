"""The ledger follows what people change, and only where they changed it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.files import to_json
from pipeline.core.types import Narrative, Sentence
from pipeline.narratives.ledger import (
    by_model,
    from_markdown,
    realign,
    state,
    to_markdown,
    worded_by_model,
)

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
    reworded = edited(by_a_model(), *range(6))
    assert state(reworded) == "vom Sprachmodell, 7 von 7 Sätzen bearbeitet" and by_model(reworded)
    markdown = "# Titel\n\nZehn Quitten.\n\nNachbars Katze schläft.\n"
    whole = realign(by_a_model(), from_markdown(markdown))
    assert state(whole) == "bearbeitet" and not by_model(whole)
    assert state(realign(by_a_model(), from_markdown(""))) == "bearbeitet"


def test_a_rohgeruest_worked_on_is_never_told_as_a_models():
    assert state(edited(narrative(), 0)) == "Rohgerüst"
    worked_on = edited(narrative(), 0, 1)
    assert state(worked_on) == "bearbeitet" and not by_model(worked_on)
    again = realign(worked_on, from_markdown(to_markdown(worked_on)))
    assert again == worked_on and by_model(by_a_model()) and not by_model(narrative())
    assert "reworked" in to_json(worked_on) and "reworked" not in to_json(by_a_model())


def test_sentences_of_a_model_in_a_rohgeruest_stay_its_own_when_a_word_is_changed():
    told = narrative()
    taken = told.model_copy(
        update={"sentences": tuple(one.model_copy(update={"by": "openai:x"}) for one in told.sentences)}
    )
    assert state(taken) == "Rohgerüst, 6 von 6 Sätzen vom Sprachmodell" and by_model(taken)
    reworded = edited(taken, 0, 2)
    assert state(reworded) == "bearbeitet, 6 von 6 Sätzen vom Sprachmodell" and by_model(reworded)
    assert reworded.sentences[0].before.by == "openai:x"
    assert all(worded_by_model(reworded, one) for one in reworded.sentences)
    assert edited(reworded, 3).sentences[0].before.by == "openai:x"
    assert '"by"' not in to_json(edited(narrative(), 0, 1))


def test_who_takes_a_change_back_has_a_rohgeruest_again():
    worked_on = edited(narrative(), 0, 1)
    assert worked_on.reworked and not worked_on.rohgeruest
    back = realign(worked_on, from_markdown(to_markdown(narrative())))
    assert back == narrative()
    half = realign(worked_on, from_markdown(to_markdown(edited(narrative(), 0, 1, 2))))
    assert half.reworked and not half.rohgeruest


def test_sentences_added_and_taken_out_again_leave_the_rohgeruest_it_was():
    drafted = to_markdown(narrative())
    padded = realign(narrative(), from_markdown(f"{drafted}\nEins fehlt. Zwei fehlen. Drei fehlen.\n"))
    assert padded.reworked and not padded.rohgeruest
    assert realign(padded, from_markdown(drafted)) == narrative()


def test_computed_sentences_put_back_in_place_of_a_models_are_a_rohgeruest_again():
    computed = tuple(one.model_copy(update={"by": "offline"}) for one in narrative().sentences)
    anew = Sentence(text="Alles ist neu.", basis="value", paragraph=1, by="openai:probe")
    taken = by_a_model().model_copy(update={"sentences": (anew,), "earlier": computed, "exchanged": 6})
    assert state(realign(taken, from_markdown(to_markdown(taken)))) == "vom Sprachmodell"
    back = realign(taken, from_markdown(to_markdown(narrative())))
    assert back.sentences == computed and state(back) == "Rohgerüst"


def test_what_was_removed_over_several_runs_counts_together():
    told = narrative()
    for number in (0, 1):
        told = realign(told, from_markdown(to_markdown(told).replace(SENTENCES[number], "")))
    assert [one.text for one in told.earlier] == SENTENCES[:2] and state(told) == "bearbeitet"


def test_another_heading_stays_in_the_text():
    markdown = to_markdown(narrative()).replace("\n\n„Das", "\n\n## Der Weg\n\n„Das") + "\n### Ende ###\n"
    text = from_markdown("\ufeff" + markdown)
    assert text.title == "Die ruhige Region" and {"Der Weg", "Ende"} <= set(text.paragraphs)
    followed = realign(narrative(), text)
    assert [one.text for one in followed.sentences if one.basis == "edited"][-1] == "Ende"


def test_sentences_typed_otherwise_keep_their_entry_in_the_words_of_the_file():
    typed = (
        to_markdown(narrative())
        .replace("„Das bleibt so“", '**"Das bleibt so"**')
        .replace("Kran", "Kr\u00adan")
    )
    followed = realign(narrative(), from_markdown(typed))
    assert {one.basis for one in followed.sentences} == {"value"}
    assert followed.sentences[3].text == '**"Das bleibt so"**, heißt es in Herne.'


def test_a_first_sentence_written_anew_is_new_though_region_and_year_are_the_same():
    old = "In drei kurzen Geschichten lässt sich die Ruhrregion im Jahr 2035 erzählen: von Hafen und Rat."
    new = "Wer die Ruhrregion im Jahr 2035 beschreiben will, kommt an Kränen und Ämtern nicht vorbei."
    told = narrative()
    first = told.sentences[0].model_copy(update={"text": old})
    told = told.model_copy(update={"sentences": (first, *told.sentences[1:])})
    followed = realign(told, from_markdown(to_markdown(told).replace(old, new)))
    assert followed.sentences[0].basis == "edited" and followed.sentences[0].before is None
    assert followed.sentences[1:] == told.sentences[1:]
