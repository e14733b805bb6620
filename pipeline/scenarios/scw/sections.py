"""A .scw file as sections, each closed by a line that holds only "#"."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.core.errors import InputError
from pipeline.scenarios.scw.letters import decoded

END = "#"
AGAIN = "Bitte die Datei in ScenarioWizard öffnen und neu speichern."


@dataclass(frozen=True)
class Line:
    """A line with its number in the file, from 1."""

    number: int
    text: str

    @property
    def filled(self) -> bool:
        return bool(self.text.strip())


@dataclass(frozen=True)
class Section:
    """The lines of a section and the number of the line behind them.

    `closed` is whether a "#" stands there; `whole` whether the last line is known to be complete.
    """

    lines: tuple[Line, ...]
    end: int
    closed: bool
    whole: bool

    @property
    def filled(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.filled)


@dataclass(frozen=True)
class Parts:
    """The title in line 2 and the sections below it."""

    title: str
    sections: tuple[Section, ...]


def parts(path: Path) -> Parts:
    """The parts of a .scw file; raises InputError where it is none."""
    try:
        text = decoded(path.read_bytes())
    except OSError as error:
        raise InputError(
            f"„{path}“ lässt sich nicht lesen ({error.strerror}). Bitte Pfad und Leserechte prüfen."
        ) from error
    if not text.strip():
        raise InputError(
            f"„{path.name}“: die Datei ist leer. Bitte eine Projektdatei von ScenarioWizard (.scw) angeben."
        )
    lines = text.split("\n")
    if not (lines[0].lstrip().startswith("$") and "scenariowizard" in lines[0].casefold()):
        raise InputError(
            f"„{path.name}“, Zeile 1: erwartet wird „$ ScenarioWizard 4.0“, dort steht „{lines[0][:40]}“. "
            "Bitte eine Projektdatei von ScenarioWizard (.scw) angeben."
        )
    if len(lines) < 3:
        raise InputError(f"„{path.name}“ endet in Zeile {len(lines)}, vor den Deskriptoren. {AGAIN}")
    sections: list[Section] = []
    held: list[Line] = []
    for number, line in enumerate(lines[2:], start=3):
        if line.rstrip() == END:
            sections.append(Section(tuple(held), number, True, True))
            held = []
        else:
            held.append(Line(number, line))
    if any(line.filled for line in held):
        # What stands behind the last line break may be cut within a number: 1 of 12.
        last = max(line.number for line in held if line.filled)
        sections.append(Section(tuple(held), len(lines), False, last < len(lines)))
    return Parts(lines[1], tuple(sections))
