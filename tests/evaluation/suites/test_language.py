"""Suite 5: shares of sentences, texts and pairs that nothing was said against; good and bad in texts."""

from dataclasses import replace

import pytest

from pipeline.checks.prose.style_sheet import Forbidden, StyleSheet
from pipeline.core.types import Finding, Findings, Sentence
from pipeline.evaluation.cases import case_files
from pipeline.evaluation.evaluate import evaluate
from pipeline.evaluation.limits import load_limits
from pipeline.evaluation.material import Material
from pipeline.evaluation.results import Metric
from pipeline.evaluation.suites import known_metrics
from pipeline.evaluation.suites.language import KINDS, SUITE
from pipeline.evaluation.suites.suite import Shown
from pipeline.evaluation.world import small_world, told

WORLD = small_world()
BRIGHT = (
    "Gewonnen haben die Lehrlinge am Hof.", "Das Lernen ist leichter als früher.",
    "Die Wärme ist billiger.", "Auch der Hafen profitiert.",
    "Am Abend sind alle zufrieden.", "Im Winter hilft jeder jedem.",
)  # fmt: skip
DARK = (
    "Am Kai fehlen die Leute.", "Die Rechnung zahlt die Nachbarin.", "Ihr Sohn wartet auf eine Lehrstelle.",
    "Was es kostet, sagt ihr niemand.", "Der Meister hat den Hof verloren.", "Alle verzichten auf Licht.",
)  # fmt: skip


def found(kind: str, cluster: str = "c1", sentence: int | None = 1, **more: str) -> Finding:
    fields = {"severity": "warn", "message": f"Auffällig: {kind}.", **more}
    return Finding(cluster=cluster, sentence=sentence, kind=kind, **fields)


def material(*findings: Finding, first=BRIGHT, second=DARK, style: StyleSheet | None = None) -> Material:
    texts = [told("c1", *first).narrative, told("c2", *second).narrative]
    ground = replace(WORLD, style=style or StyleSheet())
    return Material(texts, ground, Findings(findings=findings, sentences=(), not_judged=()))


def metric(shown: Shown, name: str) -> Metric:
    return next(one for one in shown.metrics if one.name == name)


def rows(shown: Shown, title: str) -> list[tuple[str, ...]]:
    table = next(one for one in shown.tables if one.title == title)
    return [tuple(cell.text for cell in row) for row in table.rows]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("style", "stil_verboten"),
        ("style", "stil_gendern"),
        ("phrases", "formelhaft"),
        ("stance", "rat"),
        ("stance", "schuldzuweisung"),
        ("lengths", "satzlaenge"),
        ("german", "fremdsprache"),
    ],
)
def test_a_warned_sentence_counts_once_in_its_share_and_a_hint_not_at_all(name, kind):
    hint = found(kind, sentence=2, severity="info")
    shown = SUITE.judge(material(found(kind), found(kind), hint))
    one = metric(shown, name)
    assert one.value == pytest.approx(11 / 12) and kind in one.kinds
    assert [item.id for item in one.items if not item.value] == ["c1/1"]
    assert all(other.value == 1 for other in shown.metrics if other.name not in (name, "sorting"))
    assert [row[1:3] for row in rows(shown, "Befunde zur Sprache")] == [("1", kind)] * 2


def test_every_rule_of_craft_counts_once_a_text():
    shown = SUITE.judge(material(found("akteure", sentence=None), found("ortsbezug", "c2", None)))
    assert metric(shown, "craft").value == pytest.approx(10 / 12)
    assert {one.id for one in metric(shown, "craft").items if not one.value} == {
        "c1/akteure",
        "c2/ortsbezug",
    }


