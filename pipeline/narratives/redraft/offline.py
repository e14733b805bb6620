"""Alternatives without a model: the values' own statements, shorter, in another order, otherwise joined.

It adds no word of its own but joints and the phrases of the Rohgerüst. What a person wrote by hand stays
word for word; of such a sentence alone there is no alternative, and that is said.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.checks.contract import Contract, contract_of
from pipeline.core.types import Sentence
from pipeline.language.grammar import fronted
from pipeline.language.words import tokens
from pipeline.narratives.offline import SkeletonWriter
from pipeline.narratives.phrases import PHRASES
from pipeline.narratives.redraft.blocks import (
    Block,
    blocks_of,
    bound,
    briefly,
    fully,
    linked,
    retold,
    statements,
)
from pipeline.narratives.redraft.note import Understood, understood
from pipeline.narratives.redraft.nouns import Alternative, Offer, Wanted, told_apart
from pipeline.narratives.redraft.themes import with_wishes

JOINTS = tuple(dict.fromkeys(j for one in PHRASES for j in (*one.joints_first, *one.joints_second)))
SHORTER, LONGER, ORDER, JOINED = "kürzer", "ausführlicher", "andere Reihenfolge", "anders verbunden"
PLAIN, FRAME = "Aussage der Gruppe, wörtlich", "andere Wendung"
BY_HAND = "{place} ist von Hand geschrieben; dazu entsteht ohne Sprachmodell keine Fassung."


class ComputedRedrafter:
    """Computes alternatives from the Rohgerüst's parts; deterministic."""

    by = "offline"
    at_once = 1

    def redraft(self, wanted: Wanted) -> Offer:
        cluster = wanted.ground.clusters.cluster(wanted.plan.cluster)
        wish = understood(wanted.note, cluster, wanted.ground.sheet)
        remarks = _not_understood(wish)
        if all(one.basis == "edited" for one in wanted.before):
            return Offer((), (*remarks, BY_HAND.format(place=wanted.place.told)))
        contract = contract_of(cluster, wanted.ground.sheet)
        if wanted.place.sentence is not None:
            found = list(_of_sentence(wanted, wish))
            passed = (*wish.more, *wish.less)
            remarks += ("Themen der Notiz gelten erst für einen Absatz oder den ganzen Text.",) * bool(
                passed
            )
        else:
            found, more = _of_blocks(wanted, wish, contract)
            remarks += more
        chosen = told_apart(found, wanted.before)
        if not chosen:
            remarks += (f"Zu {wanted.place.told} gibt es ohne Sprachmodell keine andere Fassung.",)
        return Offer(chosen, remarks)


def _not_understood(wish: Understood) -> tuple[str, ...]:
    return (f"Ohne Sprachmodell nicht verstanden: {', '.join(wish.unknown)}.",) if wish.unknown else ()


def _of_sentence(wanted: Wanted, wish: Understood) -> Iterator[Alternative]:
    """Other ways to say one sentence: its statement alone, fronted, or another phrase for a frame."""
    sentence, sheet = wanted.before[0], wanted.ground.sheet
    if wanted.narrative.rohgeruest and sentence.basis != "value":
        yield from (_one(FRAME, sentence, text) for text in _frames(wanted, sentence))
        return
    for value in sentence.values:
        here = _told_in(sentence, statements(value, sheet))
        for text in here:
            approach = SHORTER if len(text) < len(sentence.text) else PLAIN
            if not (wish.length == "shorter" and approach != SHORTER):
                yield _one(approach, sentence, text, value)
        if wish.length != "shorter" and here:
            yield from (
                _one(f"mit „{joint}“", sentence, turned, value)
                for joint in JOINTS
                if (turned := fronted(joint, here[0])) is not None
            )


def _told_in(sentence: Sentence, said: Sequence[str]) -> list[str]:
    """The statements that a sentence tells: those it holds word for word, else the one most like it."""
    held = [one for one in said if one.rstrip(".").casefold() in sentence.text.casefold()]
    words = set(tokens(sentence.text))
    return held or sorted(said, key=lambda one: -len(words & set(tokens(one))))[:1]


def _one(approach: str, old: Sentence, text: str, value: str = "") -> Alternative:
    """The sentence in other words, on the same ground."""
    told = Sentence(text=text, basis=old.basis, values=old.values, paragraph=old.paragraph)
    if value:
        told = told.model_copy(update={"basis": "value", "values": (value,), "passages": old.passages})
    return Alternative(approach=approach, sentences=(told,))


