"""Recordings: from the store to files and back through the real client, and when they refuse."""

import json
import shutil
from pathlib import Path

import pytest
from acting import scripted
from conftest import EXAMPLE, ROOT
from hypothesis import given
from hypothesis import strategies as st
from model_server import KEY, ModelServer, Said, desk_at, say

from evals.answers import kept_in
from evals.recordings.origin import prompt_of, prompts_of_today, wording_of
from evals.recordings.play import Player, main, told
from evals.recordings.record import main as record
from evals.recordings.record import take
from evals.recordings.recording import MODEL, Recording, private, read_all, stale, write_all
from evals.recordings.shelf import Shelf
from pipeline.core.errors import InputError, ModelError
from pipeline.llm.chain import Chain
from pipeline.llm.probe import Doubled
from pipeline.llm.prompts import load
from pipeline.llm.schema import Reply

COMMITTED = ROOT / "evals" / "recordings" / "konnektivitaet-2035"


class Tripled(Reply):
    """Another form for the same prompt."""

    ergebnis: int


def asked(number: int, base_url: str, home: Path, reply: type[Reply] = Doubled) -> object:
    """What the real client brings home for one question."""
    desk = desk_at(_At(base_url), home)
    return Chain(load("llm/probe"), reply, "probe").ask(desk, {"zahl": number})


class _At:
    """Any server, as `desk_at` wants one."""

    def __init__(self, address: str) -> None:
        self.address, self.model = address, MODEL


def recording(user: str, answer: str = '{"ergebnis": 1}', **more: object) -> Recording:
    """A recording of the probe with this question."""
    prompt = load("llm/probe")
    system = prompt.render({"zahl": 0}).system
    fields = {"prompt": prompt.name, "prompt_digest": prompt.digest, "schema": "Doubled", "answer": answer}
    messages = [["system", system], ["user", user]]
    return Recording.model_validate({**fields, "messages": messages, "written_by": "von Hand", **more})


@pytest.fixture
def by_hand():
    """The endpoint that somebody answers by hand."""
    with ModelServer(MODEL) as server:
        yield server


def worded(filler: str, name: str = "scenarios/name") -> tuple[tuple[str, str], ...]:
    """The messages of a prompt as they are rendered, with this text where its inputs stand."""
    wording = wording_of(load(name))
    system, user = (f" {filler} ".join(pieces) for pieces in (wording.system, wording.user))
    return ("system", system), ("user", f"{user} {filler}")


# --- which prompt it was


def test_every_prompt_has_wording_of_its_own_by_which_it_is_found() -> None:
    for prompt in prompts_of_today():
        static, _, assignment = prompt.source.partition("=== Auftrag ===")
        alike = [("system", static), ("user", assignment)]
        assert prompt_of(alike) is prompt, prompt.name


@pytest.mark.parametrize("name", ["scenarios/name", "narratives/draft", "llm/probe"])
def test_a_question_is_traced_to_its_prompt_whatever_the_texts_say(name: str) -> None:
    asked = worded("=== Auftrag === {# #} Wie viel ist 3 mal zwei? Antworte nur.", name)
    assert prompt_of(asked) is load(name)
    assert prompt_of([*asked, ("assistant", "{"), ("user", "noch einmal")]) is load(name)


@pytest.mark.parametrize("at", [0, 1], ids=["statischer Teil", "Auftrag"])
def test_a_question_in_another_wording_belongs_to_no_prompt(at: int) -> None:
    rendered = load("llm/probe").render({"zahl": 4})
    texts = [rendered.system, rendered.user]
    texts[at] = texts[at].replace("Du", "Wer").replace("viel", "wenig")
    assert prompt_of([("system", texts[0]), ("user", texts[1])]) is None


# --- record and play


