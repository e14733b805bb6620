"""Files are written whole or not at all, and read into types.

Every write goes to a hidden neighbour, is synced and renamed: a killed run leaves the old file or
the new one. Writing the same bytes again touches nothing.
"""

import csv
import hashlib
import io
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from yaml.constructor import ConstructorError

from pipeline.core.errors import InputError, OutputError
from pipeline.core.numbering import numbered
from pipeline.core.types import SCHEMA_VERSION

TEMPORARY_SUFFIX = ".unfertig"

M = TypeVar("M", bound=BaseModel)


def digest(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_bytes(path: Path, data: bytes) -> None:
    """Write atomically; raises OutputError where the place cannot be written."""
    try:
        if path.is_file() and path.read_bytes() == data:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}{TEMPORARY_SUFFIX}")
        with temporary.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as error:
        raise OutputError(
            f"„{path}“ sollte geschrieben werden, aber das System meldet: {error.strerror}. "
            "Bitte Schreibrechte und freien Platz prüfen oder mit --out einen anderen Ordner nennen."
        ) from error


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 with LF line ends, atomically."""
    write_bytes(path, text.encode("utf-8"))


def remove_unfinished(folder: Path) -> None:
    """Clear what a killed process left half-written in a folder of ours."""
    for leftover in folder.rglob(f".*{TEMPORARY_SUFFIX}"):
        leftover.unlink(missing_ok=True)


def to_json(value: BaseModel | Mapping[str, Any] | Sequence[Any]) -> str:
    """Readable JSON with a final newline; the order of keys is the order of fields."""
    plain = value.model_dump(mode="json") if isinstance(value, BaseModel) else value
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


class _Dumper(yaml.CSafeDumper):
    """YAML that a person edits: texts with line breaks as blocks, lists indented."""


def _text_node(dumper: _Dumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text_node)


def to_yaml(value: BaseModel | Mapping[str, Any] | Sequence[Any]) -> str:
    """YAML in block style, keys in the order of fields, umlauts kept."""
    plain = value.model_dump(mode="json") if isinstance(value, BaseModel) else value
    return yaml.dump(plain, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


class _Loader(yaml.CSafeLoader):
    """YAML read strictly: a field that stands twice or cannot be read is an error with its line."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                raise ConstructorError(None, None, f"„{key.value}“ steht doppelt", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except ValueError as error:  # such as 2035-02-30, which looks like a date
            problem = f"„{node.value}“ ist kein gültiger Wert"
            raise ConstructorError(None, None, problem, node.start_mark) from error


class _WordedLoader(_Loader):
    """YAML in which every scalar is the text that stands there: 010 is no 8, and no is no false."""

    yaml_implicit_resolvers = {"<": _Loader.yaml_implicit_resolvers["<"]}  # noqa: RUF012


def worded_yaml(text: str) -> Any:
    """Parse YAML with all scalars as texts; raises yaml.YAMLError."""
    return yaml.load(text, Loader=_WordedLoader)


def read_yaml(path: Path, *, worded: bool = False) -> Any:
    """Parse YAML, `worded` with all scalars as texts; raises InputError naming the line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return worded_yaml(text) if worded else yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line if mark else 0
        raise InputError(
            f"„{path.name}“, Zeile {line + 1}: kein gültiges YAML{_shown(error, text, line)}. Bitte "
            "Einrückung und Anführungszeichen dort prüfen; Text mit Doppelpunkt so: "
            'feld: "Eins: Zwei".'
        ) from error
    except yaml.YAMLError as error:
        raise InputError(
            f"„{path.name}“ enthält ein Zeichen, das in YAML nicht erlaubt ist ({error}). "
            "Bitte die Datei als reinen UTF-8-Text speichern."
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"„{path.name}“ ist kein UTF-8-Text (Byte {error.start}). Bitte als UTF-8 speichern."
        ) from error


def _shown(error: yaml.MarkedYAMLError, text: str, line: int) -> str:
    """What is wrong where we found it, else the line (from 0) as it stands: the parser speaks English."""
    problem = error.problem or ""
    lines = text.splitlines()
    at = lines[line].strip() if line < len(lines) else ""
    shown = problem if problem.startswith("„") else f"„{at}“" if at else ""
    return f" ({shown})" if shown else ""


def validated(kind: type[M], data: Any, path: Path) -> M:
    """Data from a file as a type; raises InputError naming the first field that does not fit, or the
    schema where it is another one: what a field meant there is not known."""
    written = data.get("schema_version") if isinstance(data, dict) else None
    if "schema_version" in kind.model_fields and written not in (None, SCHEMA_VERSION):
        raise InputError(
            f"„{path}“ stammt von einer anderen Fassung (Schema {written}, erwartet {SCHEMA_VERSION}). Was "
            "zu einem Lauf gehört, bitte mit „szenario run PROJEKT --out NEUER-ORDNER“ neu erzeugen."
        )
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "(ganze Datei)"
        raise InputError(
            f"„{path.name}“: das Feld {where} passt nicht ({first['msg']}). "
            "Bitte die Angabe berichtigen oder die Datei neu erzeugen lassen."
        ) from error


def read_yaml_as(kind: type[M], path: Path) -> M:
    """A YAML file as a type; raises InputError."""
    return validated(kind, read_yaml(path), path)


def read_json_as(kind: type[M], path: Path) -> M:
    """A JSON file as a type; raises InputError."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise InputError(
            f"„{path.name}“ ist kein gültiges JSON ({error}). Bitte die Datei wiederherstellen."
        ) from error
    return validated(kind, data, path)


def to_jsonl(items: Iterable[BaseModel]) -> str:
    """One JSON object a line."""
    return "".join(json.dumps(item.model_dump(mode="json"), ensure_ascii=False) + "\n" for item in items)


def read_jsonl_as(kind: type[M], path: Path) -> tuple[M, ...]:
    """One object of a type a line; raises InputError naming the line."""
    items: list[M] = []
    with path.open("rb") as stream:  # as bytes, so that a broken character belongs to its line
        for number, line in enumerate(stream, start=1):
            try:
                items.append(kind.model_validate_json(line))
            except ValidationError as error:
                raise InputError(
                    f"„{path.name}“, Zeile {number}: nicht lesbar. "
                    "Bitte die Datei löschen und den Befehl wiederholen; sie wird neu erzeugt."
                ) from error
    return tuple(items)


def to_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Comma-separated, LF, quoted where needed."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()


def keep_copy(path: Path, folder: str = "history") -> Path:
    """Copy a file into the folder beside it under the next number; returns the copy."""
    copy = numbered(path.parent / folder, path.stem, path.suffix)
    write_bytes(copy, path.read_bytes())
    return copy
