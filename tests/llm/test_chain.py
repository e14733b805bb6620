"""A chain asks over real HTTP: typed replies, nothing asked twice, limits that hold, clear errors."""

import json
import logging
import socket
import subprocess
import sys
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from langchain_core.runnables import Runnable
from model_server import (
    KEY,
    NO_MODEL,
    NO_QUOTA,
    NO_SCHEMA,
    TOO_LONG,
    WRONG_KEY,
    Act,
    Fault,
    Hang,
    ModelServer,
    cut_off,
    desk_at,
    fenced,
    refused,
    say,
)
from pydantic import SecretStr

from pipeline.core.errors import AnswerError, BudgetError, ContextError, ModelError
from pipeline.core.settings import ModelSettings
from pipeline.llm import calling
from pipeline.llm.chain import Chain, Desk
from pipeline.llm.memory import FILE, Memory
from pipeline.llm.model import chat_model, named
from pipeline.llm.prompts import Prompt
from pipeline.llm.schema import Reply
from pipeline.llm.usage import Usage

ROOT = Path(__file__).resolve().parents[2]
SOON = "0.01"  # Retry-After, so that no test waits


class Doubled(Reply):
    """The reply of these tests."""

    ergebnis: int
    ids: tuple[str, ...] = ()


class Named(Reply):
    """Another reply to the same words."""

    ergebnis: int
    name: str = ""


PROMPT = Prompt(
    "probe/doppelt", frozenset({"zahl"}), "d", "Du rechnest.\n=== Auftrag ===\nVerdopple {{ zahl }}."
)
CHAIN = Chain(PROMPT, Doubled, "probe")


def four(ids: tuple[str, ...] = ()) -> Doubled:
    return Doubled(ergebnis=4, ids=ids)


def doubling(body: dict[str, Any]) -> Act:
    """What a model says that can calculate."""
    number = int(body["messages"][1]["content"].split()[1].rstrip("."))
    return say(Doubled(ergebnis=2 * number))


def known(reply: Doubled) -> str:
    """A check: ids that were never given are refused."""
    strange = [one for one in reply.ids if one not in ("bus", "hafen")]
    return f"Die Kennung „{strange[0]}“ gibt es nicht." if strange else ""


@pytest.fixture
def desk(server: ModelServer, tmp_path: Path) -> Desk:
    return desk_at(server, tmp_path)


# --- what is sent, and what comes back ---------------------------------------------------------------


def test_the_reply_is_typed_and_the_request_carries_prompt_and_schema(
    server: ModelServer, desk: Desk
) -> None:
    server.script(say(four()))
    assert CHAIN.ask(desk, {"zahl": 2}) == four()
    body = server.requests[0].body
    assert body["messages"] == [
        {"role": "system", "content": "Du rechnest."},
        {"role": "user", "content": "Verdopple 2."},
    ]
    form = body["response_format"]["json_schema"]
    assert body["response_format"]["type"] == "json_schema" and form["strict"] is True
    assert form["name"] == "Doubled" and form["schema"]["required"] == ["ergebnis", "ids"]
    assert body["model"] == "probe" and "temperature" not in body
    assert desk.meter.of("probe") == Usage(calls=1, tokens_in=10, tokens_out=5)


def test_a_temperature_is_sent_where_one_is_set(server: ModelServer, tmp_path: Path) -> None:
    server.script(say(four()))
    CHAIN.ask(desk_at(server, tmp_path, temperature=0.0), {"zahl": 2})
    assert server.requests[0].body["temperature"] == 0.0


def test_a_fence_around_the_json_is_accepted(server: ModelServer, desk: Desk) -> None:
    server.script(fenced(four()))
    assert CHAIN.ask(desk, {"zahl": 2}) == four()
    assert server.count == 1


