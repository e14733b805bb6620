"""The sheet with its merges followed, and how it was before.

A value that stays keeps its id, label and place. What is rated of both counts with the more cautious
score, unless somebody set it after they were merged.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from pipeline.core.errors import SheetError
from pipeline.core.types import Factor, FactorValue, Sheet
from pipeline.scenarios.decisions import NAME as LOG
from pipeline.scenarios.decisions import Decision, Log
from pipeline.scenarios.merging.nouns import Merge, Merged, Merges
from pipeline.scenarios.merging.standing import end_of, objection, standing, void

_BETWEEN = "\n\n"
"""Between the texts of merged values: a sentence ends at a blank line even without a full stop."""


def merged_values(sheet: Sheet, log: Log, struck: Collection[str] = ()) -> Merged:
    """The sheet without the values that the log merges into others of their factor.

    The staying value's text is followed by those merged into it that say something else; plausibel is the
    lowest known one; wertung the one that all that have one share, else None. `struck` are ids the sheet
    once had: a merge of one of them is void, which is told. Raises SheetError naming the decision where
    it names other unknown values, values of different factors, runs in a circle, or leaves one value.
    """
    merges = standing(sheet, log)
    wrong = objection(sheet, merges, struck)
    if wrong is not None:
        raise SheetError(
            f"„{LOG}“, Entscheidung von {wrong.decision.by} über {', '.join(wrong.decision.about)} "
            f"(merge): {wrong.told}. Mit „szenario sheet PROJEKT --unmerge {wrong.value}“ lässt sie sich "
            "zurücknehmen."
        )
    done = Merges(
        merges=tuple(
            _merge(value, factor, place, end_of(merges, value.id), merges[value.id])
            for factor in sheet.factors
            for place, value in enumerate(factor.values, start=1)
            if value.id in merges
        )
    )
    others: dict[str, list[FactorValue]] = {}
    for one in done.merges:
        others.setdefault(one.into, []).append(one.value)

    def stays(value: FactorValue) -> FactorValue:
        if value.id not in others:
            return value
        return _joined(value, others[value.id], _set_since(log, value.id, merges))

    factors = tuple(
        factor.model_copy(
            update={"values": tuple(stays(value) for value in factor.values if value.id not in merges)}
        )
        for factor in sheet.factors
    )
    return Merged(
        sheet=sheet.model_copy(update={"factors": factors}),
        merges=done,
        remarks=(
            *(_gone(value, merges[value]) for value in sorted(void(sheet, merges, struck))),
            *(_told(one, sheet.value(one.into)) for one in done.merges),
        ),
    )


def unmerged(sheet: Sheet, merges: Merges) -> Sheet:
    """The sheet with the merged values at their places again, for what was written before.

    One whose label is that of the value that stays has none: the name means both, and both are one.
    """
    by_factor: dict[str, list[Merge]] = {}
    for one in merges.within(sheet).merges:
        by_factor.setdefault(one.factor, []).append(one)
    factors = tuple(
        _with_merged(factor, by_factor[factor.id]) if factor.id in by_factor else factor
        for factor in sheet.factors
    )
    return sheet.model_copy(update={"factors": factors})


def _with_merged(factor: Factor, merges: Iterable[Merge]) -> Factor:
    labels = {value.id: _plain(value.label) for value in factor.values}
    values = list(factor.values)
    for one in sorted(merges, key=lambda merge: merge.place):
        same = _plain(one.value.label) == labels[one.into]
        values.insert(one.place - 1, one.value.model_copy(update={"label": ""}) if same else one.value)
    return factor.model_copy(update={"values": tuple(values)})


def _merge(value: FactorValue, factor: Factor, place: int, into: str, decision: Decision) -> Merge:
    return Merge(
        value=value,
        factor=factor.id,
        place=place,
        into=into,
        by=decision.by,
        reason=decision.reason,
        date=decision.date,
    )


def _joined(stays: FactorValue, others: Sequence[FactorValue], kept: Collection[str]) -> FactorValue:
    """The staying value with what the others have; the fields `kept` stay its own."""
    all_of_them = (stays, *others)
    texts: dict[str, str] = {}
    for one in all_of_them:
        if one.text:
            texts.setdefault(_plain(one.text), one.text)
    known = [one.plausibel for one in all_of_them if one.plausibel is not None]
    valences = {one.wertung for one in all_of_them if one.wertung is not None}
    update: dict[str, Any] = {
        "text": _BETWEEN.join(texts.values()),
        "group": ", ".join(dict.fromkeys(one.group for one in all_of_them if one.group)),
        "cards": tuple(dict.fromkeys(card for one in all_of_them for card in one.cards)),
        "plausibel": min(known, default=None),
        "wertung": valences.pop() if len(valences) == 1 else None,
    }
    return stays.model_copy(update={field: to for field, to in update.items() if field not in kept})


def _set_since(log: Log, value: str, merges: Mapping[str, Decision]) -> set[str]:
    """The fields of a staying value that a person set after the last merge into it."""
    since = max(
        at
        for at, one in enumerate(log.decisions)
        if any(one is merges[other] for other in merges if end_of(merges, other) == value)
    )
    latest = {
        one.field: one for one in log.decisions[since + 1 :] if one.action == "set" and value in one.about
    }
    return {field for field, one in latest.items() if one.value.strip()}


def _told(one: Merge, stays: FactorValue) -> str:
    valences = {one.value.wertung, stays.wertung} - {None}
    apart = "; ihre Wertungen widersprechen sich und gelten nicht" if len(valences) > 1 else ""
    return (
        f"„{one.value.label or one.value.id}“ ({one.value.id}) ist mit „{stays.label or stays.id}“ "
        f"({stays.id}) zusammengelegt{apart} ({one.by}: {one.reason})."
    )


def _gone(value: str, decision: Decision) -> str:
    return (
        f"Die Ausprägung {value} ist gestrichen; dass {decision.by} sie mit {decision.about[-1]} "
        "zusammengelegt hat, bewirkt nichts mehr."
    )


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
