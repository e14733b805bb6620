"""What a sentence was written from: the wording of its values and their factors then, as digests.

Ids stay where words change. Kept with a sentence, the digests tell later that the sheet says something
else now than what the sentence tells; a sentence without them is one of which nothing is known.
"""

import json
from collections.abc import Mapping, Sequence

from pipeline.core.files import digest
from pipeline.core.types import Factor, FactorValue, Sentence, Sheet


def written_from(values: Sequence[str], sheet: Sheet) -> dict[str, str]:
    """Digests of the wording of these values, and of their factors, by id; unknown ids are left out."""
    wordings = {}
    for factor in sheet.factors:
        mine = [one for one in factor.values if one.id in values]
        if mine:
            wordings[factor.id] = _of_factor(factor)
            wordings |= {one.id: _of_value(one) for one in mine}
    return wordings


def stamped(sentences: Sequence[Sentence], sheet: Sheet) -> tuple[Sentence, ...]:
    """The sentences with what they are written from now."""
    return tuple(
        one.model_copy(update={"written_from": written_from(one.values, sheet)}) for one in sentences
    )


def known_of(sentence: Sentence) -> Mapping[str, str]:
    """What a sentence was written from, or what it was before a person changed it."""
    return sentence.written_from or (sentence.before.written_from if sentence.before else {})


def reworded_since(sentence: Sentence, sheet: Sheet) -> tuple[str, ...]:
    """The factors and values whose wording is another one now, or that the sheet no longer has."""
    known = known_of(sentence)
    now = {one.id: _of_factor(one) for one in sheet.factors if one.id in known}
    now |= {one.id: _of_value(one) for factor in sheet.factors for one in factor.values if one.id in known}
    return tuple(one for one, then in known.items() if now.get(one) != then)


def told_now(ids: Sequence[str], sheet: Sheet) -> str:
    """Factors and values in German as the sheet has them now."""
    names = {one.id: f"„{one.name}“ ({one.id})" for one in sheet.factors}
    names |= {one.id: f"„{one.label}“ ({one.id})" for factor in sheet.factors for one in factor.values}
    return ", ".join(names.get(one, f"{one} (gestrichen)") for one in ids)


def _of_factor(factor: Factor) -> str:
    return _digest(factor.name, factor.definition, factor.heute)


def _of_value(value: FactorValue) -> str:
    return _digest(value.label, value.text)


def _digest(*told: str) -> str:
    return digest(json.dumps(told).encode())[:12]
