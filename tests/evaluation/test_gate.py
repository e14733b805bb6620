"""The gate: what blocks, what is unknown, what a person let pass, and what none can."""

import pytest

from pipeline.core.errors import InputError
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
from pipeline.evaluation.gate import Read, obstacles, rule
from pipeline.evaluation.nouns import Ruling, Waiver
from pipeline.evaluation.release import Release, hashes, stands
from pipeline.evaluation.review import Review, Reviewed, load_reviews
from pipeline.evaluation.selection import select
from pipeline.evaluation.trust import Trust
from pipeline.narratives.ledger import text_hash

TEXTS = ("Der Kran steht still.", "Am Kai wird gelesen.")


def narrative(*texts: str, cluster: str = "c1") -> Narrative:
    sentences = tuple(Sentence(text=text, basis="edited", paragraph=1) for text in texts or TEXTS)
    return Narrative(cluster=cluster, title="Die stille Region", rohgeruest=False, sentences=sentences)


def clusters(*ids: str) -> Clusters:
    return Clusters(
        mode="partition",
        seed=1,
        clusters=tuple(Cluster(id=one, name=f"Bündel {one}", members={}) for one in ids or ("c1",)),
        objective=0.0,
        bound="",
        stability=Stability(restarts=1, best=0, median=0, worst=0, agreement=1),
    )


def findings(
    *found: Finding, judged: tuple[bool, ...] = (True, True), lines: tuple[str, ...] = ()
) -> Findings:
    verdicts = tuple(
        SentenceVerdict(cluster="c1", index=number, suspicion=0.1, judged=one)
        for number, one in enumerate(judged, start=1)
    )
    return Findings(findings=found, sentences=verdicts, not_judged=lines)


def gate(narratives, clusters, found, reviewed, waivers=()) -> Ruling:
    """The ruling on texts that a person has to read whole where nobody decided their sentences."""
    selections = {one.cluster: select(one, found, reviewed, Trust()) for one in narratives}
    return rule(obstacles(narratives, clusters, found, Read(reviewed, selections)), waivers)


BLOCKING = Finding(cluster="c1", sentence=1, kind="fremde_aussage", severity="block", message="Falsch.")
WARNING = BLOCKING.model_copy(update={"severity": "warn"})


def waiver(finding: str) -> Waiver:
    return Waiver(finding=finding, by="Eva Beispiel", reason="so gewollt", date="2026-11-20")


def test_judged_texts_without_a_blocking_finding_pass_and_warnings_do_not_stop_them():
    ruled = gate([narrative()], clusters(), findings(WARNING), Reviewed())
    assert ruled.verdict == "pass" and not ruled.obstacles


def test_a_blocking_finding_stops_until_a_named_person_lets_exactly_this_wording_pass():
    told = narrative()
    ruled = gate([told], clusters(), findings(BLOCKING), Reviewed())
    assert ruled.verdict == "block"
    [obstacle] = ruled.obstacles
    passed = gate([told], clusters(), findings(BLOCKING), Reviewed(), [waiver(obstacle.id)])
    assert passed.verdict == "pass"
    assert [one.waiver.by for one in passed.waived] == ["Eva Beispiel"]
    changed = narrative("Der Kran steht ganz still.", TEXTS[1])
    again = gate([changed], clusters(), findings(BLOCKING), Reviewed(), [waiver(obstacle.id)])
    assert again.verdict == "block" and [one.finding for one in again.lapsed] == [obstacle.id]


def test_another_sentence_may_change_without_a_waiver_lapsing():
    [obstacle] = gate([narrative()], clusters(), findings(BLOCKING), Reviewed()).obstacles
    other = narrative(TEXTS[0], "Am Kai wird geschrieben.")
    assert (
        gate([other], clusters(), findings(BLOCKING), Reviewed(), [waiver(obstacle.id)]).verdict == "pass"
    )


@pytest.mark.parametrize("kind", ["rohgeruest"])
def test_what_has_to_be_worked_on_cannot_be_waived(kind):
    found = Finding(cluster="c1", sentence=None, kind=kind, severity="block", message="Rohgerüst.")
    [obstacle] = gate([narrative()], clusters(), findings(found), Reviewed()).obstacles
    assert not obstacle.waivable
    ruled = gate([narrative()], clusters(), findings(found), Reviewed(), [waiver(obstacle.id)])
    assert ruled.verdict == "block" and ruled.lapsed


def test_a_cluster_without_a_text_blocks_and_cannot_be_waived():
    [obstacle] = gate([narrative()], clusters("c1", "c2"), findings(), Reviewed()).obstacles
    assert obstacle.cluster == "c2" and not obstacle.waivable


def test_no_texts_at_all_never_pass():
    assert gate([], clusters(), findings(judged=()), Reviewed()).verdict == "block"


def test_a_sentence_that_nobody_judged_is_no_pass():
    ruled = gate([narrative()], clusters(), findings(judged=(True, False)), Reviewed())
    assert ruled.verdict == "unjudged" and "Satz 2" in ruled.obstacles[0].message


def test_a_sentence_without_any_verdict_is_not_judged():
    assert gate([narrative()], clusters(), findings(judged=(True,)), Reviewed()).verdict == "unjudged"


