"""What a run with a model will probably cost, before anything is asked."""

from dataclasses import dataclass

from pipeline.core.settings import ModelSettings, Settings
from pipeline.core.types import Sheet
from pipeline.scenarios.proposal.factors import MOST as MOST_FACTORS
from pipeline.scenarios.proposal.trends import MOST as MOST_TRENDS

NAMING, NAMING_EACH, NAMED_EACH = 700, 900, 220
PLANNING, PLANNED = 8_500, 600
DRAFTING, DRAFTED = 7_000, 1_600
"""Tokens in and out of one call, as counted on the example project and rounded up: names (fixed, and per
scenario in and out), one plan in and out, one draft in and out."""
CHARACTERS = 3.3
"""Of German text, in one token."""
FINDING, FOUND_OUT, PLACED = 3_500, 700, 20
SCORING, SCORED_EACH = 3_200, 16
RENEWING, RENEWED = 5_500, 700
PAIRING, PAIRED, PAIR_CALLS = 4_700, 1_200, 6
ROUNDS_LIKELY = 2
"""Of the concepts, beside the values themselves: found once (in, out, and out for each factor), scored in
a round (in for each batch, out for each value), renewed, and pairs rated (all calls)."""
JUDGING, JUDGED = 8_100, 1_150
DOUBTING, DOUBTED = 2_500, 300
REVISING, REVISED = 4_500, 400
READING, READ = 6_500, 500
"""The same of one text judged, the objections to it, its flagged sentences written anew, and of all texts
read blind."""
WHOLE = 13_000
"""Words of the example's sheet, in tokens: the calls that show a whole cluster grow with the sheet."""
AGAIN = 1.3
"""A reply that does not fit is asked again; seldom, and never more than twice."""

FORMATTING, FORMATTED = 5_500, 900
"""The same of one format of work beside a text, or a comparison of six themes."""

REDRAFTING, REDRAFTED = 8_500, 1_200
"""The same of one place of a text worded anew in three ways."""

WEIGHING, WEIGHED_EACH = 4_500, 90
"""The same of measures held against scenarios: one call of a batch (in), one cell (out)."""

RESTATING, RESTATED = 1_300, 100
ANSWERING, ANSWERED = 7_000, 400
MENDING, MENDED = 5_000, 300
"""The same of a question: a follow-up made to stand alone, its answer, and a second look at it."""

OUTLINED, TRENDS = 7_000, 400
PER_TREND, FOUND = 5_000, 900
PER_FACTOR, THOUGHT_UP = 2_200, 450
"""The same of a proposal: one call for the trends, one for each trend, one for each factor."""


@dataclass(frozen=True)
class Estimate:
    """Calls and tokens of a run, all of them new; `cost` in the price table's currency, None without."""

    model: str
    calls: int
    tokens_in: int
    tokens_out: int
    cost: float | None


@dataclass(frozen=True)
class Size:
    """Of a value sheet: factors, values, and the characters of all their words."""

    factors: int
    values: int
    characters: int


def size_of(sheet: Sheet) -> Size:
    """The size of a sheet."""
    values = [value for factor in sheet.factors for value in factor.values]
    names = sum(len(factor.name) for factor in sheet.factors)
    words = sum(len(value.label) + len(value.text) for value in values)
    return Size(len(sheet.factors), len(values), names + words)


def estimate_clusters(settings: ModelSettings, wanted: Settings, size: Size) -> Estimate:
    """A generous guess for clusters alone, with their names."""
    calls, tokens_in, tokens_out = _clustering(wanted, size)
    cost = _cost(settings, tokens_in, tokens_out)
    return Estimate(settings.name, round(AGAIN * calls), tokens_in, tokens_out, cost)


def _part(size: Size) -> float:
    """How much of a call's length there is with a sheet of this size."""
    return min(1.0, max(0.25, size.characters / CHARACTERS / WHOLE))


