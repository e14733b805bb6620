"""How a model drafts: one whole run of the example, and what the checks say of its sentences."""

from collections.abc import Sequence
from pathlib import Path

from evals.measuring.command import ROOT, Szenario
from evals.measuring.figures import DraftFigures, TextFigures
from pipeline.checks import contrast
from pipeline.checks.case import Ground
from pipeline.core.files import read_json_as
from pipeline.core.types import Findings, Narrative
from pipeline.language.words import count_words
from pipeline.project import Run
from pipeline.run.context import read_ground
from pipeline.run.narratives import narratives_of
from pipeline.run.record import load

PROJECT = ROOT / "corpus" / "konnektivitaet-2035"
ALARMS = ("block", "warn")


def measure(szenario: Szenario, date: str, project: Path = PROJECT) -> DraftFigures:
    """The figures of one run."""
    folder = szenario.work / "lauf"
    szenario.asking("run", szenario.project(project, "projekt"), "--json", "--out", folder)
    run = Run(folder)
    settings = load(run).settings
    ground = read_ground(run, settings)
    narratives = narratives_of(run, ground.clusters)
    findings = read_json_as(Findings, run.file("findings.json"))
    decided = [one.judged for one in findings.sentences]
    return DraftFigures(
        date=date,
        prompts=szenario.prompts(),
        spent=szenario.spent(),
        texts=texts_of(narratives, ground),
        words=settings.draft.words,
        passed=passed(narratives, findings),
        clean=clean(narratives, findings),
        decided=round(sum(decided) / len(decided), 4),
    )


def texts_of(narratives: Sequence[Narrative], ground: Ground) -> tuple[TextFigures, ...]:
    """Length and contrast test of each draft."""
    confusion = contrast.test(narratives, ground)
    return tuple(
        TextFigures(
            cluster=one.cluster,
            words=sum(count_words(sentence.text) for sentence in one.sentences),
            sentences=len(one.sentences),
            contrast=confusion.read_as(row) == one.cluster,
        )
        for row, one in enumerate(narratives)
    )


def passed(narratives: Sequence[Narrative], findings: Findings) -> dict[str, float]:
    """For each kind of finding that was made of a sentence, the share of sentences without it."""
    alarmed: dict[str, set[tuple[str, int]]] = {}
    for kind, place in _alarms(findings):
        alarmed.setdefault(kind, set()).add(place)
    whole = _sentences(narratives)
    return {kind: round(1 - len(places) / whole, 4) for kind, places in sorted(alarmed.items())}


def clean(narratives: Sequence[Narrative], findings: Findings) -> float:
    """The share of sentences about which no finding blocks or warns."""
    places = {place for _, place in _alarms(findings)}
    return round(1 - len(places) / _sentences(narratives), 4)


def _alarms(findings: Findings) -> list[tuple[str, tuple[str, int]]]:
    return [
        (one.kind, (one.cluster, one.sentence))
        for one in findings.findings
        if one.severity in ALARMS and one.sentence is not None
    ]


def _sentences(narratives: Sequence[Narrative]) -> int:
    return sum(len(one.sentences) for one in narratives)
