"""`kill -9` at any moment: the same command goes on and ends with the same artifacts."""

import random
import shutil
import signal
import time
from pathlib import Path

from processes import Mother
from test_run import contents

MOMENTS = 20
LEAST = 0.25
"""What goes on has this share of an undisturbed run before it at least: it starts, reads, and does a stage
again. A kill comes within what is left: over the whole time only four of ten runs that go on were hit.
"""


def test_a_run_killed_at_twenty_random_moments_ends_like_an_undisturbed_one(
    mother: Mother, project, tmp_path: Path
):
    child = mother.started("run", project, "--out", tmp_path / "ruhig", cwd=tmp_path, env={})
    begun = time.monotonic()
    undisturbed = child.ended()
    longest = time.monotonic() - begun
    assert undisturbed.code == 0, undisturbed.err
    wanted = contents(tmp_path / "ruhig")
    moments = random.Random(2035)
    disturbed = tmp_path / "gestoert"
    killed = 0
    tried = 0
    left = longest
    while tried < MOMENTS or (killed < MOMENTS // 2 and tried < 2 * MOMENTS):
        tried += 1
        moment = moments.uniform(0, left)
        child = mother.started("run", project, "--out", disturbed, cwd=tmp_path, env={})
        time.sleep(moment)
        child.kill()
        ended = child.ended()
        assert ended.code in (0, -signal.SIGKILL), ended.err
        if ended.code:
            killed += 1
            left = max(left - moment, longest * LEAST)
        else:  # it got through: begin anew, from nothing, so that every stage is hit
            assert contents(disturbed) == wanted
            shutil.rmtree(disturbed)
            left = longest
    last = mother.run("run", project, "--out", disturbed, cwd=tmp_path, env={})
    assert last.code == 0, last.err
    assert contents(disturbed) == wanted
    assert killed >= MOMENTS // 2
