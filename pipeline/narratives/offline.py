"""The Rohgerüst: a first skeleton of a narrative from the values' own statements, without a model.

It says what the groups said, in a planned order, joined so that it can be read aloud. It adds no
fact and no cause: that values go together is no reason to write "deshalb". Phrases of ours only
open, turn and close, and take what they name from the plan. Each narrative draws other phrases.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.core.settings import Settings
from pipeline.core.types import Basis, Narrative, Sentence, Sheet
from pipeline.language.grammar import continued, fronted
from pipeline.language.sentences import sentences
from pipeline.language.words import count_words
from pipeline.narratives.phrases import COUNTED, PHRASES, Phrases, listed
from pipeline.narratives.plan import Plan, Theme

JOINED_WORDS = 26


@dataclass
class _Builder:
    """Sentences so far; knows the paragraph it is in."""

    sentences: list[Sentence] = field(default_factory=list)
    paragraph: int = 1

    def add(self, text: str, basis: Basis, values: Sequence[str], passages: Sequence[str] = ()) -> None:
        self.sentences.append(
            Sentence(
                text=text,
                basis=basis,
                values=tuple(values),
                passages=tuple(passages),
                paragraph=self.paragraph,
            )
        )


class SkeletonWriter:
    """Writes Rohgerüste; deterministic."""

    signature = "offline"
    at_once = 1

    def write(self, plan: Plan, number: int, sheet: Sheet, settings: Settings) -> Narrative:
        phrases = PHRASES[number % len(PHRASES)]
        told = [theme for theme in plan.themes if sheet.value(theme.value).text]
        low, high = settings.draft.words
        best: list[Sentence] = []
        for count in range(len(told), 0, -1):
            for brief in (0, 1, 2, 3):
                built = _build(plan, told[:count], brief, phrases, sheet, settings)
                if not best or _off(built, low, high) < _off(best, low, high):
                    best = built
        if not told:
            best = _build(plan, [], 0, phrases, sheet, settings)
        for count in range(1, len(plan.tentative) + 1):
            if sum(count_words(sentence.text) for sentence in best) >= low:
                break
            best = _build(plan, told, 0, phrases, sheet, settings, plan.tentative[:count])
        return Narrative(cluster=plan.cluster, title=plan.title, rohgeruest=True, sentences=tuple(best))


def _off(built: Sequence[Sentence], low: int, high: int) -> float:
    """How far a text's length is from the middle of what is wanted, in words."""
    words = sum(count_words(sentence.text) for sentence in built)
    return abs(words - (low + high) / 2)


def _build(
    plan: Plan,
    themes: Sequence[Theme],
    brief: int,
    phrases: Phrases,
    sheet: Sheet,
    settings: Settings,
    tentative: Sequence[Theme] = (),
) -> list[Sentence]:
    """The sentences with these themes; the last `brief` of them only with their first sentence.

    `tentative` themes follow as what they are: of open place.
    """
    builder = _Builder()
    region = _region(settings)
    guiding = [_quoted(sheet, value) for value in plan.guiding]
    builder.add(
        phrases.opening.format(
            year=settings.horizon, region=region, labels=listed(guiding), **COUNTED[len(guiding)]
        ),
        "inference",
        plan.guiding,
    )
    first, second = themes[: _half(len(themes))], themes[_half(len(themes)) :]
    shortened = {theme.value for theme in themes[len(themes) - brief :]} if brief else set()
    _tell(builder, first, phrases.joints_first, shortened, sheet)
    if second:
        builder.paragraph = 2
        trends = _trends(second, sheet)
        if len(trends) > 1:
            builder.add(
                phrases.turn.format(themes=listed(trends)),
                "inference",
                [theme.value for theme in second],
            )
        _tell(builder, second, phrases.joints_second, shortened, sheet)
    if tentative:
        builder.add(phrases.tentative, "inference", [theme.value for theme in tentative])
        _tell(builder, tentative, (), set(), sheet)
    builder.paragraph += 1
    _close(builder, plan, phrases, sheet, settings)
    return builder.sentences


def _tell(
    builder: _Builder,
    themes: Sequence[Theme],
    joints: Sequence[str],
    shortened: set[str],
    sheet: Sheet,
) -> None:
    waiting = list(joints)
    for position, theme in enumerate(themes):
        told = sentences(sheet.value(theme.value).text)
        if theme.value in shortened:
            told = told[:1]
        if position % 2 == 1 and waiting:
            turned = fronted(waiting[0], told[0])
            if turned is not None:
                told = [turned, *told[1:]]
                waiting.pop(0)
        if position % 2 == 0:
            told = _joined(told)
        for text in told:
            builder.add(_closed(text), "value", [theme.value], theme.passages)


def _joined(told: list[str]) -> list[str]:
    """Two short statements of one group as one sentence, parted by a semicolon."""
    if len(told) != 2 or told[0][-1] != "." or count_words(" ".join(told)) > JOINED_WORDS:
        return told
    return [f"{told[0][:-1]}; {continued(told[1])}"]


def _close(builder: _Builder, plan: Plan, phrases: Phrases, sheet: Sheet, settings: Settings) -> None:
    counterpoint = plan.counterpoint
    closing = [*plan.guiding[:2]]
    if counterpoint is not None:
        valued = sheet.value(counterpoint.value).wertung
        bridge = {"+": phrases.gain, "-": phrases.price}.get(valued or "", phrases.odd)
        builder.add(bridge, "inference", [counterpoint.value])
        for text in sentences(sheet.value(counterpoint.value).text):
            builder.add(_closed(text), "value", [counterpoint.value], counterpoint.passages)
    gains = [_quoted(sheet, value) for value in plan.guiding[:2]]
    against = _quoted(sheet, counterpoint.value) if counterpoint else ""
    form = phrases.closing if counterpoint else phrases.closing_without
    builder.add(
        form.format(region=_region(settings), year=settings.horizon, labels=listed(gains), against=against),
        "inference",
        [*closing, *([counterpoint.value] if counterpoint else [])],
    )


def _half(count: int) -> int:
    return (count + 1) // 2


def _closed(text: str) -> str:
    """A statement ends with a mark, also where a group wrote none."""
    return text if text[-1] in '.!?…“”"' else f"{text}."


def _quoted(sheet: Sheet, value_id: str) -> str:
    return f"„{sheet.value(value_id).label}“"


def _region(settings: Settings) -> str:
    """The region as the title names it, in the nominative: "die Ruhrregion"."""
    words = [word for word in settings.name_pattern.split() if word not in ("…", "...")]
    if len(words) >= 2 and words[0].lower() in ("der", "die", "das"):
        return " ".join([words[0].lower(), *words[1:]])
    return f"die Region {settings.region}"


def _trends(themes: Sequence[Theme], sheet: Sheet) -> list[str]:
    names = dict.fromkeys(sheet.factor(theme.factor).trend for theme in themes)
    return [name for name in names if name][:3]
