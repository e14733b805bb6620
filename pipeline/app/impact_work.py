"""The matrix that cross-impact balance is asked about: of a file, or of a project, with where it is from.

People's ratings count first. A project without any has those of its run, which a language model gave, or
what the texts alone say; neither is an expert's judgement, and both are told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.app import configuration
from pipeline.app.merging import merged_sheet
from pipeline.core.errors import InputError, ProjectError
from pipeline.core.files import to_json, to_yaml, write_text
from pipeline.core.progress import Progress
from pipeline.core.types import Rating, Sheet
from pipeline.project import Project, open_project, run_of
from pipeline.run.context import RATINGS
from pipeline.scenarios import affinity, ratings
from pipeline.scenarios.impact.dissent import choices
from pipeline.scenarios.impact.files import SUFFIXES, open_matrix
from pipeline.scenarios.impact.matrix import ImpactMatrix
from pipeline.scenarios.impact.monte_carlo import Choice
from pipeline.scenarios.impact.nouns import Analysis
from pipeline.scenarios.impact.of_affinity import of_affinity
from pipeline.scenarios.impact.of_sheet import of_sheet
from pipeline.scenarios.impact.rated_part import rated_part
from pipeline.scenarios.pairs import by_people

_WRITTEN = (".json", ".yaml")


Judges = Literal["people", "model", "nobody"]


@dataclass(frozen=True, eq=False)
class Asked:
    """A matrix, where its scores come from (in German), and the cells that people scored differently.

    `judges` says whose judgements they are, so that a surface can tell people's from all others.
    """

    matrix: ImpactMatrix
    basis: str
    judges: Judges
    choices: tuple[Choice, ...] = ()


def asked(path: Path, progress: Progress) -> Asked:
    """The matrix of a project's folder or of a file; raises InputError naming what does not fit."""
    if path.is_dir():
        return _of_project(open_project(path), progress)
    if not path.is_file():
        raise InputError(
            f"„{path}“ gibt es nicht. Bitte einen Projektordner oder eine Matrix ({', '.join(SUFFIXES)}) "
            "nennen."
        )
    opened = open_matrix(path)
    _tell(opened.remarks, progress)
    return Asked(opened.matrix, f"Matrix aus „{path.name}“", "people")


def _of_project(project: Project, progress: Progress) -> Asked:
    title = configuration.load(project).title
    merged = merged_sheet(project.folder, progress, dry_run=True)
    sheet = merged.sheet
    given = ratings.given(project.folder, sheet, merged.merges)
    _tell(given.remarks, progress)
    if given.ratings:
        return _rated(sheet, given.ratings, title, _people(given.ratings), "people")
    of_run = run_of(project, None).file(RATINGS)
    made = ratings.read(of_run, sheet, merged.merges) if of_run.is_file() else ()
    by_model = tuple(one for one in made if not by_people(one))
    if by_model:
        names = ", ".join(sorted({one.origin.partition(":")[2] for one in by_model}))
        basis = f"Bewertungen des Sprachmodells {names} aus dem Lauf, kein Urteil von Fachleuten"
        return _rated(sheet, by_model, title, basis, "model")
    basis = (
        "aus den Texten der Ausprägungen gerechnet (3 × Affinität), kein Urteil von Fachleuten; Texte "
        "sagen, was zusammenpasst, nicht, was worauf wirkt"
    )
    return Asked(of_affinity(sheet, affinity.rate(sheet), title), basis, "nobody")


def _rated(sheet: Sheet, given: Sequence[Rating], title: str, basis: str, judges: Judges) -> Asked:
    part = rated_part(sheet, given)
    matrix = of_sheet(part.sheet, given, title)
    said = f"{basis}; {part.told}" if part.left else basis
    return Asked(matrix, said, judges, choices(matrix, given))


def _people(given: Sequence[Rating]) -> str:
    names = ratings.whose([one.origin for one in given])
    if names == ratings.whose([ratings.UNNAMED]):
        return f"Bewertungen {names[0]}"
    if len(names) == 1:
        return f"Bewertungen von {names[0]}"
    return f"Bewertungen von {len(names)} Personen oder Gruppen, je Paar der Median ({', '.join(names)})"


def _tell(remarks: Sequence[str], progress: Progress) -> None:
    for remark in remarks:
        progress.said(remark)


def check_out(out: Path | None, force: bool) -> None:
    """Raise ProjectError where the analysis cannot go, before it is made."""
    if out is None:
        return
    if out.suffix.lower() not in _WRITTEN:
        raise ProjectError(
            f"„{out}“: das Ergebnis wird als {' oder '.join(_WRITTEN)} geschrieben. Bitte so enden lassen."
        )
    if out.is_dir() or (out.exists() and not force):
        raise ProjectError(
            f"„{out}“ gibt es schon. Bitte eine andere Datei nennen oder mit --force überschreiben."
        )


def written(out: Path, analysis: Analysis) -> None:
    """Write the analysis as the file's suffix says; raises OutputError."""
    write_text(out, to_json(analysis) if out.suffix.lower() == ".json" else to_yaml(analysis))
