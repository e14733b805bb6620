"""What `szenario history` does besides showing: judging, deleting, handing on, and what it says of it."""

import sys
from pathlib import Path

from pipeline.app.cli.terminal import many, print_json
from pipeline.app.exporting import export_feedback
from pipeline.app.remembering import forget_all, forget_one
from pipeline.ask.history.kept import place
from pipeline.ask.history.records import History
from pipeline.core.errors import ProjectError
from pipeline.project import Project


def mark(history: History, number: str, helpful: bool | None, reason: str, by: str, json: bool) -> None:
    """Put on record what somebody thinks of an answer."""
    if helpful is None:
        raise ProjectError(
            f"Zu --mark {number} fehlt das Urteil. Bitte --helpful oder --not-helpful angeben, gern mit "
            "--reason GRUND."
        )
    judged = history.judge(place(number), helpful, reason, by)
    if json:
        print_json({"id": str(judged), "helpful": helpful, "reason": reason, "by": by})
    else:
        print(f"Festgehalten zu {judged}: {'hilfreich' if helpful else 'nicht hilfreich'}.")


def forget(project: Project, what: str, until: str, json: bool) -> None:
    """Delete a question, a dialogue, or all ("all"; asked before `until` where it is given)."""
    gone = forget_all(project, until) if what == "all" else forget_one(project, place(what))
    if gone.remains:
        print(
            "Was ein Modell in diesem Projekt gesagt hat, steht weiter im Antwortspeicher, auch dazu. "
            "„szenario history PROJEKT --forget all“ löscht es mit dem ganzen Verlauf.",
            file=sys.stderr,
        )
    if json:
        print_json(
            {"forgotten": gone.questions}
            | ({"model_answers": gone.model_answers} if what == "all" else {"remains": gone.remains})
        )
        return
    beside = (
        f", dazu {many(gone.model_answers, 'Antwort', 'en')} eines Modells" if gone.model_answers else ""
    )
    print(f"Gelöscht: {many(gone.questions, 'Frage', 'n')} mit Antwort und Rückmeldungen{beside}.")


def export(history: History, project: Project, path: Path, until: str, json: bool) -> None:
    """Hand judged answers on as evaluation cases."""
    cases = export_feedback(history, project, path, until)
    if json:
        print_json({"path": str(path), **{kind: len(some) for kind, some in cases.plain.items()}})
        return
    count = "1 Prüffall" if len(cases) == 1 else f"{len(cases)} Prüffälle"
    open_ones = f", davon {len(cases.incomplete)} zu ergänzen" if cases.incomplete else ""
    print(f"{path}: {count}{open_ones}.")
