"""A question that goes on from what was asked before, made to stand alone.

"Und wer bezahlt das?" says nothing by itself: it is looked up together with the question it goes on
from, and that one with the one before it if it did not stand alone either. "Und zu Flächen?" takes the
place of what was asked about before, "mehr zum dritten" means what the last answer quoted third, and
"Nenn mir alle" asks the question before for its whole list.
"""

import re
from collections.abc import Sequence

from pipeline.ask.answering import Turn
from pipeline.ask.question.replacing import replaced
from pipeline.core.types import Answer, Citation
from pipeline.language.typed import plain
from pipeline.language.words import content_tokens, tokens, words

LONGEST = 2_000
"""Signs of an earlier question that count."""
FEW = 2
"""A question of so few words of its own goes on from another; "Wer leitet das Institut?" has two."""
_GOES_ON = re.compile(
    r"^\W*(?:und|aber|also|oder|sondern|and|but|so|or|what about|how about)\b"
    r"|^\W*(?:seit|bis|ab|von|für|mit)? ?"
    r"(?:wann|wem|wen|was|wer|wo|warum|wieso|why|when|who|where|how)\W*$",
    re.I,
)
_POINTS_BACK = frozenset(
    """
    er sie es ihn ihm ihr ihre ihrer ihren ihrem seine seiner seinem seinen das dies diese dieser diesem
    diesen dieses dazu dafür davon dabei damit darin daran darauf daraus darum dagegen danach dort da
    dessen deren jene jener solche solcher beide it its they them their this that these those there he she
    him his her draus dran drin drauf drüber
    """.split()
)
_BEHIND_A_NOUN = frozenset(
    """
    dazu dafür davon dabei darin daran darauf daraus dagegen danach dort da draus dran drin drauf drüber
    there
    """.split()
)
"""Unlike "sie", these mean no noun that stands before them: "Wie groß ist die Fläche da?"."""
_CLAUSE = re.compile(r",|\b(?:und|oder|wenn|als|and|or)\b", re.I)
_STANDS_FOR = re.compile(
    r"\b(?:der|die|den|dem) (?:auch|noch|schon|denn|eigentlich|jetzt|heute|dann|überhaupt|wirklich)\b"
    r"|\b(?:der|die) (?:bei|mit|für|zu|in|im|gegen|nach|vor) (?:(?-i:[a-zäöü]+) )?(?-i:[A-ZÄÖÜ])[\w-]*\W*$",
    re.I,
)
"""An article without a noun: "Zahlt die auch bei …", "Welche Rolle haben die bei Warnungen?"."""
_ARTICLES = frozenset(
    "das dies diese dieser diesem diesen dieses ihr ihre ihrer ihren that this these those his her".split()
)
_THIS = frozenset("diese dieser diesem diesen dieses".split())
_NOW = frozenset("jahr jahre jahren monat monaten woche wochen tag tagen zeit jahrzehnt region".split())
"""In "dieses Jahr" and "diese Region" nothing was said before."""
_SHORTENED = frozenset("gibts gehts wars wirds kanns solls hats ists gabs".split())
"""A verb of every day with its "es"; no word of the question's own."""
_EMPTY = frozenset("es it there da".split())
"""In "gibt es" and "is there" they stand for nothing."""


_ORDINALS = (
    ("erste", "eins", "1", "first", "one"), ("zweite", "zwei", "2", "second", "two"),
    ("dritte", "drei", "3", "third", "three"), ("vierte", "vier", "4", "fourth", "four"),
    ("fünfte", "fünf", "5", "fifth", "five"), ("sechste", "sechs", "6", "sixth", "six"),
    ("siebte", "sieben", "7", "seventh"), ("achte", "acht", "8", "eighth"), ("neunte", "neun", "9"),
    ("zehnte", "zehn", "10", "tenth"),
)  # fmt: skip
_LAST = ("letzte", "last")
_ITEM_WORDS = frozenset(
    """
    idee punkt vorschlag projekt vorhaben maßnahme szenario thema nummer nr zitat quelle beispiel antwort
    erzähl erzähle sag sage genauer details näheres steht heißt idea point item project number tell more say
    give details about please bitte einzelheiten ideen punkte
    """.split()
)


_ALL = re.compile(
    r"(?:^|(?<=[.?!,;]))\W*(?:(?:und|dann)\s+)?(?:(?:nenne?|zeige?|liste?|sage?|zähle?|gib|list|name)\s+)?"
    r"(?:(?:mir|uns|bitte|doch|mal|me|them)\s+)*(?:alle|sämtliche|all)"
    r"(?:\s+(?:bitte|auf|davon|nennen|auflisten|zeigen|please|of them))*\W*$",
    re.I,
)


