"""What a model says of a pair, what such a reply has to fulfil, and both answers made one rating."""

from pipeline.core.types import Rating
from pipeline.llm.schema import Reply
from pipeline.scenarios.pairs.matter import Pair

STRONGEST = 3
NO_EFFECT = "kein unmittelbarer Einfluss"


class JudgedPair(Reply):
    """One pair by its number: the reason, and then how strong the effect is (0–3).

    The reason stands first, so that a mechanism is looked for before a grade is given.
    """

    nummer: int
    grund: str
    grad: int


class JudgedPairs(Reply):
    """All pairs of a call, each once."""

    urteile: list[JudgedPair]


class PromotedPairs(JudgedPairs):
    """How far the one promotes the other."""


class HinderedPairs(JudgedPairs):
    """How far the one hinders the other."""


def in_line(text: str) -> str:
    """Text without line ends: a line of its own could pass for the heading of another pair."""
    return " ".join(text.split())


def combined(pair: Pair, promotes: JudgedPair, hinders: JudgedPair, origin: str) -> Rating:
    """Both answers as one rating, with the reason of the stronger side."""
    score = promotes.grad - hinders.grad
    for_it, against_it = in_line(promotes.grund), in_line(hinders.grund)
    if score:
        reason = for_it if score > 0 else against_it
    else:
        reason = f"fördert: {for_it}; erschwert: {against_it}" if promotes.grad else NO_EFFECT
    return Rating(source=pair.source, target=pair.target, score=score, origin=origin, reason=reason)


def fault(reply: JudgedPairs, count: int) -> str:
    """What is wrong with a reply, told to the model; "" where nothing is."""
    given = [one.nummer for one in reply.urteile]
    wrong = [
        f"{what} {', '.join(map(str, numbers))}"
        for what, numbers in (
            ("es fehlen", sorted(set(range(1, count + 1)) - set(given))),
            ("unbekannt sind", sorted(set(given) - set(range(1, count + 1)))),
            ("mehrfach da sind", sorted({one for one in given if given.count(one) > 1})),
        )
        if numbers
    ]
    if wrong:
        return f"Verlangt ist genau ein Urteil für jedes Paar von 1 bis {count}; {'; '.join(wrong)}."
    for one in reply.urteile:
        if one.grad not in range(STRONGEST + 1):
            return f"Paar {one.nummer} hat den Grad {one.grad}; möglich sind 0, 1, 2 und 3."
        if one.grad and not one.grund.strip():
            return (
                f"Paar {one.nummer} hat den Grad {one.grad}, aber keinen Grund. Nenne ihn, oder gib Grad 0."
            )
    return ""
