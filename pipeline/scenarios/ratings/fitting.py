"""A matrix that came without the sheet's ids, brought together with the sheet.

By names (long or short ones, as ids or labels) where all of them are known; by position only where the
shapes are identical and no name says otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.core.errors import InputError
from pipeline.core.types import Factor, Sheet
from pipeline.scenarios.impact.matrix import Descriptor, ImpactMatrix
from pipeline.scenarios.ratings.naming import Named
from pipeline.scenarios.scw import ScwMatrix

_SHOWN = 3


@dataclass(frozen=True)
class Fitted:
    """A matrix whose descriptors carry the ids of a sheet, and remarks on how they were found."""

    matrix: ImpactMatrix
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Meant:
    """What the names of a descriptor and its variants mean, None where nothing is known."""

    factor: Factor | None
    values: tuple[str | None, ...]


def fitted(matrix: ImpactMatrix, sheet: Sheet, file: str) -> Fitted:
    """The matrix with the ids of the sheet; raises InputError naming the descriptors that do not fit."""
    named = Named(sheet)
    short = matrix.short if isinstance(matrix, ScwMatrix) else ()
    meant = [_meant((long, *short[at : at + 1]), named) for at, long in enumerate(matrix.descriptors)]
    strange = _strange(matrix, meant)
    if not strange:
        return Fitted(_with_ids(matrix, meant))
    placed = [_Meant(one, tuple(value.id for value in one.values)) for one in sheet.factors]
    if not _agree(meant, placed):
        more = f" und {len(strange) - _SHOWN} weitere" if len(strange) > _SHOWN else ""
        raise InputError(
            f"„{file}“ passt nicht zur Wertetafel ({_shape(placed)}): dort fehlt oder steht mehrfach, was "
            f"die Matrix ({_shape(meant)}) nennt: {', '.join(f'„{one}“' for one in strange[:_SHOWN])}"
            f"{more}. Bitte die Namen an die Wertetafel angleichen oder ihre Ids als Kurznamen eintragen."
        )
    many = "1 Name steht" if len(strange) == 1 else f"{len(strange)} Namen stehen"
    remark = (
        f"„{file}“: {many} nicht in der Wertetafel, etwa „{strange[0]}“; zugeordnet ist nach der "
        "Reihenfolge."
    )
    return Fitted(_with_ids(matrix, placed), (remark,))


def _meant(names: Sequence[Descriptor], named: Named) -> _Meant:
    """What a descriptor means by its names, the long ones and where there are any the short ones."""
    factor = next(filter(None, (named.factor(one.name) for one in names)), None)
    if factor is None:
        return _Meant(None, (None,) * len(names[0].variants))
    several = zip(*(one.variants for one in names), strict=True)
    values = (next(filter(None, (named.value(text, factor) for text in texts)), None) for texts in several)
    return _Meant(factor, tuple(values))


def _strange(matrix: ImpactMatrix, meant: Sequence[_Meant]) -> list[str]:
    """The names that mean nothing in the sheet, or what another one means already."""
    strange = []
    taken: set[str] = set()
    for number, (descriptor, one) in enumerate(zip(matrix.descriptors, meant, strict=True), start=1):
        name = descriptor.name.strip() or f"Deskriptor {number}"
        if one.factor is None or one.factor.id in taken:
            strange.append(name)
            continue
        taken.add(one.factor.id)
        for at, (variant, value) in enumerate(zip(descriptor.variants, one.values, strict=True), start=1):
            if value is None or value in taken:
                strange.append(f"{name}: {variant.strip() or f'Variante {at}'}")
            else:
                taken.add(value)
    return strange


def _agree(meant: Sequence[_Meant], placed: Sequence[_Meant]) -> bool:
    """Whether matrix and sheet have one shape, and each name that is known stands in its place."""
    return [len(one.values) for one in meant] == [len(one.values) for one in placed] and all(
        (by_name.factor is None or by_name.factor == by_place.factor)
        and all(
            value is None or value == other
            for value, other in zip(by_name.values, by_place.values, strict=True)
        )
        for by_name, by_place in zip(meant, placed, strict=True)
    )


def _with_ids(matrix: ImpactMatrix, meant: Sequence[_Meant]) -> ImpactMatrix:
    descriptors = tuple(
        replace(
            descriptor,
            id=one.factor.id if one.factor else "",
            variant_ids=tuple(value or "" for value in one.values),
        )
        for descriptor, one in zip(matrix.descriptors, meant, strict=True)
    )
    return ImpactMatrix(descriptors, matrix.scores, matrix.judged, matrix.title)


def _shape(meant: Sequence[_Meant]) -> str:
    return f"{len(meant)} Faktoren mit {sum(len(one.values) for one in meant)} Ausprägungen"
