"""What a search finds."""

from dataclasses import dataclass

from pipeline.core.types import Passage


@dataclass(frozen=True)
class Hit:
    """A passage that answers a question, and what speaks for it.

    `score` ranks. `words` is how much of the weight of the question's words the passage holds
    (0 none, about 1 all; BM25 over the question's worth), `meaning` its closeness to the question
    (mean of its best sentence's cosine and its own, −1 to 1; 0 where meaning was not asked), `cosines`
    those of its sentences in order. `project` is the name of the project it stands in; `alike` are
    near-duplicates that are not shown besides.
    """

    passage: Passage
    score: float
    words: float = 0.0
    meaning: float = 0.0
    cosines: tuple[float, ...] = ()
    project: str = ""
    alike: tuple[Passage, ...] = ()
