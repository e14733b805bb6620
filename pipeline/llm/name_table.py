"""Which name has which token: one file for each project, for its owner's eyes alone.

It only grows. Whoever adds a name holds the lock and reads anew first, so that several processes never
give one token twice.
"""

import json
import os
import threading
from collections.abc import Mapping
from pathlib import Path

from pipeline.core.errors import OutputError
from pipeline.core.files import digest

FOLDER = "pseudonyms"
_PATIENCE = 30.0  # seconds to wait for others who write


def table_path(home: Path, project: str) -> Path:
    """Where the table of a project is kept."""
    return home / FOLDER / f"{digest(project.encode())[:16]}.json"


class NameTable:
    """Names and their tokens, on disk."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._tokens: dict[str, str] = {}
        self._read_at: tuple[int, int] | None = None
        self._lock = threading.Lock()

    def tokens(self) -> dict[str, str]:
        """Name → token, as the file has it now."""
        with self._lock:
            self._read()
            return dict(self._tokens)

    def add(self, met: Mapping[str, str]) -> None:
        """Give each name (→ kind) that has none the next token; raises OutputError."""
        from filelock import FileLock, Timeout

        with self._lock:
            self._read()
            if all(name in self._tokens for name in met):
                return
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                with FileLock(self._path.with_suffix(".lock"), timeout=_PATIENCE, mode=0o600):
                    self._read()
                    for name, kind in met.items():
                        if name not in self._tokens:
                            self._tokens[name] = f"{kind}_{len(self._tokens) + 1:03d}"
                    self._write()
            except (OSError, Timeout) as error:
                raise OutputError(
                    f"Die Pseudonyme in „{self._path}“ lassen sich nicht speichern ({error}). Bitte "
                    "Schreibrechte und freien Platz prüfen oder mit SZENARIO_HOME einen anderen Ordner "
                    "nennen; gesendet wurde nichts."
                ) from error

    def _read(self) -> None:
        try:
            found = self._path.stat()
            if self._read_at == (found.st_mtime_ns, found.st_ino):
                return
            self._tokens = {str(k): str(v) for k, v in json.loads(self._path.read_text("utf-8")).items()}
            self._read_at = (found.st_mtime_ns, found.st_ino)
        except FileNotFoundError:
            self._tokens, self._read_at = {}, None
        except (OSError, ValueError, AttributeError) as error:
            raise OutputError(
                f"Die Pseudonyme in „{self._path}“ sind nicht lesbar ({error}). Bitte die Datei "
                "wiederherstellen oder mit „szenario model --forget PROJEKT“ neu beginnen."
            ) from error

    def _write(self) -> None:
        """Whole or not at all, and never readable by others, not for a moment."""
        temporary = self._path.with_name(f".{self._path.name}.unfertig")
        temporary.unlink(missing_ok=True)
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(self._tokens, stream, ensure_ascii=False, indent=1)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(self._path)


def forget(home: Path, project: str) -> bool:
    """Delete the table of a project for good; whether there was one."""
    path = table_path(home, project)
    there = path.is_file()
    path.unlink(missing_ok=True)
    path.with_suffix(".lock").unlink(missing_ok=True)
    return there
