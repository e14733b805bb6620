"""Follow-ups that name a thing, or point back behind a noun: told where it was just told, or not at all."""

import pytest
from real_library import library_of

from pipeline.ask.answering import Asked, Turn
from pipeline.ask.offline import QuotingAnswerer
from pipeline.ask.question.followups import asks_for_all, goes_on, without_request
from pipeline.ask.question.replacing import named_anew

NOTES = """\
## Verkehr

### Nr. 1: Ein Güterbahnhof in Hamm

Der Güterbahnhof in Hamm soll wachsen. Die Fläche misst 60 ha. Die Anlagen tragen viel. Hagen soll ein
Terminal erhalten. Ungeklärt wäre, wer die Weichen bezahlt. Das Vorhaben wurde 2023 aufgegeben.

### Nr. 2: Ein Kran für den Hafen

Der Kran wird gebaut, weil der alte Kran am Hafen rostet. Er steht seit 1999 in Dortmund.

### Nr. 3: Werkstätten für Drucker

Werkstätten für 3D-Druck gibt es in Essen und in Bottrop. Die Luftfahrt kennt sie auch.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory):
    text = f"---\ntitle: Notizen\nkind: notiz\n---\n# Notizen\n\n{NOTES}"
    return library_of(tmp_path_factory.mktemp("namen") / "beispiel", {"notizen.md": text})


def last(library, *questions: str):
    before: list[Turn] = []
    for question in questions:
        answer = QuotingAnswerer().answer(Asked(question, tuple(before)), library)
        before.append(Turn(question, answer))
    return answer


def quotes(answer) -> list[str]:
    return [one.quote for one in answer.citations]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Und Hagen?", "Hagen soll ein Terminal erhalten."),
        ("Und wer bezahlt die Weichen?", "Ungeklärt wäre, wer die Weichen bezahlt."),
        ("Und was ist mit Hagen da?", "Hagen soll ein Terminal erhalten."),
    ],
)
def test_what_a_follow_up_names_is_told_by_the_sentences_that_name_it(library, question, told):
    assert quotes(last(library, "Was soll mit dem Güterbahnhof in Hamm passieren?", question)) == [told]


def test_a_name_that_stands_nowhere_beside_the_topic_is_not_in_the_corpus(library):
    answer = last(library, "Wo gibt es schon Werkstätten für 3D-Druck?", "Und in Dortmund?")
    assert not answer.answered
    assert "Dortmund" in answer.why_not


def test_a_reason_below_another_number_is_of_another_thing(library):
    answer = last(library, "Was soll mit dem Güterbahnhof in Hamm passieren?", "Warum?")
    assert not any("Kran" in one for one in quotes(answer)[:1])


@pytest.mark.parametrize(
    "question",
    [
        "Wie groß ist die Fläche da?", "Was sagt der Bericht dazu?", "Zahlt die auch bei Angriffen?",
        "Woher stammt diese Zahl?", "Gibts die Firmen noch?", "Was wurde aus dem Plan draus?",
        "Welche Rolle haben die bei Warnungen?",
    ],
)  # fmt: skip
def test_what_points_back_behind_a_noun_goes_on(question):
    assert goes_on(question)


@pytest.mark.parametrize(
    "question",
    [
        "Wer sorgt in der Stadt dafür, dass Busse fahren?", "Welche Messen gibt es dieses Jahr in Essen?",
        "Was sagen die Firmen zu Glasfaser in Gewerbegebieten?",
        "Was planen die in Bochum ansässigen Firmen?",
    ],
)  # fmt: skip
def test_what_says_what_it_means_stands_alone(question):
    assert not goes_on(question)


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("Nenn mir alle", ""), ("Und zu Flächen? nenn mir alle", "Und zu Flächen?"),
        ("Alle bitte!", ""), ("Und zur Mobilität? Bitte alle auflisten.", "Und zur Mobilität?"),
    ],
)  # fmt: skip
def test_asking_for_all_is_no_question_of_its_own(question, rest):
    assert asks_for_all(question)
    assert without_request(question) == rest


@pytest.mark.parametrize(
    "question", ["Sind das alle Ideen?", "Gilt das für alle?", "Wer hat das alles gebaut?"]
)
def test_all_within_a_question_is_none(question):
    assert not asks_for_all(question)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Und Hagen?", "Hagen"), ("Und in Dortmund?", "Dortmund"), ("Aber was ist mit Herne?", "Herne"),
        ("Und wann war das?", ""), ("Und die geteilte?", ""), ("Und wer baut in Hagen den Hafen?", ""),
    ],
)  # fmt: skip
def test_only_a_bare_name_is_named_anew(question, name):
    assert named_anew(question) == name


def test_a_list_is_asked_for_whole_after_the_question_before(library):
    answer = last(library, "Was gibt es zum Verkehr?", "Nenn mir alle")
    assert answer.understood == "Was gibt es zum Verkehr?"
    headings = [one.heading.rpartition(" › ")[2] for one in answer.citations]
    assert [one[:5] for one in headings] == ["Nr. 1", "Nr. 2", "Nr. 3"]


class Listening:
    """A library that keeps what was looked up in it."""

    def __init__(self, library):
        self.library, self.asked = library, []

    def find(self, query, *rest):
        self.asked.append(query)
        return self.library.find(query, *rest)

    def __getattr__(self, name):
        return getattr(self.library, name)


def test_a_follow_up_and_its_question_are_not_answered_as_two(library):
    turn, question = "Wo gibt es Werkstätten für 3D-Druck?", "Und wie teuer wird das Papier?"
    listening = Listening(library)
    QuotingAnswerer().answer(Asked(question, (Turn(turn, last(library, turn)),)), listening)
    assert set(listening.asked) == {f"{turn} {question}"}


def test_a_single_noun_is_told_by_the_sentence_that_holds_it(library):
    answer = last(library, "Wo gibt es Werkstätten für 3D-Druck?", "Und was macht die Luftfahrt da?")
    assert any("Die Luftfahrt kennt sie auch." in one for one in quotes(answer))
    assert not any("Hafen" in one or "Güterbahnhof" in one for one in quotes(answer))
