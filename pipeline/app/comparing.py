"""`--compare`: what an evaluation is held against, found before anything is judged."""

from pathlib import Path

from pipeline.app.work import on_run
from pipeline.core.progress import Progress
from pipeline.evaluation.comparing.baseline import Kept
from pipeline.evaluation.limits import Limits
from pipeline.evaluation.suites import Declared
from pipeline.project import Run, open_run
from pipeline.run.compared import kept_in, kept_of
from pipeline.run.evaluated import NAME


def earlier(run: Run, other: Path, suites: Declared, limits: Limits, progress: Progress) -> Kept:
    """The evaluation in `other`: another run's folder, a kept eval.json, or a baseline.

    The run itself stands for its last evaluation, whatever has changed since. Raises InputError where
    there is none, and where one could only be had by checking the other run first.
    """
    if other.is_file():
        return kept_in(other, run)
    found = open_run(other)
    if found.folder.resolve() == run.folder.resolve() and found.file(NAME).is_file():
        return kept_in(found.file(NAME), run)
    return kept_of(on_run(found, progress), suites, limits)
