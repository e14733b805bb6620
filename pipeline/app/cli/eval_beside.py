"""What stands beside an evaluation: what changed since another, how steady the judge is, how far people
agree."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.evaluation.results import Agreement, Change, Comparison, Evaluation, Flicker

CHANGES = {"better": "besser", "worse": "schlechter", "unclear": "nicht zu sagen", "same": "gleich"}
NAMES = {"offline": "die Prüfung ohne Sprachmodell"}
MOST = 8
"""Wavering sentences that are told one by one."""


def print_beside(evaluation: "Evaluation") -> None:
    """All of it that there is."""
    if evaluation.comparison is not None:
        _print_comparison(evaluation.comparison)
    if evaluation.flicker is not None:
        for line in _flicker(evaluation.flicker):
            print(line)
    if evaluation.labelled:
        print("\nEinigkeit über Beispiele (Cohens Kappa: 1 einig, 0 nicht mehr als Zufall)")
        for one in evaluation.labelled:
            print(f"    {_agreement(one)}")


def _print_comparison(comparison: "Comparison") -> None:
    changed = [one for one in comparison.changes if one.verdict != "same"]
    same = len(comparison.changes) - len(changed)
    print(f"\nVerglichen mit {comparison.against}: {_counted(changed, same)}")
    width = max((len(one.title) for one in changed), default=0)
    for one in changed:
        print(f"    {one.title:<{width}}  {_row(one)}")
    for line in comparison.told:
        print(line)


def _counted(changed: "list[Change]", same: int) -> str:
    counts = {name: sum(one.verdict == name for one in changed) for name in CHANGES}
    counts["same"] = same
    return ", ".join(f"{count} {CHANGES[name]}" for name, count in counts.items() if count)


def _row(one: "Change") -> str:
    """Before, now, the interval of the difference in points of a hundred, and what follows."""
    values = f"{_share(one.before):>9} → {_share(one.now):>9}"
    between = one.told
    if one.low is not None and one.high is not None:
        between = f"{_points(one.low)} bis {_points(one.high)} Punkte"
    return f"{values}   {CHANGES[one.verdict]} ({between})"


def _share(value: float | None) -> str:
    return "unbekannt" if value is None else f"{100 * value:.1f} %".replace(".", ",")


def _points(difference: float) -> str:
    return f"{100 * difference:+.1f}".replace(".", ",").replace("-", "−")


def _flicker(flicker: "Flicker") -> Iterator[str]:
    who = NAMES.get(flicker.judge, flicker.judge)
    yield f"\n{flicker.repeats}-mal neu geurteilt ({who}):"
    if flicker.share is None:
        yield "    Kein Satz wurde jedes Mal beurteilt; ob die Urteile schwanken, ist unbekannt."
    else:
        of = _sentences(flicker.sentences)
        yield f"    {of}, davon nicht jedes Mal gleich: {len(flicker.wavering)} ({_share(flicker.share)})."
    if flicker.unknown and flicker.share is not None:
        yield f"    Nicht jedes Mal beurteilt, also unbekannt: {_sentences(flicker.unknown)}."
    for one in flicker.wavering[:MOST]:
        yield f"    {one.cluster}, Satz {one.sentence}: Alarm in {one.alarms} von {one.judged} Urteilen."
    if len(flicker.wavering) > MOST:
        yield f"    … und {len(flicker.wavering) - MOST} weitere (eval.json)."


def _agreement(one: "Agreement") -> str:
    figure = "nicht bestimmbar" if one.kappa is None else f"{one.kappa:.2f}".replace(".", ",")
    other = NAMES.get(one.second, one.second)
    counted = _sentences(one.sentences) + (f", {one.unknown} unbekannt" if one.unknown else "")
    return f"{one.first} und {other}: {figure.replace('-', '−')} ({counted})"


def _sentences(count: int) -> str:
    return "1 Satz" if count == 1 else f"{count} Sätze"
