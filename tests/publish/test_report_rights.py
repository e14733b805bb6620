"""The report may leave the house: text of protected documents is nowhere in it, only where to find it."""

import html
import json
import re
from pathlib import Path

import pytest
from reportlab.pdfgen import canvas

LONG = 6
PAGES = (
    "Im Verein organisieren die Nachbarn ihren Rufbus gemeinsam und teilen sich jede Fahrt.",
    "Mehrere Betriebe am Kai teilen sich inzwischen ein Lager und betreiben den Kran gemeinsam.",
    "Die Nachbarn betreiben gemeinsam einen Speicher für den Strom von ihren Dächern.",
)
ALLOWED = "{external_model: yes, quote: free, export: yes, owner: IHK}"


def pdf(path: Path) -> None:
    sheet = canvas.Canvas(str(path))
    sheet.setTitle("Studie zur Nachbarschaft")
    for text in PAGES:
        sheet.drawString(60, 780, text)
        sheet.showPage()
    sheet.save()


def words(text: str) -> list[str]:
    return re.findall(r"\w+", html.unescape(text).lower())


def leaked(page: str, texts: tuple[str, ...]) -> list[str]:
    """The runs of six words of a text that stand in the page, as shown or in its source."""
    said = f" {' '.join(words(re.sub('<[^>]+>', ' ', page)))} | {' '.join(words(page))} "
    runs: list[str] = []
    for text in texts:
        told = words(text)
        runs += [" ".join(told[start : start + LONG]) for start in range(len(told) - LONG + 1)]
    return [run for run in runs if f" {run} " in said]


