"""merges.json: which values an editor merged, for all that still names the merged ones; none, no file."""

from pipeline.core.files import read_json_as
from pipeline.project import Run
from pipeline.scenarios.merging import Merges

MERGES = "merges.json"


def read_merges(run: Run) -> Merges:
    """The merges of a run."""
    path = run.file(MERGES)
    return read_json_as(Merges, path) if path.is_file() else Merges()
