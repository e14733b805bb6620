"""Who else hears the calls: LangSmith by its variables, Langfuse by [model] callbacks, nobody offline."""

import os
import subprocess
import sys
import threading
import types
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from model_server import ModelServer, desk_at, say

from pipeline.app.model_settings import model_settings
from pipeline.app.tracing import tracers
from pipeline.core.errors import ModelError, ProjectError
from pipeline.llm.callbacks import handlers
from pipeline.llm.chain import Chain
from pipeline.llm.probe import Doubled
from pipeline.llm.prompts import load

ROOT = Path(__file__).resolve().parents[2]
CHAIN = Chain(load("llm/probe"), Doubled, "probe")


class Tracing:
    """Stands where LangSmith would stand, and keeps what it is told."""

    def __init__(self) -> None:
        heard: list[bytes] = []
        self.heard = heard

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: Any) -> None:
                pass

            def do_GET(self) -> None:
                self.send_error(404)  # it then takes its own defaults

            def do_POST(self) -> None:
                heard.append(self._whole())
                self._answer(b"{}")

            do_PATCH = do_POST

            def _whole(self) -> bytes:
                if "Content-Length" in self.headers:
                    return self.rfile.read(int(self.headers["Content-Length"]))
                pieces = []
                while size := int(self.rfile.readline(), 16):
                    pieces.append(self.rfile.read(size))
                    self.rfile.readline()
                return b"".join(pieces)

            def _answer(self, data: bytes) -> None:
                self.send_response(200)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.http.server_port}"


@pytest.fixture
def langsmith() -> Iterator[Tracing]:
    """LangSmith, standing on this machine."""
    tracing = Tracing()
    yield tracing
    tracing.http.shutdown()
    tracing.http.server_close()


ASKING = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[3:]
from langchain_core.tracers.langchain import wait_for_all_tracers
from model_server import desk_at
from pipeline.llm.chain import Chain
from pipeline.llm.probe import Doubled
from pipeline.llm.prompts import load
class Standing:
    address, model = sys.argv[1], "probe"
Chain(load("llm/probe"), Doubled, "probe").ask(desk_at(Standing, Path(sys.argv[2])), {"zahl": 2})
wait_for_all_tracers()
"""


def test_langsmith_hears_a_call_where_its_variables_say_so(
    server: ModelServer, tmp_path: Path, langsmith: Tracing
) -> None:
    server.script(say({"ergebnis": 4}))
    variables = {
        "LANGSMITH_TRACING": "true",
        "LANGSMITH_ENDPOINT": langsmith.address,
        "LANGSMITH_API_KEY": "lsv2-nur-fuer-tests",
        "LANGSMITH_DISABLE_RUN_COMPRESSION": "true",
    }
    done = subprocess.run(  # LangSmith keeps a thread for the life of a process
        [sys.executable, "-c", ASKING, server.address, tmp_path, Path(__file__).parent, ROOT],
        env={**os.environ, **variables}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert (done.returncode, server.count) == (0, 1), done.stderr
    heard = b"".join(langsmith.heard).decode("utf-8", "replace")
    assert "llm/probe" in heard and "Wie viel ist 2 mal zwei?" in heard and "ergebnis" in heard


def test_a_tracer_outside_makes_a_call_one_that_leaves(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", server.address)
    inside = model_settings({}, "openai:x", offline=False)
    assert not inside.external and inside.traced == ()
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    traced = model_settings({}, "openai:x", offline=False)
    assert traced.external and traced.traced == ("LangSmith (https://api.smith.langchain.com)",)
    assert model_settings({"external": True}, "openai:x", offline=False).external
    with pytest.raises(ProjectError, match=r"external = false, aber LangSmith .*LANGSMITH_TRACING"):
        model_settings({"external": False}, "openai:x", offline=False)
    assert model_settings({"external": False}, "openai:x", offline=True).offline
    monkeypatch.setenv("LANGSMITH_ENDPOINT", "http://localhost:1984")
    assert not model_settings({"external": False}, "openai:x", offline=False).external


@pytest.mark.parametrize(
    ("variables", "address"),
    [
        ({"LANGSMITH_TRACING": "true"}, "https://api.smith.langchain.com"),
        ({"LANGCHAIN_TRACING_V2": "true", "LANGCHAIN_ENDPOINT": "http://spur:1"}, "http://spur:1"),
        ({"LANGSMITH_TRACING": "false"}, ""),
        ({"LANGSMITH_TRACING_V2": "false", "LANGSMITH_TRACING": "true"}, ""),
        (
            {"LANGSMITH_TRACING": "true", "LANGSMITH_ENDPOINT": "https://a:geheim@spur.de"},
            "https://spur.de",
        ),
        ({"LANGSMITH_TRACING": "true", "LANGSMITH_RUNS_ENDPOINTS": "[]"}, "mehrere Adressen"),
    ],
)
def test_langsmiths_variables_are_read_as_langsmith_reads_them(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], address: str
) -> None:
    from langsmith import utils

    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    utils.get_env_var.cache_clear()
    found = tracers(())
    assert [one.address for one in found] == ([address] if address else [])
    assert bool(found) is bool(utils.tracing_is_enabled())
    utils.get_env_var.cache_clear()


# --- Langfuse ----------------------------------------------------------------------------------------


def test_langfuse_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "langfuse.langchain", None)
    with pytest.raises(ModelError, match=r"callbacks = \[\"langfuse\"\].*pip install langfuse"):
        handlers(["langfuse"])


class Heard(BaseCallbackHandler):
    """Stands for Langfuse's handler, which is made without arguments."""

    asked: list[str] = []  # noqa: RUF012

    def on_chat_model_start(self, serialized: Any, messages: Any, **_: Any) -> None:
        self.asked.append(messages[0][1].content)


@pytest.fixture
def langfuse(monkeypatch: pytest.MonkeyPatch) -> type[Heard]:
    module = types.ModuleType("langfuse.langchain")
    module.CallbackHandler = Heard  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "langfuse", types.ModuleType("langfuse"))
    monkeypatch.setitem(sys.modules, "langfuse.langchain", module)
    Heard.asked.clear()
    return Heard


def test_langfuse_without_keys_is_told(langfuse: type[Heard], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ModelError, match="LANGFUSE_PUBLIC_KEY ist nicht gesetzt"):
        handlers(["langfuse"])


def test_langfuse_hears_every_call(
    langfuse: type[Heard], server: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGFUSE_PUBLIC_KEY", "pk")
    monkeypatch.setenv("LANGFUSE_SECRET_KEY", "sk")
    server.script(say({"ergebnis": 4}))
    desk = desk_at(server, tmp_path)
    desk.callbacks = handlers(["langfuse"])
    CHAIN.ask(desk, {"zahl": 2})
    assert Heard.asked == ["Wie viel ist 2 mal zwei?"]


def test_langfuse_is_outside_unless_it_stands_here(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", server.address)
    table = {"callbacks": ["langfuse"]}
    assert model_settings(table, "openai:x", offline=False).external
    monkeypatch.setenv("LANGFUSE_BASE_URL", "http://localhost:3000")
    assert not model_settings(table, "openai:x", offline=False).external
    with pytest.raises(ProjectError, match="callbacks"):
        model_settings({"callbacks": ["datadog"]}, "openai:x", offline=False)
