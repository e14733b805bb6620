"""What the gate says of a run to whoever hands it over: the same as `szenario eval`, in words to go out.

Only suite 7 is not asked again: questions may cost calls. What eval.json says of it counts while it is as
it was written and speaks of the run as it stands; otherwise nobody knows, and that is no pass.
"""

from collections.abc import Sequence

from pipeline.core.files import digest, read_json_as
from pipeline.core.settings import Settings
from pipeline.evaluation.gate import rule
from pipeline.evaluation.nouns import Obstacle, Ruling, Waiver
from pipeline.evaluation.results import Evaluation
from pipeline.evaluation.suites import Declared
from pipeline.evaluation.suites.qa import SUITE as QUESTIONS
from pipeline.project import Run
from pipeline.publish.rulings import ruling_shown
from pipeline.run.context import read_ground
from pipeline.run.evaluated import NAME, last_evaluation
from pipeline.run.evaluating import evaluation, read_waivers
from pipeline.run.handing_over import protection_of
from pipeline.run.narratives import narratives_of

UNASKED = "fragen_nicht_gestellt"


def ruling(run: Run, settings: Settings, suites: Declared, more: Sequence[Waiver] = ()) -> Ruling:
    """What the gate says of a run as it stands; `more` waivers are tried besides those on record."""
    ground = read_ground(run, settings)
    found = _whole(run, settings, suites, more)
    return ruling_shown(found, narratives_of(run, ground.clusters), protection_of(run, ground))


def _whole(run: Run, settings: Settings, suites: Declared, more: Sequence[Waiver]) -> Ruling:
    if QUESTIONS not in suites.suites:
        return evaluation(run, settings, suites, more).ruling
    asked = Declared(tuple(one for one in suites.suites if one != QUESTIONS), (*suites.others, QUESTIONS))
    found = evaluation(run, settings, asked, more).ruling
    obstacles = (*found.obstacles, *(one.obstacle for one in found.waived), *_of_questions(run, suites))
    return rule(obstacles, (*read_waivers(run).waivers, *more))


def _of_questions(run: Run, suites: Declared) -> tuple[Obstacle, ...]:
    """What the last evaluation found of the questions; that it is unknown where things changed since."""
    last = last_evaluation(run, suites, checked=True)
    if last is not None and last.current:
        told = read_json_as(Evaluation, run.file(NAME)).ruling
        every = (*told.obstacles, *(one.obstacle for one in told.waived))
        return tuple(one for one in every if one.suite == QUESTIONS.name)
    message = (
        f"Suite 7 ({QUESTIONS.title}): zum heutigen Stand nicht geprüft. Bitte „szenario eval LAUF“ "
        "ausführen."
    )
    return (
        Obstacle(
            id=digest(message.encode())[:8],
            cluster="",
            sentence=None,
            kind=UNASKED,
            sort="unjudged",
            cause="open",
            message=message,
            waivable=False,
            suite=QUESTIONS.name,
        ),
    )
