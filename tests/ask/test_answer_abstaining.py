"""When there is no answer: another year, another place, nothing near, or not what was asked for."""

import pytest
from real_library import document, library_of

from pipeline.ask.answering import Asked, Turn
from pipeline.ask.offline import QuotingAnswerer
from pipeline.ask.question.courtesy import addressed
from pipeline.ask.question.wanted import Kind, wanted
from pipeline.ask.quoting.context import going_on
from pipeline.core.types import Answer, Citation, Passage
from pipeline.sources.search.hit import Hit

MEETING = document(
    "Werkstattbericht",
    """# Werkstattbericht

## Ablauf

Die Werkstatt zum Hafen fand am 4. Mai 2025 in Musterstadt statt. Eingeladen hatte die Handelskammer. Die
Gruppen sammelten Ideen für Kräne und Kais.

## Gäste

Auf der Werkstatt sprach Erika Beispiel über Kräne. In Deutschland gibt es davon zu wenige.
""",
)
FIELDS = document("Feldbericht", "# Feldbericht\n\nAuf dem Acker wachsen Rüben. Geerntet wurde 1987.\n")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory):
    documents = {"werkstatt.md": MEETING, "feld.md": FIELDS}
    return library_of(tmp_path_factory.mktemp("nichts") / "probe", documents)


def ask(library, question: str):
    return QuotingAnswerer().answer(Asked(question), library)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Was geschah auf der Werkstatt zum Hafen 2019?", "2019"),
        ("Was geschah auf der Werkstatt zum Hafen in Köln?", "Köln"),
    ],
)
def test_another_year_or_place_is_declined_and_named(library, question, named):
    answer = ask(library, question)
    assert not answer.answered
    assert f"„{named}“" in answer.why_not
    assert answer.nearest[0].document == "werkstatt.md"


@pytest.mark.parametrize(
    "question",
    [
        "Was geschah auf der Werkstatt zum Hafen 2025?",
        "Was geschah auf der Werkstatt zum Hafen in Musterstadt?",
        "Wie viele Kräne gibt es in Deutchland auf der Werkstatt zum Hafen, und wer sprach?",
    ],
)
def test_the_year_and_place_of_the_documents_is_answered(library, question):
    assert ask(library, question).answered


@pytest.mark.parametrize("question", ["Na, wie geht's dir heute so?", "Erzählst du mir einen Witz?"])
def test_what_is_said_to_the_machine_is_no_question_to_the_documents(library, question):
    assert addressed(question)
    assert not ask(library, question).answered


def test_a_question_put_politely_is_answered(library):
    assert ask(library, "Kannst du mir sagen, wer auf der Werkstatt über Kräne sprach?").answered


@pytest.mark.parametrize(
    "question",
    [
        "Wie backt man ein Sauerteigbrot?",
        "Welche Oper komponierte Mozart zuerst?",
        "Wie hoch ist der Eiffelturm?",
    ],
)
def test_general_knowledge_is_declined(library, question):
    assert not ask(library, question).answered


def test_a_date_elsewhere_is_none_for_what_is_asked(library):
    answer = ask(library, "An welchem Datum wurden die Rüben auf dem Acker geerntet?")
    assert not answer.answered and "Datum" in answer.why_not


def test_an_english_question_is_declined_in_english(library):
    answer = ask(library, "How much did the Werkstatt in Musterstadt cost the Handelskammer?")
    assert not answer.answered
    assert answer.why_not == (
        "The question is after a sum of money; the nearest passages hold none that belongs to it."
    )


def test_a_nearest_passage_is_shown_from_its_nearest_sentence(library):
    answer = ask(library, "Was kostet eine Gruppe, die Ideen für Kräne und Kais sammelt?")
    assert not answer.answered
    assert answer.nearest[0].text == "… Die Gruppen sammelten Ideen für Kräne und Kais."


def test_what_is_counted_is_understood_in_english(tmp_path):
    text = "# Lage\n\nEs gibt 2.000 Angriffen pro Tag ausgesetzte Rechner. Die Lage ist ernst.\n"
    library = library_of(tmp_path / "zahl", {"lage.md": document("Lage", text)})
    answer = ask(library, "How many attacks happen every day?")
    assert "2.000 Angriffen" in answer.text


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Was hat der Umbau gekostet?", Kind.MONEY),
        ("Wie viel Miete zahlt ein Lehrling?", Kind.MONEY),
        ("wiefiel Millionen gibt das Land?", Kind.MONEY),
        ("wievile schüler kommen", Kind.COUNT),
        ("Wan wird die Brücke fertig?", Kind.DATE),
        ("Who is the speaker?", Kind.WHO),
    ],
)
def test_what_is_asked_for_is_told_even_by_mistyped_question_words(question, kind):
    assert wanted(question).kind is kind


def _hit(number: int, document: str, score: float) -> Hit:
    return Hit(Passage(id=f"p{number}", document=document, anchor="", heading="", text="Text."), score)


def test_where_the_last_answer_stood_counts_the_more_in_a_dialogue():
    hits = (_hit(1, "a.md", 1.0), _hit(2, "b.md", 0.9), _hit(3, "b.md", 0.8))
    cited = Citation(passage="p3", document="b.md", anchor="", quote="Text.")
    said = Turn("Was?", Answer(question="Was?", answered=True, text="Text.", citations=(cited,)))
    assert [one.passage.id for one in going_on(hits, [said])] == ["p3", "p2", "p1"]
    assert going_on(hits, [Turn("Was?")]) == hits
