"""Names of people out of what is sent, and back into what comes: word by word, exactly reversible.

A name that was met once is replaced wherever it stands in the project: a family name by itself, its
genitive, a part of a compound. Each word has one token for good ("Person_017", "Vorname_018"), kept in
a file that its owner alone may read. A token that a text holds by itself is replaced like a name, so
that none ever means two things.
"""

import hashlib
import json
import re
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from pipeline.core.settings import PrivacySettings
from pipeline.llm.name_table import NameTable
from pipeline.llm.name_words import PART, genitive, genitive_base, plain, words
from pipeline.llm.person_names import Name, behind_article, find, is_noun
from pipeline.llm.schema import UnfitReply

TOKEN = re.compile(r"(?<!\w)(Person|Vorname)_\d{3,}(?!\d)")
_LIKE_TOKEN = re.compile(r"(?<!\w)(?:Person|Vorname)[_ ‑-]?\d{3,}(?!\d)", re.IGNORECASE)
_GENITIVE = re.compile(rf"{TOKEN.pattern}(s\b)?")

EXPLAINED = (
    "Wörter der Form Person_… und Vorname_… stehen für Namen von Menschen. Übernimm sie unverändert, wo du "
    "sie brauchst, und erfinde keine neuen."
)
"""Said to the model, so that it takes a token for what it is."""


class UnknownToken(UnfitReply):
    """A reply names a person that the request did not."""


class Pseudonyms:
    """The pseudonyms of one project, for all threads and processes.

    `seeds` gives the project's own texts: they are searched once, before anything is replaced, so that a
    name met late is replaced early too, and the same question stays the same in the next run. `said`
    hears how many names there are, whenever that changes.
    """

    def __init__(
        self,
        path: Path,
        settings: PrivacySettings,
        seeds: Callable[[], Iterable[str]] = lambda: (),
        said: Callable[[str], None] = lambda message: None,
    ) -> None:
        self._table = NameTable(path)
        self._seeds, self._said = seeds, said
        self._always = {word.text for entry in settings.names for word in words(entry) if word.capital}
        self._always |= {entry for entry in settings.names if not words(entry)}
        excepted = sorted({one for one in settings.excepted if one.strip()}, key=len, reverse=True)
        pattern = "|".join(r"\s+".join(map(re.escape, one.split())) for one in excepted)
        self._except = re.compile(rf"(?<!\w)(?:{pattern})(?=s?(?!\w))") if excepted else None
        self._lock = threading.Lock()
        self._seeded = False
        self._told = 0
        self._found: dict[str, list[Name]] = {}

    def masked(self, texts: Sequence[str]) -> list[str]:
        """The texts with every name replaced by its token."""
        with self._lock:
            if not self._seeded:
                self._seeded = True
                self._meet(self._seeds())
            self._meet(texts)
            tokens = self._table.tokens()
            if len(tokens) > self._told:
                self._told = len(tokens)
                self._said(
                    f"Pseudonyme: {len(tokens)} Namen dieses Projekts werden ersetzt, bevor etwas gesendet "
                    "wird, und in den Antworten wieder eingesetzt."
                )
        return [self._replaced(text, tokens) for text in texts]

    def unmasked(self, text: str, given: Iterable[str], inside_json: bool = True) -> str:
        """The text with the names back in; raises UnknownToken for one that `given` texts do not hold."""
        known = {match.group() for one in given for match in _LIKE_TOKEN.finditer(one)}
        for match in _LIKE_TOKEN.finditer(text):
            if match.group() not in known:
                raise UnknownToken(
                    f"„{match.group()}“ kommt in der Anfrage nicht vor; verwende für Personen genau die "
                    "Bezeichnungen, die dort stehen, und erfinde keine."
                )
        names = {token: name for name, token in self._table.tokens().items()}

        def restored(match: re.Match[str]) -> str:
            suffix = match.group(2) or ""
            token = match.group()[: len(match.group()) - len(suffix)]
            name = names.get(token)
            if name is None:
                return match.group()
            whole = genitive(name) if suffix and not TOKEN.fullmatch(name) else name + suffix
            return json.dumps(whole, ensure_ascii=False)[1:-1] if inside_json else whole

        return _GENITIVE.sub(restored, text)

    def _meet(self, texts: Iterable[str]) -> None:
        """Give a token to every name that stands in the texts as one."""
        met: dict[str, str] = dict.fromkeys(sorted(self._always), "Person")
        for text in texts:
            for match in TOKEN.finditer(text):
                met.setdefault(match.group(), match.group(1))
            spared = self._spared(text)
            for name in self._names(text):
                if not _inside(name.start, spared):
                    met.setdefault(text[name.start : name.end], name.kind)
        self._table.add(met)

    def _names(self, text: str) -> list[Name]:
        """The names in a text; the same text comes again with every question of a kind."""
        key = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
        if key not in self._found:
            self._found[key] = find(text)
        return self._found[key]

    def _replaced(self, text: str, tokens: dict[str, str]) -> str:
        spared = self._spared(text)
        places = {(name.start, name.end) for name in self._names(text)}
        places |= {match.span() for match in TOKEN.finditer(text)}
        places |= {match.span() for one in self._always for match in _exactly(one).finditer(text)}
        places |= set(self._alone(text, tokens))
        out: list[str] = []
        last = 0
        for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
            token = tokens.get(text[start:end])
            if start < last or token is None or _inside(start, spared):
                continue
            out += [text[last:start], token]
            last = end
        return "".join([*out, text[last:]])

    def _alone(self, text: str, tokens: dict[str, str]) -> Iterable[tuple[int, int]]:
        """Where names that were met stand by themselves."""
        stream = words(text)
        for position, word in enumerate(stream):
            if not word.capital:
                continue
            whole = _known(word.text, tokens)
            parts = [] if whole else _parts(word.text)
            found = [(0, whole)] if whole else [(at, _known(part, tokens)) for at, part in parts]
            for at, name in found:
                noun = bool(name) and is_noun(plain(name))
                first = bool(name) and tokens[name].startswith("Vorname")
                if not name or (noun and (first or len(found) > 1 or behind_article(stream, position))):
                    continue
                yield word.start + at, word.start + at + len(name)

    def _spared(self, text: str) -> list[tuple[int, int]]:
        return [match.span() for match in self._except.finditer(text)] if self._except else []


def _known(word: str, tokens: dict[str, str]) -> str:
    """The name that a word is or is the genitive of; "" where it is none."""
    if word in tokens:
        return word
    base = genitive_base(word)
    return base if base in tokens else ""


def _parts(word: str) -> list[tuple[int, str]]:
    """The parts of a hyphenated word with their places in it; none for a plain word."""
    starts = [0, *(match.end() for match in PART.finditer(word))]
    return list(zip(starts, PART.split(word), strict=True)) if len(starts) > 1 else []


def _exactly(entry: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(entry)}(?=s?(?!\w))")


def _inside(place: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
