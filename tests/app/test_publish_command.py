"""`szenario publish`: refused, waived, released, written; and what the dossier holds."""

import json
import re
import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest
import yaml
from conftest import Outcome

from pipeline.project import open_run
from pipeline.run.handing_over import edition_of
from pipeline.run.record import load

WAIVE = ("--by", "Eva Beispiel", "--reason", "von zweien gelesen")


@pytest.fixture
def worked_on(cli, project, tmp_path: Path) -> Path:
    """A run whose Rohgerüste a person has written anew."""
    assert cli("run", project, "--offline", "--out", tmp_path / "lauf").code == 0
    for path in sorted((tmp_path / "lauf" / "narratives").glob("*.md")):
        title = path.read_text(encoding="utf-8").split("\n", 1)[0]
        text = " ".join(
            f"Im Jahr 2035 fährt der Rufbus zum {number}. Mal, weil {who} ihn braucht."
            for number, who in enumerate(("die Nachbarin", "der Schlosser", "die Lehrerin", "das Dorf"), 2)
        )
        text = re.sub(r"\d\. Mal", "Kai", text)
        path.write_text(f"{title}\n\n{text}\n", encoding="utf-8")
    return tmp_path / "lauf"


def waived(cli, run: Path, *more: str) -> Outcome:
    """Published with a waiver for whatever stands in the way."""
    found = cli("publish", run, "--json").json["obstacles"]
    flags = [flag for one in found for flag in ("--waive", one["id"])]
    return cli("publish", run, *flags, *(WAIVE if flags else ()), *more, "--json")


def test_a_rohgeruest_that_nobody_worked_on_is_refused_and_cannot_be_waived(cli, project, tmp_path):
    run = tmp_path / "lauf"
    assert cli("run", project, "--offline", "--out", run).code == 0
    refused = cli("publish", run, "--json")
    assert refused.code == 1 and refused.json["files"] == [] and refused.json["verdict"] == "block"
    raw = next(one for one in refused.json["obstacles"] if one["kind"] == "rohgeruest")
    tried = cli("publish", run, "--waive", raw["id"], *WAIVE)
    assert tried.code == 2 and "keine Ausnahme" in tried.err
    assert not (run / "publish").exists()


def test_texts_that_nobody_judged_are_not_published_but_a_person_may_answer_for_them(cli, worked_on):
    open_still = cli("publish", worked_on, "--json")
    assert open_still.code == 1 and open_still.json["files"] == []
    done = waived(cli, worked_on, "--format", "md,json")
    assert done.code == 0 and done.json["verdict"] == "pass"
    assert [Path(one).name for one in done.json["files"]] == [
        "szenarien.md", "szenarien.json", "dossier.zip",
    ]  # fmt: skip
    assert all(Path(one).is_file() for one in done.json["files"])
    assert "Arbeitsfassung, nicht freigegeben." in Path(done.json["files"][0]).read_text(encoding="utf-8")


def test_open_sentences_wait_in_a_form_and_a_filled_one_lets_the_texts_pass(cli, worked_on):
    refused = cli("publish", worked_on, "--json")
    form = worked_on / "review.yaml"
    lines = yaml.safe_load(form.read_text(encoding="utf-8"))
    assert len(lines) == refused.json["to_review"] > 0 and lines[0]["text"].startswith("Im Jahr 2035")
    for line in lines[:-1]:
        line.update(verdict="ok", by="Eva Beispiel", date="2026-11-20")
    form.write_text(yaml.safe_dump(lines, allow_unicode=True), encoding="utf-8")
    still = cli("publish", worked_on, "--json")
    assert still.code == 1 and still.json["to_review"] == 1
    lines = yaml.safe_load(form.read_text(encoding="utf-8"))
    assert sum(line["by"] == "Eva Beispiel" for line in lines) == len(lines) - 1
    lines[-1].update(verdict="ok", by="Jo Muster", date="2026-11-21")
    form.write_text(yaml.safe_dump(lines, allow_unicode=True), encoding="utf-8")
    left = [
        one for one in cli("publish", worked_on, "--json").json["obstacles"] if one["sort"] == "unjudged"
    ]
    assert left == []


