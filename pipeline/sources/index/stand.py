"""What an index says of itself: what it was made of, and the size and a sample of each of its files.

An index is put in place whole: made beside the old one, its own account written last, then renamed, and
only then the old one is deleted: who opens it meanwhile misses no file. Killed before, the old one stands;
a file that is missing, cut or overwritten is noticed before it is asked.
"""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.core.errors import OutputError
from pipeline.core.files import write_text

META = "meta.json"
_BLOCK = 4_096
_SAMPLES = 16


def made_of(folder: Path) -> dict[str, Any] | None:
    """What the index in `folder` was made of; None where there is none, or it is not as it was left."""
    try:
        meta = json.loads((folder / META).read_text(encoding="utf-8"))
        sound = meta["files"] == _account(folder)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return dict(meta["of"]) if sound and isinstance(meta["of"], dict) else None


def put_in_place(folder: Path, made_of: dict[str, Any], fill: Callable[[Path], None]) -> None:
    """Let `fill` make an index in a fresh folder and put it where `folder` is; raises OutputError."""
    fresh = folder.with_name(f"{folder.name}.neu")
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        fill(fresh)
        meta = {"of": made_of, "files": _account(fresh)}
        write_text(fresh / META, json.dumps(meta, indent=2, sort_keys=True) + "\n")
        _exchange(fresh, folder)
    except (OSError, ValueError, sqlite3.Error) as error:  # tantivy tells a full disk as a ValueError
        shutil.rmtree(fresh, ignore_errors=True)  # what was half written takes up the room
        raise OutputError(
            f"Der Index in „{folder}“ kann nicht geschrieben werden: {error}. Bitte "
            "Schreibrechte und freien Platz prüfen."
        ) from error


def _exchange(fresh: Path, folder: Path) -> None:
    """Two renames, between which hardly any time passes; deleting a large index would take its time."""
    aside = folder.with_name(f"{folder.name}.alt")
    shutil.rmtree(aside, ignore_errors=True)
    if folder.exists():
        folder.replace(aside)
    fresh.replace(folder)
    shutil.rmtree(aside, ignore_errors=True)


def _account(folder: Path) -> dict[str, str]:
    """Each file by its size and a digest of samples of it: large ones are not read whole for a question."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / META)
    return {path.relative_to(folder).as_posix(): _sampled(path) for path in files}


def _sampled(path: Path) -> str:
    size = path.stat().st_size
    found = hashlib.sha256()
    with path.open("rb") as stream:
        for number in range(_SAMPLES):
            stream.seek(max(0, (size - _BLOCK) * number // (_SAMPLES - 1)))
            found.update(stream.read(_BLOCK))
    return f"{size} {found.hexdigest()[:16]}"
