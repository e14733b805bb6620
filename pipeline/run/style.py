"""The house style of a run: what the stil.yaml of its project says now, nothing where there is none."""

from pathlib import Path

from pipeline.checks.prose.style_reading import load_style
from pipeline.checks.prose.style_sheet import StyleSheet
from pipeline.project import Run
from pipeline.run.record import load


def style_of(run: Run) -> StyleSheet:
    """The style sheet of the project a run belongs to, empty where that is not there; raises InputError."""
    folder = load(run).folder if run.record.is_file() else ""
    return load_style(Path(folder)) if folder else StyleSheet()