def times(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def studied(project: Path) -> Path:
    """A project whose narratives rest on a PDF."""
    (project / "documents" / "notiz.md").unlink()
    pdf(project / "documents" / "studie.pdf")
    return project


def rights(project: Path, said: str) -> None:
    (project / "documents" / "rights.yaml").write_text(f"studie.pdf: {said}\n", encoding="utf-8")


def ran(cli, project: Path) -> tuple[str, dict[str, str]]:
    """The report after a run, and what became of its stages."""
    outcome = cli("run", project, "--json")
    assert outcome.code == 0, outcome.err
    page = (project.parent / "runs/probe/report.html").read_text(encoding="utf-8")
    return page, {stage["name"]: stage["status"] for stage in outcome.json["stages"]}


def test_a_document_that_may_be_cited_is_shown(cli, studied):
    rights(studied, ALLOWED)
    page, _ = ran(cli, studied)
    assert len(leaked(page, PAGES)) > LONG
    assert "<blockquote>Zum Thema: studie.pdf, Seite 1: Im Verein organisieren" in page
    assert "<td>frei zitierbar</td>" in page and "nur Verweis" not in page.lower()


@pytest.mark.parametrize(
    ("said", "in_words"),
    [
        ("{quote: none, owner: IHK}", "nur Verweis, nicht für externe Modelle"),
        ("{quote: short, export: yes, external_model: yes, owner: IHK}", "nur Verweis"),
        ("{quote: free, export: no, external_model: yes, owner: IHK}", "nur Verweis"),
        ("{owner: IHK}", "nur Verweis, nicht für externe Modelle"),
    ],
)
def test_a_protected_document_is_only_referred_to(cli, studied, said, in_words):
    rights(studied, said)
    page, _ = ran(cli, studied)
    assert leaked(page, PAGES) == []
    reference = "Zum Thema: „Studie zur Nachbarschaft“, Seite 1 (studie.pdf; Rechte: IHK). Nur Verweis."
    assert f"<blockquote>{reference}</blockquote>" in page
    assert f"<td>{in_words}</td>" in page


def test_without_any_word_on_rights_nothing_is_shown(cli, studied):
    page, _ = ran(cli, studied)
    assert leaked(page, PAGES) == [] and "(studie.pdf). Nur Verweis." in page


def test_a_changed_right_changes_the_report_and_leaves_the_index(cli, studied):
    rights(studied, ALLOWED)
    assert leaked(ran(cli, studied)[0], PAGES)
    run = studied.parent / "runs/probe"
    before = {folder: times(run / folder) for folder in ("index", "narratives")}
    rights(studied, "{quote: none}")
    page, statuses = ran(cli, studied)
    assert leaked(page, PAGES) == []
    assert {name for name, status in statuses.items() if status == "done"} == {"read", "report"}
    assert before == {folder: times(run / folder) for folder in before}
    (studied / "documents" / "rights.yaml").unlink()
    (studied / "documents" / "rights.yaml").write_text(f'"*": {ALLOWED}\n', encoding="utf-8")
    page, statuses = ran(cli, studied)
    assert leaked(page, PAGES) and statuses["plan"] == "skipped"


def test_the_rights_of_the_other_document_do_not_rub_off(cli, studied):
    rights(studied, "{quote: none}")
    free = "Ein Konzern liefert den Strom per Vertrag und ändert jede Stunde den Preis dafür."
    (studied / "documents" / "frei.md").write_text(
        f"---\nrights: {ALLOWED}\n---\n{free}\n", encoding="utf-8"
    )
    page, _ = ran(cli, studied)
    assert leaked(page, PAGES) == [] and leaked(page, (free,))


def test_the_listing_carries_the_rights(cli, studied):
    rights(studied, "{quote: none, owner: IHK}")
    ran(cli, studied)
    listed = json.loads((studied.parent / "runs/probe/documents.json").read_text(encoding="utf-8"))
    assert listed["documents"][0]["rights"] == {
        "external_model": False, "quote": "none", "export": False, "owner": "IHK", "note": "",
    }  # fmt: skip


def test_a_sentence_that_repeats_a_protected_document_is_withheld_and_found(cli, studied):
    rights(studied, "{quote: none}")
    ran(cli, studied)
    run = studied.parent / "runs/probe"
    text = next((run / "narratives").glob("1-*.md"))
    copied = f"{PAGES[0]} Kurz ist es. Er sagt: „{PAGES[1]}“ Das war alles im Jahr 2035."
    text.write_text(f"# Die eigene Proberegion\n\n{copied}\n", encoding="utf-8")
    page, _ = ran(cli, studied)
    assert leaked(page, PAGES) == []
    assert "[Satz 1 wiederholt „Studie zur Nachbarschaft“, Seite 1 (studie.pdf)" in page
    assert "Kurz ist es." in page and "Das war alles im Jahr 2035." in page
    assert "Wortlaut nicht gezeigt: Der Satz steht so in „Studie zur Nachbarschaft“, Seite 1" in page
    assert "abgeschrieben" in (run / "findings.json").read_text(encoding="utf-8")
    assert text.read_text(encoding="utf-8").count(PAGES[0]) == 1
    rights(studied, ALLOWED)
    page, _ = ran(cli, studied)
    assert leaked(page, PAGES) and "nicht gezeigt" not in page


def test_a_run_over_two_sentences_withholds_both(cli, studied):
    rights(studied, "{quote: none}")
    ran(cli, studied)
    text = next((studied.parent / "runs/probe/narratives").glob("1-*.md"))
    halves = PAGES[0].replace(" ihren Rufbus", ". Ihren Rufbus")
    text.write_text(f"# Titel\n\nAnders. {halves} Ende.\n", encoding="utf-8")
    page, _ = ran(cli, studied)
    assert "[Satz 2 wiederholt" in page and "[Satz 3 wiederholt" in page
    assert "Anders." in page and "Ende." in page
    assert "Im Verein organisieren die Nachbarn" not in page


def test_the_words_of_the_value_sheet_are_the_projects_own(cli, studied):
    """A protocol from which the values were taken does not withhold the texts that tell them."""
    values = (studied / "values.yaml").read_text(encoding="utf-8")
    texts = re.findall(r'text: "([^"]+)"', values)
    (studied / "documents" / "protokoll.txt").write_text("\n\n".join(texts), encoding="utf-8")
    page, _ = ran(cli, studied)
    assert "nicht gezeigt" not in page
    assert leaked(page, PAGES) == [] and all(text in page for text in texts[:2])


def test_the_example_is_shown_as_before(example_run: Path):
    page = (example_run / "report.html").read_text(encoding="utf-8")
    assert "nur verweis" not in page.lower() and "nicht gezeigt" not in page
    listed = json.loads((example_run / "documents.json").read_text(encoding="utf-8"))["documents"]
    assert page.count("<td>frei zitierbar</td>") == len(listed)
