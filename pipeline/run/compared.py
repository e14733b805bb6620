"""Finding the evaluation that another one is held against: a run's, one that was kept, or a baseline's."""

import json
from pathlib import Path

from pipeline.core.errors import InputError
from pipeline.core.files import read_json_as
from pipeline.evaluation.comparing.baseline import Kept, kept, key_of, load_baseline
from pipeline.evaluation.comparing.compare import compare
from pipeline.evaluation.evaluate import evaluate
from pipeline.evaluation.limits import Limits
from pipeline.evaluation.release import hashes
from pipeline.evaluation.results import Comparison, Evaluation
from pipeline.evaluation.suites import Declared
from pipeline.project import Run
from pipeline.run.context import Context, read_clusters
from pipeline.run.engine import lost
from pipeline.run.evaluated import NAME
from pipeline.run.evaluating import material_of, read_waivers
from pipeline.run.left import as_left, stands
from pipeline.run.narratives import narratives_of, read_narratives
from pipeline.run.record import load
from pipeline.run.reporting import judged_by, models
from pipeline.run.stages import CHECK


def kept_in(file: Path, run: Run) -> Kept:
    """What a file has to hold a run against: the baseline of its project, or an evaluation (eval.json).

    Raises InputError where it has nothing of this project.
    """
    try:
        data = json.loads(file.read_text(encoding="utf-8-sig"))
    except ValueError:
        data = {}  # told by who reads it next
    if isinstance(data, dict) and "suites" in data:
        return kept(read_json_as(Evaluation, file))
    project, projects = load(run).project, load_baseline(file).projects
    for name in (key_of(project, models(run)), project):
        if name in projects:
            return projects[name]
    raise InputError(
        f"„{file.name}“ hat keine Werte zum Projekt „{project}“. Vorhanden sind: "
        f"{', '.join(projects) or 'keine'}."
    )


def kept_of(context: Context, suites: Declared, limits: Limits) -> Kept:
    """The evaluation of a run: its eval.json where that speaks of its texts, else one made now.

    Nothing is written into it. Raises InputError where it would have to be checked first.
    """
    run = context.run
    path = run.file(NAME)
    if path.is_file():
        found = read_json_as(Evaluation, path)
        texts = hashes(narratives_of(run, read_clusters(run)))
        if found.about is not None and dict(found.about.texts) == texts:
            return kept(found)
    if not _is_checked(context):
        raise InputError(
            f"Verglichen werden soll mit „{run.folder}“; dort liegt keine {NAME} zu den jetzigen Texten, "
            f"und geprüft sind sie auch nicht. Bitte zuerst „szenario eval {run.folder}“ ausführen."
        )
    return kept_now(context, suites, limits)


def kept_now(context: Context, suites: Declared, limits: Limits) -> Kept:
    """The figures of a run as it was last checked, without a verdict, and without writing anything."""
    run = context.run
    material = material_of(run, context.settings, limits, measured=False)
    waivers = read_waivers(run).waivers
    found = evaluate(material, suites.suites, suites.others, limits, waivers, cases=lambda _: ())
    return kept(found).model_copy(
        update={"texts": hashes(material.narratives), "judged_by": judged_by(run)}
    )


def compared(evaluation: Evaluation, before: Kept, against: str) -> Comparison:
    """An evaluation beside an earlier one, which `against` names."""
    now = kept(evaluation)
    same = now.texts == before.texts
    found = compare(evaluation.suites, before.results, against, same)
    told = list(found.told)
    if not same:
        told.append(f"Die Texte sind andere als in {against}; ihre Sätze haben dort keine Gegenstücke.")
    if now.judged_by != before.judged_by:
        told.append(
            f"In {against} urteilte {_named(before.judged_by)}, hier {_named(now.judged_by)}; auch daher "
            "können Unterschiede kommen."
        )
    return found.model_copy(update={"told": tuple(told)})


def _named(judge: str) -> str:
    return judge or "kein Sprachmodell"


def _is_checked(context: Context) -> bool:
    """Whether the findings of a run are those of its texts as they stand."""
    done = context.record.stages.get(CHECK.name)
    if done is None or not done.outputs or done.pending or lost(context, CHECK, done):
        return False
    untouched = not any(one.tally.differs for one in read_narratives(context.run))
    return untouched and stands(done, CHECK.reads(as_left(context)))
