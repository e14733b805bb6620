"""What an evaluation speaks of: a run, its texts, who drafted and judged them, with what wording and cost.

A verdict holds for exactly this. Whatever it rests on is kept as a digest, so that whoever looks at it
later can say what has changed since; the date is the only thing that nothing depends on.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline import __version__
from pipeline.checks.prose.style_sheet import NAME as STYLE
from pipeline.core.files import digest, digest_of, to_json
from pipeline.core.types import Narrative
from pipeline.evaluation.limits import Limits
from pipeline.evaluation.release import hashes
from pipeline.evaluation.results import About
from pipeline.evaluation.review import NAME as REVIEW
from pipeline.evaluation.review import Reviewed, load_reviews
from pipeline.evaluation.suites import Declared
from pipeline.evaluation.suites.qa import SUITE as QUESTIONS
from pipeline.project import Project, Run
from pipeline.run.record import StageRecord, load
from pipeline.run.reporting import judged_by, models

FINDINGS = "findings.json"
FILES = (
    FINDINGS,
    "sheet.yaml",
    "clusters.yaml",
    "passages.jsonl",
    "documents.json",
    "affinity.csv",
    "ratings.all.csv",
    "judge.json",
    "waivers.yaml",
)
OWN_QUESTIONS = "evals/qa"
"""Where a project has question sets of its own, in the format of the program's."""
THRESHOLDS, SUITES, PROGRAM = "thresholds.toml", "[eval] suites", "version"


def about(run: Run, narratives: Sequence[Narrative], suites: Declared, limits: Limits, date: str) -> About:
    """What is evaluated; `date` is ISO. Raises RunError, InputError as reading the run does."""
    record = load(run)
    stages = record.stages.values()
    calls, cost = sum(one.calls for one in stages), sum(one.cost for one in stages)
    return About(
        project=record.project,
        run=run.folder.resolve().name,
        date=date,
        version=__version__,
        models=models(run),
        judged_by=judged_by(run),
        prompts=_prompts(record.stages),
        calls=calls,
        tokens=sum(one.tokens for one in stages),
        cost=cost if cost or not calls else None,
        texts=hashes(narratives),
        basis=basis(run, suites, limits),
    )


def basis(run: Run, suites: Declared, limits: Limits) -> dict[str, str]:
    """The digest of all but the texts that a verdict rests on, by name; "" for a file that is not there."""
    files = {name: digest_of(path) if (path := run.file(name)).is_file() else "" for name in FILES}
    lines = {
        suite: {name: [one.value, one.better] for name, one in sorted(of_suite.items())}
        for suite, of_suite in sorted(limits.items())
    }
    return {
        **files,
        **_of_project(run, suites),
        REVIEW: _of_reviews(load_reviews(run.file(REVIEW))),
        THRESHOLDS: digest(to_json(lines).encode()),
        SUITES: ", ".join(one.name for one in suites.suites),
        PROGRAM: __version__,
    }


def own_questions(project: Project) -> list[Path]:
    """The question sets of a project, in the order of their names."""
    return sorted((project.folder / OWN_QUESTIONS).glob("*.yaml"))


def _of_project(run: Run, suites: Declared) -> dict[str, str]:
    """What stands in the project and in no file of the run; its questions only where they are asked."""
    record = load(run)
    project = Project(Path(record.folder or record.project))
    style = project.folder / STYLE
    found = {STYLE: digest_of(style) if style.is_file() else ""}
    if QUESTIONS in suites.suites:
        told = [f"{one.name} {digest_of(one)}" for one in own_questions(project)]
        found[OWN_QUESTIONS] = digest("\n".join(told).encode()) if told else ""
    return found


def _of_reviews(reviewed: Reviewed) -> str:
    """What people judged; a line that still waits changes nothing."""
    return digest("\n".join(one.model_dump_json() for one in reviewed.reviews if one.judged).encode())


def _prompts(stages: Mapping[str, StageRecord]) -> dict[str, str]:
    """The digest of each prompt file that the run was asked with; where two stages used two, both."""
    found: dict[str, dict[str, None]] = {}
    for stage in stages.values():
        for name, known in stage.prompts.items():
            found.setdefault(name, {})[known] = None
    return {name: ", ".join(known) for name, known in sorted(found.items())}
