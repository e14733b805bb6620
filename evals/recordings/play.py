"""Plays recordings as a server of OpenAI's protocol, so that the real client and chains are exercised.

    python -m evals.recordings.play ORDNER                 # serves until Ctrl+C
    python -m evals.recordings.play ORDNER -- BEFEHL …     # runs a command against it, then ends

Answers were written by hand: a run of them proves protocol, reading and checking of replies, and says
nothing about a model. A recording whose prompt has changed since is not played. A request without a
recording gets 422, which no client repeats, with a message for the person.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from evals.recordings.recording import MODEL, Recording, read_all, stale
from evals.recordings.shelf import Shelf, Tally
from pipeline.core.errors import InputError, SzenarioError

CHARACTERS_PER_TOKEN = 3.3
"""German text in common tokenizers, roughly: the player's counts are estimates."""
MISSING = 422


class Player:
    """The server; it stands between `with` and its end."""

    def __init__(self, recordings: Sequence[Recording], port: int = 0) -> None:
        faults = stale(recordings)
        if faults:
            raise InputError(
                "Diese Aufzeichnungen gehören zu einem früheren Wortlaut und werden nicht gespielt:\n  "
                + "\n  ".join(faults)
                + "\nBitte die Antworten neu geben und aufzeichnen (evals/recordings/README.md)."
            )
        self.shelf = Shelf(recordings)
        self._http = _Http(self.shelf, port)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    def __enter__(self) -> "Player":
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, shelf: Shelf, port: int) -> None:
        self.shelf = shelf
        super().__init__(("127.0.0.1", port), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Http

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        if self.path != "/v1/models":
            return self._fault(404, "not found")
        return self._json(200, {"object": "list", "data": [{"id": MODEL, "object": "model"}]})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/v1/chat/completions":
            return self._fault(404, "not found")
        messages = tuple((one["role"], str(one["content"])) for one in body["messages"])
        form = body.get("response_format") or {}
        found = self.server.shelf.find(form.get("json_schema", {}).get("name"), messages)
        if found.recording is None:
            return self._fault(MISSING, found.why)
        answer = found.recording.answer
        choice = {
            "index": 0,
            "finish_reason": "stop",
            "message": {"role": "assistant", "content": answer},
        }
        asked = _tokens("".join(text for _, text in messages))
        usage = {
            "prompt_tokens": asked,
            "completion_tokens": _tokens(answer),
            "total_tokens": asked + _tokens(answer),
        }
        whole = {"id": "1", "object": "chat.completion", "created": 1, "model": MODEL}
        return self._json(200, {**whole, "choices": [choice], "usage": usage})

    def _fault(self, status: int, message: str) -> None:
        self._json(status, {"error": {"message": message, "type": "error", "code": None}})

    def _json(self, status: int, value: Any) -> None:
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _tokens(text: str) -> int:
    return round(len(text) / CHARACTERS_PER_TOKEN)


def told(tally: Tally) -> str:
    """What a run of recordings was, in German: how many fitted, and what it does not say."""
    answered = tally.literal + len(tally.near)
    lines = [f"{answered} Antworten von Hand geschrieben, aus Aufzeichnungen; Token aus Zeichen geschätzt."]
    if tally.near:
        least = f"{min(likeness for _, likeness in tally.near):.2f}".replace(".", ",")
        lines.append(
            f"{len(tally.near)} von {answered} Antworten passen nicht wörtlich ({_counted(tally.near)}; "
            f"kleinste Ähnlichkeit {least})."
        )
    if tally.missing:
        which = ", ".join(sorted(set(tally.missing)))
        lines.append(f"{len(tally.missing)} Anfragen ohne Aufzeichnung: {which}.")
    if tally.unused:
        lines.append(f"{tally.unused} Aufzeichnungen wurden nicht gebraucht.")
    lines.append("Qualität eines Modells: nicht gemessen.")
    return "\n".join(lines)


def _counted(near: Sequence[tuple[str, float]]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(Counter(n for n, _ in near).items()))


def _run(command: Sequence[str], address: str) -> int:
    """The command's exit code; it knows no key, no proxy and no earlier answers."""
    own = {"OPENAI_API_KEY", "SZENARIO_MODEL", "SZENARIO_EMBEDDINGS"}
    kept = {name: value for name, value in os.environ.items() if name not in own}
    with tempfile.TemporaryDirectory() as home:
        here = {"OPENAI_BASE_URL": address, "SZENARIO_HOME": home}
        here |= dict.fromkeys(("NO_PROXY", "no_proxy"), "127.0.0.1")
        return subprocess.run(list(command), env={**kept, **here}, check=False).returncode


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="play", description="Spielt Aufzeichnungen als Modellserver ab.")
    parser.add_argument("folder", type=Path, metavar="ORDNER")
    parser.add_argument("--port", type=int, default=0)
    given = list(sys.argv[1:] if arguments is None else arguments)
    at = given.index("--") if "--" in given else len(given)
    chosen, command = parser.parse_args(given[:at]), given[at + 1 :]
    try:
        player = Player(read_all(chosen.folder), chosen.port)
    except SzenarioError as error:
        print(error, file=sys.stderr)
        return 2
    code = 0
    with player:
        if command:
            code = _run(command, player.address)
        else:
            print(f"Aufzeichnungen unter {player.address}, Modellname openai:{MODEL}. Ende mit Strg+C.")
            with contextlib.suppress(KeyboardInterrupt):
                threading.Event().wait()
        print(f"\n{told(player.shelf.tally())}")
    return code


if __name__ == "__main__":
    sys.exit(main())
