"""The narratives of a run as a status tells them: who wrote them, what has changed, where they belong."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.core.types import Clusters
    from pipeline.project import Run
    from pipeline.run.evaluated import LastEvaluation
    from pipeline.run.narratives import Removed, Written


def listed(one: "Written", run: "Run", clusters: "Clusters | None") -> dict[str, Any]:
    """A narrative as JSON: `sentences` are counted by what became of them since the last run."""
    from pipeline.checks.orphans import home

    belonging = home(one.narrative, clusters).belonging if clusters else "gone"
    return {
        "cluster": one.narrative.cluster,
        "title": one.narrative.title,
        "path": str(run.file(one.markdown)),
        "rohgeruest": one.narrative.rohgeruest,
        "sentences": asdict(one.tally),
        "belonging": belonging,
        "orphaned": belonging in ("gone", "other"),
    }


def as_evaluation(last: "LastEvaluation | None") -> dict[str, Any] | None:
    """The last evaluation as JSON: a verdict that is not `current` says nothing of today."""
    if last is None:
        return None
    return {
        "verdict": last.verdict,
        "date": last.date,
        "current": last.current,
        "changed": list(last.changed),
    }


def print_narratives(
    written: "Sequence[Written]", removed: "Sequence[Removed]", clusters: "Clusters | None"
) -> None:
    """One line for each narrative, and what is to be known of it below."""
    from pipeline.checks.orphans import home, told
    from pipeline.narratives import ledger

    for one in written:
        print(f"{one.narrative.cluster}  {one.narrative.title}: {ledger.state(one.narrative)}")
        if one.tally.differs:
            print(f"    Sätze seit dem letzten Lauf: {one.tally.told}")
        found = home(one.narrative, clusters) if clusters else None
        if found is not None and found.belonging != "own":
            word = "umbenannt" if found.belonging == "renamed" else "verwaist"
            print(f"    {word}: {told(one.narrative, found)}")
    for gone in removed:
        print(f"{gone.narrative.cluster}  {gone.narrative.title}: gelöscht ({gone.markdown})")
