"""Opening files that another command may put anew in the very same moment: all of one state, or again.

Nothing is locked for a question. What was opened is used only where the files are afterwards what they
were before; else they are made ready and opened again, a few times.
"""

from collections.abc import Callable
from typing import TypeVar

from pipeline.core.errors import LockedError, SzenarioError

TRIES = 3

S = TypeVar("S")
T = TypeVar("T")


def steadily(ready: Callable[[], S], opened: Callable[[], T], stamps: Callable[[], S]) -> T:
    """What `opened` gives while `stamps` stay as `ready` left them.

    Raises what `ready` raises, and `opened` where nothing has changed meanwhile; LockedError where it
    never rests.
    """
    problem: Exception | None = None
    for _ in range(TRIES):
        before = ready()
        try:
            found = opened()
        except SzenarioError:
            raise
        except Exception as error:  # whatever it is that an index exchanged half-way leads to
            if stamps() == before:
                raise
            problem = error
            continue
        if stamps() == before:
            return found
    raise LockedError(
        "Die Dokumente werden gerade immer wieder neu gelesen. Bitte warten, bis der andere Befehl fertig "
        "ist, und noch einmal aufrufen."
    ) from problem