def test_what_was_answered_by_hand_is_answered_the_same_by_the_player(by_hand, tmp_path) -> None:
    by_hand.script(say("Acht."), say({"ergebnis": 8}), say({"ergebnis": 10}))
    first = [asked(4, by_hand.address, tmp_path), asked(5, by_hand.address, tmp_path)]
    write_all(tmp_path / "mappe", _taken(tmp_path))
    assert sorted(path.name for path in (tmp_path / "mappe").iterdir()) == [
        "001-llm-probe.json",
        "002-llm-probe.json",
        "003-llm-probe.json",
    ]
    with Player(read_all(tmp_path / "mappe")) as player:
        again = [asked(4, player.address, tmp_path / "neu"), asked(5, player.address, tmp_path / "neu")]
        tally = player.shelf.tally()
    assert again == first and tally.literal == 3 and not tally.near and not tally.unused
    said = [(one.messages, one.answer.text) for one in kept_in(tmp_path / "neu")]
    assert said == [(one.messages, one.answer.text) for one in kept_in(tmp_path)]
    assert "3 Antworten von Hand" in told(tally) and "nicht wörtlich" not in told(tally)


def _taken(home: Path) -> list[Recording]:
    """The recordings of the only project in a store, wherever it stands."""
    kept = kept_in(home)
    return list(take(kept, Path(kept[0].project)).recordings)


def test_tokens_of_the_player_are_characters_and_told_as_estimated(by_hand, tmp_path) -> None:
    by_hand.script(say({"ergebnis": 8}))
    asked(4, by_hand.address, tmp_path)
    with Player(_taken(tmp_path)) as player:
        asked(4, player.address, tmp_path / "neu")
    (one,) = kept_in(tmp_path / "neu")
    sent = sum(len(text) for _, text in one.messages)
    assert one.answer.tokens_in == round(sent / 3.3)
    assert one.answer.tokens_out == round(len('{"ergebnis": 8}') / 3.3)
    assert "geschätzt" in told(player.shelf.tally())
    assert told(player.shelf.tally()).endswith("Qualität eines Modells: nicht gemessen.")


def test_answers_of_a_model_are_never_recorded_as_written_by_hand(server, tmp_path) -> None:
    server.script(say({"ergebnis": 8}))
    Chain(load("llm/probe"), Doubled, "probe").ask(desk_at(server, tmp_path), {"zahl": 4})
    with pytest.raises(InputError, match="openai:probe"):
        _taken(tmp_path)


def test_given_up_answers_and_other_projects_are_left_out(by_hand, tmp_path) -> None:
    by_hand.script(*[Said("Acht.")] * 3, say({"ergebnis": 10}))
    with pytest.raises(ModelError):
        asked(4, by_hand.address, tmp_path)
    asked(5, by_hand.address, tmp_path)
    (kept,) = _taken(tmp_path)
    assert "5 mal zwei" in kept.messages[1][1]
    with pytest.raises(InputError, match="keine"):
        take(kept_in(tmp_path), tmp_path / "anderes")


def test_the_recorder_tells_of_answers_to_an_earlier_wording(
    by_hand, tmp_path, capsys, monkeypatch
) -> None:
    by_hand.script(say({"ergebnis": 8}))
    asked(4, by_hand.address, tmp_path / "home")
    project = Path(kept_in(tmp_path / "home")[0].project).resolve()
    monkeypatch.setattr("evals.recordings.record.prompt_of", lambda messages: None)
    target = tmp_path / "mappe"
    write_all(target, [recording("was dort lag")])
    assert record([str(project), "--home", str(tmp_path / "home"), "--to", str(target)]) == 2
    assert "früheren Wortlaut" in capsys.readouterr().err
    assert len(read_all(target)) == 1, "was dort lag, bleibt"


def test_recording_anew_leaves_nothing_of_before(tmp_path) -> None:
    write_all(tmp_path, [recording(str(n)) for n in range(12)])
    (tmp_path / "README.md").write_text("bleibt")
    write_all(tmp_path, [recording("allein")])
    assert [one.messages[1][1] for one in read_all(tmp_path)] == ["allein"]
    assert (tmp_path / "README.md").is_file()


def test_files_keep_their_order_and_their_text(tmp_path) -> None:
    written = [recording(f"Frage {n}: „Größe“\n\n€", answer=f'{{"ergebnis": {n}}}') for n in range(11)]
    write_all(tmp_path, written)
    assert read_all(tmp_path) == written
    data = json.loads((tmp_path / "001-llm-probe.json").read_text(encoding="utf-8"))
    assert list(data) == ["prompt", "prompt_digest", "schema", "messages", "answer", "written_by"]


