"""formats/: what stands beside the narratives of a run, one file each, and the comparison of all.

People edit these files. A file belongs to the narrative of its cluster, whatever it is called; made for
another text than the one that stands now, it counts as outdated.
"""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from pipeline.core.files import read_yaml_as
from pipeline.core.settings import Settings
from pipeline.core.types import Narrative
from pipeline.narratives.formats.making import Matter, hash_of
from pipeline.narratives.formats.nouns import Comparison, Formats
from pipeline.narratives.formats.themes import clusters_hash
from pipeline.project import Run
from pipeline.run.context import RATINGS, fitting_plans, read_ground
from pipeline.run.documents import DOCUMENTS, read_documents
from pipeline.run.merges import read_merges
from pipeline.run.narratives import Written
from pipeline.scenarios import ratings

FOLDER = "formats"
COMPARISON = f"{FOLDER}/comparison.yaml"


def read_formats(run: Run) -> dict[str, Formats]:
    """The formats of a run by cluster id, as people left them; none where none were made.

    Raises InputError naming file and line where one cannot be read.
    """
    return {one.cluster: one for one in (read_yaml_as(Formats, path) for path in files(run))}


def read_comparison(run: Run) -> Comparison | None:
    """The comparison of a run as people left it; None where none was made. Raises InputError."""
    path = run.file(COMPARISON)
    return read_yaml_as(Comparison, path) if path.is_file() else None


def files(run: Run) -> list[Path]:
    """The files of single narratives, in the order of their names."""
    found = sorted((run.folder / FOLDER).glob("*.yaml"))
    return [path for path in found if path != run.file(COMPARISON) and not path.name.startswith(".")]


def outdated(formats: Formats, narrative: Narrative, members: Mapping[str, str]) -> bool:
    """Whether the text has changed since these were made, or what its scenario is made of.

    `members` as they are now, by cluster; a file that does not know its own is known by the text alone.
    """
    other = formats.members not in ("", members.get(formats.cluster, ""))
    return other or formats.text_hash != hash_of(narrative)


def comparison_outdated(comparison: Comparison, matter: Matter) -> bool:
    """Whether the compared values have changed since."""
    return comparison.clusters_hash != clusters_hash(matter.ground.clusters, matter.ground.sheet)


def name_beside(written: Written) -> str:
    """The file beside a narrative: of the same stem."""
    return f"{FOLDER}/{PurePosixPath(written.markdown).stem}.yaml"


def read_matter(run: Run, settings: Settings) -> Matter:
    """What formats are made from; raises RunError where the run is not so far."""
    ground = read_ground(run, settings)
    rated = ratings.read(run.made(RATINGS, "rate"), ground.sheet, read_merges(run))
    plans = {one.cluster: one for one in fitting_plans(run, ground.sheet).plans}
    return Matter(ground, plans, rated, _today(run, settings.horizon))


def _today(run: Run, horizon: int) -> int | None:
    """The year of the newest document that lies before the horizon; None where none has a date."""
    if not run.file(DOCUMENTS).is_file():
        return None
    dates = [one.date[:4] for one in read_documents(run) if one.problem is None]
    years = [int(date) for date in dates if len(date) == 4 and date.isdigit() and int(date) < horizon]
    return max(years, default=None)
