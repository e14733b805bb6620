"""What a publication says of the machines that took part: counted, never less than they did."""

from pipeline.checks.case import Ground
from pipeline.core.settings import Settings
from pipeline.core.types import (
    Cluster,
    Clusters,
    Factor,
    FactorValue,
    Narrative,
    Sentence,
    Sheet,
    Stability,
)
from pipeline.narratives.ledger import from_markdown, realign, to_markdown
from pipeline.publish.method import method, proposed_values
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


def test_values_that_a_model_proposed_are_told_and_no_group_is_said_to_have_written_them():
    note = ai_note([reworded(narrative(skeleton=True), verhandeln="streiten")], (), "", proposed=3)
    assert (
        "hat ein KI-Sprachmodell mitgewirkt, an den Texten selbst nicht" in note
        and "3 vorgeschlagen" in note
    )
    values = (
        FactorValue(id="a", label="A", group="B1"),
        FactorValue(id="b", label="B", group="Vorschlag (Sprachmodell openai:x)"),
    )
    sheet = Sheet(factors=(Factor(id="f", name="F", values=values),))
    assert [one.id for one in proposed_values(sheet)] == ["b"]
    clusters = Clusters(
        mode="partition",
        seed=1,
        clusters=(
            Cluster(id="c1", name="N", members={"f": "a"}),
            Cluster(id="c2", name="M", members={"f": "a"}),
        ),
        objective=0.0,
        bound="",
        stability=Stability(restarts=1, best=0, median=0, worst=0, agreement=1),
    )
    steps = method(Ground(sheet, clusters, (), Settings(title="T", region="R")), 2)
    assert "1 Gruppe schrieb sie; 1 davon schlug ein Sprachmodell vor" in steps[1].text
    assert "1 der Ausprägungen steht in mehreren Szenarien" in steps[2].text
