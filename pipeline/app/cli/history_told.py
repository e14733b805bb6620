"""The history as a person reads it, and as a script does."""

from collections.abc import Sequence
from typing import Any

from pipeline.app.cli.answer_told import print_basis, print_text
from pipeline.app.cli.links import harmless
from pipeline.app.cli.terminal import print_json
from pipeline.app.inquiry import as_json
from pipeline.app.remembering import here
from pipeline.ask.history.kept import Dialogue, Feedback, Kept
from pipeline.project import Project


def list_all(dialogues: Sequence[Dialogue], json: bool, before: str = "") -> None:
    """Every question with its number and time, whether it was answered, and what people thought of it."""
    if json:
        print_json({"dialogues": [_dialogue(one, _in_short) for one in dialogues]})
        return
    if not dialogues:
        print(f"Vor dem {before} wurde nichts gefragt." if before else "Der Verlauf ist leer.")
    for dialogue in dialogues:
        for one in dialogue.kept:
            answered = "beantwortet" if one.answer.answered else "nicht im Korpus"
            judged = f", {_judged(one.judged)}" if one.judged is not None else ""
            print(f"{one.place!s:<7}{here(one.at)}  {harmless(one.answer.question)}  [{answered}{judged}]")


def show(dialogue: Dialogue, project: Project, json: bool) -> None:
    """A whole dialogue with its answers and all that was said of them."""
    if json:
        print_json(_dialogue(dialogue, lambda one: {**as_json(one.answer), **_in_short(one)}))
        return
    for one in dialogue.kept:
        print(f"{one.place}  {here(one.at)}\nFrage: {harmless(one.answer.question)}\n")
        print_text(one.answer)
        print_basis(one.answer, {"": project.folder})
        for feedback in one.feedback:
            who = f", {harmless(feedback.by)}" if feedback.by else ""
            print(f"Rückmeldung {here(feedback.at)}{who}: {_judged(feedback)}")
        print()


def _judged(feedback: Feedback) -> str:
    verdict = "hilfreich" if feedback.helpful else "nicht hilfreich"
    return f"{verdict} ({harmless(feedback.reason)})" if feedback.reason else verdict


def _dialogue(dialogue: Dialogue, told: Any) -> dict[str, Any]:
    return {"id": str(dialogue.id), "questions": [told(one) for one in dialogue.kept]}


def _in_short(one: Kept) -> dict[str, Any]:
    judged = one.judged
    return {
        "id": str(one.place),
        "at": one.at,
        "question": one.answer.question,
        "answered": one.answer.answered,
        "by": one.answer.by,
        "helpful": judged.helpful if judged else None,
        "reason": judged.reason if judged else "",
        "judged_by": judged.by if judged else "",
    }
