"""From words that are said to stand in a passage to a citation that was looked up there.

There is no other way to a Citation: what does not stand in the passage word for word has none.
"""

from pipeline.core.types import Citation, Passage
from pipeline.language.verbatim import wording
from pipeline.sources.search.library import Source


def cited(passage: Passage, quote: str, source: Source) -> Citation | None:
    """The quote as it stands in the passage, with where a person finds it; None where it does not.

    Blanks, quotation marks and dashes may differ (pipeline/language/verbatim.py); the citation has
    the passage's own. Asks no rights: see `quotable`.
    """
    words = wording(quote, passage.text)
    if not words:
        return None
    return Citation(
        passage=passage.id,
        document=passage.document,
        anchor=passage.anchor,
        quote=words,
        heading=passage.heading,
        title=source.title,
        date=source.date,
        project=source.project,
        quote_right=source.rights.quote,
    )


def quotable(source: Source) -> bool:
    """Whether an answer may hold words of the document; where not, only where they stand.

    An answer is for the house: of a document that may be quoted in short it holds whole sentences, and
    their `quote_right` says so (outside: pipeline/sources/quoting.py).
    """
    return source.rights.quote != "none"
