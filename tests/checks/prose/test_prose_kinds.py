"""Each kind fires on a text made to break it and is silent on a good one; none touches suspicion."""

import pytest
from good_text import GOOD, OWN, case, ground, spoiled, told
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import checks
from pipeline.checks.case import Case
from pipeline.checks.judging import StatementJudge
from pipeline.checks.prose import findings as prose
from pipeline.checks.prose import house_words, own_words
from pipeline.checks.prose.anchors import regional
from pipeline.checks.prose.causes import causal_links
from pipeline.checks.prose.style_sheet import Forbidden, StyleSheet
from pipeline.core.settings import DraftSettings
from pipeline.core.types import Finding, Sentence
from pipeline.narratives.revise import flagged_in
from pipeline.publish.report import KINDS as LABELS

FUTURE = "Im Jahr 2035 wird der Lagermeister die Tore für alle öffnen."
LONG = "Der Bus fährt " + ", und er fährt " * 12 + "weiter."


def found(*paragraphs: tuple[str, ...], style: StyleSheet | None = None) -> list[Finding]:
    return prose.of_a_text(case(*paragraphs, style=style))


def kinds(*paragraphs: tuple[str, ...], style: StyleSheet | None = None) -> dict[str, str]:
    """Kind and severity of what is found, but for the figure that is always told."""
    return {one.kind: one.severity for one in found(*paragraphs, style=style) if one.kind != "lesbarkeit"}


def test_a_good_text_has_no_finding_but_its_readability():
    assert kinds(*GOOD) == {}
    (figure,) = found(*GOOD)
    assert figure.severity == "info" and figure.sentence is None and figure.evidence in figure.message


@pytest.mark.parametrize(
    ("number", "text", "kind"),
    [
        (3, LONG, "satzlaenge"),
        (8, FUTURE, "zeitform"),
        (2, f"{OWN[1]}", "eigene_worte"),
        (2, "In diesem Ökosystem fährt eine Pflegerin früh und ein Rentner spät.", "formelhaft"),
        (2, "Eine Pflegerin fährt früh, doch wer fährt den Rentner?", "formelhaft"),
        (9, "Die Stadt sollte den Kran bald in die Hände der Betriebe geben.", "rat"),
        (9, "Jetzt gilt es, den Kran in die Hände der Betriebe zu geben.", "rat"),
        (9, "Wir müssen die Miete senken, die ein Konzern verlangt.", "rat"),
        (7, "Schuld daran hatte der Rat der Stadt, der lange zusah.", "schuldzuweisung"),
        (7, "Der Rat der Stadt hatte es zu verantworten, dass der Kran stand.", "schuldzuweisung"),
    ],
)
def test_a_sentence_that_breaks_a_rule_is_named(number, text, kind):
    (finding,) = (one for one in found(*spoiled(number, text)) if one.kind == kind)
    assert finding.sentence == number and finding.severity == "warn"


@pytest.mark.parametrize(
    "text",
    [
        "Die Tore werden geöffnet, sobald der Lagermeister kommt.",
        "Bezahlt wird mit Zeit, und dunkel wird es früh.",
        "Der Kran wird vom Rat bestellt und kann jede Palette heben.",
        "Wer fahren will, muss am Abend vorher anrufen.",
        "Sollte der Bus ausfallen, fährt die Sparkasse.",
        "Der Anschluss sollte schon 2028 fertig sein, aber er kam nie.",
        "Niemand ist schuld daran, dass der Bus im Winter steht.",
        "Der Betrieb am Kanal ist schuldenfrei und klein geblieben.",
        "„Wir müssen die Miete senken“, schrieb damals ein Händler an die Tür.",
        "„Schuld ist der Konzern“ stand lange an der Wand am Kai.",
        "Aus dem Lager wurde ein Werk, und aus dem Streit wurde eine Satzung.",
    ],
)
def test_what_only_looks_like_a_breach_is_let_pass(text):
    assert not {"zeitform", "rat", "schuldzuweisung"} & kinds(*spoiled(9, text)).keys()


def test_the_year_in_a_sentence_of_the_path_is_no_wrong_tense():
    path = "Bis 2035 wuchs das Lager, und der Rat der Stadt verkaufte ihm den Kran."
    assert kinds(*spoiled(7, path)) == {}


def test_a_text_told_in_the_past_is_no_state():
    past = tuple("Der Bus fuhr damals nach Herne, weil eine Familie ihn lenkte." for _ in range(4))
    assert kinds(past, past, past)["zeitform"] == "warn"


