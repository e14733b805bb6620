"""HTML: the text of a page under its headings, without what stands around it."""

from pathlib import Path

import pytest
from source_files import outline, read, whole, write

from pipeline.core.errors import DocumentError

PAGE = """\
<!doctype html><html><head><title>Häfen &amp; Städte</title><style>p {color: red}</style></head><body>
<nav><a href="/">Startseite</a><form><button>Suchen</button></form></nav>
<p>Vorweg ein Satz.</p>
<h1>Verkehr</h1><p>Busse fahren öfter.</p><script>var spion = 1;</script>
<h2>Hafen <small>am Rhein</small></h2><ul><li>Kräne<ul><li>neu</li></ul></li><li>Kaimauern</li></ul>
<table><tr><th>Faktor</th><td>Wert</td></tr></table>
<aside>Werbung</aside><h1>Bildung</h1><div>Kurse im Betrieb.</div>
<footer>Impressum</footer></body></html>
"""


def page(tmp_path: Path, body: str, head: str = "", encoding: str = "utf-8"):
    text = f"<html><head>{head}</head><body>{body}</body></html>"
    return read(write(tmp_path / "seite.html", text, encoding))


def blocks(tmp_path: Path, body: str) -> list[str]:
    return [block for section in page(tmp_path, body).sections for block in section.text.split("\n\n")]


def test_headings_are_a_path_and_text_before_them_stands_under_the_title(tmp_path: Path):
    found = read(write(tmp_path / "seite.htm", PAGE))
    assert found.title == "Häfen & Städte"
    assert [heading for heading, _ in outline(found)] == [
        "Häfen & Städte", "Verkehr", "Verkehr › Hafen am Rhein", "Bildung",
    ]  # fmt: skip
    assert found.sections[2].anchor == "Hafen am Rhein"
    assert " ".join(found.sections[2].text.split()) == "Kräne neu Kaimauern Faktor Wert"
    assert found.sections[3].text == "Kurse im Betrieb."


def test_what_stands_around_the_text_is_dropped(tmp_path: Path):
    text = whole(read(write(tmp_path / "seite.html", PAGE)))
    for noise in ("Startseite", "Suchen", "spion", "color", "Werbung", "Impressum"):
        assert noise not in text


def test_only_the_main_part_counts_where_there_is_one(tmp_path: Path):
    assert blocks(tmp_path, "<p>Rand</p><main><p>Kern</p></main><p>Rand</p>") == ["Kern"]
    assert blocks(tmp_path, "<p>Rand</p><article><p>Kern</p></article>") == ["Kern"]


def test_every_one_of_several_articles_is_read(tmp_path: Path):
    body = "<article><p>Erster Beitrag.</p></article><article><p>Zweiter Beitrag.</p></article>"
    assert blocks(tmp_path, body) == ["Erster Beitrag.", "Zweiter Beitrag."]


def test_a_form_around_the_whole_page_does_not_swallow_it(tmp_path: Path):
    body = "<form action='/x'><h1>Hafen</h1><p>Der Kran ist neu.</p><button>Senden</button></form>"
    assert outline(page(tmp_path, body)) == [("Hafen", "Der Kran ist neu.")]


def test_marks_inside_a_word_do_not_cut_it(tmp_path: Path):
    body = "<p>Das <b>Ruhr</b>gebiet („<em>Metropole</em>“) wächst.<br>Auch die Wirt&shy;schaft</p>"
    assert blocks(tmp_path, body) == ["Das Ruhrgebiet („Metropole“) wächst. Auch die Wirtschaft"]


def test_text_beside_paragraphs_stays_together(tmp_path: Path):
    body = "Der <a href='#'>Hafen</a> wächst.<p>Die Stadt auch.</p>Und <i>das</i> Land.<hr>Ende."
    assert blocks(tmp_path, body) == ["Der Hafen wächst.", "Die Stadt auch.", "Und das Land.", "Ende."]


def test_headings_with_nothing_below_are_not_lost(tmp_path: Path):
    assert outline(
        page(tmp_path, "<h1>Trends</h1><h2><div>Offene KI</div></h2><h2>Leere<br>Städte</h2>")
    ) == [
        ("Trends › Offene KI", "Offene KI"),
        ("Trends › Leere Städte", "Leere Städte"),
    ]


def test_a_page_nested_very_deep_is_read(tmp_path: Path):
    assert blocks(tmp_path, "<div>" * 3000 + "<p>tief</p>" + "</div>" * 3000) == ["tief"]


@pytest.mark.parametrize("declared", ["iso-8859-1", "latin1", "windows-1252"])
def test_declared_latin_1_is_what_browsers_make_of_it(tmp_path: Path, declared: str):
    text = "Größe der Städte – „weiter“ für 5 €"
    found = page(tmp_path, f"<p>{text}</p>", f'<meta charset="{declared}">', "cp1252")
    assert found.sections[0].text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "quatsch", "hex", "utf-16"])
def test_a_mark_at_the_start_or_utf_8_decides_elsewhere(tmp_path: Path, encoding: str, declared: str):
    found = page(tmp_path, "<p>Größe, u\u0308ber</p>", f"<meta charset={declared}>", encoding)
    assert found.sections[0].text == "Größe, über"


@pytest.mark.parametrize("body", ["", "<script>nichts()</script>", "<p> </p><nav>Start</nav>"])
def test_a_page_without_text_is_refused(tmp_path: Path, body: str):
    with pytest.raises(DocumentError, match="kein lesbarer Text"):
        page(tmp_path, body)
