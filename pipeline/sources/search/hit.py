"""What a search finds."""

from dataclasses import dataclass

from pipeline.core.types import Passage


@dataclass(frozen=True)
class Hit:
    """A passage that answers a question, and what speaks for it.

    `score` ranks. `words` is how much of the weight of the question's words the passage holds
    (0 none, about 1 all; BM25 over the question's worth), `meaning` its closeness to the question
    (mean of its best sentence's cosine and its own, −1 to 1; 0 where meaning was not asked), `cosines`
    those of its sentences in order. `covered` is the share of the words' weight that stands or nearly
    stands there, mistyped words and those of like meaning included (0 to 1; by words alone no more than
    `words`), `ahead` how far its score lies above the middle one of all that were
    compared. `project` is the name of the project it stands in, `also` those of others that hold the
    same passage; `row` is its position among all passages of its project, which stand in the order of
    their documents (−1 where it is not known).

    Set where hits are shown as places: `alike` are near-duplicates that are not shown besides, `joined`
    the stretch of neighbouring passages, in the document's order, of which `passage` is the best.
    """

    passage: Passage
    score: float
    words: float = 0.0
    covered: float = 0.0
    meaning: float = 0.0
    ahead: float = 0.0
    cosines: tuple[float, ...] = ()
    project: str = ""
    alike: tuple[Passage, ...] = ()
    joined: tuple[Passage, ...] = ()
    also: tuple[str, ...] = ()
    row: int = -1

    @property
    def stretch(self) -> tuple[Passage, ...]:
        """What is shown of a hit: the joined passages, or the one."""
        return self.joined or (self.passage,)
