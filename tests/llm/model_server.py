"""A model server of the tests: it speaks OpenAI's protocol on loopback and does what a test tells it.

    with ModelServer() as server:                      # or the fixture `server`
        server.script(Fault(429), say({"zahl": 4}))    # one act a request, in this order,
        server.always(lambda body: say("Hallo"))       # and this for all that come after them
        desk_at(server, folder)                        # a desk that asks it
        server.requests, server.most_at_once           # what came in, and how much of it at once

Acts: `say` (in pieces where a stream is wanted), `fenced`, `cut_off`, `refused`, `Fault` (any status),
`Hang` (says nothing, or trickles bytes for ever). Invented ids, English text or broken JSON are just
something to `say`. Without an act a request fails with 418, which no client repeats.
"""

import json
import re
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from pydantic import BaseModel, SecretStr

from pipeline.core.settings import ModelSettings
from pipeline.llm.chain import Desk
from pipeline.llm.memory import Memory
from pipeline.llm.model import chat_model
from pipeline.llm.usage import Meter

KEY = "sk-nur-fuer-tests-0815-abcdef"
_TRICKLE = 0.03
_CHAT = re.compile(
    r"/v1/chat/completions|/openai/v1/chat/completions"
    r"|/openai/deployments/[\w.-]+/chat/completions\?api-version=[\w-]+"
)
"""Where chat is answered: OpenAI's path, and the two of Azure."""


@dataclass(frozen=True)
class Said:
    """An answer: its text and how it ended, seconds it takes, and whether the line breaks in its middle.

    Where it comes in pieces, `pace` is the seconds before each.
    """

    text: str | None
    finish: str | None = "stop"
    refusal: str | None = None
    tokens: tuple[int, int] | None = (10, 5)
    after: float = 0.0
    broken: bool = False
    pace: float = 0.0


@dataclass(frozen=True)
class Fault:
    """An error: status, the provider's message and code, and Retry-After in seconds."""

    status: int
    message: str = "no"
    code: str | None = None
    retry_after: str | None = None


@dataclass(frozen=True)
class Hang:
    """No answer as long as the server stands; with `trickling`, a byte now and then."""

    trickling: bool = False


Act = Said | Fault | Hang
Script = Act | Callable[[dict[str, Any]], Act]


def say(value: str | BaseModel | dict[str, Any] | None, **more: Any) -> Said:
    """An answer with this text, or with this value as JSON; `more` are the fields of Said."""
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json")
    return Said(json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value, **more)


def fenced(value: BaseModel | dict[str, Any]) -> Said:
    """JSON in a fence of Markdown, as chat models like it."""
    said = say(value)
    return replace(said, text=f"```json\n{said.text}\n```")


