"""Finding names of people: a family name beside a first name, an initial or a title.

German writes every noun with a capital, and many names are nouns (Winter, Bauer). A word is therefore
taken for a name by what it stands with; how little is enough depends on how sure the neighbour is.
What is found are words, never phrases, so that each can be replaced by itself.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.language.vocabulary import GUESSED, WHOLE, ordinary, unknown
from pipeline.llm.name_lists import is_family, is_first
from pipeline.llm.name_words import PART, Word, genitive_base, plain, words

Kind = Literal["Person", "Vorname"]

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?!\w)")
# After these stands a name.
_TITLES = frozenset(
    """
    herr herrn hr frau fr fräulein dr dres prof familie eheleute geschwister kollege kollegin pfarrer
    pfarrerin
    """.split()
)
# These may go on with a name or end as they are: "Frau Ministerin", "Bürgermeister Essens".
_ROLES = frozenset(
    """
    professor professorin doktor oberbürgermeister oberbürgermeisterin bürgermeister bürgermeisterin
    minister ministerin ministerpräsident ministerpräsidentin landrat landrätin staatssekretär
    staatssekretärin dezernent dezernentin präsident präsidentin direktor direktorin kanzler kanzlerin
    bundeskanzler bundeskanzlerin bischof bischöfin moderator
    moderatorin geschäftsführer geschäftsführerin vorsitzender vorsitzende sprecher sprecherin
    """.split()
)
_DEGREES = frozenset("h c ing rer nat med phil pol oec jur habil dipl mag".split())
_PARTICLES = frozenset("von van zu de der den del della di da dos du la le el al bin ibn ter ten".split())
_NEVER_FIRST = ("der", "den")  # "Herr der Lage"
_DETERMINERS = frozenset(
    """
    der die das den dem des ein eine einen einem einer eines im am vom zum zur beim ins ans kein keine
    keinen jeder jede jeden jedem dieser diese dieses diesen diesem mein meine unser unsere ihr ihre sein
    seine bis seit
    """.split()
)
# Nouns or unknown to the tagger, first names beyond doubt to people.
_SURE = frozenset(
    """
    adele annalena augusta beata christin christina corinne delphine eileen finn flora franca friedemann
    gina gloria heiderose hellmut jasmine julie julien kai kasper kläre lasse lene liane maxim maxime maya
    meinrad merle roman romana sieglinde siegmund siegrun traugott undine wanda wieland willem zara
    """.split()
)
_SHORT_FIRST = ("chr", "th", "ph")
_EVERYDAY = -11.0
"""Above this weight a noun is one even behind a title: "für Mann und Frau Arbeit"."""


@dataclass(frozen=True)
class Name:
    """A word that is a name, where it stands, without the -s of a genitive."""

    start: int
    end: int
    kind: Kind


def find(text: str) -> list[Name]:
    """The names in a text, in order and without overlap; an address of e-mail is one."""
    found = [Name(match.start(), match.end(), "Person") for match in _MAIL.finditer(text)]
    stream = [one for one in words(text) if not any(m.start <= one.start < m.end for m in found)]
    position = 0
    while position < len(stream):
        names = _at(stream, position)
        found.extend(names)
        position += 1
        while names and position < len(stream) and stream[position].start < names[-1].end:
            position += 1
    return sorted(found, key=lambda name: name.start)


def is_noun(low: str) -> bool:
    """Whether a name in small letters is a word of everyday language as well."""
    return low not in _SURE and ordinary(low.capitalize(), WHOLE)


def behind_article(stream: Sequence[Word], position: int) -> bool:
    """Whether a word stands as a noun does: "im Winter", not "sagte Winter"."""
    return position > 0 and stream[position].joined and stream[position - 1].plain in _DETERMINERS


def _at(stream: Sequence[Word], position: int) -> list[Name]:
    """The names of the person whose naming begins with this word; none where none does."""
    word = stream[position]
    if not word.capital:
        return []
    if word.plain in _TITLES or word.plain in _ROLES:
        return _titled(stream, position)
    return _named(stream, position) or _turned(stream, position) or _foreign(stream, position)


def _titled(stream: Sequence[Word], position: int) -> list[Name]:
    """ "Frau Dr. Koch", "Herr Peter Koch", "Bürgermeisterin Koch"."""
    sure = False
    while position < len(stream) and stream[position].plain in _TITLES | _ROLES | _DEGREES:
        sure = sure or stream[position].plain in _TITLES
        position += 1
        if position < len(stream) and not stream[position].loosely_joined:
            return []
    firsts, at = _firsts(stream, position)
    last = _past_particles(stream, at)
    if last < len(stream) and stream[last].capital and stream[last].loosely_joined:
        word = stream[last]
        certain = sure or bool(firsts) or _listed_family(word.plain)
        if _family(word.text, certain, _EVERYDAY if sure else WHOLE) and (
            certain or unknown(word.plain.capitalize())
        ):
            return [*firsts, *(_foreign(stream, last) or [_as_family(word)])]
    return _last_as_family(firsts) if sure else []


def _named(stream: Sequence[Word], position: int) -> list[Name]:
    """ "Petra von Koch", "P. Koch", "Anna Lena"."""
    firsts, at = _firsts(stream, position)
    if at == position:
        return []
    sure = any(_sure_first(stream[one].plain) for one in range(position, at))
    if firsts and behind_article(stream, position) and _ordinary(stream[position].plain):
        sure = False  # "der Roman", "am Kai": only a listed family name makes a person of it
    last = _past_particles(stream, at)
    if last < len(stream) and stream[last].capital and stream[last].loosely_joined:
        word = stream[last]
        if firsts and (sure or _listed_family(word.plain)) and _family(word.text, sure, WHOLE):
            return [*firsts, _as_family(word), *_second(stream, last + 1)]
        if not firsts and _initialled(stream, position, word):
            return [_as_family(word)]
    return _last_as_family(firsts) if len(firsts) > 1 and sure else []


def _initialled(stream: Sequence[Word], position: int, word: Word) -> bool:
    """Whether a word behind an initial is a name, and the initial no part of "z. B."."""
    abbreviated = (
        position > 0 and len(stream[position - 1].text) == 1 and stream[position].before[:1] == "."
    )
    known = _listed_family(word.plain) and not _ordinary(word.plain)
    return (
        not abbreviated
        and (known or unknown(word.plain.capitalize()))
        and _family(word.text, False, GUESSED)
    )


def _turned(stream: Sequence[Word], position: int) -> list[Name]:
    """ "Koch, Petra": in lists, so that a noun counts only at the beginning of an entry."""
    word = stream[position]
    after = stream[position + 1] if position + 1 < len(stream) else None
    if after is None or after.before not in (", ", ",\u00a0") or not _sure_first(after.plain):
        return []
    firsts, at = _firsts(stream, position + 1)
    goes_on = at < len(stream) and stream[at].before[:1] in (" ", ",")
    begins = position == 0 or "\n" in word.before or word.before[:1] in (";", ":")
    family = _listed_family(word.plain) and not is_first(word.plain)
    if (
        goes_on
        or not (family or unknown(word.plain.capitalize()))
        or (_ordinary(word.plain) and not begins)
    ):
        return []
    return [_as_family(word), *firsts]


def _foreign(stream: Sequence[Word], position: int) -> list[Name]:
    """A word that nobody knows before a family name beyond doubt: "Xenodia Koch"."""
    word = stream[position]
    after = stream[position + 1] if position + 1 < len(stream) else None
    if after is None or not after.joined or not after.capital:
        return []
    if (
        word.text[1:] != word.text[1:].lower()
        or not unknown(word.plain.capitalize())
        or _ordinary(after.plain)
    ):
        return []
    if not _listed_family(after.plain):
        return []
    return [Name(word.start, word.end, "Vorname"), _as_family(after)]


def _firsts(stream: Sequence[Word], position: int) -> tuple[list[Name], int]:
    """The first names from here on, and where they end; initials among them stay as they are."""
    found: list[Name] = []
    at = position
    while at < len(stream) and (at == position or stream[at].loosely_joined):
        word = stream[at]
        if at > position and not word.joined and not _initial(stream, at - 1):
            break
        if _listed_first(word.plain) and word.capital and not (at > position and _closes(stream, at)):
            found.append(Name(word.start, word.end, "Vorname"))
        elif not _initial(stream, at):
            break
        at += 1
    return found, at


def _closes(stream: Sequence[Word], at: int) -> bool:
    """Whether a word that can be first or family name is the last of its name: "Sabine Peter"."""
    after = stream[at + 1] if at + 1 < len(stream) else None
    goes_on = after is not None and after.capital and after.joined and _family(after.text, True, WHOLE)
    return _listed_family(stream[at].plain) and not goes_on


def _initial(stream: Sequence[Word], at: int) -> bool:
    """Whether a word is an initial with its dot, as in "K.-H." or "Chr."."""
    word = stream[at]
    dotted = at + 1 < len(stream) and stream[at + 1].before.startswith(".")
    bare = PART.sub("", word.plain)
    return word.capital and dotted and (len(bare) == 1 or bare in _SHORT_FIRST)


def _past_particles(stream: Sequence[Word], at: int) -> int:
    """Behind "von der" and the like."""
    start = at
    while at < len(stream) and at < start + 3 and stream[at].text in _PARTICLES and stream[at].joined:
        at += 1
    return start if at > start and stream[start].text in _NEVER_FIRST else at


def _last_as_family(firsts: list[Name]) -> list[Name]:
    """ "Herr Peter", "Meryem Aksoy": the last of several first names stands for the family's."""
    return [*firsts[:-1], *(Name(last.start, last.end, "Person") for last in firsts[-1:])]


