"""opinions.json: what the groups think of the values, for the report."""

from pipeline.core.files import read_json_as
from pipeline.project import Run
from pipeline.scenarios.opinions import Opinions

OPINIONS = "opinions.json"


def read_opinions(run: Run) -> Opinions:
    """The opinions of a run; none where it was made before groups could vote."""
    path = run.file(OPINIONS)
    return read_json_as(Opinions, path) if path.is_file() else Opinions()
