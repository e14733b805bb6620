"""Hits as places: neighbours joined, near-duplicates shown once, k places where there are as many."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from shelved import passages

from pipeline.core.types import Passage
from pipeline.sources.search.hit import Hit
from pipeline.sources.search.joining import STRETCH, joined, places

WORDS = "Kran Hafen Lager Schiene Brücke Tunnel Markt Schule Garten Museum".split()


def texts(count: int) -> list[str]:
    return [f"{word} steht allein für das, was hier als Nächstes kommt." for word in WORDS[:count]]


def ranked(content: Sequence[Passage], order: Sequence[int]) -> list[Hit]:
    """Hits on passages that stand in a project as given, ranked in this order."""
    return [Hit(content[row], round(1 - 0.01 * rank, 2), row=row) for rank, row in enumerate(order)]


def rows(content: Sequence[Passage], hit: Hit) -> list[int]:
    return [content.index(one) for one in hit.stretch]


def test_neighbours_of_a_section_are_one_place_under_the_better_and_in_order():
    content = passages("a.md", *texts(4))
    place, alone = joined(ranked(content, [1, 3, 0]), 10)
    assert (place.passage, place.score, place.joined) == (content[1], 1.0, tuple(content[:2]))
    assert (alone.passage, alone.joined, alone.stretch) == (content[3], (), (content[3],))


def test_a_passage_between_two_places_makes_them_one():
    content = passages("a.md", *texts(3))
    (place,) = joined(ranked(content, [2, 0, 1]), 10)
    assert place.passage == content[2] and rows(content, place) == [0, 1, 2]


def test_a_place_is_no_longer_than_a_page():
    content = passages("a.md", *texts(8))
    found = joined(ranked(content, range(8)), 10)
    assert [len(one.stretch) for one in found] == [STRETCH, STRETCH, 2]


def test_other_sections_documents_and_projects_are_other_places():
    first, second = texts(2)
    sections = [*passages("a.md", first), *passages("a.md", second, heading="Ausblick")]
    documents = [*passages("a.md", first), *passages("b.md", second)]
    assert len(joined(ranked(sections, [0, 1]), 10)) == len(joined(ranked(documents, [0, 1]), 10)) == 2
    here, there = ranked(passages("a.md", first, second), [0, 1])
    assert len(joined([here, replace(there, project="andere")], 10)) == 2
    assert len(joined([replace(here, row=-1), there], 10)) == 2, "where it is not known nothing is beside"


def test_a_section_goes_on_over_a_page_but_slides_without_a_title_stand_alone():
    first, second = texts(2)
    pages = [*passages("b.pdf", first, anchor="Seite 1"), *passages("b.pdf", second, anchor="Seite 2")]
    (place,) = joined(ranked(pages, [0, 1]), 10)
    assert [one.anchor for one in place.joined] == ["Seite 1", "Seite 2"]
    slides = [one.model_copy(update={"heading": ""}) for one in pages]
    assert len(joined(ranked(slides, [0, 1]), 10)) == 2


def test_a_copy_is_named_beside_and_its_original_stays_together():
    content = [*passages("a.md", *texts(2)), *passages("kopie.md", *texts(2))]
    (place,) = joined(ranked(content, [0, 3, 1, 2]), 10)
    assert place.passage == content[0] and rows(content, place) == [0, 1]
    assert place.alike == (content[2], content[3])


def test_a_copy_takes_the_better_rank():
    content = [*passages("a.md", *texts(1)), *passages("b.md", *texts(1)), *passages("c.md", texts(2)[1])]
    found = joined(ranked(content, [1, 2, 0]), 10)
    assert [(one.passage.document, one.score) for one in found] == [("b.md", 1.0), ("c.md", 0.99)]


def test_places_are_looked_for_until_there_are_as_many_as_wanted():
    content = [*passages("a.md", "Kran wie überall."), *passages("b.md", "KRAN wie überall!")]
    content += [one for word in WORDS[1:6] for one in passages(f"{word}.md", f"{word} wie überall.")]
    hits = ranked(content, range(7))
    asked: list[int] = []

    def search(deep: int) -> list[Hit]:
        asked.append(deep)
        return hits[:deep]

    alone = [content[0], *content[2:]]
    assert [one.passage for one in places(search, 2)] == alone[:2]
    assert [one.passage for one in places(search, 6)] == alone
    assert [one.passage for one in places(search, 100)] == alone
    assert asked == [4, 12, 200]
    doubles = ranked(passages("k.md", *["Kran wie überall"] * 9), range(9))
    assert [len(places(lambda deep: [*doubles, *hits[2:]][:deep], k)) for k in (1, 2, 6)] == [1, 2, 6]


@given(st.permutations(range(9)), st.integers(1, 9), st.integers(1, 9))
def test_joining_loses_no_passage_and_ranks_each_place_by_its_best(order, many, limit):
    content = [*passages("a.md", *texts(6)), *passages("b.md", *(f"Anders: {one}" for one in texts(3)))]
    found = joined(ranked(content, order[:many]), limit)
    assert len(found) <= limit
    shown = [row for place in found for row in rows(content, place)]
    assert len(set(shown)) == len(shown)
    assert len(found) == limit or sorted(shown) == sorted(order[:many])
    for place in found:
        stretch = rows(content, place)
        assert stretch == list(range(stretch[0], stretch[0] + len(stretch)))
        assert content.index(place.passage) == min(stretch, key=order.index)
    ranks = [order.index(content.index(place.passage)) for place in found]
    assert ranks == sorted(ranks)
