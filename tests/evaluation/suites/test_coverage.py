"""Suite 8: what the texts carry of documents and groups; nothing to hear is not unheard, nor is unknown."""

from dataclasses import replace

import pytest

from pipeline.checks import check
from pipeline.checks.judging import StatementJudge
from pipeline.core.errors import InputError
from pipeline.core.types import FactorValue, Finding, Narrative, Quotation, Sentence, Sheet
from pipeline.evaluation.cases import case_files
from pipeline.evaluation.material import Material
from pipeline.evaluation.results import Metric, Table
from pipeline.evaluation.suites.coverage import METRICS, SUITE
from pipeline.evaluation.world import small_world

WORLD = small_world()
NOTHING = check((), WORLD, StatementJudge())


IDLE = Sentence(text="Am Markt gibt es Äpfel.", basis="illustration", paragraph=1)


def text(cluster: str, *sentences: Sentence) -> Narrative:
    return Narrative(cluster=cluster, title=f"Text {cluster}", rohgeruest=False, sentences=sentences)


def telling(value: str, **more: object) -> Sentence:
    words = more.pop("text", None) or WORLD.sheet.value(value).text
    return Sentence(**{"text": words, "basis": "value", "values": (value,), "paragraph": 1, **more})


def material(*narratives: Narrative, **more: object) -> Material:
    return Material(narratives, **{"ground": WORLD, "findings": NOTHING, **more})


def metrics(given: Material) -> dict[str, Metric]:
    return {one.name: one for one in SUITE.judge(given).metrics}


def table(given: Material, title: str) -> Table:
    return next(one for one in SUITE.judge(given).tables if one.title.startswith(title))


def by(group: str) -> Sheet:
    """The world's values, all of them by one group."""
    factors = tuple(
        one.model_copy(
            update={"values": tuple(value.model_copy(update={"group": group}) for value in one.values)}
        )
        for one in WORLD.sheet.factors
    )
    return Sheet(factors=factors)


def test_the_cases_show_that_our_checks_work():
    proof = SUITE.prove(case_files(SUITE.name))
    assert proof.cases >= 10 and proof.failed == ()


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("{id: a, texts: {c9: [{text: Satz.}]}}", "c9"),
        ("{id: a, texts: {c1: [{text: Satz., values: [h7x]}]}}", "h7x"),
        ("{id: a, texts: {c1: [{text: Satz., passage: [w1]}]}}", "passage"),
        ("{id: a, texts: {c1: [{text: Satz.}]}, herd: [A]}", "herd"),
        ("{id: a, texts: {}}", "texts"),
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
        "cases:\n- {id: a, texts: {c1: [{text: Satz.}]}, used: [studie.md]}\n", encoding="utf-8"
    )
    assert "used ist nichts statt studie.md" in SUITE.prove([path]).failed[0]


def test_a_document_is_borne_out_drawn_upon_unused_or_unread():
    quoted = Quotation(passage="w3", quote="Wärmespeicher")
    told = text(
        "c1",
        telling("h1a", passages=("w1",)),
        telling("h3a", basis="inference", quotations=(quoted,)),
    )
    given = material(
        told, documents=[{"path": "anhang.pdf", "problem": "kein Text"}], titles={"leer.md": "Leer"}
    )
    shown = {row[0].text: row for row in table(given, "Unterlagen").rows}
    assert [shown[one][2].text for one in ("anhang.pdf", "leer.md", "studie.md", "werkstatt.md")] == [
        "nicht gelesen: kein Text", "nicht gelesen", "herangezogen", "belegt",
    ]  # fmt: skip
    assert (shown["werkstatt.md"][5].cluster, shown["werkstatt.md"][5].sentence) == ("c1", 2)
    found = metrics(given)
    assert found["documents_read"].value == 0.5 and "anhang.pdf" in found["documents_read"].told
    assert "2 von 2 gelesenen sind genutzt" in table(given, "Unterlagen").note
    assert "0 von 2 gelesenen" in table(material(text("c1", telling("h1a"))), "Unterlagen").note


def test_a_sentence_that_does_not_say_what_its_document_says_is_shown_there():
    told = text("c1", telling("h1a", basis="evidence", passages=("w1",)))
    wrong = Finding(cluster="c1", sentence=1, kind="beleg", severity="warn", message="Steht dort nicht.")
    findings = NOTHING.model_copy(update={"findings": (wrong,)})
    assert table(material(told, findings=findings), "Unterlagen").rows[-1][-1].sentence == 1


