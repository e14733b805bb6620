"""Files of an earlier publication: they may say something else, so none stays beside the new ones.

They are moved to history/, never deleted; what a house put into the folder itself stays.
"""

from collections.abc import Collection

from pipeline.project import Run
from pipeline.run.engine import HISTORY


def put_away(run: Run, names: Collection[str]) -> tuple[str, ...]:
    """Move those of these files of a run that are there to a new folder of history/; where they are now."""
    there = [name for name in names if run.file(name).is_file()]
    if not there:
        return ()
    number = 1
    while run.file(f"{HISTORY}/publish-{number:03d}").exists():
        number += 1
    moved = []
    for name in there:
        target = f"{HISTORY}/publish-{number:03d}/{name.rpartition('/')[2]}"
        run.file(target).parent.mkdir(parents=True, exist_ok=True)
        run.file(name).replace(run.file(target))
        moved.append(target)
    return tuple(moved)
