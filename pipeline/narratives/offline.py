"""The Rohgerüst: a first skeleton of a narrative from the values' own statements, without a model.

It says what the groups said, in the order of the plan, joined so that it can be read aloud. It adds no
fact and no cause: that values go together is no reason to write "deshalb". Each narrative draws other
phrases, and tells as much of its plan as its length allows.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.core.settings import Settings
from pipeline.core.types import Narrative, Sentence, Sheet
from pipeline.language.words import count_words
from pipeline.narratives.ladder import Rung, ladder
from pipeline.narratives.phrases import PHRASES
from pipeline.narratives.plan import Plan
from pipeline.narratives.skeleton import Skeleton


class SkeletonWriter:
    """Writes Rohgerüste; deterministic."""

    signature = "offline"
    at_once = 1

    def write(self, plan: Plan, number: int, sheet: Sheet, settings: Settings) -> Narrative:
        skeleton = Skeleton(plan, PHRASES[number % len(PHRASES)], sheet, settings)
        low, high = settings.draft.words
        built: list[Sentence] = []
        rung = Rung(())
        for rung in ladder([theme for theme in plan.themes if sheet.value(theme.value).text]):
            built = skeleton.built(rung)
            if _words(built) <= high:
                break
        for count in range(1, len(plan.tentative) + 1):
            if _words(built) >= low:
                break
            built = skeleton.built(replace(rung, tentative=plan.tentative[:count]))
        return Narrative(cluster=plan.cluster, title=plan.title, rohgeruest=True, sentences=tuple(built))


def _words(built: Sequence[Sentence]) -> int:
    return sum(count_words(sentence.text) for sentence in built)
