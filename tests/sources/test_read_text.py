"""Plain text: every encoding, pages where they are marked, and refusals that say what to do."""

from pathlib import Path

import pytest
from source_files import outline, read, whole, write

from pipeline.core.errors import DocumentError, ProjectError
from pipeline.core.progress import Silent
from pipeline.sources.read import LARGEST_BYTES, documents_digest, find_documents, read_all

TOWNS = "Größe der Städte\n\nDie Städte wachsen über ihre Grenzen – „weiter“ als gedacht.\n"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_same_text_is_read_from_every_encoding(tmp_path: Path, encoding: str):
    found = read(write(tmp_path / "staedte.txt", TOWNS, encoding))
    assert outline(found) == [
        ("Größe der Städte", "Die Städte wachsen über ihre Grenzen – „weiter“ als gedacht.")
    ]


def test_utf16_with_a_big_endian_mark(tmp_path: Path):
    path = tmp_path / "staedte.txt"
    path.write_bytes(b"\xfe\xff" + TOWNS.encode("utf-16-be"))
    assert outline(read(path))[0][0] == "Größe der Städte"


def test_line_ends_and_decomposed_umlauts_make_no_difference(tmp_path: Path):
    plain = read(write(tmp_path / "a.txt", TOWNS))
    windows = read(write(tmp_path / "b.txt", TOWNS.replace("\n", "\r\n")))
    decomposed = read(write(tmp_path / "c.txt", TOWNS.replace("ö", "o\u0308").replace("ä", "a\u0308")))
    assert plain.sections == windows.sections == decomposed.sections


def test_a_byte_that_is_no_character_keeps_the_text_around_it(tmp_path: Path):
    path = tmp_path / "alt.txt"
    path.write_bytes("Größe ".encode("cp1252") + b"\x81" + " der Stadt.".encode("cp1252"))
    assert whole(read(path)).strip() == "Größe � der Stadt."


def test_one_damaged_character_does_not_spoil_the_others(tmp_path: Path):
    path = tmp_path / "kaputt.txt"
    path.write_bytes("Größe und Höhe der Städte, ".encode() + b"\xfc" + " überall".encode())
    assert whole(read(path)).strip() == "Größe und Höhe der Städte, � überall"


def test_form_feeds_are_pages(tmp_path: Path):
    found = read(write(tmp_path / "a.txt", "Zuerst wächst die Stadt.\fDann wächst das Land.\f"))
    assert [(s.anchor, s.text) for s in found.sections] == [
        ("Seite 1", "Zuerst wächst die Stadt."),
        ("Seite 2", "Dann wächst das Land."),
    ]


def test_page_marks_of_a_transcript_are_pages(tmp_path: Path):
    text = (
        "Page 3: Heft zur Zukunft des Hafens\n\nDer Hafen bekommt einen neuen Kran.\n\n"
        "Page 4: Heft zur Zukunft des Hafens\n\nDie Schleuse wird länger.\n\n4\n"
    )
    found = read(write(tmp_path / "a.txt", text))
    assert [(s.anchor, s.text) for s in found.sections] == [
        ("Seite 3", "Der Hafen bekommt einen neuen Kran."),
        ("Seite 4", "Die Schleuse wird länger."),
    ]


def test_what_stands_only_behind_one_page_mark_is_kept(tmp_path: Path):
    text = (
        "Seite 1: Begrüßung durch die Kammer\nDie Kammer begrüßt alle Gäste.\n"
        "Seite 2: Ablauf des Tages\nDer Tag hat drei Teile.\n"
    )
    found = read(write(tmp_path / "a.txt", text))
    assert [(s.anchor, s.heading) for s in found.sections] == [
        ("Seite 1", "Begrüßung durch die Kammer"),
        ("Seite 2", "Ablauf des Tages"),
    ]


def test_text_without_pages_or_headings_is_told_by_its_number(tmp_path: Path):
    found = read(write(tmp_path / "mein_bericht.txt", "der hafen wächst weiter."))
    assert [(s.anchor, s.heading) for s in found.sections] == [("Abschnitt 1", "")]
    assert found.title == "mein bericht"


@pytest.mark.parametrize("content", ["", " \n\t\n ", "\ufeff"])
def test_a_file_without_text_is_refused(tmp_path: Path, content: str):
    with pytest.raises(DocumentError, match=r"leer|kein lesbarer Text"):
        read(write(tmp_path / "leer.txt", content))


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("alt.doc", ".docx"),
        ("alt.ppt", ".pptx"),
        ("alt.odt", ".docx"),
        ("bild.png", ".pdf"),
        ("ohne", ".md"),
    ],
)
def test_an_unknown_type_is_refused_with_a_hint(tmp_path: Path, name: str, hint: str):
    with pytest.raises(DocumentError, match="nicht lesbar") as refused:
        read(write(tmp_path / name, "Text"))
    assert hint in str(refused.value)


@pytest.mark.parametrize("name", ["riesig.txt", "riesig.md", "riesig.html"])
def test_a_text_of_21_megabytes_is_refused_by_its_size(tmp_path: Path, name: str):
    path = tmp_path / name
    with path.open("wb") as stream:
        stream.truncate(21_000_000)
    with pytest.raises(DocumentError, match=r"21 MB.*20 MB"):
        read(path)
    assert LARGEST_BYTES == 20_000_000


def test_a_missing_and_an_empty_folder_are_errors_of_the_project(tmp_path: Path):
    with pytest.raises(ProjectError, match="fehlt"):
        find_documents(tmp_path / "documents")
    (tmp_path / "documents" / "leer").mkdir(parents=True)
    with pytest.raises(ProjectError, match="keine Datei"):
        read_all(tmp_path / "documents", Silent())


def test_hidden_and_side_files_are_no_documents(tmp_path: Path):
    for name in ("README.md", "Thumbs.db", ".versteckt.md", "~$offen.docx", ".git/config"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, "Text")
    with pytest.raises(ProjectError, match="keine Datei"):
        find_documents(tmp_path)
    write(tmp_path / "studie.md", "Text")
    assert find_documents(tmp_path) == [tmp_path / "studie.md"]


def test_one_bad_document_is_named_and_the_others_are_read(tmp_path: Path):
    (tmp_path / "unter").mkdir()
    write(tmp_path / "b.txt", "Der Hafen wächst.")
    write(tmp_path / "a.doc", "alt")
    write(tmp_path / "unter" / "c.md", "# Bus\n\nDer Bus fährt öfter.")
    heard: list[str] = []

    class Listener(Silent):
        def said(self, message: str) -> None:
            heard.append(message)

    readings = read_all(tmp_path, Listener())
    assert [reading.path for reading in readings] == ["a.doc", "b.txt", "unter/c.md"]
    assert [reading.document is None for reading in readings] == [True, False, False]
    assert readings[2].document.path == "unter/c.md"
    assert ".docx" in readings[0].problem and not readings[1].problem
    assert [message.split(":")[0] for message in heard] == ["a.doc"]


def test_the_digest_of_the_documents_changes_with_any_byte_and_any_name(tmp_path: Path):
    write(tmp_path / "a.txt", "Der Hafen wächst.")
    first = documents_digest(tmp_path)
    assert documents_digest(tmp_path) == first
    write(tmp_path / "a.txt", "Der Hafen wächst!")
    second = documents_digest(tmp_path)
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    assert len({first, second, documents_digest(tmp_path)}) == 3
