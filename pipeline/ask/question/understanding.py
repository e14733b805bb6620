"""What is asked: in which language, after what kind of thing, and whether for a whole list.

A question in a dialogue is understood with those before it. What cannot be a question is refused
before anything is looked up.
"""

import re
import unicodedata
from dataclasses import dataclass

from pipeline.ask.answering import Asked
from pipeline.ask.question.courtesy import courtesy
from pipeline.ask.question.followups import (
    asks_for_all,
    goes_on,
    replacing,
    standing_alone,
    without_request,
)
from pipeline.ask.question.languages import Language, language
from pipeline.ask.question.replacing import named_anew
from pipeline.ask.question.wanted import Wanted, wanted
from pipeline.core.errors import InputError
from pipeline.language.sentences import sentences
from pipeline.language.words import content_tokens

LONGEST = 2_000
_EXAMPLE = "Bitte einen Fragesatz oder Stichworte angeben, etwa „Wer finanziert das Projekt?“."


@dataclass(frozen=True)
class Question:
    """A question, cleaned (`asked`), and as it is looked up (`text`: with what it goes on from).

    `replaces` where it asks the question before of another thing; `anew` is the name in "Und Hagen?".
    """

    asked: str
    text: str
    language: Language
    wanted: Wanted
    lists: bool
    across: bool
    replaces: bool = False
    anew: str = ""


def understood(asked: Asked) -> Question:
    """What a person wants to know; raises InputError for a question that is none."""
    question = _cleaned(asked.question)
    text = standing_alone(_asking(question), asked.before)
    exchanged = bool(replacing(_asking(question), asked.before))
    for_all = bool(asked.before) and asks_for_all(question)
    instead = text if exchanged or (for_all and not without_request(question)) else question
    if not content_tokens(text) and courtesy(question) is None:
        raise InputError(
            f"„{_short(question)}“ besteht nur aus Wörtern, die in jedem Text stehen. {_EXAMPLE}"
        )
    return Question(
        asked=question,
        text=text,
        language=language(instead),
        wanted=wanted(instead),
        lists=for_all or bool(_LIST.search(instead)),
        across=bool(_ACROSS.search(instead)),
        replaces=exchanged,
        anew=named_anew(without_request(question)) if asked.before else "",
    )


_THINGS = (
    "ideen|projekte|vorhaben|vorschläge|maßnahmen|szenarien|zukunftsbilder|themen|faktoren|einflussfaktoren|"
    "trends|risiken|chancen|ziele|punkte|beispiele|standorte|flughäfen|städte|partner|gründe|aspekte|"
    "schritte|bilder|möglichkeiten|ansätze|initiativen|empfehlungen|forderungen|felder|technologien|"
    "bedrohungen|gefahren|bereiche|gebiete|termine|ergebnisse|erkenntnisse|vorteile|nachteile|folgen|spannungen"
)
_ENGLISH_THINGS = (
    "ideas|projects|proposals|measures|scenarios|topics|factors|trends|risks|goals|points|examples|steps|"
    "partners|reasons|recommendations"
)
_LIST = re.compile(
    rf"\b(?:welche|welcher|nenne?|liste|zähle?|wie heißen|wie lauten) (?:\w+ ){{0,3}}?(?:{_THINGS})\b"
    rf"|\b(?:which|what|list|name) (?:\w+ ){{0,3}}?(?:{_ENGLISH_THINGS})\b|\b(?:alle|sämtliche|all) \w+",
    re.I,
)
_ACROSS = re.compile(
    r"\bdokumente?n?\b|\bquellen\b|\bunterlagen\b|\bin allen\b|\bübergreifend|\bacross\b|\bdocuments\b",
    re.I,
)


def _cleaned(question: str) -> str:
    """The question in one line without control characters; raises InputError where it is none."""
    if len(question) > LONGEST:
        raise InputError(
            f"Die Frage hat {len(question)} Zeichen, möglich sind {LONGEST}. Bitte kürzer fragen; lange "
            "Texte gehören als Dokument nach documents/."
        )
    plain = _plain(question)
    if not plain:
        raise InputError(f"Die Frage ist leer. {_EXAMPLE}")
    if not any(sign.isalnum() for sign in plain):
        raise InputError(f"„{_short(plain)}“ enthält kein Wort. {_EXAMPLE}")
    return plain


def _asking(question: str) -> str:
    """The sentences that ask, where others stand beside them: an order to who answers is no question."""
    asking = [one for one in sentences(question) if one.endswith("?")]
    alone = " ".join(asking)
    return alone if alone and not goes_on(alone) else question


def _plain(text: str) -> str:
    seen = (
        " " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign
        for sign in unicodedata.normalize("NFC", text)
        if unicodedata.category(sign) not in ("Cf", "Cs", "Co", "Cn")
    )
    return " ".join("".join(seen).split())


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]} …"
