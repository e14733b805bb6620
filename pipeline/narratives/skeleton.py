"""The sentences of a Rohgerüst, each with what it rests on.

A value's statement stands as the groups wrote it, at most with an adverb in front. Today's state and
the reason of a rating are quoted, in a frame that says whose words they are; the frame is ours and
its basis an inference, for that the way began there is no statement of the sheet.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.core.settings import Settings
from pipeline.core.types import Sentence, Sheet
from pipeline.language.grammar import fronted
from pipeline.language.sentences import sentences
from pipeline.language.words import count_words
from pipeline.narratives.ladder import Rung
from pipeline.narratives.phrases import COUNTED, Part, Phrases, listed, quoted
from pipeline.narratives.plan import Link, Plan, Step, Theme
from pipeline.narratives.region import named_in_title
from pipeline.narratives.skeleton_text import Text, closed, joined

LONGEST = 35


@dataclass(frozen=True)
class Skeleton:
    """A plan with the phrases it is told in; `built` tells as much of it as a rung says."""

    plan: Plan
    phrases: Phrases
    sheet: Sheet
    settings: Settings

    def built(self, rung: Rung) -> list[Sentence]:
        """The sentences in order, in paragraphs from 1."""
        text = Text()
        self._open(text)
        half = (len(rung.themes) + 1) // 2
        self._tell(text, rung.themes[:half], rung, self.phrases.joints_first)
        for parts in self.phrases.order:
            there = [part for part in parts if self._there(part, rung, half)]
            if there and there != ["closing"]:  # a closing alone is no paragraph
                text.paragraph += 1
            for part in there:
                self._part(part, text, rung, half)
        return text.sentences

    def _there(self, part: Part, rung: Rung, half: int) -> bool:
        present = {
            "path": bool(self.plan.path),
            "rest": bool(rung.themes[half:] or rung.tentative),
            "price": self.plan.counterpoint is not None,
        }
        return present.get(part, True)

    def _part(self, part: Part, text: Text, rung: Rung, half: int) -> None:
        if part == "path":
            self._look_back(text)
        elif part == "rest":
            self._tell_rest(text, rung, half)
        elif part == "price":
            self._weigh(text)
        else:
            self._close(text)

    def _open(self, text: Text) -> None:
        def opening(named: Sequence[str]) -> str:
            return self._framed(self.phrases.opening, named, **COUNTED[len(named)])

        named = _naming(opening, self.plan.guiding)
        text.add(opening(named), "inference", named)

    def _tell_rest(self, text: Text, rung: Rung, half: int) -> None:
        if text.begun:
            text.add(
                self.phrases.on.format(year=self.settings.horizon),
                "inference",
                [theme.value for theme in (*rung.themes[half:], *rung.tentative)],
            )
        self._tell(text, rung.themes[half:], rung, self.phrases.joints_second)
        if rung.tentative:
            text.add(self.phrases.tentative, "inference", [theme.value for theme in rung.tentative])
            self._tell(text, rung.tentative, rung, ())

    def _tell(self, text: Text, themes: Sequence[Theme], rung: Rung, joints: Sequence[str]) -> None:
        waiting = list(joints)
        links = self._links(rung)
        for position, theme in enumerate(themes):
            turns = [
                one for one in links if one.effect != "fördert" and self._later(one, rung) == theme.value
            ]
            for link in turns:
                self._link(text, link)
            told = sentences(self.sheet.value(theme.value).text)
            if theme.value in rung.brief:
                told = told[:1]
            if position % 2 == 1 and waiting and not turns:
                turned = fronted(waiting[0], told[0])
                if turned is not None:
                    told = [turned, *told[1:]]
                    waiting.pop(0)
            if position % 2 == 0:
                told = joined(told)
            for one in told:
                text.add(closed(one), "value", [theme.value], theme.passages)
            for link in links:
                if link.effect == "fördert" and link.source == theme.value:
                    self._link(text, link)

    def _links(self, rung: Rung) -> list[Link]:
        """The first links of the plan whose values are both told, a driver before what it drives."""
        at = {theme.value: position for position, theme in enumerate(rung.themes)}
        possible = [
            one
            for one in self.plan.links
            if one.source in at
            and one.target in at
            and (one.effect != "fördert" or at[one.source] < at[one.target])
        ]
        return possible[: rung.links]

    def _later(self, link: Link, rung: Rung) -> str:
        at = [theme.value for theme in rung.themes]
        return max(link.source, link.target, key=at.index)

    def _link(self, text: Text, link: Link) -> None:
        form = {
            "fördert": self.phrases.drives,
            "hemmt": self.phrases.hinders,
            "Spannung": self.phrases.strains,
        }[link.effect]
        told = form.format(source=self._label(link.source), target=self._label(link.target))
        because = self.phrases.because.format(reason=quoted(link.reason)) if link.reason else ""
        text.add(f"{told}{because}.", "inference", [link.source, link.target])

    def _look_back(self, text: Text) -> None:
        frames = self.phrases.past
        used = 0
        for step in self.plan.path:
            told = closed(step.text.strip())
            if self._is_today(step):
                told = frames[min(used, len(frames) - 1)].format(today=quoted(told))
                used += 1
            text.add(told, "inference", step.values, step.passages)

    def _is_today(self, step: Step) -> bool:
        """Whether a step's words stand so in today's state of a factor it rests on."""
        words = " ".join(step.text.split())
        factors = [f for f in self.sheet.factors if any(v.id in step.values for v in f.values)]
        return any(words in " ".join(factor.heute.split()) for factor in factors)

    def _weigh(self, text: Text) -> None:
        counterpoint = self.plan.counterpoint
        if counterpoint is None:
            return
        value = self.sheet.value(counterpoint.value)
        bridge = {"+": self.phrases.gain, "-": self.phrases.price}.get(
            value.wertung or "", self.phrases.odd
        )
        text.add(bridge, "inference", [value.id])
        for told in sentences(value.text):
            text.add(closed(told), "value", [value.id], counterpoint.passages)

    def _close(self, text: Text) -> None:
        counterpoint = self.plan.counterpoint
        form = self.phrases.closing if counterpoint else self.phrases.closing_without
        against = self._label(counterpoint.value) if counterpoint else ""

        def closing(named: Sequence[str]) -> str:
            return self._framed(form, named, against=against)

        named = _naming(closing, self.plan.guiding[:2])
        text.add(closing(named), "inference", [*named, *([counterpoint.value] if counterpoint else [])])

    def _framed(self, form: str, named: Sequence[str], **more: str) -> str:
        """A phrase on the whole, with the labels of some values."""
        labels = listed([self._label(value) for value in named])
        region = named_in_title(self.settings)
        return form.format(year=self.settings.horizon, region=region, labels=labels, **more)

    def _label(self, value_id: str) -> str:
        return quoted(self.sheet.value(value_id).label)


def _naming(form: Callable[[Sequence[str]], str], values: Sequence[str]) -> Sequence[str]:
    """As many of the first values as a sentence can name that may be read aloud; one at least."""
    named = values
    while len(named) > 1 and count_words(form(named)) > LONGEST:
        named = named[:-1]
    return named
