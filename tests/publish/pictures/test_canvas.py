"""The canvas: the same bytes each time, no trace of machine or clock, no setting left behind."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import matplotlib
import pytest
from laid import clipped
from looking import words

from pipeline.publish.pictures.canvas import FOOTER, Paper, Picture, png, style, svg

ROOT = Path(__file__).resolve().parents[3]
AWKWARD = r"Preis $x_1$ \alpha <b> & „Ä“ --> ]]> %s {x}"


def drawn(text: str = AWKWARD) -> Picture:
    with style():
        paper = Paper(text, text * 4, height=60)
        paper.write(90, 30, text, across="center", turned=90)
        paper.write(20, 30, text, room=20, most=5)
        paper.axes.scatter([100], [30], hatch="//")
        return paper.picture("probe", text)


def test_the_same_picture_has_the_same_bytes() -> None:
    assert svg(drawn()) == svg(drawn()) and png(drawn()) == png(drawn())
    again = drawn()
    assert svg(again) == svg(again) == svg(drawn())  # writing changes nothing


def test_neither_clock_nor_machine_nor_maker_can_be_seen() -> None:
    chunks, at, data = [], 8, png(drawn())
    while at < len(data):
        chunks.append(data[at + 4 : at + 8])
        at += 12 + int.from_bytes(data[at : at + 4])
    assert set(chunks) == {b"IHDR", b"pHYs", b"IDAT", b"IEND"}
    written = svg(drawn()).decode().lower()
    assert "matplotlib" not in written and "<dc:date" not in written and str(ROOT) not in written


def test_text_of_people_is_text_and_every_picture_says_it_is_no_forecast() -> None:
    seen = words(drawn())
    assert AWKWARD in seen and FOOTER in seen and "Keine Prognose" in FOOTER


def test_titles_longer_than_the_sheet_are_shortened() -> None:
    with style():
        picture = Paper("Lang " * 90, "länger " * 200).picture("probe", "")
    assert not clipped(picture) and "…" in words(picture)


def test_settings_of_the_process_neither_matter_nor_change(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = svg(drawn())
    monkeypatch.setitem(matplotlib.rcParams, "text.usetex", True)
    monkeypatch.setitem(matplotlib.rcParams, "font.size", 40.0)
    monkeypatch.setitem(matplotlib.rcParams, "savefig.bbox", "tight")
    before = dict(matplotlib.rcParams)
    assert svg(drawn()) == plain
    with pytest.raises(ZeroDivisionError), style():
        print(1 / 0)
    assert dict(matplotlib.rcParams) == before


def test_two_threads_draw_as_one_would() -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda text: svg(drawn(text)), ["eins", "zwei"] * 6))
    assert found == [svg(drawn("eins")), svg(drawn("zwei"))] * 6
    assert not matplotlib.rcParams["svg.hashsalt"]


def test_nothing_heavy_is_loaded_before_it_is_needed_and_pyplot_never() -> None:
    script = (
        "import sys; from pipeline.publish.pictures import canvas, tableau\n"
        "assert not any(name.split('.')[0] == 'matplotlib' for name in sys.modules)\n"
        "with canvas.style(): picture = canvas.Paper('a').picture('a', 'b')\n"
        "canvas.svg(picture), canvas.png(picture)\n"
        "assert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT)