def test_all_formats_are_written_and_say_that_nobody_released_them(cli, worked_on):
    done = waived(cli, worked_on)
    heads = {".docx": b"PK", ".pptx": b"PK", ".pdf": b"%PDF", ".html": b"<!DO", ".md": b"# ", ".json": b"{"}
    written = {Path(one).suffix: Path(one) for one in done.json["files"]}
    assert set(heads) | {".zip"} == set(written)
    assert all(written[ending].read_bytes().startswith(head) for ending, head in heads.items())
    with pypdfium2.PdfDocument(written[".pdf"]) as pages:
        text = " ".join(page.get_textpage().get_text_range() for page in pages)
    assert "nicht freigegeben" in text and "Rufbus" in text
    word = "\n".join(one.text for one in docx.Document(str(written[".docx"])).paragraphs)
    assert "nicht freigegeben" in word and "weil die Nachbarin ihn braucht" in word


def test_a_waiver_needs_a_name_a_reason_and_a_finding_that_is_open(cli, worked_on):
    one = cli("publish", worked_on, "--json").json["obstacles"][0]["id"]
    assert "--by" in cli("publish", worked_on, "--waive", one, "--reason", "gut").err
    assert "--reason" in cli("publish", worked_on, "--waive", one, "--by", "Eva").err
    unknown = cli("publish", worked_on, "--waive", "12345678", *WAIVE)
    assert unknown.code == 2 and one in unknown.err
    assert not (worked_on / "waivers.yaml").exists()


def test_a_change_lapses_the_release_and_the_waivers_that_spoke_of_it(cli, worked_on):
    release = ("--scope", "Presse", "--body", "IHK Probe", "--by", "Eva Beispiel")
    done = waived(cli, worked_on, "--format", "md")
    assert done.code == 0
    done = cli("publish", worked_on, "--format", "md", *release, "--json")
    assert "Eva Beispiel, IHK Probe" in done.json["released"]
    page = Path(done.json["files"][0])
    assert done.json["released"] in page.read_text(encoding="utf-8")
    text = next((worked_on / "narratives").glob("1-*.md"))
    text.write_text(text.read_text(encoding="utf-8").replace("Schlosser", "Bäcker"), encoding="utf-8")
    again = cli("publish", worked_on, "--format", "md", "--json")
    assert again.code == 1 and again.json["files"] == [] and again.json["lapsed"]
    anew = waived(cli, worked_on, "--format", "md")
    assert anew.code == 0 and anew.json["released"] == ""


def released(cli, run: Path, *more: str) -> Outcome:
    release = ("--scope", "Presse", "--body", "IHK Probe", "--by", "Eva Beispiel")
    assert waived(cli, run, "--format", "md", *more).code == 0
    return cli("publish", run, "--format", "md", *release, *more, "--json")


def test_a_release_stands_while_nothing_printed_beside_the_texts_changes(cli, worked_on):
    assert released(cli, worked_on).json["released"]
    assert cli("publish", worked_on, "--format", "md,json", "--json").json["released"]
    clusters = worked_on / "clusters.yaml"
    told = clusters.read_text(encoding="utf-8")
    edited = re.sub(r"(?m)^( *)leitmotif: .*$", r"\1leitmotif: Ganz anders", told, count=1)
    assert edited != told
    release = (worked_on / "release.yaml").read_text(encoding="utf-8")
    assert "edition:" in release
    clusters.write_text(edited, encoding="utf-8")
    run = open_run(worked_on)
    assert edition_of(run, load(run).settings, "2026-11-20", "").released == ""


