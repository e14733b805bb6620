"""The slides: on any master, every sentence once, nothing over an edge, the same bytes each time."""

import io
import zipfile
from dataclasses import replace
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from large_edition import LONG, large
from pptx import Presentation
from pptx.util import Emu, Inches, Pt
from sample_edition import edition

from pipeline.core.errors import InputError
from pipeline.publish.edition import Edition, ShowBasis
from pipeline.publish.letters import line
from pipeline.publish.slides import write
from pipeline.publish.slides.text import Paragraph, Room, Run, height, plain, shared_out, total
from pipeline.publish.slides.writing import write_paragraphs

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
FOOTERS = ("FOOTER", "SLIDE_NUMBER")


@lru_cache
def sample(basis: ShowBasis) -> bytes:
    return write(edition(), basis, None)


def opened(data: bytes):
    return Presentation(io.BytesIO(data))


def titles(data: bytes) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in opened(data).slides]


def texts(slide) -> list[str]:
    """What stands on a slide, shape by shape, in the reading order."""
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        elif shape.has_table:
            found += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    return found


def whole(data: bytes) -> str:
    return "\n".join(" ".join(texts(slide)) for slide in opened(data).slides)


def kind(shape) -> str:
    return shape.placeholder_format.type.name if shape.is_placeholder else ""


def sentences(made: Edition):
    return [one for chapter in made.chapters for paragraph in chapter.paragraphs for one in paragraph]


def paragraphs_of(frame) -> list[Paragraph]:
    """The paragraphs of a frame as they stand in the file."""
    found = []
    for one in frame.paragraphs:
        runs = tuple(Run(run.text, bool(run.font.bold)) for run in one.runs)
        size = one.runs[0].font.size.pt if one.runs else 12.0
        before = one.space_before.pt if one.space_before else 0.0
        found.append(Paragraph(runs, size, bullet=one._p.find(f".//{A}buChar") is not None, before=before))
    return found


@pytest.mark.parametrize("basis", ["notes", "none"])
def test_every_sentence_stands_once_on_the_slides_of_its_text(basis):
    made = large(1, 2)
    shown = [slide for slide in opened(write(made, basis, None)).slides if ": Text" in titles_of(slide)]
    told = " ".join(" ".join(texts(slide)) for slide in shown)
    for one in sentences(made):
        assert told.count(one.text) == 1


def titles_of(slide) -> str:
    return slide.shapes.title.text_frame.text


def test_notes_are_numbers_on_the_slide_and_words_in_the_speakers_notes():
    data = sample("notes")
    raised = [
        run.text
        for slide in opened(data).slides
        for shape in slide.placeholders
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run._r.rPr.get("baseline")
    ]
    assert raised == [str(number) for number in range(1, 8)]
    spoken = "\n".join(
        s.notes_slide.notes_text_frame.text for s in opened(data).slides if s.has_notes_slide
    )
    for one in sentences(edition()):
        assert f"{one.text} [{one.note.number}]" in spoken
        assert f"[{one.note.number}] {one.note.told}" in spoken


def test_the_margin_stands_beside_its_sentence():
    tables = [
        shape.table
        for slide in opened(sample("margin")).slides
        for shape in slide.shapes
        if shape.has_table and "Text und Grundlage" in titles_of(slide)
    ]
    rows = [
        [cell.text_frame.text for cell in row.cells] for table in tables for row in list(table.rows)[1:]
    ]
    assert rows == [[one.text, f"{one.note.number} {one.note.told}"] for one in sentences(edition())]


def test_no_basis_is_shown_where_none_is_wanted():
    data = sample("none")
    spoken = "\n".join(
        s.notes_slide.notes_text_frame.text for s in opened(data).slides if s.has_notes_slide
    )
    assert "Folgerung" not in whole(data) + spoken and "[1]" not in spoken
    assert all(one.text in spoken for one in sentences(edition()))


@pytest.mark.parametrize("made", [large(5, 5), large(2, 5), edition()], ids=["5", "2", "sample"])
def test_nothing_is_higher_than_its_frame_or_smaller_than_12_points(made):
    presentation = opened(write(made, "notes", None))
    for slide in presentation.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= presentation.slide_width
            assert shape.top >= 0 and shape.top + shape.height <= presentation.slide_height
            if shape.has_table:
                widths = [column.width for column in shape.table.columns]
                for row in shape.table.rows:
                    for cell, width in zip(row.cells, widths, strict=True):
                        check(cell.text_frame, width, row.height)
            elif kind(shape) in ("OBJECT", "BODY"):
                check(shape.text_frame, shape.width, shape.height)


