"""The interactive page: one file, no request to the outside, text of people as text, the same bytes."""

import json
import re
import shutil
import subprocess
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from invented import NASTY, Sum, affinity, background, clusters, names, ratings, sums, tafel
from plotly.offline import get_plotlyjs

from pipeline.core.settings import Settings
from pipeline.publish.interactive import Touchable, interactive_page
from pipeline.scenarios.affinity import nothing
from pipeline.scenarios.landscape import landscape

SETTINGS = Settings(title="Probe & Co 2035", region="Talaue", scenarios=2)


def matter(count: int = 2, rated: bool = True, behind: int = 20, name: str = "Einflussfaktor") -> Touchable:
    sheet = tafel(10, 8, 3, name)
    found = clusters(sheet, count)
    return Touchable(
        settings=SETTINGS,
        clusters=found,
        sheet=sheet,
        affinity=affinity(sheet),
        ratings=ratings(found.clusters[0]) if rated else (),
        landscape=landscape(found, sheet, background(sheet, behind)),
        names=names(found),
        sums=sums(10) if rated else (),
    )


def own(page: str) -> str:
    """The page without Plotly's script."""
    assert page.count(get_plotlyjs()) == 1
    return page.replace(get_plotlyjs(), "")


def figures(page: str) -> dict[str, dict]:
    """The figures by id, as the browser reads them."""
    found = {}
    for call in re.findall(r"<script>draw\((.*?)\);</script>", own(page), re.S):
        plot, figure, config = json.loads(f"[{call}]")
        found[plot] = {**figure, "config": config}
    return found


def hovers(figure: dict) -> str:
    told = [trace.get("hovertext", []) for trace in figure["data"]]
    return json.dumps(told, ensure_ascii=False)


@pytest.mark.parametrize("count", [2, 8])
@pytest.mark.parametrize("rated", [True, False])
def test_it_shows_everything_and_asks_nothing_from_outside(count: int, rated: bool) -> None:
    page = own(interactive_page(matter(count, rated)))
    assert not re.search(r"https?:|//cdn|@import|url\(", page)
    assert set(re.findall(r"(?:src|href)=[\"']([^\"'#]+)", page)) == {"report.html"}
    assert "default-src 'none'" in page and "keine Prognose" in page and "Probe &amp; Co 2035" in page
    heats = {f"passung-c{k + 1}" for k in range(count)}
    drawn = figures(interactive_page(matter(count, rated)))
    assert set(drawn) == {"karte", "stabilitaet", *heats} | ({"systemgitter"} if rated else set())
    for anchor in re.findall(r'href="#([\w-]+)"', page):
        assert page.count(f'id="{anchor}"') == 1
    for figure in drawn.values():
        assert figure["config"]["displaylogo"] is False and not figure["config"]["plotlyServerURL"]


def test_the_same_matter_has_the_same_bytes() -> None:
    assert interactive_page(matter()) == interactive_page(matter())


def test_the_map_tells_name_and_values_that_differ() -> None:
    given = matter(behind=20)
    map_ = figures(interactive_page(given))["karte"]
    background_, first, _ = map_["data"]
    assert first["name"] == "Zukunft 0" and first["marker"]["symbol"] == "circle"
    assert "nur hier: 10 von 10 Ausprägungen" in first["hovertext"][0]
    assert "Einflussfaktor 0: Ausprägung 0.0" in first["hovertext"][0]
    assert "… und 2 weitere" in first["hovertext"][0]
    place = given.landscape.background[0]
    told = background_["hovertext"][0]
    shared = max(sum(one == k for one in place.choice) for k in range(2))
    assert f"anders in {10 - shared} von 10 Einflussfaktoren" in told
    assert len(background_["x"]) == len(background_["hovertext"]) == 20


def test_a_thinned_background_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.scenarios.landscape.MOST", 30)
    assert "30 von 2.000 konsistenten Szenarien, gleichmäßig ausgewählt" in interactive_page(
        matter(behind=2000)
    )


def test_pairs_tell_both_values_the_score_and_who_says_so() -> None:
    given = matter()
    rating = given.ratings[0]
    drawn = figures(interactive_page(given))
    told = hovers(drawn["passung-c1"])
    assert "bewertet von Gruppe 1" in told and "aus den Texten gerechnet, kein Urteil" in told
    assert all(given.sheet.value(value).label in told for value in (rating.source, rating.target))
    assert "bewertet" not in hovers(drawn["passung-c2"]).replace("nicht bewertet", "")
    (heat,) = drawn["passung-c1"]["data"]
    assert (heat["zmin"], heat["zmid"], heat["zmax"]) == (-1, 0, 1)
    marks = {
        (score > 0, sign)
        for scores, signs in zip(heat["z"], heat["text"], strict=True)
        for score, sign in zip(scores, signs, strict=True)
        if score is not None and sign
    }
    assert marks == {(True, "+"), (False, "−")}


