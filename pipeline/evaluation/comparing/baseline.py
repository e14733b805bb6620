"""evals/baseline.json: the figures of evaluations to compare later ones with, without any service.

One line for each metric, so that a difference of two versions can be read. The items of a metric stand with
it: without them no interval could be told.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import Field

from pipeline.core.files import read_json_as
from pipeline.core.types import SCHEMA_VERSION, Noun
from pipeline.evaluation.comparing.compare import EXACT
from pipeline.evaluation.results import Better, Evaluation, Item, Metric, SuiteResult


class Measured(Noun):
    """A metric as it is kept; `items` by their ids."""

    title: str
    value: float | None
    better: Better
    threshold: float | None
    items: dict[str, float] = Field(default_factory=dict)


class Kept(Noun):
    """An evaluation as it is kept: hashes of its texts by cluster, its suites' titles, metrics by suite.

    `judged_by` is the model that judged the texts, "" for none.
    """

    judged_by: str = ""
    texts: dict[str, str]
    titles: dict[str, str]
    suites: dict[str, dict[str, Measured]]

    @property
    def results(self) -> tuple[SuiteResult, ...]:
        """As suites that can be compared."""
        return tuple(
            SuiteResult(
                number=0,
                name=suite,
                title=self.titles[suite],
                verdict="unjudged",
                metrics=tuple(_metric(name, one) for name, one in metrics.items()),
            )
            for suite, metrics in self.suites.items()
        )


class Baseline(Noun):
    """Ausgangswerte: kept evaluations by `key_of`."""

    schema_version: int = SCHEMA_VERSION
    projects: dict[str, Kept] = Field(default_factory=dict)


def key_of(project: str, models: Sequence[str]) -> str:
    """Under which name an evaluation is kept: its project, and the models that wrote its texts."""
    return ", ".join([project, *models])


def kept(evaluation: Evaluation) -> Kept:
    """What is kept of an evaluation: the figures, not what they rest on."""
    return Kept(
        judged_by=evaluation.about.judged_by if evaluation.about else "",
        texts=dict(evaluation.about.texts) if evaluation.about else {},
        titles={one.name: one.title for one in evaluation.suites},
        suites={
            suite.name: {
                one.name: Measured(
                    title=one.title,
                    value=None if one.value is None else round(one.value, EXACT),
                    better=one.better,
                    threshold=one.threshold,
                    items={item.id: round(item.value, EXACT) for item in one.items},
                )
                for one in suite.metrics
            }
            for suite in evaluation.suites
        },
    )


def load_baseline(path: Path) -> Baseline:
    """The kept evaluations; raises InputError where the file cannot be used."""
    return read_json_as(Baseline, path)


def to_text(baseline: Baseline) -> str:
    """As JSON, a line a metric."""
    lines = ["{", f' "schema_version": {baseline.schema_version},', ' "projects": {']
    lines += _joined([_of_project(name, one) for name, one in sorted(baseline.projects.items())], "  ")
    return "\n".join([*lines, " }", "}", ""])


def _of_project(name: str, one: Kept) -> str:
    suites = [
        f"{json.dumps(suite)}: {{\n"
        + "\n".join(_joined([f"{json.dumps(n)}: {_compact(m)}" for n, m in metrics.items()], "     "))
        + "\n    }"
        for suite, metrics in one.suites.items()
    ]
    parts = [
        f'"judged_by": {json.dumps(one.judged_by, ensure_ascii=False)}',
        f'"texts": {_dumped(one.texts)}',
        f'"titles": {_dumped(one.titles)}',
        '"suites": {\n' + "\n".join(_joined(suites, "    ")) + "\n   }",
    ]
    return f"{json.dumps(name, ensure_ascii=False)}: {{\n" + "\n".join(_joined(parts, "   ")) + "\n  }"


def _joined(parts: list[str], indent: str) -> list[str]:
    return [f"{indent}{one}{',' if number < len(parts) else ''}" for number, one in enumerate(parts, 1)]


def _compact(measured: Measured) -> str:
    items = {name: int(one) if one in (0, 1) else one for name, one in measured.items.items()}
    return _dumped({**measured.model_dump(mode="json"), "items": items})


def _dumped(data: Mapping[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False)


def _metric(name: str, one: Measured) -> Metric:
    return Metric(
        name=name,
        title=one.title,
        value=one.value,
        better=one.better,
        threshold=one.threshold,
        items=tuple(Item(id=item, value=value) for item, value in one.items.items()),
    )
