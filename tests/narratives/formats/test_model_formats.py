"""Formats by a model over real HTTP: entries rest on what was given, what cannot stand is never taken."""

import json
from typing import Any

import pytest
from formats_world import GIVEN, matter, narrative
from model_server import TOO_LONG, ModelServer, desk_at, refused, say
from puppet import act, wanted
from puppet_formats import ACTS, TEASER, entry
from small_world import PASSAGE, Shelf

from pipeline.core.errors import ModelError
from pipeline.narratives.formats.chains import ModelMaker, calls_of
from pipeline.narratives.formats.making import BESIDE, NAMES, FormatName, Matter
from pipeline.narratives.formats.nouns import Formats

ALL = frozenset(BESIDE)


def maker(server: ModelServer, folder: Any) -> ModelMaker:
    return ModelMaker(desk_at(server, folder), Shelf())


def made(
    server: ModelServer,
    folder: Any,
    *names: FormatName,
    material: Matter | None = None,
) -> Formats:
    chosen = frozenset(names) or ALL
    return maker(server, folder).make(narrative("c1"), material or matter(), chosen)


def spoiled(server: ModelServer, name: str, change: Any) -> None:
    """The well-behaved answer to one kind of request, changed each time it is given."""

    def answer(body: dict[str, Any]) -> Any:
        said = ACTS[wanted(body)](body)
        if wanted(body) != name:
            return said
        reply = json.loads(said.text)
        change(reply)
        return say(reply)

    server.always(answer)


def told(server: ModelServer) -> str:
    """What the model was told is wrong, the last time."""
    return server.requests[-1].text()


def test_all_formats_are_four_calls_with_what_each_entry_rests_on(server, tmp_path):
    server.always(act)
    formats = made(server, tmp_path)
    assert server.count == calls_of(ALL, 1, matter()) == 4
    assert formats.by == "openai:probe" and formats.missing == ()
    assert formats.headline is not None and formats.headline.values == ("f1a",)
    assert formats.teaser is not None and formats.teaser.text == TEASER
    assert [one.text.split(":")[0] for one in formats.signals] == ["Zuerst", "Zuerst", "Danach", "Danach"]
    assert len(formats.winners) == len(formats.losers) == 2
    assert [one.year for one in formats.milestones] == [2035, 2032, 2029, 2026]
    assert [row.value for row in formats.key_values] == ["f1a", "f2a"]
    assert "Meilensteine: die Jahre zwischen dem ersten und dem letzten sind gesetzt, nicht belegt." in (
        formats.remarks
    )


def test_the_request_holds_text_values_and_the_passages_that_may_go_out(server, tmp_path):
    server.always(act)
    made(server, tmp_path, "signals", material=matter(GIVEN))
    asked = server.requests[0].text(1)
    assert "1: Nachbarn betreiben gemeinsam einen Rufbus" in asked
    assert f"Passage p1 (d.md):\n<dokument>\n{PASSAGE.anchor}\n{PASSAGE.text}\n</dokument>" in asked
    assert "f1a (Eigenes Fahren) fördert f2a (Eigenes Lagern)" in asked
    assert "Fremdes Fahren" not in asked


def test_only_what_is_wanted_is_asked_for(server, tmp_path):
    server.always(act)
    formats = made(server, tmp_path, "teaser", "key_values")
    assert server.count == 1 and formats.headline is None and formats.teaser is not None
    made(server, tmp_path / "tafel", "key_values")
    assert server.count == 1


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("HeadlineReply", {"schlagzeile": entry("Neu", "f1b")}, "„f1b“; diese Kennung steht nicht"),
        (
            "HeadlineReply",
            {"schlagzeile": entry("Wer fährt den Bus?", "f1a")},
            "endet mit Punkt oder Frage",
        ),
        ("HeadlineReply", {"teaser": entry(f"{TEASER} {TEASER}", "f1a")}, "erlaubt sind höchstens 50"),
        ("HeadlineReply", {"teaser": entry("Ein kurzer Satz.", "f1a")}, "verlangt sind 30 bis 50"),
        ("HeadlineReply", {"teaser": entry(f"{TEASER} Das kostet 4711.", "f1a")}, "4711"),
        ("HeadlineReply", {"teaser": entry(TEASER)}, "nennt nicht, worauf er beruht"),
        ("SignalsReply", {"signale": []}, "„signale“ hat 0 Einträge"),
        ("WinnersReply", {"verlierer": []}, "„verlierer“ hat 0 Einträge; verlangt sind 2 bis 4"),
        ("MilestonesReply", {"meilensteine": []}, "„meilensteine“ hat 0 Einträge"),
    ],
)
def test_what_cannot_stand_is_told_and_never_taken(server, tmp_path, name, change, said):
    spoiled(server, name, lambda reply: reply.update(change))
    prompts: dict[str, FormatName] = {
        "HeadlineReply": "headline",
        "SignalsReply": "signals",
        "WinnersReply": "winners",
        "MilestonesReply": "milestones",
    }
    formats = made(server, tmp_path, prompts[name])
    assert server.count == 3 and said in told(server)
    assert len([one for one in formats.missing if "3-mal nicht wie verlangt" in one]) == 1


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ([2034, 2032, 2029, 2026], "im Jahr 2035, nicht 2034"),
        ([2035, 2029, 2029, 2026], "fallen nicht"),
        ([2035, 2032, 2029, 2020], "bei heute (2026 oder 2027), nicht 2020"),
    ],
)
def test_milestones_fall_from_the_horizon_to_today(server, tmp_path, years, said):
    def change(reply):
        for one, year in zip(reply["meilensteine"], years, strict=True):
            one["jahr"] = year

    spoiled(server, "MilestonesReply", change)
    assert made(server, tmp_path, "milestones").milestones == () and said in told(server)


