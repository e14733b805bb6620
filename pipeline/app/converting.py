"""A matrix from one format into another, or out of a project; nothing is overwritten unasked."""

from pathlib import Path

from pipeline.app import configuration
from pipeline.app.merging import merged_sheet
from pipeline.core.errors import ProjectError
from pipeline.core.progress import Progress
from pipeline.project import open_project
from pipeline.scenarios import ratings
from pipeline.scenarios.impact.files import SUFFIXES, open_matrix, write_matrix
from pipeline.scenarios.impact.matrix import ImpactMatrix
from pipeline.scenarios.impact.of_sheet import of_sheet


def convert(source: Path, target: Path, progress: Progress, *, force: bool) -> ImpactMatrix:
    """Write the matrix of a file, or of a project's sheet and ratings, as `target` says; returns it.

    Raises InputError where either cannot be, or where `target` is there and not to be replaced.
    """
    _check_target(source, target, force)
    matrix = _of_project(source, progress) if source.is_dir() else _of_file(source, progress)
    for remark in write_matrix(target, matrix):
        progress.said(remark)
    return matrix


def _check_target(source: Path, target: Path, force: bool) -> None:
    if target.suffix.lower() not in SUFFIXES:
        raise ProjectError(
            f"„{target}“: in dieses Format wird nicht umgewandelt. Möglich sind {', '.join(SUFFIXES)}."
        )
    if target.resolve() == source.resolve() or target.is_dir():
        raise ProjectError(
            f"„{target}“ ist die Quelle selbst oder ein Ordner. Bitte eine andere Datei als Ziel nennen."
        )
    if source.is_dir() and target.parent.resolve() == source.resolve() and ratings.would_be(target):
        raise ProjectError(
            f"„{target}“ würde dort als Bewertungen des Projekts gelten. Bitte einen anderen Ordner nennen."
        )
    if target.exists() and not force:
        raise ProjectError(
            f"„{target}“ gibt es schon. Bitte eine andere Datei nennen oder mit --force überschreiben."
        )


def _of_file(source: Path, progress: Progress) -> ImpactMatrix:
    opened = open_matrix(source)
    for remark in opened.remarks:
        progress.said(remark)
    return opened.matrix


def _of_project(folder: Path, progress: Progress) -> ImpactMatrix:
    project = open_project(folder)
    settings = configuration.load(project)
    merged = merged_sheet(folder, progress)
    given = ratings.given(folder, merged.sheet, merged.merges)
    for remark in given.remarks:
        progress.said(remark)
    people = {one.origin for one in given.ratings}
    if len(people) > 1:
        progress.said(f"Wo mehrere bewertet haben ({', '.join(ratings.whose(people))}), steht der Median.")
    if not given.ratings:
        progress.said("Das Projekt hat noch keine Bewertungen; die Matrix ist leer, zum Ausfüllen.")
    return of_sheet(merged.sheet, given.ratings, settings.title)
