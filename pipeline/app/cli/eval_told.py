"""An evaluation for a person at the terminal: the verdict, what to do in which order, then the figures."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.app.cli.eval_figures import print_figures
from pipeline.app.cli.terminal import RELEASED_BY, many
from pipeline.core.dates import german_date
from pipeline.evaluation.gate import UNJUDGED
from pipeline.evaluation.review import NAME as REVIEW

if TYPE_CHECKING:
    from pipeline.app.evaluating import Evaluated
    from pipeline.evaluation.nouns import Obstacle
    from pipeline.project import Run

MOST, JUNIT = 8, "eval.junit.xml"
"""Obstacles of a step that are told one by one; the rest is counted, and stands in a file."""
VERDICTS = {
    "pass": ("BESTANDEN", "Die Texte dürfen veröffentlicht werden."),
    "block": ("GESPERRT", "So werden die Texte nicht veröffentlicht."),
    "unjudged": ("NICHT BEURTEILT", "Nichts sperrt, aber nicht alles ist geprüft; das ist keine Freigabe."),
}


def print_evaluated(done: "Evaluated", run: "Run") -> None:
    """All of it; `run` is named in the commands to type as it was given."""
    for line in _verdict(done):
        print(line)
    print()
    steps = _steps(done, run) if done.evaluation.verdict != "pass" else []
    if steps:
        print("Was zu tun ist")
        for number, lines in enumerate(steps, start=1):
            first, *rest = lines
            print(f"{number:>2}. {first}")
            for line in rest:
                print(f"    {line}")
        print()
    if done.evaluation.verdict == "pass":
        print(f"szenario publish {run.folder}\n{RELEASED_BY}\n")
    print_figures(done.evaluation, run.folder)
    print()
    for path in (*done.files, run.file(REVIEW)):
        if path.is_file():
            print(path)


def _verdict(done: "Evaluated") -> Iterator[str]:
    """The verdict, what of it is somebody's exception, and who read how many sentences."""
    word, follows = VERDICTS[done.evaluation.verdict]
    granted = done.evaluation.ruling.waived
    with_ = f" mit {many(len(granted), 'Ausnahme', 'n')}" if granted else ""
    yield f"{word}{with_}. {follows}"
    for one in granted:
        how = "Ungelesen zugelassen" if one.obstacle.kind == UNJUDGED else "Zugelassen"
        yield f"{how} von {one.waiver.by} ({one.waiver.reason}): {one.obstacle.message}"
    yield done.read
    if done.readers:
        named = (
            f"{one.name} ({_sentences(one.sentences)}, zuletzt {german_date(one.last)})"
            for one in done.readers
        )
        yield f"Gelesen von: {', '.join(named)}."


def _sentences(count: int) -> str:
    return "1 Satz" if count == 1 else f"{count} Sätze"


def _steps(done: "Evaluated", run: "Run") -> list[list[str]]:
    """What to do, in order; each step with its obstacles and the command to type."""
    left = done.evaluation.ruling.obstacles
    folder, of_cause = run.folder, partial(_of_cause, left)
    text = of_cause("text")
    to_write = [one for one in text if not one.waivable]
    model = done.evaluation.about.judged_by if done.evaluation.about is not None else ""
    steps = [
        _step(
            f"Schreiben oder überarbeiten (in {folder / 'narratives'}); zulassen lässt sich das nicht.",
            to_write,
            done,
        ),
        _reading(done, folder, bool(to_write)),
        _step(
            "Berichtigen, oder mit Namen und Grund zulassen.",
            [one for one in text if one.waivable],
            done,
            f"szenario publish {folder} --waive BEFUND --by NAME --reason GRUND",
        ),
        _step(
            "Ergänzen, was der Prüfung selbst fehlt: Schwellen und Fälle stehen in evals/.",
            of_cause("data"),
            done,
        ),
        _step(
            "Das Sprachmodell hat nicht geurteilt: noch einmal fragen, oder selbst lesen.",
            of_cause("model"),
            done,
            f"szenario eval {folder} --model {model or 'MODELL'}",
        ),
        _step(
            "Unsere Prüfung hat versagt, nicht der Text: bitte melden; bis dahin gibt es keine Freigabe.",
            [one for one in of_cause("judge") if one.kind != UNJUDGED],
            done,
        ),
    ]
    found = [step for step in steps if step]
    if found:
        found.append(["Danach noch einmal prüfen.", f"szenario eval {folder}"])
    return found


def _of_cause(left: "Sequence[Obstacle]", cause: str) -> "list[Obstacle]":
    return [one for one in left if one.cause == cause]


def _reading(done: "Evaluated", folder: Path, later: bool) -> list[str]:
    """The sentences that wait for a person; `later` where texts have to be written first."""
    left = done.evaluation.ruling.obstacles
    weak = [one for one in _of_cause(left, "judge") if one.kind == UNJUDGED]
    unread = [*_of_cause(left, "open"), *weak]
    if not done.to_review:
        return _step("Lesen und beurteilen, oder mit Namen und Grund zulassen.", unread, done)
    wait = "1 Satz wartet" if done.to_review == 1 else f"{done.to_review} Sätze warten"
    order = ", die verdächtigsten zuerst" if done.to_review > 1 else ""
    first = "Wenn die Texte stehen, lesen" if later else "Lesen"
    return [
        f"{first}: {wait} auf ein Urteil{order}.",
        f"In {done.page} ankreuzen, oder in {folder / REVIEW} je Satz verdict (ok oder wrong), by und date",
        "eintragen: ok heißt, der Satz erzählt dieses Szenario und widerspricht ihm nicht.",
        *_listed(unread, done),
        *([f"Oder messen, wie gut das Sprachmodell prüft: szenario eval-judge {folder}"] if weak else []),
    ]


def _step(what: str, obstacles: "Sequence[Obstacle]", done: "Evaluated", command: str = "") -> list[str]:
    """A step with its obstacles; none where there is nothing to do."""
    if not obstacles:
        return []
    return [what, *_listed(obstacles, done), *([command] if command else [])]


def _listed(obstacles: "Sequence[Obstacle]", done: "Evaluated") -> list[str]:
    """The first of them, and how many there are besides."""
    lines = [_line(one, done.titles.get(one.cluster, "")) for one in obstacles[:MOST]]
    more = len(obstacles) - MOST
    return [*lines, f"… und {more} weitere; alle stehen in {JUNIT}."] if more > 0 else lines


def _line(one: "Obstacle", title: str) -> str:
    place = f"{one.cluster}, Satz {one.sentence}" if one.sentence else one.cluster
    if title and title not in one.message:
        place = f"„{title}“ ({place})"
    return f"{one.id}  {place}: {one.message}" if place else f"{one.id}  {one.message}"
