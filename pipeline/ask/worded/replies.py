"""What a model has to say to a question, and to a dialogue.

Its reasons (`grund`) help it think and are never shown: nothing of them was looked up anywhere.
"""

import json
from collections.abc import Sequence
from typing import Any, Literal

from pydantic import ValidationError

from pipeline.llm.schema import Reply

Verdict = Literal["ja", "teilweise", "nein"]


class SaidQuote(Reply):
    """Words that are said to stand in a passage, by the number it was shown under."""

    passage: int
    zitat: str


class SaidSentence(Reply):
    """A sentence, the quotes it rests on, and whether it only follows from them."""

    text: str
    belege: list[SaidQuote]
    schluss: bool


class SaidAnswer(Reply):
    """An answer: thought first, then the verdict, then sentences, so that they can be heard early."""

    grund: str
    beantwortbar: Verdict
    saetze: list[SaidSentence]
    suchworte: list[str]


class Rewritten(Reply):
    """A follow-up as a question of its own, and what to search for in the documents' language."""

    frage: str
    sprache: Literal["de", "en"]
    liste: bool
    suchfragen: list[str]


def complete_sentences(so_far: str) -> list[SaidSentence]:
    """The sentences of a SaidAnswer that is still coming in, without the one that may be half."""
    from langchain_core.utils.json import parse_json_markdown

    try:
        known = parse_json_markdown(so_far)
    except ValueError:
        return []
    if not isinstance(known, dict) or known.get("beantwortbar") not in ("ja", "teilweise"):
        return []
    said = known.get("saetze")
    if not isinstance(said, list):
        return []
    whole = said if "suchworte" in known else said[:-1]
    return [one for one in map(_sentence, whole) if one is not None]


def _sentence(said: Any) -> SaidSentence | None:
    try:
        return SaidSentence.model_validate_json(json.dumps(said), strict=True)
    except ValidationError:
        return None


def search_words(said: Sequence[str], most: int, longest: int) -> tuple[str, ...]:
    """What a model wants searched: few, short, each once, in its order."""
    plain = (" ".join(one.split())[:longest] for one in said)
    return tuple(dict.fromkeys(one for one in plain if one))[:most]
