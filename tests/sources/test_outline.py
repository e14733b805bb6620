"""Headings in text without marks, broken words made whole, and nothing lost on the way."""

import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from source_files import outline, read, write

from pipeline.sources.read.lines import join, without_furniture
from pipeline.sources.read.outline import sections


def plain(text: str) -> list[tuple[str, str]]:
    """Heading and text of the sections of a text without pages."""
    return [(section.heading, section.text) for section in sections([("", text.split("\n"))])]


def test_a_short_line_before_text_is_a_heading():
    text = "Der Hafen im Wandel\n\nDer Hafen bekommt einen Kran.\n\nDie Stadt wächst\nSie wird größer."
    assert plain(text) == [
        ("Der Hafen im Wandel", "Der Hafen bekommt einen Kran."),
        ("Die Stadt wächst", "Sie wird größer."),
    ]


def test_a_shouting_line_and_a_numbered_line_are_headings_under_their_group():
    text = (
        "MOBILITÄT\n1. Planung der Bahn\nDie Bahn plant.\n2. Bau der Schleuse\nDie Schleuse wird gebaut.\n"
    )
    assert plain(text) == [
        ("MOBILITÄT › 1. Planung der Bahn", "Die Bahn plant."),
        ("MOBILITÄT › 2. Bau der Schleuse", "Die Schleuse wird gebaut."),
    ]


def test_a_shouting_heading_on_two_lines_is_one():
    assert plain("DER HAFEN\nDER ZUKUNFT\nDer Hafen wächst.\n") == [
        ("DER HAFEN DER ZUKUNFT", "Der Hafen wächst.")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Der Hafen wächst.",
        "Was wächst?",
        "der Hafen",
        "- Hafen",
        "• Hafen",
        "„Der Hafen wächst.“",
        "„Der Hafen wächst.“ Das sagt die Leiterin",
        "2035",
        "Ein Satz, der " + "sehr " * 20 + "lang ist",
    ],
)
def test_what_is_no_heading(line: str):
    ((heading, text),) = plain(f"Vorher war alles gut.\n\n{line}\n\nDanach kam der Text.")
    assert heading == "" and line in text


def test_a_number_at_the_start_of_a_printed_line_is_no_heading():
    lines = [
        *(
            f"der Hafen Nummer {n} bekommt einen Kran, eine neue Kaimauer und noch mehr Land,"
            for n in range(6)
        ),
        "Der Hafen bekommt in den kommenden Jahren einen Kran und eine längere Kaimauer, wie es im",
        "3. Kapitel des Berichts steht. Dort wird auch die Schleuse genannt, die zu erneuern ist,",
        "sobald die Mittel dafür bereitstehen und das Land zugestimmt hat, was noch offen ist, und",
        "solange fahren die Schiffe um die Stadt herum, was sie einen halben Tag kostet und dazu",
        "noch Treibstoff, der immer teurer wird und den sie in der Region nur selten bekommen in",
        "2030 Tonnen oder mehr, obwohl er dort gebraucht wird und auch die Lager dafür bereit sind.",
        "4. Ausblick auf das Jahr",
        "Die Häfen wachsen weiter.",
    ]
    before, after = plain("\n".join(lines))
    assert before[0] == "" and "wie es im 3. Kapitel des Berichts steht" in before[1]
    assert after == ("4. Ausblick auf das Jahr", "Die Häfen wachsen weiter.")


def test_what_repeats_is_a_label_and_no_heading():
    found = plain("Ziel\n\nMehr Bahnen.\n\nDer Hafen\n\nEr wächst.\n\nZiel\n\nMehr Kräne.")
    assert [heading for heading, _ in found] == ["", "Der Hafen"]
    assert all("Ziel" in text for _, text in found)


def test_a_heading_at_the_very_end_stays_as_text():
    assert plain("Der Hafen wächst.\n\nAUSBLICK") == [("", "Der Hafen wächst.\n\nAUSBLICK")]
    assert plain("Der Hafen wächst.\n\nAUSBLICK\n\n........ 5") == [("", "Der Hafen wächst.\n\nAUSBLICK")]


def test_the_table_of_contents_is_no_text(tmp_path: Path):
    text = (
        "Inhalt\n\n1. Mobilität ................ 3\n2. Energie . . . . . . . . . 5\n\n"
        "1. Mobilität\n\nDie Bahn fährt öfter.\n"
    )
    found = outline(read(write(tmp_path / "a.txt", text)))
    assert found[-1][0].endswith("1. Mobilität")
    assert not any("..." in part or ". ." in part or "Energie" in part for pair in found for part in pair)


