"""evals/baseline.json: the shipped example measures as it says, and whatever differs is told."""

from pathlib import Path

import pytest

from evals import baseline
from pipeline.evaluation.comparing.baseline import Baseline, Kept, Measured, load_baseline, to_text
from pipeline.project import open_run

NAME = "konnektivitaet-2035"


def test_the_example_measures_what_the_baseline_says(example_run: Path):
    now = baseline.measured([open_run(example_run)])
    told = list(baseline.differences(now, load_baseline(baseline.FILE).projects))
    assert not told, "\n".join([*told, "So gewollt? Dann: python -m evals.baseline --write"])


def test_the_file_is_as_it_is_written_small_and_speaks_of_all_examples():
    known = load_baseline(baseline.FILE)
    text = baseline.FILE.read_text(encoding="utf-8")
    assert text == to_text(Baseline(projects=known.projects)) and len(text.encode()) < 200_000
    assert {*baseline.EXAMPLES, f"{NAME}, openai:handgeschrieben"} == known.projects.keys()


def kept(value: float | None = 0.5, texts: str = "a", **more) -> Kept:
    items = {"c1/1": 0.0, "c1/2": 1.0}
    one = Measured.model_validate(
        {"title": "Namen", "value": value, "better": "higher", "threshold": 0.5, "items": items, **more}
    )
    return Kept(texts={"c1": texts}, titles={"s": "Belege"}, suites={"s": {"names": one}})


def test_all_that_is_other_than_it_was_is_told_and_nothing_else():
    assert list(baseline.differences({"p": kept()}, {"p": kept(), "q": kept(0.1)})) == []
    for now, told in (
        (kept(0.9, items={"c1/1": 0.8, "c1/2": 1}), "p: Namen: 50,0 % → 90,0 % (nicht zu sagen)"),
        (kept(None), "p: Namen: 50,0 % → unbekannt (nicht zu sagen)"),
        (kept(items={"c1/1": 1, "c1/2": 0}), "p: Namen: 50,0 % → 50,0 % (andere Sätze)"),
        (kept(threshold=0.7), "p: „Namen“: Die Schwelle war 50 % und ist jetzt 70 %."),
        (kept(texts="b"), "p: Die Texte sind andere."),
    ):
        assert list(baseline.differences({"p": now}, {"p": kept()})) == [told]
    assert "steht nicht" in next(baseline.differences({"r": kept()}, {"p": kept()}))


@pytest.mark.parametrize("arguments", [[], ["--check", "--write"]])
def test_one_of_both_has_to_be_chosen(arguments):
    with pytest.raises(SystemExit):
        baseline.main(arguments)


def test_a_run_that_is_none_is_told(tmp_path: Path, capsys):
    assert baseline.main(["--check", str(tmp_path)]) == 2
    assert "liegt kein Lauf" in capsys.readouterr().err
