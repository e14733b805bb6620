"""What a model said of a text, kept: it stands for every sentence and paragraph that is still the same.

A verdict stands while the words of its sentence, the values it rests on, its cluster and the sources are
what they were; how the words are typed does not matter. A paragraph that was read as its own cluster's
stays read while most of it stands; one that was read as another's, or was unclear, only while no word has
changed.
"""

import json
from collections import Counter
from collections.abc import Sequence

from pydantic import Field

from pipeline.checks.case import Case, Ground
from pipeline.checks.stated import Stated
from pipeline.core.files import digest
from pipeline.core.types import SCHEMA_VERSION, Finding, Noun, Sentence
from pipeline.language.typography import same_words
from pipeline.language.words import tokens

MOST = 2 / 3
"""The share of a paragraph's words that have to be those that were read."""


class KeptVerdict(Noun):
    """What was decided of a sentence, known by its words and values; its findings name no number.

    `supports` is the value that it was found to tell, "" for none and where that was not kept; `stated` its
    figures and names, None where nobody took them from it.
    """

    words: str
    values: tuple[str, ...] = ()
    suspicion: float
    findings: tuple[Finding, ...] = ()
    supports: str = Field(default="", exclude_if=lambda supports: not supports)
    stated: Stated | None = Field(default=None, exclude_if=lambda stated: stated is None)


class KeptText(Noun):
    """The verdicts on the sentences of one text, and the digest of what they were held against."""

    cluster: str
    ground: str
    sentences: tuple[KeptVerdict, ...]


class Placed(Noun):
    """A paragraph as it was read blind: its sentences, whose it was taken for, whether that was clear."""

    cluster: str
    sentences: tuple[str, ...]
    read_as: str
    clear: bool


class Verdicts(Noun):
    """All that a model decided of a run's texts; `ground` is a digest of all clusters."""

    schema_version: int = SCHEMA_VERSION
    model: str = ""
    ground: str = ""
    texts: tuple[KeptText, ...] = ()
    paragraphs: tuple[Placed, ...] = ()


def settled(case: Case, ground: str, texts: Sequence[KeptText]) -> dict[int, KeptVerdict]:
    """The verdicts that stand for sentences of a text, by number."""
    known = {
        (one.words, one.values): one
        for text in texts
        if text.cluster == case.narrative.cluster and text.ground == ground
        for one in text.sentences
    }
    keys = {number: key_of(one) for number, one in enumerate(case.narrative.sentences, start=1)}
    return {number: known[key] for number, key in keys.items() if key in known}


def key_of(sentence: Sentence) -> tuple[str, tuple[str, ...]]:
    """By what a verdict on a sentence is found again."""
    return same_words(sentence.text), sentence.values


def still_read(cluster: str, sentences: Sequence[str], paragraphs: Sequence[Placed]) -> Placed | None:
    """How a paragraph was read, where that still holds; `sentences` in the form of `same_words`."""
    for one in paragraphs:
        if one.cluster == cluster and one.sentences == tuple(sentences):
            return one
    now = Counter(tokens(" ".join(sentences)))
    for one in paragraphs:
        same = (now & Counter(tokens(" ".join(one.sentences)))).total()
        if one.cluster == cluster == one.read_as and one.clear and same >= MOST * now.total():
            return one
    return None


def digest_of_cluster(case: Case) -> str:
    """What verdicts on a text depend on besides its words."""
    cluster = case.cluster
    sure = {one.value: one.confidence for one in cluster.placements}
    told = [_of_ground(case.ground), cluster.members, sure]
    return digest(json.dumps(told, sort_keys=True).encode())[:16]


def digest_of_clusters(ground: Ground) -> str:
    """What a blind reading depends on besides the paragraphs: the values of all clusters."""
    settings = ground.settings
    members = {one.id: one.members for one in ground.clusters.clusters}
    told = [ground.sheet.model_dump_json(), members, settings.horizon, settings.region]
    return digest(json.dumps(told, sort_keys=True).encode())[:16]


def _of_ground(ground: Ground) -> str:
    settings = ground.settings
    passages = [(one.id, one.text) for one in ground.passages]
    told = [ground.sheet.model_dump_json(), passages, settings.horizon, settings.region]
    return digest(json.dumps(told).encode())
