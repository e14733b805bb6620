"""Drafts by a model over real HTTP: the plan reaches it, what it says is held to the rules it can see."""

import json
import re
from typing import Any

import pytest
from model_server import ModelServer, desk_at, say
from planned_sheet import COUNTED, SETTINGS, SHEET, Shelf, passage
from puppet_narratives import ACTS

from pipeline.core.errors import ModelError
from pipeline.core.settings import DraftSettings
from pipeline.core.types import Narrative
from pipeline.language.tense import tells_past
from pipeline.language.words import count_words
from pipeline.narratives.chains import ModelWriter
from pipeline.narratives.plan import Plan, Step, Theme


def theme(number: int, *passages: str) -> Theme:
    return Theme(factor=f"f{number:02d}", value=f"f{number:02d}a", passages=passages)


PLAN = Plan(
    cluster="c1",
    title="Die bewässerte Talaue",
    leitmotif="Der Rat der Höfe entscheidet.",
    idea="Wer Wasser hat, bestimmt.",
    guiding=("f01a", "f02a", "f04a"),
    themes=(theme(1, "pfern", "pnah"), *(theme(number) for number in range(2, 10) if number != 3)),
    tentative=(theme(13), theme(14), theme(12)),
    counterpoint=theme(3),
    counterpoint_reason="Den Preis zahlen die Höfe am Unterlauf.",
    path=(
        Step(text="Zuerst blieb das Wasser aus.", values=("f01a",), passages=("pweg", "pgesperrt")),
        Step(text="Dann tagte ein Rat.", values=("f11a",)),
    ),
    cross=("f09a",),
    tone="hell",
)
SHELF = Shelf(
    [
        passage("fern", "Allgemein ist Wasser knapp."),
        passage("nah", "In der Talaue ist Wasser knapp."),
        passage("weg", "Der Sommer war trocken."),
    ]
)


def written(server: ModelServer, folder: Any, plan: Plan = PLAN, number: int = 0) -> Narrative:
    return ModelWriter(desk_at(server, folder), SHELF).write(plan, number, SHEET, SETTINGS)


def drafted(server: ModelServer, folder: Any) -> list[dict[str, Any]]:
    """The sentences of a draft that keeps every rule, to be spoiled."""
    server.always(ACTS["Draft"])
    written(server, folder / "vorlage")
    sentences: list[dict[str, Any]] = json.loads(ACTS["Draft"](server.requests[-1].body).text)["saetze"]
    server.requests.clear()
    return sentences


def second_question(server: ModelServer, folder: Any, sentences: list[dict[str, Any]]) -> str:
    """What the model is told where its first draft is this one and its second keeps every rule."""
    server.script(say({"saetze": sentences}))
    server.always(ACTS["Draft"])
    written(server, folder / "versuch")
    assert server.count == 2
    return server.requests[1].text()


def test_a_draft_that_keeps_the_rules_is_asked_for_once(server, tmp_path):
    server.always(ACTS["Draft"])
    for number in range(4):
        found = written(server, tmp_path, number=number)
        texts = [one.text for one in found.sentences]
        assert server.count == number + 1
        assert 220 <= sum(map(count_words, texts)) <= 300
        assert sum(map(tells_past, texts)) >= 3 and not found.rohgeruest
        assert {"f01a", "f02a", "f04a"} <= {
            v for one in found.sentences if one.paragraph == 1 for v in one.values
        }


def test_the_request_tells_idea_way_counterpoint_and_what_lies_across(server, tmp_path):
    server.always(ACTS["Draft"])
    written(server, tmp_path)
    asked = server.requests[0].text(1)
    assert "Leitidee: Wer Wasser hat, bestimmt." in asked
    assert "1. Zuerst blieb das Wasser aus. [beruht auf f01a (Zustand 1a); pweg]" in asked
    assert "Passage pweg" in asked and "pgesperrt" not in asked
    assert "Warum er einer ist: Den Preis zahlen die Höfe am Unterlauf." in asked
    (across,) = re.findall(r"^Ausprägung (\S+) \(liegt quer", asked, re.MULTILINE)
    assert across == "f09a"
    assert re.findall(r"^Ausprägung (\S+) \(Zuordnung offen", asked, re.MULTILINE) == ["f13a", "f14a"]
    assert "Passage pnah" in asked and "Passage pfern" not in asked, "die eine nennt die Region"


def test_a_plan_without_idea_and_way_is_drafted_too(server, tmp_path):
    bare = PLAN.model_copy(update={"idea": "", "path": (), "cross": (), "counterpoint": None})
    server.always(ACTS["Draft"])
    written(server, tmp_path, bare)
    asked = server.requests[0].text(1)
    assert server.count == 1
    assert not any(word in asked for word in ("Leitidee:", "## Der Weg", "## Gegenpunkt", "liegt quer"))


