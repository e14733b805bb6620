"""The report: self-contained, escaped, complete, and fit to be looked at in a browser."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def page(example_run: Path) -> str:
    return (example_run / "report.html").read_text(encoding="utf-8")


def test_it_asks_nothing_from_outside(page):
    beside = r"#|data:image/svg\+xml;base64,|interactive\.html[\"']"
    assert not re.search(rf"(?:src|href)=[\"'](?!{beside})", page)
    assert not re.search(r"https?://|@import|url\(", page)


def test_it_shows_narratives_sources_table_map_findings_and_documents(page):
    for anchor in ("narrative", "befunde", "tabelle", "karte", "dokumente", "verfahren"):
        assert f'id="{anchor}"' in page
    assert page.count('<article class="column"') == 4
    assert "keine Prognose" in page and "Arbeitstitel" in page and "Rohgerüst" in page
    assert "nicht beurteilt" in page and "<svg" in page
    assert page.count("trends/") >= 16
    for number in re.findall(r'href="#(c\d-[sq]\d+)"', page):
        assert f'id="{number}"' in page


def test_texts_of_people_are_escaped(cli, project, tmp_path):
    sheet = project / "values.yaml"
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(text.replace("Rufbus im Verein", "<script>x</script> & Co"), encoding="utf-8")
    assert cli("run", project).code == 0
    report = (tmp_path / "runs/probe/report.html").read_text(encoding="utf-8")
    assert "<script>x" not in report and "&lt;script&gt;x&lt;/script&gt; &amp; Co" in report


@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium ist nicht installiert")
def test_a_browser_shows_it(example_run: Path, tmp_path: Path):
    command = [
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={tmp_path / 'profil'}", "--dump-dom", f"file://{example_run / 'report.html'}",
    ]  # fmt: skip
    dom = subprocess.run(command, capture_output=True, text=True, timeout=90).stdout
    assert dom.count("<article") == 4 and "<svg" in dom and "Worauf die Sätze beruhen" in dom
