"""A follow-up that names another thing: "Und zu Flächen?" asks the question before of another topic.

The question before is kept as it was, and only what was asked about is exchanged. A bare noun ("Und die
Kosten?") may as well ask for another side of the same thing, and is left to be looked up with it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.core.types import Answer
from pipeline.language.tongue import ENGLISH, is_english
from pipeline.language.words import FUNCTION_WORDS

LONGEST = 4
"""Words of what is named anew; more are a question of their own."""
_HEAD = re.compile(
    r"^\W*(?:(?:und|aber|oder|and|but|or)\b\s*)?"
    r"(?:(?:wie (?:sieht|ist|steht) (?:es|das) (?:mit|bei|um)|was ist mit|what about|how about)\b\s*)?",
    re.I,
)
_KINDS = (
    ("zu", "zum", "zur"), ("von", "vom", "of"), ("bei", "beim"), ("für", "for"), ("über", "about", "on"),
    ("mit", "with"), ("um",), ("in", "im", "at"), ("aus", "from"), ("nach",), ("an", "am"), ("bis",),
    ("seit", "since"),
)  # fmt: skip
_LOOSE = {"zum": "zu", "zur": "zu", "vom": "von", "beim": "bei", "im": "in", "am": "an"}
_TOPIC = frozenset("zu zum zur von vom of bei beim für for über about on mit with um".split())
_ARTICLES = frozenset("der die das den dem des ein eine einen einem einer the a an".split())
_WORD = re.compile(r"\w[\w.-]*\w|\w")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ONE_LIKE_IT = re.compile(r"(?:der|die|das|den|dem) ([a-zäöüß]{3,}(?:en|er|es|em|e))")
_ONLY_NAMED = re.compile(
    r"^\W*(?:[Uu]nd|[Aa]ber|[Oo]der|[Aa]nd|[Bb]ut)\s+(?:(?:was ist mit|wie ist es (?:in|bei|mit))\s+)?"
    r"(?:[a-zäöüß]{2,5}\s+){0,2}((?:[A-ZÄÖÜ][\w.-]*\w)(?:\s+[A-ZÄÖÜ][\w.-]*\w)?)\W*$"
)


@dataclass(frozen=True)
class _Phrase:
    """A preposition with its nouns in a text: from `start` to `end`."""

    preposition: str
    start: int
    end: int


def replaced(question: str, earlier: str, answer: Answer | None) -> str:
    """The earlier question of what is named now; "" where nothing is named in its place."""
    head = _HEAD.match(question)
    rest = question[head.end() if head else 0 :].strip(" ?!.,").removesuffix(" aus")
    goes_on = bool(head and head[0].strip())
    like = _ONE_LIKE_IT.fullmatch(rest)
    if goes_on and like:
        return _another_like_it(rest, like[1], earlier, answer)
    asked_about = bool(head and " " in head[0].strip())
    found = list(_WORD.finditer(rest))
    named = [one[0] for one in found]
    preposition = named.pop(0).lower() if named and _kind(named[0].lower()) else ""
    if not named or not (preposition or goes_on) or not _names(named):
        return ""
    years = _YEAR.findall(rest)
    if years and named[-1] == years[0] and _YEAR.search(earlier):
        return _YEAR.sub(years[0], earlier, count=1)
    if not preposition and not asked_about:
        return ""
    old = _asked_before(preposition, earlier)
    if old is None:
        return ""
    new = rest if preposition else f"{_LOOSE.get(old.preposition, old.preposition)} {rest}"
    return f"{earlier[: old.start]}{new}{earlier[old.end :]}"


def named_anew(question: str) -> str:
    """What a follow-up only names, "Hagen" in "Und in Hagen?"; "" where it says more, or names nothing."""
    found = _ONLY_NAMED.match(question)
    named = found[1].split() if found else []
    return " ".join(named) if named and _names(named) else ""


def _names(words: Sequence[str]) -> bool:
    """Whether words name something: no question word, verb of every day or pronoun among them."""
    told = [word for word in words if word.lower() not in _ARTICLES]
    empty = FUNCTION_WORDS | ENGLISH
    return 0 < len(told) <= LONGEST and not any(word.lower() in empty for word in told)


def _another_like_it(rest: str, named: str, earlier: str, answer: Answer | None) -> str:
    """ "Und die geteilte?": the one of the answer before, asked as that of the question before."""
    said = (
        " ".join([one.quote for one in answer.citations] + [one.text for one in answer.nearest])
        if answer
        else ""
    )
    whole = re.search(rf"\b{re.escape(named)} ([A-ZÄÖÜ][\w-]+)", said)
    for old in re.finditer(r"\b([a-zäöüß]{3,}e[nrsm]?) ([A-ZÄÖÜ][\w-]+)", earlier):
        if old[1] not in FUNCTION_WORDS and (whole is None or whole[1] == old[2]):
            return f"{earlier[: old.start(1)]}{named}{earlier[old.end(1) :]}"
    return f"{rest} {whole[1]}?" if whole else ""


def _kind(word: str) -> tuple[str, ...]:
    return next((kind for kind in _KINDS if word in kind), ())


def _asked_before(preposition: str, earlier: str) -> _Phrase | None:
    """What is exchanged: the last phrase with this preposition, else the last of a topic for a topic."""
    phrases = _phrases(earlier)
    same = [one for one in phrases if one.preposition in _kind(preposition)]
    topics = [one for one in phrases if one.preposition in _TOPIC]
    fitting = same or (topics if not preposition or preposition in _TOPIC else [])
    return fitting[-1] if fitting else None


def _phrases(text: str) -> list[_Phrase]:
    words, english = list(_WORD.finditer(text)), is_english(text)
    found = []
    for at, word in enumerate(words):
        if not _kind(word[0].lower()):
            continue
        end = _end([one[0] for one in words[at + 1 :]], english)
        if end:
            found.append(_Phrase(word[0].lower(), word.start(), words[at + end].end()))
    return found


def _end(words: Sequence[str], english: bool) -> int:
    """How many of the words that follow a preposition belong to it: up to its noun; 0 for none."""
    empty = FUNCTION_WORDS | ENGLISH if english else FUNCTION_WORDS
    start = next((at for at, word in enumerate(words) if word.lower() not in _ARTICLES), len(words))
    run = next((at for at, word in enumerate(words[start:]) if word.lower() in empty), len(words) - start)
    named = words[start : start + run]
    if not named:
        return 0
    capital = next((at for at, word in enumerate(named) if word[0].isupper()), None)
    if english:
        return start + min(run, 2)
    return start + (1 if capital is None else capital + 1)
