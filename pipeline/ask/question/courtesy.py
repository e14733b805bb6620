"""What is no question to the documents: a greeting, thanks, who are you, an attempt to change the rules.

It is told in a line what this is. Nothing is looked up, so that no passage stands beside it. A question may
speak to who answers and ask the documents all the same ("Kannst du mir sagen, was der Kran kostet?"); much
more has to be near then.
"""

import re

from pipeline.ask.question.languages import Language, language
from pipeline.core.types import Answer
from pipeline.language.typed import plain

_WHAT_THIS_IS = {
    "de": "Hier antworten allein die Dokumente des Projekts, mit wörtlichen Zitaten. Bitte eine Frage dazu "
    "stellen.",
    "en": "Answers here come from the project's documents alone, word for word. Please ask about them.",
}
_POLITE = re.compile(
    r"(?:(?:ok(?:ay)?|super|prima|toll|gut|alles klar|ach|oh),? )?"
    r"(?:(?:vielen |herzlichen |besten )?dank(?:e)?(?: (?:schön|sehr|dir|ihnen|euch|für (?:die|deine|ihre) "
    r"(?:hilfe|antwort)))?|dankeschön|hallo\w*(?: zusammen)?|hi|hey|moin(?: moin)?|servus|grüß gott|"
    r"guten (?:morgen|tag|abend)|tschüss|auf wiedersehen|bis bald|super|prima|toll|ok(?:ay)?|alles klar|"
    r"wer bist du(?: eigentlich)?|wer sind sie|was bist du|was kannst du(?: alles)?|wie heißt du|"
    r"bist du (?:ein(?:e)? )?(?:mensch|ki|bot|roboter|maschine)|"
    r"(?P<english>hello(?: there)?|good (?:morning|afternoon|evening)|thanks(?: a lot)?|thank you"
    r"(?: (?:so|very) much)?|bye|goodbye|who are you|what are you|what can you do|how are you))",
    re.I,
)
_YOU = re.compile(
    r"\b(?:du|dir|dich|dein\w*|hast du|kannst du)\b|\b(?:are|do|can|could|would) you\b|\byour\b", re.I
)
_RULES = re.compile(
    r"^(?:you are now|du bist (?:jetzt|nun|ab jetzt|ab sofort))\b(?!.*\?)"
    r"|\b(?:your|dein\w*|tell|show|print|reveal|repeat|gib|zeig\w*|nenn\w*|verrat\w*|wiederhol\w*)\b[^?.]{0,40}"
    r"\bsystem[ -]?prompts?(?: aus| an| vor)?\W*$",
    re.I,
)


def courtesy(question: str) -> Answer | None:
    """What is said to it; None where it asks the documents something, or may do."""
    said = plain(question).strip(" .,!?;:)(")
    polite = _POLITE.fullmatch(said)
    if polite is None and not _RULES.search(plain(question)):
        return None
    english = bool(polite["english"]) if polite else language(said) is Language.ENGLISH
    text = _WHAT_THIS_IS["en" if english else "de"]
    return Answer(
        question=plain(question),
        answered=False,
        text=text,
        language="en" if english else "de",
        why_not=text,
    )


def addressed(question: str) -> bool:
    """Whether a question speaks to who answers: "Wie geht's dir?" asks nothing of any document."""
    return bool(_YOU.search(question))
