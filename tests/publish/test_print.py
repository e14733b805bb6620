"""The brochure: every sentence in it once, its notes counted, said on every page what it is."""

import re
from dataclasses import replace
from functools import lru_cache

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from large_edition import large
from sample_edition import edition

from pipeline.core.errors import InputError, OutputError
from pipeline.publish.edition import Chapter, Edition, Picture, ShowBasis
from pipeline.publish.print import write

BARE = replace(
    edition(),
    chapters=(),
    table=(),
    method=(),
    sources=(),
    pictures=(),
    waived=(),
    comparison=None,
    windkanal=None,
)


@lru_cache
def sample(basis: ShowBasis) -> bytes:
    return write(edition(), basis, None)


def pages(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]


def plain(text: str) -> str:
    """Without what line breaking adds or takes."""
    return re.sub(r"[\s\-\u00ad\u200b\x02\ufffe]", "", text)


@pytest.mark.parametrize("basis", ["notes", "margin", "none"])
def test_every_sentence_stands_there_once_and_its_basis_where_it_is_wanted(basis):
    told = plain("".join(pages(sample(basis))))
    for chapter in edition().chapters:
        for one in (one for paragraph in chapter.paragraphs for one in paragraph):
            assert told.count(plain(one.text)) == 1
            assert (plain(one.note.told) in told) == (basis != "none")


@pytest.mark.parametrize("basis", ["notes", "margin"])
def test_the_notes_count_through_all_scenarios(basis):
    told = plain("".join(pages(write(large(3, 4), basis, None))))
    found = [told.index(f"{number}Beleg{number}") for number in range(1, 49)]
    assert found == sorted(found)


def test_every_page_says_that_it_is_no_forecast_its_state_and_its_run():
    found = pages(sample("notes"))
    for number, page in enumerate(found, start=1):
        assert "Keine Prognose" in page and "Arbeitsfassung, nicht freigegeben" in page
        assert "Lauf kueste-2035-a1b2c3" in page and f"Seite {number} von {len(found)}" in page


def test_a_release_takes_the_place_of_the_working_copy():
    line = "Freigegeben am 20. November 2026 von Jo Öhm"
    found = pages(write(replace(edition(), released=line), "notes", None))
    assert all(line in page for page in found) and "Arbeitsfassung" not in "".join(found)


def test_a_whole_edition_is_there():
    told = plain("".join(pages(sample("notes"))))
    for words in (
        "Inhalt",
        "Alles läuft, nur wohin?",
        "Pünktlich, aber wofür?",
        "Der letzte Kranführer geht in Rente.",
        "Der erste Kran fährt allein.",
        "Im Hafen packen alle mit an.",
        "Nachbarschaft & Öl",
        "(von Hand gesetzt)",
        "wenn Geld da ist",
        "Größere Fähre",
        "riskant",
        "Aus 3 Studien wurden 2 Einflussfaktoren.",
        "nur als Verweis",
        "aus dem Workshop",
        "An den Texten hat ein Sprachmodell mitgewirkt",
        "Für: Stadträte",
    ):
        assert plain(words) in told, words


def test_long_tables_repeat_their_heads_and_eight_scenarios_share_two_tables():
    found = [page for page in pages(write(large(8, 30, measures=1), "none", None)) if "Trend 7" in page]
    assert len(found) == 2
    assert all("Faktor" in page and "Wertetafel" not in page for page in found)


def test_the_file_is_tagged_dated_and_named():
    data = sample("notes")
    found = pypdfium2.PdfDocument(data).get_metadata_dict()
    assert (found["Title"], found["Author"]) == ("Küste 2035", "Küstenwerkstatt e. V.")
    assert found["CreationDate"].startswith("D:20261120")
    assert b"/Lang(de-DE)" in data and b"<pdfuaid:part>1<" in data and b"/Marked true" in data


@pytest.mark.parametrize("basis", ["notes", "margin", "none"])
def test_the_bytes_are_the_same_each_time(basis):
    assert sample(basis) == write(edition(), basis, None)


def test_nothing_to_show_is_still_a_document():
    found = pages(write(BARE, "notes", None))
    assert "Küste 2035" in found[0] and "Zu dieser Ausgabe" in found[-1]


def test_a_picture_that_was_never_made_is_left_out():
    made = write(replace(edition(), pictures=(Picture("map", "Karte", "Nichts.", "", b""),)), "none", None)
    assert "Bilder" not in "".join(pages(made))


def test_a_broken_picture_is_told():
    broken = Picture("map", "Karte", "Nichts.", "<svg", b"")
    with pytest.raises(OutputError, match="typst meldet"):
        write(replace(edition(), pictures=(broken,)), "none", None)


def test_a_house_template_reads_the_same_data(tmp_path):
    own = tmp_path / "haus.typ"
    own.write_text(
        '#import "scenario.typ": scenario\n#let data = json(bytes(sys.inputs.data))\n'
        "#set document(title: data.title)\n#for one in data.chapters { scenario(one, data.basis) }",
        encoding="utf-8",
    )
    found = pages(write(edition(), "none", own))
    assert "Die pünktliche Küste" in found[0] and "Keine Prognose" not in found[0]


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"#nichts", "haus.typ"), (b"\xff\xfe", "kein Text in UTF-8"), (None, "No such file")],
)
def test_a_template_that_is_none_is_named(tmp_path, content, told):
    own = tmp_path / "haus.typ"
    if content is not None:
        own.write_bytes(content)
    with pytest.raises(InputError, match=told):
        write(edition(), "none", own)


@settings(max_examples=8, deadline=None)
@given(st.text(max_size=60))
def test_a_text_is_never_read_as_markup(text):
    (first, *_) = edition().chapters[0].paragraphs
    chapter: Chapter = replace(edition().chapters[0], paragraphs=[[replace(first[0], text=f"A{text}Z")]])
    made: Edition = replace(BARE, chapters=(chapter,), title=f"A{text}Z")
    assert write(made, "margin", None).startswith(b"%PDF")
