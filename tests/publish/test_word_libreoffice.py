"""A Word file that LibreOffice has opened and saved comes back as if Word had: texts, changes, comments."""

import shutil
import subprocess
from pathlib import Path

import pytest
import sample_edition
from word_edits import Piece, narratives, rewritten, told

from pipeline.publish.word import read_back, write

EDITION = sample_edition.edition()


def saved_by_libreoffice(data: bytes, folder) -> bytes:
    """The file as LibreOffice writes it; skips where there is none, or one without its word processor."""
    found = shutil.which("soffice")
    if found is None or not list(Path(found).resolve().parent.glob("libsw*lo.so")):
        pytest.skip("LibreOffice Writer ist nicht installiert")
    (folder / "text.docx").write_bytes(data)
    command = [
        "soffice", f"-env:UserInstallation=file://{folder}/profil", "--headless", "--convert-to", "docx",
        "--outdir", str(folder / "neu"), str(folder / "text.docx"),
    ]  # fmt: skip
    subprocess.run(command, capture_output=True, timeout=180, check=True)
    return (folder / "neu" / "text.docx").read_bytes()


def test_an_edited_file_saved_by_libreoffice_comes_back_as_it_was_left(tmp_path):
    left = []

    def edit(pieces: list[Piece]) -> None:
        pieces[0].mark = "del"
        pieces.insert(1, Piece("Am Kai prüft niemand „Übergrößen“ mehr.", mark="ins"))
        pieces[-1] = Piece("Die Werft blieb, wo sie war; das kostete Öl.")
        pieces += [Piece(""), Piece("Ein neuer Absatz.")]
        left.extend(pieces)

    known = narratives(EDITION)
    ours = rewritten(write(EDITION, "margin", None), EDITION.chapters[0], edit)
    back = saved_by_libreoffice(ours, tmp_path)
    for taking in ("none", "accepted"):
        returned = read_back(back, known, taking)
        found = returned.text("c1")
        assert found.text.paragraphs == told(left, accepted=taking == "accepted")
        assert found.text.title == EDITION.chapters[0].title and found.found_by == "bookmark"
        assert found.known_by == read_back(ours, known).text("c1").known_by
        assert returned.run == EDITION.run and returned.comments == ()
        assert returned.not_taken == ()
    open_still = read_back(back, known).pending
    assert [(one.kind, one.author, one.sentence) for one in open_still] == [
        ("deleted", "Ada Öz", 1),
        ("inserted", "Ada Öz", 2),
    ]
