"""How many scenarios a project should have, asked of its rated values; writes no clusters."""

from pipeline.core.errors import InputError
from pipeline.core.settings import SCENARIOS_MAX, SCENARIOS_MIN
from pipeline.run.context import RATINGS, Context, read_affinity, read_sheet
from pipeline.run.engine import run_stages
from pipeline.run.merges import read_merges
from pipeline.run.stages import RATE, SHEET
from pipeline.scenarios import ratings
from pipeline.scenarios.bundles import Task
from pipeline.scenarios.clusters import distance_of
from pipeline.scenarios.pairs import people_first
from pipeline.scenarios.proposing import Proposal, propose
from pipeline.scenarios.rated_affinity import with_ratings
from pipeline.scenarios.varied import varied


def proposed(context: Context) -> Proposal:
    """The number of scenarios proposed for the values as they are rated, without locks.

    Numbers up to two more than any factor has values are tried, at most 8. Raises InputError where a model
    clusters.
    """
    run_stages(context, [SHEET, RATE], None)
    sheet = read_sheet(context.run)
    rated = ratings.read(context.run.made(RATINGS, "rate"), sheet, read_merges(context.run))
    if context.twins.model:
        raise InputError(
            "Die Zahl der Szenarien wird nur ohne Sprachmodell vorgeschlagen: Mit einem sucht jede Zahl "
            "eigene Konzepte und kostet Aufrufe. Bitte mit --offline wiederholen."
        )
    affinity = read_affinity(context.run, sheet)
    near = with_ratings(affinity, people_first(rated))
    change = near.scores - affinity.scores
    views = tuple(one + change for one in varied(sheet, affinity, context.settings.seed))
    most = min(SCENARIOS_MAX, max(len(factor.values) for factor in sheet.factors) + 2)
    mode, seed = context.settings.mode, context.settings.seed
    numbers = range(SCENARIOS_MIN, max(most, SCENARIOS_MIN + 1) + 1)
    apart = distance_of(sheet, context.settings)
    tasks = [Task(near, k, mode, seed, distance=apart, views=views, proved=False) for k in numbers]
    return propose(tasks, context.progress)
