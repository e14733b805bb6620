"""Quotes in words around them: where they stand is said once, and each has its number among the citations.

What may not be quoted is only pointed at; what does not stand in its passage is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.ask.citing import cited, quotable
from pipeline.ask.quoting.choosing import Quote
from pipeline.ask.quoting.wording import Spoken, frames, joined, name, place, quoted, spot
from pipeline.core.types import AnswerSentence, Citation
from pipeline.sources.search.library import Library, Source

ITEM = "– "
"""What an item of a list begins with; each stands in a line of its own."""


@dataclass
class Phrased:
    """An answer on its way: its sentences, and the citations that they count."""

    sentences: list[AnswerSentence] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All sentences as one text."""
        parts = [f"\n{one.text}" if one.text.startswith(ITEM) else f" {one.text}" for one in self.sentences]
        return "".join(parts).strip()


def phrased(quotes: Sequence[Quote], library: Library, language: Spoken) -> Phrased:
    """The sentences that the quotes make; those in a row of one passage make one sentence."""
    found = Phrased()
    for _, group in groupby(quotes, key=lambda one: (one.hit.project, one.hit.passage.id, one.label)):
        told = list(group)
        source = library.source(told[0].hit)
        if quotable(source):
            _tell(found, told, source, language)
        else:
            where = place(told[0].hit.passage, source, language)
            pointing = AnswerSentence(text=frames(language).withheld.format(place=where))
            if pointing not in found.sentences:
                found.sentences.append(pointing)
    return found


def _tell(found: Phrased, quotes: Sequence[Quote], source: Source, language: Spoken) -> None:
    """Add one sentence with the quotes of a passage, where any of them stands there."""
    passage, label = quotes[0].hit.passage, quotes[0].label
    proven = [one for quote in quotes if (one := cited(passage, quote.text, source))]
    if not proven:
        return
    start = len(found.citations)
    parts = [
        f"{quoted(one.quote, language)} [{number}]" for number, one in enumerate(proven, start=start + 1)
    ]
    frame = _frame(found.citations, proven[0], quotes[0], source, language)
    head = f"{frame}\n{ITEM}{label}:".strip() if label else frame
    text = f"{head} {joined(parts, language)}"
    found.sentences.append(AnswerSentence(text=text, citations=tuple(range(start, start + len(parts)))))
    found.citations.extend(proven)


def _frame(
    before: Sequence[Citation], citation: Citation, quote: Quote, source: Source, language: Spoken
) -> str:
    """What is said before a quotation; "" before a further item of the same list."""
    same = bool(before) and _document(before[-1]) == _document(citation)
    if quote.label:
        return "" if same else frames(language).listed.format(place=name(source, language))
    if not before:
        return frames(language).first.format(place=place(quote.hit.passage, source, language))
    if not same:
        return frames(language).further.format(place=place(quote.hit.passage, source, language))
    here = before[-1].anchor == citation.anchor and before[-1].heading == citation.heading
    where = "" if here else spot(quote.hit.passage, source, language)
    return frames(language).beside.format(spot=f", {where}," if where else "")


def _document(citation: Citation) -> tuple[str, str]:
    return citation.project, citation.document
