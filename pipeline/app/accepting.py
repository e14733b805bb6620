"""A proposed value sheet is accepted: a person says so, and the file takes the name that counts."""

from pathlib import Path

from pipeline.core.errors import OutputError, ProjectError
from pipeline.core.files import write_bytes
from pipeline.project import open_project
from pipeline.scenarios import sheet
from pipeline.scenarios.proposal import written


def accept_proposal(folder: Path) -> Path:
    """Rename the proposal of a project to its value sheet, which says so; the caller holds the project.

    Raises ProjectError where there is none or a sheet stands already, SheetError where it cannot be read.
    """
    project = open_project(folder).folder
    proposed, accepted = project / sheet.PROPOSED, project / sheet.NAMES[0]
    if not proposed.is_file():
        raise ProjectError(
            f"In „{folder}“ liegt kein Vorschlag ({sheet.PROPOSED}). Einen Vorschlag macht „szenario run "
            "PROJEKT --model MODELL“, solange es keine Wertetafel gibt."
        )
    if sheet.given(project):
        raise ProjectError(
            f"In „{folder}“ liegt schon eine Wertetafel; der Vorschlag ersetzt sie nicht. Bitte Faktoren "
            "von Hand übernehmen oder die Wertetafel aus dem Ordner nehmen."
        )
    sheet.load(proposed)
    try:
        proposed.rename(accepted)
    except OSError as error:
        raise OutputError(
            f"„{proposed}“ lässt sich nicht in {accepted.name} umbenennen ({error.strerror}). Bitte "
            "Schreibrechte prüfen oder die Datei von Hand umbenennen."
        ) from error
    write_bytes(accepted, written.accepted(accepted.read_bytes()))
    return accepted
