"""The one file of a project that holds its ratings."""

from pathlib import Path

from pipeline.core.errors import InputError
from pipeline.scenarios.grid.files import open_grid

NAME = "ratings.csv"
NAMES = (NAME, "ratings.xlsx", "ratings.xlsm")
SCW = ".scw"
_NOT_READ = ("ratings.xls", "ratings.xlsb", "ratings.ods")


def would_be(path: Path) -> bool:
    """Whether a file of that name, in a project's folder, holds its ratings.

    Programs that have a file open lay others beside it, with a dot or a tilde in front.
    """
    return path.name in NAMES or (path.suffix.lower() == SCW and path.name[0] not in ".~")


def found(project: Path) -> Path | None:
    """The file that holds a project's ratings, None where there is none.

    Raises InputError where there are several, one in a format that is not read, or a folder.
    """
    several = sorted(path for path in project.glob("*") if would_be(path))
    for path in several:
        if path.is_dir():
            raise InputError(
                f"„{path}“ ist ein Ordner, erwartet wird dort eine Datei mit Bewertungen. Bitte den Ordner "
                "umbenennen oder entfernen."
            )
    if len(several) > 1:
        raise InputError(
            f"In „{project}“ liegen Bewertungen mehrfach ({' und '.join(path.name for path in several)}). "
            "Bitte nur eine Datei behalten, damit klar ist, welche gilt."
        )
    if not several:
        for name in _NOT_READ:
            if (project / name).is_file():
                open_grid(project / name)  # raises with what to do
    return several[0] if several else None
