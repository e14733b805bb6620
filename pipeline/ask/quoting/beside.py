"""A follow-up that little says by itself ("Und wann war das?"): told beside what was just quoted, or not.

Only sentences that hold what is asked for count: in the passages that were quoted, then in those next to
them. "Und Hagen?" is told by those that name it, "Und wer zahlt die Hardware?" by those that hold most of
its words. Where none of them does, the question is looked up like any other.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from pipeline.ask.question.followups import goes_on, nth
from pipeline.ask.question.understanding import Question
from pipeline.ask.question.wanted import Kind
from pipeline.ask.quoting.candidates import Candidate, Field, bag, term_of
from pipeline.ask.quoting.choosing import Quote, once, whole
from pipeline.ask.quoting.forms import told_by_form
from pipeline.ask.quoting.names import named_person
from pipeline.ask.quoting.wholes import wholes
from pipeline.core.types import Answer, Passage
from pipeline.language.words import content_tokens, count_words, fold, stems, words
from pipeline.sources.search.hit import Hit
from pipeline.sources.search.library import Library, Source

QUOTES, MARGIN = 2, 0.1
"""So many sentences tell it, each nearly as near to the question as the best."""
NAMING = 3
"""So many are quoted of those that name it; which of them answers cannot be told."""
OWN, MOST = 2, 2 / 3
"""So many words of a question, and most of those it has, in one sentence beside what was quoted are no
chance."""
HELD = 0.75
"""So many pieces of a word make it stand there: "zahlt" in "bezahlt", but no "Hagen" in "Anlagen"."""
WORDS = 120
"""So many words are quoted of a section that a person wants to hear more of."""
_SAYS_NOTHING = frozenset(
    "fand statt stattfand stattgefunden passiert passierte geschah genau eigentlich war waren happen "
    "happened did was were take place took".split()
)
_EVERYDAY = frozenset(
    "macht machen tut tun sagt sagte sagen gesagt geht läuft kommt heißt steht gilt bringt say says".split()
)
"""Verbs that stand for any other: "Was macht die Luftfahrt da?" asks for what stands of the Luftfahrt."""
_PLACE = re.compile(r"\b(?:in|bei|nach|aus|im)\s+(?!Deutschland\b)[A-ZÄÖÜ][a-zäöüß-]{2,}")
_REASON = re.compile(
    r"\b(?:weil|denn|wegen|deshalb|daher|aufgrund|grund|begründet\w*|um\b.*\bzu)\b|(?:^|,)\s*damit\b",
    re.I,
)
_NUMBERED = re.compile(r"^\W*(?:[^\W\d_]+\.?)?\s*\d+\b")
"""A heading such as "Nr. 22: …": what stands below it is of another thing than its neighbours."""
_FORMS = {Kind.PLACE: _PLACE, Kind.REASON: _REASON}


def told_beside(question: Question, last: Answer | None, library: Library) -> Sequence[Quote]:
    """The quotes near those of the last answer that answer; none where this is no such question."""
    if last is None or not last.citations or not goes_on(question.asked):
        return ()
    item = nth(question.asked, last)
    if item is not None:
        sharing = sum(one.passage == item.passage for one in last.citations)
        return _section(item.project, item.document, item.passage, library) if sharing == 1 else ()
    tells = _telling(question)
    if tells is None:
        return ()
    for passages in _around(last, library):
        told = [one for one in Field(question, passages).candidates if tells(one)]
        if told and set(content_tokens(question.asked)) <= _SAYS_NOTHING:
            told = [one for one in told if one.worth >= told[0].worth - MARGIN][:QUOTES]
        if told:
            return once([whole(one.hit, one.at) for one in told[:NAMING]])
    return ()


def _telling(question: Question) -> Callable[[Candidate], bool] | None:
    """What tells that a sentence answers; None where that cannot be told beside what was quoted."""
    kind, own = question.wanted.kind, set(content_tokens(question.asked)) - _SAYS_NOTHING
    if question.replaces or question.lists:
        return None
    if question.anew:
        return lambda one: _names_all(one.text, question.anew)
    if not own:
        return (lambda one: _tells(one, kind)) if kind is not Kind.ANY else None
    own -= _EVERYDAY
    if len(own) < OWN and not _nouns(question.asked, own):
        return None
    return lambda one: _says_most(one.text, own) and (one.fits or not told_by_form(kind))


def _names_all(text: str, name: str) -> bool:
    return set(stems(name)) <= set(stems(text))


def _says_most(text: str, own: Collection[str]) -> bool:
    """Whether most of the words stand there, or most of their pieces."""
    held = bag(text)
    there = sum(held.share(term_of(word)) >= HELD for word in own)
    return there >= max(min(OWN, len(own)), MOST * len(own))


def _nouns(asked: str, own: Collection[str]) -> bool:
    """Whether all words of its own are written large, none of them at the beginning."""
    large = {fold(word) for word in words(asked)[1:] if word[0].isupper()}
    return bool(own) and set(own) <= large


def _tells(one: Candidate, kind: Kind) -> bool:
    """Whether a sentence holds what is asked for."""
    if kind is Kind.WHO:
        return named_person(one.text)
    form = _FORMS.get(kind)
    return bool(form.search(one.text)) if form else told_by_form(kind) and one.fits


def _around(last: Answer, library: Library) -> Sequence[tuple[Hit, ...]]:
    """The passages that were quoted, and those next to them in their documents."""
    quoted: list[Hit] = []
    beside: list[Hit] = []
    for source in _sources(last, library):
        passages = library.passages(source)
        cited = {one.passage for one in last.citations if _stands(one.project, one.document, source)}
        at = {n for n, one in enumerate(passages) if one.id in cited}
        near = {n + step for n in at for step in (-1, 1) if _next_to(passages, n, n + step)} - at
        quoted += [_hit(passages[n], source) for n in sorted(at)]
        beside += [_hit(passages[n], source) for n in sorted(near)]
    return tuple(quoted), tuple(beside)


def _next_to(passages: Sequence[Passage], one: int, other: int) -> bool:
    """Whether another passage stands beside one, and not below a numbered heading of its own."""
    if not 0 <= other < len(passages):
        return False
    heading = passages[other].heading
    return heading == passages[one].heading or not _NUMBERED.match(heading.rpartition(" › ")[2])


def _section(project: str, document: str, passage_id: str, library: Library) -> Sequence[Quote]:
    """What stands in a passage, and on in its section while there is room."""
    source = next(one for one in library.sources() if _stands(project, document, one))
    passages = library.passages(source)
    start = next((n for n, one in enumerate(passages) if one.id == passage_id), len(passages))
    room, found = WORDS, list[Quote]()
    for passage in passages[start:]:
        if passage.heading != passages[start].heading:
            break
        parts = wholes(passage.text)
        places: list[int] = []
        for at, said in enumerate(parts.said):
            room -= count_words(said)
            if room < 0 and (places or found):
                break
            places.append(at)
        found += [Quote(_hit(passage, source), text) for text in parts.runs(places)]
        if room <= 0:
            break
    return found


def _sources(last: Answer, library: Library) -> list[Source]:
    """The documents of the last answer, in the order in which it quotes them."""
    order = list(dict.fromkeys((one.project, one.document) for one in last.citations))
    known = {(one.project, one.path): one for one in library.sources()}
    return [known[one] for one in order if one in known]


def _stands(project: str, document: str, source: Source) -> bool:
    return (project, document) == (source.project, source.path)


def _hit(passage: Passage, source: Source) -> Hit:
    return replace(Hit(passage, 1.0), project=source.project)
