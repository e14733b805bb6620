"""Reading again: only what changed is read, and what comes out is as if all had been read."""

from pathlib import Path

import pytest

from pipeline.sources import read

OTHER = "# Hafen\n\nDer Kran am Kai wird erneuert.\n"


@pytest.fixture
def read_names(monkeypatch) -> list[str]:
    names: list[str] = []
    real = read.read_document

    def spy(path: Path, name: str, *more: object) -> object:
        names.append(name)
        return real(path, name, *more)

    monkeypatch.setattr(read, "read_document", spy)
    return names


def written(project: Path, out: Path) -> list[bytes]:
    return [(out / name).read_bytes() for name in ("passages.jsonl", "documents.json")]


def test_only_what_changed_is_read_and_the_files_are_those_of_a_fresh_run(
    project: Path, cli, tmp_path: Path, read_names: list[str]
):
    documents, out = project / "documents", tmp_path / "lauf"

    def reread() -> list[str]:
        read_names.clear()
        assert cli("read", project, "--out", out).code == 0
        return list(read_names)

    assert reread() == ["notiz.md"]
    (documents / "hafen.md").write_text(OTHER, encoding="utf-8")
    assert reread() == ["hafen.md"]
    (documents / "hafen.md").write_text(OTHER + "\nEr ist 40 Jahre alt.\n", encoding="utf-8")
    assert reread() == ["hafen.md"]
    (documents / "rights.yaml").write_text("notiz.md: {quote: free, export: yes}\n", encoding="utf-8")
    assert reread() == ["notiz.md"]
    (documents / "leer.md").write_text("", encoding="utf-8")
    assert reread() == ["leer.md"]
    (documents / "hafen.md").rename(documents / "kai.md")
    assert reread() == ["kai.md", "leer.md"]
    (documents / "kai.md").unlink()
    assert reread() == ["leer.md"]
    fresh = tmp_path / "frisch"
    cli("read", project, "--out", fresh)
    assert written(project, out) == written(project, fresh)


def test_what_a_person_edited_is_not_taken_over(project: Path, cli, tmp_path: Path, read_names: list[str]):
    out = tmp_path / "lauf"
    cli("read", project, "--out", out)
    edited = (out / "documents.json").read_text(encoding="utf-8").replace('"notiz"', '"studie"')
    (out / "documents.json").write_text(edited, encoding="utf-8")
    (project / "documents" / "hafen.md").write_text(OTHER, encoding="utf-8")
    read_names.clear()
    assert cli("read", project, "--out", out).code == 0
    assert read_names == ["hafen.md", "notiz.md"]


def test_a_document_that_is_gone_is_gone_from_the_answers(project: Path, cli, tmp_path: Path):
    hafen = project / "documents" / "hafen.md"
    hafen.write_text(OTHER, encoding="utf-8")
    out = tmp_path / "lauf"
    ask = ("search", project, "Kran am Kai erneuern", "--json", "--out", out)
    assert "hafen.md" in {hit["document"] for hit in cli(*ask).json["hits"]}
    hafen.unlink()
    assert {hit["document"] for hit in cli(*ask).json["hits"]} == {"notiz.md"}
