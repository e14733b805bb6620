"""All texts of a project, to be searched for names before anything is sent."""

from collections.abc import Iterator

from pipeline.core.files import read_jsonl_as
from pipeline.core.types import Passage
from pipeline.project import Project, Run
from pipeline.sources.read.encoding import read_text

_BY_PEOPLE = ("*.yaml", "*.yml", "*.csv", "*.toml")


def own_texts(project: Project, run: Run) -> Iterator[str]:
    """What people wrote into the project's folder, the sheet as it was read, and the passages."""
    written = {path for pattern in _BY_PEOPLE for path in project.folder.glob(pattern)}
    for path in sorted(written):
        yield read_text(path)
    for name in ("sheet.yaml", "ratings.all.csv", "opinions.json", "windkanal.yaml"):
        if run.file(name).is_file():
            yield read_text(run.file(name))
    if run.file("passages.jsonl").is_file():
        for passage in read_jsonl_as(Passage, run.file("passages.jsonl")):
            yield f"{passage.heading}\n{passage.text}"
