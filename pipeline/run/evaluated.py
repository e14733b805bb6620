"""eval.json of a run, looked at later: it speaks of today while neither it nor what it rests on changed."""

from dataclasses import dataclass
from typing import Literal

from pipeline.core.dates import german_date
from pipeline.core.errors import InputError
from pipeline.core.files import read_json_as
from pipeline.evaluation.limits import load_limits
from pipeline.evaluation.nouns import GateVerdict
from pipeline.evaluation.release import hashes
from pipeline.evaluation.results import About, Evaluation
from pipeline.evaluation.suites import Declared, known_metrics
from pipeline.project import Run
from pipeline.run.about import FINDINGS, basis
from pipeline.run.context import read_clusters
from pipeline.run.narratives import narratives_of
from pipeline.run.record import is_as_written

NAME = "eval.json"
VERDICTS = {"pass": "bestanden", "block": "gesperrt", "unjudged": "nicht beurteilt"}
TEXTS, BROKEN = "Texte", "eine Datei ist nicht mehr lesbar"


@dataclass(frozen=True)
class LastEvaluation:
    """The verdict of eval.json ("unreadable" where nobody can tell), its date (ISO), and the names of what
    has changed since."""

    verdict: GateVerdict | Literal["unreadable"]
    date: str = ""
    changed: tuple[str, ...] = ()

    @property
    def current(self) -> bool:
        """Whether it speaks of the run as it stands."""
        return self.verdict != "unreadable" and not self.changed

    @property
    def told(self) -> str:
        """As a line of a status."""
        if self.verdict == "unreadable":
            return f"Freigabeprüfung: {NAME} ist nicht lesbar. Neu mit „szenario eval LAUF“."
        line = f"Freigabeprüfung: {VERDICTS[self.verdict]}" + (
            f" am {german_date(self.date)}" if self.date else ""
        )
        if not self.changed:
            return f"{line}."
        return f"{line}, seither geändert: {', '.join(self.changed)}. Neu mit „szenario eval LAUF“."


def last_evaluation(run: Run, suites: Declared, checked: bool) -> LastEvaluation | None:
    """The last evaluation in a run, None where there is none; `checked` says the check is up to date."""
    path = run.file(NAME)
    if not path.is_file():
        return None
    try:
        found = read_json_as(Evaluation, path)
    except InputError:
        return LastEvaluation("unreadable")
    if found.about is None:
        return LastEvaluation("unreadable")
    try:
        changed = _changed(run, found.about, suites, checked)
    except InputError:  # such as a typo in review.yaml, which whoever evaluates is told
        changed = (BROKEN,)
    return LastEvaluation(found.verdict, found.about.date, changed)


def _changed(run: Run, about: About, suites: Declared, checked: bool) -> tuple[str, ...]:
    now = basis(run, suites, load_limits(known_metrics()))
    names = [name for name in {**about.basis, **now} if about.basis.get(name) != now.get(name)]
    if not checked and FINDINGS not in names:
        names.append(FINDINGS)
    if not is_as_written(run, NAME):
        names.append(NAME)
    same = about.texts == hashes(narratives_of(run, read_clusters(run)))
    return tuple(names) if same else (TEXTS, *names)
