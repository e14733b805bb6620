"""Filters on documents: what fits, what is said where nothing does, and what is not known to fit."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelved import source

from pipeline.core.errors import FilterError, InputError
from pipeline.sources.search.matching import LISTED, fits, matching, undated
from pipeline.sources.search.only import EVERYTHING, Only

SOURCES = (
    source("trends/01-netze.md", "Trendblatt", "2025-11-20"),
    source("trends/alt/02-häfen.PDF", "trendblatt", "November 2025"),
    source("workshop.md", "workshop", "2025"),
    source("notiz.txt"),
)


def paths(only: Only) -> list[str]:
    return [one.path for one in matching(SOURCES, only)]


@pytest.mark.parametrize(
    ("patterns", "found"),
    [
        (["workshop.md"], [2]),
        (["documents/workshop.md"], [2]),
        (["trends"], [0, 1]),
        (["trends/"], [0, 1]),
        (["Trends/alt"], [1]),
        (["*.pdf"], [1]),
        (["02-häfen*"], [1]),
        (["02-ha\u0308fen*"], [1]),
        (["trends/*.md"], [0]),
        (["*"], [0, 1, 2, 3]),
        (["notiz.txt", "workshop.*"], [2, 3]),
    ],
)
def test_a_document_is_named_by_path_folder_or_pattern(patterns, found):
    assert paths(Only(documents=tuple(patterns))) == [SOURCES[number].path for number in found]


@pytest.mark.parametrize("pattern", ["trend", "shop.md", "alt", "01-netze", "", "/"])
def test_a_piece_of_a_name_is_no_name(pattern):
    with pytest.raises(FilterError, match="gibt es kein Dokument"):
        paths(Only(documents=(pattern,)))


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2025", "", [0, 1, 2]),
        ("2025-11", "", [0, 1]),
        ("2025-11-20", "", [0]),
        ("20.11.2025", "November 2025", [0]),
        ("", "2025", [0, 1, 2]),
        ("", "2025-11-20", [0]),
        ("", "2025-11", [0, 1]),
    ],
)
def test_a_date_fits_where_it_certainly_lies_within(since, until, found):
    assert paths(Only(since=since, until=until)) == [SOURCES[number].path for number in found]


def test_what_nobody_knows_the_date_of_is_counted():
    assert undated(SOURCES, Only(since="2025-11")) == 2, "2025 is too vague, and one says nothing"
    assert undated(SOURCES, Only(since="2025")) == 1
    assert undated(SOURCES, Only(since="2026")) == 1, "what is surely older is no matter of knowledge"
    assert undated(SOURCES, Only(kinds=("workshop",), since="2025-11")) == 1
    assert undated(SOURCES, Only(kinds=("workshop",))) == 0


def test_conditions_hold_all_at_once_and_names_of_kinds_are_no_matter_of_case():
    assert paths(Only(kinds=("TRENDBLATT ",))) == [SOURCES[0].path, SOURCES[1].path]
    assert paths(Only(kinds=("trendblatt", "workshop"), documents=("*.md",), since="2025-11")) == [
        SOURCES[0].path
    ]


def test_a_condition_that_fits_nothing_says_what_there_is():
    with pytest.raises(FilterError) as told:
        matching(SOURCES, Only(kinds=("studie",), since="2025"))
    assert "--kind „studie“" in str(told.value) and "--since" not in str(told.value)
    assert "ohne Angabe (1), trendblatt (2), workshop (1)" in str(told.value)
    with pytest.raises(FilterError, match=r"--since 2026.*von 2025-01-01 bis 2025-12-31.*1 ohne lesbares"):
        matching(SOURCES, Only(since="2026"))
    with pytest.raises(FilterError, match=r"--only-project „andere“.*probe"):
        matching(SOURCES, Only(projects=("andere",)))
    with pytest.raises(FilterError, match=r"zugleich --document „notiz\.txt“ und --kind „workshop“"):
        matching(SOURCES, Only(documents=("notiz.txt",), kinds=("workshop",)))


def test_a_long_list_of_what_there_is_is_cut():
    many = [source(f"{number:03d}.md") for number in range(100)]
    with pytest.raises(FilterError, match="und 92 weitere") as told:
        matching(many, Only(documents=("x.md",)))
    assert len(re.findall(r"\d{3}\.md", str(told.value))) == LISTED


@pytest.mark.parametrize(
    "wrong", [{"since": "Herbst"}, {"until": "31.2.2025"}, {"since": "2026", "until": "2025"}]
)
def test_a_time_that_is_none_is_refused_at_once(wrong):
    with pytest.raises(InputError, match="--"):
        Only(**wrong)


@given(
    documents=st.lists(st.sampled_from(["*.md", "trends/", "notiz.txt", "x"]), max_size=2),
    kinds=st.lists(st.sampled_from(["trendblatt", "workshop", "x"]), max_size=2),
    since=st.sampled_from(["", "2025", "2025-11", "2026"]),
    until=st.sampled_from(["", "2026", "2026-12"]),
)
def test_what_fits_several_conditions_fits_each_and_nothing_is_never_everything(
    documents, kinds, since, until
):
    whole = Only(tuple(documents), tuple(kinds), since, until)
    singles = (Only(documents=whole.documents), Only(kinds=whole.kinds), Only(since=since, until=until))
    wanted = [one.path for one in SOURCES if all(fits(one, single) for single in singles)]
    try:
        assert paths(whole) == wanted
    except FilterError:
        assert wanted == [] and whole != EVERYTHING
