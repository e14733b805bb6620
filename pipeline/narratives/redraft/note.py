"""What of a person's note is understood without a model: shorter, longer, more or less of a theme.

A theme is one that the note names by words of a factor or of its value's label, by an id, or else by a
word that stands in the texts of one or two values alone. Every word that is neither this nor mere grammar
is told as not understood: nobody shall think it was followed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.core.errors import InputError
from pipeline.core.types import Cluster, Sheet
from pipeline.language.typed import plain
from pipeline.language.words import content_stems, content_tokens, fold, stem, words

LONGEST = 2_000
"""Characters of a note: a longer one is a text, and no longer says what is wanted."""

_CLAUSE = re.compile(r"[,;.!?\n:]|\b(?:und|sowie|aber|dafür|dabei)\b", re.IGNORECASE)
_SHORTER = frozenset("kürzer kürzen knapper straffer straffen kurz knapp gekürzt".split())
_LONGER = frozenset("länger ausführlicher ausführlich breiter lang".split())
_LESS = frozenset("weniger ohne streichen weglassen kein keine raus".split())
_FILLERS = frozenset(
    """
    bitte stärker deutlich deutlicher thema themen text satz sätze absatz absätze betonen ergänzen erzählen
    sagen schreiben viel etwas lieber noch mehr weniger gern hinzu dazu aufnehmen einbauen fassen
    formulieren insgesamt alles
    """.split()
)
_PART = 6
"""From so many letters on, a word within another names the same matter ("Bildung" in "Weiterbildung")."""

Length = Literal["", "shorter", "longer"]


@dataclass(frozen=True)
class Understood:
    """The wished length; ids of values to tell more and less of; words that were not understood."""

    length: Length = ""
    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def note_of(text: str | None) -> str:
    """A note as typed, without what cannot be seen; raises InputError where it is too long."""
    note = plain(text or "")
    if len(note) > LONGEST:
        told = f"{len(note):,}".replace(",", ".")
        raise InputError(
            f"Die Notiz hat {told} Zeichen, erlaubt sind 2.000. Bitte in ein, zwei Sätzen sagen, was "
            "anders werden soll."
        )
    return note


def understood(note: str, cluster: Cluster, sheet: Sheet) -> Understood:
    """What of a note can be followed without a model."""
    length: Length = ""
    more: list[str] = []
    less: list[str] = []
    unknown: list[str] = []
    for clause in filter(str.strip, _CLAUSE.split(note)):
        said = {fold(word) for word in words(clause)}
        named, left = _named(clause, cluster, sheet)
        (less if said & _LESS else more).extend(named)
        if said & _SHORTER and not named:
            length = "shorter"
        elif said & _LONGER and not named:
            length = "longer"
        unknown += left
    return Understood(
        length,
        tuple(dict.fromkeys(one for one in more if one not in less)),
        tuple(dict.fromkeys(less)),
        tuple(dict.fromkeys(unknown)),
    )


def _named(clause: str, cluster: Cluster, sheet: Sheet) -> tuple[list[str], list[str]]:
    """The values of the cluster that a clause names, and its words that name nothing."""
    skipped = _SHORTER | _LONGER | _LESS | _FILLERS
    asked = [one for one in words(clause) if content_tokens(one) and fold(one) not in skipped]
    hits = {value: _hits(asked, factor, value, sheet) for factor, value in cluster.members.items()}
    if not any(hits.values()):
        hits = _in_texts(asked, cluster, sheet)
    best = max((len(found) for found in hits.values()), default=0)
    named = [value for value, found in hits.items() if best and len(found) == best]
    met = {word for value in named for word in hits[value]}
    return named, [word for word in asked if word not in met]


def _hits(asked: Sequence[str], factor_id: str, value_id: str, sheet: Sheet) -> set[str]:
    """The words that name a factor or its value."""
    factor, value = sheet.factor(factor_id), sheet.value(value_id)
    known = _words(f"{factor.name} {value.label}")
    ids = {fold(factor_id), fold(value_id)}
    return {word for word in asked if fold(word) in ids or _meets(word, known)}


FEW = 2
"""A word in the texts of more values than that names none of them."""


def _in_texts(asked: Sequence[str], cluster: Cluster, sheet: Sheet) -> dict[str, set[str]]:
    """For each value the words of a note that stand in its text and hardly anywhere else."""
    known = {value: _words(sheet.value(value).text) for value in cluster.members.values()}
    found: dict[str, set[str]] = {value: set() for value in known}
    for word in asked:
        telling = [value for value, words in known.items() if _meets(word, words)]
        for value in telling if len(telling) <= FEW else []:
            found[value].add(word)
    return found


def _words(text: str) -> set[str]:
    """The words of a text as they stand and as stems: a compound keeps its end only as it stands."""
    return {*content_tokens(text), *content_stems(text)}


def _meets(word: str, known: set[str]) -> bool:
    return all(
        any(_alike(form, one) for form in {part, stem(part)} for one in known)
        for part in content_tokens(word)
    )


def _alike(one: str, other: str) -> bool:
    """Whether two words are the same, or one is a telling part of the other."""
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= _PART and shorter in longer)
