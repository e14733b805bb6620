"""judge.json: how good the judges of a run were measured to be, each with what its figures depend on.

The ranking without a model is measured again whenever the texts, or what they are held against, are others:
that costs nothing but seconds. What was measured of a model holds for as long as it is asked in the same
words with the same settings, also of other texts. All of it counts only as it was written: what somebody
changed by hand measures nobody.
"""

from collections.abc import Sequence

from pipeline.checks.case import Ground
from pipeline.checks.judging import OpenJudge
from pipeline.core.files import read_json_as, to_json
from pipeline.core.settings import Settings
from pipeline.core.types import Narrative
from pipeline.evaluation.measuring import digest_of_texts, measure
from pipeline.evaluation.results import JudgeFigures, Judges
from pipeline.evaluation.review import NAME as REVIEW
from pipeline.evaluation.review import Reviewed, load_reviews
from pipeline.project import Run
from pipeline.run.context import read_ground
from pipeline.run.narratives import narratives_of
from pipeline.run.record import is_as_written, keep_written, load

JUDGES = "judge.json"
OFFLINE = "offline"


def read_judges(run: Run) -> Judges:
    """All that is known of judges in this run; nothing where judge.json is not as it was written."""
    return read_json_as(Judges, run.file(JUDGES)) if is_as_written(run, JUDGES) else Judges()


def spoilt(run: Run) -> str:
    """In German that judge.json was changed or is damaged and counts for nothing; "" where not."""
    if not run.file(JUDGES).is_file() or is_as_written(run, JUDGES):
        return ""
    return (
        f"{JUDGES} ist verändert oder beschädigt: Was dort von Prüfern steht, gilt als nicht gemessen. Neu "
        "messen mit „szenario eval-judge LAUF“."
    )


def keep(run: Run, figures: JudgeFigures) -> None:
    """Put the figures of a judge into judge.json, in the place of older ones of the same."""
    others = [one for one in read_judges(run).judges if one.judge != figures.judge]
    judges = sorted([*others, figures], key=lambda one: (one.judge != OFFLINE, one.judge))
    keep_written(run, JUDGES, to_json(Judges(judges=tuple(judges))))


def measured_ranking(run: Run, settings: Settings) -> JudgeFigures:
    """How good the ranking is on the texts as they stand, measured where it is not known yet, and kept."""
    ground = read_ground(run, settings)
    narratives, reviewed = narratives_of(run, ground.clusters), load_reviews(run.file(REVIEW))
    found = ranking_of(run, narratives, ground, reviewed)
    if found not in read_judges(run).judges:
        keep(run, found)
    return found


def ranking_of(
    run: Run, narratives: Sequence[Narrative], ground: Ground, reviewed: Reviewed
) -> JudgeFigures:
    """The same without writing anything."""
    known = _of(run, OFFLINE)
    if known is not None and known.texts == digest_of_texts(narratives, ground, reviewed):
        return known
    return measure(narratives, ground, OpenJudge(), OFFLINE, reviewed)


def model_figures(run: Run, model: str) -> JudgeFigures | None:
    """What was measured of the model that judged the run; None where it was asked otherwise then."""
    known, checked = _of(run, model), load(run).stages.get("check")
    same = known is not None and checked is not None and known.signature == checked.decided
    return known if same else None


def _of(run: Run, judge: str) -> JudgeFigures | None:
    return next((one for one in read_judges(run).judges if one.judge == judge), None)
