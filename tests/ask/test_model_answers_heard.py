"""Sentences of a model are heard while its reply comes in, each when it is proven, and then they stand."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from model_server import ModelServer, cut_off, desk_at, say
from puppet_answers import answer, no_answer, stating
from small_library import BUS, library

from pipeline.ask.answering import Asked, unheard
from pipeline.ask.chains import ModelAnswerer
from pipeline.ask.proving.proof import Court, Shown
from pipeline.ask.worded.hearing import Hearing
from pipeline.ask.worded.replies import complete_sentences
from pipeline.ask.worded.writing import Writing
from pipeline.core.progress import Silent
from pipeline.core.settings import PrivacySettings
from pipeline.core.types import AnswerSentence
from pipeline.llm.name_table import table_path
from pipeline.llm.pseudonyms import Pseudonyms

FOUNDED, RUNS = "Nachbarn haben in Altdorf einen Rufbus gegründet.", "Er fährt 3 Linien und kostet"
BAD = stating("Der Rufbus ist abgeschafft worden.", (1, "Der Rufbus ist abgeschafft worden."))
GOOD = [stating(FOUNDED, (1, FOUNDED)), stating("Der Rufbus fährt 3 Linien.", (1, FOUNDED), (1, RUNS))]
COSTS = "Er fährt 3 Linien und kostet 40.000 Euro im Jahr."
OTHER = "Er fährt 3 Linien und kostet Geld im Jahr."
BUS_SOURCE = library().sources()[0]
ASKED = Asked("Was ist mit dem Rufbus in Altdorf?")


@pytest.fixture
def who(server: ModelServer, tmp_path: Path) -> ModelAnswerer:
    return ModelAnswerer(desk_at(server, tmp_path), Silent())


def test_a_sentence_is_heard_long_before_the_reply_is_whole(
    server: ModelServer, who: ModelAnswerer
) -> None:
    server.script(say(answer(*GOOD, stating(FOUNDED + " Ja.", (1, FOUNDED))), pace=0.01))
    heard: list[tuple[float, AnswerSentence]] = []
    found = who.answer(ASKED, library(), lambda one: heard.append((time.monotonic(), one)))
    ended = time.monotonic()
    assert [one for _, one in heard] == list(found.sentences) and len(heard) == 3
    assert ended - heard[0][0] > 0.1 and heard[0][1].citations == (0,)


def test_what_is_not_proven_is_not_heard(server: ModelServer, who: ModelAnswerer) -> None:
    server.script(say(answer(BAD, *GOOD)), say(no_answer()))
    heard: list[AnswerSentence] = []
    found = who.answer(ASKED, library(), heard.append)
    assert heard == list(found.sentences) and [one.text for one in heard] == [one["text"] for one in GOOD]


def test_what_was_heard_stands_whatever_the_model_says_later(
    server: ModelServer, who: ModelAnswerer
) -> None:
    server.script(cut_off(answer(*GOOD, BAD, BAD, BAD)), say(no_answer()))
    heard: list[AnswerSentence] = []
    found = who.answer(ASKED, library(), heard.append)
    assert found.answered and heard == list(found.sentences) and heard[0].text == FOUNDED


def test_heard_or_not_and_from_the_store_it_is_the_same_answer(server: ModelServer, tmp_path: Path) -> None:
    server.script(cut_off(answer(*GOOD, BAD, BAD, BAD)), say(answer(BAD, GOOD[1])), say(answer(GOOD[0])))
    heard: list[AnswerSentence] = []
    first = ModelAnswerer(desk_at(server, tmp_path), Silent()).answer(ASKED, library(), heard.append)
    again = ModelAnswerer(desk_at(server, tmp_path), Silent()).answer(ASKED, library())
    assert first == again and server.count == 3 and heard == list(again.sentences)


def test_names_are_in_what_is_heard_and_in_no_request(server: ModelServer, tmp_path: Path) -> None:
    desk = desk_at(server, tmp_path)
    desk.pseudonyms = Pseudonyms(table_path(tmp_path, "projekt"), PrivacySettings(pseudonymise=True))
    quote = "Frau Person_001 rechnet mit 12 Haushalten."
    server.script(say(answer(stating(quote, (1, quote)), stating(quote + " Gut.", (1, quote)))))
    heard: list[AnswerSentence] = []
    asked = Asked("Womit rechnet Frau Krüger beim Speicher?")
    found = ModelAnswerer(desk, Silent()).answer(asked, library(), heard.append)
    assert heard == list(found.sentences) and heard[0].text == "Frau Krüger rechnet mit 12 Haushalten."
    assert found.citations[0].quote == heard[0].text and "Krüger" not in str(server.requests[0].body)


def test_half_a_sentence_is_none() -> None:
    whole = say(answer(*GOOD)).text
    counts = [len(complete_sentences(whole[:end])) for end in range(len(whole) + 1)]
    assert counts == sorted(counts) and set(counts) == {0, 1, 2}
    assert complete_sentences(say(no_answer("x")).text) == [] and BUS.startswith(FOUNDED)
    assert len(complete_sentences(f"```json\n{whole}\n```")) == 2


def test_a_broken_line_leaves_nothing_of_the_lost_reply(server: ModelServer, tmp_path: Path) -> None:
    server.script(
        replace(say(answer(*GOOD, *[BAD] * 6)), broken=True), say(answer(stating(OTHER, (1, COSTS))))
    )
    heard: list[AnswerSentence] = []
    first = ModelAnswerer(desk_at(server, tmp_path), Silent()).answer(ASKED, library(), heard.append)
    again = ModelAnswerer(desk_at(server, tmp_path), Silent()).answer(ASKED, library())
    assert heard[0].text == FOUNDED and server.count == 2
    assert [one.text for one in first.sentences] == [OTHER] and len(first.citations) == 1
    assert first == again


def test_a_broken_line_takes_back_only_the_reply_that_it_lost(server: ModelServer, tmp_path: Path) -> None:
    server.script(
        cut_off(answer(GOOD[0], BAD, BAD, BAD, BAD)),
        replace(say(answer(GOOD[1], *[BAD] * 6)), broken=True),
        say(answer(stating(OTHER, (1, COSTS)))),
    )
    heard: list[AnswerSentence] = []
    first = ModelAnswerer(desk_at(server, tmp_path), Silent()).answer(ASKED, library(), heard.append)
    again = ModelAnswerer(desk_at(server, tmp_path), Silent()).answer(ASKED, library())
    assert len(heard) == 2 and [one.text for one in first.sentences] == [FOUNDED, OTHER]
    assert first == again and server.count == 3


@given(st.lists(st.integers(1, 400), max_size=8))
def test_in_which_pieces_a_reply_comes_changes_nothing(cuts: list[int]) -> None:
    text = str(say(answer(GOOD[0], BAD, GOOD[1])).text) + " Ich hoffe, das hilft {"
    shown = {1: Shown(library().passages(BUS_SOURCE)[0], BUS_SOURCE)}
    whole, pieces = Writing(unheard), Writing(unheard)
    Hearing(Court(shown, "", False), whole).text(text)
    hearing = Hearing(Court(shown, "", False), pieces)
    for cut in [*sorted(cuts), len(text)]:
        hearing.text(text[:cut])
    assert whole.sentences == pieces.sentences and len(whole.sentences) == 2