# --- nearly the same


def shelved(*fillers: str) -> Shelf:
    """Recordings of one prompt, the first answered with 0."""
    prompt = load("scenarios/name")
    fields = {"prompt": prompt.name, "prompt_digest": prompt.digest, "schema": "NamedScenarios"}
    more = [{"messages": requested(one), "answer": str(number)} for number, one in enumerate(fillers)]
    return Shelf([Recording.model_validate({**fields, **one, "written_by": "von Hand"}) for one in more])


def requested(filler: str, extra: str = "") -> tuple[tuple[str, str], ...]:
    """A request whose passages say this, thirty words of each."""
    system, (role, user) = worded(f"{filler} " * 30)
    return system, (role, user + extra)


def test_a_passage_more_is_answered_by_the_same_recording_and_told() -> None:
    shelf = shelved("am Fluss", "auf Bergen im Wald")
    found = shelf.find("NamedScenarios", requested("am Fluss", " und noch eine Passage über Brücken"))
    assert found.recording is not None and found.recording.answer == "0"
    assert 0.9 <= found.likeness < 1
    assert "1 von 1 Antworten passen nicht wörtlich (scenarios/name 1" in told(shelf.tally())
    assert "1 Aufzeichnungen wurden nicht gebraucht" in told(shelf.tally())


@pytest.mark.parametrize("reply", ["Andere", None])
def test_the_answer_to_another_form_is_none_however_like_the_question(reply: str | None) -> None:
    found = shelved("am Fluss").find(reply, requested("am Fluss"))
    assert found.recording is None and "scenarios/name" in found.why


def test_another_question_of_the_same_prompt_is_no_answer() -> None:
    found = shelved("am Fluss und im Tal bei Nacht").find("NamedScenarios", requested("auf dem Berg"))
    assert found.recording is None and "verlangt sind 0,90" in found.why


def test_between_two_recordings_equally_like_none_is_taken() -> None:
    shelf = shelved("am Fluss", "am  Fluss")
    assert shelf.find("NamedScenarios", requested("am Fluss")).likeness == 1, "wörtlich geht vor"
    found = shelf.find("NamedScenarios", requested("am Fluss", " Zusatz"))
    assert found.recording is None and "ebenso gut" in found.why


@given(st.lists(st.sampled_from("rot blau grün gelb".split()), min_size=1), st.data())
def test_likeness_is_one_for_the_same_and_the_same_from_both_sides(words: list[str], data) -> None:
    from evals.recordings.shelf import _likeness, _pairs

    other = data.draw(st.permutations(words))
    here, there = (_pairs((("user", " ".join(one)),)) for one in (words, other))
    assert _likeness(here, here) == 1
    assert _likeness(here, there) == _likeness(there, here) <= 1


def test_forty_long_recordings_are_compared_at_once(tmp_path) -> None:
    import time

    shelf = shelved(*(f"Gegend {n} " * 10 for n in range(40)))
    started = time.perf_counter()
    shelf.find("NamedScenarios", requested("Gegend 7 " * 10, " Zusatz"))
    assert time.perf_counter() - started < 2


# --- what is refused, and what the person is told


def test_without_a_recording_the_person_is_told_for_which_prompt(by_hand, tmp_path) -> None:
    by_hand.script(say({"ergebnis": 8}))
    asked(4, by_hand.address, tmp_path)
    with Player(_taken(tmp_path)) as player:
        with pytest.raises(ModelError, match=r"Keine Aufzeichnung für diese Anfrage \(prompt llm/probe\)"):
            asked(4, player.address, tmp_path / "neu", Tripled)
        assert player.shelf.tally().missing == ("llm/probe",), "nicht wiederholt"


