"""The edition as a web page: everything once, nothing fetched, usable without eyes or a mouse."""

import itertools
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_edition import edition
from selectolax.lexbor import LexborHTMLParser

from pipeline.publish import page
from pipeline.publish.edition import Edition


def told(basis: str = "notes", of: Edition | None = None) -> LexborHTMLParser:
    return LexborHTMLParser(page.write(of or edition(), basis).decode())


@pytest.mark.parametrize("basis", ["none", "notes", "margin"])
def test_every_sentence_stands_there_once(basis):
    article = "\n".join(one.text() for one in told(basis).css("article p"))
    for chapter in edition().chapters:
        for paragraph in chapter.paragraphs:
            for line in paragraph:
                assert article.count(line.text) == 1


@pytest.mark.parametrize("basis", ["none", "notes", "margin"])
def test_ids_are_unique_links_lead_somewhere_and_nothing_is_fetched(basis):
    tree = told(basis)
    ids = [one.attributes["id"] for one in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    links = [one.attributes["href"] for one in tree.css("a[href]")]
    assert links and all(one.startswith("#") and one[1:] in ids for one in links)
    assert not re.search(r"https?://|@import|url\(|<script|<link", tree.html or "")


def test_headings_tables_and_pictures_can_be_read_without_eyes():
    tree = told()
    levels = [int(one.tag[1]) for one in tree.css("h1, h2, h3, h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert all(one.css_first("caption") and one.css_first("th[scope=col]") for one in tree.css("table"))
    assert all(one.attributes.get("alt") for one in tree.css("img"))
    assert (tree.css_first("html").attributes["lang"], len(tree.css("main"))) == ("de", 1)


def test_notes_lead_there_and_back():
    tree = told("notes")
    for chapter in edition().chapters:
        for paragraph in chapter.paragraphs:
            for line in paragraph:
                number = line.note.number
                assert tree.css_first(f'#q{number} a[href="#s{number}"]')
                assert tree.css_first(f'#s{number} a[href="#q{number}"]')
    assert not told("none").css("sup")


def test_a_working_copy_says_so_until_somebody_releases_it():
    assert "Arbeitsfassung, nicht freigegeben" in told().body.text()
    released = replace(edition(), released="Freigegeben von Eva Beispiel")
    assert "Arbeitsfassung" not in told(of=released).body.text()


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=30))
def test_a_title_is_text_whatever_it_looks_like(title):
    tree = told("none", replace(edition(), title=title))
    assert (tree.css_first("h1").text(), len(tree.css("script"))) == (title, 0)
