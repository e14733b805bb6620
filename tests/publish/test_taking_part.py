"""What a publication says of the machines that took part: counted, never less than they did."""

from pipeline.core.types import Narrative, Sentence
from pipeline.narratives.ledger import from_markdown, realign, to_markdown
from pipeline.publish.taking_part import ai_note

TEXTS = (
    "Die Werften ordnen ihre Flotten neu.",
    "Schulen öffnen abends ihre Werkstätten.",
    "Busse fahren auf Zuruf durch die Siedlungen.",
    "Vereine verhandeln über das Wasser.",
)
MODEL = ["openai:x"]


def narrative(*, by: str = "", skeleton: bool = False) -> Narrative:
    sentences = tuple(
        Sentence(text=text, basis="value", values=("a",), paragraph=number, by=by)
        for number, text in enumerate(TEXTS, start=1)
    )
    return Narrative(cluster="c1", title="T", rohgeruest=skeleton, sentences=sentences)


def reworded(told: Narrative, **words: str) -> Narrative:
    markdown = to_markdown(told)
    for old, new in words.items():
        markdown = markdown.replace(old, new)
    return realign(told, from_markdown(markdown))


def test_a_rohgeruest_whose_paragraphs_came_from_a_model_is_told_as_its_work():
    told = reworded(narrative(by="openai:x", skeleton=True), verhandeln="streiten")
    assert told.reworked
    note = ai_note([told], MODEL, "")
    assert "Von ihm stammen 4 von 4 Sätzen." in note and "nicht." not in note
    assert "1 von 4 Sätzen hat ein Mensch geschrieben oder geändert" in note
    assert "1 davon hatte zuerst das Sprachmodell formuliert" in note


def test_a_word_changed_in_each_sentence_does_not_make_a_models_text_a_persons():
    told = reworded(narrative(), ordnen="stellen", abends="morgens", Zuruf="Abruf", verhandeln="streiten")
    note = ai_note([told], MODEL, "")
    assert "Die Entwürfe aller Texte stammen von ihm." in note
    assert "4 von 4 Sätzen hat ein Mensch" in note and "4 davon hatte zuerst das Sprachmodell" in note


def test_texts_without_a_model_are_told_so():
    note = ai_note([reworded(narrative(skeleton=True), verhandeln="streiten")], (), "")
    assert "kein KI-Sprachmodell mitgewirkt" in note and "davon" not in note


def test_only_sentences_whose_sense_was_judged_are_told_as_judged():
    assert "Den Sinn von 3 von 4 Sätzen hat das Sprachmodell openai:y geprüft." in ai_note(
        [narrative()], MODEL, "openai:y", judged=3
    )
    assert "geprüft" not in ai_note([narrative()], MODEL, "openai:y", judged=0)
