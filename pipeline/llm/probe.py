"""What a model server can do, found out with two tiny calls that are not kept."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.llm.calling import in_time
from pipeline.llm.chain import Chain, Desk
from pipeline.llm.prompts import load
from pipeline.llm.schema import Reply


class Doubled(Reply):
    """The answer of the probe."""

    ergebnis: int


@dataclass(frozen=True)
class Ability:
    """`schema`: the server keeps to a JSON schema by itself, without being told in words;
    `streaming`: it sends an answer in pieces; `right`: the sum was right; `seconds` of one call."""

    schema: bool
    streaming: bool
    right: bool
    seconds: float


def probe(desk: Desk, number: int, clock: Callable[[], float] = time.perf_counter) -> Ability:
    """Ask for the double of a number, then for a word in pieces; raises ModelError."""
    started = clock()
    chain = Chain(load("llm/probe"), Doubled, "probe")
    reply = chain.ask(desk, {"zahl": number})
    seconds = clock() - started
    try:
        pieces = in_time(
            lambda: sum(1 for piece in desk.model.stream("Sag: eins zwei drei.") if piece.content),
            desk.settings,
        )
    except Exception:  # a server that cannot stream may say so in any way, or say nothing
        pieces = 0
    kept_by_itself = not desk.plain_json and desk.meter.total().calls == 1
    return Ability(kept_by_itself, pieces > 1, reply.ergebnis == 2 * number, seconds)