def _second(stream: Sequence[Word], at: int) -> list[Name]:
    """A second family name, as in "García Márquez"."""
    if at >= len(stream) or not stream[at].joined or not stream[at].capital:
        return []
    low = stream[at].plain
    sure = _listed_family(low) and not _listed_first(low) and not _ordinary(low)
    return [_as_family(stream[at])] if sure else []


def _as_family(word: Word) -> Name:
    base = genitive_base(word.text)
    known = bool(base) and not _in_family_list(word.plain) and _in_family_list(plain(base))
    return Name(word.start, word.end - 1 if known else word.end, "Person")


def _family(text: str, certain: bool, noun_above: float) -> bool:
    """Whether a word can be the family name of a neighbour: `certain`, where that is a first name or
    title beyond doubt; heavier than `noun_above`, a word that no list knows is a noun."""
    low = plain(text)
    inner = text[1:-1]
    brand = (text.isupper() and len(text) < 5) or (not text.isupper() and inner != inner.lower())
    if len(low) < 2 or (brand and not PART.search(text) and not low.startswith("mc")):
        return False
    if _listed_family(low) and (certain or not _ordinary(low)):
        return True
    tail = PART.split(low)[-1]
    if ordinary(low.capitalize(), noun_above) or (tail != low and ordinary(tail.capitalize(), WHOLE)):
        return False
    return certain or unknown(low.capitalize())


def _listed_family(low: str) -> bool:
    base = genitive_base(low)
    return _in_family_list(low) or (bool(base) and _in_family_list(base))


def _in_family_list(low: str) -> bool:
    return is_family(low) or all(is_family(part) for part in PART.split(low))


def _listed_first(low: str) -> bool:
    return is_first(low) or all(is_first(part) for part in PART.split(low))


def _sure_first(low: str) -> bool:
    return _listed_first(low) and (low in _SURE or not _ordinary(low))


@lru_cache(maxsize=50_000)
def _ordinary(low: str) -> bool:
    return ordinary(low.capitalize())
