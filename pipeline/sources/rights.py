"""What may be done with a document's text: said in its own head or in a rights.yaml beside it.

rights.yaml speaks of files of its folder by name, or with "*" of all below that say nothing
themselves; the nearest "*" holds. Where two places speak of one file, the stricter holds, field by
field. What nobody has said is not allowed, and what cannot be understood stops the run.
"""

import os
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from pipeline.core.errors import InputError, ProjectError
from pipeline.core.files import read_yaml
from pipeline.core.types import Passage, Rights

NAME = "rights.yaml"
MISNAMED = frozenset({"rights.yml", "rights.yaml.txt", "rights.yml.txt"})
POSSIBLE = (
    "Möglich sind external_model: yes|no, quote: none|short|free, export: yes|no, owner, note "
    "(Text in Anführungszeichen)."
)
STRICT = Rights()
_ALL = "*"
_QUOTES = ("none", "short", "free")


class UnclearError(ValueError):
    """A field of rights that cannot be understood; the caller knows where it stands."""

    def __init__(self, field: str, found: object) -> None:
        super().__init__(field)
        self.field, self.found = field, found


class RightsByDocument(dict[str, Rights]):
    """Rights by document path; a document that is not listed is allowed nothing."""

    def __missing__(self, document: str) -> Rights:
        return STRICT


@dataclass(frozen=True)
class Ruling:
    """What holds for a document; `disputed` where the places that speak of it differ."""

    rights: Rights
    disputed: bool = False


@dataclass(frozen=True)
class RightsFiles:
    """Every rights.yaml below a folder: rights by file, and by folder for all that say nothing."""

    named: Mapping[str, Sequence[Rights]] = field(default_factory=dict)
    folders: Mapping[str, Rights] = field(default_factory=dict)

    def of(self, document: str, own: Rights | None) -> Ruling:
        """What holds for the document of that path, whose own head says `own` (None: nothing)."""
        path = _plain(document)
        said = [*self.named.get(path, ()), *([own] if own is not None else [])]
        if said:
            return Ruling(reduce(stricter, said), len({_permissions(one) for one in said}) > 1)
        parents = (parent.as_posix() for parent in PurePosixPath(path).parents)
        return Ruling(next((self.folders[one] for one in parents if one in self.folders), STRICT))

    def about(self, document: str) -> str:
        """All that is said beside a document about it; what it says itself stands in its bytes."""
        path = _plain(document)
        parents = (parent.as_posix() for parent in PurePosixPath(path).parents)
        above = next((self.folders[one] for one in parents if one in self.folders), STRICT)
        return "\n".join(one.model_dump_json() for one in (*self.named.get(path, ()), above))

    def absent(self, documents: Iterable[str]) -> list[str]:
        """The files that are named and are not there."""
        return sorted(self.named.keys() - {_plain(document) for document in documents})


@dataclass(frozen=True)
class Release:
    """Passages that may be given to a model, and the documents whose passages may not."""

    passages: tuple[Passage, ...]
    left_out: tuple[str, ...]

    @property
    def told(self) -> str:
        """What was left out, as a sentence; empty where nothing was."""
        if not self.left_out:
            return ""
        return (
            f"Nicht an ein externes Modell gegeben: {', '.join(self.left_out)} "
            "(rights: external_model fehlt oder no)."
        )


def release(passages: Iterable[Passage], rights: Mapping[str, Rights], *, external: bool) -> Release:
    """The passages that a model may see; one that runs in the house may see all."""
    given = tuple(passages)
    if not external:
        return Release(given, ())
    allowed = tuple(one for one in given if rights.get(one.document, STRICT).external_model)
    kept = {one.document for one in allowed}
    return Release(allowed, tuple(dict.fromkeys(one.document for one in given if one.document not in kept)))


def printable(rights: Rights) -> bool:
    """Whether the document's text may stand in what leaves the house, such as the report."""
    return rights.quote == "free" and rights.export


def in_words(rights: Rights) -> str:
    """What may be done with a document, for a person to read."""
    words = ["frei zitierbar" if printable(rights) else "nur Verweis"]
    if not rights.external_model:
        words.append("nicht für externe Modelle")
    return ", ".join(words)


def stricter(first: Rights, second: Rights) -> Rights:
    """What both allow; owners and notes of both are kept."""
    return Rights(
        external_model=first.external_model and second.external_model,
        quote=min(first.quote, second.quote, key=_QUOTES.index),
        export=first.export and second.export,
        owner=_both(first.owner, second.owner),
        note=_both(first.note, second.note),
    )


