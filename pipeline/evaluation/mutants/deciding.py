"""Flip: who decides, who depends on whom, who pays: another one does.

Three ways that the grammar makes sure: what stands before "sondern" and behind it; a doer and the one it is
done to, where both articles show their case; and a doer who gives way to the other side of the same matter.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from pipeline.evaluation.mutants.wording import (
    FINITE,
    INSIDE,
    Change,
    Word,
    changed,
    instead,
    worded,
)

_SIDES = """
Behörde Firma|Behörden Firmen|Land Unternehmen|Meister Lehrling|Inhaber Investor
|Betriebsräte Aktionäre|Belegschaften Aktionäre|Belegschaft Konzernleitung|Konzerne Vereine|Vereine Konzerne
|Genossenschaft Aktiengesellschaft|Genossenschaften Aktiengesellschaften|Mitglied Ministerium
|Mitglieder Minister|Nachbarschaft Zentrale|Nachbarn Investoren|Kommunen Konzerne|Gemeinden Konzerne
|Quartiere Konzerne|Familien Konzerne|Versicherung Nachbarschaft|Stadtwerke Konzerne
|Sachbearbeiterin Maschine|Abstimmung Verordnung|Agentur Genossenschaft|Geselle Roboter
|Handwerksmeister Investoren|Zentrale Nachbarschaft|Konzern Verein|Verein Konzern|Bewohner Vermieter
|Mieter Vermieter|Anwohner Investoren|Freiwillige Söldner|Lehrerinnen Maschinen|Pflegerin Maschine
|Pflegekräfte Maschinen|Maschinen Menschen|Algorithmen Vorgesetzte|Versammlung Geschäftsführung
|Satzung Konzernleitung|Bürgerinnen Behörden|Plattform Genossenschaft|Plattformen Genossenschaften
|Stadt Investorin|Gemeinde Investorin|Betreiber Kunden
"""
_LIKE_MANY = frozenset("Meister Inhaber Mieter Bewohner Anwohner Betreiber Handwerksmeister".split())
"""Nouns that are the same for one and for many: which they are, their article tells."""
_SINGULAR = frozenset("Meister Inhaber".split())


def exchanged(text: str) -> list[str]:
    """The sentence with another one deciding, once for each way that is sure."""
    words = worded(text)
    found = [changed(text, *changes) for changes in (_but(words), _cases(words)) if changes]
    return [*found, *(changed(text, change) for change in _other_side(words))]


def _but(words: Sequence[Word]) -> tuple[Change, ...]:
    """ "nicht die Nutzer, sondern die Hersteller", turned round."""
    for at, word in enumerate(words):
        if word.low != "sondern" or at < 3 or not words[at - 1].is_mark:
            continue
        no = next((one for one in range(at - 2, max(-1, at - 7), -1) if words[one].low == "nicht"), None)
        if no is None or words[no + 1].low in ("nur", "allein", "bloß"):
            return ()
        first = words[no + 1 : at - 1]
        second = _phrase(words[at + 1 :])
        if second and _is_phrase(first) and _alike(first, second):
            return (_into(first, second), _into(second, first))
    return ()


def _cases(words: Sequence[Word]) -> tuple[Change, ...]:
    """ "Der Meister prüft den Lehrling": both stand in their basic form, and change places."""
    if len(words) < 6 or words[0].low not in ("der", "ein", "jeder", "kein"):
        return ()
    if words[1].tag != "NN" or words[2].tag not in FINITE or words[1].text != words[1].lemma:
        return ()
    for at in range(3, len(words) - 1):
        if words[at].is_mark or words[at].tag == "APPR":
            return ()
        if words[at].low in ("den", "einen", "jeden", "keinen"):
            other = words[at + 1]
            sure = other.tag == "NN" and other.text == other.lemma
            return (instead(words[1], other.text), instead(other, words[1].text)) if sure else ()
    return ()


def _other_side(words: Sequence[Word]) -> Iterator[Change]:
    """A doer who is named, in the same form, as the other side: the words are of one gender and number."""
    sides = _sides()
    for at, word in enumerate(words):
        if word.tag in ("NN", "NNA", "NE") and word.text in sides:
            behind = words[at - 1] if at else None
            after = words[at + 1] if at + 1 < len(words) else None
            named = after is not None and after.tag == "NE"
            if not named and not _is_part(behind) and _fits(word, behind):
                yield instead(word, sides[word.text])


def _is_part(behind: Word | None) -> bool:
    """Whether the noun only ends a name or a row of compounds."""
    return behind is not None and behind.tag in ("NE", "TRUNC")


def _fits(word: Word, behind: Word | None) -> bool:
    """Whether a noun that may be one or many surely is what its other side is."""
    if word.text not in _LIKE_MANY:
        return True
    one = behind is not None and behind.low in ("der", "ein", "jeder", "dem", "den", "einem", "einen")
    many = behind is not None and behind.low in ("die", "alle", "viele", "ihre")
    return one if word.text in _SINGULAR else many


def _phrase(words: Sequence[Word]) -> Sequence[Word]:
    """The article, adjectives and noun that a stretch begins with; nothing where it does not."""
    end = 0
    while end < len(words) and words[end].tag in ("ART", "PPOSAT", *INSIDE):
        end += 1
    return words[: end + 1] if end < len(words) and words[end].tag == "NN" else ()


def _is_phrase(words: Sequence[Word]) -> bool:
    return bool(words) and len(_phrase(words)) == len(words)


def _alike(first: Sequence[Word], second: Sequence[Word]) -> bool:
    """Whether both begin alike, so that both are of one case and number."""
    return first[0].tag == second[0].tag and first[-1].is_plural == second[-1].is_plural


def _into(place: Sequence[Word], by: Sequence[Word]) -> Change:
    return Change(place[0].start, place[-1].end, " ".join(word.text for word in by))


@lru_cache(maxsize=1)
def _sides() -> Mapping[str, str]:
    return dict(pair.split() for pair in _SIDES.split("|"))
