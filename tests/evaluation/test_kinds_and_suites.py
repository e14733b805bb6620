"""Each kind of finding is the matter of one suite, or stands in the way of any release."""

import importlib
import pkgutil
from collections import Counter

import pytest

from pipeline import checks
from pipeline.checks.prose import findings as prose
from pipeline.core.types import Findings
from pipeline.evaluation.gate import MISSING, REFUSED, UNJUDGED
from pipeline.evaluation.limits import load_limits
from pipeline.evaluation.material import Material
from pipeline.evaluation.suites import ALL, known_metrics
from pipeline.evaluation.suites.suite import Suite
from pipeline.evaluation.world import small_world, told

OF_ANY_RELEASE = {"rohgeruest", "verwaist", "laenge", "fremdsprache", MISSING, REFUSED}
"""What is no matter of a suite: a text that is missing, unfinished, of another scenario or not German."""


def kinds_of_the_checks() -> set[str]:
    """Every KIND that a file of checks/ names."""
    modules = [
        importlib.import_module(one.name)
        for one in pkgutil.walk_packages(checks.__path__, f"{checks.__name__}.")
    ]
    named = {
        value
        for module in modules
        for name, value in vars(module).items()
        if (name == "KIND" or name.endswith("_KIND")) and isinstance(value, str)
    }
    return named | prose.KINDS


def test_every_kind_of_finding_belongs_to_one_suite_or_to_any_release():
    homes = Counter(kind for suite in ALL for kind in suite.kinds)
    assert [kind for kind, count in homes.items() if count > 1] == []
    assert kinds_of_the_checks() - homes.keys() == OF_ANY_RELEASE - {REFUSED}
    assert OF_ANY_RELEASE.isdisjoint(homes) and UNJUDGED in homes


EMPTY = [told(one.id).narrative for one in small_world().clusters.clusters]
FIRM = {"validity", "distance", "fit", "stability", "documents_read"}
"""What is known of clusters and documents, whatever the texts are."""


@pytest.mark.parametrize("suite", ALL, ids=lambda one: one.name)
def test_of_texts_without_a_sentence_nothing_is_known_but_that_they_tell_nothing(suite: Suite):
    shown = suite.judge(Material(EMPTY, small_world(), Findings(findings=(), sentences=(), not_judged=())))
    known = {one.name: one for one in shown.metrics if one.value is not None}
    assert all(one.value == 0 and one.better == "higher" for name, one in known.items() if name not in FIRM)


def test_every_metric_of_every_suite_has_its_line_and_no_name_or_number_is_used_twice():
    lines = load_limits(known_metrics())
    assert [
        (one.name, metric) for one in ALL for metric in one.metrics if metric not in lines[one.name]
    ] == []
    assert len({one.name for one in ALL}) == len({one.number for one in ALL}) == len(ALL)
    assert [one.number for one in ALL] == sorted(one.number for one in ALL)
