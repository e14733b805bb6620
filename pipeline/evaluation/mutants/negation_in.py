"""Flip: what a sentence says, it denies. Only where the grammar is plain, and nothing is denied yet."""

from collections.abc import Iterator, Sequence

from pipeline.evaluation.mutants.wording import (
    FINITE,
    INSIDE,
    NOUNS,
    Change,
    Word,
    before,
    changed,
    instead,
    noun_after,
    segments,
    worded,
)
from pipeline.language.negation import denies

_JOINTS = frozenset("weil dass obwohl sodass sofern".split())
_RELATIVE = frozenset("der die das den dem denen".split())
_TIMES = frozenset("tag jahr mal abend nachmittag morgen monat stunde woche moment paar".split())
_TEMPORAL = frozenset("bis als bevor seit ehe nachdem während wenn falls".split())
_VERBS = (*FINITE, "VV(INF)", "VV(PP)", "VA(INF)", "VA(PP)", "VM(INF)")
_PREPOSITIONS = ("APPR", "APPRART")
_ALMOST = frozenset("kaum selten nur erst schon noch".split())


def denied(text: str) -> list[str]:
    """The sentence with one statement of it denied, once for each way that is sure."""
    words = worded(text)
    if denies(text) or any(word.low in _ALMOST for word in words):
        return []
    found = [changed(text, change) for change in _articles(words)]
    for part in segments(words):
        change = _before_the_end(part)
        if change is not None:
            found.append(changed(text, change))
    return found


def _articles(words: Sequence[Word]) -> Iterator[Change]:
    """ "ein" as "kein", outside of prepositions and comparisons."""
    for at, word in enumerate(words):
        if word.tag != "ART" or not word.low.startswith("ein") or word.low == "eines":
            continue
        noun = noun_after(words, at)
        behind = words[at - 1] if at else None
        apart = behind is None or (
            behind.tag not in (*_PREPOSITIONS, "KOKOM") and behind.low not in ("wie", "als", "auch")
        )
        if noun is not None and apart and noun.lemma.lower() not in _TIMES and not _of_old(words, at):
            yield instead(word, f"k{word.low}")


def _of_old(words: Sequence[Word], at: int) -> bool:
    """Whether the article belongs to a clause of time or condition, where a denial is no statement."""
    if words[0].tag in FINITE and not any(word.is_mark for word in words[:at]):
        return True
    for word in reversed(words[:at]):
        if word.is_mark:
            return False
        if word.low in _TEMPORAL:
            return True
    return False


def _before_the_end(part: Sequence[Word]) -> Change | None:
    """ "nicht" before the verbs at the end of a clause, or before what belongs closely to them."""
    end = len(part)
    while end and part[end - 1].tag in _VERBS:
        end -= 1
    if end == len(part) or end < 2 or not _ends_in_verbs(part, end):
        return None
    behind = part[end - 1]
    if behind.tag in ("ADJ(D)", "PTKVZ") and part[-1].lemma in ("sein", "werden", "bleiben"):
        return before(behind, "nicht") if part[end - 2].tag != "KON" else None
    if behind.tag not in NOUNS:
        return before(part[end], "nicht") if behind.tag in ("ADV", "PPER", "PRF", "PROAV") else None
    at = end - 1
    while at and part[at - 1].tag in (*INSIDE, *NOUNS):
        at -= 1
    start = part[at - 1] if at else None
    if start is None:
        return None
    if start.tag in _PREPOSITIONS:
        return before(start, "nicht")
    if start.tag in ("ART", "PPOSAT") and not start.low.startswith("ein") and at > 1:
        article = part[at - 2]
        return before(article if article.tag in _PREPOSITIONS else part[end], "nicht")
    return None


def _ends_in_verbs(part: Sequence[Word], end: int) -> bool:
    """Whether it is a clause whose statement is at its end: "weil …", "…, die …", or with an auxiliary."""
    first = part[0]
    if first.low in _JOINTS or (first.tag == "PRELS" and first.low in _RELATIVE):
        return part[-1].tag in _VERBS
    bracket = any(word.tag in ("VA(FIN)", "VM(FIN)") for word in part[:end])
    return bracket and len(part) - end == 1 and part[-1].tag in ("VV(PP)", "VV(INF)")
