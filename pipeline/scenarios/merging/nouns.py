"""What a merge of values leaves behind: which value went into which, by whom and why."""

from pydantic import Field

from pipeline.core.types import SCHEMA_VERSION, FactorValue, Noun, Sheet


class Merge(Noun):
    """Zusammenlegung: a value as it was, at its `place` (from 1) in its factor, and where it went.

    `into` is the value that stays in the end, however many lie between.
    """

    value: FactorValue
    factor: str
    place: int = Field(ge=1)
    into: str
    by: str
    reason: str
    date: str = ""


class Merges(Noun):
    """All merges that hold, in the order of the sheet."""

    schema_version: int = SCHEMA_VERSION
    merges: tuple[Merge, ...] = ()

    @property
    def aliases(self) -> dict[str, str]:
        """The id of each merged value → that of the value that stays."""
        return {one.value.id: one.into for one in self.merges}

    def within(self, sheet: Sheet) -> "Merges":
        """The merges that a sheet follows: a file that a person edited may still hold the merged value."""
        known = {value.id for factor in sheet.factors for value in factor.values}
        kept = tuple(one for one in self.merges if one.value.id not in known and one.into in known)
        return self if len(kept) == len(self.merges) else self.model_copy(update={"merges": kept})


class Merged(Noun):
    """The sheet without the merged values, what was merged, and that in German."""

    sheet: Sheet
    merges: Merges = Merges()
    remarks: tuple[str, ...] = ()
