"""A German text as features: words, stems, and the 4-grams of words.

Stems catch inflection, 4-grams catch compounds without a dictionary: on German questions the two
together found more than every compound splitter we measured (benchmarks/retrieval.py).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[^\W_]+(?:[-'’:*][^\W_]+)*", re.UNICODE)
_PART = re.compile(r"[^\W_]+", re.UNICODE)
_STEMMER = Stemmer.Stemmer("german")
GRAM = 4

# Closed word classes: they carry grammar and tone, but say nothing of the matter.
FUNCTION_WORDS = frozenset(
    """
    aber alle allem allen aller alles als also am an andere anderem anderen anderer anderes auch auf
    aus bei beim bereits bevor bin bis bist da dabei dadurch dafür dagegen daher damit danach daneben
    dann daran darauf daraus darf darin darum darüber das dass davon davor dazu dein deine dem den
    denen denn dennoch der deren des deshalb dessen desto deswegen die dies diese diesem diesen dieser
    dieses doch dort du durch dürfen ein eine einem einen einer eines einige einigen einiger einmal er
    erst es etwa etwas euch euer für gab ganz gar gegen gibt ging hab habe haben hat hatte hatten hier
    hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im immer in indem ins ist ja jede
    jedem jeden jeder jedes jedoch jemand jetzt kann kaum kein keine keinem keinen keiner können könnte
    könnten lassen lässt man manche mancher mehr mein meine mich mir mit muss musste müssen nach
    nachdem nein nicht nichts nie niemand noch nun nur ob oder oft ohne schon sehr sein seine seinem
    seinen seiner seines seit selbst sich sie sind so sogar solche sollen sollte sollten somit sondern
    sonst soll sowie statt trotz über um und uns unser unsere unseren unserer unter viel viele vielen
    vieler vom von vor wann war waren warum was weder weil weiter welche welchem welchen welcher
    welches wem wen wenig wenige wenn wer werde werden wessen wie wieder will wir wird wo wobei wodurch
    wohl wollen worden wurde wurden während wäre zu zum zur zwar zwischen
    a an and are as at be by can do does for from has have how in is it of on or that the this to was
    were what when where which who why will with
    """.split()
)


def fold(text: str) -> str:
    """Lower case in one Unicode form (NFC), ß kept."""
    return unicodedata.normalize("NFC", text).lower()


def words(text: str) -> list[str]:
    """The words of a text as written, hyphenated words whole."""
    return _WORD.findall(unicodedata.normalize("NFC", text))


def count_words(text: str) -> int:
    """How many words a reader counts: runs between spaces that hold a letter or digit."""
    return sum(1 for token in text.split() if any(char.isalnum() for char in token))


def parts(text: str) -> list[str]:
    """The words of a text as written, hyphenated words in their parts."""
    return _PART.findall(unicodedata.normalize("NFC", text))


def tokens(text: str) -> list[str]:
    """Lower-case words with hyphenated words in their parts."""
    return _PART.findall(fold(text))


def content_tokens(text: str) -> list[str]:
    """Tokens without the closed word classes."""
    return [token for token in tokens(text) if token not in FUNCTION_WORDS]


@lru_cache(maxsize=200_000)
def stem(token: str) -> str:
    """The Snowball stem of a lower-case token, umlauts folded."""
    return str(_STEMMER.stemWord(token)).translate(_UMLAUTS)


_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})


def stems(text: str) -> list[str]:
    """The stems of all tokens of a text."""
    return [stem(token) for token in tokens(text)]


def content_stems(text: str) -> list[str]:
    """The stems of the content tokens of a text."""
    return [stem(token) for token in content_tokens(text)]


@lru_cache(maxsize=200_000)
def grams(token: str) -> tuple[str, ...]:
    """The 4-grams of one token; a shorter token is its own."""
    if len(token) <= GRAM:
        return (token,)
    return tuple(token[start : start + GRAM] for start in range(len(token) - GRAM + 1))


def word_grams(text: str) -> Iterator[str]:
    """The 4-grams of all tokens of a text, within word borders."""
    for token in tokens(text):
        yield from grams(token.translate(_UMLAUTS))