def test_a_changed_prompt_is_not_played_and_named(tmp_path, capsys) -> None:
    old = recording("Wie viel?", prompt_digest="0" * 64)
    gone = recording("Was?", prompt="llm/weg")
    assert [line.partition(" ")[0] for line in stale([old, recording("x"), gone])] == [
        "llm/probe",
        "llm/weg",
    ]
    write_all(tmp_path, [old, gone])
    assert main([str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert "llm/probe (1 Aufzeichnung): der Prompt ist seither geändert" in told
    assert "llm/weg" in told and "gibt es nicht mehr" in told and "neu" in told


def test_an_empty_folder_is_told(tmp_path, capsys) -> None:
    assert main([str(tmp_path)]) == 2
    assert "keine Aufzeichnung" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    [
        "siehe /home/jemand/projekt/datei.md",
        "(/Users/jemand/projekt)",
        r"C:\Users\jemand",
        "file:///etc",
        f"Schlüssel {KEY}",
        "Authorization: Bearer abcdefghijklmnop",
    ],
)
def test_paths_and_keys_of_a_machine_are_not_recorded(text: str) -> None:
    assert private(recording(text)) and private(recording("ohne", answer=text))


@pytest.mark.parametrize(
    "text", ["und/oder/auch", "<dokument>\n</dokument>", "https://www.example.org/a/b/c", "km/h", "A: 3"]
)
def test_ordinary_text_is(text: str) -> None:
    assert private(recording(text)) == ""


# --- a whole run


def texts_of(outcome) -> list[str]:
    return [Path(path).read_text(encoding="utf-8") for path in outcome.json["narratives"]]


def test_a_run_is_recorded_and_played_with_the_same_texts(cli, project, by_hand, tmp_path, monkeypatch):
    by_hand.always(scripted)
    monkeypatch.setenv("OPENAI_BASE_URL", by_hand.address)
    monkeypatch.setenv("SZENARIO_HOME", str(tmp_path / "home"))
    first = cli("run", project, "--model", f"openai:{MODEL}", "--json")
    assert first.code == 0, first.err
    assert record([str(project), "--home", str(tmp_path / "home"), "--to", str(tmp_path / "mappe")]) == 0
    recorded = read_all(tmp_path / "mappe")
    assert not any(private(one) for one in recorded)
    with Player(recorded) as player:
        monkeypatch.setenv("OPENAI_BASE_URL", player.address)
        monkeypatch.setenv("SZENARIO_HOME", str(tmp_path / "anderswo"))
        again = cli("run", project, "--model", f"openai:{MODEL}", "--json", "--out", tmp_path / "lauf")
        assert again.code == 0, again.err
        tally = player.shelf.tally()
    assert tally.literal == len(recorded) and not tally.near and not tally.unused
    texts = [
        [Path(path).read_text(encoding="utf-8") for path in one.json["narratives"]]
        for one in (first, again)
    ]
    assert texts[0] == texts[1]
    report = (tmp_path / "lauf" / "report.html").read_text(encoding="utf-8")
    assert f"openai:{MODEL}" in report


# --- the recordings of this repository


def committed() -> list[Recording]:
    try:
        return read_all(COMMITTED)
    except InputError:
        pytest.skip("noch keine Aufzeichnungen von konnektivitaet-2035")


def test_the_recordings_here_are_of_today_by_hand_and_tell_of_no_machine() -> None:
    recorded = committed()
    assert stale(recorded) == []
    assert {one.written_by for one in recorded} == {"von Hand"}
    assert [found for one in recorded if (found := private(one))] == []
    assert all(prompt_of(one.messages) == load(one.prompt) for one in recorded)


@pytest.mark.slow
def test_the_recordings_here_carry_a_whole_run(cli, tmp_path, monkeypatch) -> None:
    example = tmp_path / EXAMPLE.name
    shutil.copytree(EXAMPLE, example)
    settings = example / "szenario.toml"  # nothing is asked about pictures, and drawing them takes long
    settings.write_text(f"pictures = false\n{settings.read_text(encoding='utf-8')}", encoding="utf-8")
    with Player(committed()) as player:
        monkeypatch.setenv("OPENAI_BASE_URL", player.address)
        monkeypatch.setenv("SZENARIO_HOME", str(tmp_path / "home"))
        outcome = cli("run", example, "--model", f"openai:{MODEL}", "--json", "--out", tmp_path / "lauf")
        tally = player.shelf.tally()
    assert outcome.code == 0, outcome.err
    assert tally.missing == () and len(outcome.json["narratives"]) == 4
