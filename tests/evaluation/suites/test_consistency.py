"""Suite 1: what each text tells of its cluster, what is not its own, and what nobody can say yet."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.checks import check, contrast
from pipeline.checks.judging import StatementJudge
from pipeline.checks.kept import Placed
from pipeline.core.errors import InputError
from pipeline.core.types import Before, Finding, Narrative, Placement, Sentence, Sheet
from pipeline.evaluation.cases import case_files
from pipeline.evaluation.expressed import NAMES, expressions
from pipeline.evaluation.material import Material
from pipeline.evaluation.results import Metric
from pipeline.evaluation.review import Review, Reviewed
from pipeline.evaluation.selection import select
from pipeline.evaluation.suites.consistency import METRICS, SUITE
from pipeline.evaluation.trust import Trust
from pipeline.evaluation.world import small_world
from pipeline.language.typography import same_words
from pipeline.narratives.ledger import text_hash

WORLD = small_world()
OWN = {
    "h1a": "Kräne und Fahrzeuge arbeiten ohne Fahrer; ein kleines Team überwacht sie am Bildschirm.",
    "h2a": "Lehrlinge üben in nachgebauten Räumen, und kaum ein Betrieb bildet noch selbst aus.",
    "h3a": "Ein Versorger liefert Wärme und Strom und legt die Preise für die ganze Region fest.",
}
OTHER = {
    "h1b": "Die Städte bezahlen Mannschaften, die auch bei Stromausfall jedes Schiff entladen.",
    "h2b": "Betriebe eines Viertels teilen sich Lehrlinge, Werkstatt und Kosten.",
    "h3b": "Genossenschaften betreiben Speicher und Wärmepumpen und bestimmen ihre Preise selbst.",
}
FREE = "Wer hier etwas werden will, sitzt lange vor bunten Wänden aus Licht."


def sentence(text: str, *values: str, basis: str = "", **more: object) -> Sentence:
    basis = basis or ("value" if values else "edited")
    return Sentence(text=text, basis=basis, values=values, paragraph=1, **more)


def text(*sentences: Sentence, cluster: str = "c1") -> Narrative:
    return Narrative(cluster=cluster, title=f"Text {cluster}", rohgeruest=False, sentences=sentences)


def whole(values: dict[str, str], cluster: str = "c1") -> Narrative:
    return text(*(sentence(told, value) for value, told in values.items()), cluster=cluster)


def material(*narratives: Narrative, **more: object) -> Material:
    return Material(narratives, WORLD, check(narratives, WORLD, StatementJudge()), **more)


def metrics(given: Material) -> dict[str, Metric]:
    return {one.name: one for one in SUITE.judge(given).metrics}


def states(given: Material, cluster: str = "c1") -> dict[str, str]:
    return {one.factor: one.state for one in expressions(given.of(cluster), given)}


def test_texts_that_tell_their_clusters_pass_in_everything():
    found = metrics(material(whole(OWN), whole(OTHER, "c2")))
    assert found.keys() == METRICS
    assert {one.value for one in found.values()} == {1.0}


def test_the_cases_show_that_our_checks_work():
    proof = SUITE.prove(case_files(SUITE.name))
    assert proof.cases >= 10 and proof.failed == ()


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("{id: a, sentences: [Satz.], states: {h9: told}}", "h9"),
        ("{id: a, sentences: [Satz.], ledger: {1: [x1]}}", "x1"),
        ("{id: a, sentences: [Satz.], expect: [widerspuch]}", "widerspuch"),
        ("{id: a, sentences: [Satz.], states: {h1: erzählt}}", "states"),
        ("{id: a, sentences: [Satz.], stats: {h1: told}}", "stats"),
    ],
)
def test_a_typo_in_a_case_is_refused(tmp_path, line, named):
    path = tmp_path / "cases.yaml"
    path.write_text(f"cases:\n- {line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=named):
        SUITE.prove([path])


def test_a_case_that_our_check_fails_is_told(tmp_path):
    path = tmp_path / "cases.yaml"
    path.write_text(
        f"cases:\n- id: a\n  sentences: ['{OWN['h1a']}']\n"
        "  expect: [fremde_aussage]\n  states: {h1: silent}\n",
        encoding="utf-8",
    )
    proof = SUITE.prove([path])
    assert proof.cases == 1 and len(proof.failed) == 2


def test_a_sentence_swapped_in_is_an_intrusion_and_contradicts_its_factor():
    before = material(whole(OWN), whole(OTHER, "c2"))
    swapped = whole({**OWN, "h2a": OTHER["h2b"]})
    after = material(swapped, whole(OTHER, "c2"))
    assert metrics(before)["intrusions"].value == 1.0
    assert metrics(after)["intrusions"].value == pytest.approx(5 / 6)
    assert [one.id for one in metrics(after)["intrusions"].items if not one.value] == ["c1/2"]
    assert states(after) == {"h1": "told", "h2": "contradicted", "h3": "told"}
    assert metrics(after)["key_factors"].value == pytest.approx(3 / 4)


def test_another_clusters_text_is_read_as_that_clusters():
    given = material(whole(OTHER), whole(OTHER, "c2"))
    found = SUITE.judge(given)
    assert {one.name: one.value for one in found.metrics}["contrast"] == 0.5
    (matrix,) = [one for one in found.tables if one.title.startswith("Kontrasttest")]
    assert [row[-1].text for row in matrix.rows] == ["nein", "ja"]
    assert matrix.rows[0][2].tone == "bad" and matrix.rows[1][2].tone == "good"


def test_paragraphs_that_a_model_read_make_the_matrix_while_they_stand():
    narrative = whole(OWN)
    words = tuple(same_words(one.text) for one in narrative.sentences)
    unclear = Placed(cluster="c1", sentences=words, read_as="c1", clear=False)
    assert metrics(material(narrative, placed=(unclear,)))["contrast"].value == 0.0
    clear = unclear.model_copy(update={"clear": True})
    assert "Sprachmodell" in metrics(material(narrative, placed=(clear,)))["contrast"].told
    assert "Wortvergleich" in metrics(material(text(sentence(FREE)), placed=(clear,)))["contrast"].told


def test_the_words_decide_the_contrast_and_what_a_person_let_pass_is_taken_as_they_say():
    given = material(whole(OTHER), whole(OTHER, "c2"))
    (finding,) = [one for one in given.found(contrast.KIND) if one.severity == "block"]
    without = given.findings.model_copy(
        update={"findings": tuple(one for one in given.findings.findings if one != finding)}
    )
    assert metrics(replace(given, findings=without))["contrast"].value == 0.5
    passed = replace(given, findings=without, let_pass=(finding,))
    assert metrics(passed)["contrast"].value == 1.0


def test_a_text_whose_words_speak_for_no_cluster_is_not_judged_and_no_pass():
    mute = text(sentence("Xyz qwrt."))
    matrix = contrast.test([mute, whole(OTHER, "c2")], WORLD)
    assert matrix.read_as(0) == "" and matrix.read_as(1) == "c2"
    given = material(mute, whole(OTHER, "c2"))
    assert not given.found(contrast.KIND)
    assert any("Kontrasttest: „Text c1“ nicht beurteilt" in one for one in given.findings.not_judged)
    assert metrics(given)["contrast"].value is None
    found = [one for one in SUITE.judge(given).tables if one.title.startswith("Kontrasttest")]
    assert found[0].rows[0][-1].text == "nicht zu sagen"


def test_verbatim_is_only_what_stands_there_word_for_word():
    reworded = "Ein kleines Team überwacht am Bildschirm Kräne und Fahrzeuge, die ohne Fahrer arbeiten."
    for said, why in ((OWN["h1a"], "im Wortlaut der Ausprägung"), (reworded, "am nächsten")):
        narrative = text(sentence(said))
        found = {one.value: one for one in expressions(narrative, material(narrative))}
        assert found["h1a"].state == "told" and why in found["h1a"].why
        assert ("Wortlaut" in found["h1a"].why) == (said == OWN["h1a"])


def objection(number: int, severity: str = "block", kind: str = "widerspruch") -> Finding:
    return Finding(
        cluster="c1", sentence=number, kind=kind, severity=severity, message="Nein.", evidence="h1a"
    )


def test_only_what_is_decided_contradicts_and_a_suspicion_is_open():
    given = material(whole(OWN))
    for found, state, value in (
        (objection(1), "contradicted", pytest.approx(2 / 3)),
        (objection(1, "warn", "umgekehrte_aussage"), "open", 1.0),
    ):
        told = given.findings.model_copy(update={"findings": (found,)})
        seen = replace(given, findings=told)
        assert states(seen)["h1"] == state
        assert metrics(seen)["contradictions"].value == value


def read(texts: Narrative, verdict: str = "ok") -> Reviewed:
    return Reviewed(
        tuple(
            Review(
                cluster=texts.cluster, sentence=n, text_hash=text_hash(one.text), verdict=verdict,
                by="Eva", date="2026-11-20",
            )
            for n, one in enumerate(texts.sentences, start=1)
        )
    )  # fmt: skip


def test_a_person_who_read_a_suspicious_sentence_settles_it():
    turned = text(sentence(OWN["h1a"].replace("ohne Fahrer", "nicht ohne Fahrer"), "h1a"))
    given = material(turned)
    assert states(given)["h1"] == "open"
    assert states(replace(given, reviewed=read(turned)))["h1"] == "told"
    assert states(replace(given, reviewed=read(turned, "wrong")))["h1"] == "silent"


def test_what_a_person_wrote_freely_is_unknown_until_it_was_read():
    free = text(sentence(FREE), sentence("Am Abend wird gerechnet, und zwar zusammen."))
    given = material(free)
    assert "open" in states(given).values()
    assert metrics(given)["texts_told"].value is None and metrics(given)["key_factors"].value is None
    seen = metrics(replace(given, reviewed=read(free)))
    assert seen["key_factors"].value == 1.0 and "ein Mensch" in seen["key_factors"].told


def test_what_vouches_for_the_texts_is_counted_and_never_more_than_was_read():
    sentences = [sentence(f"Am {number}. Markt gibt es Äpfel.") for number in range(1, 19)]
    free = text(*sentences)
    given = replace(material(free), trust=Trust(ranks=True))
    first = select(free, given.findings, Reviewed(), given.trust)
    judged = read(free)
    mine = Reviewed(tuple(judged.reviews[number - 1] for number in sorted(first.wanted)))
    told = metrics(replace(given, reviewed=mine))["key_factors"].told
    assert "15 von 18 Sätzen hat ein Mensch gelesen" in told and "3" in told.split("gelesen", 1)[1]
    decided = replace(
        given,
        trust=Trust(ranks=True, decides=True),
        judged_by="openai:m",
        by_model={"c1": frozenset(range(1, 19))},
        findings=given.findings.model_copy(
            update={
                "sentences": tuple(
                    one.model_copy(update={"judged": True}) for one in given.findings.sentences
                )
            }
        ),
    )
    assert "ein Mensch" not in metrics(decided)["key_factors"].told


@pytest.mark.parametrize("reviewed", [True, False])
def test_where_no_factor_is_asked_for_nothing_is_known_whoever_read(reviewed):
    first = WORLD.clusters.clusters[0]
    places = tuple(Placement(value=one, confidence="offen", share=0.1) for one in first.members.values())
    clusters = (first.model_copy(update={"placements": places}), *WORLD.clusters.clusters[1:])
    factors = tuple(one.model_copy(update={"rolle": ""}) for one in WORLD.sheet.factors)
    ground = replace(
        WORLD,
        sheet=Sheet(factors=factors),
        clusters=WORLD.clusters.model_copy(update={"clusters": clusters}),
    )
    one, other = whole(OWN), whole(OTHER, "c2")
    given = replace(material(one, other), ground=ground)
    both = Reviewed((*read(one).reviews, *read(other).reviews))
    found = metrics(replace(given, reviewed=both) if reviewed else given)
    for name in ("key_factors", "texts_told"):
        assert found[name].value is None and "„Text c1“" in found[name].told


def test_words_of_no_value_are_no_telling():
    empty = text(sentence(FREE, basis="illustration"))
    assert states(material(empty)) == {"h1": "silent", "h2": "silent", "h3": "silent"}
    assert metrics(material(empty))["key_factors"].value == 0.0


def test_a_model_that_found_a_value_told_is_believed_where_words_say_nothing():
    free = text(sentence(FREE))
    given = material(
        free, judged_by="openai:m", by_model={"c1": frozenset({1})}, supports={"c1": {1: "h2a"}}
    )
    found = {one.factor: one for one in expressions(free, given)}
    assert (found["h2"].state, found["h2"].sentence) == ("told", 1) and "openai:m" in found["h2"].why
    assert found["h1"].state == "silent"


def test_a_sentence_reworded_by_hand_has_to_show_what_it_was_made_from():
    before = Before(text=OWN["h2a"], basis="value", values=("h2a",))
    still = text(sentence("In nachgebauten Räumen übt die Jugend.", before=before))
    gone = text(sentence("Am Markt gibt es Äpfel.", before=before))
    assert states(material(still))["h2"] == "told"
    assert states(material(gone))["h2"] != "told"


def test_contradicting_pasts_lower_the_agreement_on_both_sides():
    one = text(sentence("2024 schlugen die Häfen 52 Millionen Tonnen um."))
    two = text(sentence("2024 schlugen die Häfen 48 Millionen Tonnen um."), cluster="c2")
    found = SUITE.judge(material(one, two))
    assert {one.name: one.value for one in found.metrics}["agreement"] == 0.0
    (table,) = [one for one in found.tables if one.title.startswith("Tatsachen")]
    assert [(cell.cluster, cell.sentence) for cell in table.rows[0] if cell.sentence] == [
        ("c2", 1),
        ("c1", 1),
    ]


def test_without_texts_nothing_is_measured():
    shown = SUITE.judge(Material((), WORLD, check((), WORLD, StatementJudge()), trust=Trust(True, True)))
    assert shown.data == 0 and {one.value for one in shown.metrics} == {None}


SENTENCES = st.lists(
    st.tuples(
        st.sampled_from([*OWN.values(), *OTHER.values(), FREE, "Am Markt gibt es Äpfel."]),
        st.sampled_from([(), *((one,) for one in (*OWN, *OTHER))]),
        st.sampled_from([None, ("widerspruch", "block"), ("umgekehrte_aussage", "warn")]),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=40)
@given(SENTENCES)
def test_every_factor_is_in_exactly_one_state_and_all_figures_are_shares(drawn):
    narrative = text(*(sentence(told, *values) for told, values, _ in drawn))
    findings = tuple(
        objection(number, what[1], what[0]) for number, (*_, what) in enumerate(drawn, start=1) if what
    )
    given = material_of(narrative, findings)
    found = expressions(narrative, given)
    assert [one.factor for one in found] == ["h1", "h2", "h3"]
    assert {one.state for one in found} <= NAMES.keys()
    assert all(one.sentence is not None for one in found if one.state in ("told", "contradicted"))
    shown = SUITE.judge(given)
    assert all(one.value is None or 0 <= one.value <= 1 for one in shown.metrics)
    assert all(len(row) == len(table.columns) for table in shown.tables for row in table.rows)


def material_of(narrative: Narrative, findings: tuple[Finding, ...]) -> Material:
    """Without running the checks: they cost more than the suite."""
    empty = check((), WORLD, StatementJudge())
    return Material((narrative,), WORLD, empty.model_copy(update={"findings": findings}))
