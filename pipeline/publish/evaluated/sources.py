"""The passages and values that the page speaks of, each with its text and the way back to its sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.checks.case import Ground
from pipeline.core.types import Factor, FactorValue, Passage
from pipeline.evaluation.held_against import voice_of
from pipeline.publish.evaluated.anchors import Anchors, Link
from pipeline.publish.evaluated.permitted import Permitted
from pipeline.publish.evaluated.texts import TextShown


@dataclass(frozen=True)
class SourceShown:
    """A passage or value: where it comes from, its text ("" where it may not be shown), who rests on it."""

    place: str
    title: str
    origin: str
    text: str
    back: Sequence[Link]


def passages_shown(
    ground: Ground,
    permitted: Permitted,
    anchors: Anchors,
    wanted: frozenset[str],
    back: Mapping[str, Sequence[Link]],
) -> list[SourceShown]:
    """The passages at the `wanted` places, in the order of the documents."""
    return [
        _passage(one, place, permitted, back.get(place, []))
        for one in ground.passages
        if (place := anchors.passage(one.id)) in wanted
    ]


def values_shown(
    ground: Ground, anchors: Anchors, wanted: frozenset[str], back: Mapping[str, Sequence[Link]]
) -> list[SourceShown]:
    """The values at the `wanted` places, in the order of the sheet."""
    return [
        _value(factor, one, place, back.get(place, []))
        for factor in ground.sheet.factors
        for one in factor.values
        if (place := anchors.value(one.id)) in wanted
    ]


def _passage(one: Passage, place: str, permitted: Permitted, back: Sequence[Link]) -> SourceShown:
    if permitted.protection.shows(one):
        return SourceShown(place, permitted.protection.place(one), one.document, one.text, back)
    reference = permitted.protection.reference(one)
    return SourceShown(place, permitted.protection.place(one), f"{reference}. Nur Verweis.", "", back)


def _value(factor: Factor, one: FactorValue, place: str, back: Sequence[Link]) -> SourceShown:
    origin = " · ".join(part for part in (one.id, factor.trend, voice_of(one)) if part)
    return SourceShown(place, f"{factor.name}: {one.label}", origin, one.text or one.label, back)


def way_back(texts: Sequence[TextShown]) -> Mapping[str, list[Link]]:
    """By place of a source the sentences that lead to it, each once."""
    found: dict[str, list[Link]] = {}
    for text in texts:
        for one in text.sentences:
            said = [link.place for each in one.said for link in each.sources]
            rests = [each.link.place for each in (*one.sources, *one.against)]
            for place in dict.fromkeys([*rests, *said]):
                found.setdefault(place, []).append(Link(one.place, f"{text.title}, Satz {one.number}"))
    return found