def test_a_server_that_says_nothing_of_tokens_is_counted_by_letters(
    server: ModelServer, desk: Desk
) -> None:
    server.script(say(four(), tokens=None))
    CHAIN.ask(desk, {"zahl": 2})
    sent, got = len("Du rechnest.") + len("Verdopple 2."), len('{"ergebnis": 4, "ids": []}')
    guess = Usage(calls=1, tokens_in=-(-sent // 3), tokens_out=-(-got // 3), guessed=1)
    assert desk.meter.total() == guess


def test_half_a_character_in_an_answer_breaks_nothing(server: ModelServer, desk: Desk) -> None:
    server.script(say("\ud83d kein JSON"), say(four()))
    assert CHAIN.ask(desk, {"zahl": 2}) == four()


# --- replies that do not fit -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        (say("Here is the result: it is four."), "kein gültiges JSON"),
        (say({"ergebnis": "vier", "ids": []}), "passt nicht zum Schema (ergebnis: "),
        (say({"result": 4}), "passt nicht zum Schema (ergebnis: "),
        (say(four(("bus", "mond"))), "Die Kennung „mond“ gibt es nicht."),
        (cut_off(four(("bus",))), "unvollständig („length“)"),
        (say(four(), finish="length"), "unvollständig („length“)"),
        (say(four(), finish="tool_calls"), "unvollständig („tool_calls“)"),
        (say(four(), finish=None), "unvollständig („abgebrochen“)"),
        (say(None), "kein gültiges JSON"),
        (say(""), "kein gültiges JSON"),
    ],
    ids=[
        "English", "wrong type", "wrong field", "invented id", "cut off", "whole but cut", "tools",
        "no finish reason", "null", "empty",
    ],
)  # fmt: skip
def test_a_bad_reply_is_answered_with_what_is_wrong_with_it(
    server: ModelServer, desk: Desk, bad: Act, fault: str
) -> None:
    server.script(bad, say(four(("hafen",))))
    assert CHAIN.ask(desk, {"zahl": 2}, known) == four(("hafen",))
    assert server.count == 2
    first, second = (request.body["messages"] for request in server.requests)
    assert second[:2] == first, "die Frage selbst bleibt, wie sie war"
    assert [message["role"] for message in second[2:]] == ["assistant", "user"]
    assert second[2]["content"] == (getattr(bad, "text", "") or "(keine Antwort)")
    assert fault in second[3]["content"] and "nur als JSON" in second[3]["content"]
    assert desk.meter.total().calls == 2, "auch was nicht passte, ist bezahlt"


def test_after_three_bad_replies_it_ends_with_a_clear_message(server: ModelServer, desk: Desk) -> None:
    server.always(say("Das weiß ich nicht."))
    with pytest.raises(
        ModelError, match=r"3-mal nicht wie verlangt .*probe/doppelt.*kein gültiges JSON.*--offline"
    ):
        CHAIN.ask(desk, {"zahl": 2})
    assert server.count == 3
    assert [len(request.body["messages"]) for request in server.requests] == [2, 4, 6]


def test_what_failed_is_kept_to_be_read_and_asked_anew_next_time(
    server: ModelServer, desk: Desk, tmp_path: Path
) -> None:
    server.script(say("eins"), say({"zwei": 2}), cut_off(four()))
    with pytest.raises(ModelError):
        CHAIN.ask(desk, {"zahl": 2})
    kept = (tmp_path / FILE).read_bytes()
    for said in (b"eins", b'{"zwei": 2}', b'{"ergebnis": '):
        assert said in kept
    server.script(say(four()))
    assert CHAIN.ask(desk, {"zahl": 2}) == four()
    assert server.count == 4


def test_a_corrected_answer_is_found_again_with_all_its_attempts(server: ModelServer, desk: Desk) -> None:
    server.script(say("eins"), cut_off(four()), say(four()))
    assert CHAIN.ask(desk, {"zahl": 2}) == CHAIN.ask(desk, {"zahl": 2}) == four()
    assert server.count == 3
    assert desk.meter.total().recalled == 3


def test_a_line_that_breaks_between_attempts_loses_none_of_them(
    server: ModelServer, tmp_path: Path
) -> None:
    server.script(say("eins"), Fault(500), say(four()))
    desk = desk_at(server, tmp_path, retries=0)
    with pytest.raises(ModelError, match="500"):
        CHAIN.ask(desk, {"zahl": 2})
    assert CHAIN.ask(desk, {"zahl": 2}) == four()
    assert server.count == 3, "der erste Versuch wird nicht noch einmal bezahlt"