def cut_off(value: BaseModel | dict[str, Any]) -> Said:
    """JSON that stops in its middle because the model ran out of tokens."""
    said = say(value)
    return replace(said, text=(said.text or "")[: len(said.text or "") // 2], finish="length")


def refused() -> Said:
    """What a model says that does not want to."""
    return Said(None, refusal="I'm sorry, I can't help with that.")


NO_SCHEMA = Fault(
    400, "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model."
)
TOO_LONG = Fault(
    400,
    "This model's maximum context length is 4096 tokens, however you requested 9000.",
    "context_length_exceeded",
)
NO_QUOTA = Fault(429, "You exceeded your current quota.", "insufficient_quota", "0.01")
WRONG_KEY = Fault(401, f"Incorrect API key provided: {KEY}.", "invalid_api_key")
NO_MODEL = Fault(404, "The model does not exist.", "model_not_found")


@dataclass(frozen=True)
class Request:
    """What came in; the names of headers in small letters; the path with its query."""

    body: dict[str, Any]
    headers: dict[str, str]
    path: str = ""

    def text(self, at: int = -1) -> str:
        """The text of a message, by default of the last."""
        return str(self.body["messages"][at]["content"])


class ModelServer:
    """The server; its docstring is that of this module."""

    def __init__(self, model: str = "probe") -> None:
        self.model = model
        self.requests: list[Request] = []
        self.most_at_once = 0
        self._acts: deque[Act] = deque()
        self._always: Script = Fault(418, "no act for this request")
        self._at_once = 0
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._http = _Http(self)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    @property
    def azure(self) -> str:
        """The endpoint to which an Azure client adds its own path."""
        return self.address.removesuffix("/v1")

    @property
    def count(self) -> int:
        """How many chat requests have come in."""
        return len(self.requests)

    def script(self, *acts: Act) -> None:
        """One of these for each of the next requests."""
        self._acts.extend(acts)

    def always(self, act: Script) -> None:
        """This for every request the script says nothing about."""
        self._always = act

    def __enter__(self) -> "ModelServer":
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._http.shutdown()
        self._http.server_close()

    def _came(self, request: Request) -> Act:
        with self._lock:
            self.requests.append(request)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            act = self._acts.popleft() if self._acts else self._always
        return act(request.body) if callable(act) else act

    def _goes(self) -> None:
        with self._lock:
            self._at_once -= 1


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, owner: ModelServer) -> None:
        self.owner = owner
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, *_: Any) -> None:
        """A client that hangs up is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: _Http

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        if self.path != "/v1/models":
            return self._json(404, {"error": {"message": "not found"}})
        model = {"id": self.server.owner.model, "object": "model"}
        return self._json(200, {"object": "list", "data": [model]})

    def do_POST(self) -> None:
        owner = self.server.owner
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not _CHAT.fullmatch(self.path):
            return self._json(404, {"error": {"message": "not found"}})
        headers = {name.lower(): value for name, value in self.headers.items()}
        act = owner._came(Request(body, headers, self.path))
        if isinstance(act, Hang):
            self._hang(act)
        elif isinstance(act, Said) and act.after:
            owner._closing.wait(act.after)
        owner._goes()  # before the last byte: whoever has it may ask again at once
        if isinstance(act, Said):
            return self._stream(act) if body.get("stream") else self._whole(act)
        if isinstance(act, Fault):
            error = {"message": act.message, "type": "error", "code": act.code}
            more = {"Retry-After": act.retry_after} if act.retry_after else {}
            return self._json(act.status, {"error": error}, more)
        return None

    def _hang(self, act: Hang) -> None:
        if not act.trickling:
            self.server.owner._closing.wait()
            return
        self._head(200, {"Content-Type": "application/json"})
        try:
            while not self.server.owner._closing.wait(_TRICKLE):
                self.wfile.write(b" ")
        except OSError:
            pass

    def _whole(self, said: Said) -> None:
        message = {"role": "assistant", "content": said.text, "refusal": said.refusal}
        choice = {"index": 0, "finish_reason": said.finish, "message": message}
        whole: dict[str, Any] = self._frame("chat.completion", [choice])
        if said.tokens is not None:
            whole["usage"] = _usage(said.tokens)
        self._json(200, whole, broken=said.broken)

    def _stream(self, said: Said) -> None:
        self._head(200, {"Content-Type": "text/event-stream"})
        text = said.text or ""
        pieces = [text[at : at + 8] for at in range(0, len(text), 8)]
        deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
        deltas += [{"content": piece} for piece in pieces]
        for delta in deltas[: len(deltas) // 2 + 1] if said.broken else deltas:
            self.server.owner._closing.wait(said.pace)
            self._event([{"index": 0, "delta": delta, "finish_reason": None}])
        if said.broken:
            return
        self._event([{"index": 0, "delta": {}, "finish_reason": said.finish}])
        if said.tokens is not None:
            self._event([], usage=_usage(said.tokens))
        self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, choices: list[Any], **more: Any) -> None:
        data = json.dumps({**self._frame("chat.completion.chunk", choices), **more})
        self.wfile.write(f"data: {data}\n\n".encode())

    def _frame(self, kind: str, choices: list[Any]) -> dict[str, Any]:
        return {
            "id": "1",
            "object": kind,
            "created": 1,
            "model": self.server.owner.model,
            "choices": choices,
        }

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _json(
        self, status: int, value: Any, more: dict[str, str] | None = None, broken: bool = False
    ) -> None:
        data = json.dumps(value).encode()
        length = {"Content-Type": "application/json", "Content-Length": str(len(data))}
        self._head(status, {**length, **(more or {})})
        self.wfile.write(data[: len(data) // 2] if broken else data)


def _usage(tokens: tuple[int, int]) -> dict[str, int]:
    return {"prompt_tokens": tokens[0], "completion_tokens": tokens[1], "total_tokens": sum(tokens)}


def desk_at(server: ModelServer, folder: Path, *, key: str | None = KEY, **settings: Any) -> Desk:
    """A desk that asks this server and keeps the answers in a folder; `settings` of ModelSettings."""
    wanted = {"name": f"openai:{server.model}", "address": server.address, "timeout": 10, "retries": 2}
    chosen = ModelSettings.model_validate({**wanted, **settings})
    return Desk(
        model=chat_model(chosen, SecretStr(key) if key else None),
        settings=chosen,
        memory=Memory(folder),
        meter=Meter(chosen),
        project="projekt",
        now=lambda: "2026-11-22T08:00:00+00:00",
    )
