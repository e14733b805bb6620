"""Invented: a person or a firm that nobody knows, put where the grammar takes one; all are made up."""

import re
from collections.abc import Iterator, Sequence

from pipeline.evaluation.mutants.drawing import number, one_of
from pipeline.evaluation.mutants.wording import Change, Word, changed, instead, noun_after, worded

_WOMEN = ("Anke", "Svenja", "Jutta", "Elif", "Martha", "Ines", "Renate", "Aylin")
_MEN = ("Holger", "Jochen", "Murat", "Detlef", "Bastian", "Kemal", "Ulrich", "Arne")
_LAST = (
    "Brackhoff",
    "Terhardt",
    "Wessendorp",
    "Kalkmeier",
    "Ostrowitz",
    "Yildirkan",
    "Lohbeck",
    "Trappmann",
)
_FIRMS = ("Veltoria", "Lumatek", "Rhenovia", "Nordkamp", "Altivex", "Ruhrdata", "Corvenia", "Quantelo")
_OF_ONE = frozenset("der ein dem einem jeder jedem den einen das eines des jedes kein keinem".split())
_BODIES = ("Institut Revierblick", "Verband Emscherkreis", "Büro Halde Nord", "Ruhrpegel-Archiv")
_OF_FIRMS = frozenset(
    "firmen betriebe konzerne unternehmen anbieter speditionen zulieferer betreiber".split()
)
_OF_FIRMS_DATIVE = frozenset("betrieben konzernen anbietern speditionen zulieferern betreibern".split())
_PERSON = re.compile(
    r"\w*(?:meister|leiter|führer|fahrer|händler|gesell|geselle|rentner|pförtner|elektriker|inhaber|chef|lehrer"
    r"|pfleger|prüfer|gießer|former|bäcker|kämmerer|arbeiter|berater|gärtner|landwirt|kurier|makler"
    r"|(?:er|eur|ist|ent|ant|äft|chef|ier|ar|är)in)",
    re.IGNORECASE,
)


def named(text: str) -> list[str]:
    """The sentence with a person or firms given a name, once for each that can bear one."""
    words = worded(text)
    return [changed(text, *changes) for at in range(len(words)) if (changes := tuple(_of(words, at)))]


def quoted(text: str) -> list[str]:
    """The sentence with somebody at its end who is said to say so."""
    if not text.endswith(".") or any(mark in text for mark in ":;?!„"):
        return []
    first = one_of((*_WOMEN, *_MEN), text)
    body = one_of(_BODIES, text)
    verb = one_of(("sagt", "betont", "berichtet"), text)
    return [f"{text[:-1]}, wie {first} {one_of(_LAST, text, 'Name')} vom {body} {verb}."]


def _of(words: Sequence[Word], at: int) -> Iterator[Change]:
    word = words[at]
    after = words[at + 1] if at + 1 < len(words) else word
    if word.tag == "ART" and word.low in ("ein", "eine", "der", "die"):
        noun = noun_after(words, at)
        behind = words[at - 1] if at else None
        plain = noun is after and noun.text == noun.lemma and bool(_PERSON.fullmatch(noun.text))
        if noun is not None and plain and _starts(behind) and not _has_genitive(words, at):
            yield instead(word, f"{noun.text} {_person(noun)}", noun)
    elif word.low in (_OF_FIRMS | _OF_FIRMS_DATIVE) and word.tag == "NN" and _are_many(words, at):
        first = number(word.text, after.text) % len(_FIRMS)
        second = (first + 1 + number(after.text) % (len(_FIRMS) - 1)) % len(_FIRMS)
        yield Change(word.end, word.end, f" wie {_FIRMS[first]} und {_FIRMS[second]}")


def _has_genitive(words: Sequence[Word], at: int) -> bool:
    return at + 2 < len(words) and words[at + 2].tag in ("ART", "PPOSAT")


def _are_many(words: Sequence[Word], at: int) -> bool:
    """Whether a noun of firms stands for several, and is the last of its row."""
    after = words[at + 1].low if at + 1 < len(words) else ""
    before = [word.low for word in words[max(0, at - 2) : at]]
    return after not in ("wie", "und", "oder", "sowie") and not any(one in _OF_ONE for one in before)


def _starts(behind: Word | None) -> bool:
    """Whether the noun is surely no object of a case that its title would have to show."""
    return behind is None or behind.tag.startswith(("$", "V", "KO")) or behind.tag in ("ADV", "APPR")


def _person(noun: Word) -> str:
    first = one_of(_WOMEN if noun.text.endswith("in") else _MEN, noun.text, noun.lemma)
    return f"{first} {one_of(_LAST, noun.text)}"