def asks_for_all(question: str) -> bool:
    """Whether the whole list is asked for, without a word for what it lists: "Nenn mir alle"."""
    return bool(_ALL.search(question))


def without_request(question: str) -> str:
    """What is asked besides: "Und zu Flächen? Nenn mir alle" asks of Flächen, "Nenn mir alle" nothing."""
    return _ALL.sub("", question).strip()


def standing_alone(question: str, before: Sequence[Turn]) -> str:
    """The question in its dialogue, as it is looked up; `before` are the earlier turns, oldest first."""
    if not before:
        return question
    question = without_request(question)
    if not question:
        return _earlier(before)
    last = before[-1].answer
    item = nth(question, last) if last is not None else None
    if item is not None:
        return item.heading.rpartition(" › ")[2] if _apart(item, last) else item.quote
    return replacing(question, before) or (
        f"{_earlier(before)} {question}" if goes_on(question) else question
    )


def replacing(question: str, before: Sequence[Turn]) -> str:
    """The question before of what this one names in its place; "" where it names nothing so."""
    asked = without_request(question) if before else ""
    return replaced(asked, _earlier(before), before[-1].answer) if asked else ""


def nth(question: str, last: Answer) -> Citation | None:
    """What "zum dritten" or "zur zweiten Idee" means: that quote of the last answer; None for neither."""
    place, quotes = _item(question), last.citations
    return quotes[place] if place is not None and -len(quotes) <= place < len(quotes) else None


def _item(question: str) -> int | None:
    """The position that is asked for by itself; None where something else is asked too."""
    places = [place for place in map(_place, tokens(question)) if place is not None]
    rest = {word for word in content_tokens(question) if _place(word) is None}
    return places[0] if len(places) == 1 and rest <= _ITEM_WORDS else None


def _place(word: str) -> int | None:
    """The position that a word names, from 0; −1 for the last."""
    plain = word[:-1] if word[-1:] in "nrsm" and word[:-1].endswith("e") else word
    if plain in _LAST:
        return -1
    return next((at for at, names in enumerate(_ORDINALS) if plain in names), None)


def _apart(item: Citation, last: Answer | None) -> bool:
    """Whether a quote has a heading that no other quote of its answer has."""
    alike = [one for one in last.citations if one.heading == item.heading] if last else []
    return bool(item.heading) and len(alike) == 1


def _earlier(before: Sequence[Turn]) -> str:
    """The question before, as it was looked up."""
    last = before[-1]
    known = last.answer.understood if last.answer is not None and last.answer.by == "offline" else ""
    return known or standing_alone(_plain(last.question), before[:-1])


def _plain(question: str) -> str:
    return plain(question)[:LONGEST]


def goes_on(question: str) -> bool:
    """Whether the question needs another one to be understood."""
    if _GOES_ON.search(question) or _item(question) is not None:
        return True
    return points_back(question) or len(set(content_tokens(question)) - _SHORTENED) < FEW


def refers(text: str) -> bool:
    """Whether a word such as "davon" stands anywhere for something said before."""
    return any(word.startswith("da") and word in _POINTS_BACK - _EMPTY - _ARTICLES for word in tokens(text))


def points_back(text: str) -> bool:
    """Whether a pronoun stands for something said before; one behind a noun stands for that."""
    said = words(text)
    if _stands_behind_a_noun(text):
        return True
    for at, word in enumerate(said):
        follows = said[at + 1] if at + 1 < len(said) else ""
        if at and word[:1].isupper():
            return False
        low = word.lower()
        if low not in _POINTS_BACK:
            continue
        if low in _ARTICLES and content_tokens(follows) and not _this(low, follows):
            continue
        if (low in _EMPTY and follows) or (low.startswith("sein") and "man" in said[:at]):
            continue
        return True
    return False


def _this(word: str, follows: str) -> bool:
    """Whether "diese Zahl" is one that was said before."""
    return word in _THIS and follows[:1].isupper() and follows.lower() not in _NOW


def _stands_behind_a_noun(text: str) -> bool:
    """Whether "dort" or "davon" ends the first clause, or "die auch" stands there without a noun."""
    clause, *more = _CLAUSE.split(text, maxsplit=1)
    said = tokens(clause)
    ends_so = bool(said) and said[-1] in _BEHIND_A_NOUN and not more
    return ends_so or bool(_STANDS_FOR.search(clause))