def _frames(wanted: Wanted, old: Sentence) -> Iterator[str]:
    """What the other sets of phrases say in a frame's place."""
    for number in range(len(PHRASES)):
        other = SkeletonWriter().write(wanted.plan, number, wanted.ground.sheet, wanted.ground.settings)
        yield from (
            one.text for one in other.sentences if (one.basis, one.values) == (old.basis, old.values)
        )


@dataclass(frozen=True)
class _Way:
    """One way to tell blocks otherwise."""

    approach: str
    told: Callable[[Sequence[Block]], Sequence[Block]]


def _of_blocks(
    wanted: Wanted, wish: Understood, contract: Contract
) -> tuple[list[Alternative], tuple[str, ...]]:
    """A paragraph or the whole text, its themes as wished, told in up to three ways."""
    sheet, skeleton = wanted.ground.sheet, wanted.narrative.rohgeruest
    blocks = blocks_of(wanted.before, sheet, skeleton)
    if not skeleton:
        blocks = tuple(retold(one, statements(one.value, sheet)) if one.theme else one for one in blocks)
    themed = with_wishes(blocks, wish, wanted, contract)
    by_hand = sum(one.basis == "edited" for one in wanted.before)
    kept = "Ein Satz" if by_hand == 1 else f"{by_hand} Sätze"
    remarks = themed.remarks
    if by_hand:
        remarks += (f"{kept} von Hand {'bleibt' if by_hand == 1 else 'bleiben'} in jeder Fassung stehen.",)
    lead = "" if skeleton else "Aussagen der Gruppen, "
    changed = [themed.told] if themed.told else []
    if not changed:
        wish = replace(wish, more=(), less=())
    found = []
    for way in _ways(wanted, wish):
        told = way.told(themed.blocks)
        sentences = tuple(s for block in told for s in block.sentences)
        same_order = [one.value for one in told] == [one.value for one in themed.blocks]
        if sentences and not (same_order and ORDER in way.approach):
            approach = lead + ", ".join([*changed, way.approach])
            found.append(Alternative(approach=approach.rstrip(", "), sentences=sentences))
    return found, remarks


def _ways(wanted: Wanted, wish: Understood) -> list[_Way]:
    """The ways in the order in which they follow the note."""
    sheet = wanted.ground.sheet

    def shorter(blocks: Sequence[Block]) -> list[Block]:
        return [briefly(one, sheet) if one.theme else one for one in blocks]

    def longer(blocks: Sequence[Block]) -> list[Block]:
        return [fully(one, sheet) if one.theme else one for one in blocks]

    def otherwise(blocks: Sequence[Block]) -> Sequence[Block]:
        return linked(blocks, _unused(blocks), sheet, 0)

    def turned(blocks: Sequence[Block]) -> Sequence[Block]:
        return linked(_turned(blocks), _unused(blocks), sheet, 1)

    same = _Way("", lambda blocks: blocks)
    ways = [_Way(ORDER, turned), _Way(JOINED, otherwise)]
    if wish.length == "shorter":
        return [
            _Way(SHORTER, shorter),
            _Way(f"{SHORTER}, {ORDER}", lambda blocks: turned(shorter(blocks))),
            _Way(f"{SHORTER}, {JOINED}", lambda blocks: otherwise(shorter(blocks))),
        ]
    if wish.length == "longer":
        return [
            _Way(LONGER, longer),
            _Way(f"{LONGER}, {ORDER}", lambda blocks: turned(longer(blocks))),
            _Way(f"{LONGER}, {JOINED}", lambda blocks: otherwise(longer(blocks))),
        ]
    if wish.more or wish.less:
        return [same, *ways]
    return [_Way(SHORTER, shorter), *ways]


def _unused(blocks: Sequence[Block]) -> list[str]:
    """The joints with those first that open no sentence now."""
    starts = {one.text.split()[0] for block in blocks for one in block.sentences if one.text.split()}
    return sorted(JOINTS, key=lambda joint: joint in starts)


def _turned(blocks: Sequence[Block]) -> list[Block]:
    """In every run of neighbouring themes the last one first; frames, what they speak of, and a person's
    sentences stay."""
    places = [(one, one.theme and not bound(blocks, at)) for at, one in enumerate(blocks)]
    found: list[Block] = []
    for (_, free), run in groupby(places, key=lambda place: (place[0].paragraph, place[1])):
        several = [one for one, _ in run]
        found += [*several[-1:], *several[:-1]] if free else several
    return found
