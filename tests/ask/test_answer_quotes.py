"""What is quoted: whole sentences and whole lists, said once, in few words, each under where it stands."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from real_library import document, library_of

from pipeline.ask.answering import Asked
from pipeline.ask.offline import QuotingAnswerer
from pipeline.ask.quoting.choosing import WORDS
from pipeline.ask.quoting.wholes import wholes
from pipeline.language.verbatim import wording
from pipeline.language.words import count_words

FAIR = document(
    "Messebericht",
    """# Messebericht

## Umzug

Die Messe Expo.Real soll nach Musterstadt kommen. Sie gilt als größte Messe für Immobilien. Der Wochenmarkt
bleibt davon unberührt. Die Messe Expo.Real kostet 5 Millionen Euro Miete im Jahr.

## Vorhaben

Die Stadt will für die Messe viererlei bauen:

- ein neues Parkhaus am Bahnhof

- eine breite Brücke über den Kanal

- zwei Hallen aus Holz

## Zukunftsbilder

Am Ende der Tagung standen drei Bilder.

### Bild 1 – Die offene Stadt

Alle Plätze gehören den Menschen.

### Bild 2 – Die stille Stadt

Nachts fährt kein Wagen mehr durch die Straßen.

### Bild 3 – Die schnelle Stadt

Jede Fahrt dauert höchstens zehn Minuten.
""",
)
AGAIN = document(
    "Zweiter Bericht", "# Zweiter Bericht\n\nDie Messe Expo.Real soll nach Musterstadt kommen.\n"
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory):
    return library_of(tmp_path_factory.mktemp("zitate") / "probe", {"messe.md": FAIR, "zwei.md": AGAIN})


def ask(library, question: str):
    return QuotingAnswerer().answer(Asked(question), library)


def test_a_name_with_a_stop_is_not_torn(library):
    quotes = [one.quote for one in ask(library, "Wohin soll die Messe Expo.Real kommen?").citations]
    assert any("Die Messe Expo.Real soll nach Musterstadt kommen." in one for one in quotes)
    assert not any(one.startswith("Real") or one.endswith("Expo.") for one in quotes)


def test_what_two_documents_say_alike_is_quoted_once(library):
    answer = ask(library, "Wohin soll die Messe Expo.Real kommen?")
    assert sum("soll nach Musterstadt kommen" in one.quote for one in answer.citations) == 1


def test_an_item_is_quoted_with_the_whole_list(library):
    quotes = [one.quote for one in ask(library, "Was baut man am Bahnhof für die Messe?").citations]
    assert "ein neues Parkhaus am Bahnhof" in quotes
    assert {"eine breite Brücke über den Kanal", "zwei Hallen aus Holz"} <= set(quotes)


def test_quotes_of_one_passage_make_one_sentence(library):
    answer = ask(library, "Was baut man am Bahnhof für die Messe?")
    passages = [answer.citations[sentence.citations[0]].passage for sentence in answer.sentences]
    assert len(passages) == len(set(passages))
    assert answer.text.count("“ [1]") == 1 and "und „" in answer.text


def test_sections_of_a_list_are_told_with_their_headings_one_a_line(library):
    answer = ask(library, "Welche drei Bilder standen am Ende der Tagung?")
    lines = answer.text.split("\n")
    assert [line.split(":")[0] for line in lines[1:]] == [
        "– Bild 1 – Die offene Stadt", "– Bild 2 – Die stille Stadt", "– Bild 3 – Die schnelle Stadt",
    ]  # fmt: skip
    assert all(sentence.citations for sentence in answer.sentences)


@pytest.mark.parametrize(
    "question",
    ["Was ist mit der Messe?", "Was sagt der Messebericht zur Stadt?", "Wie teuer ist die Messe?"],
)
def test_an_answer_is_short(library, question):
    quotes = ask(library, question).citations
    assert quotes
    assert sum(count_words(one.quote) for one in quotes) <= WORDS


def test_the_second_place_in_a_document_does_not_name_it_again(library):
    answer = ask(library, "Was wird aus dem Wochenmarkt und den Plätzen der Menschen?")
    assert len({one.passage for one in answer.citations}) > 1
    assert answer.text.count("„Messebericht“") == 1 and "Dort, Abschnitt „" in answer.text


_SENTENCE = st.sampled_from(
    [
        "Der Kran steht.",
        "Er ist alt.",
        "- ein Haus aus Holz",
        "Die Expo.Real kommt.",
        "was klein beginnt.",
        "Und?",
    ]
)


@settings(max_examples=60)
@given(st.lists(_SENTENCE, min_size=1, max_size=7), st.data())
def test_whatever_belongs_together_stands_in_the_passage_as_it_is_quoted(said, data):
    text = "\n\n".join(said)
    parts = wholes(text)
    at = data.draw(st.integers(0, len(parts.said) - 1))
    around = parts.around(at)
    assert at in around and around == list(range(around[0], around[-1] + 1))
    assert all(wording(run, text) for run in parts.runs(around))


def test_offline_answers_do_not_change_with_what_was_asked_before(tmp_path: Path, library):
    question = "Was baut man am Bahnhof für die Messe?"
    first = ask(library, question)
    for other in ("Wie teuer ist die Messe?", "Welche Bilder standen am Ende?"):
        ask(library, other)
    assert ask(library, question) == first
