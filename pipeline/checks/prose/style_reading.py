"""stil.yaml read strictly: what does not fit is told with its key, its line and what is possible."""

from pathlib import Path
from typing import Any, get_args

import yaml

from pipeline.checks.prose.style_sheet import NAME, Address, Forbidden, Gender, Lengths, StyleSheet
from pipeline.core.errors import ProjectError
from pipeline.core.files import read_yaml

_KEYS = tuple(StyleSheet.model_fields)
_LONGEST = 200


def load_style(folder: Path) -> StyleSheet:
    """The style sheet of a project's folder, empty where there is none.

    Raises InputError for broken YAML, ProjectError for what a style sheet does not know.
    """
    path = folder / NAME
    if not path.is_file():
        return StyleSheet()
    data = read_yaml(path)
    if data is None:
        return StyleSheet()
    reader = _Reader(path.read_text(encoding="utf-8-sig"))
    if not isinstance(data, dict):
        raise reader.fault(None, "die Datei ist keine Liste von Angaben", f"Möglich sind {_listed(_KEYS)}")
    for key in data:
        if key not in _KEYS:
            raise reader.fault(key, "die Angabe gibt es nicht", f"Möglich sind {_listed(_KEYS)}")
    said = {key: value for key, value in data.items() if value is not None}
    return StyleSheet(**{key: _READ[key](reader, key, value) for key, value in said.items()})


class _Reader:
    """Knows in which line a key stands, for those who have to find it."""

    def __init__(self, text: str) -> None:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        pairs = root.value if isinstance(root, yaml.MappingNode) else []
        self._line = {key.value: key.start_mark.line + 1 for key, _ in pairs}

    def fault(self, key: Any, found: str, possible: str) -> ProjectError:
        """The error about one key; `possible` says in words what may stand there."""
        line = self._line.get(str(key), 1)
        named = f" „{key}“" if key is not None else ""
        return ProjectError(f"„{NAME}“, Zeile {line}{named}: {found}. {possible}.")


def _words(reader: _Reader, key: str, value: Any) -> dict[str, str]:
    possible = "Erwartet werden Paare aus zwei Wörtern, zum Beispiel Handy: Mobiltelefon"
    if not isinstance(value, dict):
        raise reader.fault(key, "hier stehen keine Paare", possible)
    for wrong, right in value.items():
        if not (_is_word(wrong) and _is_word(right)):
            raise reader.fault(key, f"„{wrong}: {right}“ ist kein Paar aus zwei Wörtern", possible)
        if wrong == right:
            raise reader.fault(key, f"„{wrong}“ steht für sich selbst", possible)
    return value


def _forbidden(reader: _Reader, key: str, value: Any) -> tuple[Forbidden, ...]:
    possible = "Erwartet wird eine Liste aus Wörtern oder {word: …, reason: …}"
    if not isinstance(value, list):
        raise reader.fault(key, "hier steht keine Liste", possible)
    found = []
    for one in value:
        entry = {"word": one} if isinstance(one, str) else one
        fits = isinstance(entry, dict) and set(entry) <= {"word", "reason"} and _is_word(entry.get("word"))
        if not fits or not isinstance(entry.get("reason", ""), str):
            raise reader.fault(key, f"„{one}“ ist kein Wort mit oder ohne Grund", possible)
        found.append(Forbidden(**entry))
    return tuple(found)


def _one_of(possible: tuple[str, ...]) -> Any:
    def read(reader: _Reader, key: str, value: Any) -> Any:
        if value not in possible:
            raise reader.fault(key, f"„{value}“ gibt es nicht", f"Möglich sind {_listed(possible)}")
        return value

    return read


def _lengths(reader: _Reader, key: str, value: Any) -> Lengths:
    possible = "Erwartet wird zum Beispiel {average: [14, 22], longest: 35}"
    if not isinstance(value, dict) or not set(value) <= set(Lengths.model_fields):
        raise reader.fault(key, f"„{value}“ passt nicht", possible)
    average = value.get("average", list(Lengths().average))
    longest = value.get("longest", Lengths().longest)
    numbers = [*average, longest] if isinstance(average, list) and len(average) == 2 else [None]
    if any(isinstance(one, bool) or not isinstance(one, int) for one in numbers):
        raise reader.fault(key, "hier stehen keine ganzen Zahlen", possible)
    low, high = average
    if not 0 < low <= high <= longest <= _LONGEST:
        raise reader.fault(
            key, f"{low} bis {high} im Mittel und {longest} höchstens geht nicht auf", possible
        )
    return Lengths(average=(low, high), longest=longest)


def _switch(reader: _Reader, key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise reader.fault(key, f"„{value}“ ist weder true noch false", "Möglich sind true, false")
    return value


def _is_word(one: Any) -> bool:
    return isinstance(one, str) and any(sign.isalnum() for sign in one)


def _listed(possible: tuple[str, ...]) -> str:
    return ", ".join(possible)


_READ: dict[str, Any] = {
    "preferred": _words,
    "forbidden": _forbidden,
    "gender": _one_of(get_args(Gender)),
    "address": _one_of(get_args(Address)),
    "spellings": _words,
    "sentences": _lengths,
    "strict": _switch,
}
