"""Rights at the command line: shown where one searches and reads, refused where they are not clear."""

import json

import pytest

PROTECTED = "Die Seilbahn quert die Ruhr bei Hattingen an jedem Morgen."


@pytest.fixture
def mixed(project):
    """A note that may be cited, and a text of which nothing is known."""
    note = project / "documents" / "notiz.md"
    free = "rights: {external_model: yes, quote: free, export: yes, owner: IHK}\n"
    text = note.read_text(encoding="utf-8")
    note.write_text(text.replace('source: "Test"\n', f'source: "Test"\n{free}'), encoding="utf-8")
    (project / "documents" / "fremd.txt").write_text(PROTECTED, encoding="utf-8")
    return project


def rights(project, text: str) -> None:
    (project / "documents" / "rights.yaml").write_text(text, encoding="utf-8")


def test_a_hit_that_may_not_be_cited_is_marked_and_shown(cli, mixed):
    protected = cli("search", mixed, "Seilbahn").out
    assert "(nicht frei zitierbar)" in protected.splitlines()[0] and PROTECTED in protected
    assert "nicht frei zitierbar" not in cli("search", mixed, "Kran").out
    (hit,) = cli("search", mixed, "Seilbahn", "--json").json["hits"]
    assert (hit["quote"], hit["export"], hit["text"]) == ("short", False, PROTECTED)
    hit = cli("search", mixed, "Kran", "--json", "-k", "1").json["hits"][0]
    assert (hit["quote"], hit["export"]) == ("free", True)


def test_a_search_follows_changed_rights_and_a_batch_carries_them(cli, mixed, tmp_path):
    cli("search", mixed, "Seilbahn")
    index = tmp_path / "runs/probe/index/meta.json"
    before = index.stat().st_mtime_ns
    rights(mixed, "fremd.txt: {quote: free}\n")
    outcome = cli("search", mixed, "Seilbahn")
    assert "zuerst gelesen" in outcome.err and "nicht frei zitierbar" not in outcome.out
    batch = tmp_path / "fragen.txt"
    batch.write_text("Seilbahn\n", encoding="utf-8")
    (hit,) = json.loads(cli("search", mixed, "--batch", batch).out)["hits"]
    assert (hit["quote"], hit["export"]) == ("free", False)
    assert index.stat().st_mtime_ns == before


def test_a_search_without_the_listing_reads_anew(cli, mixed, tmp_path):
    cli("search", mixed, "Seilbahn")
    (tmp_path / "runs/probe/documents.json").unlink()
    assert "(nicht frei zitierbar)" in cli("search", mixed, "Seilbahn").out


def test_read_tells_the_rights_of_each_document(cli, mixed):
    (mixed / "documents" / "kaputt.pdf").write_bytes(b"%PDF-1.7\nabgeschnitten")
    rights(mixed, "fremd.txt: {external_model: yes, quote: none, owner: Stadt}\n")
    listed = {one["path"]: one["rights"] for one in cli("read", mixed, "--json").json["documents"]}
    assert {path: tuple(said.values()) for path, said in listed.items()} == {
        "notiz.md": (True, "free", True, "IHK", ""),
        "fremd.txt": (True, "none", False, "Stadt", ""),
        "kaputt.pdf": (False, "short", False, "", ""),
    }
    assert list(listed["notiz.md"]) == ["external_model", "quote", "export", "owner", "note"]
    out = cli("read", mixed).out
    assert "notiz.md  (frei zitierbar)" in out and "fremd.txt  (nur Verweis)" in out


@pytest.mark.parametrize("command", ["run", "read", "search", "index"])
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("fremd.txt: {quote: maybe}\n", ("fremd.txt", "quote", "maybe")),
        ("fremd.txt: {zitat: free}\n", ("zitat",)),
        ("fremd.txt: {quote: free\n", ("Zeile",)),
        ("- fremd.txt\n", ("erwartet",)),
    ],
)
def test_unclear_rights_stop_every_command_again_and_again(cli, mixed, command, text, words):
    cli("read", mixed)
    rights(mixed, text)
    question = ["Seilbahn"] if command == "search" else []
    for _ in range(2):
        outcome = cli(command, mixed, *question)
        assert outcome.code == 2 and "Traceback" not in outcome.err
        assert outcome.out == ""
        for word in ("Fehler: ", "documents/rights.yaml", *words):
            assert word in outcome.err, outcome.err


def test_remarks_are_said_and_the_run_goes_on(cli, mixed):
    rights(mixed, "notiz.md: {quote: none}\nfehlt.pdf: {}\n")
    outcome = cli("read", mixed)
    assert outcome.code == 0
    assert "„fehlt.pdf“" in outcome.err and "notiz.md: " in outcome.err and "strengere" in outcome.err


def test_a_report_of_a_run_says_that_rights_changed_since(cli, mixed, tmp_path):
    cli("run", mixed)
    run = tmp_path / "runs/probe"
    assert "Stand" not in cli("report", run).err
    rights(mixed, '"*": {quote: none}\n')
    assert "nicht auf dem Stand der Dokumente und ihrer Rechte" in cli("report", run).err
    cli("run", mixed)
    assert "Stand" not in cli("report", run).err
    mixed.rename(tmp_path / "fort")
    assert cli("report", run).code == 0