@pytest.mark.parametrize(
    "no", [refused(), say(None, finish="content_filter"), say("Nein.", refusal="Nein.")]
)
def test_a_refusal_is_asked_once_more_then_ends_is_counted_and_asked_anew_next_time(
    server: ModelServer, desk: Desk, no: Act
) -> None:
    server.script(no, no, say(four()))
    with pytest.raises(ModelError, match="lehnt die Anfrage ab"):
        CHAIN.ask(desk, {"zahl": 2})
    assert server.count == 2 and "Ablehnung" in server.requests[1].text()
    assert desk.meter.total() == Usage(calls=2, tokens_in=20, tokens_out=10)
    assert CHAIN.ask(desk, {"zahl": 2}) == four()


def test_a_model_that_gives_in_after_a_refusal_is_heard(server: ModelServer, desk: Desk) -> None:
    server.script(refused(), say(four()))
    assert CHAIN.ask(desk, {"zahl": 2}) == four()


def test_a_stream_that_breaks_is_no_answer(server: ModelServer, desk: Desk) -> None:
    desk.model.streaming = True  # type: ignore[attr-defined]
    server.script(say(four(("bus",)), broken=True), say(four()))
    assert CHAIN.ask(desk, {"zahl": 2}) == four()
    assert all(request.body["stream"] for request in server.requests)
    assert "unvollständig („abgebrochen“)" in server.requests[1].text()


# --- nothing is asked twice --------------------------------------------------------------------------


def test_an_answer_that_is_known_is_never_asked_again(server: ModelServer, tmp_path: Path) -> None:
    server.script(say(four()))
    one, other = desk_at(server, tmp_path), desk_at(server, tmp_path, key=None, timeout=3, parallel=1)
    assert CHAIN.ask(one, {"zahl": 2}) == CHAIN.ask(one, {"zahl": 2}) == CHAIN.ask(other, {"zahl": 2})
    assert server.count == 1
    assert one.meter.total() == Usage(calls=1, recalled=1, tokens_in=10, tokens_out=5)
    assert other.meter.total() == Usage(recalled=1)


@pytest.mark.parametrize("change", [{"variant": 1}, {"temperature": 0.5}, {"name": "openai:probe2"}])
def test_another_setting_that_shapes_answers_asks_anew(
    server: ModelServer, tmp_path: Path, change: dict[str, Any]
) -> None:
    server.script(say(four()), say(four(("bus",))))
    CHAIN.ask(desk_at(server, tmp_path), {"zahl": 2})
    assert CHAIN.ask(desk_at(server, tmp_path, **change), {"zahl": 2}) == four(("bus",))
    assert CHAIN.ask(desk_at(server, tmp_path), {"zahl": 2}) == four(), "die erste bleibt bekannt"
    assert server.count == 2


def test_another_address_message_or_schema_asks_anew(server: ModelServer, tmp_path: Path) -> None:
    server.always(say({"ergebnis": 4, "ids": []}))
    desk = desk_at(server, tmp_path)
    CHAIN.ask(desk, {"zahl": 2})
    CHAIN.ask(desk, {"zahl": 3})
    assert server.count == 2
    CHAIN.ask(desk_at(server, tmp_path, address=f"{server.address}/"), {"zahl": 2})
    assert server.count == 3
    server.always(say({"ergebnis": 4, "name": "vier"}))
    assert Chain(PROMPT, Named, "probe").ask(desk, {"zahl": 2}).name == "vier"
    assert server.count == 4


def test_the_same_question_in_ten_threads_goes_out_once(server: ModelServer, desk: Desk) -> None:
    server.always(say(four(), after=0.1))
    with ThreadPoolExecutor(10) as pool:
        replies = list(pool.map(lambda _: CHAIN.ask(desk, {"zahl": 2}), range(10)))
    assert replies == [four()] * 10
    assert server.count == 1


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = sys.argv[3:]
from model_server import ModelServer, desk_at
import test_chain
class Standing:
    address, model = sys.argv[1], "probe"
