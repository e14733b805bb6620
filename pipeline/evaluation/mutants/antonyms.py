"""Flip: a word gives way to its opposite, in the same form.

The pairs are chosen so that the opposite can be bent the same way. They are not the scales by which the
ranking looks for opposites (`language/opposites`): a test by its own list would flatter it.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from pipeline.evaluation.mutants.wording import Change, Word, changed, instead, worded

_ADJECTIVES = """
groß klein|lang kurz|neu alt|teuer billig|schnell langsam|stark schwach|leicht schwer|sicher unsicher
|gut schlecht|offen geschlossen|bekannt unbekannt|warm kalt|laut leise|öffentlich privat
|freiwillig erzwungen|gerecht ungerecht|zufrieden unzufrieden|zuverlässig unzuverlässig
|gemeinsam getrennt|günstig teuer|sauber schmutzig|sichtbar unsichtbar|abhängig unabhängig|streng locker
|knapp reichlich|reich arm|jung alt|eng weit|freundlich unfreundlich|verbindlich unverbindlich
|amtlich privat|staatlich privat|regional überregional|zentral dezentral|einheitlich uneinheitlich
|ruhig unruhig|klar unklar|breit schmal|eigen fremd|schuldenfrei verschuldet|gesund krank
|kostenlos kostenpflichtig|geprüft ungeprüft|bezahlt unbezahlt|gemietet gekauft
|selbstverständlich undenkbar|örtlich fern|möglich unmöglich|nötig unnötig|häufig selten
|dauerhaft befristet
"""
_BENT = """
kleinste größte|kleinsten größten|größte kleinste|größten kleinsten|teure billige|teuren billigen
|teurer billiger|hohe niedrige|hohen niedrigen|hoher niedriger|hoch niedrig|beste schlechteste
|besten schlechtesten|höher niedriger|schneller langsamer|besser schlechter|früher später|größer kleiner
|billiger teurer
"""
_ADVERBS = """
oft selten|immer nie|meist selten|meistens selten|manchmal immer|sofort nie|überall nirgends|gern ungern
|zuerst zuletzt|stets nie|drinnen draußen|allein gemeinsam|ständig nie|rasch zögerlich|frei unfrei
|gleichzeitig nacheinander|regelmäßig nie|bald nie
"""
_VERBS = """
steigt sinkt|steigen sinken|stieg sank|stiegen sanken|sinkt steigt|sinken steigen|wächst schrumpft
|wuchs schrumpfte|wachsen schrumpfen|wuchsen schrumpften|gewinnt verliert|gewinnen verlieren
|gewonnen verloren|verliert gewinnt|verlieren gewinnen|öffnet schließt|öffnen schließen|kauft verkauft
|kaufen verkaufen|verkauft kauft|verkaufen kaufen|erlaubt verboten|erlauben verbieten|verbietet erlaubt
|verbieten erlauben|vertrauen misstrauen|vertraut misstraut|traut misstraut|lobt tadelt|loben tadeln
|hilft schadet|helfen schaden|half schadete|beginnt endet|begann endete|finden verlieren|findet verliert
|spart verschwendet|sparen verschwenden|schützt gefährdet|schützen gefährden|erleichtert erschwert
|erleichtern erschweren|verbindet trennt|verbinden trennen|murrt jubelt|schweigt dröhnt
|fördert behindert|fördern behindern|entlastet belastet|entlasten belasten|senkt erhöht|senken erhöhen
"""
_ENDINGS = ("", "e", "en", "er", "es", "em")


def reversed_words(text: str) -> list[str]:
    """The sentence with one word turned into its opposite, once for each."""
    words = worded(text)
    return [changed(text, change) for at in range(len(words)) if (change := _opposite(words, at))]


def _opposite(words: Sequence[Word], at: int) -> Change | None:
    word = words[at]
    behind = words[at - 1].low if at else ""
    after = words[at + 1].low if at + 1 < len(words) else ""
    # "gut bezahlte Aufträge", "einige Wochen lang": there the word is part of another.
    if at and (words[at - 1].tag == "ADJ(D)" or (words[at - 1].tag == "NN" and word.low == "lang")):
        return None
    if behind in ("nicht", "kaum", "so", "zu", "noch", "wie") or after in ("genug", "wie", "als"):
        return None
    return next((instead(word, by) for by in _known(word)), None)


def _known(word: Word) -> Iterator[str]:
    tables = _tables()
    if word.tag in ("ADJ(A)", "ADJ(D)") and word.low in tables["adjectives"]:
        by = tables["adjectives"][word.low]
        bare = word.low in tables["bare"]
        # A bare form is a predicate or an adverb; with an ending it stands before its noun.
        if bare == (word.tag == "ADJ(D)"):
            yield by
    elif word.tag in ("ADV", "ADJ(D)") and word.low in tables["adverbs"]:
        yield tables["adverbs"][word.low]
    elif word.tag.startswith("VV") and word.low in tables["verbs"]:
        yield tables["verbs"][word.low]


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Mapping[str, str]]:
    stems = dict(_pairs(_ADJECTIVES))
    formed = {f"{one}{end}": f"{other}{end}" for one, other in stems.items() for end in _ENDINGS}
    # With an ending "teuer" loses its first e: its forms stand in the table of those that are bent.
    straight = {
        one: by for one, by in formed.items() if not {one[:-1], one[:-2], by[:-1], by[:-2]} & {"teuer"}
    }
    return {
        "adjectives": {**straight, **dict(_pairs(_BENT))},
        "bare": stems,
        "adverbs": dict(_pairs(_ADVERBS)),
        "verbs": dict(_pairs(_VERBS)),
    }


def _pairs(table: str) -> Iterator[tuple[str, str]]:
    for pair in table.split("|"):
        one, other = pair.split()
        yield one, other
