"""`szenario eval` at work: the texts are checked as they stand, the gate is asked, its answer is kept.

A model that is asked and does not answer passes nothing: what it was to judge stays unjudged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.app.comparing import earlier
from pipeline.app.configuration import kept_suites
from pipeline.app.labels_work import labelled
from pipeline.app.question_work import with_questions
from pipeline.app.repeating import Repeats, flicker_of
from pipeline.app.wiring import Approve, judge
from pipeline.app.work import on_run, thinker_of
from pipeline.core.errors import ModelError, RunError
from pipeline.core.files import read_json_as, to_json, write_text
from pipeline.core.progress import Progress
from pipeline.core.types import Findings
from pipeline.evaluation.evaluate import read_of
from pipeline.evaluation.limits import load_limits
from pipeline.evaluation.material import Material
from pipeline.evaluation.readers import Reader, readers
from pipeline.evaluation.results import Evaluation
from pipeline.evaluation.suites import known_metrics
from pipeline.project import Run, locked
from pipeline.publish.evaluated import render
from pipeline.publish.evaluated.verdict import read_told
from pipeline.publish.junit import junit
from pipeline.publish.rulings import ruling_shown
from pipeline.run.about import FINDINGS, about
from pipeline.run.asking import outdated
from pipeline.run.compared import compared
from pipeline.run.context import Context
from pipeline.run.engine import run_stages
from pipeline.run.evaluated import NAME
from pipeline.run.evaluating import evaluation_of, material_of
from pipeline.run.following import follow_texts
from pipeline.run.handing_over import protection_of
from pipeline.run.left import as_left
from pipeline.run.measured import measured_ranking, spoilt
from pipeline.run.narratives import read_narratives
from pipeline.run.record import keep_written
from pipeline.run.reviewing import write_reviews_of
from pipeline.run.stages import CHECK

PAGE, JUNIT = "eval.html", "eval.junit.xml"


@dataclass(frozen=True)
class Judging:
    """Who is to judge what has changed: the model as the command line has it, and who lets calls go out."""

    model: str | None
    offline: bool
    approve: Approve


@dataclass(frozen=True)
class Evaluated:
    """The evaluation as eval.json has it, the files written, how many sentences wait in review.yaml, the
    titles of the texts by cluster, in German who judged how many sentences, and which people did."""

    evaluation: Evaluation
    files: Sequence[Path]
    to_review: int
    titles: Mapping[str, str]
    read: str
    readers: Sequence[Reader]

    @property
    def page(self) -> Path:
        """Where the evaluation may be read, and sentences be judged."""
        return next(path for path in self.files if path.name == PAGE)


def evaluate_run(
    run: Run,
    judging: Judging,
    progress: Progress,
    today: str,
    out: Path | None = None,
    compare: Path | None = None,
    repeat: int = 0,
) -> Evaluated:
    """The gate's answer on a run, written into it or to `out`; review.yaml always lies in the run.

    It is held against the one of `compare`, another run's folder or a baseline; the texts are judged anew
    `repeat` times, which says how steady the judge is and changes no verdict.

    Raises InputError for anything that cannot be used, also RunError for a run without drafted texts.
    """
    with locked(run, progress.said):
        suites, limits = kept_suites(on_run(run, progress)), load_limits(known_metrics())
        before = earlier(run, compare, suites, limits, progress) if compare is not None else None
        context, silent = _checked(run, judging, progress)
        if told_spoilt := spoilt(run):
            progress.said(told_spoilt)
        measured_ranking(run, context.settings)
        material = material_of(run, context.settings, limits)
        material = with_questions(
            material, suites, run, progress, judging.approve, model=judging.model, offline=judging.offline
        )
        if silent:
            material = replace(material, judged_by=silent)
        found = evaluation_of(run, material, suites, limits)
        to_review = write_reviews_of(run, material)
        told = about(run, material.narratives, suites, limits, today)
        labels = labelled(context.project, material)
        found = found.model_copy(update={"about": told, "labelled": labels})
        if compare is not None and before is not None:
            beside = compared(found, before, compare.name)
            found = found.model_copy(update={"comparison": beside})
        if repeat:
            repeats = Repeats(repeat, judging.model, judging.offline, judging.approve)
            steady = flicker_of(run, material, repeats, progress)
            found = found.model_copy(update={"flicker": steady})
        files = _written(run, found, material, out or run.folder)
    titles = {one.cluster: one.title for one in material.narratives}
    read = read_told(material, read_of(material).selections)
    by = readers(material.reviewed, material.narratives)
    return Evaluated(found, files, to_review, titles, read, by)


def _checked(run: Run, judging: Judging, progress: Progress) -> tuple[Context, str]:
    """The context of a run whose findings are those of its texts, and the model that did not answer."""
    context = on_run(run, progress)
    if "draft" not in context.record.stages:
        raise RunError(
            f"Der Lauf „{run.folder}“ hat keine Texte. Bitte zuerst „szenario run PROJEKT“ ausführen."
        )
    if outdated(context.project, run):
        raise RunError(
            "Der Lauf ist nicht auf dem Stand der Dokumente und ihrer Rechte und wird so nicht beurteilt. "
            "Bitte zuerst „szenario run PROJEKT“ ausführen."
        )
    follow_texts(context)
    asked = _with_model(context, judging)
    if asked is None:
        run_stages(as_left(context), [CHECK], None)
        return context, ""
    try:
        _ask_what_is_open(asked)
        run_stages(asked, [CHECK], None)
    except ModelError as error:
        progress.said(f"{error} Was es beurteilen sollte, bleibt offen.")
        run_stages(as_left(context), [CHECK], None)
        return context, asked.twins.model
    return context, ""


def _ask_what_is_open(context: Context) -> None:
    """Let the check be made again where the model left something open the last time; the rest stands."""
    path, checked = context.run.file(FINDINGS), context.record.stages.get(CHECK.name)
    if checked is not None and path.is_file():
        found = read_json_as(Findings, path)
        if found.not_judged or not all(one.judged for one in found.sentences):
            checked.input = ""


def _with_model(context: Context, judging: Judging) -> Context | None:
    """The context with the model that judges; None where none is set."""
    run, progress = context.run, context.progress
    thinker = thinker_of(run, model=judging.model, offline=judging.offline, variant=0)
    if thinker.settings.offline:
        checked = context.record.stages.get(CHECK.name)
        if checked is not None and checked.decided and not judging.offline:
            progress.said(
                "Kein Sprachmodell ist eingestellt: Was das des Laufs beurteilt hat, gilt; geänderte Sätze "
                "beurteilt es mit --model MODELL."
            )
        return None
    texts = len(read_narratives(run))
    judge_of = judge(thinker.settings, thinker.project, run, texts, progress, judging.approve)
    return replace(context, twins=replace(context.twins, judge=judge_of, model=thinker.settings.name))


def _typed(run: Run) -> str:
    """The folder as a person types it; a page that is passed on tells nobody's own folders."""
    return "" if run.folder.is_absolute() else run.folder.as_posix()


def _written(run: Run, found: Evaluation, material: Material, folder: Path) -> tuple[Path, ...]:
    """The files of an evaluation; what goes to a build server has no words that may not leave the house."""
    protection = protection_of(run, material.ground)
    ruling = ruling_shown(found.ruling, material.narratives, protection)
    files = {
        NAME: to_json(found),
        PAGE: render(found, material, read_of(material).selections, _typed(run)),
        JUNIT: junit(found.model_copy(update={"ruling": ruling})),
    }
    for name, text in files.items():
        if folder / name == run.file(NAME):
            keep_written(run, name, text)
        else:
            write_text(folder / name, text)
    return tuple(folder / name for name in files)
