"""The contrast test by a model: paragraphs of all texts, mixed, against contracts without names.

A reader who does not know which text a paragraph is from, nor what a cluster is called, has only the
values to go by. Documents are left out: they belong to no cluster, and what stands in them could
only mislead. Letters and order are drawn, but always the same for the same texts.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

from pipeline.checks import contrast
from pipeline.checks.asking import asked_in_batches
from pipeline.checks.case import Ground
from pipeline.checks.contract import contract_of, telling
from pipeline.checks.kept import Placed, still_read
from pipeline.checks.replies import PlacedParagraph, PlacedParagraphs, placed_fault
from pipeline.core.files import digest
from pipeline.core.types import Finding, Narrative
from pipeline.language.typography import same_words
from pipeline.llm.chain import Chain, Desk
from pipeline.llm.prompts import load

VALUES = 16
"""Of each cluster: the most telling ones; all 55 would bury them."""
PARAGRAPHS = 40


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, the cluster whose text it is from, its place there (from 1), its sentences."""

    cluster: str
    place: int
    text: str
    sentences: tuple[str, ...]


def read(
    narratives: Sequence[Narrative], ground: Ground, desk: Desk, stage: str, known: Sequence[Placed] = ()
) -> contrast.Reading:
    """A warning for each paragraph read as another cluster's; blocking where most of a text are.

    Where paragraphs stay without an answer, their texts are tested without a model, and that is said;
    so is a text of which most is unclear to the reader: what nobody could place has not passed. Nobody is
    asked about a paragraph whose reading is `known` and still holds.
    """
    mixed = _mixed(narratives)
    placed = _recalled(mixed, known)
    letters = _letters(ground)
    told = _contracts(ground, letters)

    def ask(numbers: Sequence[int]) -> Mapping[int, PlacedParagraph]:
        chain = Chain(load("checks/contrast"), PlacedParagraphs, stage)
        values = {
            "szenarien": told,
            "absaetze": [{"nummer": number, "text": mixed[number - 1].text} for number in numbers],
            "horizont": ground.settings.horizon,
            "region": ground.settings.region,
        }
        reply = chain.ask(desk, values, lambda found: placed_fault(found, numbers, list(letters)))
        return {one.absatz: one for one in reply.absaetze}

    left = [number for number in range(1, len(mixed) + 1) if number not in placed]
    heard = asked_in_batches(left, PARAGRAPHS, ask, desk.settings.parallel)
    for number, one in heard.answers.items():
        clear = one.sicherheit != "unklar"
        placed[number] = _placed(mixed[number - 1], letters[one.szenario], clear=clear)
    silent = tuple(
        f"Kontrasttest: {len(one.numbers)} von {len(mixed)} Absätzen nicht beurteilt: {one.reason}"
        for one in heard.silent
    )
    return _reading(narratives, mixed, placed, ground, silent)


def recalled(narratives: Sequence[Narrative], ground: Ground, known: Sequence[Placed]) -> contrast.Reading:
    """What is known of the paragraphs without asking; a text not known whole is tested without a model."""
    mixed = _mixed(narratives)
    return _reading(narratives, mixed, _recalled(mixed, known), ground)


def _reading(
    narratives: Sequence[Narrative],
    mixed: Sequence[Paragraph],
    placed: Mapping[int, Placed],
    ground: Ground,
    silent: tuple[str, ...] = (),
) -> contrast.Reading:
    """What follows from the paragraphs that were placed; a text not placed whole is also computed."""
    elsewhere = {
        mixed[number - 1]: one.read_as
        for number, one in placed.items()
        if one.clear and one.read_as != one.cluster
    }
    unclear = Counter(one.cluster for one in placed.values() if not one.clear)
    unread = {one.cluster for number, one in enumerate(mixed, start=1) if number not in placed}
    computed = contrast.test([one for one in narratives if one.cluster in unread], ground)
    return contrast.Reading(
        findings=(*_findings(mixed, elsewhere, ground), *contrast.findings(computed, ground)),
        not_judged=(
            *silent,
            *_mostly_unclear(narratives, mixed, unclear),
            *contrast.mute(narratives, computed),
        ),
        placed=tuple(one for _, one in sorted(placed.items())),
    )


