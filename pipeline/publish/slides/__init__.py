"""The edition as slides, on a client's own master or on the house's: for a talk, to be worked on further.

All text is text (no picture of it), every slide has a title of its own, and nothing is set smaller than
12 points but the footer.
"""

from pathlib import Path

from pipeline.publish.edition import Edition, ShowBasis
from pipeline.publish.letters import line
from pipeline.publish.slides.content import add_closing, add_matter, add_opening
from pipeline.publish.slides.deck import Deck
from pipeline.publish.slides.master import open_master
from pipeline.publish.slides.packing import packed
from pipeline.publish.slides.story import add_scenario
from pipeline.publish.wording import NO_FORECAST, WORKING_COPY


def write(edition: Edition, basis: ShowBasis, template: Path | None) -> bytes:
    """The edition as a PowerPoint file; the same edition and master give the same bytes.

    `template` is a .pptx or .potx whose layouts are used and whose slides are left out. Raises InputError
    where it cannot be used.
    """
    short = "freigegeben" if edition.released else WORKING_COPY
    deck = Deck(open_master(template), f"{NO_FORECAST} · {short} · Lauf {line(edition.run)}")
    add_opening(deck, edition)
    for chapter in edition.chapters:
        add_scenario(deck, chapter, basis)
    add_matter(deck, edition)
    add_closing(deck, edition)
    return packed(deck.master.presentation, edition)
