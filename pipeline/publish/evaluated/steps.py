"""What to do now, in order: texts first, since a changed sentence is judged anew; then who judges."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.evaluation.nouns import GateVerdict
from pipeline.publish.evaluated.numbers import many
from pipeline.publish.evaluated.obstacles import ObstacleShown, command

MOST = 8
Chosen = Callable[[ObstacleShown], bool]


@dataclass(frozen=True)
class Alike:
    """Obstacles of which the same is said, at different places."""

    message: str
    obstacles: Sequence[ObstacleShown]


@dataclass(frozen=True)
class Step:
    """One thing to do: commands to type, what it is about (the first few), and how much more there is."""

    title: str
    how: str
    commands: Sequence[str] = ()
    about: Sequence[Alike] = ()
    more: int = 0
    reading: bool = False


def steps(verdict: GateVerdict, found: Sequence[ObstacleShown], waiting: int, run: str) -> list[Step]:
    """What a releaser does next; the last step is always the command that says whether it was enough."""
    if verdict == "pass":
        return _released(run)
    made = [
        *_writing(found),
        *_correcting(found),
        *_asking(found, run),
        *_measuring(found, run),
        *_reading(found, waiting),
        *_mending(found),
        *_completing(found),
    ]
    return [*made, Step("Neu prüfen", "Erst ein neues Urteil zählt.", (command("eval", run),))]


def _released(run: str) -> list[Step]:
    who = ("--by", "NAME", "--body", "STELLE", "--scope", "ZWECK")
    return [
        Step(
            "Freigeben",
            "Wer für welche Stelle und wofür einsteht, steht danach in jeder Datei; ohne diese Angaben "
            "entsteht eine Arbeitsfassung. Jede Änderung eines Textes hebt die Freigabe auf.",
            (command("publish", run, *who),),
        )
    ]


def _writing(found: Sequence[ObstacleShown]) -> list[Step]:
    return _step(
        found,
        lambda one: one.cause == "text" and not one.waive,
        "Texte schreiben",
        "Dafür gibt es keine Ausnahme: Rohgerüste und fehlende Texte im Ordner narratives/ ausarbeiten.",
    )


def _correcting(found: Sequence[ObstacleShown]) -> list[Step]:
    mine = [one for one in found if one.cause == "text" and one.waive]
    return _step(
        mine,
        lambda _: True,
        "Berichtigen, oder eine Ausnahme verantworten",
        "Den Satz in narratives/ ändern; danach ist er neu zu beurteilen. Was trotzdem bleiben soll, "
        "lässt ein Mensch mit Namen und Grund zu, Befund für Befund (den Befehl nennt jeder unten).",
        tuple(one.waive for one in mine[:1]),
    )


def _asking(found: Sequence[ObstacleShown], run: str) -> list[Step]:
    return _step(
        found,
        lambda one: one.cause == "model",
        "Das Sprachmodell noch einmal fragen, oder selbst lesen",
        "Ob es erreichbar ist, sagt der erste Befehl; der zweite fragt nur, was offen ist.",
        (command("model"), command("check", run)),
    )


def _measuring(found: Sequence[ObstacleShown], run: str) -> list[Step]:
    return _step(
        found,
        _only_measured,
        "Den Prüfer messen, oder selbst lesen",
        "Ein Urteil zählt erst, wenn gemessen ist, wie viele Fehler der Prüfer findet. Reicht das nicht, "
        "liest ein Mensch.",
        (command("eval-judge", run),),
    )


def _reading(found: Sequence[ObstacleShown], waiting: int) -> list[Step]:
    mine = _alike([one for one in found if one.cause == "open"])
    if not mine and not waiting:
        return []
    how = "Hier fehlt ein Urteil, das nicht an einzelnen Sätzen hängt."
    if waiting:
        how = (
            f"{many(waiting, 'Satz wartet', 'Sätze warten')} auf ein Urteil mit Namen und Datum: hier "
            "ankreuzen und review.yaml herunterladen, oder die Datei review.yaml im Lauf ausfüllen."
        )
    return [Step("Lesen", how, about=mine[:MOST], more=max(0, len(mine) - MOST), reading=waiting > 0)]


def _mending(found: Sequence[ObstacleShown]) -> list[Step]:
    return _step(
        found,
        lambda one: one.cause == "judge" and not _only_measured(one),
        "Die Prüfung in Ordnung bringen",
        "Sache derer, die das Programm pflegen: Die Texte können richtig sein, nur weiß es niemand.",
    )


def _completing(found: Sequence[ObstacleShown]) -> list[Step]:
    return _step(
        found,
        lambda one: one.cause == "data",
        "Fälle oder Schwellen ergänzen",
        "Schwellen stehen mit ihrem Grund in evals/thresholds.toml, Fälle in evals/SUITE/cases.yaml.",
    )


def _only_measured(one: ObstacleShown) -> bool:
    """Whether a judge's verdicts are there and only lack a measurement that is good enough."""
    return one.cause == "judge" and one.unjudged


def _step(
    found: Sequence[ObstacleShown], chosen: Chosen, title: str, how: str, commands: Sequence[str] = ()
) -> list[Step]:
    mine = _alike([one for one in found if chosen(one)])
    return [Step(title, how, commands, mine[:MOST], max(0, len(mine) - MOST))] if mine else []


def _alike(found: Sequence[ObstacleShown]) -> list[Alike]:
    messages = dict.fromkeys(one.message for one in found)
    return [Alike(one, [each for each in found if each.message == one]) for one in messages]
