"""What of a text stands word for word elsewhere: its longest runs, and its share in each document.

Words are compared in small letters and without marks; what stands in quotation marks is quoted, not copied
from the sheet, but it is counted against documents, whose words may be quoted only in short.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.checks.case import Ground
from pipeline.checks.copying import longest_allowed
from pipeline.core.types import Narrative
from pipeline.language.quoted import unquoted
from pipeline.language.words import tokens

GRAM = 8
SEED = 4
"""Words: shorter runs are set phrases, and no longest run is looked for among them."""
Gram = tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """Words in a row that stand so elsewhere, in the sentence (from 1) they begin in, and where: an id."""

    words: str
    length: int
    sentence: int
    source: str


@dataclass(frozen=True)
class Copied:
    """What of a text stands elsewhere. `documents` holds the share of its runs of eight words by document's
    path, `from_sheet` the length of the longest run from the sheet by sentence (from 1)."""

    text: Narrative
    longest: Run | None
    longest_of_sheet: Run | None
    documents: Mapping[str, float]
    from_sheet: Mapping[int, int]


def copied(text: Narrative, ground: Ground, standing: Container[tuple[str, int | None]]) -> Copied:
    """What a text took over from the documents and from the sheet of a run.

    `standing` are the sentences with a finding that they are copied: one that has a run too long and no
    such finding was let pass by a person, and does not count towards the shares. The finding of a run that
    goes through two sentences stands at the first.
    """
    told = [tokens(one.text) for one in text.sentences]
    spoken = [tokens(unquoted(one.text)) for one in text.sentences]
    passages = {one.id: tuple(tokens(one.text)) for one in ground.passages}
    values = {v.id: tuple(tokens(v.text)) for f in ground.sheet.factors for v in f.values}
    of_documents, of_sheet = _longest(told, passages), _longest(spoken, values)
    passed = {
        run.sentence
        for run in of_documents
        if run.length > longest_allowed()
        and not any((text.cluster, number) in standing for number in (run.sentence - 1, run.sentence))
    }
    counted = [words for number, words in enumerate(told, start=1) if number not in passed]
    return Copied(
        text,
        max(of_documents, key=lambda run: run.length, default=None),
        max(of_sheet, key=lambda run: run.length, default=None),
        _shares(counted, ground),
        {run.sentence: run.length for run in of_sheet},
    )


def _longest(told: Sequence[Sequence[str]], sources: Mapping[str, Gram]) -> list[Run]:
    """Of each sentence that shares one the longest run of words with any source."""
    starts: dict[Gram, list[tuple[str, int]]] = {}
    wanted = {gram for words in told for gram in _grams(words, SEED)}
    for source, others in sources.items():
        for at, gram in enumerate(_grams(others, SEED)):
            if gram in wanted:
                starts.setdefault(gram, []).append((source, at))
    found = []
    for number, words in enumerate(told, start=1):
        best: Run | None = None
        for at, gram in enumerate(_grams(words, SEED)):
            for source, place in starts.get(gram, ()):
                length = _same(words, at, sources[source], place)
                if best is None or length > best.length:
                    best = Run(" ".join(words[at : at + length]), length, number, source)
        if best is not None:
            found.append(best)
    return found


def _same(words: Sequence[str], at: int, others: Sequence[str], place: int) -> int:
    length = 0
    while (
        at + length < len(words)
        and place + length < len(others)
        and words[at + length] == others[place + length]
    ):
        length += 1
    return length


def _shares(told: Sequence[Sequence[str]], ground: Ground) -> dict[str, float]:
    """By document the share of a text's runs of eight words that stand in it; only where there are any."""
    own = set(_grams([word for words in told for word in words], GRAM))
    known = _grams_of(tuple((one.document, one.text) for one in ground.passages))
    shares = {document: len(own & grams) / len(own) for document, grams in known.items()} if own else {}
    return {document: share for document, share in sorted(shares.items()) if share}


@lru_cache(maxsize=1)
def _grams_of(passages: tuple[tuple[str, str], ...]) -> dict[str, frozenset[Gram]]:
    """The runs of eight words of each document; kept, because all texts of a run ask for the same."""
    found: dict[str, set[Gram]] = {}
    for document, text in passages:
        found.setdefault(document, set()).update(_grams(tokens(text), GRAM))
    return {document: frozenset(grams) for document, grams in found.items()}


def _grams(words: Sequence[str], size: int) -> list[Gram]:
    return [tuple(words[at : at + size]) for at in range(len(words) - size + 1)]
