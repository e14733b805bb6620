"""Raw factors (plain dicts from any format) into a checked Sheet.

What is wrong is told by the name a person knows: the factor's title, the value's label. What is
only unfinished (a factor without values, a value without text) is no error. Ids that are missing
are made from the order, `f01` and `f01a`, and never collide with given ones.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any, get_args

from pydantic import ValidationError

from pipeline.core.cells import clean
from pipeline.core.errors import SheetError
from pipeline.core.types import Factor, FactorValue, Role, Sheet, Valence

_FACTOR_FIELDS = frozenset(Factor.model_fields)
_VALUE_FIELDS = frozenset(FactorValue.model_fields)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def sheet(raw: list[dict[str, Any]], source: str, reserved: Collection[str] = ()) -> Sheet:
    """A checked sheet with ids; raises SheetError naming `source` and the place.

    No new id is made that stands in `reserved`.
    """
    factors: list[Factor] = []
    taken = _given_ids(raw, source) | set(reserved)
    for number, entry in enumerate(raw, start=1):
        factors.append(_factor(entry, number, taken, source))
    _check_names(factors, source)
    return Sheet(factors=tuple(factors))


def remarks(raw: list[dict[str, Any]], beside: Sequence[str] = ()) -> list[str]:
    """What stands in the file and is not used: unknown fields, by name, once each."""
    unknown: dict[str, None] = dict.fromkeys(beside)
    for entry in raw:
        unknown.update({str(key): None for key in entry if str(key) not in _FACTOR_FIELDS})
        for value in entry.get("values") or []:
            if isinstance(value, dict):
                unknown.update({str(key): None for key in value if str(key) not in _VALUE_FIELDS})
    return [
        f"Die Angabe „{name}“ in der Wertetafel ist unbekannt und bleibt ungenutzt." for name in unknown
    ]


def plain(value: object) -> str:
    """A field as the sheet holds it, from a text, a number or a list of ids."""
    return ", ".join(_cards(value)) if isinstance(value, (list, tuple)) else _text(value)


def _given_ids(raw: list[dict[str, Any]], source: str) -> set[str]:
    ids: list[str] = []
    for entry in raw:
        ids.append(_text(entry.get("id")))
        ids.extend(_text(value.get("id")) for value in _value_entries(entry, source))
    counts = Counter(found for found in ids if found)
    doubled = sorted(found for found, count in counts.items() if count > 1)
    if doubled:
        raise SheetError(
            f"„{source}“: die Id {', '.join(f'„{found}“' for found in doubled[:5])} kommt mehrfach "
            "vor. Jede Id darf im Projekt nur einmal stehen; ohne Angabe wird eine vergeben."
        )
    spaced = [found for found in counts if any(char.isspace() for char in found)]
    if spaced:
        raise SheetError(f"„{source}“: die Id „{spaced[0]}“ enthält ein Leerzeichen. Bitte ohne schreiben.")
    return set(counts)


def _factor(entry: dict[str, Any], number: int, taken: set[str], source: str) -> Factor:
    name = _text(entry.get("name"))
    if not name:
        raise SheetError(
            f"„{source}“: der {number}. Einflussfaktor hat keinen Namen. Bitte unter „name“ eintragen."
        )
    _check_plain(entry, _FACTOR_FIELDS - {"values"}, name, source)
    factor_id = _text(entry.get("id")) or _new_id(f"f{number:02d}", taken)
    role = _text(entry.get("rolle")) or None
    if role is not None and role not in get_args(Role):
        raise SheetError(
            f"„{source}“: bei „{name}“ steht die Rolle „{role}“. Möglich sind {', '.join(get_args(Role))}."
        )
    values = [
        _value(value, position, factor_id, name, taken, source)
        for position, value in enumerate(_value_entries(entry, source))
    ]
    return Factor(
        id=factor_id,
        trend=_text(entry.get("trend")),
        name=name,
        definition=_text(entry.get("definition")),
        heute=_text(entry.get("heute")),
        leitfrage=_text(entry.get("leitfrage")),
        rolle=role,
        values=tuple(values),
    )


def _value(
    entry: dict[str, Any], position: int, factor_id: str, name: str, taken: set[str], source: str
) -> FactorValue:
    _check_plain(entry, _VALUE_FIELDS - {"cards"}, name, source)
    label = _text(entry.get("label"))
    text = _text(entry.get("text"))
    value_id = _text(entry.get("id")) or _new_value_id(factor_id, position, taken)
    try:
        return FactorValue(
            id=value_id,
            label=label or " ".join(text.split()[:6]),
            text=text,
            group=_text(entry.get("group")),
            plausibel=_plausibility(entry.get("plausibel")),
            wertung=_valence(_text(entry.get("wertung")), name, source),
            cards=_cards(entry.get("cards")),
        )
    except (ValidationError, ValueError) as error:
        raise SheetError(
            f"„{source}“: bei „{name}“, Ausprägung „{label or value_id}“, passt „plausibel“ nicht "
            f"({entry.get('plausibel')!r}). Erwartet wird eine Zahl von 1 bis 5 oder nichts."
        ) from error


def _value_entries(entry: dict[str, Any], source: str) -> list[dict[str, Any]]:
    values = entry.get("values") or []
    named = _text(entry.get("name")) or _text(entry.get("id")) or "?"
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        raise SheetError(
            f"„{source}“: unter „values“ von „{named}“ wird eine Liste von Ausprägungen mit label "
            "und text erwartet. Bitte wie im Muster („szenario new“) schreiben."
        )
    return values


def _check_plain(entry: dict[str, Any], fields: frozenset[str], name: str, source: str) -> None:
    for field in sorted(fields):
        if isinstance(entry.get(field), (list, dict)):
            raise SheetError(
                f"„{source}“: bei „{name}“ steht unter „{field}“ eine Liste oder Gruppe. Bitte einen "
                "einzigen Text schreiben, mit Anführungszeichen, wenn er einen Doppelpunkt enthält."
            )


def _check_names(factors: list[Factor], source: str) -> None:
    counts = Counter(factor.name for factor in factors)
    doubled = [name for name, count in counts.items() if count > 1]
    if doubled:
        raise SheetError(
            f"„{source}“: der Einflussfaktor „{doubled[0]}“ kommt mehrfach vor. Bitte zusammenlegen "
            "oder unterscheidbar benennen."
        )


def _new_id(wanted: str, taken: set[str]) -> str:
    candidate, number = wanted, 2
    while candidate in taken:
        candidate, number = f"{wanted}-{number}", number + 1
    taken.add(candidate)
    return candidate


def _new_value_id(factor_id: str, position: int, taken: set[str]) -> str:
    """The letter of the position, or the next free one: `f01d` beside a given `f01c`."""
    for letter in _LETTERS[position:]:
        if f"{factor_id}{letter}" not in taken:
            return _new_id(f"{factor_id}{letter}", taken)
    return _new_id(f"{factor_id}-{position + 1}", taken)


def _cards(value: object) -> tuple[str, ...]:
    """Card ids from a list, or from one text with commas."""
    parts = value if isinstance(value, (list, tuple)) else re.split(r"[,;\s]+", _text(value))
    return tuple(dict.fromkeys(_text(part) for part in parts if _text(part)))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return clean(str(value))


def _plausibility(value: object) -> int | None:
    text = _text(value)
    if not text:
        return None
    number = float(text.replace(",", "."))
    if not number.is_integer():
        raise ValueError(text)
    return int(number)


def _valence(text: str, name: str, source: str) -> Any:
    text = text.replace("−", "-").replace("–", "-").replace("'", "")
    if not text:
        return None
    if text not in get_args(Valence):
        raise SheetError(f"„{source}“: bei „{name}“ steht die Wertung „{text}“. Möglich sind +, 0 und -.")
    return text
