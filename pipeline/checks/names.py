"""Names of persons, firms and places that stand in neither passages nor value sets.

German writes every noun with a capital, so a name is told by the tagger and by what it stands with
(GmbH, Dr., a first name). It can err: the finding is a warning to look, not a verdict.
"""

import re

from pipeline.checks.case import Case
from pipeline.core.types import Finding
from pipeline.language.grammar import tags
from pipeline.language.vocabulary import WHOLE, ordinary, readings, unknown
from pipeline.language.words import stem, tokens, words

KIND = "name_unbelegt"
_FIRM = re.compile(r"\b((?:[A-ZÄÖÜ][\w&.-]*\s+){1,4}(?:GmbH|AG|SE|KG|e\.\s?V\.|Holding|Group|Inc))\b")
_CALLED = re.compile(
    r"\b(?:Firma|Firmen|Konzern|Konzerne|Unternehmen|Start-up|Anbieter|Hersteller|Agentur|Stiftung)\s+"
    r"([A-ZÄÖÜ][\w-]+)"
)
_PERSON = re.compile(
    r"\b(?:Dr|Prof|Frau|Herr|Oberbürgermeisterin|Oberbürgermeister|Ministerin|Minister)\.?\s+([A-ZÄÖÜ][\w-]+(?:\s+[A-ZÄÖÜ][\w-]+)?)"
)

# What is called so: "Förderprogramm Revierstart", "Café Lindenhof". A common word behind it is no name
# ("bringt der Verein Kinder zusammen"), a compound of its own may be one.
_KIND = re.compile(
    r"\b\w*(?i:programm|projekt|initiative|verein|stiftung|bündnis|genossenschaft|konzern|firma|unternehmen"
    r"|betreiber|anbieter|hersteller|versorger|plattform|app|software|portal|café|hotel|gasthof|gasthaus"
    r"|reisebüro|agentur|behörde|institut|verband|netzwerk|klinik|fonds|metzger|bäcker|wirt|doktor|bund|klub"
    r"|club|kreis|gesellschaft|dienst|dienstleister|konto|kette|akademie|bank|kasse|zeitung|blatt|sender"
    r"|system|assistent|marke|kollektiv|chor|kapelle|halle|haus|schule|museum|theater|zentrum|gruppe"
    r"|spedition|bäckerei|metzgerei|brauerei|gärtnerei|kanzlei|druckerei|werft|werk|werkstatt|residenz"
    r"|siedlung|investor|meister|gründer|lehrer|arzt|ärzt|pfleger|professor|händler|bauer|bäuer|landwirt"
    r"|winzer|leiter|sprecher|forscher|planer|vermittler|studie|gesetz|linie|preis|siegel|modell)(?:in|s)?"
    r"\s+([A-ZÄÖÜ][\w-]+(?:\s+[A-ZÄÖÜ][\w-]+)*)"
)
_OFFICE = re.compile(
    r"\b((?:(?:Landes|Bundes|Kreis|Regional|Staats)(?:amt|agentur|anstalt|behörde|institut|ministerium|zentrale)"
    r"|Amt|Agentur|Institut|Ministerium)(?:e?s)?\s+für\s+[A-ZÄÖÜ][\w-]+)"
)
_ASIDE = re.compile(r",\s+(?:der|die|das|etwa|darunter|allen voran)\s+([A-ZÄÖÜ][\w-]+),")
_GROUP = re.compile(
    r"\b(([A-ZÄÖÜ]\w{2,})-(?:Gruppe|Konzern|Holding|Werke?|Klinik|Kliniken|Klinikum|Stiftung|Fonds|Pakt|Bank"
    r"|Haus|Park|Zentrum|Center|Campus|Programm|Projekt|Initiative|Plan|Studie|Institut|Akademie|Schule"
    r"|Hochschule|App|Plattform|Verband|Bund|Verein|Preis|Modell|Verfahren|Methode|Siegel|Abkommen|Kette"
    r"|Residenz|Software|Assistent|Portal|Genossenschaft|Kollektiv))\b"
)
_LOANS = frozenset("Online Offline Cloud Data Open Smart Demand Digital Remote Blockchain".split())
"""What the tagger takes for names, since it never saw them."""

_COINED = re.compile(r"\w{3,}(?:com|tec|tech|med|soft|guard|sys|lab|care|net|ius|[ei]x|via|iva|eon)")
"""How coined names end that no one takes for a thing, even behind an article: "die Helvocom"."""

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
    known_stems = case.ground.source_stems
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
    names.update(dict.fromkeys(_called(text)))
    run: list[str] = []
    before = ""
    for word, tag in [*tags(text), ("", "")]:
        if tag == "NE" and word[:1].isupper() and len(word) > 2:
            run.append(word)
            continue
        if run and (len(run) > 1 or _is_name(run[0], before)):
            names[" ".join(run)] = None
        run, before = [], word
    return list(names)


def _is_name(word: str, before: str) -> bool:
    """Whether a single word that the tagger takes for a name is one."""
    return before.lower() not in _DETERMINERS and not ordinary(word, WHOLE)


def _coined(word: str) -> bool:
    return bool(_COINED.fullmatch(word)) and word[0].isupper() and unknown(word)


def _called(text: str) -> list[str]:
    """Names that stand behind what they name, in apposition, or within a compound."""
    found = [name for name in _KIND.findall(text) if not ordinary(name.split()[0], WHOLE)]
    found += _OFFICE.findall(text)
    found += [word for word in words(text) if _coined(word)]
    found += [name for name in _ASIDE.findall(text) if unknown(name)]
    groups = [(whole, name) for whole, name in _GROUP.findall(text) if name not in _LOANS]
    found += [whole for whole, name in groups if readings(name)[0].tag == "NE"]
    return found