desk = desk_at(Standing, Path(sys.argv[2]))
test_chain.CHAIN.ask(desk, {"zahl": 2}, lambda reply: os.kill(os.getpid(), signal.SIGKILL))
"""


def test_a_process_killed_right_after_an_answer_has_kept_it(
    server: ModelServer, desk: Desk, tmp_path: Path
) -> None:
    server.script(say(four()))
    here = str(Path(__file__).parent)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, server.address, tmp_path, here, ROOT],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert (done.returncode, server.count) == (-9, 1), done.stderr
    assert CHAIN.ask(desk, {"zahl": 2}) == four()
    assert server.count == 1


# --- limits ------------------------------------------------------------------------------------------


def test_no_more_calls_are_out_at_once_than_allowed(server: ModelServer, tmp_path: Path) -> None:
    def slow(body: dict[str, Any]) -> Act:
        return say(four(), after=0.05)

    server.always(slow)
    desk = desk_at(server, tmp_path, parallel=2)
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda number: CHAIN.ask(desk, {"zahl": number}), range(10)))
    assert (server.count, server.most_at_once) == (10, 2)


@pytest.mark.parametrize(
    "budget",
    [{"budget_tokens": 40}, {"budget_cost": 40e-6, "price_in": 1.0, "price_out": 1.0}],
    ids=["tokens", "cost"],
)
def test_a_budget_stops_cleanly_and_keeps_what_was_paid(
    server: ModelServer, tmp_path: Path, budget: dict[str, Any]
) -> None:
    server.always(doubling)  # 15 tokens a call: the third reaches 45
    desk = desk_at(server, tmp_path, parallel=1, **budget)

    def ask(number: int) -> int | None:
        try:
            return CHAIN.ask(desk, {"zahl": number}).ergebnis
        except BudgetError as error:
            assert "macht derselbe Befehl dort weiter" in str(error)
            return None

    with ThreadPoolExecutor(6) as pool:
        replies = list(pool.map(ask, range(6)))
    assert server.count == 3 == len([reply for reply in replies if reply is not None])
    paid = [number for number, reply in enumerate(replies) if reply is not None]
    assert [CHAIN.ask(desk, {"zahl": number}).ergebnis for number in paid] == [2 * n for n in paid]
    assert server.count == 3, "was bezahlt ist, gibt es auch mit leerem Budget"


def test_a_budget_ends_the_attempts_too(server: ModelServer, tmp_path: Path) -> None:
    server.always(say("nein"))
    with pytest.raises(BudgetError):
        CHAIN.ask(desk_at(server, tmp_path, budget_tokens=16), {"zahl": 2})
    assert server.count == 2


def test_nothing_goes_out_before_it_is_approved_and_then_all_does(
    server: ModelServer, tmp_path: Path
) -> None:
    server.always(doubling)
    desk, asked = desk_at(server, tmp_path), []

    def no() -> None:
        raise BudgetError("nein")

    desk.approve = no
    for _ in range(2):
        with pytest.raises(BudgetError, match=r"^nein$"):
            CHAIN.ask(desk, {"zahl": 2})
    assert server.count == 0
    desk.approve = lambda: asked.append(server.count)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: CHAIN.ask(desk, {"zahl": number}), range(4)))
    assert asked == [0] and server.count == 4


@pytest.mark.parametrize("act", [Hang(), Hang(trickling=True)], ids=["hanging", "trickling"])
def test_a_call_ends_at_its_deadline_and_the_next_one_is_served(
    server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: Act
) -> None:
    monkeypatch.setattr(calling, "_GRACE", 0.3)
    server.script(act)
    server.always(doubling)
    desk = desk_at(server, tmp_path, timeout=0.5, retries=0, parallel=1)
    started = time.monotonic()
    with pytest.raises(
        ModelError, match=r"nicht (geantwortet|erreichbar oder antwortet nicht rechtzeitig)"
    ):
        CHAIN.ask(desk, {"zahl": 2})
    assert time.monotonic() - started < 2
    assert CHAIN.ask(desk, {"zahl": 3}).ergebnis == 6
    assert server.count == 2


def test_a_server_that_hangs_is_asked_again_within_the_deadline(
    server: ModelServer, tmp_path: Path
) -> None:
    server.script(Hang(), say(four()))
    assert CHAIN.ask(desk_at(server, tmp_path, timeout=0.4, retries=1), {"zahl": 2}) == four()
    assert server.count == 2


# --- what the network breaks -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fault",
    [
        Fault(429, retry_after=SOON),
        Fault(429),
        Fault(500, retry_after=SOON),
        Fault(503, retry_after=SOON),
        say(four(("bus",)), broken=True),
    ],
    ids=["429 with Retry-After", "429", "500", "503", "broken line"],
)
def test_the_client_alone_tries_again_and_once_is_enough(
    server: ModelServer, desk: Desk, fault: Act
) -> None:
    server.script(fault, say(four()))
    assert CHAIN.ask(desk, {"zahl": 2}) == four()
    assert server.count == 2
    assert [request.body for request in server.requests] == [server.requests[0].body] * 2


@pytest.mark.parametrize("retries", [0, 2])
def test_repetitions_never_multiply(server: ModelServer, tmp_path: Path, retries: int) -> None:
    server.always(Fault(500, retry_after=SOON))
    with pytest.raises(ModelError, match=r"meldet einen Fehler \(500\)"):
        CHAIN.ask(desk_at(server, tmp_path, retries=retries), {"zahl": 2})
    assert server.count == retries + 1


def test_a_server_that_fails_every_third_call_holds_up_nothing(server: ModelServer, tmp_path: Path) -> None:
    turn = iter(
        [Fault(500, retry_after=SOON), Fault(429, retry_after=SOON), say("oops"), fenced(four())] * 9
    )
    lock = threading.Lock()

    def moody(body: dict[str, Any]) -> Act:
        with lock:
            moody.calls += 1  # type: ignore[attr-defined]
            return next(turn) if moody.calls % 3 == 0 else doubling(body)  # type: ignore[attr-defined]

    moody.calls = 0  # type: ignore[attr-defined]
    server.always(moody)
    desk = desk_at(server, tmp_path, parallel=4)
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda number: CHAIN.ask(desk, {"zahl": number}).ergebnis, range(24)))
    assert sum(reply == 2 * number for number, reply in enumerate(replies)) >= 20
    assert server.count > 24


# --- a server without schemas ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "no",
    [
        NO_SCHEMA,
        Fault(400, "'response_format' of type 'json_schema' is not supported"),
        Fault(422, "Extra inputs are not permitted: response_format"),
        Fault(400, "Structured output is not available."),
        Fault(400, "Invalid schema for response_format 'Doubled'"),
    ],
)
def test_where_schemas_are_refused_they_are_told_in_words_from_then_on(
    server: ModelServer, desk: Desk, no: Fault
) -> None:
    server.script(no)
    server.always(doubling)
    assert CHAIN.ask(desk, {"zahl": 2}).ergebnis == 4
    assert CHAIN.ask(desk, {"zahl": 3}).ergebnis == 6
    assert server.count == 3, "nur einmal wird vergeblich gefragt"
    assert ["response_format" in request.body for request in server.requests] == [True, False, False]
    told = server.requests[1].text(0)
    assert told.startswith("Du rechnest.\n\nAntworte nur mit einem JSON-Objekt")
    assert json.loads(told.rpartition("\n")[2])["required"] == ["ergebnis", "ids"]
    assert server.requests[1].text(1) == "Verdopple 2."


def test_what_a_server_without_schemas_said_is_not_asked_again_by_the_next_run(
    server: ModelServer, tmp_path: Path
) -> None:
    server.script(NO_SCHEMA, say("nein"), say(four()))
    CHAIN.ask(desk_at(server, tmp_path), {"zahl": 2})
    assert server.count == 3
    assert CHAIN.ask(desk_at(server, tmp_path), {"zahl": 2}) == four()
    assert server.count == 3


def test_a_server_that_refuses_even_words_is_told_as_an_error(server: ModelServer, desk: Desk) -> None:
    server.always(Fault(400, "json_schema: I do not like that"))
    with pytest.raises(ModelError, match=r"meldet einen Fehler \(400\)"):
        CHAIN.ask(desk, {"zahl": 2})
    assert server.count == 2


# --- errors one understands, without the key ---------------------------------------------------------


def unreachable() -> str:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{line.getsockname()[1]}/v1"


@pytest.mark.parametrize(
    ("act", "kind", "message"),
    [
        (WRONG_KEY, ModelError, r"Schlüssel wird von .* abgelehnt \(401\).*OPENAI_API_KEY"),
        (Fault(403, KEY), ModelError, r"Schlüssel .* abgelehnt \(403\)"),
        (NO_MODEL, ModelError, r"Modell „probe“ gibt es bei .* nicht.*szenario model"),
        (NO_QUOTA, ModelError, r"Kontingent ist erschöpft \(429\).*gespeichert"),
        (Fault(429, KEY, retry_after=SOON), ModelError, r"zu viele Anfragen \(429\)"),
        (Fault(429, KEY, retry_after="9999"), ModelError, r"zu viele Anfragen \(429\)"),
        (TOO_LONG, ContextError, r"zu lang für openai:probe"),
        (Fault(400, "maximum context length is 8192 tokens"), ContextError, "zu lang"),
        (Fault(400, "the request exceeds the available context size"), ContextError, "zu lang"),
        (Fault(400, f"prompt is too long {KEY}"), ContextError, "zu lang"),
        (Fault(400, KEY), ModelError, r"meldet einen Fehler \(400\)"),
        (Fault(500, KEY, retry_after=SOON), ModelError, r"meldet einen Fehler \(500\).*gespeichert"),
        (say(KEY, broken=True), ModelError, r"nicht erreichbar oder antwortet nicht rechtzeitig"),
        (say(KEY), AnswerError, "3-mal nicht wie verlangt"),
    ],
    ids=[
        "wrong key", "forbidden", "no model", "no quota", "too many", "wait for hours", "too long",
        "too long in words", "too long for llama.cpp", "too long for others", "bad request", "server error",
        "broken line", "echo",
    ],
)  # fmt: skip
def test_errors_are_told_in_german_and_never_with_the_key(
    server: ModelServer, tmp_path: Path, caplog: pytest.LogCaptureFixture,
    act: Act, kind: type[ModelError], message: str,
) -> None:  # fmt: skip
    server.always(act)
    caplog.set_level(logging.DEBUG)
    desk = desk_at(server, tmp_path, retries=1)
    with pytest.raises(kind, match=message) as caught:
        CHAIN.ask(desk, {"zahl": 2})
    assert type(caught.value) is kind
    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"
    trace = "".join(traceback.format_exception(caught.value))
    assert KEY not in trace and KEY not in repr(caught.value)
    assert KEY not in caplog.text


def test_a_server_that_is_not_there_is_told(server: ModelServer, tmp_path: Path) -> None:
    desk = desk_at(server, tmp_path, address=unreachable(), retries=0)
    with pytest.raises(ModelError, match=r"nicht erreichbar .*derselbe Befehl macht dort weiter") as caught:
        CHAIN.ask(desk, {"zahl": 2})
    assert KEY not in "".join(traceback.format_exception(caught.value))


def test_an_address_that_is_no_model_server_is_told(server: ModelServer, tmp_path: Path) -> None:
    desk = desk_at(server, tmp_path, address=server.address.removesuffix("/v1"), retries=0)
    with pytest.raises(ModelError, match=r"gibt es bei .* nicht"):
        CHAIN.ask(desk, {"zahl": 2})


def test_a_web_page_instead_of_an_answer_is_told(
    server: ModelServer, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "model_server._Handler._whole", lambda self, said: self._json(200, {"hello": "world", "key": KEY})
    )
    server.script(say("x"))
    with pytest.raises(ModelError, match=r"keine Antwort eines Modells .*/v1"):
        CHAIN.ask(desk, {"zahl": 2})


def test_the_key_is_in_no_repr_and_not_in_the_store(
    server: ModelServer, desk: Desk, tmp_path: Path
) -> None:
    server.script(say("nein"), say(four()))
    CHAIN.ask(desk, {"zahl": 2})
    for thing in (desk, desk.model, desk.settings, CHAIN, CHAIN.runnable(desk)):
        assert KEY not in repr(thing) and KEY not in str(thing)
    assert KEY.encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


# --- the model of LangChain --------------------------------------------------------------------------


def test_key_and_address_come_from_the_settings_and_never_from_the_environment(
    server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_KEY", "LANGSMITH_GATEWAY_API_KEY", "AZURE_OPENAI_API_KEY"):
        monkeypatch.setenv(name, "sk-fremd")
    for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE", "LANGSMITH_GATEWAY_URL"):
        monkeypatch.setenv(name, "http://192.0.2.1/v1")
    monkeypatch.setenv("LANGSMITH_GATEWAY", "true")
    server.always(doubling)
    CHAIN.ask(desk_at(server, tmp_path), {"zahl": 2})
    CHAIN.ask(desk_at(server, tmp_path, key=None), {"zahl": 3})
    sent = [request.headers["authorization"] for request in server.requests]
    assert sent == [f"Bearer {KEY}", "Bearer kein-schluessel"]
    own: Any = chat_model(ModelSettings(name="openai:gpt"), SecretStr(KEY))
    assert str(own.root_client.base_url) == "https://api.openai.com/v1/"


@pytest.mark.parametrize("name", ["codex-mini", "gpt-5-pro", "probe", "llama3.1:8b", "org/model"])
def test_every_model_is_asked_over_chat_completions(server: ModelServer, tmp_path: Path, name: str) -> None:
    server.script(say(four()))
    CHAIN.ask(desk_at(server, tmp_path, name=f"openai:{name}"), {"zahl": 2})
    assert server.requests[0].body["model"] == name


def test_a_name_without_a_provider_is_of_openais_protocol() -> None:
    assert (named("gpt-5-mini").provider, named("gpt-5-mini").model) == ("openai", "gpt-5-mini")
    assert (named("openai:a:b").provider, named("openai:a:b").model) == ("openai", "a:b")


@pytest.mark.parametrize("name", ["niemand:modell", "anthropic:claude"])
def test_a_provider_that_is_not_there_is_told(name: str) -> None:
    provider = name.partition(":")[0]
    with pytest.raises(ModelError, match=rf"pip install langchain-{provider}") as caught:
        chat_model(ModelSettings(name=name), SecretStr(KEY))
    assert KEY not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    ("content", "about"),
    [
        (four().model_dump_json(), {"stop_reason": "end_turn"}),
        ([{"type": "text", "text": four().model_dump_json()}], {"finish_reason": "STOP"}),
    ],
    ids=["as Anthropic", "as Google"],
)
def test_other_providers_end_their_answers_in_their_own_words(
    server: ModelServer, tmp_path: Path, content: Any, about: dict[str, str]
) -> None:
    desk = desk_at(server, tmp_path)
    desk.model = GenericFakeChatModel(messages=iter([AIMessage(content=content, response_metadata=about)]))
    assert CHAIN.ask(desk, {"zahl": 2}) == four()


# --- the Runnable ------------------------------------------------------------------------------------


class Watching(BaseCallbackHandler):
    """A callback as LangSmith or Langfuse have one."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.told: list[str] = []
        self.tags: list[Any] = []
        self.seen = ""

    def on_chat_model_start(self, serialized: Any, messages: Any, **more: Any) -> None:
        self.asked.append(messages[0][1].content)
        self.tags.append((more.get("tags"), more.get("metadata", {}).get("lauf")))
        self.seen += repr((serialized, messages, more))

    def on_llm_end(self, response: Any, **more: Any) -> None:
        self.told.append(response.generations[0][0].text)
        self.seen += repr((response, more))


