"""The language of a question, told by the words that carry grammar.

German where nothing tells: a question of names alone.
"""

from enum import StrEnum

from pipeline.language.tongue import is_english
from pipeline.language.words import FUNCTION_WORDS, fold, tokens

_FOREIGN_LETTERS = frozenset("ışğłęążźřčěůőűțșñãõ¿")
"""Letters of European alphabets that neither German nor English words have."""
LATIN_END = "\u024f"
"""The last letter of the Latin alphabets of Europe in Unicode."""

_OTHER = frozenset(
    """
    le la les une du est quels quelles quel quelle pourquoi combien comment qui que dans avec pour
    el los las del qué cuál cuáles cuántos cómo dónde quién por para con una
    il gli della che quali quale perché quanti come dove chi sono
    de het een hoeveel waarom wie welke waar zijn
    est et quoi où sur ce nous vous quando dove perché del di il por qué
    bu mi mı ne kadar nerede gibi olan var daha ile bir ve nedir nasıl kaç kim neden hangi için
    jaki jakie ile kto gdzie dlaczego jest są który
    """.split()
)


class Language(StrEnum):
    """What a question is asked in; of other languages only that they are others."""

    GERMAN = "de"
    ENGLISH = "en"
    OTHER = "?"


def language(text: str) -> Language:
    """The language whose little words stand there most; German where none of any do."""
    said = tokens(text)
    letters = [sign for sign in fold(text) if sign.isalpha()]
    if letters and sum(sign > LATIN_END for sign in letters) > len(letters) / 2:
        return Language.OTHER
    if is_english(text):
        return Language.ENGLISH
    other = sum(word in _OTHER or bool(_FOREIGN_LETTERS & set(word)) for word in said)
    return Language.OTHER if other > sum(word in FUNCTION_WORDS for word in said) else Language.GERMAN
