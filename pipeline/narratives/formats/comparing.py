"""The comparison of all scenarios by a model: a sentence for each scenario on each shared theme.

Asked in batches of themes, all scenarios at once: only so can what one says be set off from the others.
Each sentence rests on values of its own scenario alone. A theme without a usable answer has the values'
labels, as computed, and is told so.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from pipeline.core.errors import ModelError
from pipeline.core.types import Cluster, Sheet
from pipeline.llm.batches import in_batches
from pipeline.llm.chain import Chain, Desk
from pipeline.llm.prompts import load
from pipeline.narratives.formats.making import Matter
from pipeline.narratives.formats.nouns import Comparison, ComparisonRow
from pipeline.narratives.formats.offline import ComputedMaker, without_a_row
from pipeline.narratives.formats.orders import entry
from pipeline.narratives.formats.replies import ComparedTheme, ComparisonReply, comparison_faults
from pipeline.narratives.formats.soundness import soundness
from pipeline.narratives.formats.themes import SharedTheme, clusters_hash, shared_themes
from pipeline.narratives.references import Known
from pipeline.scenarios.placed import placements

THEMES = 6
"""Of one call at most: with four scenarios 24 sentences, as long as a narrative."""
SAID = 6


def calls(matter: Matter) -> int:
    """How many calls a comparison takes at least."""
    return -(-len(shared_themes(matter.ground.sheet)) // THEMES)


def compared(matter: Matter, desk: Desk, stage: str) -> Comparison:
    """The comparison; raises ModelError where the model cannot be asked at all."""
    themes = shared_themes(matter.ground.sheet)
    sheet, clusters = matter.ground.sheet, matter.ground.clusters
    ask = partial(_asked, themes, matter, desk, stage)
    failed: dict[int, str] = {}

    def silent(numbers: Sequence[int], error: ModelError) -> dict[int, ComparedTheme]:
        failed.update(dict.fromkeys(numbers, str(error)))
        return {}

    numbers = list(range(1, len(themes) + 1))
    heard = in_batches(numbers, THEMES, ask, at_once=desk.settings.parallel, unanswered=silent)
    answers = {number: row for _, part in heard for number, row in part.items()}
    computed = ComputedMaker().compare(matter).rows
    rows = tuple(
        _row(theme, answers[number]) if number in answers else computed[number - 1]
        for number, theme in enumerate(themes, start=1)
    )
    reasons: dict[str, list[str]] = {}
    for number, reason in sorted(failed.items()):
        reasons.setdefault(reason, []).append(themes[number - 1].name)
    return Comparison(
        by=desk.settings.name,
        clusters_hash=clusters_hash(clusters, sheet),
        rows=rows,
        missing=(
            *without_a_row(sheet),
            *(f"Vergleich zu {', '.join(names)}: {reason}" for reason, names in reasons.items()),
        ),
        remarks=tuple(_doubts(answers.values(), matter)),
    )


def _asked(
    themes: Sequence[SharedTheme], matter: Matter, desk: Desk, stage: str, numbers: Sequence[int]
) -> dict[int, ComparedTheme]:
    ground = matter.ground
    clusters = ground.clusters.clusters
    shown = [(number, themes[number - 1]) for number in numbers]
    known = {
        number: {
            one.id: Known(frozenset(one.members[factor] for factor in theme.factors), frozenset())
            for one in clusters
        }
        for number, theme in shown
    }

    def fault(reply: ComparisonReply) -> str:
        wrong = list(comparison_faults(reply, known, [one.id for one in clusters]))
        if not wrong:
            for one in clusters:
                wrong += soundness(_texts(reply.zeilen, one.id), one.id, ground).faults
            wrong += soundness([row.frage for row in reply.zeilen], clusters[0].id, ground).faults
        return " ".join(wrong[:SAID])

    told = {
        "szenarien": [{"id": one.id, "titel": one.name} for one in clusters],
        "themen": [_theme(number, theme, clusters, ground.sheet) for number, theme in shown],
        "horizont": ground.settings.horizon,
        "region": ground.settings.region,
    }
    chain = Chain(load("narratives/formats/comparison"), ComparisonReply, stage)
    return {one.thema: one for one in chain.ask(desk, told, fault).zeilen}


def _theme(number: int, theme: SharedTheme, clusters: Sequence[Cluster], sheet: Sheet) -> Mapping[str, Any]:
    return {
        "nummer": number,
        "name": theme.name,
        "szenarien": [{"id": one.id, "werte": _values(one, theme, sheet)} for one in clusters],
    }


def _values(cluster: Cluster, theme: SharedTheme, sheet: Sheet) -> list[dict[str, Any]]:
    unsure = {one.value for one in placements(cluster) if one.confidence == "offen"}
    found = []
    for factor in theme.factors:
        value = sheet.value(cluster.members[factor])
        found.append(
            {
                "id": value.id,
                "faktor": sheet.factor(factor).name,
                "label": value.label,
                "text": value.text,
                "offen": value.id in unsure,
            }
        )
    return found


def _row(theme: SharedTheme, answer: ComparedTheme) -> ComparisonRow:
    entries = {one.szenario: entry(one) for one in sorted(answer.saetze, key=lambda one: one.szenario)}
    question = " ".join(answer.frage.split())
    return ComparisonRow(theme=theme.name, question=question, factors=theme.factors, entries=entries)


def _texts(rows: Sequence[ComparedTheme], scenario: str) -> list[str]:
    return [one.text for row in rows for one in row.saetze if one.szenario == scenario]


def _doubts(rows: Any, matter: Matter) -> list[str]:
    """What a person should look at, over all scenarios."""
    told = list(rows)
    return [
        f"Vergleich, {one.id}: {doubt}"
        for one in matter.ground.clusters.clusters
        if told
        for doubt in soundness(_texts(told, one.id), one.id, matter.ground).doubts
    ]
