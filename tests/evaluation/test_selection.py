"""Which sentences a person reads: at most fifteen of a text, or all where the ranking is not trusted."""

import pytest
import yaml

from pipeline.checks.chains import KIND as OBJECTION
from pipeline.core.types import (
    Before,
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


# --- rewording re-opens, and moves nothing ----------------------------------------------------------------


def reworded(number: int, words: str, count: int = 30) -> Narrative:
    text = narrative(count)
    sentences = list(text.sentences)
    sentences[number - 1] = sentences[number - 1].model_copy(update={"text": words})
    return text.model_copy(update={"sentences": tuple(sentences)})


def all_read(count: int = 30, verdict: str = "ok") -> Reviewed:
    chosen = select(narrative(count), found(count), Reviewed(), RANKS)
    return Reviewed(tuple(review(number, verdict, drawn) for number, drawn in chosen.reading))


def test_the_sample_is_not_left_by_rewording():
    before = select(narrative(30), found(30), Reviewed(), RANKS, members="c1")
    for number in range(1, 31):
        assert (
            select(reworded(number, "Nun das Gegenteil.", 30), found(30), Reviewed(), RANKS, members="c1")
            == before
        )
    others = {select(narrative(30), found(30), Reviewed(), RANKS, members=str(n)).sampled for n in range(9)}
    assert len(others) > 1


@pytest.mark.parametrize("verdict", ["ok", "wrong"])
def test_a_sentence_that_was_read_and_reworded_is_read_again_beyond_the_cap(verdict):
    calm = found(30).model_copy(
        update={
            "sentences": tuple(
                one.model_copy(update={"suspicion": 0.0} if one.index == 30 else {})
                for one in found(30).sentences
            )
        }
    )
    text, read = reworded(30, "Ein ganz anderer Satz."), all_read(verdict=verdict)
    chosen = select(text, calm, read, RANKS)
    assert 30 in chosen.wanted and 30 in open_numbers(text, chosen.wanted, read)
    assert 30 not in chosen.left and len({*chosen.wanted}) == len(chosen.wanted)


def test_a_reworded_sentence_is_wanted_whatever_a_trusted_model_says():
    text, read = reworded(2, "Ein ganz anderer Satz.", 4), Reviewed((review(2, "wrong"),))
    decided = found(4, judged=True)
    chosen = select(text, decided, read, Trust(decides=True, ranks=True))
    assert chosen.reading == ((2, "changed"),)
    again = Reviewed(
        (*read.reviews, review(2).model_copy(update={"text_hash": text_hash(text.sentences[1].text)}))
    )
    assert (
        open_numbers(text, select(text, decided, again, Trust(decides=True, ranks=True)).wanted, again)
        == []
    )


def test_a_line_whose_sentence_only_moved_re_opens_nothing():
    text, decided = narrative(6), found(6, judged=True)
    moved = text.model_copy(update={"sentences": (*text.sentences[1:], text.sentences[0])})
    trusted = Trust(decides=True, ranks=True)
    assert select(moved, decided, Reviewed((review(3),)), trusted).wanted == ()


def test_a_sentence_that_moved_and_was_reworded_is_found_by_its_neighbours():
    text, decided = reworded(4, "Ein ganz anderer Satz.", 6), found(7, judged=True)
    first = text.sentences[0].model_copy(update={"text": "Vorweg ein Satz."})
    moved = text.model_copy(update={"sentences": (first, *text.sentences)})
    read = Reviewed((review(3), review(4)))
    assert 5 in select(moved, decided, read, Trust(decides=True, ranks=True)).wanted


def test_a_sentence_is_found_by_what_a_person_changed_it_from():
    text, decided = narrative(6), found(6, judged=True)
    own = Sentence(
        text="Von Hand.",
        basis="edited",
        paragraph=1,
        before=Before(text="Am Kai 9 wird gelesen.", basis="value"),
    )
    changed = text.model_copy(update={"sentences": (*text.sentences[:5], own)})
    read = Reviewed((review(9),))
    assert select(changed, decided, read, Trust(decides=True, ranks=True)).wanted == (6,)


def test_a_fault_in_the_sample_opens_the_text_also_where_only_an_earlier_record_says_so():
    sampled = select(narrative(), found(), Reviewed(), RANKS).sampled[0]
    wrong = review(sampled, "wrong", "sample")
    assert len(select(narrative(), found(), Reviewed((), earlier=(wrong,)), RANKS).wanted) == 20
    corrected = Reviewed((review(sampled, "ok", "sample"),), earlier=(wrong,))
    assert len(select(narrative(), found(), corrected, RANKS).wanted) == CAP
