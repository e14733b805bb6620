"""Chain 2, values for a factor: three or four states of the horizon that exclude each other.

They are thought up, not found, and marked so. What can be decided without understanding is checked:
their number, that they differ, their lengths, and that no figure comes from nowhere.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

from pipeline.core.errors import ContextError
from pipeline.core.settings import Settings
from pipeline.core.types import Passage, Rights
from pipeline.language.numbers import numbers
from pipeline.language.sentences import sentences
from pipeline.language.verbatim import shares_run
from pipeline.language.words import content_stems, count_words
from pipeline.llm.chain import Chain, Desk
from pipeline.llm.prompts import load
from pipeline.llm.schema import Reply
from pipeline.scenarios.proposal.proposed import ProposedFactor, ProposedValue
from pipeline.scenarios.proposal.wording import key, one_line
from pipeline.sources.quoting import UNQUOTED
from pipeline.sources.rights import STRICT

PROMPT = "scenarios/values"
POSSIBLE = (3, 4)
USUAL = 4
LABEL_FEWEST, LABEL_MOST = 2, 6
SENTENCES_MOST = 3
TEXT_MOST = 60
ALIKE = 0.7
"""From this share of common stems on, two texts say the same in other forms."""


class ValueEntry(Reply):
    """One state of the factor."""

    label: str
    text: str


class ValueList(Reply):
    """The states of one factor."""

    auspraegungen: list[ValueEntry]


def wanted(settings: Settings) -> int:
    """How many values a factor gets: one for each scenario where that is three or four."""
    return settings.scenarios if settings.scenarios in POSSIBLE else USUAL


def values_of(
    desk: Desk,
    factor: ProposedFactor,
    passages: Sequence[Passage],
    rights: Mapping[str, Rights],
    settings: Settings,
    stage: str,
) -> tuple[ProposedValue, ...]:
    """The values of a factor; with fewer passages where the model cannot hold them all."""
    chain = Chain(load(PROMPT), ValueList, stage)
    count, shown = wanted(settings), list(passages)
    while True:
        values = {
            "faktor": factor.model_dump(include={"name", "trend", "definition", "heute"}),
            "passagen": [one.text for one in shown],
            "anzahl": count,
            "region": settings.region,
            "horizont": settings.horizon,
        }
        known = numbers(
            " ".join([factor.name, factor.definition, factor.heute, *(one.text for one in shown)])
        ) | {str(settings.horizon)}
        unquotable = [one.text for one in shown if rights.get(one.document, STRICT).quote == "none"]

        def fault(
            reply: ValueList, known: Collection[str] = known, unquotable: Sequence[str] = unquotable
        ) -> str:
            return _fault(reply, factor, count, known, unquotable)

        try:
            reply = chain.ask(desk, values, fault)
        except ContextError:
            if not shown:
                raise
            shown = shown[: len(shown) // 2]
        else:
            return tuple(
                ProposedValue(label=one_line(one.label), text=one_line(one.text))
                for one in reply.auspraegungen
            )


def _fault(
    reply: ValueList,
    factor: ProposedFactor,
    count: int,
    known: Collection[str],
    unquotable: Sequence[str],
) -> str:
    """What is wrong with a reply, told to the model; "" where nothing is."""
    given = reply.auspraegungen
    if len(given) != count:
        return f"Das sind {len(given)} Ausprägungen; verlangt sind genau {count}."
    labels: set[tuple[str, ...]] = {key(factor.name)}
    for one in given:
        if not one.text.strip() or not one.label.strip():
            return "Eine Ausprägung hat kein „label“ oder keinen „text“."
        words = count_words(one.label)
        if not LABEL_FEWEST <= words <= LABEL_MOST:
            span = f"{LABEL_FEWEST} bis {LABEL_MOST}"
            return f"Das label „{one.label}“ hat {words} Wörter; verlangt sind {span}."
        if key(one.label) in labels:
            return f"Das label „{one.label}“ kommt zweimal vor oder ist der Name des Einflussfaktors."
        labels.add(key(one.label))
        if len(sentences(one.text)) > SENTENCES_MOST or count_words(one.text) > TEXT_MOST:
            return (
                f"Der Text zu „{one.label}“ ist zu lang; höchstens {SENTENCES_MOST} Sätze und "
                f"{TEXT_MOST} Wörter."
            )
        unknown = sorted(numbers(f"{one.label} {one.text}") - set(known))
        if unknown:
            return f"Bei „{one.label}“ steht die Zahl {unknown[0]}; im Material steht sie nicht."
        if any(shares_run(one.text, text, UNQUOTED) for text in unquotable):
            return f"Der Text zu „{one.label}“ wiederholt die Unterlagen. Bitte in eigenen Worten."
    for first, second in combinations(given, 2):
        if _alike(first.text, second.text):
            return (
                f"Die Texte zu „{first.label}“ und „{second.label}“ sagen fast dasselbe; jede Ausprägung "
                "braucht eine eigene Logik."
            )
    return ""


def _alike(first: str, second: str) -> bool:
    one, other = set(content_stems(first)), set(content_stems(second))
    return len(one & other) >= ALIKE * len(one | other)
