"""How many scenarios a project should have, asked of its rated values; writes no clusters."""

from pipeline.core.settings import SCENARIOS_MAX, SCENARIOS_MIN
from pipeline.run.context import RATINGS, Context, read_affinity, read_sheet
from pipeline.run.engine import run_stages
from pipeline.run.merges import read_merges
from pipeline.run.stages import RATE, SHEET
from pipeline.scenarios import ratings
from pipeline.scenarios.bundles import Task
from pipeline.scenarios.clusters import with_ratings
from pipeline.scenarios.pairs import people_first
from pipeline.scenarios.proposing import Proposal, propose


def proposed(context: Context) -> Proposal:
    """The number of scenarios proposed for the values as they are rated."""
    run_stages(context, [SHEET, RATE], None)
    sheet = read_sheet(context.run)
    rated = ratings.read(context.run.made(RATINGS, "rate"), sheet, read_merges(context.run))
    near = with_ratings(read_affinity(context.run, sheet), people_first(rated))
    most = min(SCENARIOS_MAX, max(len(factor.values) for factor in sheet.factors) + 2)
    mode, seed = context.settings.mode, context.settings.seed
    numbers = range(SCENARIOS_MIN, max(most, SCENARIOS_MIN + 1) + 1)
    return propose([Task(near, k, mode, seed, proved=False) for k in numbers], context.progress)