def test_dots_at_the_end_of_a_sentence_are_no_table_of_contents():
    ((_, text),) = plain("Es begann gut.\nUnd dann kam alles anders .....\nAm Ende war es gut.")
    assert "kam alles anders" in text


def test_items_are_paragraphs_and_a_wrapped_item_goes_on():
    ((_, text),) = plain("Es gibt zwei Wege:\n- Busse fahren\nauf dem Land\n- Bahnen fahren")
    assert text.split("\n\n") == ["Es gibt zwei Wege:", "- Busse fahren auf dem Land", "- Bahnen fahren"]


def test_a_blank_line_inside_a_sentence_does_not_end_the_paragraph():
    ((_, text),) = plain(
        "der Hafen wächst nicht nur in der Breite, sondern vor allem\n\nauch in der Tiefe."
    )
    assert "\n" not in text


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["Wirtschafts-", "förderung"], "Wirtschaftsförderung"),
        (["Aus-", "und Weiterbildung"], "Aus- und Weiterbildung"),
        (["Nordrhein-", "Westfalen"], "Nordrhein-Westfalen"),
        (["IT-", "Sicherheit"], "IT-Sicherheit"),
        (["KI-", "gestützt"], "KI-gestützt"),
        (["2030-", "2035"], "2030-2035"),
        (["E-", "oder Wasserstoffbus"], "E- oder Wasserstoffbus"),
        (["Der Hafen -", "er wächst"], "Der Hafen - er wächst"),
        (["Wirt\u00adschafts\u00ad", "förderung"], "Wirtschaftsförderung"),
        (["die ent-sprechenden Flächen"], "die entsprechenden Flächen"),
        (["die Smart City-Stra-tegie"], "die Smart City-Strategie"),
        (["von Ge-werbe- und Wohnflächen"], "von Gewerbe- und Wohnflächen"),
        (
            ["das Start-up und die sozial-ökologische Wende"],
            "das Start-up und die sozial-ökologische Wende",
        ),
        (["Ein Spin-off wie viele"], "Ein Spin-off wie viele"),
        (["Ver-", "", "kehr"], "Verkehr"),
        ([], ""),
    ],
)
def test_words_broken_at_line_ends(lines: list[str], joined: str):
    assert join(lines) == joined


@pytest.mark.parametrize(
    "word", ["Peer-to-peer", "State-of-the-art", "Do-it-yourself", "Human-in-the-Loop", "Trial-and-error"]
)
def test_words_of_several_parts_keep_their_hyphens(word: str):
    assert join([f"Ein {word}, das trägt."]) == f"Ein {word}, das trägt."


def test_furniture_is_what_repeats_at_the_edges_of_three_pages():
    pages = [["Studie 2035", f"Absatz {name} des Textes", f"Seite {n}"] for n, name in enumerate("abc")]
    assert without_furniture(pages) == [[f"Absatz {name} des Textes"] for name in "abc"]
    assert without_furniture([["Studie 2035", "Der Hafen"], ["Studie 2035", "Die Stadt"]]) == [
        ["Studie 2035", "Der Hafen"], ["Studie 2035", "Die Stadt"],
    ]  # fmt: skip


STARTS = ("", "", "", "- ", "• ", "1. ", "2.1 ", "3) ", "„", "# ")
ENDS = ("", "", "", ".", ":", ",", "-", "?", "…", " –")


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A text of paragraphs of lines, and its words, of which no two are the same."""
    words: list[str] = []
    paragraphs: list[str] = []
    for _ in range(draw(st.integers(1, 6))):
        lines: list[str] = []
        for _ in range(draw(st.integers(1, 4))):
            line: list[str] = []
            for _ in range(draw(st.integers(1, draw(st.sampled_from((2, 4, 16)))))):
                number = len(words)
                word = "".join(string.ascii_lowercase[number // 26**power % 26] for power in (2, 1, 0))
                word = draw(st.sampled_from((str.lower, str.title, str.upper)))(f"q{word}ö")
                words.append(word)
                line.append(word)
            lines.append(draw(st.sampled_from(STARTS)) + " ".join(line) + draw(st.sampled_from(ENDS)))
        paragraphs.append("\n".join(lines))
    return "\n\n".join(paragraphs), words


@settings(deadline=None, derandomize=True)
@given(texts())
def test_every_word_of_a_plain_text_ends_up_in_a_heading_or_a_text(generated: tuple[str, list[str]]):
    text, words = generated
    kept = "\n".join(f"{heading}\n{text}" for heading, text in plain(text))
    assert [word for word in words if word not in kept] == []
