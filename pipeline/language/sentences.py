"""Where German sentences end; the split is syntok's, spacing is normalised to single blanks.

syntok ends a sentence after "am 4." and within "i. S. des", and runs on after a full stop inside „…“; all
are mended here.
"""

import re
from functools import lru_cache

from pipeline.language.words import FUNCTION_WORDS, words

# A full word before the stop and a small word with a capital after it: two sentences, whatever
# abbreviation syntok saw ("ein Jahr alt. Am Ende …").
_MISSED_END = re.compile(r"(?<=[a-zäöüß]{3}\.)\s+(?=([A-ZÄÖÜ][a-zäöüß]+)\b)")
_ABBREVIATED = re.compile(
    r"\b(?:bzw|usw|etc|vgl|evtl|ggf|inkl|exkl|sog|str|abb|art|abs|nr|tel|std|min|sek|prof|hrsg|bspw)\.$",
    re.I,
)
# syntok also ends a sentence within "i. S. des" and behind "u. a.", where a noun follows.
_TORN = re.compile(r"(?:^|[\s(„])(?:[izvm]|[uzidmv]\.\s?[a-zA-Z])\.$")
_SPACE = re.compile(r"\s+")
_AFTER_QUOTE = re.compile(r"(?<=[.!?][“”\"»«])\s+(?=[A-ZÄÖÜ„»\"])")
_ORDINAL_END = re.compile(
    r"\b(am|vom|zum|der|die|das|dem|den|des|im|bis|ab|seit|beim|ihr|sein|jede[rsnm]?)\s\d{1,2}\.$",
    re.I,
)


def sentences(text: str) -> list[str]:
    """The sentences of a text in order, each with single blanks; none is empty."""
    return list(_split(text))


@lru_cache(maxsize=4_096)
def _split(text: str) -> tuple[str, ...]:
    """Kept, because checks ask for the same values again for every text."""
    from syntok import segmenter

    found: list[str] = []
    for paragraph in segmenter.analyze(text):
        for sentence in paragraph:
            plain = "".join(f"{token.spacing}{token.value}" for token in sentence)
            plain = _SPACE.sub(" ", plain).strip()
            for part in (whole for piece in _AFTER_QUOTE.split(plain) for whole in _ended(piece)):
                if found and (_ORDINAL_END.search(found[-1]) or _torn(found[-1], part)):
                    found[-1] = f"{found[-1]} {part}"
                elif part:
                    found.append(part)
    return tuple(found)


def _torn(before: str, after: str) -> bool:
    """Whether a sentence was ended within an abbreviation; before "Der" or "Dies" one may well end."""
    start = words(after)[:1]
    return bool(_TORN.search(before)) and not (start and start[0].lower() in FUNCTION_WORDS)


def _ended(text: str) -> list[str]:
    """The text cut where a sentence has certainly ended."""
    parts: list[str] = []
    start = 0
    for match in _MISSED_END.finditer(text):
        before, word = text[start : match.start()], match.group(1)
        if word.lower() in FUNCTION_WORDS and not _ABBREVIATED.search(before):
            parts.append(before)
            start = match.end()
    return [*parts, text[start:]]


def paragraphs(text: str) -> list[str]:
    """Blocks between blank lines, each with single blanks; none is empty."""
    blocks = (_SPACE.sub(" ", block).strip() for block in re.split(r"\n\s*\n", text))
    return [block for block in blocks if block]
