"""A finished offline run of the small project, made once a session and copied for whoever changes it."""

import atexit
import functools
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from pipeline.core.files import to_json


def ready(cli: Any, project: Path, folder: Path) -> Path:
    """A run of `project`, as it is when nothing has been changed in it yet, in `folder`."""
    made = _place()
    if not (made / "run.json").is_file():
        done = cli("run", project, "--offline", "--out", made)
        assert done.code == 0, done.err
    shutil.copytree(made, folder)
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    record["folder"] = str(project.resolve())
    (folder / "run.json").write_text(to_json(record), encoding="utf-8")
    return folder


@functools.cache
def _place() -> Path:
    folder = tempfile.mkdtemp(prefix="szenario-fertig-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder) / "lauf"
