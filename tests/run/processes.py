"""The command line in processes of its own that begin warm: a mother imports everything once and forks.

    with Mother(shared_vectors) as mother:
        child = mother.started("run", project, cwd=folder, env={...})
        child.kill()                    # kill -9
        child.ended()                   # → exit code, stdout, stderr

Every child is a real process: it can be killed at any moment, and what it leaves is what a person's
would leave. One child at a time: who is still there when the next one begins is killed.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conftest import ROOT, VALUES, Outcome


@dataclass(frozen=True)
class Child:
    """A command under way."""

    mother: "Mother"
    pid: int
    folder: Path

    def kill(self) -> None:
        """In a way that nothing can be done about; where it has ended already, nothing happens."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def ended(self) -> Outcome:
        """What it left behind; the code is negative where a signal ended it."""
        code = self.mother.told()["code"]
        self.mother.child = None
        places = said(self.folder)
        out, err = (one.read_text(encoding="utf-8") if one.is_file() else "" for one in places)
        return Outcome(code, out, err)


class Mother:
    """Starts commands; the docstring of the module says how. `vectors` is the folder they share."""

    def __init__(self, vectors: Path) -> None:
        self._vectors = vectors

    def __enter__(self) -> "Mother":
        self._process = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("mother.py"), VALUES, self._vectors],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
        )
        self.child: Child | None = None
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=60)
        self._process.stdout.close()

    def started(
        self, *arguments: str | Path, cwd: Path, env: Mapping[str, str], terminal: str | None = None
    ) -> Child:
        """A command that has begun in this folder, with this added to the environment.

        It reads nothing and writes to files, or does both at a terminal.
        """
        if self.child is not None:
            self.child.kill()
            self.child.ended()
        out, err = map(str, said(cwd))
        asked = {
            "arguments": list(map(str, arguments)),
            "cwd": str(cwd),
            "env": dict(env),
            "in": terminal or os.devnull,
            "out": terminal or out,
            "err": terminal or err,
        }
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        self.child = Child(self, self.told()["pid"], cwd)
        return self.child

    def run(self, *arguments: str | Path, cwd: Path, env: Mapping[str, str]) -> Outcome:
        """A command from its start to its end."""
        return self.started(*arguments, cwd=cwd, env=env).ended()

    def told(self) -> dict[str, Any]:
        """What the mother says next."""
        assert self._process.stdout is not None
        line: dict[str, Any] = json.loads(self._process.stdout.readline())
        return line


def said(folder: Path) -> tuple[Path, Path]:
    """Where a command of this folder writes to: stdout and stderr."""
    return folder / ".stdout", folder / ".stderr"
