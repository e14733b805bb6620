"""Which tongue a question is asked in, told by its function words, and which of its words tell something.

Anything that is not English counts as German.
"""

from pipeline.language.words import FUNCTION_WORDS, parts, tokens

ENGLISH = frozenset(
    """
    a about after again against all also although always am among an and another any anybody anyone
    anything are around as at away be because been before being below between both but by came can
    cannot come could did do does doing done down during each either else enough ever every everyone
    everything few find for from further gave get gets getting give given go goes going gone got had
    has have having he her here hers him his how however i if in instead into is it its itself just
    kind let like made make makes making many may me might more most much must my myself near need
    needs neither never no nobody none nor not nothing now of off often on once one only or other
    others our out over own per please put rather said same say says see she should since so some
    somebody someone something such take taken tell than that the their theirs them themselves then
    there these they thing things this those through to together too toward towards under until up
    upon us use used very want wants was way ways we well went were what when where whether which while
    who whom whose why will with within without would yes yet you your yours
    """.split()
)
"""Closed word classes and the few verbs that stand in for any other."""
_BOTH = frozenset("a am an also bin die fast hat his in man me most not so per the was war will".split())
"""Words of both languages tell nothing; "the" is too frequent in German names of films and brands."""
_GERMAN = (FUNCTION_WORDS - ENGLISH - _BOTH) | {"die"}


def is_english(text: str) -> bool:
    """Whether more of the text's telling function words are English than German, and two at least."""
    said = [token for token in tokens(text) if token not in _BOTH]
    english = sum(token in ENGLISH for token in said)
    german = sum(token in FUNCTION_WORDS and token not in ENGLISH for token in said)
    return english > german and english + ("the" in tokens(text)) >= 2


def german_share(text: str) -> float:
    """The share of words that only German has among its function words, 0–1; 0 for no words.

    Of 407 sentences of narratives the least has 0.12, of 24 whole texts 0.36. Single sentences of French,
    Spanish, Italian, Dutch, Polish and Turkish have up to 0.13; a short Danish one had 0.18.
    """
    said = tokens(text)
    return sum(token in _GERMAN for token in said) / len(said) if said else 0.0


def telling(question: str) -> list[str]:
    """The words of a question as written, without those of closed classes; all if only such."""
    said = list(dict.fromkeys(parts(question)))
    empty = FUNCTION_WORDS | ENGLISH if is_english(question) else FUNCTION_WORDS
    return [word for word in said if word.lower() not in empty] or said