def test_a_shared_skeleton_is_a_matter_of_the_pair():
    shown = SUITE.judge(material(found("bauform", "c2", None, evidence="c1")))
    assert [(one.id, one.value) for one in metric(shown, "build").items] == [("c1+c2", 0)]
    cut_alike = found("bauform", "c2", None, evidence="3, 3", severity="info")
    assert metric(SUITE.judge(material(cut_alike)), "build").value == 1
    alone = replace(material(), narratives=material().narratives[:1])
    assert metric(SUITE.judge(alone), "build").value is None


def test_one_text_all_good_and_one_all_bad_is_told_as_sorted():
    shown = SUITE.judge(material())
    told = metric(shown, "sorting")
    assert told.value == 0 and "nach Gut und Schlecht sortiert" in told.told
    mixed = SUITE.judge(material(first=(*BRIGHT[:3], *DARK[:3]), second=(*DARK[3:], *BRIGHT[3:])))
    assert (
        metric(mixed, "sorting").value > 0.8 and metric(mixed, "sorting").told == "Kein Text ist einseitig."
    )


def test_a_whole_text_has_to_tell_who_gains_and_who_pays():
    filling = tuple(f"Am Kai stehen an diesem Morgen wieder {word} Wagen vor der Halle." for word in (
        "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"))  # fmt: skip
    shown = SUITE.judge(material(first=(*BRIGHT, *filling), second=(*DARK, *filling)))
    assert metric(shown, "price_and_chance").value == 0
    assert "keinen Preis" in metric(shown, "price_and_chance").told
    both = (*filling, BRIGHT[0], DARK[1])
    assert metric(SUITE.judge(material(first=both, second=both)), "price_and_chance").value == 1
    [first, _] = rows(SUITE.judge(material(first=both, second=both)), "Wer gewinnt, wer zahlt")
    assert first[1:] == (BRIGHT[0], DARK[1])


def test_a_short_text_need_not_tell_both_but_one():
    shown = SUITE.judge(material())
    assert metric(shown, "price_and_chance").value == 1
    dull = SUITE.judge(material(first=("Am Kai steht ein Wagen.",)))
    assert metric(dull, "price_and_chance").value == 0.5
    assert "weder Preis noch Chance" in metric(dull, "price_and_chance").told


def test_what_sentences_rest_on_tells_good_and_bad_too():
    values = [
        Sentence(text="Es ist Morgen.", basis="value", values=(one,), paragraph=1) for one in ("h1a", "h2a")
    ]
    given = material()
    text = given.narratives[0].model_copy(update={"sentences": tuple(values)})
    [first, _] = rows(SUITE.judge(replace(given, narratives=[text, given.narratives[1]])), "Je Text")
    assert first[5:7] == ("1", "1")


def test_a_project_without_a_sheet_is_told_that_nothing_was_asked():
    assert "verlangt ist also nichts" in metric(SUITE.judge(material()), "style").told
    own = StyleSheet(forbidden=(Forbidden(word="Akteur"),))
    assert "verlangt" not in metric(SUITE.judge(material(style=own)), "style").told


def test_no_texts_are_no_figures():
    shown = SUITE.judge(replace(material(), narratives=[]))
    assert shown.data == 0 and all(one.value is None for one in shown.metrics) and not shown.tables


def test_a_strict_house_blocks_by_its_finding_and_the_share_says_nothing_besides():
    strict = found("stil_verboten", severity="block")
    result = evaluate(material(strict), [SUITE], (), load_limits(known_metrics()))
    suite = next(one for one in result.suites if one.name == "language")
    style = [one for one in result.ruling.obstacles if one.kind == "stil_verboten"]
    assert suite.verdict == "block" and [one.suite for one in style] == ["language"]


def test_the_kinds_of_other_suites_are_not_of_this_one():
    assert not KINDS & {"eigene_worte", "einzelwerte", "zeitform", "weg"}
    assert {"stil_anrede", "preis", "chance", "bauform", "lesbarkeit"} <= KINDS


def test_the_cases_hold():
    proof = SUITE.prove(case_files("language"))
    assert proof.cases >= 10 and not proof.failed