def test_a_group_of_which_nothing_is_told_is_unheard_and_one_with_an_open_value_is_not():
    known = metrics(material(text("c1", telling("h1a")), text("c2", IDLE)))
    assert known["groups_heard"].value == 0.5 and "Von B ist nichts" in known["groups_heard"].told
    free = IDLE.model_copy(update={"basis": "edited"})
    unknown = metrics(material(text("c1", telling("h1a")), text("c2", free)))
    assert unknown["groups_heard"].value == 1.0 and "Bei 1 ist es nicht" in unknown["groups_heard"].told


def test_where_nobody_wrote_as_a_group_nobody_is_unheard():
    for nobody in ("", "Vorschlag (Sprachmodell m)"):
        given = material(text("c1", telling("h1a")), ground=replace(WORLD, sheet=by(nobody)))
        found = metrics(given)
        assert found["groups_heard"].value == found["balance"].value == 1.0
        assert "keine Gruppen" in found["groups_heard"].told


def test_a_run_without_documents_has_left_none_aside():
    found = metrics(material(text("c1", telling("h1a")), ground=replace(WORLD, passages=())))
    assert found["documents_read"].value == 1.0 and "keine Unterlagen" in found["documents_read"].told


def test_values_of_key_factors_that_no_text_tells_are_listed_with_group_and_scenario():
    given = material(text("c1", telling("h1a")), text("c2", telling("h1b"), telling("h2b")))
    assert metrics(given)["values_told"].value == 0.75
    (row,) = table(given, "Ausprägungen der Schlüsselfaktoren").rows
    assert [cell.text for cell in row][1:] == [
        "Lehre am Bildschirm", "A", "Die gesteuerte Ruhrregion", "nicht erzählt",
    ]  # fmt: skip


def test_a_group_that_is_told_far_less_than_the_others_comes_off_badly():
    """Four copies of the world's factors in words of their own, so that each group has twelve values."""
    factors = tuple(
        one.model_copy(
            update={"id": f"{one.id}-{copy}", "values": tuple(copied(v, copy) for v in one.values)}
        )
        for copy in range(4)
        for one in WORLD.sheet.factors
    )
    clusters = tuple(
        one.model_copy(
            update={"members": {f"{f}-{n}": f"{v}-{n}" for n in range(4) for f, v in one.members.items()}}
        )
        for one in WORLD.clusters.clusters
    )
    ground = replace(
        WORLD,
        sheet=Sheet(factors=factors),
        clusters=WORLD.clusters.model_copy(update={"clusters": clusters}),
    )
    values = [value for factor in factors for value in factor.values]
    for few, expected in ((2, 0.5), (12, 1.0)):
        told = []
        for cluster, letter, count in (("c1", "A", 12), ("c2", "B", few)):
            mine = [value for value in values if value.group == letter][:count]
            told.append(text(cluster, *(telling(one.id, text=one.text) for one in mine)))
        balance = metrics(material(*told, ground=ground))["balance"]
        assert balance.value == expected, balance.told
        assert ("B (2 von 12)" in balance.told) == (few == 2)


THINGS = (
    "Amsel Birne Clown Dorsch Eiche Fackel Geige Hummel Igel Jacke Kessel Laterne Muschel Nadel Orgel "
    "Pinsel Qualle Rakete Sattel Trommel Uhr Vase Wolle Ziegel"
).split()


def copied(value: FactorValue, copy: int) -> FactorValue:
    thing = THINGS[["h1a", "h1b", "h2a", "h2b", "h3a", "h3b"].index(value.id) * 4 + copy]
    return value.model_copy(update={"id": f"{value.id}-{copy}", "label": thing, "text": thing})


def test_without_texts_there_is_nothing_to_look_at():
    shown = SUITE.judge(material())
    assert shown.data == 0 and {one.name for one in shown.metrics} == METRICS


def test_what_its_figures_rest_on_is_other_with_other_documents():
    read, unread = {"path": "a.md", "problem": None}, {"path": "a.md", "problem": "kaputt"}
    assert SUITE.rests_on(material(documents=[read])) != SUITE.rests_on(material(documents=[unread]))
    assert SUITE.rests_on(material(documents=[read])) == SUITE.rests_on(material(documents=[dict(read)]))
