"""No shared skeleton: the narratives of a run lie side by side, and nobody reads the same build four times.

Compared are how texts open and close, with what is told taken out, and how many sentences their paragraphs
have. The year of all of them is no likeness: every text has to name it, and most do in
their first words. Two texts may be cut alike by chance, three are not.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.core.types import Finding, Narrative, Severity
from pipeline.language.words import FUNCTION_WORDS, tokens

KIND = "bauform"
FIRST = 3
TELLING = 4
"""So many function words have to stand in the same places before two sentences count as of one form."""
ALIKE = 3
FEWEST_SENTENCES = 6
_YEAR = re.compile(r"\b(?:(?:es ist das|wir schreiben das|im|das) jahre?\s+)?2\d{3}\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Shape:
    """Something by which texts can be alike, and how it is told of two of them."""

    of: Callable[[Narrative], tuple[str, ...]]
    told: str

    def same(self, first: Narrative, second: Narrative) -> bool:
        """Whether two texts have it in common; what is too little to tell texts apart is no likeness."""
        form = self.of(first)
        return bool(form) and form == self.of(second)

    def shown(self, narrative: Narrative) -> str:
        """The words in question, with dots for what differs."""
        return f" („{' '.join(self.of(narrative)).replace('·', '…')}“)"


def check(narratives: Sequence[Narrative]) -> list[Finding]:
    """A warning for every text that opens or closes like another, a hint for paragraphs cut alike."""
    told = [one for one in narratives if len(one.sentences) >= FEWEST_SENTENCES]
    found = [
        _finding(second, "warn", f"{alike.told} wie in „{first.title}“{alike.shown(second)}", first.cluster)
        for first, second in combinations(told, 2)
        for place in (_OPENINGS, _CLOSINGS)
        if (alike := next((shape for shape in place if shape.same(first, second)), None))
    ]
    return [*found, *_cut_alike(told)]


def _cut_alike(narratives: Sequence[Narrative]) -> Iterator[Finding]:
    cuts = [_cut(one) for one in narratives]
    for number, narrative in enumerate(narratives):
        same = cuts.count(cuts[number])
        if same >= ALIKE and len(cuts[number]) > 1:
            sizes = ", ".join(map(str, cuts[number]))
            told = f"{same} Texte haben dieselben Absätze (Sätze je Absatz: {sizes})"
            yield _finding(narrative, "info", told, sizes)


def _finding(narrative: Narrative, severity: Severity, told: str, evidence: str) -> Finding:
    message = f"{told}; nebeneinander gelesen fällt das auf. Bitte anders bauen."
    return Finding(
        cluster=narrative.cluster,
        sentence=None,
        kind=KIND,
        severity=severity,
        message=message,
        evidence=evidence,
    )


def _words(narrative: Narrative, position: int) -> tuple[str, ...]:
    """The words of a sentence without the year that all texts name."""
    return tuple(tokens(_YEAR.sub(" ", narrative.sentences[position].text)))


def _opening(narrative: Narrative) -> tuple[str, ...]:
    """The first words, told apart from other texts only where one of them carries something."""
    first = _words(narrative, 0)[:FIRST]
    return first if any(word not in FUNCTION_WORDS for word in first) else ()


def _ending(narrative: Narrative) -> tuple[str, ...]:
    return _words(narrative, -1)[:FIRST]


def _form_of(position: int) -> Callable[[Narrative], tuple[str, ...]]:
    def form(narrative: Narrative) -> tuple[str, ...]:
        parts: list[str] = []
        for word in _words(narrative, position):
            part = word if word in FUNCTION_WORDS else "·"
            if part != "·" or parts[-1:] != ["·"]:
                parts.append(part)
        return tuple(parts) if sum(part != "·" for part in parts) >= TELLING else ()

    return form


def _cut(narrative: Narrative) -> tuple[int, ...]:
    """How many sentences each paragraph has."""
    counts: dict[int, int] = {}
    for sentence in narrative.sentences:
        counts[sentence.paragraph] = counts.get(sentence.paragraph, 0) + 1
    return tuple(counts[paragraph] for paragraph in sorted(counts))


_OPENINGS = (
    _Shape(_opening, "Der Text beginnt mit denselben Worten"),
    _Shape(_form_of(0), "Der erste Satz ist gebaut"),
)
_CLOSINGS = (
    _Shape(_ending, "Der letzte Satz beginnt mit denselben Worten"),
    _Shape(_form_of(-1), "Der letzte Satz ist gebaut"),
)
