"""The words of a text as names are made of them: with hyphens and apostrophes, in any form of Unicode."""

import re
import unicodedata
from dataclasses import dataclass

_MARKS = "\u0300-\u036f\u00ad\u200b"  # accents of their own, and what only helps to break lines
_LETTER = rf"[^\W\d_][{_MARKS}]*"
WORD = re.compile(rf"(?<!\w)(?:{_LETTER})+(?:['’\-‐‑](?:{_LETTER})+)*(?![\w{_MARKS}])")
PART = re.compile(r"['’\-‐‑]")
_INVISIBLE = re.compile("[\u00ad\u200b]")
_SPACE = re.compile(r"[ \t\u00a0\u202f]*\n?[ \t]*")
_DOTTED = re.compile(r"\.?[ \t\u00a0\u202f\-]*\n?[ \t]*")
_SIBILANTS = ("s", "ß", "x", "z", "ce")


@dataclass(frozen=True)
class Word:
    """A word where it stands; `plain` as lists write it, `before` what stands since the word before."""

    text: str
    start: int
    end: int
    before: str
    plain: str

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def joined(self) -> bool:
        """Whether nothing but space stands before it."""
        return bool(self.before) and _SPACE.fullmatch(self.before) is not None

    @property
    def loosely_joined(self) -> bool:
        """As `joined`, or behind the dot of an abbreviation: "Dr. Koch", "K.-H. Koch"."""
        return bool(self.before) and _DOTTED.fullmatch(self.before) is not None


def words(text: str) -> list[Word]:
    """The words of a text in order."""
    found: list[Word] = []
    last = 0
    for match in WORD.finditer(text):
        before = text[last : match.start()]
        found.append(Word(match.group(), match.start(), match.end(), before, plain(match.group())))
        last = match.end()
    return found


def plain(word: str) -> str:
    """A word in small letters and one form of Unicode, without invisible marks."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", word)).lower()


def genitive_base(word: str) -> str:
    """ "Krügers" → "Krüger"; "" where the word can be no genitive."""
    base = word[:-1]
    return base if word.endswith("s") and len(base) > 2 and not base.lower().endswith(_SIBILANTS) else ""


def genitive(name: str) -> str:
    """ "Krüger" → "Krügers", "Fuchs" → "Fuchs’"."""
    return f"{name}’" if name.lower().endswith(_SIBILANTS) else f"{name}s"
