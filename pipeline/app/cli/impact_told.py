"""What `szenario impact` prints for people: which scenarios are consistent, and how firmly."""

from collections.abc import Iterable
from math import prod
from typing import TYPE_CHECKING

from pipeline.app.cli.impact_drawn_told import drawing, survived
from pipeline.app.cli.impact_tableau import descriptor_name, figure, fitting, known, prose, tableau
from pipeline.app.cli.terminal import many

if TYPE_CHECKING:
    from pipeline.scenarios.impact.nouns import Analysis

SHOWN = 10
"""Scenarios in the table; all of them stand in what --json and --out give."""
_WEAK, _FREE = 3, 5
_LINES = 75  # of the table, which is looked at without turning pages back and forth


def print_analysis(analysis: "Analysis") -> None:
    from pipeline.app.cli.impact_system_told import leave_one_out, succession, sums

    for part in (_head, _scenarios, _best, _weak, succession, leave_one_out, sums):
        lines = list(part(analysis))
        if lines:
            print("\n".join(lines), end="\n\n")
    for remark in analysis.remarks:
        print(prose(remark))
    print("Das ist keine Prognose: in sich stimmig heißt möglich, nicht wahrscheinlich.")


def _head(analysis: "Analysis") -> Iterable[str]:
    sizes = [len(one.variants) for one in analysis.descriptors]
    shape = many(len(sizes), "Deskriptor", "en"), many(sum(sizes), "Ausprägung", "en")
    yield prose(f"{analysis.title or 'Ohne Titel'}: {', '.join(shape)}, {_combinations(prod(sizes))}")
    unjudged = analysis.cells.unjudged and not analysis.cells.judged
    yield prose(f"{'ACHTUNG' if unjudged else 'Grundlage'}: {analysis.basis}.")
    yield prose(analysis.cells.said)
    yield ""
    count = len(analysis.consistent)
    counted = {0: "Kein konsistentes Szenario", 1: "1 konsistentes Szenario"}.get(
        count, f"{figure(count)} konsistente Szenarien"
    )
    if not analysis.complete:
        yield prose(f"{counted} gefunden, NICHT VOLLSTÄNDIG. {analysis.why}")
    else:
        yield f"{counted}{'; mehr gibt es nicht' if count else ''} (bewiesen)."
    if count:
        yield prose(
            "Konsistent heißt: bei keinem Deskriptor spricht der Rest des Szenarios mehr für eine andere "
            "Ausprägung als für die gewählte."
        )
    elif analysis.weak is None:
        yield "Szenarien mit kleinen Widersprüchen listet --epsilon 1 oder mehr."


def _combinations(count: int) -> str:
    return "1 Kombination" if count == 1 else f"{figure(count)} Kombinationen"


def _scenarios(analysis: "Analysis") -> Iterable[str]:
    first = analysis.scenarios[:SHOWN]
    if not first:
        return
    least = "≥ " if analysis.succession.undecided else ""
    below = {
        "Gewicht": ["–" if one.weight is None else f"{least}{figure(one.weight)}" for one in first],
        "Gesamtwirkung": [figure(one.total_impact) for one in first],
        "Vorsprung": [known(one.spare) for one in first],
    }
    if analysis.leave_one_out is not None:
        below["Hängt an Bewertungen"] = [known(one.fallen) for one in first]
    if analysis.monte_carlo is not None:
        below["Übersteht"] = [survived(one, analysis.monte_carlo.draws) for one in first]
    bands = tableau(analysis.descriptors, [one.variants for one in first], "Szenario", below)
    kept = fitting(bands, _LINES)
    for number, band in enumerate(kept):
        yield from [""] * (number > 0)
        yield from band.lines
    more = len(analysis.consistent) - sum(band.scenarios for band in kept)
    if more:
        yield f"… und {figure(more)} weitere (alle mit --json oder --out DATEI)"
    yield ""
    yield from map(prose, _legend(analysis))


def _legend(analysis: "Analysis") -> Iterable[str]:
    starts, out = analysis.succession.starts, analysis.leave_one_out
    yield (
        f"Gewicht (Einzugsbereich): so viele von {figure(starts)} Startszenarien der Sukzession enden "
        "dort; keine Wahrscheinlichkeit."
    )
    yield "Gesamtwirkung: Summe aller Bilanzen; je höher, desto mehr stützen die Ausprägungen einander."
    yield "Vorsprung: der schwächsten Ausprägung vor ihrer nächstbesten, in Punkten; 0 ist ein Gleichstand."
    if analysis.free:
        free = [descriptor_name(analysis.descriptors[at], at) for at in analysis.free]
        more = f" und {figure(len(free) - _FREE)} weitere" if len(free) > _FREE else ""
        yield f"Ohne Zufluss, frei wählbar: {'; '.join(free[:_FREE])}{more}. Im Vorsprung zählen sie nicht."
    if out is not None:
        yield (
            f"Hängt an Bewertungen (Leave-one-out): so viele der {figure(out.judgements)} (ungleich 0) "
            "dürfen je für sich nicht wegfallen."
        )
    if analysis.monte_carlo is not None:
        yield from drawing(analysis.monte_carlo)


def _best(analysis: "Analysis") -> Iterable[str]:
    best = analysis.best
    if best is None:
        return
    count = len(best.scenarios)
    apart = (
        ""
        if best.smallest_distance is None
        else (
            f"; je zwei unterscheiden sich in mindestens {best.smallest_distance} Deskriptoren "
            f"(verlangt: {best.distance})"
        )
    )
    yield prose(
        f"{'Das beste' if count == 1 else f'Die besten {count}'} nach Gesamtwirkung "
        f"({figure(sum(best.total_impact))}){apart}: "
        + ("bewiesen, besser geht es nicht." if best.proved else f"NICHT BEWIESEN, {best.why}.")
    )
    below = {"Gesamtwirkung": [figure(one) for one in best.total_impact]}
    for number, band in enumerate(tableau(analysis.descriptors, best.scenarios, "Wahl", below)):
        yield from [""] * (number > 0)
        yield from band.lines


def _weak(analysis: "Analysis") -> Iterable[str]:
    weak = analysis.weak
    if weak is None:
        return
    count = figure(len(weak.scenarios)) if weak.scenarios else "kein Szenario"
    yield prose(
        f"Schwach konsistent, mit einer Inkonsistenz über 0 bis {figure(weak.epsilon)}: {count}"
        + ("." if weak.complete else f" gefunden, NICHT VOLLSTÄNDIG. {weak.why}")
    )
    first = weak.scenarios[:_WEAK]
    if first:
        below = {
            "Inkonsistenz": [figure(one.inconsistency) for one in first],
            "Gesamtwirkung": [figure(one.total_impact) for one in first],
        }
        for band in tableau(analysis.descriptors, [one.variants for one in first], "Schwach", below):
            yield from band.lines
    if len(weak.scenarios) > len(first):
        yield f"… und {figure(len(weak.scenarios) - len(first))} weitere (alle mit --json oder --out DATEI)"
