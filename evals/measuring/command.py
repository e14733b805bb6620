"""`szenario` as a person calls it, in a process of its own, with a folder of answers for each part."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.answers import Kept, kept_in
from evals.measuring.figures import Spent, wording_today
from evals.recordings.origin import prompt_of
from pipeline.core.errors import ModelError
from pipeline.core.files import write_text
from pipeline.core.settings import ModelSettings
from pipeline.project import SETTINGS

ROOT = Path(__file__).resolve().parent.parent.parent
_DONE = (0, 1)
"""1 is a verdict (blocked or undecided), no failure; a crash has the same code."""
_CRASHED = "Traceback (most recent call last)"


@dataclass
class Szenario:
    """Calls for one part of a measurement. `home` keeps the answers: an interrupted part goes on.

    `table` is what stands under [model] for every project of the measurement.
    """

    settings: ModelSettings
    work: Path
    home: Path
    table: Mapping[str, Any]
    say: Callable[[str], None]
    seconds: float = field(default=0.0, init=False)
    resumed: bool = field(init=False)

    def __post_init__(self) -> None:
        self.resumed = bool(kept_in(self.home))

    def project(self, source: Path, name: str) -> Path:
        """A copy of a project to work on, with the model's settings."""
        folder = self.work / name
        shutil.copytree(source, folder, dirs_exist_ok=True)
        self.settle(folder, (source / SETTINGS).read_text(encoding="utf-8"))
        return folder

    def settle(self, folder: Path, settings: str) -> None:
        """Write a project's settings, with those of the model."""
        lines = [f"{key} = {json.dumps(value)}" for key, value in self.table.items() if key != "name"]
        model = "\n".join(["", "[model]", *lines, ""]) if lines else ""
        write_text(folder / SETTINGS, settings + model)

    def call(self, *arguments: str | Path) -> str:
        """What a command says that thinks nothing."""
        return self._called([*map(str, arguments)])

    def offline(self, *arguments: str | Path) -> str:
        """What a command says without a model."""
        return self._called([*map(str, arguments), "--offline"])

    def asking(self, *arguments: str | Path, variant: int = 0) -> str:
        """What it says with the model; raises ModelError with the command's message."""
        wanted = [*map(str, arguments), "--model", self.settings.name]
        wanted += ["--variant", str(variant)] if variant else []
        wanted += ["--yes"] if self.settings.external else []
        started = time.perf_counter()
        said = self._called(wanted)
        self.seconds += time.perf_counter() - started
        return said

    def spent(self) -> Spent:
        """What the calls took, from the answers that were kept; raises ModelError where there are none."""
        kept, settings = kept_in(self.home), self.settings
        if not kept:
            raise ModelError(
                f"Gemessen werden soll {settings.name}, aber der Befehl hat es nichts gefragt. Was er "
                "liefert, ist ohne Modell gerechnet."
            )
        tokens_in = sum(one.answer.tokens_in for one in kept)
        tokens_out = sum(one.answer.tokens_out for one in kept)
        cost = None
        if settings.price_in is not None and settings.price_out is not None:
            cost = (tokens_in * settings.price_in + tokens_out * settings.price_out) / 1_000_000
        return Spent(
            calls=len(kept),
            again=sum(one.again for one in kept),
            given_up=sum(one.failed for one in kept),
            tokens_in=tokens_in,
            tokens_out=tokens_out,
            cost=cost,
            seconds=None if self.resumed else round(self.seconds, 1),
        )

    def prompts(self) -> dict[str, str]:
        """The wording that was asked with; all prompts where a question cannot be traced to one."""
        return _wording(kept_in(self.home))

    def _called(self, arguments: Sequence[str]) -> str:
        command = [sys.executable, "-m", "pipeline.app", *arguments]
        self.say(f"szenario {arguments[0]} …")
        environment = {**os.environ, "SZENARIO_HOME": str(self.home), "PYTHONPATH": str(ROOT)}
        environment.pop("SZENARIO_MODEL", None)
        done = subprocess.run(command, cwd=self.work, env=environment, capture_output=True, text=True)
        if done.returncode not in _DONE or not done.stdout or _CRASHED in done.stderr:
            last = done.stderr.strip().splitlines()[-1:] or ["ohne Meldung"]
            raise ModelError(f"„szenario {arguments[0]}“ endet mit {done.returncode}: {last[0]}")
        return done.stdout


def answers(text: str) -> Any:
    """One JSON document as a command prints it."""
    return json.loads(text)


def _wording(kept: Sequence[Kept]) -> dict[str, str]:
    found = [prompt_of(one.messages) for one in kept]
    if None in found:
        return wording_today()
    return {prompt.name: prompt.digest for prompt in found if prompt is not None}
