"""The trends of a corpus, from its outline: what the documents are then searched for.

Where a project names its trends itself, nobody is asked.
"""

from collections.abc import Sequence

from pipeline.core.errors import ContextError
from pipeline.core.settings import Settings
from pipeline.core.types import Passage
from pipeline.language.words import count_words
from pipeline.llm.chain import Chain, Desk
from pipeline.llm.prompts import load
from pipeline.llm.schema import Reply
from pipeline.scenarios.proposal.outline import outline
from pipeline.scenarios.proposal.proposed import Material, Trend
from pipeline.scenarios.proposal.wording import key, one_line

PROMPT = "scenarios/trends"
FEWEST, MOST = 4, 8
LONGEST_NAME = 6
WORDS_FEWEST, WORDS_MOST = 1, 8
OUTLINE_TOKENS = 6_000
LEAST_TOKENS = 400
"""Where not even such an outline fits, no passage will."""


class TrendEntry(Reply):
    """One trend and what it is searched with."""

    name: str
    suchworte: list[str]


class TrendList(Reply):
    """The trends of the documents."""

    trends: list[TrendEntry]


def trends_of(
    desk: Desk, passages: Sequence[Passage], material: Material, settings: Settings, stage: str
) -> tuple[Trend, ...]:
    """The trends a project names, else those the model sees in the outline of these passages."""
    if settings.trends:
        return tuple(Trend(name=name) for name in settings.trends)
    chain = Chain(load(PROMPT), TrendList, stage)
    tokens = OUTLINE_TOKENS
    while True:
        values = {
            "titel": settings.title,
            "dokumente": [one.text for one in outline(passages, material.titles, tokens)],
            "wenigstens": FEWEST,
            "hoechstens": MOST,
            "region": settings.region,
            "horizont": settings.horizon,
        }
        try:
            reply = chain.ask(desk, values, _fault)
        except ContextError:
            if tokens < 2 * LEAST_TOKENS:
                raise
            tokens //= 2
        else:
            return tuple(_trend(one) for one in reply.trends)


def _trend(entry: TrendEntry) -> Trend:
    return Trend(name=one_line(entry.name), words=tuple(one_line(word) for word in entry.suchworte))


def _fault(reply: TrendList) -> str:
    """What is wrong with a reply, told to the model; "" where nothing is."""
    if not FEWEST <= len(reply.trends) <= MOST:
        return f"Das sind {len(reply.trends)} Trends; verlangt sind {FEWEST} bis {MOST}."
    seen: set[tuple[str, ...]] = set()
    for one in reply.trends:
        if not count_words(one.name):
            return "Ein Trend hat keinen Namen."
        if key(one.name) in seen:
            return f"Der Trend „{one.name}“ kommt zweimal vor."
        seen.add(key(one.name))
        if count_words(one.name) > LONGEST_NAME:
            return f"Der Name „{one.name}“ ist zu lang; höchstens {LONGEST_NAME} Wörter."
        if not WORDS_FEWEST <= len(one.suchworte) <= WORDS_MOST:
            return f"Der Trend „{one.name}“ hat {len(one.suchworte)} Suchworte; verlangt sind 3 bis 6."
        if not all(word.strip() for word in one.suchworte):
            return f"Beim Trend „{one.name}“ ist ein Suchwort leer."
    return ""