def test_signals_stand_in_their_order(server, tmp_path):
    spoiled(server, "SignalsReply", lambda reply: reply["signale"].reverse())
    assert made(server, tmp_path, "signals").signals == ()
    assert "„zuerst“ vor denen mit „danach“" in told(server)


def test_a_name_nobody_knows_is_asked_about_and_then_left_to_a_person(server, tmp_path):
    def change(reply):
        reply["gewinner"][0]["text"] = "Die Firma Kranbert spart die Miete für ein eigenes Lager."

    spoiled(server, "WinnersReply", change)
    formats = made(server, tmp_path, "winners")
    assert server.count == 3 and len(formats.winners) == 2
    assert any("Kranbert" in one and one.startswith("Gewinner und Verlierer: ") for one in formats.remarks)


def test_one_format_without_a_usable_answer_does_not_take_the_others_along(server, tmp_path):
    server.always(lambda body: refused() if wanted(body) == "WinnersReply" else ACTS[wanted(body)](body))
    formats = made(server, tmp_path)
    assert formats.winners == () and formats.signals and formats.milestones
    assert [one.split(":")[0] for one in formats.missing] == ["Gewinner und Verlierer"]


def test_a_text_too_long_for_the_model_is_told_as_missing(server, tmp_path):
    server.always(TOO_LONG)
    formats = made(server, tmp_path, "signals", "key_values")
    assert formats.key_values and formats.missing[0].startswith("Frühsignale: ")


def test_where_no_document_has_a_date_nobody_is_asked_for_years(server, tmp_path):
    server.always(act)
    formats = made(server, tmp_path, "milestones", material=matter(today=None))
    assert server.count == 0 and "kein Dokument hat ein Datum" in formats.missing[0]


def test_a_server_that_cannot_be_reached_is_an_error_and_no_missing_format(tmp_path):
    with ModelServer() as gone:
        desk = desk_at(gone, tmp_path, retries=0)
    with pytest.raises(ModelError):
        ModelMaker(desk, Shelf()).make(narrative("c1"), matter(), ALL)


def test_a_comparison_has_a_question_and_a_sentence_for_each_scenario(server, tmp_path):
    server.always(act)
    comparison = maker(server, tmp_path).compare(matter())
    assert server.count == calls_of(frozenset(NAMES) - ALL, 2, matter()) == 1
    row = comparison.rows[0]
    assert row.question == "Wer entscheidet darüber?" and list(row.entries) == ["c1", "c2"]
    assert row.entries["c2"].values == ("f1b",) and comparison.by == "openai:probe"


def test_no_scenario_borrows_from_another_and_what_is_not_answered_stands_as_computed(server, tmp_path):
    spoiled(
        server,
        "ComparisonReply",
        lambda reply: reply["zeilen"][0]["saetze"][1]["auspraegungen"].append("f1a"),
    )
    comparison = maker(server, tmp_path).compare(matter())
    assert "„f1a“; diese Kennung steht nicht" in told(server)
    assert comparison.rows[0].entries["c2"].text.startswith("Fremdes Fahren")
    assert any(one.startswith("Vergleich zu Verkehr: ") for one in comparison.missing)


def test_a_comparison_leaves_no_scenario_out(server, tmp_path):
    spoiled(server, "ComparisonReply", lambda reply: reply["zeilen"][0]["saetze"].pop())
    maker(server, tmp_path).compare(matter())
    assert "genau ein Satz zu jedem Szenario (c1, c2)" in told(server)
