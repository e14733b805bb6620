"""Whether a sentence of a model stands: its quotes, its numbers and names, and that it means what they say.

Nothing a model says is believed. A quote that is not in its passage word for word falls; a sentence
stands only on the quotes that are left. It must claim no number and no name that they lack, be close
to them in meaning or words clause by clause, deny what they deny and nothing else, and repeat neither
our own instructions nor a passage it does not quote.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.ask.citing import cited, quotable
from pipeline.ask.proving.claims import unproven
from pipeline.ask.proving.polarity import turned
from pipeline.ask.worded.replies import SaidSentence
from pipeline.core.types import Citation, Passage
from pipeline.language import meaning
from pipeline.language.clauses import clauses
from pipeline.language.verbatim import shares_run, wording
from pipeline.language.words import content_stems, count_words, stems
from pipeline.sources.quoting import UNQUOTED
from pipeline.sources.search.library import Source

CLOSE = 0.35
"""Cosine of a sentence with what it quotes, from which on it is taken to speak of it."""
SHARED = 0.6
"""Share of a sentence's own words that stand in its quotes, from which on its meaning is not asked."""
BORROWED, REPEATED = 8, 8
"""Words in a row that a sentence may share with a passage it does not quote, and with our instructions."""
LONGEST = 500
"""Characters: what is longer is no sentence."""
SHORTEST = 3
"""Words of a quote, and of a sentence: fewer stand anywhere, and say and prove nothing."""
_MARKS = re.compile(r"\s*\[\d+(?:\s*[,;–-]\s*\d+)*\]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True)
class Shown:
    """A passage as a request shows it, and the document it stands in."""

    passage: Passage
    source: Source


@dataclass(frozen=True)
class Proven:
    """A sentence that stands; one that only follows from its citations is an `inference`."""

    text: str
    citations: tuple[Citation, ...]
    inference: bool


@dataclass(frozen=True)
class Failed:
    """A sentence that does not stand, and why, told to the model in German."""

    text: str
    reason: str
    passages: tuple[int, ...]


@dataclass(frozen=True)
class Court:
    """Judges the sentences of one reply: the passages it was shown by number, and our instructions."""

    shown: Mapping[int, Shown]
    rules: str
    english: bool

    def judge(self, said: SaidSentence) -> Proven | Failed:
        """The sentence with its verified citations, or what is wrong with it."""
        text = _plain(said.text)
        citations, faults = self._citations(said)
        numbers = tuple(dict.fromkeys(one.passage for one in said.belege if one.passage in self.shown))
        sentence = count_words(text) >= SHORTEST and len(text) <= LONGEST
        reason = "" if sentence else "Das ist kein vollständiger Satz, oder er ist zu lang."
        if not reason and not citations:
            reason = " ".join(faults) or "Der Satz hat keinen Beleg."
        reason = reason or self._fault(text, citations, numbers)
        if reason:
            return Failed(text[:LONGEST], reason if not citations else " ".join([*faults, reason]), numbers)
        printed = tuple(
            one if quotable(self.shown[number].source) else one.model_copy(update={"quote": ""})
            for number, one in citations
        )
        return Proven(text, tuple(dict.fromkeys(printed)), said.schluss)

    def _citations(self, said: SaidSentence) -> tuple[list[tuple[int, Citation]], list[str]]:
        found: list[tuple[int, Citation]] = []
        faults = []
        for one in said.belege:
            shown = self.shown.get(one.passage)
            if shown is None:
                faults.append(f"Die Passage {one.passage} gibt es nicht.")
                continue
            citation = cited(shown.passage, one.zitat, shown.source)
            if citation is None:
                faults.append(
                    f"Das Zitat „{one.zitat[:200]}“ steht nicht wörtlich in Passage {one.passage}."
                )
            elif len(citation.quote.split()) < SHORTEST and citation.quote != shown.passage.text.strip():
                faults.append(f"Das Zitat „{citation.quote}“ ist zu kurz, um etwas zu belegen.")
            else:
                found.append((one.passage, citation))
        return found, faults

    def _fault(self, text: str, citations: Sequence[tuple[int, Citation]], numbers: Sequence[int]) -> str:
        quotes = [citation.quote for _, citation in citations]
        strange = unproven(
            text, " ".join(quotes), english=self.english, places=[citation for _, citation in citations]
        )
        if strange:
            return (
                f"„{strange[0]}“ steht in keinem der Zitate: Nimm die Stelle, wo es steht, als Beleg auf, "
                "oder lass es weg."
            )
        if shares_run(text, self.rules, REPEATED) and not wording(text.rstrip("."), " ".join(quotes)):
            return "Der Satz sagt nichts aus den Passagen."
        for number, one in self.shown.items():
            if not quotable(one.source) and shares_run(text, one.passage.text, UNQUOTED):
                return (
                    f"Passage {number} darf nicht wörtlich wiedergegeben werden; sage es in eigenen Worten."
                )
            unquoted = number not in numbers and shares_run(text, one.passage.text, BORROWED)
            if unquoted and not shares_run(text, " ".join(quotes), BORROWED):
                return f"Der Satz gibt Passage {number} wieder und belegt sie nicht."
        if not _speaks_of(text, quotes):
            return "Der Satz sagt etwas anderes als seine Zitate."
        said = [*quotes, *(clause for quote in quotes for clause in clauses(quote))]
        for clause in clauses(text, english=self.english):
            if count_words(clause) >= SHORTEST and content_stems(clause) and not _speaks_of(clause, said):
                return f"„{clause}“ sagt keines der Zitate: Belege es, oder lass es weg."
        if turned(text, quotes, english=self.english):
            return "Der Satz verneint, was sein Zitat sagt, oder er lässt dessen Verneinung weg."
        return ""


def _speaks_of(text: str, quotes: Sequence[str]) -> bool:
    """Whether a sentence shares most of its words with its quotes, or is close to them in meaning."""
    own = set(content_stems(text))
    shared = len(own & {one for quote in quotes for one in stems(quote)})
    if own and shared >= SHARED * len(own):
        return True
    vectors = meaning.embed([text, " ".join(quotes), *quotes])
    return float(max(vectors[1:] @ vectors[0])) >= CLOSE


def _plain(text: str) -> str:
    """One line, without signs nobody sees and without numbers of passages in brackets."""
    return _MARKS.sub("", " ".join(_CONTROL.sub(" ", text).split()))
