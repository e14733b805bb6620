"""Figures and names that a reader took from a sentence: what of them stands in no source."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from model_server import ModelServer, desk_at, say
from puppet_judging import judged
from small_world import OWN, PASSAGE, Shelf, told, world

from pipeline.checks import check_one, facts, names
from pipeline.checks.carrying import Carrying
from pipeline.checks.case import Case, Ground
from pipeline.checks.chains import ModelJudge
from pipeline.checks.judging import StatementJudge
from pipeline.checks.kept import Verdicts
from pipeline.checks.stated import Stated, weighed

SOURCE = (
    "Im Hafen arbeiten 2.400 Leute in neun Werkstätten. Ein Drittel der Fähren gehört dem Hafenbund Nord. "
    "Seit 2024 fährt der Rufbus zweimal am Tag. Der Umbau soll bis 2029 dauern, sagt Karl Weber. "
    "Die Mühle Weiher mahlt Korn. Anna kocht."
)
WORLD = replace(world(), passages=(PASSAGE.model_copy(update={"text": SOURCE}),))


def taken(
    text: str, figures: tuple[str, ...] = (), said: tuple[str, ...] = (), ground: Ground = WORLD
) -> list[tuple[str, str]]:
    """Kind and evidence of what is found of one sentence that was read so."""
    found = weighed(Case(told(text), ground), [], [Stated(figures=figures, names=said)])
    assert all(one.severity == "warn" and one.sentence == 1 for one in found)
    return [(one.kind, one.evidence) for one in found]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("In der Halle schaffen zweitausendvierhundert Leute.", "zweitausendvierhundert Leute"),
        ("Neun Werkstätten laufen noch.", "Neun Werkstätten"),
        ("9 Werkstätten laufen noch.", "9 Werkstätten"),
        ("Ein Drittel der Fähren liegt still.", "Ein Drittel der Fähren"),
        ("Der Bus kommt zwei Mal am Tag.", "zwei Mal am Tag"),
        ("Der Umbau zog sich bis 2029 hin.", "bis 2029"),
        ("Im Jahr 2035 ist es ruhig.", "Im Jahr 2035"),
        ("Das gilt bis 2048.", "bis 2048"),
        ("Ein einziger Laden hat offen.", "Ein einziger Laden"),
        ("Etliche kommen.", "Etliche"),
    ],
)
def test_a_figure_that_the_sources_hold_or_that_is_none_is_fine(text, figure):
    assert taken(text, (figure,)) == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Neun Banken zahlen mit.", "Neun Banken"),
        ("Ein Drittel der Höfe steht leer.", "Ein Drittel der Höfe"),
        ("Die Hälfte der Fähren liegt still.", "Die Hälfte der Fähren"),
        ("Jede dritte Fähre liegt still.", "Jede dritte Fähre"),
        ("Der Sohn kommt dreimal am Tag.", "dreimal am Tag"),
        ("Seit 2029 füllen Betriebe die Lücke selbst.", "Seit 2029"),
        ("Es kostet ein Prozent der Miete.", "ein Prozent der Miete"),
        ("Ein siebzehnköpfiger Rat tagt.", "siebzehnköpfiger Rat"),
        ("Es dauert anderthalb Stunden.", "anderthalb Stunden"),
    ],
)
def test_a_figure_that_stands_nowhere_or_with_something_else_is_found(text, figure):
    assert taken(text, (figure,)) == [(facts.KIND, figure)]


@pytest.mark.parametrize("name", ["Hafenbunds Nord", "Weber", "Karl Weber", "Mühle Weiher"])
def test_a_name_of_the_sources_is_fine_however_it_is_inflected(name):
    assert taken(f"Es spricht {name}.", said=(name,)) == []


@pytest.mark.parametrize("name", ["Ringwerk", "Karl Kowalke", "Anna Weber", "Hafenbund Mühle", "4711"])
def test_a_name_is_found_where_no_sentence_holds_all_of_it(name):
    assert taken(f"Es spricht {name}.", said=(name,)) == [(names.KIND, name)]


def test_nothing_is_told_twice():
    text = "Die 500 Leute der Firma Altiva kommen seit 2031 zu Altiva."
    case = Case(told(text), WORLD)
    plain = check_one(case, StatementJudge()).findings
    told_before = [one for one in plain if one.kind in (facts.KIND, names.KIND)]
    assert {one.evidence for one in told_before} == {"500", "2031", "Altiva"}
    stated = Stated(figures=("500 Leute", "seit 2031"), names=("Firma Altiva", "Altiva"))
    assert weighed(case, told_before, [stated]) == told_before


def test_a_warning_about_a_name_goes_where_the_reader_sees_none_and_a_blocking_finding_stays():
    case = Case(told("Die 500 Lampions leuchten.", "Lampions leuchten."), WORLD)
    found = [
        case.finding(1, names.KIND, "warn", "…", "Lampions"),
        case.finding(1, facts.KIND, "block", "…", "500"),
        case.finding(2, names.KIND, "warn", "…", "Lampions"),
        case.finding(None, names.KIND, "warn", "…", "Lampions"),
    ]
    assert weighed(case, found, [Stated(), None]) == found[1:]
    assert weighed(case, found, [Stated(names=("Lampions",)), None]) == found
    assert weighed(case, found, []) == found


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=12), max_size=3), st.lists(st.text(max_size=12), max_size=3))
def test_whatever_is_taken_every_finding_names_it(figures, said):
    found = taken("Ein Satz.", tuple(figures), tuple(said))
    assert {evidence for _, evidence in found} <= {*figures, *said}


INVENTED = "Bei der Firma Altiva wirken sechzehn Nachbarn mit."


@pytest.fixture
def judge(server: ModelServer, tmp_path: Path) -> ModelJudge:
    server.always(judged)
    return ModelJudge(desk_at(server, tmp_path), Shelf())


def kinds(found: Any, number: int) -> tuple[str, ...]:
    return tuple(kind for kind in found.sentences[number - 1].kinds if kind in (facts.KIND, names.KIND))


def test_what_the_model_takes_from_a_sentence_is_looked_up_and_kept_with_its_verdict(judge, server):
    case = Case(told("Am Kai steht 2035 die Frau Ringwald.", INVENTED, OWN[0]), WORLD)
    carrying = Carrying(judge, Verdicts())
    found = check_one(case, carrying)
    assert set(kinds(found, 2)) == {facts.KIND, names.KIND} and found.sentences[1].suspicion == 0.9
    assert kinds(found, 1) == (names.KIND,) and kinds(found, 3) == ()
    verdicts = carrying.verdicts("puppe")
    kept = {one.words: one.stated for one in verdicts.texts[0].sentences}
    assert Stated(figures=("sechzehn Nachbarn",), names=("Altiva",)) in kept.values()
    assert '"stated":null' not in verdicts.model_dump_json()
    asked = server.count
    again = check_one(case, Carrying(judge, Verdicts.model_validate_json(verdicts.model_dump_json())))
    assert server.count == asked and again == found


def test_words_that_are_not_in_the_sentence_are_asked_for_again(judge, server):
    entry = {"nummer": 1, "zahlen": ["zwölf Leute"], "namen": [], "faktor": 0}
    server.script(say({"saetze": [{**entry, "zitat": "", "grund": "", "urteil": "neutral"}]}))
    check_one(Case(told("Am Kai ist es 2035 still."), WORLD), judge)
    assert "„zwölf Leute“ steht nicht wörtlich in Satz 1" in server.requests[1].text()
