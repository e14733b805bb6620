"""How many syllables a German word has, by its vowels: an estimate, good enough for a mean over a text.

Two vowels that are one sound (au, ei, eu, ie …) count once. "Familie" is so one short: what is spoken
"i-e" is written as what is spoken "i:".
"""

import re

_SOUND = re.compile(r"äu|au|ei|ey|ai|ay|eu|ie|aa|ee|oo|[aeiouyäöü]")
_PREFIX = re.compile(r"^([bg]e)(?=e[^rt])")
_SHORT = 5
"""Up to so many capitals are read letter by letter: KI, GmbH is not among them, NRW is."""


def syllables(word: str) -> int:
    """The syllables of one word, at least one; figures count one each."""
    if word.isupper() and len(word) <= _SHORT:
        return len(word)
    plain = _PREFIX.sub(r"\1-", word.lower().replace("qu", "q"))
    return max(1, len(_SOUND.findall(plain)) + sum(sign.isdigit() for sign in word))
