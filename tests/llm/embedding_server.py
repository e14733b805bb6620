"""An embeddings endpoint of the tests on loopback: deterministic vectors, faults where a test wants them.

A text's vector counts its words, each in a place of its own, so that texts with the same words are near.
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from zlib import crc32

DIMENSIONS = 24


class EmbeddingServer:
    """The server; `texts` are all that were sent, `fault` a status to answer with, `body` what instead."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.fault = 0
        self.body: Any = None
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    def __enter__(self) -> "EmbeddingServer":
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()


def vector(text: str) -> list[float]:
    counted = [0.1] * DIMENSIONS
    for word in text.lower().split():
        counted[crc32(word.strip(".?!,").encode()) % DIMENSIONS] += 2.0
    return counted


def _handler(owner: EmbeddingServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            assert all(isinstance(text, str) for text in asked["input"])  # texts, not tokens
            owner.texts.extend(asked["input"])
            rows = [
                {"object": "embedding", "index": at, "embedding": vector(text)}
                for at, text in enumerate(asked["input"])
            ]
            whole = {"object": "list", "data": rows, "model": asked["model"], "usage": {}}
            answer = owner.body if owner.body is not None else whole
            data = json.dumps({"error": {"message": "nein"}} if owner.fault else answer).encode()
            self.send_response(owner.fault or 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    return Handler
