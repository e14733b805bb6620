"""Chroma opened with care: in this process, alone, or on a server that several processes share.

In this process a file lock guards the folder: a second writer damages a store for good, and a second
reader goes stale without a word (measured on 1.5.9). Chroma never embeds by itself, its own default
would download a model, and it tells nobody that it is used.
"""

import shutil
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipeline.core.errors import LockedError, OutputError, ProjectError, SurroundingsError

PATIENCE = 30
"""Seconds that a process waits for another one that has the store open."""
TIMEOUT = 60
"""Seconds that a server may take for one answer."""
_DOOR = threading.Lock()
"""Chroma counts who has a database open, but not safely: one thread may close what another opens."""


@dataclass(frozen=True)
class Store:
    """Where vectors are kept: on the server at `url`, or "" for a folder beside the index."""

    url: str = ""


HERE = Store()


class StoreBroken(Exception):
    """A folder that Chroma cannot open or read; it is made anew from the vectors' own files."""


@dataclass
class Opened:
    """A client and the lock that is held while it is open (None on a server)."""

    client: Any
    lock: Any
    store: Store

    def close(self) -> None:
        with _DOOR:
            if self.store.url:
                for line in _lines(self.client):
                    line.close()
            self.client.close()
        if self.lock is not None:
            self.lock.release()

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turns what goes wrong while asking into an expected error, or into StoreBroken."""
        try:
            yield
        except Exception as error:
            if self.store.url:
                raise unreachable(self.store) from error
            raise StoreBroken(str(error)) from error
        except BaseException as error:  # Chroma's own half is Rust: its panics are no Exception
            if type(error).__name__ == "PanicException":
                raise StoreBroken(str(error)) from None
            raise


def opened(folder: Path, store: Store, *, anew: bool = False) -> Opened:
    """A client of the server, or of what lies in `folder`, under its lock; `anew` begins with nothing.

    Raises OutputError where the folder cannot be written, LockedError where another process has it open,
    SurroundingsError where the server does not answer, StoreBroken where the folder is damaged.
    """
    if store.url:
        return _on_server(store)
    lock = _locked(folder)
    try:
        if anew:
            for broken in folder.glob("v-*"):
                shutil.rmtree(broken, ignore_errors=True)
                broken.unlink(missing_ok=True)  # where it is no folder at all
        with _DOOR:
            return Opened(_client(_place(folder)), lock, store)
    except BaseException as error:
        lock.release()
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise StoreBroken(str(error)) from None
        raise


def unreachable(store: Store) -> SurroundingsError:
    """What is told where a server is not there, or gone in the middle."""
    return SurroundingsError(
        f"Der Chroma-Server {store.url} (CHROMA_URL) antwortet nicht oder nicht wie erwartet; verloren ist "
        "nichts. Bitte ihn mit „chroma run“ starten und den Befehl wiederholen, oder CHROMA_URL löschen."
    )


def _on_server(store: Store) -> Opened:
    import chromadb

    parts = urlsplit(store.url)
    try:
        port = parts.port or (443 if parts.scheme == "https" else 8000)
    except ValueError:
        port = 0
    if parts.scheme not in ("http", "https") or not parts.hostname or not port:
        raise ProjectError(
            f"CHROMA_URL ist „{store.url}“; erwartet wird eine Adresse wie http://localhost:8000. Bitte "
            "berichtigen oder die Variable löschen."
        )
    try:
        with _DOOR:
            client = chromadb.HttpClient(
                host=parts.hostname, port=port, ssl=parts.scheme == "https", settings=_settings()
            )
    except Exception as error:
        raise unreachable(store) from error
    for line in _lines(client):
        line.timeout = TIMEOUT
    return Opened(client, None, store)


def _lines(client: Any) -> list[Any]:
    """A client's HTTP connections, its own and its administrator's: Chroma itself neither limits their
    time nor closes them (1.5.9)."""
    return [one._server._session for one in (client, client._admin_client)]


def _locked(folder: Path) -> Any:
    from filelock import FileLock, Timeout

    try:
        if folder.is_file():
            folder.unlink()
        folder.mkdir(parents=True, exist_ok=True)
        # One lock for the whole process, whichever thread opens: a process is one, however often it asks.
        lock = FileLock(folder / ".lock", thread_local=False, is_singleton=True)
        lock.acquire(timeout=PATIENCE)
    except Timeout as error:
        raise LockedError(
            f"Die Vektoren in „{folder}“ hält gerade ein anderer Befehl offen. Bitte warten, bis er fertig "
            "ist; sollen mehrere zugleich arbeiten, „chroma run“ starten und CHROMA_URL setzen."
        ) from error
    except OSError as error:
        raise OutputError(
            f"In „{folder}“ kann nicht geschrieben werden: {error.strerror or error}. Bitte Schreibrechte "
            "und freien Platz prüfen, oder CHROMA_URL setzen."
        ) from error
    return lock


def _place(folder: Path) -> Path:
    """The folder of the database; a fresh one has a fresh name, since Chroma keeps what it once opened by
    its path, and a reader of the old one would pass it on."""
    found = sorted(folder.glob("v-*"))
    return found[0] if found else folder / f"v-{uuid.uuid4().hex[:8]}"


def _client(folder: Path) -> Any:
    import chromadb

    return chromadb.PersistentClient(str(folder), settings=_settings())


def _settings() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)
