"""`kill -9` at any moment: the same command goes on and ends with the same artifacts."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from conftest import ROOT, szenario
from test_run import contents

MOMENTS = 20


def test_a_run_killed_at_twenty_random_moments_ends_like_an_undisturbed_one(project, tmp_path: Path):
    undisturbed = szenario("run", project, "--out", tmp_path / "ruhig", cwd=tmp_path)
    assert undisturbed.code == 0, undisturbed.err
    wanted = contents(tmp_path / "ruhig")
    moments = random.Random(2035)
    disturbed = tmp_path / "gestoert"
    killed = 0
    longest = 4.0
    for _ in range(MOMENTS):
        process = subprocess.Popen(
            [sys.executable, "-m", "pipeline.app", "run", str(project), "--out", str(disturbed)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(moments.uniform(0.4, longest))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            killed += 1
        process.wait()
        if process.returncode == 0:  # it got through: begin anew, so that every stage is hit
            assert contents(disturbed) == wanted
            (disturbed / "run.json").unlink()
            (disturbed / "clusters.yaml").unlink()
    last = szenario("run", project, "--out", disturbed, cwd=tmp_path)
    assert last.code == 0, last.err
    assert contents(disturbed) == wanted
    assert killed >= MOMENTS // 2
