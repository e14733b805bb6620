"""Two evaluations side by side: what is better, what is worse, and what cannot be compared."""

from collections.abc import Sequence

from pipeline.evaluation.comparing.compare import compare
from pipeline.evaluation.results import Change, Comparison, Item, Metric, SuiteResult

RIGHT = [1.0] * 20


def metric(values: Sequence[float], name: str = "m", ids: str = "c1/{}", **more) -> Metric:
    items = tuple(Item(id=ids.format(n), value=value) for n, value in enumerate(values, 1))
    mean = sum(values) / len(values) if values else None
    return Metric(
        **{"name": name, "title": "Kennzahl", "value": mean, "items": items, "threshold": 0.5, **more}
    )


def suite(*metrics: Metric, name: str = "s") -> SuiteResult:
    return SuiteResult(number=1, name=name, title=f"Suite {name}", verdict="pass", metrics=metrics)


def beside(now: Metric, before: Metric, same_texts: bool = True) -> Comparison:
    return compare([suite(now)], [suite(before)], "früher", same_texts)


def only(found: Comparison) -> Change:
    assert len(found.changes) == 1
    return found.changes[0]


def test_better_and_worse_follow_the_side_that_is_good():
    low, high = metric([0.0] * 12 + [1.0] * 8), metric(RIGHT)
    assert only(beside(high, low)).verdict == "better"
    assert only(beside(low, high)).verdict == "worse"
    fewer = [metric([*one], better="lower") for one in ([0.0] * 20, [1.0] * 12 + [0.0] * 8)]
    assert only(beside(fewer[0], fewer[1])).verdict == "better"


def test_an_evaluation_beside_itself_has_nothing_better_and_no_interval():
    one = only(beside(metric([0.0, 1.0] * 10), metric([0.0, 1.0] * 10)))
    assert (one.verdict, one.low, one.high, one.told) == ("same", None, None, "")


def test_the_same_value_of_other_sentences_is_the_same_and_says_how_far_it_may_be_chance():
    one = only(beside(metric([0.0, 1.0] * 10), metric([1.0, 0.0] * 10)))
    assert one.verdict == "same" and one.low is not None and one.low < 0 < (one.high or 0)


def test_a_difference_of_one_sentence_tells_nothing():
    one = only(beside(metric([0.0] + [1.0] * 19), metric(RIGHT)))
    assert one.verdict == "unclear" and one.before == 1 and one.now == 0.95


def test_the_same_texts_are_compared_sentence_by_sentence_others_as_wholes():
    before, now = [0.0, 1.0] * 10, [0.0, 1.0] * 7 + [1.0] * 6
    pairs, wholes = (
        only(beside(metric(now), metric(before))),
        only(beside(metric(now), metric(before), False)),
    )
    assert pairs.low is not None and wholes.low is not None and wholes.low < pairs.low
    questions = [metric(some, ids="frage-{}x") for some in (now, before)]
    assert only(beside(*questions, same_texts=False)).low == pairs.low


def test_what_is_unknown_or_has_no_items_or_too_few_says_so():
    unknown = only(beside(metric([], value=None), metric(RIGHT)))
    assert (unknown.verdict, unknown.told, unknown.low) == ("unclear", "unbekannt", None)
    bare = only(beside(metric([], value=0.4), metric([], value=0.9)))
    assert (bare.verdict, bare.told) == ("unclear", "ohne Einzelwerte")
    assert only(beside(metric([1.0]), metric([0.0]))).told == "zu wenige Einzelwerte (1)"


def test_moved_lines_turned_metrics_and_missing_suites_are_told():
    moved = beside(metric(RIGHT, threshold=0.8), metric(RIGHT))
    assert moved.told == ("„Kennzahl“: Die Schwelle war 50 % und ist jetzt 80 %.",)
    turned = beside(metric([0.0] * 20, better="lower"), metric(RIGHT))
    assert "andersherum" in turned.told[0] and only(turned).verdict == "unclear"
    now = [suite(metric(RIGHT), metric(RIGHT, name="neu", title="Neues")), suite(name="nur-hier")]
    before = [suite(metric(RIGHT), metric(RIGHT, name="alt", title="Altes")), suite(name="nur-dort")]
    found = compare(now, before, "früher", same_texts=True)
    assert set(found.told) == {
        "„Neues“ gibt es nur hier.",
        "„Altes“ gibt es nur in früher.",
        "„Suite nur-hier“ fehlt in früher.",
        "„Suite nur-dort“ steht nur in früher.",
    }
    assert [one.metric for one in found.changes] == ["m"]