def test_what_nobody_knows_is_no_zero() -> None:
    given = matter(rated=False)
    drawn = figures(interactive_page(replace(given, affinity=nothing(given.sheet))))
    (heat,) = drawn["passung-c1"]["data"]
    assert {cell for row in heat["z"] for cell in row} == {None}
    assert "nicht bewertet" in hovers(drawn["passung-c1"])


def test_bars_tell_how_firm_each_value_stands_and_what_comes_next() -> None:
    figure = figures(interactive_page(matter()))["stabilitaet"]
    assert {trace["name"] for trace in figure["data"]} == {"fest", "wahrscheinlich", "offen"}
    patterns = [trace["marker"]["pattern"]["shape"] for trace in figure["data"][:3]]
    assert len(set(patterns)) == 3
    told = hovers(figure)
    assert "50 % der guten Lösungen" in told and "nächstbestes Szenario: Zukunft 1" in told


def test_a_value_put_in_by_hand_has_no_bar_and_is_named() -> None:
    given = matter()
    first, *others = given.clusters.clusters
    moved = first.model_copy(update={"members": {**first.members, "f0": "f0v5"}})
    changed = given.clusters.model_copy(update={"clusters": (moved, *others)})
    page = interactive_page(replace(given, clusters=changed))
    assert "von Hand gesetzt und nicht berechnet, also offen: „Ausprägung 0.5“" in page
    assert "Ausprägung 0.0" not in hovers(figures(page)["stabilitaet"])


def test_the_map_of_rated_factors_names_their_values() -> None:
    given = matter()
    part = given.sheet.model_copy(update={"factors": given.sheet.factors[6:]})
    space = landscape(given.clusters, part, background(part, 5), len(given.sheet.factors))
    told = hovers(figures(interactive_page(replace(given, landscape=space)))["karte"])
    assert "Einflussfaktor 6: Ausprägung 6.0" in told and "Einflussfaktor 0:" not in told


def test_where_no_firmness_is_known_there_are_no_bars() -> None:
    given = matter()
    unknown = tuple(one.model_copy(update={"placements": ()}) for one in given.clusters.clusters)
    page = interactive_page(
        replace(given, clusters=given.clusters.model_copy(update={"clusters": unknown}))
    )
    assert "stabilitaet" not in own(page)


def test_a_factor_without_sums_is_not_in_the_grid() -> None:
    given = replace(matter(), sums=[*sums(3), Sum("Unbewertet", None, 2)])
    figure = figures(interactive_page(given))["systemgitter"]
    assert len(figure["data"][0]["x"]) == 3 and "Unbewertet" not in json.dumps(figure)


def test_text_of_people_ends_no_script_and_is_no_markup() -> None:
    harmless = own(interactive_page(matter()))
    page = own(interactive_page(replace(matter(name=NASTY), names={"c1": NASTY, "c2": "<i>zwei</i>"})))
    for tag in ("<script", "</script", "<b>", "<i>"):
        assert page.count(tag) == harmless.count(tag)
    assert "<b>A & B" not in page and "<i>zwei" not in page


def test_labels_reach_plotly_escaped() -> None:
    drawn = figures(interactive_page(replace(matter(), names={"c1": NASTY, "c2": "<i>zwei</i>"})))
    assert drawn["karte"]["data"][1]["text"] == [escape(NASTY, quote=False)]
    assert drawn["karte"]["data"][2]["name"] == "&lt;i&gt;zwei&lt;/i&gt;"


@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium ist nicht installiert")
def test_a_browser_draws_every_figure(tmp_path: Path) -> None:
    page = tmp_path / "interactive.html"
    given = matter()
    page.write_text(interactive_page(replace(given, names={"c1": NASTY, "c2": "Zwei"})), encoding="utf-8")
    command = [
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={tmp_path / 'profil'}", "--virtual-time-budget=4000", "--dump-dom", f"file://{page}",
    ]  # fmt: skip
    dom = subprocess.run(command, capture_output=True, text=True, timeout=90).stdout
    body = dom[dom.index("<body") :]
    assert body.count('class="main-svg"') >= 5 and "Ansicht zurücksetzen" in body
    assert escape(NASTY, quote=False) in body
