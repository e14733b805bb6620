"""What people thought of answers, as evaluation cases in the format of evals/qa/.

Only what a person judged becomes a case. A helpful answer is one that counts: its quotes are what an
answer has to hold, once a person (`check`) has cut them down to the words that decide. What was not
helpful stands under `incomplete` for a person to complete and to move
to where it belongs; nothing that measures reads it there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.ask.history.kept import Dialogue, Kept

TODO = "documents und answer ergänzen und unter questions setzen, oder why ergänzen und unter unanswerable"
CHECK = "answer auf die entscheidenden Worte kürzen; ganze Zitate verlangen zu viel"
_STANDS_ALONE = "Die Frage so schreiben, dass sie allein steht. "


@dataclass(frozen=True)
class FeedbackCases:
    """Cases by kind, each as it is written to YAML."""

    questions: list[Mapping[str, Any]] = field(default_factory=list)
    unanswerable: list[Mapping[str, Any]] = field(default_factory=list)
    dialogues: list[Mapping[str, Any]] = field(default_factory=list)
    incomplete: list[Mapping[str, Any]] = field(default_factory=list)

    def __len__(self) -> int:
        return sum(map(len, (self.questions, self.unanswerable, self.dialogues, self.incomplete)))

    @property
    def plain(self) -> dict[str, list[Mapping[str, Any]]]:
        """What goes into the file; kinds without a case are left out."""
        kinds = {
            "questions": self.questions,
            "unanswerable": self.unanswerable,
            "dialogues": self.dialogues,
            "incomplete": self.incomplete,
        }
        return {name: cases for name, cases in kinds.items() if cases}


def feedback_cases(dialogues: Sequence[Dialogue], project: str) -> FeedbackCases:
    """The judged questions of a history as cases; `project` where an answer names none."""
    cases = FeedbackCases()
    for dialogue in dialogues:
        for number, one in enumerate(dialogue.kept):
            if one.judged is not None:
                _add(cases, one, dialogue.kept[:number], project)
    return cases


def _add(cases: FeedbackCases, one: Kept, before: Sequence[Kept], project: str) -> None:
    answer, judged = one.answer, one.judged
    if judged is None:
        return
    quotes = list(dict.fromkeys(citation.quote for citation in answer.citations if citation.quote))
    asked = answer.question if not before else answer.understood
    named = next((citation.project for citation in answer.citations if citation.project), project)
    case: dict[str, Any] = {"id": f"f{one.place}", "project": named}
    documents = list(dict.fromkeys(citation.document for citation in answer.citations))
    if judged.helpful and answer.answered and quotes:
        if before:
            turns = [*(other.answer.question for other in before), answer.question]
            cases.dialogues.append(
                {**case, "turns": turns, "documents": documents, "answer": quotes, "check": CHECK}
            )
        else:
            said = {
                "question": asked,
                "kind": "feedback",
                "documents": documents,
                "answer": quotes,
                "check": CHECK,
            }
            cases.questions.append({**case, **said})
    elif judged.helpful and not answer.answered and asked:
        why = judged.reason or "Als hilfreich beurteilt: steht nicht in den Dokumenten."
        cases.unanswerable.append({**case, "question": asked, "why": why})
    else:
        todo = TODO if asked else f"{_STANDS_ALONE}{TODO}"
        turns = [*(other.answer.question for other in before), answer.question]
        question: dict[str, Any] = {"turns": turns} if before else {"question": answer.question}
        cases.incomplete.append(
            {**case, **question, "documents": [], "answer": [], "reason": judged.reason, "todo": todo}
        )
