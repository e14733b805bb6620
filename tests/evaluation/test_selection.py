"""Which sentences a person reads: at most fifteen of a text, or all where the ranking is not trusted."""

import pytest
import yaml

from pipeline.checks.chains import KIND as OBJECTION
from pipeline.core.types import (
    Cluster,
    Clusters,
    Finding,
    Findings,
    Narrative,
    Sentence,
    SentenceVerdict,
    Stability,
)
from pipeline.evaluation.form import form
from pipeline.evaluation.gate import Read, obstacles, rule
from pipeline.evaluation.review import Review, Reviewed, load_reviews
from pipeline.evaluation.selection import CAP, open_numbers, select
from pipeline.evaluation.trust import Trust
from pipeline.narratives.ledger import text_hash

RANKS = Trust(ranks=True)
CLUSTERS = Clusters(
    mode="partition",
    seed=1,
    clusters=(Cluster(id="c1", name="Die stille Region", members={}),),
    objective=0.0,
    bound="",
    stability=Stability(restarts=1, best=0, median=0, worst=0, agreement=1),
)


def narrative(count: int = 20) -> Narrative:
    sentences = tuple(
        Sentence(text=f"Am Kai {number} wird gelesen.", basis="edited", paragraph=1)
        for number in range(1, count + 1)
    )
    return Narrative(cluster="c1", title="Die stille Region", rohgeruest=False, sentences=sentences)


def found(count: int = 20, *findings: Finding, judged: bool = False) -> Findings:
    verdicts = tuple(
        SentenceVerdict(cluster="c1", index=number, suspicion=number / 100, judged=judged)
        for number in range(1, count + 1)
    )
    return Findings(findings=findings, sentences=verdicts, not_judged=())


def review(number: int, verdict: str = "ok", drawn: str = "", by: str = "Eva Beispiel") -> Review:
    words = f"Am Kai {number} wird gelesen."
    return Review(
        cluster="c1",
        sentence=number,
        text_hash=text_hash(words),
        text=words,
        verdict=verdict,
        by=by,
        date="2026-11-20",
        drawn=drawn,
    )


def objection(number: int) -> Finding:
    return Finding(cluster="c1", sentence=number, kind=OBJECTION, severity="block", message="Anders.")


def test_the_most_suspicious_and_a_sample_are_read_and_the_rest_is_named():
    chosen = select(narrative(), found(), Reviewed(), RANKS)
    assert chosen.ranked == tuple(range(20, 10, -1))
    assert len(chosen.wanted) == CAP
    assert sorted((*chosen.wanted, *chosen.left)) == list(range(1, 21))
    assert len(form(Reviewed(), [narrative()], {"c1": chosen}, found()).left) == 1


def test_reading_some_sentences_draws_no_others():
    chosen = select(narrative(), found(), Reviewed(), RANKS)
    read = Reviewed(tuple(review(number) for number in chosen.wanted[:7]))
    assert select(narrative(), found(), read, RANKS) == chosen
    assert open_numbers(narrative(), chosen.wanted, read) == list(chosen.wanted[7:])


@pytest.mark.parametrize("count", [1, CAP, CAP + 1])
def test_short_texts_are_read_whole(count):
    chosen = select(narrative(count), found(count), Reviewed(), RANKS)
    assert len(chosen.wanted) == min(count, CAP)


def test_without_a_ranking_that_was_measured_all_is_read():
    chosen = select(narrative(), found(), Reviewed(), Trust(ranks=False))
    assert len(chosen.wanted) == 20 and not chosen.left


def test_a_fault_in_the_sample_opens_the_whole_text():
    sampled = select(narrative(), found(), Reviewed(), RANKS).sampled[0]
    wrong = Reviewed((review(sampled, "wrong", "sample"),))
    assert len(select(narrative(), found(), wrong, RANKS).wanted) == 20
    ranked = Reviewed((review(20, "wrong", "rank"),))
    assert len(select(narrative(), found(), ranked, RANKS).wanted) == CAP


def test_a_model_that_is_not_trusted_is_no_judge():
    judged, mine = found(4, judged=True), frozenset({1, 2, 3})
    assert select(narrative(4), judged, Reviewed(), Trust(decides=True, ranks=True), mine).wanted == ()
    assert select(narrative(4), judged, Reviewed(), RANKS, mine).wanted == (3, 2, 1)


def test_a_person_confirms_or_refuses_what_a_model_objects_to():
    texts, findings = narrative(4), found(4, objection(2), judged=True)
    chosen = select(texts, findings, Reviewed(), Trust(decides=True, ranks=True))
    assert chosen.objected == (2,) and chosen.wanted == ()

    def ruled(*reviews: Review):
        read = Read(Reviewed(reviews), {"c1": chosen})
        return rule(obstacles([texts], CLUSTERS, findings, read, "openai:test"))

    assert "Von keinem Menschen bestätigt" in ruled().obstacles[0].message
    assert ruled(review(2)).verdict == "pass"
    assert ruled(review(2, "wrong")).verdict == "block"


def test_what_is_computed_is_not_overruled_by_reading():
    computed = objection(2).model_copy(update={"kind": "zahl_unbelegt"})
    read = Read(Reviewed((review(2),)), {"c1": select(narrative(4), found(4), Reviewed(), RANKS)})
    kinds = {one.kind for one in obstacles([narrative(4)], CLUSTERS, found(4, computed), read)}
    assert "zahl_unbelegt" in kinds


def test_the_form_keeps_places_opinions_and_remarks(tmp_path):
    texts, findings = [narrative(3)], found(3)
    selections = {"c1": select(texts[0], findings, Reviewed(), RANKS)}
    empty = form(Reviewed(), texts, selections, findings)
    assert [one.sentence for one in empty.lines] == [3, 2, 1] and empty.waiting == 3
    two = (review(2), review(2, "wrong", by="Jo Muster"), review(9))
    filled = form(Reviewed(two), texts, selections, findings)
    assert [one.sentence for one in filled.lines[:3]] == [3, 2, 1] and filled.waiting == 2
    assert {*two} <= {*filled.lines}
    path = tmp_path / "review.yaml"
    path.write_text(filled.text("# Bitte bis Freitag!\n" + filled.text()), encoding="utf-8")
    text = path.read_text(encoding="utf-8")
    assert text.count("# Bitte bis Freitag!") == 1 and text.count("# Je Satz eintragen") == 1
    assert load_reviews(path).reviews == tuple(filled.lines) and len(yaml.safe_load(text)) == 5
