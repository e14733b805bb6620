"""A chain with pseudonyms: what is sent, kept and traced holds no name, and the reply does."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from model_server import Fault, ModelServer, desk_at, say

from pipeline.core.errors import AnswerError, BudgetError
from pipeline.core.settings import PrivacySettings
from pipeline.llm.chain import Chain, Desk
from pipeline.llm.memory import FILE
from pipeline.llm.name_table import table_path
from pipeline.llm.prompts import Prompt
from pipeline.llm.pseudonyms import Pseudonyms
from pipeline.llm.schema import Reply

PROMPT = Prompt("probe/sagt", frozenset({"text"}), "d", "Du fasst zusammen.\n=== Auftrag ===\n{{ text }}")
ASKED = {"text": "Sabine Krüger und Herr Fuchs bauen. Krügers Plan steht."}


class Told(Reply):
    """What somebody said."""

    ids: tuple[str, ...]
    text: str


CHAIN = Chain(PROMPT, Told, "probe")


@pytest.fixture
def desk(server: ModelServer, tmp_path: Path) -> Desk:
    made = desk_at(server, tmp_path)
    made.pseudonyms = Pseudonyms(table_path(tmp_path, "projekt"), PrivacySettings(pseudonymise=True))
    return made


def sent(server: ModelServer) -> str:
    return json.dumps([request.body for request in server.requests], ensure_ascii=False)


def without_names(text: str) -> bool:
    return not any(name in text for name in ("Sabine", "Krüger", "Fuchs"))


def test_names_are_gone_from_question_and_store_and_back_in_the_reply(
    server: ModelServer, desk: Desk, tmp_path: Path
) -> None:
    server.script(say({"ids": ["f01a"], "text": "Person_003s Haus und Person_002s Plan"}))
    reply = CHAIN.ask(desk, ASKED)
    assert reply == Told(ids=("f01a",), text="Fuchs’ Haus und Krügers Plan")
    assert server.requests[0].text() == (
        "Vorname_001 Person_002 und Herr Person_003 bauen. Person_002s Plan steht."
    )
    assert "Person_… und Vorname_… stehen für Namen" in server.requests[0].text(0)
    kept = (tmp_path / FILE).read_bytes().decode("utf-8", "replace")
    assert without_names(sent(server)) and without_names(kept) and "Person_002" in kept


def test_the_same_question_is_recalled_with_its_names(server: ModelServer, desk: Desk) -> None:
    server.script(say({"ids": [], "text": "Frau Person_002"}))
    assert CHAIN.ask(desk, ASKED) == CHAIN.ask(desk, ASKED) == Told(ids=(), text="Frau Krüger")
    assert server.count == 1


def test_an_invented_person_is_sent_back(server: ModelServer, desk: Desk) -> None:
    server.script(say({"ids": [], "text": "Person_099"}), say({"ids": [], "text": "Person_002"}))
    assert CHAIN.ask(desk, ASKED).text == "Krüger"
    assert "„Person_099“ kommt in der Anfrage nicht vor" in server.requests[1].text()
    assert "Person_099" not in json.dumps(desk.pseudonyms.masked(["Person_002"]))  # type: ignore[union-attr]


def test_who_is_only_invented_ends_with_a_message(server: ModelServer, desk: Desk) -> None:
    server.always(say({"ids": [], "text": "Person_099"}))
    with pytest.raises(AnswerError, match="Person_099"):
        CHAIN.ask(desk, ASKED)


def test_what_a_check_says_of_a_name_leaves_without_it(server: ModelServer, desk: Desk) -> None:
    server.script(say({"ids": [], "text": "Person_002 baut."}), say({"ids": [], "text": "Ja."}))

    def check(reply: Told) -> str:
        return f"„{reply.text}“ ist zu lang; Frau Krüger reicht." if len(reply.text) > 5 else ""

    assert CHAIN.ask(desk, ASKED, check).text == "Ja."
    assert "„Person_002 baut.“ ist zu lang; Frau Person_002 reicht." in server.requests[1].text()
    assert server.requests[1].body["messages"][2]["content"] == '{"ids": [], "text": "Person_002 baut."}'
    assert without_names(sent(server))


def test_a_server_without_schemas_gets_no_names_either(server: ModelServer, desk: Desk) -> None:
    server.script(Fault(400, "response_format is not supported"), say({"ids": [], "text": "Person_002"}))
    assert CHAIN.ask(desk, ASKED).text == "Krüger"
    assert without_names(sent(server))


class Hearing(BaseCallbackHandler):
    """Writes down all that a tracer would get."""

    def __init__(self) -> None:
        self.heard: list[Any] = []
        self.names: list[str] = []

    def _hear(self, *what: Any, **more: Any) -> None:
        self.heard.append((what, more))

    def on_chain_start(self, serialized: Any, inputs: Any, **more: Any) -> None:
        self.names.append(str(more.get("name")))
        self._hear(serialized, inputs, **more)

    on_chain_end = on_chain_error = on_llm_end = on_chat_model_start = _hear  # type: ignore[assignment]


def test_a_trace_holds_no_name_where_names_are_replaced(server: ModelServer, desk: Desk) -> None:
    hearing = Hearing()
    desk.callbacks = [hearing]
    server.script(say({"ids": [], "text": "Person_099"}), say({"ids": [], "text": "Person_002 baut"}))
    assert CHAIN.ask(desk, ASKED).text == "Krüger baut"
    heard = repr(hearing.heard)
    assert "Vorname_001 Person_002" in heard and "Person_002 baut" in heard
    assert without_names(heard)


def test_without_pseudonyms_one_trace_has_prompt_and_model_and_parse(
    server: ModelServer, tmp_path: Path
) -> None:
    desk, hearing = desk_at(server, tmp_path), Hearing()
    desk.callbacks = [hearing]
    server.script(say({"ids": [], "text": "Krüger baut"}))
    assert CHAIN.ask(desk, ASKED).text == "Krüger baut"
    assert hearing.names == ["probe/sagt", "prompt", "ask", "parse"]
    runs = [more for _, more in hearing.heard if "parent_run_id" in more]
    roots = [more["run_id"] for more in runs if more["parent_run_id"] is None]
    assert len(set(roots)) == 1, "eine Spur"
    assert "Krüger" in repr(hearing.heard)


def test_who_says_no_is_asked_once_however_many_calls_wait(server: ModelServer, tmp_path: Path) -> None:
    desk, asked = desk_at(server, tmp_path, parallel=6), []

    def no() -> None:
        asked.append(1)
        time.sleep(0.05)
        raise BudgetError("nein")

    desk.approve = no

    def ask(number: int) -> str:
        with pytest.raises(BudgetError) as caught:
            CHAIN.ask(desk, {"text": str(number)})
        return str(caught.value)

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(ask, range(6))) == {"nein"}
    assert asked == [1] and server.count == 0
