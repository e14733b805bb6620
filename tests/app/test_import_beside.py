"""`szenario import`: nothing is lost in silence, and nothing beside the texts is overwritten."""

from datetime import date
from pathlib import Path

import docx
import pytest
import yaml

from pipeline.project import open_run
from pipeline.publish.word import write
from pipeline.run import record
from pipeline.run.handing_over import edition_of


@pytest.fixture
def run(cli, project, tmp_path: Path) -> Path:
    """A finished run of the small project."""
    assert cli("run", project, "--offline", "--out", tmp_path / "lauf").code == 0
    return tmp_path / "lauf"


def exported(run: Path) -> Path:
    """What `publish` hands over of a run, whatever its gate says."""
    path, opened = run.parent / "text.docx", open_run(run)
    edition = edition_of(opened, record.load(opened).settings, date(2026, 11, 20).isoformat(), "")
    path.write_bytes(write(edition, "none", None))
    return path


def texts(run: Path) -> list[Path]:
    return [one for one in sorted((run / "narratives").glob("?-*.md")) if ".import" not in one.name]


def text_runs(path: Path):
    document = docx.Document(path)
    (first, *_) = [one for one in document.paragraphs if one.style.name == "Szenario Text"]
    return document, first


def test_what_is_not_taken_is_told_and_ends_with_code_1(cli, run):
    path = exported(run)
    document = docx.Document(path)
    heading = next(one for one in document.paragraphs if one.text == "Kennwerte")
    heading._p.addnext(document.add_paragraph("Ein Satz unter den Kennwerten.")._p)
    document.save(path)
    done = cli("import", run, path)
    assert done.code == 1 and "nicht übernommen: neu, " in done.out
    assert "Kennwerte" in done.out and "„Ein Satz unter den Kennwerten.“" in done.out
    (one,) = cli("import", run, path, "--json").json["not_taken"]
    assert one["kind"] == "new" and one["words"] == "Ein Satz unter den Kennwerten."


def test_a_text_beside_that_somebody_wrote_in_is_left_and_the_next_one_is_told(cli, run):
    path, theirs = exported(run), texts(run)[0]
    document, first = text_runs(path)
    first.runs[0].text = "Aus Word."
    document.save(path)
    theirs.write_text(theirs.read_text(encoding="utf-8") + "\nIm Lauf angefügt.\n", encoding="utf-8")
    stem = theirs.name.removesuffix(".md")
    for _ in range(2):  # what lies there already is not laid down twice
        assert f"{stem}.import.md" in cli("import", run, path).out
    beside = theirs.with_name(f"{stem}.import.md")
    assert not theirs.with_name(f"{stem}.import-2.md").exists()
    beside.write_text("Von Hand.\n", encoding="utf-8")
    done = cli("import", run, path)
    assert f"{stem}.import-2.md" in done.out and beside.read_text(encoding="utf-8") == "Von Hand.\n"
    assert "Aus Word." in theirs.with_name(f"{stem}.import-2.md").read_text(encoding="utf-8")


def tracked(path: Path) -> None:
    """A word put in under tracked changes."""
    from lxml import etree

    document, first = text_runs(path)
    w = first._p.tag.removesuffix("p")
    who = {f"{w}author": "Ada Öz", f"{w}date": "2026-11-21T09:30:00Z"}
    put_in = etree.SubElement(first._p, f"{w}ins", who)
    made = first.add_run(" Ganz neu steht das hier.")
    put_in.append(made._r)
    document.save(path)


def remarks(run: Path) -> dict:
    return yaml.safe_load((run / "comments.yaml").read_text(encoding="utf-8"))


def test_accepted_changes_are_open_no_longer(cli, run):
    path = exported(run)
    tracked(path)
    assert cli("import", run, path).code == 0 and len(remarks(run)["pending"]) == 1
    assert cli("import", run, path, "--accept-all").code == 0
    assert not remarks(run).get("pending")
    assert "Ganz neu steht das hier." in texts(run)[0].read_text(encoding="utf-8")


def test_comments_of_two_files_do_not_share_an_id(cli, run):
    for words in ("Belegt?", "Wirklich?"):
        path = exported(run)
        document, first = text_runs(path)
        document.add_comment(first.runs[0], words, author="Ada Öz", initials="AÖ")
        document.save(path)
        assert cli("import", run, path).code == 0
        assert cli("import", run, path).code == 0
    said = remarks(run)["comments"]
    assert [one["text"] for one in said] == ["Belegt?", "Wirklich?"]
    assert [one["id"].split("-")[0] for one in said] == ["1", "2"]


def test_a_file_of_another_project_changes_nothing(cli, run):
    path = exported(run)
    for one in texts(run):
        one.write_text("# Neu\n\nHier steht kein Satz von früher.\n", encoding="utf-8")
    before = {one: one.read_bytes() for one in run.rglob("*") if one.is_file()}
    done = cli("import", run, path)
    assert done.code == 2 and "anderen Lauf" in done.err
    for one in run.rglob("*"):
        assert not one.is_file() or before.get(one) is not None
    assert all(one.read_bytes() == before[one] for one in texts(run))
