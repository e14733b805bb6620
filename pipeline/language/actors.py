"""Who acts in a sentence: its nouns for persons, groups and institutions that can be a subject.

Told by how such nouns end ("Sparkasse", "Schlossermeister", "Studierende"), for German has no form that
says so, and by what stands before them: behind a preposition or an oblique article nobody acts. It is
lenient where a form can be subject or object: it is used to miss actors, never to name one.
"""

import re

from pipeline.language.grammar import analysed

_NOUNS = ("NN", "NNA", "NE")
_INSIDE = ("ART", "PPOSAT", "PIAT", "PDAT", "ADJ(A)", "CARD", "TRUNC")
_PREPOSITIONS = ("APPR", "APPRART", "APPO")
_NO_PREPOSITIONS = frozenset({"als", "wie"})  # the tagger takes "Als ein Zulieferer …" for one
_OBLIQUE = re.compile(r"(?:d|ein|kein|jed|dies|welch|mein|sein|ihr|unser|manch|solch|all|viel)e[mns]", re.I)
_MAYBE_GENITIVE = re.compile(r"(?:d|ein|kein|jed|dies|mein|sein|ihr|unser|all|viel|beid)er", re.I)
_FEMININE = re.compile(
    r"(?:er|or|är|ar|eur|ist|ant|ent|at|olog|agog|wirt|chef|ärzt|kund|genoss|gesell|nachbar|wält|öch)in$"
)
_PARTICIPLE = re.compile(
    r"\w*(?:nde|igte|stellte|wandte|jugendliche|geistliche|rwachsene|kannte|troffene|teiligte|beamte)"
)
_COMPARED = frozenset(
    "alte ältere junge jüngere kranke arme ärmere reiche fremde deutsche einzelne".split()
)
_HEADS = re.compile(
    r"\w*(?:"
    # trades and parts people play
    r"arbeiter|fahrer|führer|händler|meister|betreiber|bürger|nutzer|geber|nehmer|lehrer|schüler|helfer"
    r"|pfleger|hersteller|anbieter|entwickler|forscher|berater|besitzer|wohner|gründer|handwerker"
    r"|politiker|techniker|rentner|kämmerer|käufer|planer|prüfer|wächter|trainer|gießer|former|maler"
    r"|schlosser|bäcker|maurer|dreher|inhaber|eigentümer|mieter|bauer|winzer|fischer|förster|richter"
    r"|manager|gärtner|metzger|kümmerer|begleiter|versorger|züchter|verbraucher|leser|erzieher|betreuer"
    r"|ausbilder|steiger|pendler|wähler|nachfolger|partner|elektriker|notar|bibliothekar|\w{2}[^h]eur"
    r"|mechaniker|informatiker|chemiker|programmierer|teamleiter|abteilungsleiter|schulleiter|dienstleister"
    r"|zulieferer|makler|kurier|bote|koch|arzt|anwalt|wirt|chef|student|dozent|präsident|assistenzarzt"
    r"|journalist|polizist|spezialist|aktivist|lieferant|pilot|lehrling|flüchtling|neuling|azubi|kollege"
    r"|kunde|geselle|genosse|experte|laie|junior|senior|gast|pate|zeuge|biologe|soziologe|pförtner|junge"
    r"|mädchen|kind|eltern|vater|mutter|großmutter|großvater|sohn|tochter|frau|mann|leute|mensch|familie"
    r"|nachbar|nachbarschaft|haushalt|person|team|mannschaft|belegschaft|kraft|kräfte|profi|freund"
    # groups and institutions
    r"|verein|verband|verbund|genossenschaft|gesellschaft|gewerkschaft|bürgerschaft|initiative|gruppe"
    r"|betrieb|unternehmen|firma|konzern|gießerei|schlosserei|bäckerei|brauerei|druckerei|tischlerei"
    r"|spedition|sparkasse|krankenkasse|versicherung|versicherer|kanzlei|agentur|stadtwerke?|hüttenwerk"
    r"|behörde|verwaltung|ministerium|regierung|parlament|gericht|kammer|kommission|ausschuss|gremium"
    r"|vorstand|beirat|betriebsrat|stadtrat|gemeinderat|aufsichtsrat|personalrat|bundesrat|ältestenrat"
    r"|stadt|kommune|gemeinde|kreis|bezirk|bundesland|rathaus|krankenhaus|klinik|schule|kita|hochschule"
    r"|universität|institut|bibliothek|museum|theater|feuerwehr|polizei|bundeswehr|kirche|stiftung|partei"
    r"|redaktion|start-up|startup|werkstatt|praxis|versammlung|streetworker|crew|netzbetreiber)"
)
_WHOLE = frozenset(
    "amt jugendamt bauamt ordnungsamt finanzamt gesundheitsamt arbeitsamt land bund staat rat bank"
    " volksbank hausbank ämter behörden handwerk mittelstand junge alte".split()
)
_NOT = re.compile(
    r"\w*(?:wasserkraft|windkraft|kaufkraft|tatkraft|schwerkraft|triebkraft|sehkraft|rechenkraft|lebenszeit"
    r"|arbeitgeberanteil|umkreis|freundeskreis|stromkreis|landkreis|werkstadt|datenpate|kopfgast|altstadt"
    r"|innenstadt|bautechniker|kredit|steuergericht|vorkoch|kreislauf|rechtskraft|zugkraft|ausdruckskraft)"
)


def actors(sentence: str) -> tuple[str, ...]:
    """The actors of a sentence by their basic forms in lower case, each once, in their order."""
    known = [(word, lemma.lower(), tag) for word, lemma, tag in analysed(sentence)]
    found: dict[str, None] = {}
    oblique, ended = False, -1
    for at, (word, lemma, tag) in enumerate(known):
        if tag not in _NOUNS:
            continue
        start = at
        while start and known[start - 1][2] in _INSIDE:
            start -= 1
        joined = start and known[start - 1][2] == "KON" and ended == start - 2
        oblique = (oblique and bool(joined)) or _is_oblique(known, start)
        ended = at
        # The tagger does not always know the basic form of a feminine: "Formerin" is no "Formeri".
        woman = re.sub(r"innen$", "in", word.lower())
        form = woman.removesuffix("in") if _FEMININE.search(woman) else lemma
        if not oblique and word[:1].isupper() and (form != lemma or is_actor(form, tag)):
            found[form] = None
    return tuple(found)


def is_actor(lemma: str, tag: str = "NN") -> bool:
    """Whether a noun's basic form in lower case names persons, a group or an institution."""
    if _NOT.fullmatch(lemma):
        return False
    if tag == "NNA" and (_PARTICIPLE.fullmatch(lemma) or lemma in _COMPARED):
        return True
    return bool(lemma in _WHOLE or _HEADS.fullmatch(lemma) or _FEMININE.search(lemma))


def _is_oblique(known: list[tuple[str, str, str]], start: int) -> bool:
    """Whether the phrase that begins there cannot be a subject."""
    behind, _, before = known[start - 1] if start else ("", "", "")
    first = known[start][0]
    genitive = bool(_MAYBE_GENITIVE.fullmatch(first)) and before in _NOUNS
    governed = before in _PREPOSITIONS and behind.lower() not in _NO_PREPOSITIONS
    return governed or bool(_OBLIQUE.fullmatch(first)) or genitive
