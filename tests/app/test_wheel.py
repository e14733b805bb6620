"""The wheel carries all it needs: built, installed elsewhere, and run from another folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT


@pytest.mark.slow
def test_the_wheel_runs_a_project_from_another_folder(tmp_path: Path, project: Path):
    uv = [sys.executable, "-m", "uv"]
    subprocess.run([*uv, "build", "--wheel", "--quiet", "--out-dir", tmp_path, ROOT], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    subprocess.run([*uv, "venv", "--quiet", "--python", sys.executable, tmp_path / "v"], check=True)
    python = tmp_path / "v" / ("Scripts" if os.name == "nt" else "bin") / "python"
    # The packages themselves come from the environment of the tests; only ours is the wheel's.
    subprocess.run([*uv, "pip", "install", "--quiet", "--python", python, "--no-deps", wheel], check=True)
    site = next((tmp_path / "v").rglob("site-packages"))
    ours = [path for path in sys.path if path.endswith("site-packages")]
    (site / "umgebung.pth").write_text("\n".join(ours), encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    elsewhere = tmp_path / "anderswo"
    elsewhere.mkdir()

    def call(*arguments: str) -> str:
        command = [python, "-P", "-m", "pipeline.app", *arguments]
        done = subprocess.run(
            command, cwd=elsewhere, env=environment, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = subprocess.run(
        [python, "-P", "-c", "import pipeline; print(pipeline.__file__)"],
        cwd=elsewhere, env=environment, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert str(tmp_path) in where
    assert '"narratives"' in call("run", str(project), "--json")
    call("new", "neu")
    data = Path(where.strip()).parent / "data"
    assert (data / "evals" / "thresholds.toml").is_file()
    assert (data / "prompts").is_dir()
    proved = (
        "from pipeline.evaluation.suites import ALL; from pipeline.evaluation.cases import case_files; "
        "print(len(ALL), all(one.prove(case_files(one.name)).cases for one in ALL))"
    )
    done = subprocess.run(
        [python, "-P", "-c", proved], cwd=elsewhere, env=environment, capture_output=True, text=True
    )
    assert done.stdout.split() == ["8", "True"], done.stderr
    assert (data / "corpus" / "konnektivitaet-2035" / "values.yaml").is_file()
