"""Whether a text denies: German and English words that turn a statement into its opposite.

"nicht nur", "nicht zuletzt" and their like deny nothing. What denies without such a word ("fehlt",
"verboten", "unmöglich") is told apart: it can stand where another text says "nicht".
"""

import re

from pipeline.language.words import fold

_DENYING = re.compile(
    r"\b(?:nicht|nichts|nie|niemals|niemand(?:e[nm])?|nirgend\w*|kein\w*|keineswegs|keinesfalls|ohne|weder"
    r"|not|cannot|never|no|none|nobody|nothing|nowhere|neither|nor|without)\b|\b\w+n[’']t\b"
)
_HARMLESS = re.compile(
    r"\b(?:nicht (?:nur|allein|bloß|zuletzt|ohne|weniger als|selten)|nichts als|kein geringerer"
    r"|not (?:only|just|merely|least|without)|no (?:less|fewer) than|nothing but|no \d+|no\.)(?:\b|(?<=\.))"
)
_HIDDEN = re.compile(
    r"\b(?:fehl|mangel|verbot|verbiet|unmögl|verzicht|verhinder|vermeid|vermied|ablehn|abgelehn|lehn|weiger"
    r"|scheiter|kaum|selten|statt|anstatt|leer|entfäll|entfall|ausgeschlossen|schließ|un(?!d|s|t|g)\w{3,}|frei"
    r"|lack|miss|fail|avoid|prevent|refus|reject|forb|ban|imposs|hardly|rarely|seldom|instead|absen"
    r"|exclud|prohibit|too)\w*|\w+(?:los|frei)(?:e[nmrs]?)?\b"
)


def denies(text: str) -> bool:
    """Whether a word of the text denies."""
    return bool(_DENYING.search(_HARMLESS.sub(" ", fold(text))))


def hidden_denials(text: str) -> frozenset[str]:
    """The words that deny without such a word, by their first letters."""
    return frozenset(found[:5] for found in _HIDDEN.findall(fold(text)))
