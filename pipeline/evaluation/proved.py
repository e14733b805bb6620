"""A suite's cases, proved once a process: while it runs, neither the checks nor a file's bytes change.

Nothing is kept beyond it: a proof of yesterday's program proves nothing today.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from pipeline.core.files import digest_of
from pipeline.core.resources import shipped
from pipeline.evaluation.suites.suite import Proof, Suite
from pipeline.evaluation.world import FILE


def proved(suite: Suite, paths: Sequence[Path]) -> Proof:
    """What came of the cases in these files; raises InputError for one that cannot be used."""
    there = [digest_of(path) if path.is_file() else "" for path in paths]
    return _once(suite, tuple(zip(paths, there, strict=True)), digest_of(shipped(FILE)))


@lru_cache(maxsize=64)
def _once(suite: Suite, files: tuple[tuple[Path, str], ...], world: str) -> Proof:
    return suite.prove(tuple(path for path, _ in files))
