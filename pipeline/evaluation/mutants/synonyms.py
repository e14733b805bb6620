"""Control: words that can stand for each other anywhere, and pairs that can change places."""

from collections.abc import Iterator, Sequence

from pipeline.evaluation.mutants.wording import Change, Word, instead, worded

_ANYWHERE = {
    "oft": "häufig", "häufig": "oft", "sofort": "umgehend", "seither": "seitdem", "seitdem": "seither",
    "trotzdem": "dennoch", "dennoch": "trotzdem", "deshalb": "darum", "darum": "deshalb",
    "bereits": "schon",
    "manchmal": "mitunter", "derweil": "unterdessen", "damals": "seinerzeit", "lediglich": "nur",
    "stets": "immer", "rasch": "schnell", "schnell": "rasch", "bekommt": "erhält", "bekommen": "erhalten",
    "erhält": "bekommt", "obwohl": "obgleich", "sofern": "falls", "niemand": "keiner", "meist": "meistens",
    "benötigt": "braucht", "vollständig": "gänzlich", "beinahe": "fast", "beispielsweise": "etwa",
    "inzwischen": "mittlerweile", "mittlerweile": "inzwischen", "jedoch": "allerdings",
    "gemeinsam": "zusammen", "ebenfalls": "gleichfalls", "umgehend": "sofort", "nirgends": "nirgendwo",
}  # fmt: skip
_TAGS = ("ADV", "ADJ(D)", "PROAV", "KOUS", "KON", "PIS", "VV(FIN)")
_NOT_BOTH = ("ADJ(A)", "CARD", "PIAT", "PPOSAT", "TRUNC")


def same_in_other_words(text: str) -> list[Change]:
    """All that can be said otherwise in a sentence; the changes do not overlap."""
    words = worded(text)
    found = [change for at in range(len(words)) for change in _one(words, at)]
    return [*found, *_pairs(words)]


def _one(words: Sequence[Word], at: int) -> Iterator[Change]:
    word = words[at]
    after = words[at + 1] if at + 1 < len(words) else None
    behind = words[at - 1] if at else None
    if word.low == "weil" and word.tag == "KOUS" and not (behind and behind.tag == "KON"):
        yield instead(word, "da")
    elif word.low == "doch" and word.tag == "KON" and behind is not None and behind.is_mark:
        yield instead(word, "aber")
    elif word.low == "vor" and after is not None and after.low == "allem":
        yield instead(word, "in erster Linie", after)
    elif word.low == "jedes" and after is not None and after.low == "jahr":
        yield instead(word, "alljährlich", after)
    elif word.low in _ANYWHERE and word.tag in _TAGS:
        close = behind is not None and behind.low in ("nicht", "noch", "so", "immer", "zu", "wie", "gut")
        if not close and (after is None or after.low not in ("noch", "mehr", "genug", "einmal")):
            yield instead(word, _ANYWHERE[word.low])


def _pairs(words: Sequence[Word]) -> Iterator[Change]:
    """Two bare nouns around "und" or "oder", turned round where nothing else belongs to one of them."""
    for at in range(1, len(words) - 1):
        first, joint, second = words[at - 1], words[at], words[at + 1]
        if joint.low not in ("und", "oder") or first.tag != second.tag or first.tag not in ("NN", "NE"):
            continue
        behind = words[at - 2] if at >= 2 else None
        after = words[at + 2] if at + 2 < len(words) else None
        bare = behind is None or behind.tag in ("APPR", "ADV", "VV(FIN)", "VA(FIN)", "PROAV", "KOUS")
        alone = after is None or after.is_mark or after.tag.startswith("V") or after.tag == "PRF"
        same = first.tag == "NE" or first.is_plural == second.is_plural
        if bare and alone and same and "-" not in (first.text[-1], second.text[0]):
            yield instead(first, f"{second.text} {joint.text} {first.text}", second)
