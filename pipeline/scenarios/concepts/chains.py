"""The three calls: finding concepts and a first distribution, scoring against them, renewing them."""

import random
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.core.settings import Settings
from pipeline.core.types import Factor, Sheet
from pipeline.llm.chain import Chain, Desk
from pipeline.llm.prompts import load
from pipeline.scenarios.concepts.concept import Concept
from pipeline.scenarios.concepts.listing import Listing, listed
from pipeline.scenarios.concepts.replies import (
    Induced,
    Renewed,
    Scored,
    concept,
    faulty_concepts,
    faulty_rows,
    faulty_scores,
    moody_concepts,
)
from pipeline.scenarios.concepts.valence import sorted_by_mood
from pipeline.sources.retrieval import Retriever

if TYPE_CHECKING:
    from numpy.typing import NDArray

STAGE = "rate"
PASSAGES_SHOWN = 6
LETTERS = "ABCDEFGH"
MOOD = (
    "Die Verteilung sammelt fast alles Erfreuliche in einem Konzept und fast alles Unerfreuliche in einem "
    "anderen: das sind Bestfall und Schlechtestfall. Gesucht sind verschiedene Logiken, in denen beides "
    "vorkommt."
)
PROMPTS = ("scenarios/induce", "scenarios/score", "scenarios/renew")


@dataclass(frozen=True)
class Found:
    """Concepts of one call and its voice (values × clusters); `moody` where it stayed a sorting by mood."""

    concepts: tuple[Concept, ...]
    voice: "NDArray[np.float64]"
    moody: bool


@dataclass(frozen=True)
class Told:
    """A value for renewing: its factor and words; `groups` (from 1) that claim it."""

    factor: str
    label: str
    text: str
    groups: tuple[int, ...] = ()


@dataclass(frozen=True)
class Asked:
    """What all calls of one rating share; `ids` are the values in the order of the voices' rows."""

    desk: Desk
    retriever: Retriever
    sheet: Sheet
    ids: tuple[str, ...]
    settings: Settings

    def induced(self, factors: Sequence[Factor], order: int) -> Found:
        """Concepts found with the factors in one of the orders.

        A sorting by mood is sent back; where it comes again, it is one voice, and told as such.
        """
        wanted, listing = self.settings.scenarios, listed(factors, self.settings.seed, "order", order)
        sharing = self.settings.mode == "buendel"

        def moody(reply: Induced) -> bool:
            return sorted_by_mood(self._voice(reply, listing), self.ids, self.sheet)

        chain = Chain(load("scenarios/induce"), Induced, STAGE)
        reply = chain.ask(
            self.desk,
            {
                **self._place,
                "anzahl": wanted,
                "mehrfach": sharing,
                "faktoren": listing.told(),
                "passagen": self._passages(_topics(listing.factors)),
            },
            lambda found: (
                faulty_concepts(found.konzepte, wanted)
                or faulty_rows(found.verteilung, listing, wanted, sharing=sharing)
            ),
            wish=lambda found: moody_concepts(found.konzepte) or (MOOD if moody(found) else ""),
        )
        voice = self._voice(reply, listing)
        return Found(tuple(concept(one) for one in reply.konzepte), voice, moody(reply))

    def scored(
        self, concepts: Sequence[Concept], factors: Sequence[Factor], turn: int
    ) -> dict[str, list[int]]:
        """0–10 for each value of these factors and each concept; the concepts in an order of their own."""
        listing = listed(factors, self.settings.seed, "scores", turn)
        order = list(range(len(concepts)))
        random.Random(f"{self.settings.seed} {turn} {factors[0].id}").shuffle(order)
        chain = Chain(load("scenarios/score"), Scored, STAGE)
        reply = chain.ask(
            self.desk,
            {
                **self._place,
                "konzepte": [
                    {"buchstabe": LETTERS[place], **_words(concepts[number])}
                    for place, number in enumerate(order)
                ],
                "faktoren": listing.told(),
                "passagen": self._passages(_defined(factors)),
            },
            lambda found: faulty_scores(found, listing, len(concepts)),
        )
        by_number = listing.by_number
        return {
            by_number[one.nummer]: [one.punkte[order.index(number)] for number in range(len(concepts))]
            for one in reply.bewertungen
        }

    def renewed(
        self, concepts: Sequence[Concept], sure: Sequence[Sequence[Told]], doubtful: Sequence[Told]
    ) -> tuple[Concept, ...]:
        """The concepts put anew from what surely belongs to each, and from what is in doubt."""
        groups = [
            {"nummer": number, "leitidee": one.idea, "werte": [_told(value) for value in values]}
            for number, (one, values) in enumerate(zip(concepts, sure, strict=True), start=1)
        ]
        chain = Chain(load("scenarios/renew"), Renewed, STAGE)
        reply = chain.ask(
            self.desk,
            {
                **self._place,
                "gruppen": groups,
                "fraglich": [_told(value) for value in doubtful],
                "passagen": self._passages([value.factor for value in doubtful]),
            },
            lambda found: faulty_concepts(found.konzepte, len(concepts)),
            wish=lambda found: moody_concepts(found.konzepte),
        )
        return tuple(concept(one) for one in reply.konzepte)

    def look_up(self, batches: Sequence[Sequence[Factor]]) -> None:
        """Begin to look up the passages of these batches: there is time while concepts are found.

        What fails here is silent: the call that needs the passages meets the error.
        """
        threading.Thread(target=self._look_up, args=(batches,), daemon=True).start()

    def _look_up(self, batches: Sequence[Sequence[Factor]]) -> None:
        with suppress(Exception):
            for factors in batches:
                self._passages(_defined(factors))

    @property
    def _place(self) -> dict[str, Any]:
        return {"region": self.settings.region, "horizont": self.settings.horizon}

    def _voice(self, reply: Induced, listing: Listing) -> "NDArray[np.float64]":
        at = {value: row for row, value in enumerate(self.ids)}
        by_number = listing.by_number
        voice = np.full((len(self.ids), self.settings.scenarios), np.nan)
        for row in reply.verteilung:
            for value in listing.ids[row.faktor - 1]:
                voice[at[value]] = 0.0
            for column, number in enumerate(row.auspraegungen):
                if number:
                    voice[at[by_number[number]], column] = 1.0
        return voice

    def _passages(self, topics: Sequence[str]) -> list[str]:
        found = self.retriever.near(topics, 1)
        texts = dict.fromkeys(passage.text for near in found for passage in near)
        return list(texts)[:PASSAGES_SHOWN]


def _topics(factors: Sequence[Factor]) -> list[str]:
    """What all factors together are about: their trends, or the factors where no trend is named.

    In the order of the names: the order of a call is no reason to read other passages.
    """
    trends = {factor.trend: factor for factor in factors if factor.trend}
    named = sorted(trends) or sorted(factor.name for factor in factors)
    return named[: 2 * PASSAGES_SHOWN]


def _defined(factors: Sequence[Factor]) -> list[str]:
    return [f"{factor.name}. {factor.definition}" for factor in factors]


def _words(one: Concept) -> Mapping[str, str]:
    return {
        "leitidee": one.idea,
        "gehoert_dazu": one.belongs,
        "gehoert_nicht_dazu": one.excludes,
        "gewinn": one.gain,
        "preis": one.price,
    }


def _told(value: Told) -> Mapping[str, Any]:
    return {"faktor": value.factor, "label": value.label, "text": value.text, "gruppen": value.groups}
