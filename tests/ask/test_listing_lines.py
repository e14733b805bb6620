"""What counts as an item of a list on a page that was read with all that is printed around it."""

from pipeline.ask.quoting.listing import listed_lines
from pipeline.core.types import Passage


def _passage(*lines: str) -> Passage:
    return Passage(id="p", document="a.md", anchor="", heading="", text="\n\n".join(lines))


def test_numbers_and_page_furniture_are_no_items():
    items = ["Neue Kräne am Kai", "Mehr Platz für Züge", "Ein Haus für Lehrlinge", "Strom aus alten Gruben"]
    page = _passage("02", "1 views Upload others", *items, "0 download")
    assert listed_lines(page) == items


def test_a_page_of_furniture_is_no_list():
    assert listed_lines(_passage("02", "03", "1 views Upload others", "0 download", "Login")) == []
