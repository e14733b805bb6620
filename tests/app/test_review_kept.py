"""What people wrote into review.yaml outlives every evaluation; two texts of one scenario are refused."""

from pathlib import Path

import pytest
import yaml
from hand_written import hand_written, read_all

from pipeline.app.work import on_run
from pipeline.core.progress import Silent
from pipeline.evaluation.limits import load_limits
from pipeline.evaluation.review import load_reviews
from pipeline.evaluation.suites import known_metrics
from pipeline.project import open_run
from pipeline.run.evaluating import material_of
from pipeline.run.reviewing import read_reviews, write_reviews_of


@pytest.fixture
def run(cli, project, tmp_path: Path) -> Path:
    made = hand_written(cli, project, tmp_path / "lauf")
    assert cli("eval", made).code == 1
    return made


def lines(run: Path) -> list[dict]:
    return yaml.safe_load((run / "review.yaml").read_text(encoding="utf-8"))


def fill(run: Path, of: list[dict], **said: str) -> None:
    for line in of:
        line.update(said)
    (run / "review.yaml").write_text(yaml.safe_dump(of, allow_unicode=True), encoding="utf-8")


def test_half_filled_lines_outlive_an_evaluation_that_changes_the_file(cli, run):
    begun = lines(run)
    fill(run, begun[1:], verdict="wrong", date="20.11.2026")
    before = (run / "review.yaml").read_bytes()
    told = cli("eval", run)
    assert told.code == 1
    now = [(one["verdict"], one["by"], one["date"]) for one in lines(run)]
    assert len(now) == len(begun) and now.count(("wrong", "", "2026-11-20")) == len(begun) - 1
    assert "es fehlt by" in (run / "review.yaml").read_text(encoding="utf-8")
    assert (run / "history" / "review-001.yaml").read_bytes() == before


def test_what_is_saved_while_an_evaluation_runs_stays(run):
    found = open_run(run)
    fill(run, lines(run)[1:])
    settings = on_run(found, Silent()).settings
    material = material_of(found, settings, load_limits(known_metrics()))
    many = read_all(run)
    write_reviews_of(found, material)
    now = load_reviews(run / "review.yaml").reviews
    assert sum(one.judged for one in now) == many and len(now) == many + 1

    (run / "review.yaml").write_text("- {cluster: c1, sen", encoding="utf-8")
    write_reviews_of(found, material)
    assert (run / "review.yaml").read_text(encoding="utf-8") == "- {cluster: c1, sen"


def test_a_fault_in_the_sample_is_on_record_after_its_line_is_deleted(cli, run):
    kept = lines(run)
    fill(run, kept, verdict="ok", by="Eva Beispiel", date="2026-11-20")
    kept[0].update(verdict="wrong", drawn="sample")
    fill(run, kept)
    assert cli("eval", run).code == 1 and cli("eval", run).code == 1
    fill(run, kept[1:])
    [earlier] = read_reviews(open_run(run)).earlier
    assert earlier.failed_sample and earlier.text_hash == kept[0]["text_hash"]
    assert len(list((run / "history").glob("review-*.yaml"))) == 1


def test_two_texts_of_one_scenario_are_refused_and_both_are_named(cli, run):
    path = next(run.glob("narratives/1-*.md"))
    other = path.with_name("0-mine.md")
    other.write_text(f"{path.read_text(encoding='utf-8')}\nEs gibt 4711 Wale.\n", encoding="utf-8")
    ledger = path.with_name(f"{path.stem}.ledger.json")
    other.with_name("0-mine.ledger.json").write_bytes(ledger.read_bytes())
    for command in (["eval", run], ["publish", run, "--format", "md"]):
        refused = cli(*command)
        assert refused.code == 2 and "0-mine.md" in refused.err and path.name in refused.err
