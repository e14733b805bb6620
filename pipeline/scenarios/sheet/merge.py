"""Three states of a sheet into one: as handed out, as a file wants it, as it stands now.

What only the file changed is taken, what only the project changed stays. Where both changed the same
thing, the project's state stays and the file's is told, so that nobody undoes another's work unseen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.core.types import Factor, FactorValue, Sheet
from pipeline.scenarios.sheet import rows

_HOME = "home"
_State = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Merged:
    """The sheet of all three, and what the file wanted and did not get."""

    sheet: Sheet
    conflicts: tuple[str, ...]


def merge(base: Sheet, wanted: Sheet, now: Sheet, source: str, *, strikes: bool = True) -> Merged:
    """The file's changes of `base` applied to `now`; raises SheetError where the result is none.

    Without `strikes` what is missing in the file stays.
    """
    if base == now and (strikes or not set(now.ids()) - set(wanted.ids())):
        return Merged(wanted, ())
    conflicts: list[str] = []
    factors = _merged(_factors(base), _factors(wanted), _factors(now), conflicts, strikes)
    values = _merged(_values(base), _values(wanted), _values(now), conflicts, strikes)
    for home in {value[_HOME] for value in values.values()} - factors.keys():
        # its factor was struck, one of its values was changed meanwhile
        factors[home] = next(one[home] for one in map(_factors, (now, wanted, base)) if home in one)
    raw = []
    for factor_id in _order(_homes(base), _homes(wanted), _homes(now), [*factors]):
        own = [value_id for value_id, value in values.items() if value[_HOME] == factor_id]
        placed = _order(_in(base, factor_id), _in(wanted, factor_id), _in(now, factor_id), own)
        raw.append({**factors[factor_id], "values": [_plain(values[one]) for one in placed]})
    return Merged(rows.sheet(raw, source), tuple(conflicts))


def _homes(sheet: Sheet) -> list[str]:
    return [factor.id for factor in sheet.factors]


def _factors(sheet: Sheet) -> _State:
    return {factor.id: _fields(factor) for factor in sheet.factors}


def _values(sheet: Sheet) -> _State:
    return {
        value.id: {**_fields(value), _HOME: factor.id}
        for factor in sheet.factors
        for value in factor.values
    }


def _fields(noun: Factor | FactorValue) -> dict[str, Any]:
    return {field: getattr(noun, field) for field in type(noun).model_fields if field != "values"}


def _plain(value: Mapping[str, Any]) -> dict[str, Any]:
    return {field: said for field, said in value.items() if field != _HOME}


def _in(sheet: Sheet, factor_id: str) -> list[str]:
    found = next((factor for factor in sheet.factors if factor.id == factor_id), None)
    return [value.id for value in found.values] if found else []


def _merged(base: _State, wanted: _State, now: _State, conflicts: list[str], strikes: bool) -> _State:
    """What survives, with its fields."""
    kept: _State = {}
    for one in dict.fromkeys([*now, *wanted]):
        if one in wanted and one in now:
            kept[one] = _one(one, base.get(one, now[one]), wanted[one], now[one], conflicts)
        elif one in now and (one not in base or now[one] != base[one]):
            kept[one] = now[one]
            if one in base:
                conflicts.append(f"{one} fehlt in der Datei, wurde aber inzwischen geändert und bleibt.")
        elif one in now and not strikes:
            kept[one] = now[one]
            conflicts.append(
                f"{one} fehlt in der Datei der Gruppe und bleibt; streichen kann die Redaktion."
            )
        elif one in wanted and (one not in base or wanted[one] != base[one]):
            kept[one] = wanted[one]
            if one in base:
                conflicts.append(
                    f"{one} war inzwischen gestrichen, steht aber geändert in der Datei und bleibt."
                )
    return kept


def _one(
    key: str, base: dict[str, Any], wanted: dict[str, Any], now: dict[str, Any], conflicts: list[str]
) -> dict[str, Any]:
    fields = {}
    for field, said in now.items():
        ours, theirs = said, wanted[field]
        changed = theirs not in (base[field], ours)
        if changed and ours != base[field]:
            conflicts.append(
                f"{key}, {field}: in der Datei „{_told(theirs)}“, inzwischen aber „{_told(ours)}“; "
                "das bleibt."
            )
        fields[field] = theirs if changed and ours == base[field] else ours
    return fields


def _told(said: object) -> str:
    if said is None:
        return ""
    return ", ".join(said) if isinstance(said, tuple) else str(said)


def _order(base: list[str], wanted: list[str], now: list[str], survivors: Sequence[str]) -> list[str]:
    """The survivors in the file's order, or in the project's where that was changed meanwhile; who is
    in only one of them stands behind the one it stood behind there."""
    stayed = [one for one in base if one in now]
    first, second = (wanted, now) if [one for one in now if one in base] == stayed else (now, wanted)
    left = set(survivors)
    placed = [one for one in first if one in left]
    for at, one in enumerate(second):
        if one in left and one not in placed:
            earlier = [placed.index(before) for before in second[:at] if before in placed]
            placed.insert(max(earlier, default=-1) + 1, one)
    return placed + [one for one in survivors if one not in placed]
