"""What an alternative falls short of: a model is asked to mend it, and people are told what is left."""

from collections.abc import Sequence

from pipeline.checks import facts, names, quotations
from pipeline.checks.case import Case
from pipeline.checks.prose.tropes import tropes
from pipeline.core.types import Sentence
from pipeline.language.words import count_words
from pipeline.narratives.demands import Demands, copied, misshapen
from pipeline.narratives.redraft.note import understood
from pipeline.narratives.redraft.nouns import Wanted
from pipeline.narratives.redraft.spans import put_in

LENIENCE = 0.35
"""How far from the length of what stands there an alternative may lie where the note says nothing of it."""


def bounds(wanted: Wanted) -> tuple[int, int]:
    """From how many words to how many an alternative may have."""
    ground = wanted.ground
    wish = understood(wanted.note, ground.clusters.cluster(wanted.plan.cluster), ground.sheet)
    now = sum(count_words(one.text) for one in wanted.before)
    if wish.length == "shorter":
        return 1, now - 1
    if wish.length == "longer":
        return now + 1, 3 * now
    room = max(6, round(LENIENCE * now))
    return max(1, now - room), now + room * (2 if wish.more else 1)


def length_told(wanted: Wanted) -> str:
    low, high = bounds(wanted)
    return f"Jede Fassung hat {low} bis {high} Wörter."


def short_of(sentences: Sequence[Sentence], wanted: Wanted) -> list[str]:
    """What an alternative falls short of: length, form, copied words, facts without a source."""
    longest = wanted.ground.style.sentences.longest
    if wanted.place.whole:
        settings, wording = wanted.ground.settings, _wording(wanted)
        demands = Demands(settings.draft.words, wanted.plan.guiding, wording, settings.horizon, longest)
        return [*filter(None, [demands.unmet(sentences)]), *_unfounded(sentences, wanted)]
    texts = [one.text for one in sentences]
    low, high = bounds(wanted)
    total = sum(map(count_words, texts))
    found = [] if low <= total <= high else [f"Sie hat {total} Wörter; verlangt sind {low} bis {high}."]
    found += [
        told for number, text in enumerate(texts, start=1) for told in misshapen(number, text, longest)
    ]
    return [*found, *tropes(texts), *copied(texts, _wording(wanted)), *_unfounded(sentences, wanted)]


def _wording(wanted: Wanted) -> list[str]:
    """The texts of the values and of today's states that an answer has to put into words of its own."""
    sheet, cluster = wanted.ground.sheet, wanted.ground.clusters.cluster(wanted.plan.cluster)
    of_values = [sheet.value(value).text for value in cluster.members.values()]
    return [*of_values, *(sheet.factor(factor).heute for factor in cluster.members)]


def _unfounded(sentences: Sequence[Sentence], wanted: Wanted) -> list[str]:
    """Numbers, names and quotations that stand in no source, as the checks tell of them."""
    tried = put_in(wanted.narrative, wanted.numbers, sentences)
    case = Case(tried, wanted.ground)
    first, last = wanted.numbers[0], wanted.numbers[0] + len(sentences) - 1
    return [
        finding.message
        for kind in (facts, names, quotations)
        for finding in kind.check(case)
        if finding.sentence is not None and first <= finding.sentence <= last
    ]