def check(frame, width: int, high: int) -> None:
    """In Arial, whose letters are at most 0.92 as wide as those that are measured with."""
    told = paragraphs_of(frame)
    assert total(told, (Emu(width).pt - 14.4) / 0.92) <= Emu(high).pt - 7.2 + 0.1
    assert min((one.size for one in told if one.runs), default=12.0) >= 12.0


@pytest.mark.parametrize("made", [large(2, 2), edition()], ids=["2", "sample"])
def test_titles_are_unique_and_first_and_every_slide_says_what_it_is(made):
    data = write(made, "notes", None)
    assert len(set(titles(data))) == len(titles(data))
    for slide in opened(data).slides:
        shapes = list(slide.shapes)
        assert kind(shapes[0]) in ("TITLE", "CENTER_TITLE")
        assert [kind(one) for one in shapes[-2:]] == list(FOOTERS)
        said = "Keine Prognose · Arbeitsfassung, nicht freigegeben · Lauf kueste-2035-a1b2c3"
        assert shapes[-2].text_frame.text == said
        assert not [one for one in shapes if one.has_text_frame and not one.text_frame.text]


def test_all_words_are_german_and_pictures_and_tables_are_told():
    for slide in opened(sample("margin")).slides:
        for run in slide._element.iter(f"{A}rPr"):
            assert run.get("lang") == "de-DE"
        for shape in slide.shapes:
            if not shape.is_placeholder:
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr")
    assert "Zwei Punkte, weit voneinander." in [
        one.get("descr")
        for slide in opened(sample("none")).slides
        for one in slide._element.xpath(".//p:pic//p:cNvPr")
    ]


def test_a_whole_edition_is_there():
    told = whole(sample("notes"))
    for words in (
        "1. Sammeln",
        "Hafen (Schlüsselfaktor)",
        "Pünktlich, aber wofür?",
        "Alles läuft, nur wohin?",
        "Woran man es früh erkennt",
        "2029: Der erste Kran fährt allein.",
        "Im Hafen packen alle mit an.",
        "+, wenn Geld da ist",
        "riskant: schadet in „Die pünktliche Küste“",
        "Man grüßt sich (von Hand gesetzt)",
        "Nur als Verweis",
        "Jo Öhm, 19. November 2026",
        "An den Texten hat ein Sprachmodell mitgewirkt",
        "Diese Bilder sind für Papier gemacht oder fehlen: Wirkungsnetz.",
    ):
        assert words in told, words


def test_a_release_is_told_on_the_first_slide():
    made = replace(edition(), released="Freigegeben am 20. November 2026 von Jo Öhm")
    first = opened(write(made, "none", None)).slides[0]
    assert any("von Jo Öhm" in text for text in texts(first))
    assert "freigegeben · Lauf" in texts(first)[-2]


def test_the_bytes_are_the_same_each_time_and_dated_as_the_edition():
    data = sample("notes")
    assert data == write(edition(), "notes", None)
    packed = zipfile.ZipFile(io.BytesIO(data))
    assert {one.date_time[:3] for one in packed.infolist()} == {(2026, 11, 20)}
    about = opened(data).core_properties
    assert (about.title, about.author) == ("Küste 2035", "Küstenwerkstatt e. V.")
    assert about.created == about.modified and about.created.date().isoformat() == "2026-11-20"


