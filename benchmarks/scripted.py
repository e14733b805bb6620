"""A whole run against the scripted model of the tests, as a command of its own with a store of its own.

The model answers by rule: what is counted and timed here is our part, never a model's.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "llm"))

from model_server import ModelServer, Said

PROJECT = ROOT / "corpus" / "konnektivitaet-2035"


@dataclass(frozen=True)
class Bench:
    """A server and a place for runs; `run` gives the command's JSON."""

    server: ModelServer
    folder: Path

    def run(self, project: Path = PROJECT) -> dict[str, Any]:
        """One `szenario run`; raises CalledProcessError where it fails."""
        around = {name: value for name, value in os.environ.items() if not name.startswith("LANG")}
        around |= {
            "OPENAI_BASE_URL": self.server.address,
            "SZENARIO_HOME": str(self.folder / "home"),
            "OPENBLAS_NUM_THREADS": "1",
            "SZENARIO_PARALLEL": "8",
        }
        command = [sys.executable, "-m", "pipeline.app", "run", str(project), "--json"]
        command += ["--model", "openai:probe", "--out", str(self.folder / "run")]
        done = subprocess.run(command, cwd=ROOT, env=around, capture_output=True, text=True, check=False)
        if done.returncode not in (0, 1):
            raise SystemExit(done.stderr)
        found: dict[str, Any] = json.loads(done.stdout)
        return found


@contextmanager
def bench(act: Callable[[dict[str, Any]], Said]) -> Iterator[Bench]:
    """A bench whose server answers with this act."""
    with ModelServer() as server, tempfile.TemporaryDirectory() as folder:
        server.always(act)
        yield Bench(server, Path(folder))
