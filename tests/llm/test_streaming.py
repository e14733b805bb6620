"""A reply is heard while it comes in; counted, kept, limited and masked as any other."""

import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from model_server import NO_SCHEMA, Fault, Hang, ModelServer, cut_off, desk_at, refused, say

from pipeline.core.errors import AnswerError, BudgetError, ModelError
from pipeline.core.settings import PrivacySettings
from pipeline.llm import calling
from pipeline.llm.chain import Chain
from pipeline.llm.name_table import table_path
from pipeline.llm.prompts import Prompt
from pipeline.llm.pseudonyms import Pseudonyms
from pipeline.llm.schema import Reply
from pipeline.llm.streaming import Ear
from pipeline.llm.usage import Usage

PROMPT = Prompt("probe/sagt", frozenset({"text"}), "d", "Du fasst zusammen.\n=== Auftrag ===\n{{ text }}")


class Told(Reply):
    """What somebody said."""

    text: str


CHAIN = Chain(PROMPT, Told, "probe")
LONG = Told(text="Ein Satz, der in vielen kleinen Stücken kommt, eines nach dem anderen.")
WHOLE = say(LONG).text


def heard_by(times: list[float] | None = None) -> tuple[list[str], Callable[[str], None]]:
    """A listener and what it heard."""
    heard: list[str] = []

    def listen(text: str) -> None:
        heard.append(text)
        if times is not None:
            times.append(time.monotonic())

    return heard, listen


def test_a_reply_is_heard_before_it_is_whole(server: ModelServer, tmp_path: Path) -> None:
    server.script(say(LONG, pace=0.02))
    desk = desk_at(server, tmp_path)
    times: list[float] = []
    heard, listen = heard_by(times)
    assert CHAIN.ask(desk, {"text": "a"}, heard_text=listen) == LONG
    assert len(heard) > 5 and heard[-1] == WHOLE and all(WHOLE.startswith(one) for one in heard)
    assert sorted(map(len, heard)) == list(map(len, heard)) and times[-1] - times[0] > 0.1
    assert desk.meter.of("probe") == Usage(calls=1, tokens_in=10, tokens_out=5)
    body = server.requests[0].body
    assert body["stream"] is True and body["stream_options"] == {"include_usage": True}
    assert body["response_format"]["json_schema"]["name"] == "Told"


def test_a_recalled_reply_is_heard_at_once_and_is_the_same_question(
    server: ModelServer, tmp_path: Path
) -> None:
    server.script(say(LONG))
    CHAIN.ask(desk_at(server, tmp_path), {"text": "a"})
    heard, listen = heard_by()
    assert CHAIN.ask(desk_at(server, tmp_path), {"text": "a"}, heard_text=listen) == LONG
    assert heard == [WHOLE] and server.count == 1


def test_what_does_not_fit_is_asked_again_and_heard_again(server: ModelServer, tmp_path: Path) -> None:
    server.script(cut_off(LONG), say(LONG))
    heard, listen = heard_by()
    assert CHAIN.ask(desk_at(server, tmp_path), {"text": "a"}, heard_text=listen) == LONG
    assert heard[-1] == WHOLE and server.count == 2


def test_a_line_that_breaks_is_asked_once_more_as_a_whole(server: ModelServer, tmp_path: Path) -> None:
    server.script(say(LONG, broken=True), say(LONG))
    heard, listen = heard_by()
    desk = desk_at(server, tmp_path)
    assert CHAIN.ask(desk, {"text": "a"}, heard_text=listen) == LONG
    assert heard and not server.requests[1].body["stream"] and server.count == 2
    assert desk.meter.of("probe").calls == 1


@pytest.mark.parametrize(
    "fault", [Fault(400, "streaming is not supported by this model"), Fault(422, "Unsupported: stream")]
)
def test_a_server_that_does_not_stream_is_asked_as_a_whole(
    server: ModelServer, tmp_path: Path, fault: Fault
) -> None:
    server.script(fault, say(LONG))
    assert CHAIN.ask(desk_at(server, tmp_path), {"text": "a"}, heard_text=lambda _: None) == LONG


def test_a_refusal_is_not_lost_in_a_stream(server: ModelServer, tmp_path: Path) -> None:
    server.always(refused())
    with pytest.raises(AnswerError, match="lehnt die Anfrage ab"):
        CHAIN.ask(desk_at(server, tmp_path), {"text": "a"}, heard_text=lambda _: None)


def test_retries_belong_to_the_client_and_errors_are_told(server: ModelServer, tmp_path: Path) -> None:
    server.script(Fault(429, retry_after="0.01"), Fault(503, retry_after="0.01"), say(LONG))
    assert CHAIN.ask(desk_at(server, tmp_path), {"text": "a"}, heard_text=lambda _: None) == LONG
    assert server.count == 3
    server.always(Fault(401, "Incorrect API key"))
    with pytest.raises(ModelError, match="Der Schlüssel wird von"):
        CHAIN.ask(desk_at(server, tmp_path), {"text": "b"}, heard_text=lambda _: None)
    assert server.count == 4