def _clustering(wanted: Settings, size: Size) -> tuple[int, int, int]:
    """Calls, and tokens in and out with their repetitions."""
    from pipeline.scenarios.concepts.rounds import BATCH, ORDERS

    batches = -(-size.factors // BATCH)
    words = size.characters / CHARACTERS + 6 * size.values
    calls = ORDERS + ROUNDS_LIKELY * batches + (ROUNDS_LIKELY - 1) + PAIR_CALLS + 1
    tokens_in: float = ORDERS * (FINDING + words) + ROUNDS_LIKELY * (words + SCORING * batches)
    part = _part(size)
    tokens_in += NAMING + part * (RENEWING + PAIRING * PAIR_CALLS + NAMING_EACH * wanted.scenarios)
    tokens_out: float = (
        ORDERS * (FOUND_OUT + PLACED * size.factors) + ROUNDS_LIKELY * SCORED_EACH * size.values
    )
    tokens_out += RENEWED + part * PAIRED * PAIR_CALLS + NAMED_EACH * wanted.scenarios
    return calls, round(AGAIN * tokens_in), round(AGAIN * tokens_out)


def estimate(settings: ModelSettings, wanted: Settings, size: Size) -> Estimate:
    """A generous guess for one run; a model that has to be asked again often goes beyond it."""
    drafts, part = wanted.scenarios, _part(size)
    calls, clustering_in, clustering_out = _clustering(wanted, size)
    # Each text is judged, objected to, revised and judged again: once, as most need it at most.
    revising_in = 2 * part * (JUDGING + DOUBTING) + part * REVISING
    revising_out = 2 * (JUDGED + DOUBTED) + REVISED
    tokens_in = clustering_in + round(
        AGAIN * (part * (READING + (PLANNING + DRAFTING) * drafts) + revising_in * drafts)
    )
    tokens_out = clustering_out + round(AGAIN * (READ + (PLANNED + DRAFTED + revising_out) * drafts))
    cost = _cost(settings, tokens_in, tokens_out)
    calls += 1 + 7 * drafts
    return Estimate(settings.name, round(AGAIN * calls), tokens_in, tokens_out, cost)


def estimate_check(settings: ModelSettings, texts: int) -> Estimate:
    """A generous guess for judging so many texts, and reading them blind."""
    tokens_in = round(AGAIN * (READING + (JUDGING + DOUBTING) * texts))
    tokens_out = round(AGAIN * (READ + (JUDGED + DOUBTED) * texts))
    cost = _cost(settings, tokens_in, tokens_out)
    return Estimate(settings.name, round(AGAIN * (1 + 2 * texts)), tokens_in, tokens_out, cost)


def estimate_formats(settings: ModelSettings, calls: int) -> Estimate:
    """A generous guess for so many calls for formats of work."""
    tokens_in, tokens_out = round(AGAIN * FORMATTING * calls), round(AGAIN * FORMATTED * calls)
    cost = _cost(settings, tokens_in, tokens_out)
    return Estimate(settings.name, round(AGAIN * calls), tokens_in, tokens_out, cost)


def estimate_redrafts(settings: ModelSettings, places: int) -> Estimate:
    """A generous guess for so many places of texts, each worded anew."""
    tokens_in, tokens_out = round(AGAIN * REDRAFTING * places), round(AGAIN * REDRAFTED * places)
    cost = _cost(settings, tokens_in, tokens_out)
    return Estimate(settings.name, round(AGAIN * places), tokens_in, tokens_out, cost)


def estimate_windkanal(settings: ModelSettings, measures: int, scenarios: int) -> Estimate:
    """A generous guess for a proposal in every cell of so many measures and scenarios."""
    from pipeline.scenarios.windkanal.chains import BATCH

    calls = -(-measures // BATCH)
    tokens_in = round(AGAIN * WEIGHING * calls)
    tokens_out = round(AGAIN * WEIGHED_EACH * measures * scenarios)
    cost = _cost(settings, tokens_in, tokens_out)
    return Estimate(settings.name, round(AGAIN * calls), tokens_in, tokens_out, cost)


def estimate_answers(settings: ModelSettings, questions: int) -> Estimate:
    """A generous guess for so many questions, each a follow-up and each looked at twice."""
    tokens_in = round(AGAIN * (RESTATING + ANSWERING + MENDING) * questions)
    tokens_out = round(AGAIN * (RESTATED + ANSWERED + MENDED) * questions)
    cost = _cost(settings, tokens_in, tokens_out)
    return Estimate(settings.name, round(AGAIN * 3 * questions), tokens_in, tokens_out, cost)


def estimate_proposal(settings: ModelSettings, wanted: Settings) -> Estimate:
    """A generous guess for a proposed value sheet: as many trends and factors as there may be."""
    trends = len(wanted.trends) or MOST_TRENDS
    factors = MOST_FACTORS * trends
    looking = 0 if wanted.trends else 1
    tokens_in = round(AGAIN * (OUTLINED * looking + PER_TREND * trends + PER_FACTOR * factors))
    tokens_out = round(AGAIN * (TRENDS * looking + FOUND * trends + THOUGHT_UP * factors))
    calls = round(AGAIN * (looking + trends + factors))
    return Estimate(settings.name, calls, tokens_in, tokens_out, _cost(settings, tokens_in, tokens_out))


def _cost(settings: ModelSettings, tokens_in: int, tokens_out: int) -> float | None:
    if settings.price_in is None or settings.price_out is None:
        return None
    return (tokens_in * settings.price_in + tokens_out * settings.price_out) / 1_000_000
