"""What differs around the texts: findings that came or went, settings, models, the program's version."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.core.settings import Settings
from pipeline.core.types import Finding
from pipeline.evaluation.difference.nouns import ClusterPair, OtherSetting


@dataclass(frozen=True)
class Findings:
    """Findings that only the later, and that only the earlier run has."""

    came: tuple[Finding, ...]
    went: tuple[Finding, ...]


def findings(before: Sequence[Finding], after: Sequence[Finding], pairs: Sequence[ClusterPair]) -> Findings:
    """What the checks found in one run alone; a finding stays the same one where its sentence moves."""
    same = {one.after: one.before for one in pairs if one.before and one.after}
    alone = {one.after: f"{_ALONE}{one.after}" for one in pairs if one.after and not one.before}
    known = {**same, **alone}
    old, new = _counted(before, {}), _counted(after, known)
    return Findings(came=_left(after, new - old, known), went=_left(before, old - new, {}))


_ALONE = "neu "
"""A cluster that only the later run has is none of the earlier one's, whatever its id."""

_Key = tuple[str, str, str, str, str]


def _key(one: Finding, same: Mapping[str, str]) -> _Key:
    return same.get(one.cluster, one.cluster), one.kind, one.severity, one.message, one.evidence


def _counted(found: Sequence[Finding], same: Mapping[str, str]) -> Counter[_Key]:
    return Counter(_key(one, same) for one in found)


def _left(found: Sequence[Finding], left: Counter[_Key], same: Mapping[str, str]) -> tuple[Finding, ...]:
    chosen = []
    for one in found:
        if left[_key(one, same)] > 0:
            left[_key(one, same)] -= 1
            chosen.append(one)
    return tuple(chosen)


def settings(before: Settings, after: Settings) -> tuple[OtherSetting, ...]:
    """The settings in which two runs differ, by their names in szenario.toml."""
    return others(_flat(before), _flat(after))


def others(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[OtherSetting, ...]:
    """What differs between two sets of named texts."""
    names = dict.fromkeys([*before, *after])
    return tuple(
        OtherSetting(name=name, before=before.get(name, ""), after=after.get(name, ""))
        for name in names
        if before.get(name, "") != after.get(name, "")
    )


def _flat(settings: Settings) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in settings.model_dump(mode="json").items():
        if isinstance(value, dict):
            found |= {f"[{name}] {key}": str(inner) for key, inner in value.items()}
        else:
            found[name] = str(value)
    return found
