"""The suites of the gate: what each measures stands in a file of its own, their order here."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.core.errors import ProjectError
from pipeline.evaluation.suites import (
    clusters,
    consistency,
    coverage,
    grounding,
    horizon,
    language,
    originality,
    qa,
)
from pipeline.evaluation.suites.suite import Suite
from pipeline.evaluation.trust import METRICS, NAME

ALL: tuple[Suite, ...] = (
    consistency.SUITE,
    grounding.SUITE,
    originality.SUITE,
    horizon.SUITE,
    language.SUITE,
    clusters.SUITE,
    qa.SUITE,
    coverage.SUITE,
)
DEFAULT = (1, 2, 3, 4, 5, 6, 8)
"""The numbers of those that a project declares where it says nothing: 7 needs questions of its own."""


@dataclass(frozen=True)
class Declared:
    """The suites of a release, and those that are no part of it, each in the order of their numbers."""

    suites: tuple[Suite, ...]
    others: tuple[Suite, ...]


def declared(wanted: Sequence[int | str] | None) -> Declared:
    """The suites a project wants, by number or name; the usual ones for None.

    Raises ProjectError for none at all, or for one there is not.
    """
    chosen = set(DEFAULT if wanted is None else (_number(one) for one in wanted))
    if not chosen:
        raise ProjectError(
            "szenario.toml: [eval] suites ist leer. Ohne Suite gibt es keine Freigabe; bitte mindestens "
            "eine nennen oder die Zeile streichen."
        )
    return Declared(
        tuple(one for one in ALL if one.number in chosen),
        tuple(one for one in ALL if one.number not in chosen),
    )


def known_metrics() -> dict[str, frozenset[str]]:
    """The metrics of all suites, by name, and those of the judges: what a line may be drawn for."""
    return {**{one.name: one.metrics for one in ALL}, NAME: METRICS}


def _number(wanted: int | str) -> int:
    for one in ALL:
        if str(wanted) in (str(one.number), one.name):
            return one.number
    raise ProjectError(
        f"szenario.toml: Die Suite „{wanted}“ unter [eval] suites gibt es nicht. Möglich sind "
        f"{', '.join(f'{one.number} ({one.name})' for one in ALL)}."
    )
