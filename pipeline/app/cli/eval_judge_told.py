"""What was measured of the judges, for a person to read and for scripts."""

from typing import TYPE_CHECKING, Any

from pipeline.evaluation.mutants.mutant import FAULTS
from pipeline.publish.evaluated.numbers import percent

if TYPE_CHECKING:
    from pipeline.app.judging_work import Measured
    from pipeline.evaluation.results import JudgeFigures, KindFigures

OFFLINE, CONTROL, EVERY = "offline", "paraphrase", "all"
KINDS = {
    "swap": "Satz aus anderem Text",
    "flip": "Sinn umgekehrt",
    "invented": "Zahl oder Name erfunden",
    EVERY: "alle Fehler",
    CONTROL: "harmlos umformuliert",
}
UNMEASURED = "–"


def as_json(done: "Measured") -> dict[str, Any]:
    """The kinds of the judge in use, and all judges of the run."""
    return {
        **done.in_use.model_dump(mode="json"),
        "judges": [one.model_dump(mode="json") for one in done.judges],
        "told": list(done.told),
    }


def is_whole(done: "Measured") -> bool:
    """Whether the judge in use was measured on faults of every kind there is, and not by hand."""
    figures = done.in_use
    return all_measured(figures) and not figures.told and not figures.by_hand


def all_measured(figures: "JudgeFigures") -> bool:
    """Whether no kind of fault is left out: a figure of all together says nothing of one that is."""
    of_kind = {one.kind: one for one in figures.kinds}
    return all(kind in of_kind and of_kind[kind].auc is not None for kind in (*FAULTS, EVERY))


def weakest_first(figures: "JudgeFigures") -> "list[KindFigures]":
    """The kinds of faults, what was not measured and what is found least on top."""
    faults = [one for one in figures.kinds if one.kind in FAULTS]
    return sorted(faults, key=lambda one: (one.recall is not None, one.recall or 0.0, one.auc or 0.0))


def share(value: float | None, unknown: str = UNMEASURED) -> str:
    """A share as the page has it, with a space that every terminal shows."""
    return percent(value, unknown=unknown).replace("\u00a0", " ")


def print_measured(done: "Measured") -> None:
    """A table for each judge, the one in use first, and whether that is good enough for the gate."""
    others = [one for one in done.judges if one.judge != done.in_use.judge]
    for figures in (done.in_use, *others):
        _print_judge(figures)
    print("gefunden: verfälschte Sätze, die gemeldet werden; falscher Alarm: unveränderte und harmlos")
    print("umformulierte, die es auch werden. verdächtiger: wie oft ein verfälschter Satz verdächtiger ist")
    print(f"als ein guter (50 % wäre das Los). {UNMEASURED}: nicht gemessen.")
    good, ranking = is_whole(done) and not done.told, done.in_use.judge == OFFLINE
    print(f"\n{_verdict(good, ranking)} {_lines(ranking)}")
    for line in done.told:
        print(line)


def _verdict(good: bool, ranking: bool) -> str:
    """Good enough for what: to rank is less than to decide."""
    what = (
        "um Sätze nach Verdacht zu ordnen; den Sinn beurteilt ein Mensch" if ranking else "um zu urteilen"
    )
    return f"Reicht{'' if good else ' nicht'}, {what}."


def _lines(ranking: bool) -> str:
    """What a judge is held against."""
    from pipeline.evaluation.limits import FILE, load_limits
    from pipeline.evaluation.suites import known_metrics
    from pipeline.evaluation.trust import FINDS, NAME, RANKS, RANKS_KIND, SPARES

    wanted = {
        RANKS: "verdächtiger (alle Fehler)",
        RANKS_KIND: "je Art",
        FINDS: "gefunden (je Art und zusammen)",
        SPARES: "falscher Alarm",
    }
    lines = load_limits(known_metrics()).get(NAME, {})
    told = []
    for name in (RANKS, RANKS_KIND) if ranking else (FINDS, SPARES):
        limit = lines.get(name)
        side = "" if limit is None else "mindestens" if limit.better == "higher" else "höchstens"
        told.append(f"{wanted[name]} {f'{side} {share(limit.value)}' if limit else 'keine'}")
    return f"Verlangt wird ({FILE}): {', '.join(told)}."


def _print_judge(figures: "JudgeFigures") -> None:
    who = "Rangfolge ohne Sprachmodell" if figures.judge == OFFLINE else figures.judge
    print(f"{who} (unveränderte Sätze: {figures.fair})")
    if figures.by_hand:
        print("    Die Antworten sind von Hand geschrieben: Das misst keinen Prüfer (nicht gemessen).")
    print(f"    {'Art':<26}{'Sätze':>7}{'gefunden':>11}{'falscher Alarm':>17}{'verdächtiger':>15}")
    rest = [one for one in figures.kinds if one.kind not in (*FAULTS, EVERY)]
    every = [one for one in figures.kinds if one.kind == EVERY and all_measured(figures)]
    for one in (*weakest_first(figures), *every, *rest):
        print(f"    {KINDS.get(one.kind, one.kind):<26}{one.sentences:>7}{_row(one)}")
    if figures.kinds and not every:
        print("    Für alle Fehler zusammen gibt es keine Zahl, solange eine Art ungemessen ist.")
    if figures.told:
        print(f"    {figures.told}")
    print()


def _row(one: "KindFigures") -> str:
    return f"{share(one.recall):>11}{share(one.false_alarms):>17}{share(one.auc):>15}"
