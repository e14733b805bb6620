"""What all tests share: small projects in real folders, the command line, one finished run."""

import contextlib
import fcntl
import functools
import gc
import io
import ipaddress
import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import typer.main
from model_server import ModelServer

from pipeline.app.cli.main import main

for library in ("OPENBLAS", "OMP", "MKL"):  # as the command line does; tests share two cores
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

# A small run writes through to the disk some fifty times (medians on a busy machine: tantivy 0.2 s on the
# disk and 0.1 in memory, Chroma 0.3 and 0.15, each of 43 fsyncs 8 ms and none). Where there is room, what
# tests write stays in memory; every write is made just the same.
MEMORY, ROOM = Path("/dev/shm"), 4 << 30
if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM and "TMPDIR" not in os.environ:
    tempfile.tempdir = str(MEMORY)

# How long an example takes is a matter of who else is working here, not of the code.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "corpus" / "konnektivitaet-2035"

VALUES = """\
# Wertetafel der Tests
factors:
  - id: bus
    trend: Verkehr
    name: Angebot im Nahverkehr
    rolle: Schlüsselfaktor
    values:
      - {id: bus1, label: Rufbus im Verein, text: "Nachbarn betreiben gemeinsam einen Rufbus und teilen sich die Fahrten.", wertung: "+"}
      - {id: bus2, label: Fahrdienst per App, text: "Ein Konzern schickt Wagen, wo es sich lohnt, und bucht den Preis sofort ab.", wertung: "-"}
  - id: hafen
    trend: Verkehr
    name: Umschlag im Hafen
    rolle: Schlüsselfaktor
    values:
      - {id: hafen1, label: Terminal des Konzerns, text: "Ein Konzern bucht alle Plätze am Kai und nennt den Preis per App.", wertung: "0"}
      - {id: hafen2, label: Gemeinsames Lager, text: "Betriebe teilen sich ein Lager am Kai und betreiben gemeinsam den Kran.", wertung: "+"}
  - id: strom
    trend: Energie
    name: Strom vor Ort
    values:
      - {id: strom1, label: Dächer der Nachbarn, text: "Nachbarn teilen den Strom ihrer Dächer und betreiben gemeinsam einen Speicher.", wertung: "+"}
      - {id: strom2, label: Tarif eines Konzerns, text: "Ein Konzern liefert Strom per Vertrag und ändert den Preis jede Stunde.", wertung: "-"}
  - id: schule
    trend: Bildung
    name: Lernen im Betrieb
    values:
      - {id: schule1, label: Kurse im Abo, text: "Kurse kommen per App von einem Konzern, der den Preis je Lektion abbucht."}
      - {id: schule2, label: Lernen bei Nachbarn, text: "Betriebe teilen sich ihre Ausbilder, und Nachbarn lernen gemeinsam."}
"""  # noqa: E501

SETTINGS = """\
title = "Probe 2035"
region = "Proberegion"
scenarios = 2
name_pattern = "Die … Proberegion"
pictures = false

[draft]
words = [60, 140]
"""

NOTE = """\
---
title: "Notiz"
kind: notiz
source: "Test"
---
# Verkehr

## Nahverkehr

Nachbarn haben einen Rufbus gegründet, der Dörfer und Bahnhof verbindet. Er fährt 3 Linien.

## Hafen

Am Kai liegt ein altes Lager. Mehrere Betriebe wollen den Kran gemeinsam erneuern.
"""


def pytest_collection_finish() -> None:
    """What is there now, stays: no collection of garbage needs to look through it for as long as we run."""
    gc.collect()
    gc.freeze()


MODEL_VARIABLES = (
    "OPENAI_",
    "SZENARIO_",
    "LANGSMITH_",
    "LANGCHAIN_",
    "LANGFUSE_",
    "AZURE_OPENAI_",
    "CHROMA_",
)
PROXIES = ("http_proxy", "https_proxy", "all_proxy")


@pytest.fixture(scope="session", autouse=True)
def no_real_model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reaches a model, or anything else beyond this machine: no key, no address, no way out.

    What is kept is kept in a folder of this session, never in that of the person at the keyboard.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(MODEL_VARIABLES) or name.lower() in PROXIES:
                patch.delenv(name)
        patch.setenv("SZENARIO_HOME", str(tmp_path_factory.mktemp("home")))
        # Every client of a model server reads the certificates of all authorities, 25 ms each time, a
        # thousand times; nobody here proves to be anyone.
        patch.setattr(ssl.SSLContext, "load_verify_locations", lambda *_, **__: None)
        for way in ("connect", "connect_ex"):
            patch.setattr(socket.socket, way, _only_here(getattr(socket.socket, way)))
        yield


def _only_here(connect: Any) -> Any:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and not _loopback(address[0]):
            self.close()
            # No Exception: a client would take that for a broken line and try again.
            pytest.fail(f"a test wants to reach {address[0]}")
        return connect(self, address)

    return guarded


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this session for all workers together."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session", autouse=True)
def shared_vectors(shared_folder: Path) -> Path:
    """Where the vectors of this session lie; tests/run/shared_vectors.py says why."""
    from shared_vectors import shared_in

    folder = shared_folder / "vektoren"
    folder.mkdir(exist_ok=True)
    shared_in(folder)
    return folder


@pytest.fixture
def server() -> Iterator[ModelServer]:
    """A model server on loopback; tests/llm/model_server.py says what it can do."""
    with ModelServer() as standing:
        yield standing


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of four factors and one document."""
    folder = tmp_path / "probe"
    (folder / "documents").mkdir(parents=True)
    (folder / "szenario.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "values.yaml").write_text(VALUES, encoding="utf-8")
    (folder / "documents" / "notiz.md").write_text(NOTE, encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Outcome:
    """What a call of the command line left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict:
        return json.loads(self.out)


def szenario(*arguments: str | Path, cwd: Path, timeout: float = 240) -> Outcome:
    """Call the command line in a process of its own, as a person would."""
    command = [sys.executable, "-m", "pipeline.app", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SZENARIO_MODEL": ""}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=timeout
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


# Typer puts the command line together anew for every call, which takes 20 ms each time.
_put_together = functools.cache(typer.main.get_command)


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """`cli("run", project)` in the test's own folder: the whole command, in this process."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SZENARIO_MODEL", "")
    monkeypatch.setattr("typer.main.get_command", _put_together)

    def call(*arguments: str | Path) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["szenario", *map(str, arguments)])
        out, err = io.StringIO(), io.StringIO()
        code: int | str | None = 0
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                main()
            except SystemExit as end:
                code = end.code
        return Outcome(int(code or 0), out.getvalue(), err.getvalue())

    return call


@pytest.fixture(scope="session")
def mother(no_real_model: None, shared_vectors: Path) -> Iterator[Any]:
    """Commands in warm processes of their own; tests/run/processes.py says how."""
    from processes import Mother  # which takes from here

    with Mother(shared_vectors) as standing:
        yield standing


@pytest.fixture(scope="session")
def example_run(shared_folder: Path, mother: Any) -> Path:
    """The shipped example, run once for all tests that only look at it, by the worker that comes first."""
    folder = shared_folder / "beispiel"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "fertig").exists():
            offline = {"SZENARIO_MODEL": ""}
            outcome = mother.run(
                "run", EXAMPLE, "--out", folder / "lauf", "--json", cwd=folder, env=offline
            )
            assert outcome.code == 0, outcome.err
            (folder / "fertig").touch()
    return folder / "lauf"