def _recalled(mixed: Sequence[Paragraph], known: Sequence[Placed]) -> dict[int, Placed]:
    """The readings that still hold, by the number of their paragraph."""
    found = {n: still_read(one.cluster, one.sentences, known) for n, one in enumerate(mixed, start=1)}
    return {number: one for number, one in found.items() if one is not None}


def _placed(paragraph: Paragraph, read_as: str, *, clear: bool) -> Placed:
    return Placed(cluster=paragraph.cluster, sentences=paragraph.sentences, read_as=read_as, clear=clear)


def _mostly_unclear(
    narratives: Sequence[Narrative], mixed: Sequence[Paragraph], unclear: Mapping[str, int]
) -> list[str]:
    """The texts of which the reader could not place most paragraphs, in words."""
    counts = Counter(one.cluster for one in mixed)
    return [
        f"Kontrasttest: „{one.title}“ nicht beurteilt: {unclear[one.cluster]} von {counts[one.cluster]} "
        "Absätzen blieben unklar."
        for one in narratives
        if 2 * unclear[one.cluster] > counts[one.cluster]
    ]


def _mixed(narratives: Sequence[Narrative]) -> list[Paragraph]:
    """The paragraphs of all texts in a drawn order."""
    found: list[Paragraph] = []
    for narrative in narratives:
        texts: dict[int, list[str]] = {}
        for sentence in narrative.sentences:
            texts.setdefault(sentence.paragraph, []).append(" ".join(sentence.text.split()))
        for place, (_, told) in enumerate(sorted(texts.items()), start=1):
            words = tuple(same_words(one) for one in told)
            found.append(Paragraph(narrative.cluster, place, " ".join(told), words))
    return sorted(found, key=lambda one: digest(one.text.encode()))


def _letters(ground: Ground) -> dict[str, str]:
    """The clusters under letters, in a drawn order."""
    ids = [one.id for one in ground.clusters.clusters]
    return dict(
        zip(ascii_uppercase, sorted(ids, key=lambda one: digest(f"blind {one}".encode())), strict=False)
    )


def _contracts(ground: Ground, letters: Mapping[str, str]) -> list[dict[str, Any]]:
    contracts = {one.id: contract_of(one, ground.sheet) for one in ground.clusters.clusters}
    return [
        {
            "buchstabe": letter,
            "werte": [
                {"faktor": ground.sheet.factor(row.factor).name, "label": value.label, "text": value.text}
                for row in telling(contracts[cluster], list(contracts.values()), VALUES)
                for value in (ground.sheet.value(row.value),)
            ],
        }
        for letter, cluster in letters.items()
    ]


def _findings(
    mixed: Sequence[Paragraph], elsewhere: Mapping[Paragraph, str], ground: Ground
) -> list[Finding]:
    found: list[Finding] = []
    for cluster in dict.fromkeys(one.cluster for one in mixed):
        own = [one for one in mixed if one.cluster == cluster]
        strange = sorted((one for one in own if one in elsewhere), key=lambda one: one.place)
        if 2 * len(strange) > len(own):
            ((read, _),) = Counter(elsewhere[one] for one in strange).most_common(1)
            found.append(contrast.elsewhere(cluster, read, ground))
        found += [_warning(one, elsewhere[one], ground) for one in strange]
    return found


def _warning(paragraph: Paragraph, read: str, ground: Ground) -> Finding:
    return Finding(
        cluster=paragraph.cluster,
        sentence=None,
        kind=contrast.KIND,
        severity="warn",
        message=f"Blind gelesen gehört Absatz {paragraph.place} eher zu "
        f"„{ground.clusters.cluster(read).name}“ ({read}). Bitte prüfen, ob er die eigenen Ausprägungen "
        "erzählt.",
        evidence=read,
    )
