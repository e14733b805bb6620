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
    )


def quotable(source: Source) -> bool:
    """Whether words of the document may be shown to who asks; where not, only where they stand."""
    return source.rights.quote != "none"
