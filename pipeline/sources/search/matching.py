"""Documents through a filter, before any passage is looked at.

A filter never thins out the first hits of a search over everything: the best passages of the
documents that fit come back, however low they rank in the whole. One that fits no document is an
error with what there is instead, never "everything".
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import lru_cache, partial
from unicodedata import normalize

from pipeline.core.errors import FilterError
from pipeline.sources.search.dates import Span, span
from pipeline.sources.search.library import Source
from pipeline.sources.search.only import EVERYTHING, Only

LISTED = 8
"""So many names of what there is are told; more are a list to look up elsewhere."""


def matching(sources: Sequence[Source], only: Only) -> list[Source]:
    """The documents that fit, in their order; raises FilterError where there are none."""
    if only == EVERYTHING:
        return list(sources)
    found = [one for one in sources if _sieve(only).fits(one)]
    if not found:
        raise FilterError(_why_none(sources, only))
    return found


def fits(source: Source, only: Only) -> bool:
    """Whether a document holds all that a filter asks for; what is unknown of it does not."""
    return _sieve(only).fits(source)


def undated(sources: Sequence[Source], only: Only) -> int:
    """How many documents a filter leaves out only because it is not known when they are from.

    That is a date that is missing or not understood, and one too vague to tell: "2025" for what is
    asked from November on.
    """
    if not only.by_date:
        return 0
    rest, time = _sieve(replace(only, since="", until="")), _sieve(only)
    return sum(1 for one in sources if not time.dated(one) and not time.surely_out(one) and rest.fits(one))


@dataclass(frozen=True)
class _Sieve:
    """A filter made ready to be held against many documents: names folded, dates understood."""

    projects: tuple[str, ...]
    kinds: frozenset[str]
    patterns: tuple[str, ...]
    begins: Span | None
    ends: Span | None

    def fits(self, source: Source) -> bool:
        return (
            (not self.projects or source.project in self.projects)
            and (not self.kinds or _folded(source.kind).strip() in self.kinds)
            and (not self.patterns or any(map(partial(_named, _folded(source.path)), self.patterns)))
            and self.dated(source)
        )

    def dated(self, source: Source) -> bool:
        """Whether it certainly lies within the time that is asked for."""
        if self.begins is None and self.ends is None:
            return True
        own = span(source.date)
        if own is None:
            return False
        after = self.begins is None or own.first >= self.begins.first
        return after and (self.ends is None or own.last <= self.ends.last)

    def surely_out(self, source: Source) -> bool:
        """Whether it certainly lies before or after the time that is asked for."""
        own = span(source.date)
        if own is None:
            return False
        before = self.begins is not None and own.last < self.begins.first
        return before or (self.ends is not None and own.first > self.ends.last)


@lru_cache(maxsize=64)
def _sieve(only: Only) -> _Sieve:
    return _Sieve(
        projects=only.projects,
        kinds=frozenset(_folded(kind).strip() for kind in only.kinds),
        patterns=tuple(_folded(one).removeprefix("documents/") for one in only.documents),
        begins=only.begins,
        ends=only.ends,
    )


def _named(path: str, pattern: str) -> bool:
    """Whether a pattern means a path: itself, a folder above it, or by * and ?, whole or below folders."""
    if path == pattern or path.startswith(f"{pattern.rstrip('/')}/"):
        return True
    name = path.rpartition("/")[2]
    return fnmatchcase(path, pattern) or ("/" not in pattern and fnmatchcase(name, pattern))


def _folded(text: str) -> str:
    return normalize("NFC", text).casefold()


@dataclass(frozen=True)
class _Part:
    """One condition of a filter: the filter with it alone, as a person reads it, and what there is."""

    alone: Only
    asked: str
    there: Callable[[Sequence[Source]], str]


def _why_none(sources: Sequence[Source], only: Only) -> str:
    """What was asked, which condition fits no document, and what there is instead."""
    parts = [part for part in _parts(only) if part.asked]
    for part in parts:
        if not any(fits(one, part.alone) for one in sources):
            return f"Zu {part.asked} gibt es kein Dokument. Vorhanden: {part.there(sources)}."
    asked = " und ".join(part.asked for part in parts)
    return f"Kein Dokument erfüllt zugleich {asked}. Bitte eine der Angaben weglassen."


def _parts(only: Only) -> list[_Part]:
    time = " ".join(
        f"{option} {said}" for option, said in (("--since", only.since), ("--until", only.until)) if said
    )
    return [
        _Part(Only(projects=only.projects), _asked("--only-project", only.projects), _projects),
        _Part(Only(documents=only.documents), _asked("--document", only.documents), _paths),
        _Part(Only(kinds=only.kinds), _asked("--kind", only.kinds), _kinds),
        _Part(Only(since=only.since, until=only.until), time, _dates),
    ]


def _asked(option: str, names: Sequence[str]) -> str:
    return " ".join(f"{option} „{name}“" for name in names)


def _projects(sources: Sequence[Source]) -> str:
    return _listed(sorted({one.project for one in sources}))


def _paths(sources: Sequence[Source]) -> str:
    return _listed(sorted({one.path for one in sources}))


def _kinds(sources: Sequence[Source]) -> str:
    counted = Counter(_folded(one.kind).strip() or "ohne Angabe" for one in sources)
    return _listed([f"{kind} ({counted[kind]})" for kind in sorted(counted)])


def _dates(sources: Sequence[Source]) -> str:
    spans = [found for one in sources if (found := span(one.date))]
    unknown = len(sources) - len(spans)
    told = []
    if spans:
        first, last = min(one.first for one in spans), max(one.last for one in spans)
        when = f"vom {first}" if first == last else f"von {first} bis {last}"
        told.append(f"{len(spans)} mit Datum, {when}")
    if unknown:
        told.append(f"{unknown} ohne lesbares Datum")
    return ", ".join(told)


def _listed(names: Sequence[str]) -> str:
    more = f" und {len(names) - LISTED} weitere" if len(names) > LISTED else ""
    return f"{', '.join(names[:LISTED])}{more}"
