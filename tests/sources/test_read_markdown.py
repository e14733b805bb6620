"""Markdown: what its head says of the file, its headings as a path, its text without marks."""

from pathlib import Path

import pytest
from source_files import outline, read, whole, write

from pipeline.core.errors import DocumentError
from pipeline.core.types import Rights

HEAD = """\
---
title: "Notiz zur Probe: Verkehr"
kind: notiz
source: Workshop
publisher: IHK Probestadt
date: 2025-09-25
origin: Fotoprotokoll
rights: {external_model: yes, quote: free, export: no, owner: IHK, note: intern}
---
# Verkehr

Der Bus fährt öfter.
"""


def markdown(tmp_path: Path, text: str):
    return read(write(tmp_path / "notiz_2035.md", text))


def text_of(tmp_path: Path, text: str) -> str:
    (section,) = markdown(tmp_path, text).sections
    return section.text


def test_the_head_says_what_the_file_is_and_what_may_be_done_with_it(tmp_path: Path):
    found = markdown(tmp_path, HEAD)
    assert (found.title, found.kind, found.source) == ("Notiz zur Probe: Verkehr", "notiz", "Workshop")
    assert (found.publisher, found.date, found.origin) == ("IHK Probestadt", "2025-09-25", "Fotoprotokoll")
    assert found.rights == Rights(
        external_model=True, quote="free", export=False, owner="IHK", note="intern"
    )
    assert outline(found) == [("Verkehr", "Der Bus fährt öfter.")]


def test_without_a_head_the_most_careful_rights_hold(tmp_path: Path):
    found = markdown(tmp_path, "Der Bus fährt öfter.")
    assert (found.title, found.rights) == ("notiz 2035", Rights())
    assert not found.rights.external_model and not found.rights.export


def test_fields_stay_what_was_written(tmp_path: Path):
    found = markdown(tmp_path, "---\ntitle: no\nsource: 007\ndate: 2025-13-45\nkind:\n---\nText.")
    assert (found.title, found.source, found.date, found.kind) == ("no", "007", "2025-13-45", "")


def test_rights_in_words_are_a_note_and_allow_nothing(tmp_path: Path):
    found = markdown(tmp_path, "---\nrights: nur für die Kammer\n---\nText.")
    assert found.rights == Rights(note="nur für die Kammer")


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("title: Studie: zwei", 2),
        ("title: Studie\nkind: [offen\nsource: Test", 4),
    ],
)
def test_a_broken_head_is_named_with_its_line(tmp_path: Path, head: str, line: int):
    with pytest.raises(DocumentError, match=rf"Zeile {line}\b.*---"):
        markdown(tmp_path, f"---\n{head}\n---\nText.")


@pytest.mark.parametrize("head", ["- eins\n- zwei", "nur ein Satz"])
def test_a_head_without_fields_is_refused(tmp_path: Path, head: str):
    with pytest.raises(DocumentError, match="title: …"):
        markdown(tmp_path, f"---\n{head}\n---\nText.")


@pytest.mark.parametrize(
    ("rights", "field"),
    [("{quote: frei}", "quote"), ("{model: yes}", "model"), ("{export: vielleicht}", "export")],
)
def test_rights_that_cannot_be_understood_are_refused(tmp_path: Path, rights: str, field: str):
    with pytest.raises(DocumentError, match=rf"rights\.{field}"):
        markdown(tmp_path, f"---\nrights: {rights}\n---\nText.")


def test_a_head_that_is_never_closed_is_text(tmp_path: Path):
    assert "title: Studie" in whole(markdown(tmp_path, "---\ntitle: Studie\n\nDer Bus fährt.\n"))


def test_headings_are_a_path_and_text_before_them_stands_under_the_title(tmp_path: Path):
    found = markdown(
        tmp_path,
        "Vorweg.\n\n# Verkehr\n\nBusse.\n\n## Hafen ##\n\nKräne.\n\n"
        "### Kai\n\nPoller.\n\n# Bildung\n\nKurse.\n",
    )
    assert outline(found) == [
        ("notiz_2035", "Vorweg."),
        ("Verkehr", "Busse."),
        ("Verkehr › Hafen", "Kräne."),
        ("Verkehr › Hafen › Kai", "Poller."),
        ("Bildung", "Kurse."),
    ]
    assert [s.anchor for s in found.sections][-2:] == ["Kai", "Bildung"]


def test_headings_with_nothing_below_are_not_lost(tmp_path: Path):
    found = markdown(
        tmp_path, "# Trends\n\n## Offene KI\n\n## Leere Städte\n\nMenschen ziehen fort.\n\n## Ende\n"
    )
    assert outline(found) == [
        ("Trends › Offene KI", "Offene KI"),
        ("Trends › Leere Städte", "Menschen ziehen fort."),
        ("Trends › Ende", "Ende"),
    ]


def test_list_items_are_paragraphs_without_their_marks(tmp_path: Path):
    text = "- Busse\n- Bahnen\n  auf dem Land\n\n1. Erstens\n2. Zweitens\n\n* Sterne\n+ Plus\n"
    assert text_of(tmp_path, text).split("\n\n") == [
        "Busse", "Bahnen auf dem Land", "Erstens", "Zweitens", "Sterne", "Plus",
    ]  # fmt: skip


def test_a_number_that_continues_no_list_is_text(tmp_path: Path):
    text = "Der Bus fährt seit Jahren auf Linie\n2. Das bleibt.\n\n1. Erstens\n\n4. Viertens\n"
    assert text_of(tmp_path, text).split("\n\n") == [
        "Der Bus fährt seit Jahren auf Linie 2. Das bleibt.",
        "Erstens",
        "4. Viertens",
    ]


def test_a_date_at_the_start_of_a_line_is_no_list(tmp_path: Path):
    text = "Der Workshop in Bochum fand am\n25. September 2025 statt.\n\n1. Januar 2026: Beginn\n"
    assert text_of(tmp_path, text).split("\n\n") == [
        "Der Workshop in Bochum fand am 25. September 2025 statt.", "1. Januar 2026: Beginn",
    ]  # fmt: skip


def test_links_pictures_and_emphasis_leave_their_words(tmp_path: Path):
    text = (
        "Die **neue** [Studie](https://ihk.de) sagt *viel*, __nie__ `wenig`. ![Karte](k.png) 2 * 3 = a_b_c"
    )
    assert text_of(tmp_path, text) == "Die neue Studie sagt viel, nie wenig. Karte 2 * 3 = a_b_c"


def test_code_fences_hold_no_headings_and_lose_no_line(tmp_path: Path):
    found = markdown(tmp_path, "# Anleitung\n\n```toml\n# kein Titel\nhorizon = 2035\n```\n\nFertig.\n")
    assert [heading for heading, _ in outline(found)] == ["Anleitung"]
    assert "# kein Titel" in found.sections[0].text and "horizon = 2035" in found.sections[0].text
    assert "```" not in found.sections[0].text and found.sections[0].text.endswith("Fertig.")


def test_tables_quotations_rules_and_comments(tmp_path: Path):
    text = (
        "| Faktor | Wert |\n|---|:--:|\n| Bus | hoch |\n\n> Ein Zitat\n> in zwei Zeilen\n\n---\n\n"
        "<!-- nie\nsagen -->Ende."
    )
    assert text_of(tmp_path, text).split("\n\n") == [
        "Faktor | Wert", "Bus | hoch", "Ein Zitat in zwei Zeilen", "Ende.",
    ]  # fmt: skip
