"""What a template may ask for, by the names that it uses in {{ … }}.

Texts stand wherever they are asked for; a block takes the place of its paragraph. A house that wants each
scenario in its own order writes a loop: {%p for scenario in scenarios %} … {%p endfor %}.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.core.cells import clean
from pipeline.core.dates import german_date
from pipeline.publish.edition import Chapter, Edition
from pipeline.publish.word.matter import Matter
from pipeline.publish.word.placing import Block, Blocks, landscape_width
from pipeline.publish.word.story import Story
from pipeline.publish.wording import state

TEXTS = (
    "title", "region", "horizon", "date", "state", "run", "publisher", "audience", "ai_note", "no_forecast",
)  # fmt: skip
BLOCKS = (
    "method", "scenarios", "comparison", "values", "pictures", "windkanal", "sources", "waivers",
)  # fmt: skip
OF_A_SCENARIO = (
    "number", "title", "leitmotif", "headline", "teaser", "authorship", "heading", "ahead", "text",
    "key_values", "beside",
)  # fmt: skip
NAMES = (*TEXTS, *BLOCKS)
DEMANDED = ("state", "ai_note", "no_forecast", "scenarios")
"""Without these nothing may be handed over: how it stands, that AI took part, that it is no forecast."""


@dataclass(frozen=True)
class Scenarios(Sequence[dict[str, Any]]):
    """All scenarios: a block where written as a field, the fields of each where gone through in a loop."""

    block: Block
    each: Sequence[dict[str, Any]]

    def __str__(self) -> str:
        return str(self.block)

    def __len__(self) -> int:
        return len(self.each)

    def __getitem__(self, at: Any) -> Any:
        return self.each[at]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.each)


def fields(edition: Edition, matter: Matter, stories: Sequence[Story], blocks: Blocks) -> dict[str, Any]:
    """Every name that a template may use, with what stands for it."""
    told = {name: clean(str(getattr(edition, name, ""))) for name in TEXTS}
    told["state"] = clean(state(edition))
    told["date"] = german_date(edition.date)
    together = blocks.add(lambda: [one for story in stories for one in story.whole()])
    each = [_of(chapter, story, blocks) for chapter, story in zip(edition.chapters, stories, strict=True)]
    return {
        **told,
        "scenarios": Scenarios(together, each),
        "method": blocks.add(matter.method),
        "comparison": blocks.add(matter.comparison),
        "values": blocks.add(lambda: matter.values(landscape_width()), wide=True),
        "pictures": blocks.add(matter.pictures),
        "windkanal": blocks.add(matter.windkanal),
        "sources": blocks.add(matter.sources),
        "waivers": blocks.add(matter.waivers),
    }


def _of(chapter: Chapter, story: Story, blocks: Blocks) -> dict[str, Any]:
    formats = chapter.formats
    headline, teaser = (formats.headline, formats.teaser) if formats else (None, None)
    return {
        "number": chapter.number,
        "title": clean(chapter.title),
        "leitmotif": clean(chapter.leitmotif),
        "headline": clean(headline.text) if headline else "",
        "teaser": clean(teaser.text) if teaser else "",
        "authorship": clean(chapter.authorship),
        "heading": blocks.add(story.heading),
        "ahead": blocks.add(story.ahead),
        "text": blocks.add(story.text),
        "key_values": blocks.add(story.key_values),
        "beside": blocks.add(story.beside),
    }
