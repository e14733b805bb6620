"""Evaluating a run: what the gate looks at is gathered from its files, and nothing else is.

The findings are those of these very texts: whoever evaluates has the check stage run first.
"""

from collections.abc import Sequence

from pipeline.core.files import read_json_as, read_yaml_as
from pipeline.core.settings import Settings
from pipeline.core.types import Findings
from pipeline.evaluation.evaluate import evaluate
from pipeline.evaluation.limits import Limits, load_limits
from pipeline.evaluation.material import Material
from pipeline.evaluation.nouns import Waiver, Waivers
from pipeline.evaluation.results import Evaluation
from pipeline.evaluation.suites import Declared, known_metrics
from pipeline.evaluation.trust import NAME as JUDGE
from pipeline.evaluation.trust import trust_in
from pipeline.project import Run
from pipeline.run.context import read_affinity, read_ground, read_ratings
from pipeline.run.documents import read_documents, read_rights
from pipeline.run.measured import model_figures, ranking_of
from pipeline.run.narratives import narratives_of
from pipeline.run.opinions import read_opinions
from pipeline.run.reporting import judged_by
from pipeline.run.reviewing import read_reviews, review_text, write_reviews_of
from pipeline.run.said import said_of

WAIVERS, FINDINGS = "waivers.yaml", "findings.json"
AFFINITY = "affinity.csv"


def read_waivers(run: Run) -> Waivers:
    """All that was let pass in a run."""
    return read_yaml_as(Waivers, run.file(WAIVERS)) if run.file(WAIVERS).is_file() else Waivers()


def evaluation(run: Run, settings: Settings, suites: Declared, more: Sequence[Waiver] = ()) -> Evaluation:
    """The verdict on a run as it stands; `more` waivers are tried besides those on record."""
    limits = load_limits(known_metrics())
    return evaluation_of(run, material_of(run, settings, limits), suites, limits, more)


def evaluation_of(
    run: Run, material: Material, suites: Declared, limits: Limits, more: Sequence[Waiver] = ()
) -> Evaluation:
    """The same of material that was gathered already."""
    waivers = (*read_waivers(run).waivers, *more)
    return evaluate(material, suites.suites, suites.others, limits, waivers)


def material_of(run: Run, settings: Settings, limits: Limits, *, measured: bool = True) -> Material:
    """What the suites look at; not `measured` leaves out how good the judges are, on which no figure rests.

    Raises RunError where the run has not been checked.
    """
    ground = read_ground(run, settings)
    narratives = narratives_of(run, ground.clusters)
    model, said = judged_by(run), said_of(run, narratives, ground)
    text, reviewed = review_text(run), read_reviews(run)  # in this order: see write_reviews_of
    ranking = ranking_of(run, narratives, ground, reviewed) if measured else None
    judge = model_figures(run, model) if model and measured else None
    return Material(
        narratives=narratives,
        ground=ground,
        findings=read_json_as(Findings, run.made(FINDINGS, "check")),
        reviewed=reviewed,
        judged_by=model,
        by_model=said.decided,
        ranking=ranking,
        judge=judge,
        trust=trust_in(ranking, judge, model, limits.get(JUDGE, {})),
        titles={one.path: one.title for one in read_documents(run)},
        documents=[one.model_dump() for one in read_documents(run)],
        rights=read_rights(run),
        review_text=text,
        affinity=read_affinity(run, ground.sheet) if run.file(AFFINITY).is_file() else None,
        ratings=read_ratings(run, ground.sheet),
        opinions=read_opinions(run),
        supports=said.supports,
        placed=said.placed,
    )


def write_open_reviews(run: Run, settings: Settings) -> int:
    """Put a line to fill in into review.yaml for every sentence that waits; returns how many there are.

    What a person wrote there stays.
    """
    return write_reviews_of(run, material_of(run, settings, load_limits(known_metrics())))
