"""What a text tells as good and what as bad, sentence by sentence: every future has both.

Good or bad is what the groups valued so: a value that a sentence rests on by its ledger, or comes near
enough to. Where nobody valued anything, words still tell who gains and who pays. Counted, not understood.
"""

import re
from dataclasses import dataclass

from pipeline.checks.case import Case
from pipeline.checks.prose.price import KIND, PRICED
from pipeline.checks.thresholds import threshold
from pipeline.core.types import Valence
from pipeline.language.quoted import unquoted

GAINED = re.compile(
    r"\b(?:gewinn\w*|gewonnen|gewann\w*|vorteil\w*|chance\w*|leichter|einfacher|besser\w*|schneller\w*|günstiger"
    r"|billiger|kürzer|sicherer|gesünder|ruhiger|freier|freiheit\w*|geling(?:t|en)|gelang\w*|gelungen"
    r"|erleichter\w*|ermöglich\w*|spar(?:t|en|te|ten)|gespart|erspart\w*|profitier\w*|hilft|half\w*|helfen"
    r"|geholfen|schütz(?:t|en|te|ten)|geschützt|aufblüh\w*|stolz|freu(?:t|en|te|ten)|freude"
    r"|lohn(?:t|en) sich|anspruch|rechtsanspruch|kostenlos\w*|verlässlich\w*|zuverlässig\w*|zufrieden\w*"
    r"|vertrau(?:t|en|te|ten)"
    r"|mitreden|mitentscheiden|gleichberechtigt\w*|gerecht\w*|springt .{0,40}\bein)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:nicht|nie|kein\w*|ohne|kaum|weder|niemand\w*|statt)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)


@dataclass(frozen=True)
class Sides:
    """The numbers (from 1) of sentences that tell something good, and of those that tell something bad;
    one sentence may do both."""

    good: tuple[int, ...] = ()
    bad: tuple[int, ...] = ()

    @property
    def both(self) -> bool:
        return bool(self.good and self.bad)

    @property
    def told(self) -> int:
        """How often good or bad is told."""
        return len(self.good) + len(self.bad)

    @property
    def mixture(self) -> float | None:
        """How even the two are, 0 for one alone to 1 for as much of each; None where neither is told."""
        return 2 * min(len(self.good), len(self.bad)) / self.told if self.told else None


def sides(case: Case) -> Sides:
    """What the sentences of a text tell as good and as bad."""
    signs = _signs(case)
    return Sides(
        tuple(n for n, text in case.numbered() if "+" in signs[n - 1] or gains(text)),
        tuple(n for n, text in case.numbered() if "-" in signs[n - 1] or PRICED.search(unquoted(text))),
    )


def gains(text: str) -> bool:
    """Whether words tell that somebody gains something, and do not deny it."""
    said = unquoted(text)
    return any(not _DENIED.search(said[: one.start()]) for one in GAINED.finditer(said))


def _signs(case: Case) -> list[set[Valence]]:
    """The valences of what each sentence tells of its cluster."""
    valued = {v.id: v.wertung for f in case.ground.sheet.factors for v in f.values if v.wertung}
    mine = [one for one in case.cluster.members.values() if one in valued]
    if not mine:
        return [set() for _ in case.texts]
    matcher = case.ground.matcher
    nearness = matcher.match(case.texts).both[:, [matcher.position[one] for one in mine]]
    near = nearness >= threshold(KIND, "expressed")
    return [
        {valued[one] for one in sentence.values if one in valued}
        | {valued[one] for one, here in zip(mine, row, strict=True) if here}
        for sentence, row in zip(case.narrative.sentences, near.tolist(), strict=True)
    ]
