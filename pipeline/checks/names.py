"""Names of persons, firms and places that stand in neither passages nor value sets.

German writes every noun with a capital, so a name is told by the tagger and by what it stands with
(GmbH, Dr., a first name). It can err: the finding is a warning to look, not a verdict.
"""

import re

from pipeline.checks.case import Case
from pipeline.core.types import Finding
from pipeline.language.grammar import tags
from pipeline.language.words import stem, tokens

KIND = "name_unbelegt"
_FIRM = re.compile(r"\b((?:[A-ZÄÖÜ][\w&.-]*\s+){1,4}(?:GmbH|AG|SE|KG|e\.\s?V\.|Holding|Group|Inc))\b")
_CALLED = re.compile(
    r"\b(?:Firma|Firmen|Konzern|Konzerne|Unternehmen|Start-up|Anbieter|Hersteller|Agentur|Stiftung)\s+"
    r"([A-ZÄÖÜ][\w-]+)"
)
_PERSON = re.compile(
    r"\b(?:Dr|Prof|Frau|Herr|Oberbürgermeisterin|Oberbürgermeister|Ministerin|Minister)\.?\s+([A-ZÄÖÜ][\w-]+(?:\s+[A-ZÄÖÜ][\w-]+)?)"
)

_DETERMINERS = frozenset(
    """der die das dem den des ein eine einen einem einer eines kein keine keinen keinem keiner jeder jede
    jedem jeden jedes dieser diese diesem diesen dieses am beim vom zum zur im""".split()
)
"""Before a single word they make it a thing or a trade ("der Sattler", "am Leinpfad"), which the tagger
takes for a name where it does not know the word. Names of several words are told all the same."""
_ARTICLE = re.compile(r"^(?:Der|Die|Das|Dem|Den|Ein|Eine|Bei|Von|Im|Am)\s+")


def check(case: Case) -> list[Finding]:
    """A warning for every name without a source, once a sentence."""
    known = case.ground.source_tokens
    known_stems = {stem(token) for token in known}
    found: list[Finding] = []
    for sentence, text in case.numbered():
        for name in names_in(text):
            parts = tokens(name)
            if any(part not in known and stem(part) not in known_stems for part in parts):
                found.append(
                    case.finding(
                        sentence,
                        KIND,
                        "warn",
                        f"Der Name „{name}“ steht weder in den Dokumenten noch in den Ausprägungen. "
                        "Bitte prüfen, ob es ihn gibt und ob er hier stehen darf.",
                        name,
                    )
                )
    return found


def names_in(text: str) -> list[str]:
    """The names in a German text, each once, in their order of finding."""
    names: dict[str, None] = {}
    for pattern in (_FIRM, _PERSON, _CALLED):
        names.update(dict.fromkeys(_ARTICLE.sub("", found) for found in pattern.findall(text)))
    run: list[str] = []
    before = ""
    for word, tag in [*tags(text), ("", "")]:
        if tag == "NE" and word[:1].isupper() and len(word) > 2:
            run.append(word)
            continue
        if run and (len(run) > 1 or before.lower() not in _DETERMINERS):
            names[" ".join(run)] = None
        run, before = [], word
    return list(names)
