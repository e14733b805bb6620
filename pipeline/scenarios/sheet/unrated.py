"""A sheet without its ratings, as a group gets it that is not to be led."""

from pipeline.core.types import Sheet


def unrated(sheet: Sheet) -> Sheet:
    """The sheet without plausibility and valence."""
    none = {"plausibel": None, "wertung": None}
    return Sheet(
        factors=tuple(
            factor.model_copy(
                update={"values": tuple(value.model_copy(update=none) for value in factor.values)}
            )
            for factor in sheet.factors
        )
    )