def test_a_chain_is_a_runnable_for_one_and_for_many(server: ModelServer, desk: Desk) -> None:
    server.always(doubling)
    runnable = CHAIN.runnable(desk)
    assert isinstance(runnable, Runnable)
    assert runnable.invoke({"zahl": 1}).ergebnis == 2
    assert [one.ergebnis for one in runnable.batch([{"zahl": n} for n in range(2, 8)])] == [
        4,
        6,
        8,
        10,
        12,
        14,
    ]
    longer: Runnable[Any, int] = runnable | (lambda reply: reply.ergebnis + 1)
    assert longer.invoke({"zahl": 1}) == 3


def test_callbacks_in_the_config_reach_the_call_of_the_model(server: ModelServer, desk: Desk) -> None:
    server.always(doubling)
    watching = Watching()
    config: Any = {"callbacks": [watching], "tags": ["entwurf"], "metadata": {"lauf": "7"}}
    CHAIN.runnable(desk).invoke({"zahl": 1}, config)
    assert watching.asked == ["Verdopple 1."]
    assert [json.loads(text)["ergebnis"] for text in watching.told] == [2]
    assert "entwurf" in watching.tags[0][0] and watching.tags[0][1] == "7"
    CHAIN.runnable(desk).batch([{"zahl": 2}, {"zahl": 3}], config)
    assert sorted(watching.asked[1:]) == ["Verdopple 2.", "Verdopple 3."]
    CHAIN.runnable(desk).invoke({"zahl": 1}, config)
    assert len(watching.asked) == 3, "was bekannt ist, ruft kein Modell"
    assert KEY not in watching.seen