def test_a_server_without_schemas_is_heard_too(server: ModelServer, tmp_path: Path) -> None:
    server.script(NO_SCHEMA, say(LONG))
    heard, listen = heard_by()
    desk = desk_at(server, tmp_path)
    assert CHAIN.ask(desk, {"text": "a"}, heard_text=listen) == LONG
    assert desk.plain_json and heard[-1] == WHOLE


def test_a_budget_holds_for_what_is_heard(server: ModelServer, tmp_path: Path) -> None:
    server.always(say(LONG, tokens=(100, 50)))
    desk = desk_at(server, tmp_path, budget_tokens=120)
    CHAIN.ask(desk, {"text": "a"}, heard_text=lambda _: None)
    with pytest.raises(BudgetError):
        CHAIN.ask(desk, {"text": "b"}, heard_text=lambda _: None)
    assert server.count == 1


def test_after_the_deadline_nothing_is_heard_any_more(
    server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calling, "_GRACE", 0.05)
    server.script(say(LONG, pace=0.06))
    heard, listen = heard_by()
    desk = desk_at(server, tmp_path, timeout=0.2, retries=0)
    with pytest.raises(ModelError, match="nicht geantwortet"):
        CHAIN.ask(desk, {"text": "a"}, heard_text=listen)
    count = len(heard)
    for _ in range(100):  # the late answer is paid for, counted and kept
        if desk.meter.total().calls:
            break
        time.sleep(0.02)
    assert desk.meter.total().calls == 1 and len(heard) == count < 10
    assert CHAIN.ask(desk, {"text": "a"}) == LONG and server.count == 1


def test_a_listener_that_fails_costs_no_answer(server: ModelServer, tmp_path: Path) -> None:
    server.script(say(LONG))
    desk = desk_at(server, tmp_path)

    def gone(text: str) -> None:
        raise BrokenPipeError("nobody reads")

    with pytest.raises(BrokenPipeError):
        CHAIN.ask(desk, {"text": "a"}, heard_text=gone)
    assert CHAIN.ask(desk, {"text": "a"}) == LONG and server.count == 1


def test_a_closed_ear_hears_nothing() -> None:
    heard, listen = heard_by()
    ear = Ear(listen)
    ear.tell("a")
    ear.close()
    threading.Thread(target=ear.tell, args=("ab",)).run()
    assert heard == ["a"]


def test_names_are_back_in_before_anything_is_heard(server: ModelServer, tmp_path: Path) -> None:
    desk = desk_at(server, tmp_path)
    desk.pseudonyms = Pseudonyms(table_path(tmp_path, "projekt"), PrivacySettings(pseudonymise=True))
    server.script(
        say({"text": "Vorname_001 Person_002 baut, Person_002s Plan steht, und Person_003 hilft."})
    )
    heard, listen = heard_by()
    asked = {"text": "Sabine Krüger und Herr Fuchs bauen. Krügers Plan steht."}
    reply = CHAIN.ask(desk, asked, heard_text=listen)
    assert reply.text == "Sabine Krüger baut, Krügers Plan steht, und Fuchs hilft."
    assert heard and not any("Person" in one or "Vorname" in one for one in heard)
    assert all(say(reply).text.startswith(one) for one in heard)
    assert not any(name in str(server.requests[0].body) for name in ("Sabine", "Krüger", "Fuchs"))


def test_a_name_that_nobody_gave_is_never_heard(server: ModelServer, tmp_path: Path) -> None:
    desk = desk_at(server, tmp_path)
    desk.pseudonyms = Pseudonyms(table_path(tmp_path, "projekt"), PrivacySettings(pseudonymise=True))
    server.script(say({"text": "Es war Person_077, sagt man dort."}), say({"text": "Niemand."}))
    heard, listen = heard_by()
    assert CHAIN.ask(desk, {"text": "Frau Krüger baut."}, heard_text=listen).text == "Niemand."
    assert not any("sagt man" in one for one in heard)


def test_ctrl_c_leaves_a_stream_at_once_and_ends_what_is_heard(server: ModelServer, tmp_path: Path) -> None:
    server.always(say(LONG, pace=0.05))
    heard: list[str] = []

    def interrupted(text: str) -> None:
        heard.append(text)
        if len(heard) == 2:
            os.kill(os.getpid(), signal.SIGINT)

    desk = desk_at(server, tmp_path)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            CHAIN.ask(desk, {"text": "a"}, heard_text=interrupted)
    finally:
        signal.signal(signal.SIGINT, before)
    count = len(heard)
    for _ in range(200):  # what is under way is paid for: it is counted and kept, and not heard
        if desk.meter.total().calls:
            break
        time.sleep(0.02)
    assert count <= 4 and len(heard) == count and server.count == 1
    assert CHAIN.ask(desk, {"text": "a"}) == LONG and server.count == 1


def test_a_server_that_says_nothing_is_given_up(server: ModelServer, tmp_path: Path) -> None:
    server.always(Hang())
    with pytest.raises(ModelError, match="nicht erreichbar oder antwortet nicht"):
        CHAIN.ask(
            desk_at(server, tmp_path, timeout=0.1, retries=0), {"text": "a"}, heard_text=lambda _: None
        )
