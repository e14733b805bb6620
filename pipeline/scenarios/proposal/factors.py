"""Chain 1, factors from the study: what a trend's passages say moves, each factor with its quotation.

What is quoted is looked up word for word, and figures in `heute` have to stand in the passages. A
factor that fails is dropped with its reason: a model that misquotes once would only be coached to
misquote better. What is asked again is form alone: unknown ids, empty fields, lengths.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.core.settings import Settings
from pipeline.core.types import Passage, Rights
from pipeline.language.numbers import numbers
from pipeline.language.verbatim import shares_run, wording
from pipeline.language.words import count_words
from pipeline.llm.chain import Chain, Desk
from pipeline.llm.prompts import load
from pipeline.llm.schema import Reply
from pipeline.scenarios.proposal.proposed import Dropped, Evidence, ProposedFactor
from pipeline.scenarios.proposal.wording import key, one_line
from pipeline.sources.quoting import QUOTE_SHORT, UNQUOTED
from pipeline.sources.rights import STRICT

PROMPT = "scenarios/factors"
MOST = 5
QUOTE_FEWEST, QUOTE_MOST = 5, 40
LONGEST = {"name": 8, "definition": 60, "heute": 60}


class FactorEntry(Reply):
    """One factor, the passage it rests on, and the words of it."""

    name: str
    definition: str
    heute: str
    passage: str
    zitat: str


class FactorList(Reply):
    """The factors that a trend's passages yield; may be empty."""

    faktoren: list[FactorEntry]


@dataclass(frozen=True)
class Yielded:
    """What one trend yielded, and what of it was dropped."""

    factors: tuple[ProposedFactor, ...] = ()
    dropped: tuple[Dropped, ...] = ()


def factors_of(
    desk: Desk,
    trend: str,
    passages: Sequence[Passage],
    rights: Mapping[str, Rights],
    settings: Settings,
    stage: str,
) -> Yielded:
    """The factors of a trend in these passages, those alone that hold."""
    chain = Chain(load(PROMPT), FactorList, stage)
    values = {
        "trend": trend,
        "passagen": [{"id": one.id, "text": f"{one.heading}\n{one.text}".strip()} for one in passages],
        "hoechstens": MOST,
        "zitat_von": QUOTE_FEWEST + 1,
        "zitat_bis": QUOTE_SHORT,
        "region": settings.region,
        "horizont": settings.horizon,
    }
    shown = {one.id: one for one in passages}
    reply = chain.ask(desk, values, lambda found: _fault(found, shown, settings.horizon))
    factors: list[ProposedFactor] = []
    dropped: list[Dropped] = []
    for entry in reply.faktoren:
        reason = _unfounded(entry, shown, rights)
        if reason:
            dropped.append(Dropped(what=f"„{one_line(entry.name)}“ ({trend})", reason=reason))
        else:
            factors.append(_factor(entry, trend, shown[entry.passage], rights))
    return Yielded(tuple(factors), tuple(dropped))


def _factor(
    entry: FactorEntry, trend: str, passage: Passage, rights: Mapping[str, Rights]
) -> ProposedFactor:
    quote = wording(entry.zitat, passage.text)
    allowed = rights.get(passage.document, STRICT).quote
    if allowed == "none":
        quote = ""
    elif allowed == "short" and count_words(quote) > QUOTE_SHORT:
        quote = f"{' '.join(quote.split()[:QUOTE_SHORT])} …"
    return ProposedFactor(
        trend=trend,
        name=one_line(entry.name),
        definition=one_line(entry.definition),
        heute=one_line(entry.heute),
        evidence=(
            Evidence(
                passage=passage.id, document=passage.document, anchor=one_line(passage.anchor), quote=quote
            ),
        ),
    )


def _unfounded(entry: FactorEntry, shown: Mapping[str, Passage], rights: Mapping[str, Rights]) -> str:
    """Why a factor does not stand on its passage, for a person to read; "" where it does."""
    quote = wording(entry.zitat, shown[entry.passage].text)
    if not quote:
        return "Das Zitat steht so nicht in der genannten Passage."
    if count_words(quote) < QUOTE_FEWEST:
        return f"Das Zitat hat weniger als {QUOTE_FEWEST} Wörter."
    known = numbers(" ".join(f"{one.heading} {one.text}" for one in shown.values()))
    unknown = sorted(numbers(entry.heute) - known)
    if unknown:
        return f"Unter „heute“ steht {unknown[0]}; die Zahl kommt in den Passagen nicht vor."
    for passage in shown.values():
        if rights.get(passage.document, STRICT).quote == "none" and any(
            shares_run(text, passage.text, UNQUOTED) for text in (entry.name, entry.definition, entry.heute)
        ):
            return f"Der Text wiederholt {passage.document} wörtlich; zitiert werden darf daraus nicht."
    return ""


def _fault(reply: FactorList, shown: Mapping[str, Passage], horizon: int) -> str:
    """What is wrong with the form of a reply, told to the model; "" where nothing is."""
    if len(reply.faktoren) > MOST:
        return f"Das sind {len(reply.faktoren)} Einflussfaktoren; verlangt sind höchstens {MOST}."
    seen: set[tuple[str, ...]] = set()
    for number, one in enumerate(reply.faktoren, start=1):
        for field, longest in LONGEST.items():
            text = getattr(one, field)
            if not count_words(text):
                return f"Beim {number}. Einflussfaktor ist „{field}“ leer."
            if count_words(text) > longest:
                return f"Beim {number}. Einflussfaktor hat „{field}“ mehr als {longest} Wörter."
        if one.passage not in shown:
            return (
                f"Der {number}. Einflussfaktor nennt die Passage „{one.passage}“; diese Kennung steht "
                f"nicht im Auftrag. Möglich sind {', '.join(shown)}."
            )
        if count_words(one.zitat) > QUOTE_MOST:
            return f"Das Zitat zum {number}. Einflussfaktor hat mehr als {QUOTE_MOST} Wörter."
        if str(horizon) in numbers(one.heute):
            return f"Beim {number}. Einflussfaktor handelt „heute“ vom Jahr {horizon}, nicht von jetzt."
        if key(one.name) in seen:
            return f"Der Einflussfaktor „{one.name}“ kommt zweimal vor."
        seen.add(key(one.name))
    return ""
