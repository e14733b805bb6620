"""Files are written whole or not at all, and read back as what they were."""

import errno
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core import files
from pipeline.core.errors import InputError, OutputError
from pipeline.core.types import Factor, FactorValue, Passage, Sheet

PASSAGE = Passage(
    id="p1", document="notiz.md", anchor="Seite 3", heading="Über „Wege“", text="Größe: 3 €\nZeile"
)
SHEET = Sheet(
    factors=(
        Factor(
            id="bus", name="Busse", values=(FactorValue(id="busa", label="viel", plausibel=2, wertung="-"),)
        ),
    )
)


def test_a_file_and_its_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "neu" / "tiefer" / "Größe.txt"
    files.write_text(path, "Straße\n")
    assert path.read_bytes() == "Straße\n".encode()
    assert list(path.parent.iterdir()) == [path], "nichts Halbfertiges bleibt liegen"


@pytest.mark.parametrize("step", ["replace", "fsync"])
def test_when_writing_fails_the_old_content_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "bericht.md"
    files.write_text(path, "alt")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(*((Path, "replace") if step == "replace" else (files.os, "fsync")), full)
        with pytest.raises(
            OutputError, match=r"bericht\.md“ sollte geschrieben werden, aber .*No space.*Bitte"
        ):
            files.write_text(path, "neu")
        assert path.read_text(encoding="utf-8") == "alt"
    files.write_text(path, "neu")
    assert path.read_text(encoding="utf-8") == "neu"
    assert list(tmp_path.iterdir()) == [path], "der nächste Lauf räumt auf"


def test_a_place_that_is_a_folder_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"--out"):
        files.write_text(tmp_path, "neu")


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "bericht.md"
    files.write_text(path, "gleich")
    stamp = path.stat()
    files.write_text(path, "gleich")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (stamp.st_mtime_ns, stamp.st_ino)
    files.write_text(path, "anders")
    assert path.stat().st_ino != stamp.st_ino


def test_only_what_is_half_written_is_cleared(tmp_path: Path) -> None:
    kept = [tmp_path / "fertig.md", tmp_path / "a" / ".versteckt", tmp_path / "a" / "x.unfertig"]
    left = tmp_path / "a" / ".bericht.md.unfertig"
    left.parent.mkdir()
    for path in (*kept, left):
        path.touch()
    files.remove_unfinished(tmp_path)
    assert [path.exists() for path in (*kept, left)] == [True, True, True, False]


def test_a_digest_names_the_bytes(tmp_path: Path) -> None:
    files.write_text(tmp_path / "a.txt", "Straße")
    assert files.digest_of(tmp_path / "a.txt") == files.digest("Straße".encode())
    assert files.digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


texts = st.text(max_size=40) | st.text("a ä:#-'\"\n\r\t\u2028\x85|>%&*!{}[],?", max_size=12)


@settings(deadline=None, max_examples=150)
@given(st.lists(texts, min_size=1, max_size=4))
def test_whatever_a_text_holds_it_comes_back(found: list[str]) -> None:
    passages = tuple(
        Passage(id=f"p{n}", document="d", anchor="a", heading="h", text=t) for n, t in enumerate(found)
    )
    values = tuple(FactorValue(id=f"v{n}", label=text, text=text) for n, text in enumerate(found))
    sheet = Sheet(factors=(Factor(id="f", name="f", values=values),))
    with TemporaryDirectory() as name:
        path = Path(name) / "datei"
        files.write_text(path, files.to_yaml(sheet))
        assert files.read_yaml_as(Sheet, path) == sheet
        files.write_text(path, files.to_json(sheet))
        assert files.read_json_as(Sheet, path) == sheet
        files.write_text(path, files.to_jsonl(passages))
        assert files.read_jsonl_as(Passage, path) == passages
        assert path.read_bytes().count(b"\n") == len(passages)


def test_files_are_readable_for_people() -> None:
    sheet = Sheet(
        factors=(
            Factor(id="f", name="Straße", values=(FactorValue(id="v", label="Für", text="Eins.\nZwei."),)),
        )
    )
    written = files.to_yaml(sheet)
    assert "name: Straße\n" in written
    assert "text: |-\n" in written
    assert written.index("name: Straße") < written.index("definition:") < written.index("values:")
    assert '"name": "Straße"' in files.to_json(sheet)
    assert files.to_json(sheet).endswith("}\n")
    assert "Über „Wege“" in files.to_jsonl([PASSAGE])


def test_a_table_is_quoted_where_needed() -> None:
    assert files.to_csv(("id", "grund"), [("a", 'er sagt "ja", dann nein'), ("b", 0.5)]) == (
        'id,grund\na,"er sagt ""ja"", dann nein"\nb,0.5\n'
    )


def yaml_of(path: Path) -> object:
    return files.read_yaml_as(Sheet, path)


def json_of(path: Path) -> object:
    return files.read_json_as(Sheet, path)


def jsonl_of(path: Path) -> object:
    return files.read_jsonl_as(Passage, path)


GOOD = files.to_jsonl([PASSAGE]).encode()


@pytest.mark.parametrize(
    ("read", "data", "found"),
    [
        (yaml_of, b"a: [1\nb: 2\n", "Zeile 2: kein gültiges YAML"),
        (yaml_of, b"a: 1\nb: 2\na: 3\n", "Zeile 3: kein gültiges YAML .*„a“ steht doppelt"),
        (yaml_of, b"a: !!python/none x\n", "Zeile 1: kein gültiges YAML"),
        (yaml_of, b"a: \x07\n", "nicht erlaubt"),
        (yaml_of, "a: für".encode("cp1252"), "kein UTF-8-Text"),
        (yaml_of, b"", "ganze Datei"),
        (yaml_of, b"factors: []\nfarbe: rot\n", "das Feld farbe passt nicht"),
        (
            yaml_of,
            b"factors: [{id: f, name: n, values: [{id: v}]}]\n",
            r"das Feld factors\.0\.values\.0\.label",
        ),
        (json_of, b"{", "kein gültiges JSON"),
        (json_of, "{'ü'}".encode("cp1252"), "kein gültiges JSON"),
        (json_of, b"{}", "das Feld factors passt nicht"),
        (jsonl_of, GOOD + b"{}\n", "Zeile 2: nicht lesbar"),
        (jsonl_of, GOOD + GOOD[:20], "Zeile 2: nicht lesbar"),
        (jsonl_of, GOOD + "\u00fc".encode("cp1252") + b"\n", "Zeile 2: nicht lesbar"),
    ],
)
def test_what_cannot_be_read_is_told(
    tmp_path: Path, read: Callable[[Path], object], data: bytes, found: str
) -> None:
    path = tmp_path / "datei.x"
    path.write_bytes(data)
    with pytest.raises(InputError, match=rf"(?s)„datei\.x“.*{found}.*Bitte"):
        read(path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    for read, text in ((yaml_of, files.to_yaml(SHEET)), (json_of, files.to_json(SHEET))):
        path = tmp_path / "datei"
        path.write_bytes(text.encode("utf-8-sig"))
        assert read(path) == SHEET
