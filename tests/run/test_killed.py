"""`kill -9` at any moment: the same command goes on and ends with the same artifacts."""

import random
import shutil
import signal
import time
from pathlib import Path

from processes import Mother
from test_run import contents

MOMENTS = 20
ENOUGH = 0.25
"""With less than this share of a run left, the next goes to its end, and after it one begins from nothing.
Kills over the whole length of a run came after the end of what went on, or hit the last stages alone.
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
        child = mother.started("run", project, "--out", disturbed, cwd=tmp_path, env={})
        if left >= longest * ENOUGH:
            moment = moments.uniform(0, left)
            time.sleep(moment)
            child.kill()
            left -= moment
        ended = child.ended()
        assert ended.code in (0, -signal.SIGKILL), ended.err
        if ended.code:
            killed += 1
        else:  # it got through: begin anew, from nothing, so that every stage is hit
            assert contents(disturbed) == wanted
            shutil.rmtree(disturbed)
            left = longest
    last = mother.run("run", project, "--out", disturbed, cwd=tmp_path, env={})
    assert last.code == 0, last.err
    assert contents(disturbed) == wanted
    assert killed >= MOMENTS // 2