def test_values_are_checked_before_anything_is_sent(server: ModelServer, desk: Desk) -> None:
    with pytest.raises(Exception, match="missing") as caught:
        CHAIN.ask(desk, {"zahlen": 2})
    assert type(caught.value).__name__ == "PromptFault" and server.count == 0


def test_what_a_check_itself_gets_wrong_is_no_fault_of_the_model(server: ModelServer, desk: Desk) -> None:
    server.always(doubling)

    def broken(_: Doubled) -> str:
        raise KeyError("ours")

    with pytest.raises(KeyError, match="ours"):
        CHAIN.ask(desk, {"zahl": 2}, broken)
    assert server.count == 1


@pytest.mark.parametrize(
    "later",
    [[say("oops")] * 2, [say("oops"), refused()], [refused()], [TOO_LONG], [cut_off(four()), TOO_LONG]],
    ids=["unfit", "unfit, refused", "refused", "too long", "cut off, too long"],
)
def test_a_wish_costs_no_reply_that_is_right(server: ModelServer, desk: Desk, later: list[Act]) -> None:
    server.script(say(four()), *later)
    assert CHAIN.ask(desk, {"zahl": 2}, known, wish=lambda _: "Bitte schöner.") == four()
    made = server.count
    assert "Bitte schöner." in server.requests[1].text() and made == 1 + len(later)
    server.always(TOO_LONG)
    assert CHAIN.ask(desk, {"zahl": 2}, known, wish=lambda _: "Bitte schöner.") == four()
    assert server.count - made <= 1, "was da ist, wird nicht noch einmal gefragt"
    assert CHAIN.ask(desk, {"zahl": 2}, known) == four()


def test_the_last_reply_that_is_right_counts(server: ModelServer, desk: Desk) -> None:
    server.script(say(four()), say(four(("bus",))), say(four(("zug",))))
    assert CHAIN.ask(desk, {"zahl": 2}, known, wish=lambda _: "Schöner.") == four(("bus",))


def test_answers_are_kept_with_project_stage_and_time(
    server: ModelServer, desk: Desk, tmp_path: Path
) -> None:
    server.always(doubling)
    CHAIN.ask(desk, {"zahl": 2})
    assert Memory(tmp_path).forget(project="anderes") == 0
    assert Memory(tmp_path).forget(before="2026-11-22") == 0
    assert Memory(tmp_path).forget(before="2026-11-23") == 1
    CHAIN.ask(desk, {"zahl": 2})
    assert server.count == 2, "Vergessenes wird neu gefragt"
    assert Memory(tmp_path).forget(project="projekt") == 1
