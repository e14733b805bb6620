"""Evaluating a run: what the gate looks at is gathered from its files, and nothing else is.

The findings are those of these very texts: whoever evaluates has the check stage run first.
"""

from collections.abc import Mapping, Sequence

from pipeline.checks.kept import key_of
from pipeline.core.files import read_json_as, read_yaml_as, write_text
from pipeline.core.settings import Settings
from pipeline.core.types import Findings, Narrative
from pipeline.evaluation.evaluate import evaluate, read_of
from pipeline.evaluation.form import form
from pipeline.evaluation.limits import Limits, load_limits
from pipeline.evaluation.material import Material
from pipeline.evaluation.nouns import Waiver, Waivers
from pipeline.evaluation.results import Evaluation, JudgeFigures, Judges
from pipeline.evaluation.review import NAME as REVIEW
from pipeline.evaluation.review import load_reviews
from pipeline.evaluation.suites import Declared, known_metrics
from pipeline.evaluation.trust import NAME as JUDGE
from pipeline.evaluation.trust import trust_in
from pipeline.project import Run
from pipeline.run.checking import read_verdicts
from pipeline.run.context import read_ground
from pipeline.run.documents import read_documents
from pipeline.run.narratives import narratives_of
from pipeline.run.record import load
from pipeline.run.reporting import judged_by

WAIVERS, FINDINGS, JUDGES = "waivers.yaml", "findings.json", "judge.json"
OFFLINE = "offline"


def read_waivers(run: Run) -> Waivers:
    """All that was let pass in a run."""
    return read_yaml_as(Waivers, run.file(WAIVERS)) if run.file(WAIVERS).is_file() else Waivers()


def evaluation(run: Run, settings: Settings, suites: Declared, more: Sequence[Waiver] = ()) -> Evaluation:
    """The verdict on a run as it stands; `more` waivers are tried besides those on record."""
    limits = load_limits(known_metrics())
    return evaluate(
        material_of(run, settings, limits),
        suites.suites,
        suites.others,
        limits,
        (*read_waivers(run).waivers, *more),
    )


def material_of(run: Run, settings: Settings, limits: Limits) -> Material:
    """What the suites look at. Raises RunError where the run has not been checked."""
    ground = read_ground(run, settings)
    narratives = narratives_of(run, ground.clusters)
    model, judges = judged_by(run), _judges(run)
    ranking, judge = judges.get(OFFLINE), judges.get(model) if model else None
    return Material(
        narratives=narratives,
        ground=ground,
        findings=read_json_as(Findings, run.made(FINDINGS, "check")),
        reviewed=load_reviews(run.file(REVIEW)),
        judged_by=model,
        by_model=_by_model(run, narratives),
        ranking=ranking,
        judge=judge,
        trust=trust_in(ranking, judge, model, limits.get(JUDGE, {})),
        titles={one.path: one.title for one in read_documents(run)},
    )


def write_open_reviews(run: Run, settings: Settings) -> int:
    """Put a line to fill in into review.yaml for every sentence that waits; returns how many there are.

    What a person wrote there stays.
    """
    material = material_of(run, settings, load_limits(known_metrics()))
    selections = read_of(material).selections
    filled = form(material.reviewed, material.narratives, selections, material.findings)
    path = run.file(REVIEW)
    before = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    text = filled.text(before)
    if filled.waiting and text != before:
        write_text(path, text)
    return filled.waiting


def _judges(run: Run) -> Mapping[str, JudgeFigures]:
    """What is known of judges in this run, by their name."""
    path = run.file(JUDGES)
    known = read_json_as(Judges, path) if path.is_file() else Judges()
    return {one.judge: one for one in known.judges}


def _by_model(run: Run, narratives: Sequence[Narrative]) -> dict[str, frozenset[int]]:
    """The sentences, as they stand, whose sense a model decided."""
    texts = read_verdicts(run, load(run)).texts
    known = {(one.cluster, said.words, said.values) for one in texts for said in one.sentences}
    return {
        one.cluster: frozenset(
            number
            for number, sentence in enumerate(one.sentences, start=1)
            if (one.cluster, *key_of(sentence)) in known
        )
        for one in narratives
    }
