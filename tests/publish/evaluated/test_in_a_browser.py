"""eval.html in a real browser: clicks lead from finding to sentence to source and back, the form writes a
review.yaml that the gate believes, and nothing leaves the page. One browser for all."""

import datetime
import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Browser
from judged_world import HOSTILE, NUMBER, evaluated, material, page, reviewed, suite

from pipeline.core.files import read_yaml
from pipeline.evaluation.review import load_reviews

pytestmark = pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium ist nicht installiert")
NAME = "Zoë „Z.“ \\ O'Neil: #1 🦊"
NOTE = 'Zeile mit "Anführung", \u2028 \u0085 \x7f \ufeff und - Strich'


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("browser")
    with Browser(folder / "profil", folder / "downloads") as standing:
        yield standing


@pytest.fixture
def shown(browser: Browser, tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "eval.html"
    path.write_text(page(material(NUMBER)), encoding="utf-8")
    (browser.downloads / "review.yaml").unlink(missing_ok=True)
    browser.requests.clear()
    browser.open(path)
    yield path
    browser.run("localStorage.clear()")


def click(browser: Browser, selector: str) -> str:
    """Click what a selector finds; the place the page is at then."""
    browser.run(f"document.querySelector({selector!r}).click()")
    return browser.run("location.hash.slice(1)")


def downloaded(browser: Browser, name: str) -> Path:
    path = browser.downloads / name
    for _ in range(200):
        if path.is_file():
            return path
        time.sleep(0.02)
    raise AssertionError(f"{name} was not downloaded")


def test_clicks_lead_from_finding_to_sentence_to_source_and_back(browser: Browser, shown: Path):
    assert click(browser, "#tun ~ .steps a[href='#t1-s2']") == "t1-s2"
    assert browser.run("document.activeElement.id") == "t1-s2"
    assert click(browser, "#t1-s2 a[href='#p1']") == "p1"
    assert "52 Millionen Tonnen" in browser.run("document.querySelector(':target').textContent")
    assert click(browser, "#p1 a[href='#t1-s2']") == "t1-s2"
    assert click(browser, "#t1-s2 .found a[href^='#b-']").startswith("b-")


def test_what_a_reader_ticks_is_a_review_that_passes_the_gate(browser: Browser, shown: Path):
    for place in ("t1-s1", "t1-s2", "t1-s3"):
        click(browser, f"#{place} input[value=ok]")
    click(browser, "#t2-s1 input[value=wrong]")
    click(browser, "#review")
    assert "Ein Urteil zählt nur mit Namen" in browser.run("document.body.innerText")
    stand = "document.getElementById('stand').textContent"
    assert browser.run(stand).startswith("0 von 4 beurteilt. 4 angekreuzt, aber ohne Namen")
    fill(browser, "#name", NAME)
    fill(browser, "#t2-s1 [data-note]", NOTE)
    browser.open(shown)  # nothing is lost
    assert browser.run("document.getElementById('stand').textContent") == "4 von 4 beurteilt."
    assert browser.run("document.querySelector('#t2-s1 [data-note]').value") == NOTE
    click(browser, "#t2-s1 input[value=ok]")
    click(browser, "#review")
    read = load_reviews(downloaded(browser, "review.yaml"))
    assert {one.by for one in read.reviews} == {NAME} and len(read.reviews) == 4
    assert [one.note for one in read.reviews if one.note] == [NOTE]
    assert any(one.text == HOSTILE for one in read.reviews)
    assert evaluated(material(NUMBER)).verdict == "block"
    assert evaluated(reviewed(material(), read)).verdict == "pass"


def test_verdicts_become_labels_for_the_calibration(browser: Browser, shown: Path):
    (browser.downloads / "calibration.yaml").unlink(missing_ok=True)
    click(browser, "#t1-s3 input[value=wrong]")
    fill(browser, "#t1-s3 [data-note]", NOTE)
    fill(browser, "#name", NAME)
    click(browser, "#labels")
    assert "szenario eval LAUF --labels calibration.yaml" in browser.run("document.body.innerText")
    [label] = read_yaml(downloaded(browser, "calibration.yaml"))["labels"]
    date = str(label.pop("date"))
    assert label == {"cluster": "c1", "text": HOSTILE, "label": "wrong", "by": NAME, "note": NOTE}
    assert datetime.date.fromisoformat(date)


def test_what_was_written_stays_in_the_file(browser: Browser, shown: Path):
    click(browser, "#t1-s1 input[value=wrong]")
    fill(browser, "#name", "Erste")
    click(browser, "#review")
    first = load_reviews(downloaded(browser, "review.yaml"))
    shown.write_text(page(reviewed(material(NUMBER), first)), encoding="utf-8")
    (browser.downloads / "review.yaml").unlink()
    browser.open(shown)
    assert browser.run("document.querySelectorAll('fieldset').length") == 3
    fill(browser, "#name", "Zweite")
    click(browser, "#t1-s3 input[value=ok]")
    click(browser, "#review")
    second = load_reviews(downloaded(browser, "review.yaml"))
    assert [(one.by, one.verdict) for one in second.reviews if one.judged] == [
        ("Erste", "wrong"),
        ("Zweite", "ok"),
    ]
    assert len(second.reviews) == 4


def test_nothing_leaves_the_page_and_hostile_words_are_words(browser: Browser, shown: Path):
    assert browser.run("document.querySelector('#t1-s3 .said').textContent") == HOSTILE
    assert browser.run("document.title") == "Hafen und Handwerk 2035: gesperrt"
    assert {one.split(":")[0] for one in browser.requests} <= {"file", "blob"}
    assert not browser.problems


def test_a_phone_shows_it_without_scrolling_aside(browser: Browser, shown: Path):
    shown.write_text(page(material(NUMBER), evaluated(material(NUMBER), suite())), encoding="utf-8")
    browser.resize(360, 740)
    browser.open(shown)
    assert browser.run("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("kept", ["{", '{"said": {"c1/x": 3}, "by": []}'])
def test_nonsense_that_the_browser_kept_does_no_harm(browser: Browser, shown: Path, kept: str):
    store = "JSON.parse(document.getElementById('lesedaten').textContent).store"
    browser.run(f"localStorage.setItem({store}, {json.dumps(kept)})")
    browser.open(shown)
    assert browser.run("document.getElementById('stand').textContent") == "0 von 4 beurteilt."
    assert not browser.problems


def test_only_sentences_that_wait_are_shown_where_that_is_wanted(browser: Browser, shown: Path):
    done = load_reviews(_judged_once(browser, shown))
    shown.write_text(page(reviewed(material(NUMBER), done)), encoding="utf-8")
    browser.open(shown)
    click(browser, "#nur")
    assert not browser.run("document.getElementById('t1-s1').getClientRects().length")
    assert click(browser, "#texte ~ nav a[href='#t1']") == "t1"
    browser.run("new Promise(done => { onhashchange = () => done(); location.hash = '#t1-s1' })")
    assert browser.run("document.getElementById('t1-s1').getClientRects().length")


def _judged_once(browser: Browser, shown: Path) -> Path:
    click(browser, "#t1-s1 input[value=ok]")
    fill(browser, "#name", "Erste")
    click(browser, "#review")
    return downloaded(browser, "review.yaml")


def fill(browser: Browser, selector: str, text: str) -> None:
    browser.run(
        f"((field) => {{ field.value = {json.dumps(text)}; field.dispatchEvent(new Event('input')) }})"
        f"(document.querySelector({selector!r}))"
    )
