"""What of a sheet's wording has changed, and to which values that matters.

Only what a text is written from counts: names, definitions, today's states, labels and texts. Ratings and
places in the file may change without a sentence becoming wrong.
"""

from dataclasses import dataclass
from difflib import get_close_matches

from pipeline.core.errors import InputError
from pipeline.core.types import Sheet
from pipeline.scenarios.sheet.difference import Change, Item, compare

TOLD = {
    "name": "Name",
    "definition": "Definition",
    "heute": "heute",
    "label": "Bezeichnung",
    "text": "Text",
}
"""The fields that texts are written from, with what they are called in German."""
NEAR = 4


@dataclass(frozen=True)
class Rewording:
    """Changed fields and what was struck out, of factors and values that both sheets or the first has."""

    changed: tuple[Change, ...]
    removed: tuple[Item, ...]

    def of(self, ids: frozenset[str]) -> "Rewording":
        """What of it concerns these factors and values."""
        return Rewording(
            tuple(one for one in self.changed if one.id in ids),
            tuple(one for one in self.removed if one.id in ids),
        )

    @property
    def ids(self) -> frozenset[str]:
        """The factors and values it is about."""
        return frozenset((*(one.id for one in self.changed), *(one.id for one in self.removed)))

    @property
    def told(self) -> tuple[str, ...]:
        """Each changed field in one line of German."""
        return tuple(
            f"„{one.factor}“ ({one.id}), {TOLD[one.field]}: vorher „{one.before}“; jetzt „{one.after}“"
            for one in self.changed
        )


def rewording(before: Sheet, after: Sheet) -> Rewording:
    """What of the wording of `before` is another in `after`."""
    found = compare(before, after)
    return Rewording(tuple(one for one in found.changed if one.field in TOLD), found.removed)


def reworded(sheet: Sheet, after: Sheet) -> Sheet:
    """The sheet with the wording of another one, for the factors and values that both have."""
    factors = {one.id: one for one in after.factors}
    values = {value.id: value for one in after.factors for value in one.values}

    def taken(old: object, new: object) -> dict[str, str]:
        return {field: getattr(new, field) for field in TOLD if new is not None and hasattr(old, field)}

    return sheet.model_copy(
        update={
            "factors": tuple(
                factor.model_copy(
                    update={
                        **taken(factor, factors.get(factor.id)),
                        "values": tuple(
                            value.model_copy(update=taken(value, values.get(value.id)))
                            for value in factor.values
                        ),
                    }
                )
                for factor in sheet.factors
            )
        }
    )


def values_of(ids: frozenset[str], sheet: Sheet) -> frozenset[str]:
    """The values among these ids, and all values of the factors among them."""
    return frozenset(
        value.id for factor in sheet.factors for value in factor.values if {factor.id, value.id} & ids
    )


def named(text: str, sheet: Sheet) -> frozenset[str]:
    """The ids of a factor or value by its id, name or label; raises InputError naming near ones."""
    wanted = " ".join(text.split()).casefold()
    known: dict[str, list[str]] = {}
    for factor in sheet.factors:
        for id_, name in ((factor.id, factor.name), *((one.id, one.label) for one in factor.values)):
            known.setdefault(id_.casefold(), []).append(id_)
            known.setdefault(name.casefold(), []).append(id_)
    if wanted in known:
        return frozenset(known[wanted])
    near = [known[one][0] for one in get_close_matches(wanted, known, NEAR, 0.6)]
    meant = ", ".join(f"{one} („{_name(one, sheet)}“)" for one in dict.fromkeys(near))
    raise InputError(
        f"Faktor oder Ausprägung „{text[:80]}“ gibt es in der Wertetafel dieses Laufs nicht. "
        + (f"Ähnlich sind {meant}." if meant else "Bitte eine Id aus sheet.yaml angeben.")
    )


def _name(id_: str, sheet: Sheet) -> str:
    names = {factor.id: factor.name for factor in sheet.factors}
    return names.get(id_) or sheet.value(id_).label