def test_without_a_path_without_causes_without_anybody_the_text_is_thin():
    flat = tuple("Es ist ruhig, es ist sauber und es ist auch sonst recht angenehm hier." for _ in range(4))
    thin = kinds(flat, flat, flat)
    assert {thin[kind] for kind in ("weg", "ursachen", "akteure", "ortsbezug")} == {"warn"}
    assert thin["preis"] == "warn" and thin["schluss"] == "info"


def test_what_is_nearly_there_is_a_hint():
    state = "Die Sparkasse leiht ihnen das Geld, und deshalb wagen auch die Handwerker am Kai etwas."
    nearly = (GOOD[1][0], state, GOOD[1][2], "Der Rat der Stadt sieht lange zu und wartet.")
    assert kinds(GOOD[0], nearly, (GOOD[2][0], GOOD[2][3])) == {"weg": "info"}


def test_a_count_says_that_it_is_one():
    flat = tuple("Es ist ruhig und sauber und auch sonst ist es recht angenehm hier." for _ in range(10))
    (finding,) = (one for one in found(flat) if one.kind == "ursachen")
    assert "Gezählt" in finding.message and "beurteilt ist nichts" in finding.message


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Er bleibt, weil er muss, denn der Bus kommt.", 2),
        ("Er kommt, damit niemand wartet.", 1),
        ("Er fährt damit nach Herne, es sei denn, es schneit.", 0),
        ("Seit der Bus fährt, ist dennoch Ruhe.", 1),
        ("Sie rief „weil ich will“ und ging.", 0),
    ],
)
def test_links_are_words_that_name_a_cause(text, links):
    assert causal_links(text) == links


def test_a_bright_future_needs_a_price_and_a_mixed_one_is_not_asked():
    free = tuple(text for text in GOOD[2][:2])
    text = (*GOOD[:2], (*free, "Alle sind froh, denn was allen gehört, gehört auch ihnen."))
    assert kinds(*text)["preis"] == "warn"
    mixed = Case(told(*text), ground(bright=False))
    assert "preis" not in {one.kind for one in prose.of_a_text(mixed)}


def test_the_first_paragraph_has_to_tell_of_its_own_future():
    other = (
        "Ein Konzern schickt seine Wagen nur dorthin, wo es sich lohnt, und bucht den Preis gleich ab.",
        "Die Plätze am Kai hat er gepachtet und vergibt sie an den, der am meisten bietet.",
    )
    (finding,) = (one for one in found(other, *GOOD) if one.kind == "leitidee")
    assert finding.severity == "warn" and "verkaufte" in finding.message and finding.evidence == "c2"


def test_paragraphs_are_as_many_as_the_project_wants():
    flat = tuple(text for paragraph in GOOD for text in paragraph)
    assert kinds(flat)["absaetze"] == "warn"
    assert kinds(*((text,) for text in flat))["absaetze"] == "warn"
    wanted = ground(draft=DraftSettings(paragraphs=(1, 1)))
    assert "absaetze" not in {one.kind for one in prose.of_a_text(Case(told(flat), wanted))}


def test_the_region_s_own_name_is_no_anchor_but_what_is_named_like_it():
    text = ("Die Ruhrregion fährt Bus, und an der Ruhr steht ein Kran nahe dem Ruhrgebiet.",)
    assert regional(case(text)) == ["Ruhr", "Ruhrgebiet"]
    assert regional(case(("Aus Berlin kommt ein Händler, aus Herne ein anderer.",))) == ["Herne"]


def test_values_told_one_by_one_read_like_a_list():
    single = tuple(Sentence(text=text, basis="value", values=("f1a",), paragraph=1) for text in GOOD[0] * 4)
    narrative = told(*GOOD).model_copy(update={"sentences": single})
    found = own_words.check(Case(narrative, ground()))
    assert [one.kind for one in found] == [own_words.SINGLE]
    edited = narrative.model_copy(
        update={"sentences": tuple(one.model_copy(update={"basis": "edited"}) for one in single)}
    )
    assert own_words.check(Case(edited, ground())) == [], "what a person wrote is not counted"


def test_a_rohgeruest_is_exempt_from_words_of_its_own_and_says_so():
    narrative = told(GOOD[0], GOOD[1], OWN, rohgeruest=True)
    found = [one for one in prose.of_a_text(Case(narrative, ground())) if one.kind == "eigene_worte"]
    assert [one.severity for one in found] == ["info"] and "Rohgerüst" in found[0].message
    worked_on = narrative.model_copy(update={"rohgeruest": False, "reworked": True})
    again = [one for one in prose.of_a_text(Case(worked_on, ground())) if one.kind == "eigene_worte"]
    assert {one.severity for one in again} == {"warn"}