def test_no_two_narratives_begin_or_end_the_same_way(server, tmp_path):
    server.always(ACTS["Draft"])
    for number in range(8):
        written(server, tmp_path, number=number)
    asked = [request.text(1) for request in server.requests]
    for form in (r"^Dieses Szenario beginnt (.+)$", r"^Es endet (.+)$"):
        assert len({re.search(form, one, re.MULTILINE)[1] for one in asked}) == 8


@pytest.mark.parametrize(
    ("at", "change", "told"),
    [
        (5, {"text": COUNTED}, "mehr als 6 Wörter am Stück („die mühle im dorf mahlt seit 1911“)"),
        (5, {"text": "Das nützt nicht nur den Höfen, sondern auch dem Wald."}, "Satz 6 enthält „nicht nur"),
        (5, {"text": " ".join(["Wasser"] * 36) + "."}, "Satz 6 hat 36 Wörter"),
        (5, {"text": "Das Wasser ist knapp. Die Höfe teilen es."}, "Satz 6 enthält mehrere Sätze"),
        (1, {"auspraegungen": ["f05a"]}, "ersten Absatzes nennt in „auspraegungen“ f02a"),
    ],
)
def test_what_a_draft_falls_short_of_is_told(server, tmp_path, at, change, told):
    sentences = drafted(server, tmp_path)
    sentences[at] = {**sentences[at], **change}
    assert told in second_question(server, tmp_path, sentences)


def test_a_draft_without_a_way_is_told_and_so_is_a_short_one(server, tmp_path):
    present = [one for one in drafted(server, tmp_path) if not tells_past(one["text"])][:9]
    for one in present:
        one["absatz"] = 1
    said = second_question(server, tmp_path, present)
    assert "In der Vergangenheit stehen 0 Sätze" in said and "verlangt sind 220 bis 300" in said


def test_the_last_draft_is_taken_although_it_falls_short(server, tmp_path):
    sentences = drafted(server, tmp_path)
    sentences[5] = {**sentences[5], "text": "Das nützt nicht nur den Höfen, sondern auch dem Wald."}
    server.always(say({"saetze": sentences}))
    found = written(server, tmp_path / "versuch")
    assert server.count == 3 and "sondern auch" in found.sentences[5].text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"auspraegungen": ["f01b"]}, "f01b"),
        ({"passagen": ["pfern"]}, "pfern"),
        ({"passagen": ["pgesperrt"]}, "pgesperrt"),
        ({"grundlage": "evidence"}, "nennt aber keine Passage"),
        ({"absatz": 4}, "folgt nicht auf"),
    ],
)
def test_a_draft_that_refers_to_what_it_was_not_given_is_never_taken(server, tmp_path, change, told):
    sentences = drafted(server, tmp_path)
    sentences[4] = {**sentences[4], **change}
    server.always(say({"saetze": sentences}))
    with pytest.raises(ModelError, match=told):
        written(server, tmp_path / "versuch")


def test_the_first_sentence_stands_in_the_first_paragraph(server, tmp_path):
    sentences = [{**one, "absatz": one["absatz"] + 1} for one in drafted(server, tmp_path)]
    assert "Der erste Satz steht in Absatz 2" in second_question(server, tmp_path, sentences)


def test_a_draft_of_few_sentences_is_told_so_and_taken_from_three_on(server, tmp_path):
    sentences = drafted(server, tmp_path)[:3]
    server.always(say({"saetze": sentences}))
    assert len(written(server, tmp_path / "versuch").sentences) == 3
    assert "Der Text hat nur 3 Sätze; verlangt sind wenigstens 7." in server.requests[1].text()
    server.always(say({"saetze": sentences[:2]}))
    with pytest.raises(ModelError, match="nur 2 Sätze"):
        written(server, tmp_path / "zwei")


def test_a_sentence_may_rest_on_the_way_and_its_passages(server, tmp_path):
    sentences = drafted(server, tmp_path)
    sentences[4] = {
        **sentences[4],
        "grundlage": "evidence",
        "auspraegungen": ["f11a"],
        "passagen": ["pweg"],
    }
    server.always(say({"saetze": sentences}))
    found = written(server, tmp_path / "versuch")
    assert server.count == 1 and found.sentences[4].passages == ("pweg",)


def test_a_guiding_value_that_a_person_put_there_without_a_theme_is_not_demanded(server, tmp_path):
    by_hand = PLAN.model_copy(update={"guiding": ("f01a", "f02a", "f10b")})
    server.script(say({"saetze": drafted(server, tmp_path)}))
    written(server, tmp_path / "versuch", by_hand)
    assert server.count == 1


def test_the_wanted_length_is_that_of_the_project(server, tmp_path):
    server.always(ACTS["Draft"])
    short = SETTINGS.model_copy(update={"draft": DraftSettings(words=(90, 140))})
    found = ModelWriter(desk_at(server, tmp_path), SHELF).write(PLAN, 1, SHEET, short)
    assert server.count == 1 and 90 <= sum(count_words(one.text) for one in found.sentences) <= 140