def parse(said: object) -> Rights:
    """A mapping of fields as rights, unset ones strict; raises UnclearError."""
    try:
        return Rights.model_validate(said)
    except ValidationError as error:
        first = error.errors()[0]
        raise UnclearError(".".join(str(part) for part in first["loc"]), first["input"]) from error


def find(folder: Path) -> list[Path]:
    """Every rights.yaml below `folder`, outer folders first; raises ProjectError for a wrong name."""
    found: dict[Path, Path] = {}
    alike = [path for path in folder.rglob("*") if path.name.lower() in {NAME, *MISNAMED}]
    for path in sorted(alike, key=lambda path: (len(path.parts), path)):
        place = path.relative_to(folder)
        if any(part.startswith(".") for part in place.parts) or path.is_dir():
            continue
        if path.name.lower() in MISNAMED:
            raise ProjectError(
                f"„{folder.name}/{place.as_posix()}“ wird unter diesem Namen nicht gelesen. Bitte in "
                f"{NAME} umbenennen."
            )
        if path.parent in found:
            raise ProjectError(
                f"In „{path.parent.name}“ liegen {found[path.parent].name} und {path.name}. Bitte "
                f"zu einer {NAME} zusammenfassen."
            )
        found[path.parent] = path
    return list(found.values())


def load(folder: Path) -> RightsFiles:
    """All that the rights.yaml below `folder` say; raises ProjectError where one is not clear."""
    named: dict[str, list[Rights]] = {}
    folders: dict[str, Rights] = {}
    for path in find(folder):
        below = PurePosixPath(_plain(path.parent.relative_to(folder).as_posix()))
        where = f"„{folder.name}/{path.relative_to(folder).as_posix()}“"
        for key, rights in _entries(path, where).items():
            if key == _ALL:
                folders[below.as_posix()] = rights
            elif os.path.isdir(path.parent / key):
                raise ProjectError(
                    f"{where}: „{key}“ ist ein Ordner. Bitte dort eine eigene {NAME} mit dem Eintrag "
                    f'"{_ALL}" anlegen.'
                )
            else:
                named.setdefault((below / key).as_posix(), []).append(rights)
    return RightsFiles(named, folders)


def _entries(path: Path, where: str) -> dict[str, Rights]:
    """The entries of one file by name in one spelling of umlauts."""
    try:
        data = read_yaml(path)
    except OSError as error:
        raise ProjectError(
            f"{where} lässt sich nicht öffnen ({error.strerror}). Bitte Leserechte prüfen."
        ) from error
    except InputError as error:
        raise ProjectError(f"{where}: {error}") from error
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise ProjectError(
            f"{where}: erwartet werden Zeilen der Form „studie.pdf: {{quote: short}}“, gefunden wurde "
            "etwas anderes. Bitte vor jede Angabe den Dateinamen und einen Doppelpunkt setzen."
        )
    entries: dict[str, Rights] = {}
    for key, said in data.items():
        name = _name(key, where)
        if name in entries:
            raise ProjectError(f"{where}: „{name}“ steht doppelt. Bitte zu einem Eintrag zusammenfassen.")
        try:
            entries[name] = parse({} if said is None else said)
        except UnclearError as error:
            what = f"die Angabe {error.field}" if error.field else "der Eintrag"
            raise ProjectError(
                f"{where}: {what} zu „{name}“ ist nicht lesbar (gefunden: {error.found}). {POSSIBLE}"
            ) from error
    return entries


def _name(key: object, where: str) -> str:
    """The file that a key names; raises ProjectError for what can be no file's name."""
    if not isinstance(key, str) or not key.strip():
        raise ProjectError(
            f"{where}: „{key}“ ist kein Dateiname. Bitte den Namen der Datei in Anführungszeichen "
            f'schreiben oder "{_ALL}" für alle.'
        )
    if _ALL in key and key != _ALL:
        raise ProjectError(
            f"{where}: „{key}“ ist ein Muster, und Muster werden nicht verstanden. Bitte jede Datei "
            f'nennen oder "{_ALL}" für alle schreiben.'
        )
    return PurePosixPath(_plain(key)).as_posix()


def _plain(path: str) -> str:
    return unicodedata.normalize("NFC", path)


def _permissions(rights: Rights) -> tuple[bool, str, bool]:
    return rights.external_model, rights.quote, rights.export


def _both(first: str, second: str) -> str:
    return "; ".join(sorted({first, second} - {""}))
