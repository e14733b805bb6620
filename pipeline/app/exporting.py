"""Feedback written to a file as evaluation cases."""

from pathlib import Path

from pipeline.ask.history.cases import FeedbackCases, feedback_cases
from pipeline.ask.history.records import History
from pipeline.core.errors import InputError, OutputError
from pipeline.core.files import to_yaml, write_text
from pipeline.project import Project

HEAD = """\
# Prüffälle aus Rückmeldungen zu Antworten, im Format von evals/qa/.
# Als answer stehen ganze Zitate; vor dem Messen kürzt sie ein Mensch auf die entscheidenden Worte (check).
# Was unter incomplete steht, muss ein Mensch erst ergänzen; gemessen wird es nicht.
"""


def export_feedback(history: History, project: Project, path: Path, before: str = "") -> FeedbackCases:
    """Write what people judged as cases, of questions before an ISO time (UTC) where one is given.

    Raises InputError where nobody judged anything, OutputError where the file stands already.
    """
    cases = feedback_cases(history.dialogues(before), project.name)
    if not len(cases):
        raise InputError(
            "Zu keiner Antwort gibt es eine Rückmeldung. Man gibt sie mit „szenario history PROJEKT --mark "
            "NUMMER --helpful“ oder im Gespräch mit /gut und /schlecht."
        )
    if path.exists():
        raise OutputError(
            f"„{path}“ gibt es schon und wird nicht überschrieben: Fälle darin können von Hand ergänzt "
            "sein. Bitte einen anderen Namen angeben."
        )
    write_text(path, HEAD + to_yaml(cases.plain))
    return cases
