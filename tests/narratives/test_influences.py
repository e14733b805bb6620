"""What a planner is told of influences: between values of a cluster, never of a value on itself."""

from pipeline.core.types import Factor, FactorValue, Rating, Sheet
from pipeline.narratives.influences import told_influences

SHEET = Sheet(
    factors=tuple(
        Factor(id=f, name=f, values=tuple(FactorValue(id=f"{f}{v}", label=f"{f} {v}") for v in "12"))
        for f in ("bus", "netz")
    )
)


def test_ratings_within_a_factor_tell_no_story() -> None:
    pairs = [("bus1", "bus1"), ("bus1", "bus2"), ("bus1", "netz1")]
    ratings = [Rating(source=source, target=target, score=3) for source, target in pairs]
    (told,) = told_influences(("bus1", "netz1"), SHEET, ratings)
    assert (told["von"], told["auf"]) == ("bus1", "netz1")
