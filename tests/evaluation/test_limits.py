"""The lines of the gate: what is no line is refused, and each that ships is one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.errors import InputError
from pipeline.evaluation.limits import Limit, load_limits
from pipeline.evaluation.suites import ALL, known_metrics

KNOWN = {"grounding": frozenset({"numbers", "names"})}
GOOD = '[gate.grounding.numbers]\nat_least = 0.9\nreason = "So."\n'


def put(folder: Path, text: str) -> Path:
    (folder / "thresholds.toml").write_text(text, encoding="utf-8")
    return folder / "thresholds.toml"


def test_a_line_is_read_with_its_side_and_reason(tmp_path):
    assert load_limits(KNOWN, put(tmp_path, GOOD)) == {
        "grounding": {"numbers": Limit(0.9, "higher", "So.")}
    }
    lower = GOOD.replace("at_least", "at_most")
    assert load_limits(KNOWN, put(tmp_path, lower))["grounding"]["numbers"].better == "lower"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('at_least = 1.2\nreason = "So."', "1.2 liegt nicht zwischen 0 und 1"),
        ('at_least = -0.1\nreason = "So."', "zwischen 0 und 1"),
        ('at_least = nan\nreason = "So."', "zwischen 0 und 1"),
        ('at_least = inf\nreason = "So."', "zwischen 0 und 1"),
        ('at_least = true\nreason = "So."', "zwischen 0 und 1"),
        ('at_least = "0.9"\nreason = "So."', "zwischen 0 und 1"),
        ("at_least = 0.9", "keinen Grund"),
        ('at_least = 0.9\nreason = "  "', "keinen Grund"),
        ('reason = "So."', "genau eine Schwelle"),
        ('atleast = 0.9\nreason = "So."', "genau eine Schwelle"),
        ('at_least = 0.1\nat_most = 0.9\nreason = "So."', "genau eine Schwelle"),
        ('at_least = 0.9\nreasn = "So."', "genau eine Schwelle"),
    ],
)
def test_what_is_no_line_is_refused_and_named(tmp_path, line: str, told: str):
    with pytest.raises(InputError, match=told) as refused:
        load_limits(KNOWN, put(tmp_path, f"[gate.grounding.numbers]\n{line}\n"))
    assert "[gate.grounding.numbers]" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace("numbers", "nubmers"), "keine Kennzahl dieser Suite. Möglich sind names, numbers"),
        (GOOD.replace("grounding", "gruonding"), "gehört zu keiner Suite. Möglich sind grounding"),
        ("[gate]\ngrounding = 0.9\n", "gehört zu keiner Suite"),
        ("gate = 1\n", "kein Abschnitt"),
        ("[gate\n", "nicht lesbar"),
    ],
)
def test_a_line_of_nothing_and_a_broken_file_are_refused(tmp_path, text: str, told: str):
    with pytest.raises(InputError, match=told):
        load_limits(KNOWN, put(tmp_path, text))


def test_a_file_that_is_gone_is_no_file_without_lines(tmp_path):
    with pytest.raises(InputError, match="nicht lesbar"):
        load_limits(KNOWN, tmp_path / "thresholds.toml")


@given(st.floats(0, 1))
def test_every_share_may_be_a_line(tmp_path_factory, value: float):
    path = put(tmp_path_factory.getbasetemp(), GOOD.replace("0.9", repr(value)))
    assert load_limits(KNOWN, path)["grounding"]["numbers"].value == value


def test_every_metric_of_every_suite_has_its_line_among_those_that_ship():
    limits = load_limits(known_metrics())
    assert {(one.name, metric) for one in ALL for metric in one.metrics} <= {
        (suite, metric) for suite, lines in limits.items() for metric in lines
    }
