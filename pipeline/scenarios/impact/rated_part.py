"""The part of a sheet that anybody rated: factors of which nothing was said are left aside.

Left in, each of them would be free to take any value, and every consistent scenario would come back once
for each way to fill them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.core.types import Rating, Sheet

_NAMED = 3


@dataclass(frozen=True)
class RatedPart:
    """The sheet of the rated factors, and the names of the others."""

    sheet: Sheet
    left: tuple[str, ...]

    @property
    def told(self) -> str:
        """What was left aside, in German; "" where nothing was."""
        if not self.left:
            return ""
        whole = len(self.left) + len(self.sheet.factors)
        more = f" und {len(self.left) - _NAMED} weitere" if len(self.left) > _NAMED else ""
        shown = "; ".join(self.left[:_NAMED]) + more
        many = "ist" if len(self.left) == 1 else "sind"
        return (
            f"{len(self.left)} von {whole} Einflussfaktoren {many} unbewertet und außer Betracht: {shown}"
        )


def rated_part(sheet: Sheet, ratings: Sequence[Rating]) -> RatedPart:
    """The factors with a value that was rated, as source or target."""
    said = {value for one in ratings for value in (one.source, one.target)}
    kept = tuple(f for f in sheet.factors if any(value.id in said for value in f.values))
    left = tuple(factor.name for factor in sheet.factors if factor not in kept)
    return RatedPart(sheet.model_copy(update={"factors": kept}), left)
