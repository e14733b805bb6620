"""Flip: what a sentence denies, it says."""

from collections.abc import Iterator, Sequence

from pipeline.evaluation.mutants.wording import (
    NOUNS,
    Change,
    Word,
    changed,
    gone,
    instead,
    noun_after,
    worded,
)

_WHOLE = {
    "niemand": "jeder", "niemanden": "jeden", "niemandem": "jedem", "nie": "immer", "niemals": "immer",
    "nirgends": "überall", "nirgendwo": "überall", "selten": "oft",
}  # fmt: skip
_ALONE = {"keiner": "jeder", "keinen": "jeden", "keinem": "jedem", "keines": "jedes"}
_HARMLESS = frozenset("nur zuletzt allein bloß weniger immer einmal".split())


def affirmed(text: str) -> list[str]:
    """The sentence with one of its denials turned, once for each."""
    words = worded(text)
    if any(word.low in ("sondern", "weder") for word in words):
        return []
    return [changed(text, *changes) for at in range(len(words)) if (changes := _turned(words, at))]


def _turned(words: Sequence[Word], at: int) -> Sequence[Change]:
    word = words[at]
    low, after = word.low, _at(words, at + 1)
    if low == "nicht":
        return tuple(_without_not(words, at))
    if after.low == "mehr" and low not in ("nicht", "kaum"):
        return ()
    if low in _WHOLE and _at(words, at - 1).low != "nicht":
        return (instead(word, _WHOLE[low]),)
    if low in _ALONE and word.tag == "PIS":
        return (instead(word, _ALONE[low]),)
    if low.startswith("kein") and after.tag in (*NOUNS, "ADJ(A)"):
        return tuple(_some(words, at))
    if low == "kaum":
        return tuple(_plenty(words, at))
    if low == "ohne" and after.tag == "NN" and _goes_with(after):
        return (instead(word, "mit"),)
    return ()


def _without_not(words: Sequence[Word], at: int) -> Iterator[Change]:
    word, after = words[at], _at(words, at + 1)
    needs = any(one.lemma == "brauchen" for one in words) and any(one.tag == "PTKZU" for one in words)
    if after.low in _HARMLESS or needs or any(one.low == "sonst" for one in words):
        return
    if after.low == "mehr":
        yield instead(word, "noch immer", after)
    elif _at(words, at - 1).low == "noch":
        yield instead(words[at - 1], "schon", word)
    elif _at(words, at - 1).low in ("auch", "gar") or _at(words, at - 2).low == "wie":
        return
    else:
        yield gone(word)


def _some(words: Sequence[Word], at: int) -> Iterator[Change]:
    """ "kein" turned into "ein"; of many, "keine" into "viele"."""
    word, noun = words[at], noun_after(words, at)
    if noun is None or _at(words, at - 1).low in ("noch", "auch"):
        return
    if word.low == "keine" and noun.is_plural:
        between = words[at + 1 : words.index(noun)]
        yield instead(word, "viele")
        for one in between:
            if one.low.endswith("en"):
                yield instead(one, one.text[:-1])
    elif not noun.is_plural:
        yield instead(word, word.low[1:])


def _plenty(words: Sequence[Word], at: int) -> Iterator[Change]:
    """ "kaum" turned, where what follows tells how."""
    word, after = words[at], _at(words, at + 1)
    if after.low == "noch":
        yield instead(word, "ständig", after)
    elif after.low in ("etwas", "jemand"):
        yield instead(word, "fast alles" if after.low == "etwas" else "fast jeder", after)
    elif after.tag in ("ADJ(A)", "NN"):
        yield instead(word, "reichlich")


def _goes_with(noun: Word) -> bool:
    """Whether a noun without an article is the same in the dative."""
    return not noun.is_plural or noun.low.endswith(("n", "s"))


_NONE = Word("", "", "", 0, 0)


def _at(words: Sequence[Word], at: int) -> Word:
    return words[at] if 0 <= at < len(words) else _NONE