def test_nothing_to_show_is_still_a_presentation():
    bare = replace(
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
    assert titles(write(bare, "notes", None)) == ["Küste 2035", "Zu dieser Ausgabe"]


def clients_master(path, *, drop: tuple[str, ...] = (), untyped: bool = False, slides: int = 0):
    """A client's file: 4:3, its own theme, perhaps with slides, without layouts or their kinds."""
    made = Presentation()
    for layout in list(made.slide_layouts):
        if layout.element.get("type") in drop:
            made.slide_layouts.remove(layout)
        elif untyped:
            layout.element.attrib.pop("type", None)
    for _ in range(slides):
        made.slides.add_slide(made.slide_layouts[0]).shapes.title.text_frame.text = "Musterfolie"
    made.save(path)
    return path


@pytest.mark.parametrize(
    "given", [{}, {"untyped": True}, {"slides": 3}], ids=["typed", "untyped", "slides"]
)
def test_a_clients_master_is_used_and_its_slides_are_not(tmp_path, given):
    own = clients_master(tmp_path / "kunde.pptx", **given)
    data = write(large(1, 5), "notes", own)
    made = opened(data)
    assert (made.slide_width, made.slide_height) == (Inches(10), Inches(7.5))
    assert "Musterfolie" not in whole(data)
    assert {slide.slide_layout.name for slide in made.slides} == {
        "Title Slide",
        "Title and Content",
        "Two Content",
    }
    packed = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert sum(name.startswith("ppt/slides/slide") for name in packed) == len(made.slides)
    for slide in made.slides:
        for shape in slide.placeholders:
            if kind(shape) == "OBJECT":
                assert (
                    total(paragraphs_of(shape.text_frame), Emu(shape.width).pt - 14.4) * 0.9
                    <= Emu(shape.height).pt
                )


def test_a_potx_is_a_master_too(tmp_path):
    plain = clients_master(tmp_path / "kunde.pptx")
    own = tmp_path / "kunde.potx"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(own, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(b"presentation.main+xml", b"template.main+xml")
            target.writestr(name, content)
    assert write(edition(), "none", own) == write(edition(), "none", plain)


def test_a_missing_kind_of_layout_is_named(tmp_path):
    own = clients_master(tmp_path / "kunde.pptx", drop=("twoObj",))
    with pytest.raises(InputError, match="kein Layout für „Zwei Inhalte“"):
        write(edition(), "none", own)


def test_a_layout_without_room_is_named(tmp_path):
    own = tmp_path / "kunde.pptx"
    made = Presentation(clients_master(own))
    layout = next(one for one in made.slide_layouts if one.element.get("type") == "obj")
    layout.placeholders[1].left, layout.placeholders[1].top = Pt(50), Pt(100)
    layout.placeholders[1].width, layout.placeholders[1].height = Pt(400), Pt(30)
    made.save(own)
    with pytest.raises(InputError, match="„Title and Content“ für Inhalt zu wenig Platz"):
        write(edition(), "none", own)


def test_a_layout_without_a_footer_gets_a_line_of_its_own(tmp_path):
    own = tmp_path / "kunde.pptx"
    made = Presentation(clients_master(own))
    for layout in made.slide_layouts:
        for shape in list(layout.placeholders):
            if kind(shape) in FOOTERS:
                shape.element.getparent().remove(shape.element)
    made.save(own)
    for slide in opened(write(edition(), "none", own)).slides:
        assert texts(slide)[-1].startswith("Keine Prognose")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "lässt sich nicht öffnen"),
        (b"PK\x03\x04 broken", "lässt sich nicht öffnen"),
        (b"Ein Brief", "lässt sich nicht öffnen"),
        (None, "das System meldet"),
    ],
)
def test_a_file_that_is_no_master_is_named(tmp_path, content, told):
    own = tmp_path / "kunde.pptx"
    if content is not None:
        own.write_bytes(content)
    with pytest.raises(InputError, match=rf"kunde\.pptx.* {told}"):
        write(edition(), "none", own)


def test_a_word_file_and_one_without_layouts_are_no_masters(tmp_path):
    from docx import Document

    own = tmp_path / "kunde.pptx"
    Document().save(own)
    with pytest.raises(InputError, match="lässt sich nicht öffnen"):
        write(edition(), "none", own)
    bare = Presentation()
    for layout in list(bare.slide_layouts):
        bare.slide_layouts.remove(layout)
    bare.save(own)
    with pytest.raises(InputError, match="keine Layouts"):
        write(edition(), "none", own)


WORDS = st.lists(st.sampled_from(("Küste", "der", LONG, "„jede“", "Öl", "Straße")), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, st.booleans(), st.booleans()), min_size=1, max_size=12))
def test_whatever_is_shared_out_stays_whole_and_within_its_room(given):
    told = [
        Paragraph(
            (Run(" ".join(words[: len(words) // 2 + 1])), Run(" ".join(words))), 14.0, bullet, kept=kept
        )
        for words, bullet, kept in given
    ]
    room = Room(300.0, 120.0)
    columns = shared_out(told, room)
    assert "".join(one.text for column in columns for one in column).replace(" ", "") == "".join(
        one.text for one in told
    ).replace(" ", "")
    for column in columns:
        assert column and total(column, room.width) <= room.height


FRAME = Presentation().slide_layouts[0].placeholders[0].text_frame


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_a_text_is_never_read_as_markup(text):
    write_paragraphs(FRAME._txBody, (plain(f"A{text}Z"),))
    assert FRAME.text == line(f"A{text}Z")


def test_a_height_grows_with_what_stands_there():
    short, longer = Paragraph((Run("Küste"),)), Paragraph((Run("Küste " * 40),))
    assert height(short, 200) < height(longer, 200) < height(longer, 100)
