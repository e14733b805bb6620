"""Figures as a table for people: every line is there, with „nicht gemessen“ where nothing was."""

from collections.abc import Mapping, Sequence
from statistics import fmean

from evals.measuring.figures import ClusterFigures, DraftFigures, JudgeFigures, ModelFigures, Part, is_stale

NONE = "nicht gemessen"
OLD = "mit älteren Prompts"
SETS = ("Konnektivität", "Fachkräfte", "Klima", "Sicherheit")
KINDS = {"swap": "vertauscht", "flip": "verkehrt", "invented": "erfunden"}


def table(figures: ModelFigures, today: Mapping[str, str]) -> str:
    """All figures of one model."""
    rows = [("Modell", figures.model), *_clusters(figures.clusters), *_judge(figures.judge)]
    rows += _drafts(figures.drafts)
    for name, part in (
        ("Bündel", figures.clusters),
        ("Prüfung", figures.judge),
        ("Entwürfe", figures.drafts),
    ):
        rows += _about(name, part, today)
    return "\n".join(f"{left:<34}{right}" for left, right in rows)


def _clusters(part: ClusterFigures | None) -> list[tuple[str, str]]:
    found = {one.name: one for one in part.sets} if part else {}
    rows = []
    for name in SETS:
        one = found.get(name)
        told = NONE
        if one:
            spread = f" ({_n(min(one.right))}-{_n(max(one.right))})" if len(one.right) > 1 else ""
            steady = NONE if one.steadiness is None else _n(one.steadiness)
            told = (
                f"{_n(fmean(one.right))}{spread}, ohne Modell {_n(one.offline)}, Zufall {_n(one.chance)}, "
                f"Stetigkeit {steady}"
            )
        rows.append((f"Bündel {name}, richtig", told))
    return rows


def _judge(part: JudgeFigures | None) -> list[tuple[str, str]]:
    found = {one.kind: one for one in part.model.kinds} if part else {}
    without = {one.kind: one for one in part.offline.kinds} if part else {}
    rows = []
    for kind, name in KINDS.items():
        told = NONE
        if kind in found:
            one, other = found[kind], without[kind]
            told = (
                f"gefunden {_n(one.recall)} (ohne Modell {_n(other.recall)}), "
                f"AUC {_n(one.auc)} (ohne Modell {_n(other.auc)})"
            )
        rows.append((f"Prüfung {name}", told))
    false = part and f"{_n(part.model.false_alarms)} (ohne Modell {_n(part.offline.false_alarms)})"
    decided = part and f"{_n(part.model.decided)} (ohne Modell {_n(part.offline.decided)})"
    return [*rows, ("Prüfung Fehlalarme", false or NONE), ("Prüfung entschieden", decided or NONE)]


def _drafts(part: DraftFigures | None) -> list[tuple[str, str]]:
    if part is None:
        names = ("ohne Befund", "je Prüfung ohne Befund", "entschieden", "Wörter", "Kontrasttest")
        return [(f"Entwürfe {name}", NONE) for name in names]
    passed = ", ".join(f"{kind} {_n(share)}" for kind, share in part.passed.items()) or "alle 1,00"
    own = sum(one.contrast for one in part.texts)
    words = ", ".join(str(one.words) for one in part.texts)
    return [
        ("Entwürfe ohne Befund", f"{_n(part.clean)} der Sätze"),
        ("Entwürfe je Prüfung ohne Befund", passed),
        ("Entwürfe entschieden", _n(part.decided)),
        ("Entwürfe Wörter", f"{words} (verlangt {part.words[0]} bis {part.words[1]})"),
        ("Entwürfe Kontrasttest", f"{own} von {len(part.texts)} als eigene gelesen"),
    ]


def _about(name: str, part: Part | None, today: Mapping[str, str]) -> Sequence[tuple[str, str]]:
    if part is None:
        return [(f"{name}: Aufwand", NONE)]
    spent = part.spent
    unfit = f"davon {spent.again} Nachfragen zu einer Antwort, {spent.given_up} vergeblich"
    cost = NONE if spent.cost is None else f"{spent.cost:.2f}".replace(".", ",")
    seconds = NONE if spent.seconds is None else f"{spent.seconds:.0f}"
    old = f" – {OLD}" if is_stale(part, today) else ""
    return [
        (f"{name}: gemessen am", f"{part.date}{old}"),
        (f"{name}: Aufrufe", f"{spent.calls}, {unfit}"),
        (
            f"{name}: Aufwand",
            f"{spent.tokens_in + spent.tokens_out} Token, Kosten {cost}, Sekunden {seconds}",
        ),
    ]


def _n(number: float) -> str:
    return f"{number:.2f}".replace(".", ",")