def test_a_later_waiver_lapses_a_release(cli, worked_on):
    assert released(cli, worked_on).json["released"]
    waivers = worked_on / "waivers.yaml"
    told = waivers.read_text(encoding="utf-8")
    waivers.write_text(told.replace("von zweien gelesen", "doch nicht gelesen"), encoding="utf-8")
    done = cli("publish", worked_on, "--format", "md", "--json")
    assert done.code == 0 and done.json["released"] == ""


def test_files_of_an_earlier_publication_go_to_history_and_that_is_told(cli, worked_on):
    assert waived(cli, worked_on, "--format", "md,html").code == 0
    folder = worked_on / "publish"
    (folder / "notizen.txt").write_text("meins", encoding="utf-8")
    page = (folder / "szenarien.html").read_bytes()
    done = cli("publish", worked_on, "--format", "md", "--json")
    assert {one.name for one in folder.iterdir()} == {"szenarien.md", "dossier.zip", "notizen.txt"}
    [moved] = done.json["moved"]
    assert (worked_on / moved).read_bytes() == page and moved.startswith("history/")
    assert waived(cli, worked_on, "--format", "md,html").code == 0
    told = cli("publish", worked_on, "--format", "md").out
    assert "szenarien.html" in told and "history/" in told
    assert len(list((worked_on / "history").glob("publish-*/szenarien.html"))) == 2


def test_a_release_needs_a_body_and_a_name(cli, worked_on):
    assert waived(cli, worked_on, "--format", "md").code == 0
    no_body = cli("publish", worked_on, "--format", "md", "--scope", "Presse", "--by", "Eva")
    assert no_body.code == 2 and "--body" in no_body.err


def test_the_dossier_holds_inputs_waivers_and_a_hash_of_everything(cli, worked_on, project):
    done = waived(cli, worked_on, "--format", "md")
    with zipfile.ZipFile(done.json["files"][-1]) as archive:
        names = set(archive.namelist())
        manifest = json.loads(archive.read("manifest.json"))
        about = archive.read("LIESMICH.md").decode()
        references = archive.read("eingaben/verweise.csv").decode()
        passages = archive.read("lauf/passages.jsonl").decode()
        whole = b"".join(archive.read(name) for name in names)
    assert set(manifest["sha256"]) == names - {"manifest.json"}
    assert {
        "eingaben/values.yaml",
        "eingaben/szenario.toml",
        "lauf/waivers.yaml",
        "lauf/clusters.yaml",
    } <= names
    assert "von zweien gelesen" in about and "Eva Beispiel" in about
    # The note of this project says nothing of rights: its words stay in the house.
    assert "eingaben/documents/notiz.md" not in names and "notiz.md" in references
    assert "Rufbus gegründet" not in passages
    assert str(project.parent).encode() not in whole


def test_the_same_texts_give_the_same_files(cli, worked_on):
    first = waived(cli, worked_on, "--format", "md,json")
    before = [Path(one).read_bytes() for one in first.json["files"]]
    again = cli("publish", worked_on, "--format", "md,json", "--json")
    assert [Path(one).read_bytes() for one in again.json["files"]] == before


@pytest.mark.parametrize("formats", ["xyz", "", "docx,odt"])
def test_an_unknown_format_is_named_with_those_there_are(cli, worked_on, formats):
    refused = cli("publish", worked_on, "--format", formats)
    assert refused.code == 2 and "docx, pptx, pdf" in refused.err


def test_documents_or_rights_that_changed_stop_it(cli, worked_on, project):
    note = project / "documents" / "notiz.md"
    note.write_text(note.read_text(encoding="utf-8") + "\nMehr.\n", encoding="utf-8")
    refused = cli("publish", worked_on)
    assert refused.code == 2 and "szenario run" in refused.err


def test_a_setting_of_the_house_that_does_not_fit_is_named_with_what_is_possible(cli, worked_on, project):
    with (project / "szenario.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[publish]\nbasis = "rand"\n')
    refused = cli("publish", worked_on)
    assert refused.code == 2 and "„basis“ unter [publish]" in refused.err and "margin" in refused.err
