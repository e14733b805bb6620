"""From an answer store to recordings: `python -m evals.recordings.record PROJEKT [--home ORDNER]`.

Taken are the answers of one project that its chains have not given up: also a reply that did not fit,
for the next question quotes it. What belongs to no prompt of today was answered to an earlier wording
and is left out, and told; so is what would carry a path or a key of this machine into the repository.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.answers import Kept, kept_in
from evals.recordings.origin import prompt_of
from evals.recordings.recording import BY_HAND, MODEL, Recording, private, write_all
from pipeline.app.configuration import Surroundings
from pipeline.core.errors import InputError, SzenarioError
from pipeline.llm.model import named

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Taken:
    """What became of the answers of a store; `left_out` says of each that was not taken why."""

    recordings: tuple[Recording, ...]
    left_out: tuple[str, ...]


def take(kept: Sequence[Kept], project: Path) -> Taken:
    """The recordings of a project, each question once; raises InputError where it has no answers."""
    own = [one for one in kept if Path(one.project).resolve() == project.resolve()]
    by_hand = [one for one in own if named(one.model).model == MODEL and one.variant == 0]
    if not by_hand:
        others = ", ".join(sorted({one.model for one in own})) or "keine"
        raise InputError(
            f"Verlangt sind Antworten zu „{project}“ unter dem Modellnamen openai:{MODEL}; im Antwort"
            f"speicher stehen dazu: {others}. Bitte den Lauf mit --model openai:{MODEL} wiederholen oder "
            "mit --home den Speicher nennen."
        )
    found: dict[object, Recording] = {}
    left_out: list[str] = []
    for one in by_hand:
        recording = _recording(one)
        if isinstance(recording, str):
            left_out.append(f"{one.reply or 'ohne Schema'} (Stufe {one.stage}): {recording}")
        else:
            found[one.reply, one.messages] = recording
    return Taken(tuple(found.values()), tuple(left_out))


def _recording(one: Kept) -> Recording | str:
    """The recording of an answer, or why it is none."""
    if one.failed or not one.answer.whole:
        return "verworfene oder abgebrochene Antwort"
    prompt = prompt_of(one.messages)
    if prompt is None:
        return "passt zu keinem Prompt von heute, wurde also zu einem früheren Wortlaut gegeben"
    recording = Recording.model_validate(
        {
            "prompt": prompt.name,
            "prompt_digest": prompt.digest,
            "schema": one.reply,
            "messages": one.messages,
            "answer": one.answer.text,
            "written_by": BY_HAND,
        }
    )
    told = private(recording)
    return f"enthält „{told}“, einen Pfad oder Schlüssel dieses Rechners" if told else recording


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="record", description="Schreibt die Antworten eines Projekts als Aufzeichnungen."
    )
    parser.add_argument("project", type=Path, metavar="PROJEKT")
    parser.add_argument("--home", type=Path, metavar="ORDNER", help="Antwortspeicher (sonst SZENARIO_HOME)")
    parser.add_argument("--to", type=Path, metavar="ORDNER", help="Ziel (sonst evals/recordings/PROJEKT)")
    chosen = parser.parse_args(arguments)
    folder: Path = chosen.to or HERE / chosen.project.resolve().name
    try:
        taken = take(kept_in(chosen.home or Surroundings().home), chosen.project)
        if taken.recordings:
            write_all(folder, taken.recordings)
    except SzenarioError as error:
        print(error, file=sys.stderr)
        return 2
    for line in taken.left_out:
        print(f"Nicht aufgezeichnet: {line}", file=sys.stderr)
    if not taken.recordings:
        print("Keine Antwort ist aufgezeichnet; was dort lag, bleibt.", file=sys.stderr)
        return 2
    print(f"{len(taken.recordings)} Aufzeichnungen in {folder}")
    return 1 if taken.left_out else 0


if __name__ == "__main__":
    sys.exit(main())
