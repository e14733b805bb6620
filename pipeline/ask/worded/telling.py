"""What a model is told: passages under plain numbers with where they come from, and the talk before.

A passage's source stands in the first line within its borders: titles and headings are text of
documents too.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.ask.answering import Turn
from pipeline.ask.proving.proof import Shown
from pipeline.core.types import Answer, Rights
from pipeline.sources.rights import STRICT

TURNS = 6
"""Of a dialogue at most, the last ones."""
LETTERS = 1_200
"""Of an earlier answer."""
LANGUAGES = {"de": "Deutsch", "en": "Englisch"}


def told_passages(shown: Mapping[int, Shown]) -> list[dict[str, Any]]:
    """The passages of prompts/ask, each with the line that says where it comes from."""
    return [{"id": number, "text": _with_source(one)} for number, one in shown.items()]


def _with_source(shown: Shown) -> str:
    source, passage = shown.source, shown.passage
    title = source.title or source.path
    dated = f"{title} (Stand {source.date})" if source.date else title
    place = passage.heading.removeprefix(title).removeprefix(" › ")
    if passage.anchor not in f"{title} {place}":
        place = f"{place}, {passage.anchor}" if place else passage.anchor
    return f"Quelle: {dated}{' › ' if place else ''}{place}\n\n{passage.text}"


def told_turns(
    before: Sequence[Turn], rights: Mapping[tuple[str, str], Rights], *, external: bool
) -> list[dict[str, str]]:
    """The talk so far; an earlier answer that quotes what may not leave the house is left out."""
    return [
        {"frage": turn.question, "antwort": _told_answer(turn.answer, rights, external)}
        for turn in before[-TURNS:]
    ]


def _told_answer(answer: Answer | None, rights: Mapping[tuple[str, str], Rights], external: bool) -> str:
    if answer is None or not answer.answered:
        return ""
    quoted = [rights.get((one.project, one.document), STRICT) for one in answer.citations]
    if external and not all(one.external_model for one in quoted):
        return ""
    return answer.text if len(answer.text) <= LETTERS else f"{answer.text[:LETTERS].rsplit(' ', 1)[0]} …"
