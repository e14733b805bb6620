"""The kept figures: read as they were written, a line a metric, refused where they are of no use."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.errors import InputError
from pipeline.evaluation.comparing.baseline import Baseline, kept, key_of, load_baseline, to_text
from pipeline.evaluation.comparing.compare import compare
from pipeline.evaluation.nouns import Ruling
from pipeline.evaluation.results import About, Evaluation, Item, Metric, SuiteResult


def evaluation(values: list[float]) -> Evaluation:
    items = tuple(Item(id=f"c1/{n}", value=one) for n, one in enumerate(values, 1))
    mean = sum(values) / len(values)
    metrics = tuple(Metric(name=name, title="Prüf„ung“", value=mean, items=items) for name in ("a", "b"))
    return Evaluation(
        verdict="pass",
        suites=(SuiteResult(number=1, name="s", title="Süd", verdict="pass", metrics=metrics),),
        not_part=(),
        ruling=Ruling(verdict="pass", obstacles=()),
        about=About(project="p", run="r", texts={"c1": "abc"}, judged_by="m"),
    )


@given(st.lists(st.floats(0, 1), min_size=1, max_size=9))
def test_what_was_kept_is_the_same_figures_again(values):
    found = evaluation(values)
    text = to_text(Baseline(projects={"p": kept(found)}))
    again = Baseline.model_validate(json.loads(text)).projects["p"]
    assert again == kept(found) and (again.judged_by, again.texts) == ("m", {"c1": "abc"})
    told = compare(found.suites, again.results, "x", same_texts=True)
    assert [one.verdict for one in told.changes] == ["same", "same"] and told.told == ()


def test_a_metric_is_a_line_so_that_a_difference_can_be_read():
    before, now = (to_text(Baseline(projects={"p": kept(evaluation(some))})) for some in ([1.0], [0.0]))
    assert sum(one != two for one, two in zip(before.splitlines(), now.splitlines(), strict=True)) == 2


def test_texts_of_a_model_are_kept_beside_those_without():
    assert key_of("p", []) == "p" and key_of("p", ["openai:x"]) == "p, openai:x"


def test_a_broken_file_is_refused(tmp_path: Path):
    file = tmp_path / "baseline.json"
    file.write_text(
        '{"projects": {"p": {"texts": {}, "titles": {}, "suites": {}, "typo": 1}}}', encoding="utf-8"
    )
    with pytest.raises(InputError, match="typo"):
        load_baseline(file)