def test_texts_side_by_side_do_not_share_a_skeleton():
    first, second = told(*GOOD), told(*GOOD, cluster="c2")
    alike = prose.of_all([first, second], ground())
    assert {one.kind for one in alike} == {"bauform"} and {one.cluster for one in alike} == {"c2"}
    other = (
        ("Am Kai steht ein Kran, den niemand mehr bewacht.", *GOOD[0][1:]),
        GOOD[1],
        (*GOOD[2], "Es reicht."),
    )
    assert prose.of_all([first, told(*other, cluster="c2")], ground()) == []


def test_the_year_that_every_text_names_is_no_shared_skeleton():
    ends = {"c1": "Am Kai bleibt es still.", "c2": "Nachts fährt niemand mehr hinaus."}

    def found(*openings: str) -> list[str]:
        texts = [
            told((f"Im Jahr 2035 {words}", *GOOD[0][1:], *GOOD[1]), (end,), cluster=cluster)
            for words, (cluster, end) in zip(openings, ends.items(), strict=True)
        ]
        return [one.message for one in prose.of_all(texts, ground()) if one.severity == "warn"]

    assert found("steht der Kran am Kai still.", "fährt ein Rufbus die Nachbarn zum Bahnhof.") == []
    (alike,) = found("fährt ein Rufbus die Nachbarn.", "fährt ein Rufbus niemanden mehr.")
    assert "„fährt ein rufbus“" in alike, "the words are named"


def test_the_same_frame_with_other_words_is_a_shared_skeleton():
    def closing(noun: str) -> tuple[tuple[str, ...], ...]:
        return (
            *GOOD[:2],
            (*GOOD[2], f"{noun} haben gewonnen, und verloren haben es die, die ohne {noun} sind."),
        )

    openings = iter(("Morgens fährt ein Bus.", "Nachts steht der Kran."))
    texts = [
        told((next(openings), *text[0]), *text[1:], cluster=cluster)
        for cluster, text in (("c1", closing("Boote")), ("c2", closing("Gärten")))
    ]
    (finding,) = prose.of_all(texts, ground())
    assert finding.severity == "warn" and "letzte Satz" in finding.message


def test_a_text_hardly_begun_is_not_measured_as_a_whole():
    assert {one.kind for one in found(("Nur ein Satz steht hier.",))} == set()


def test_every_kind_has_a_label_and_a_text_without_sentences_has_no_finding():
    assert set(LABELS) >= prose.KINDS
    assert prose.of_a_text(case()) == [] and prose.of_all([], ground()) == []


# --- language says nothing of meaning

BAD = (LONG, FUTURE, *OWN, "Die Stadt sollte handeln.", "Schuld war der Rat.", "Wer fährt den Bus?")


@settings(max_examples=25)
@given(st.lists(st.sampled_from([*BAD, *GOOD[0]]), min_size=1, max_size=6), st.booleans())
def test_no_finding_about_language_raises_suspicion_or_is_mended(texts, strict):
    style = StyleSheet(forbidden=(Forbidden(word="Bus"),), strict=strict)
    plain = ground()
    judged = [
        checks.check_one(Case(told(tuple(texts)), one), StatementJudge()) for one in (plain, ground(style))
    ]
    of_meaning = [one for one in judged[0].findings if one.kind not in prose.KINDS]
    for found in judged:
        assert [one for one in found.findings if one.kind not in prose.KINDS] == of_meaning
        assert found.sentences == judged[0].sentences
        assert not prose.KINDS & {kind for one in found.sentences for kind in one.kinds}
        assert not prose.KINDS & {one.kind for flagged in flagged_in(found) for one in flagged.findings}
        for verdict in found.sentences:
            named = {one.severity for one in of_meaning if one.sentence == verdict.index}
            assert verdict.suspicion < 0.9 or named & {"warn", "block"} or verdict.judged


def test_only_a_strict_house_blocks():
    text = spoiled(8, FUTURE)
    word = (Forbidden(word="Palette"),)
    mild, strict = (StyleSheet(forbidden=word, strict=strict) for strict in (False, True))
    assert "block" not in kinds(*GOOD, style=mild).values()
    assert kinds(*GOOD, style=strict) == {house_words.FORBIDDEN: "block"}
    assert kinds(*text, style=strict)["zeitform"] == "block"
