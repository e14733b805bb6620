"""`szenario import`: what an editor did in Word comes into the run, and nothing written is overwritten."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from pipeline.narratives.ledger import from_markdown
from pipeline.project import open_run
from pipeline.publish.word import write
from pipeline.run import record
from pipeline.run.handing_over import edition_of


@pytest.fixture
def run(cli, project, tmp_path: Path) -> Path:
    """A finished run of the small project."""
    assert cli("run", project, "--offline", "--out", tmp_path / "lauf").code == 0
    return tmp_path / "lauf"


def exported(run: Path, basis="margin") -> Path:
    """What `publish` hands over of a run, whatever its gate says."""
    settings = record.load(open_run(run)).settings
    path = run.parent / "text.docx"
    path.write_bytes(
        write(edition_of(open_run(run), settings, date(2026, 11, 20).isoformat(), ""), basis, None)
    )
    return path


def reworded(path: Path, old: str, new: str) -> None:
    """A sentence typed anew in Word."""
    import docx

    document = docx.Document(path)
    hits = [run for one in document.paragraphs for run in one.runs if run.text == old]
    assert len(hits) == 1
    hits[0].text = new
    document.add_comment(hits[0], "Belegt?", author="Ada Öz", initials="AÖ")
    document.save(path)


def parted(path: Path, first: str, second: str) -> None:
    """Return pressed in Word between two sentences of one paragraph; not a word changes."""
    import copy

    import docx

    document = docx.Document(path)
    (hit,) = [one for one in document.paragraphs if first in one.text and second in one.text]
    rest = copy.deepcopy(hit._p)
    hit._p.addnext(rest)
    at = next(number for number, run in enumerate(hit.runs) if run.text == second)
    for run in hit.runs[at:]:
        run._r.getparent().remove(run._r)
    below = docx.text.paragraph.Paragraph(rest, hit._parent)
    for run in below.runs[:at]:
        run._r.getparent().remove(run._r)
    for mark in rest.xpath(".//w:bookmarkStart | .//w:bookmarkEnd"):
        mark.getparent().remove(mark)
    document.save(path)


def sentences(run: Path, number: int) -> list[dict]:
    ledger = sorted((run / "narratives").glob("*.ledger.json"))[number]
    return json.loads(ledger.read_text(encoding="utf-8"))["sentences"]


def text_of(run: Path, number: int) -> Path:
    return sorted((run / "narratives").glob("?-*.md"))[number]


def test_a_file_that_nobody_touched_changes_nothing(cli, run):
    path, before = exported(run, "notes"), text_of(run, 0).read_bytes()
    done = cli("import", run, path)
    assert (done.code, done.out) == (0, "Kein Text ist geändert.\n")
    assert text_of(run, 0).read_bytes() == before and not (run / "comments.yaml").exists()


def test_a_sentence_comes_back_with_the_ledger_the_copy_and_the_comment(cli, run):
    path, before = exported(run), text_of(run, 0).read_bytes()
    old = sentences(run, 0)
    reworded(path, old[1]["text"], "Kein Wort davon stimmt noch.")
    shown = cli("import", run, path, "--dry-run", "--json")
    assert text_of(run, 0).read_bytes() == before and not (run / "comments.yaml").exists()
    done = cli("import", run, path, "--json")
    assert done.code == 0 and done.json == shown.json
    (change,) = done.json["changed"]
    assert change["conflict"] == "" and change["file"] == f"narratives/{text_of(run, 0).name}"
    assert {one["kind"] for one in change["sentences"]} <= {"changed", "new", "gone"}
    now = sentences(run, 0)
    assert now[1]["text"] == "Kein Wort davon stimmt noch." and now[1]["basis"] == "edited"
    assert [one for one in now if one["basis"] != "edited"] == [old[0], *old[2:]]
    assert (run / "history" / "import-001" / change["file"]).read_bytes() == before
    (said,) = yaml.safe_load((run / "comments.yaml").read_text(encoding="utf-8"))["comments"]
    assert (said["author"], said["text"], said["sentence"]) == ("Ada Öz", "Belegt?", 2)
    again = cli("import", run, path, "--json")
    assert again.json["changed"] == [] and again.code == 0
    assert len(yaml.safe_load((run / "comments.yaml").read_text(encoding="utf-8"))["comments"]) == 1


def test_it_is_told_sentence_by_sentence_and_a_later_run_keeps_it(cli, project, run):
    path = exported(run)
    reworded(path, sentences(run, 1)[0]["text"], "Ganz anders fängt es an.")
    done = cli("import", run, path)
    assert "Satz 1: Ganz anders fängt es an." in done.out and "Kommentare: 1." in done.out
    assert "Ada Öz" in done.out and "zu „Ganz anders fängt es an.“: Belegt?" in done.out
    assert cli("run", project, "--offline", "--out", run).code == 0
    assert "Ganz anders fängt es an." in text_of(run, 1).read_text(encoding="utf-8")


def test_a_text_that_has_changed_since_is_not_overwritten(cli, run):
    path, theirs = exported(run), text_of(run, 0)
    reworded(path, sentences(run, 0)[1]["text"], "Aus Word.")
    theirs.write_text(theirs.read_text(encoding="utf-8") + "\nIm Lauf angefügt.\n", encoding="utf-8")
    before = theirs.read_bytes()
    done = cli("import", run, path)
    assert done.code == 1 and "seit dem Export geändert" in done.out
    assert theirs.read_bytes() == before
    beside = theirs.with_name(theirs.name.removesuffix(".md") + ".import.md")
    assert "Aus Word." in " ".join(from_markdown(beside.read_text(encoding="utf-8")).paragraphs)
    assert cli("import", run, path).code == 1


@pytest.mark.parametrize(
    ("content", "said"), [(b"Text", "keine Word-Datei"), (None, "lässt sich nicht lesen")]
)
def test_what_cannot_be_taken_back_is_told(cli, run, content, said):
    path = run.parent / "fremd.docx"
    if content is not None:
        path.write_bytes(content)
    done = cli("import", run, path)
    assert done.code == 2 and said in done.err and "fremd.docx" in done.err


def test_two_wishes_against_each_other_are_refused(cli, run):
    done = cli("import", run, exported(run), "--accept-all", "--reject-all")
    assert done.code == 2 and "widersprechen sich" in done.err


def test_a_sentence_that_was_withheld_is_back_in_its_words(cli, project, tmp_path):
    run = tmp_path / "lauf"
    protected = (
        "Der Hafenmeister rechnet in seiner vertraulichen Denkschrift mit einem Rückgang des Umschlags um "
        "ein Drittel, falls der alte Kran am Nordkai nicht binnen zweier Jahre erneuert wird."
    )
    secret = project / "documents" / "denkschrift.md"
    secret.write_text(f"---\ntitle: Denkschrift\n---\n# Hafen\n\n{protected}\n", encoding="utf-8")
    assert cli("run", project, "--offline", "--out", run).code == 0
    theirs = text_of(run, 0)
    title = theirs.read_text(encoding="utf-8").split("\n", 1)[0]
    theirs.write_text(f"{title}\n\n{protected} Das bleibt so. Niemand fährt mehr.\n", encoding="utf-8")
    path = exported(run)
    reworded(path, "Niemand fährt mehr.", "Keiner fährt mehr.")
    import docx

    assert not any(protected in one.text for one in docx.Document(path).paragraphs)
    done = cli("import", run, path, "--json")
    assert done.code == 0 and done.json["missing"] == []
    text = theirs.read_text(encoding="utf-8")
    assert text == f"{title}\n\n{protected} Das bleibt so. Keiner fährt mehr.\n"


def test_paragraphs_parted_in_word_come_back_and_every_sentence_keeps_its_entry(cli, run):
    path, before, old = exported(run, "none"), text_of(run, 0).read_bytes(), sentences(run, 0)
    assert [one["paragraph"] for one in old[:2]] == [1, 1]
    parted(path, old[0]["text"], old[1]["text"])
    done = cli("import", run, path)
    assert done.code == 0 and "nur Absätze" in done.out and "Kein Text ist geändert" not in done.out
    assert text_of(run, 0).read_text(encoding="utf-8").split("\n\n")[1] == old[0]["text"]
    assert (run / "history" / "import-001" / "narratives" / text_of(run, 0).name).read_bytes() == before
    now = sentences(run, 0)
    assert [one["paragraph"] for one in now[:2]] == [1, 2]
    assert [{**one, "paragraph": 0} for one in now] == [{**one, "paragraph": 0} for one in old]
    assert cli("import", run, path, "--json").json["changed"] == []


def test_paragraphs_joined_in_the_run_since_the_export_are_not_parted_again(cli, run):
    path, theirs = exported(run), text_of(run, 0)
    reworded(path, sentences(run, 0)[1]["text"], "Aus Word.")
    title, first, second, *rest = theirs.read_text(encoding="utf-8").split("\n\n")
    theirs.write_text("\n\n".join([title, f"{first} {second}", *rest]), encoding="utf-8")
    before = theirs.read_bytes()
    done = cli("import", run, path)
    assert done.code == 1 and "seit dem Export geändert" in done.out
    assert theirs.read_bytes() == before


def test_a_copy_never_takes_the_place_of_another_when_one_was_deleted(cli, run):
    copies = []
    for number in range(3):
        path = exported(run)
        reworded(path, sentences(run, 0)[1]["text"], f"Stand {number} aus Word.")
        copies.append(text_of(run, 0).read_bytes())
        if number == 2:
            shutil.rmtree(run / "history" / "import-001")
        assert cli("import", run, path).code == 0
    name = f"narratives/{text_of(run, 0).name}"
    assert (run / "history" / "import-002" / name).read_bytes() == copies[1]
    assert (run / "history" / "import-003" / name).read_bytes() == copies[2]