def test_a_sentence_that_only_a_finding_speaks_of_is_not_judged_when_the_finding_is_let_pass():
    found = findings(BLOCKING)
    first, second = found.sentences
    told = found.model_copy(update={"sentences": (first.model_copy(update={"by_finding": True}), second)})
    obstacles = gate([narrative()], clusters(), told, Reviewed()).obstacles
    assert [one.sort for one in obstacles] == ["block", "unjudged"]
    ruled = gate([narrative()], clusters(), told, Reviewed(), [waiver(obstacles[0].id)])
    assert ruled.verdict == "unjudged" and "Satz 1" in ruled.obstacles[0].message


def test_what_is_said_of_several_texts_is_let_pass_for_exactly_those_texts():
    texts = [narrative(), narrative("Nachts fährt ein Bus.", cluster="c2")]
    pair = Finding(
        cluster="c2", sentence=None, kind="zu_aehnlich", severity="block", message="!", evidence="c1"
    )
    lines = findings(pair, lines=("Trennschärfe: nicht beurteilt",))
    told = lines.model_copy(update={"sentences": (*lines.sentences, lines.sentences[0].model_copy(
        update={"cluster": "c2"})),
    })  # fmt: skip
    both = clusters("c1", "c2")
    waivers = [waiver(one.id) for one in gate(texts, both, told, Reviewed()).obstacles]
    assert len(waivers) == 2 and gate(texts, both, told, Reviewed(), waivers).verdict == "pass"
    anew = [narrative("Ein anderer Satz.", TEXTS[1]), texts[1]]
    ruled = gate(anew, both, told, Reviewed(), waivers)
    assert {one.kind for one in ruled.obstacles} == {"zu_aehnlich", "nicht_beurteilt"}
    assert len(ruled.lapsed) == 2


def test_what_was_not_judged_of_the_whole_set_is_no_pass():
    line = "Der Kontrasttest blieb ohne Antwort."
    assert gate([narrative()], clusters(), findings(lines=(line,)), Reviewed()).verdict == "unjudged"
    of_a_text = "„Die stille Region“: bei 0 von 2 Sätzen ist der Sinn nicht beurteilt"
    assert gate([narrative()], clusters(), findings(lines=(of_a_text,)), Reviewed()).verdict == "pass"


def review(text: str, verdict: str = "ok", **changes: str) -> Review:
    fields = {"by": "Eva Beispiel", "date": "2026-11-20", **changes}
    return Review(cluster="c1", sentence=2, text_hash=text_hash(text), verdict=verdict, **fields)


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        (review(TEXTS[1]), "pass"),
        (review(TEXTS[1], "wrong"), "block"),
        (review("Am Kai wurde gelesen."), "unjudged"),
        (review(TEXTS[1], ""), "unjudged"),
        (review(TEXTS[1], by=" "), "unjudged"),
        (review(TEXTS[1], date=""), "unjudged"),
    ],
)
def test_a_review_holds_for_the_wording_that_was_read_and_in_a_name(given, verdict):
    ruled = gate([narrative()], clusters(), findings(judged=(True, False)), Reviewed((given,)))
    assert ruled.verdict == verdict


def test_of_two_reviews_of_one_wording_the_stricter_holds():
    both = Reviewed((review(TEXTS[1], "wrong"), review(TEXTS[1])))
    assert gate([narrative()], clusters(), findings(judged=(True, False)), both).verdict == "block"


def test_a_release_lapses_with_any_change_of_any_text():
    texts = [narrative(), narrative("Nachts fährt ein Bus.", cluster="c2")]
    release = Release(by="Eva", body="IHK", scope="Presse", date="2026-11-20", texts=hashes(texts))
    assert stands(release, hashes(texts))
    changed = [texts[0], narrative("Nachts fährt kein Bus.", cluster="c2")]
    for others in (changed, texts[:1], [*texts, narrative(cluster="c3")]):
        assert not stands(release, hashes(others))
    assert not stands(release, {**hashes(texts), "comparison": "neu"})


def test_a_release_lapses_where_only_paragraphs_are_others():
    text = narrative()
    parted = [one.model_copy(update={"paragraph": at}) for at, one in enumerate(text.sentences, start=1)]
    others = text.model_copy(update={"sentences": tuple(parted)})
    assert hashes([others]) != hashes([text])


def test_reviews_are_read_and_a_typo_is_named(tmp_path):
    path = tmp_path / "review.yaml"
    assert load_reviews(path) == Reviewed()
    path.write_text(
        f"- {{cluster: c1, sentence: 2, text_hash: {text_hash(TEXTS[1])}, verdict: ok, by: Eva, "
        "date: 2026-11-20}\n",
        encoding="utf-8",
    )
    read = load_reviews(path)
    assert read.of("c1", TEXTS[1]).date == "2026-11-20" and read.of("c2", TEXTS[1]) is None
    path.write_text("- {cluster: c1, sentence: 2, text_hash: aa, verdikt: ok}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"Eintrag 1.*verdikt"):
        load_reviews(path)
    path.write_text("cluster: c1\n", encoding="utf-8")
    with pytest.raises(InputError, match="Liste"):
        load_reviews(path)
