"""From a run to an edition: what of it may be handed over, in the words in which it is.

Rights are applied to the texts here, once for all formats; what stands beside them comes without what may
not be shown (beside.py, rulings.py).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.checks.case import Ground
from pipeline.core.types import Cluster, Confidence, Narrative, Rights
from pipeline.evaluation.nouns import Granted
from pipeline.language.typography import without_marks
from pipeline.narratives.formats.key_values import key_rows
from pipeline.narratives.formats.nouns import Comparison, Formats, KeyRow
from pipeline.narratives.ledger import state, worded_by_model
from pipeline.publish.colours import COLOURS
from pipeline.publish.edition import (
    Cell,
    Chapter,
    Edition,
    KeyValue,
    Line,
    Picture,
    Row,
    Source,
    Waived,
)
from pipeline.publish.method import method, proposed_values
from pipeline.publish.protection import Protection, withheld_sentence
from pipeline.publish.resting import note
from pipeline.publish.taking_part import NO_FORECAST, ai_note
from pipeline.scenarios.placed import placements
from pipeline.scenarios.windkanal.nouns import Windkanal
from pipeline.sources.rights import printable


@dataclass(frozen=True)
class Handed:
    """All that an edition is made of; `stems` are the file names of the narratives by cluster, `judged` is
    the count of sentences whose sense `judged_by` decided as they stand.

    `date` is ISO; `released` the line of a release, "" without one.
    """

    ground: Ground
    narratives: Sequence[Narrative]
    stems: Mapping[str, str]
    documents: Sequence[Mapping[str, Any]]
    rights: Mapping[str, Rights]
    run: str
    date: str
    publisher: str = ""
    released: str = ""
    models: Sequence[str] = ()
    judged_by: str = ""
    judged: int = 0
    formats: Mapping[str, Formats] = field(default_factory=dict)
    comparison: Comparison | None = None
    pictures: Sequence[Picture] = ()
    waived: Sequence[Granted] = ()
    windkanal: Windkanal | None = None


def edition(handed: Handed) -> Edition:
    """The edition of a run's texts, in the order of the clusters; a cluster without a text is left out."""
    settings, ground = handed.ground.settings, handed.ground
    protection = Protection(ground, handed.documents, handed.rights)
    return Edition(
        title=settings.title,
        region=settings.region,
        horizon=settings.horizon,
        run=handed.run,
        date=handed.date,
        publisher=handed.publisher,
        audience=settings.draft.audience,
        released=handed.released,
        no_forecast=NO_FORECAST,
        ai_note=ai_note(
            handed.narratives,
            _models(handed),
            handed.judged_by,
            judged=handed.judged,
            proposed=len(proposed_values(ground.sheet)),
        ),
        method=method(ground, sum(not one.get("problem") for one in handed.documents)),
        chapters=tuple(_chapters(handed, protection)),
        table=tuple(_table(handed)),
        sources=tuple(_sources(handed, protection)),
        comparison=handed.comparison,
        pictures=handed.pictures,
        waived=tuple(
            Waived(one.obstacle.message, one.waiver.by, one.waiver.reason, one.waiver.date)
            for one in handed.waived
        ),
        windkanal=handed.windkanal,
    )


def _models(handed: Handed) -> tuple[str, ...]:
    """The models that had a hand in anything that is handed over."""
    beside = [one.by for one in handed.formats.values()]
    beside += [handed.comparison.by] if handed.comparison is not None else []
    measures = handed.windkanal.measures if handed.windkanal is not None else ()
    beside += [cell.proposed_by for one in measures for cell in one.cells if cell.proposed_by]
    return tuple(dict.fromkeys((*handed.models, *(one for one in beside if one != "offline"))))


def _chapters(handed: Handed, protection: Protection) -> Iterator[Chapter]:
    by_cluster = {one.cluster: one for one in handed.narratives}
    noted = 0
    chosen = [
        (place, one) for place, one in enumerate(handed.ground.clusters.clusters) if one.id in by_cluster
    ]
    for number, (place, cluster) in enumerate(chosen, start=1):
        narrative = by_cluster[cluster.id]
        yield Chapter(
            number=number,
            cluster=cluster.id,
            stem=handed.stems.get(cluster.id, cluster.id),
            title=narrative.title,
            leitmotif=cluster.leitmotif,
            colour=COLOURS[place % len(COLOURS)],
            authorship=state(narrative),
            paragraphs=_paragraphs(narrative, noted, handed.ground, protection),
            key_values=tuple(_key_value(row) for row in key_rows(cluster, handed.ground.sheet)),
            formats=_shown_formats(handed.formats.get(cluster.id)),
        )
        noted += len(narrative.sentences)


def _paragraphs(
    narrative: Narrative, noted: int, ground: Ground, protection: Protection
) -> tuple[tuple[Line, ...], ...]:
    """The sentences by paragraph; their notes go on counting from those before."""
    withheld = protection.withheld(narrative)
    blocks: dict[int, list[Line]] = {}
    for number, sentence in enumerate(narrative.sentences, start=1):
        shown = without_marks(sentence.text)
        text = withheld_sentence(number, withheld[number]) if number in withheld else shown
        told = note(
            sentence, noted + number, ground, protection, drafted=worded_by_model(narrative, sentence)
        )
        blocks.setdefault(sentence.paragraph, []).append(Line(number, text, told))
    return tuple(tuple(block) for _, block in sorted(blocks.items()))


def _shown_formats(formats: Formats | None) -> Formats | None:
    """The formats for readers: a computed headline is the title once more, a computed teaser the sheet's
    words; both help an editor, and are left out."""
    if formats is None or formats.by != "offline":
        return formats
    return formats.model_copy(update={"headline": None, "teaser": None})


def _key_value(row: KeyRow) -> KeyValue:
    return KeyValue(row.factor, row.label, row.text, row.confidence, row.distinguishing)


def _sureness(cluster: Cluster) -> dict[str, Confidence]:
    return {one.value: one.confidence for one in placements(cluster)}


def _table(handed: Handed) -> Iterator[Row]:
    """One row a factor, with a cell for each chapter."""
    told = {one.cluster for one in handed.narratives}
    clusters = [one for one in handed.ground.clusters.clusters if one.id in told]
    sure = {one.id: _sureness(one) for one in clusters}
    for factor in handed.ground.sheet.factors:
        cells = []
        for cluster in clusters:
            value = handed.ground.sheet.value(cluster.members[factor.id])
            cells.append(Cell(value.label, value.text, sure[cluster.id].get(value.id)))
        yield Row(factor.trend, factor.name, factor.rolle or "", tuple(cells))


def _sources(handed: Handed, protection: Protection) -> Iterator[Source]:
    """The documents that were read, each with where it comes from."""
    for one in handed.documents:
        if one.get("problem"):
            continue
        rights = protection.of(one["path"])
        origin = (one.get("source", ""), one.get("publisher", ""), one.get("date", ""))
        owner = f"Rechte: {rights.owner}" if rights.owner else ""
        told = "; ".join(dict.fromkeys(part for part in (*origin, owner) if part))
        yield Source(one.get("title") or one["path"], told, printable(rights))
