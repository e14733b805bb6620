"""report.html: the narratives side by side with what they rest on, the table, the map, the findings.

One self-contained file, autoescaped, without any request to the outside. It says of itself that it
is no forecast and that its texts are first drafts. It may leave the house, so it obeys the rights of
the documents.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.checks import contrast, orphans
from pipeline.checks.case import Ground
from pipeline.checks.contrast import Confusion
from pipeline.core.settings import Settings
from pipeline.core.types import Cluster, Findings, Narrative, Passage, Rating, Rights, Sentence
from pipeline.language.typography import without_marks
from pipeline.narratives.ledger import by_model, state, worded_by_model
from pipeline.publish import dissent
from pipeline.publish.balance import Balanced, balance
from pipeline.publish.colours import COLOURS
from pipeline.publish.map import draw
from pipeline.publish.protection import Protection, withheld_finding, withheld_sentence
from pipeline.publish.resting import BASES, BASES_OF_A_MODEL, may_quote
from pipeline.publish.shown import Shown
from pipeline.publish.trust import trust
from pipeline.scenarios.concepts import Concept, Concepts
from pipeline.scenarios.merging import Merges
from pipeline.scenarios.opinions import Opinions
from pipeline.scenarios.placed import placements, unplaced
from pipeline.scenarios.proposal.written import GROUP as PROPOSED
from pipeline.scenarios.space import Map
from pipeline.sources.rights import in_words

SEVERITIES = {"block": "sperrt", "warn": "prüfen", "info": "Hinweis"}
KINDS = {
    "rohgeruest": "Rohgerüst",
    "schluesselwert_fehlt": "Schlüsselfaktoren",
    "fremde_aussage": "fremde Aussage",
    "umgekehrte_aussage": "umgekehrte Aussage",
    "widerspruch": "Widerspruch",
    "zahl_unbelegt": "Zahl ohne Beleg",
    "name_unbelegt": "Name ohne Beleg",
    "zitat_unbelegt": "Zitat ohne Beleg",
    "abgeschrieben": "abgeschrieben",
    "horizont": "Horizont",
    "laenge": "Länge",
    "beleg": "Beleg",
    "zeitfolge": "Zeitfolge",
    "anachronismus": "Anachronismus",
    "prognose_als_tatsache": "Prognose als Tatsache",
    "fremdsprache": "nicht deutsch",
    "zu_aehnlich": "zu ähnlich",
    "kontrasttest": "Kontrasttest",
    "verwaist": "verwaist",
    "text_fehlt": "Text fehlt",
    "anderswo": "anderes Szenario",
    "auspraegung_geaendert": "Ausprägung geändert",
    "satzlaenge": "Satzlänge",
    "absaetze": "Absätze",
    "leitidee": "Leitidee",
    "zeitform": "Zeitform",
    "weg": "Weg",
    "ursachen": "Ursachen",
    "akteure": "Handelnde",
    "ortsbezug": "Ortsbezug",
    "preis": "Preis",
    "chance": "Chance",
    "schluss": "Schluss",
    "eigene_worte": "eigene Worte",
    "einzelwerte": "einzelne Ausprägungen",
    "formelhaft": "Floskel",
    "bauform": "Bauform",
    "rat": "Rat",
    "schuldzuweisung": "Schuldzuweisung",
    "lesbarkeit": "Lesbarkeit",
    "stil_verboten": "Hausstil: Wort",
    "stil_wortwahl": "Hausstil: Wortwahl",
    "stil_schreibweise": "Hausstil: Schreibweise",
    "stil_gendern": "Hausstil: Personen",
    "stil_anrede": "Hausstil: Anrede",
}
MODES = {
    "partition": "jede Ausprägung genau einem Szenario",
    "buendel": "Ausprägungen dürfen sich wiederholen",
}
_EXCERPT = 220
UNFOUND = "Passage genannt, Wortlaut nicht gefunden"


@dataclass(frozen=True)
class Matter:
    """Everything a report shows."""

    settings: Settings
    ground: Ground
    narratives: Sequence[Narrative]
    findings: Findings
    chart: Map
    confusion: Confusion
    documents: Sequence[Mapping[str, Any]]
    rights: Mapping[str, Rights]
    opinions: Opinions
    models: tuple[str, ...] = ()
    judged_by: str = ""
    concepts: Concepts | None = None
    pictures: Sequence[Shown] = ()
    balance: Balanced | None = None
    merges: Merges = field(default_factory=Merges)
    ratings: Sequence[Rating] = ()
    orphans: Sequence[Narrative] = ()


def render(matter: Matter) -> str:
    """The report as one HTML page."""
    clusters = matter.ground.clusters
    colour = {one.id: COLOURS[n % len(COLOURS)] for n, one in enumerate(clusters.clusters)}
    names = {one.id: one.name for one in clusters.clusters}
    names.update({one.cluster: one.title for one in (*matter.orphans, *matter.narratives)})
    protection = Protection(matter.ground, matter.documents, matter.rights)
    withheld = {one.cluster: protection.withheld(one) for one in matter.narratives}
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            settings=matter.settings,
            clusters=clusters,
            colour=colour,
            names=names,
            columns=[
                _column(one, matter, colour, protection, withheld.get(one.id, {}))
                for one in clusters.clusters
            ],
            rows=_table(matter.ground),
            chart=draw(matter.chart, names, colour, _labels(matter.ground)),
            shown=matter.chart.shown,
            findings=_findings(matter.findings, withheld),
            severities=SEVERITIES,
            kinds=KINDS,
            confusion=matter.confusion,
            dissenting=_dissenting(matter),
            documents=[{**one, "rights": in_words(protection.of(one["path"]))} for one in matter.documents],
            models=matter.models,
            judged_by=matter.judged_by,
            concepts=matter.concepts,
            pictures=matter.pictures,
            modes=MODES,
            trust=trust(clusters, matter.ground.sheet, names, colour, matter.ratings),
            balance=balance(matter.balance, clusters, names) if matter.balance is not None else None,
            logics=_logics(clusters.clusters, matter.concepts),
            judged=sum(one.judged for one in matter.findings.sentences),
            contested=dissent.rows(matter.opinions, matter.ground.sheet, matter.merges),
            merged=_merged(matter),
            unused=[matter.ground.sheet.value(value) for value in clusters.unused],
            counts=_counts(matter.findings),
            orphans=_orphans(matter),
        )
    )


def _logics(clusters: Sequence[Cluster], concepts: Concepts | None) -> dict[str, Concept]:
    """By cluster the concept it was formed by; none where it was formed without."""
    if concepts is None:
        return {}
    spoken = concepts.of([one.members.values() for one in clusters])
    return {one.id: concept for one, concept in zip(clusters, spoken, strict=False)}


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pipeline.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["prozent"] = lambda share: f"{100 * share:.0f} %"
    environment.filters["zahl"] = lambda number: f"{number:.2f}".replace(".", ",")
    return environment


def _column(
    cluster: Cluster,
    matter: Matter,
    colour: Mapping[str, str],
    protection: Protection,
    withheld: Mapping[int, str],
) -> dict[str, Any]:
    """One narrative with its notes, or the cluster alone where there is no text yet."""
    narrative = next((n for n in matter.narratives if n.cluster == cluster.id), None)
    found = [f for f in matter.findings.findings if f.cluster == cluster.id]
    flagged = {f.sentence: f.severity for f in found if f.sentence is not None}
    drafted = narrative is not None and by_model(narrative)
    paragraphs: dict[int, list[dict[str, Any]]] = {}
    for number, sentence in enumerate(narrative.sentences if narrative else (), start=1):
        paragraphs.setdefault(sentence.paragraph, []).append(
            {
                "number": number,
                "text": withheld_sentence(number, withheld[number])
                if number in withheld
                else without_marks(sentence.text),
                "flag": flagged.get(number, ""),
                "note": _note(
                    sentence,
                    matter.ground,
                    protection,
                    drafted=narrative is not None and worded_by_model(narrative, sentence),
                ),
            }
        )
    sure = [placement.confidence for placement in placements(cluster)]
    return {
        "cluster": cluster,
        "title": narrative.title if narrative else cluster.name,
        "rohgeruest": bool(narrative and narrative.rohgeruest),
        "by_model": drafted,
        "state": state(narrative) if narrative else "",
        "paragraphs": [paragraph for _, paragraph in sorted(paragraphs.items())],
        "colour": colour[cluster.id],
        "firm": sure.count("fest"),
        "likely": sure.count("wahrscheinlich"),
        "open": sure.count("offen") + len(unplaced(cluster)),
    }


def _dissenting(matter: Matter) -> set[str]:
    """The texts that by computing are nearest to a foreign cluster, which a model did not read so."""
    read = {
        (one.cluster, one.evidence)
        for one in matter.findings.findings
        if one.kind == contrast.KIND and one.severity == "block"
    }
    nearest = {one: matter.confusion.read_as(row) for row, one in enumerate(matter.confusion.narratives)}
    if not matter.judged_by:
        return set()
    return {one for one, other in nearest.items() if other not in (one, "") and (one, other) not in read}


def _note(sentence: Sentence, ground: Ground, protection: Protection, *, drafted: bool) -> dict[str, Any]:
    """What a sentence rests on, in words; where a model `drafted` it, by its word."""
    named = BASES_OF_A_MODEL if drafted else BASES
    basis, rests = named[sentence.basis], sentence.values
    if sentence.before is not None:
        basis, rests = f"{basis}, geändert aus: {named[sentence.before.basis]}", sentence.before.values
    values = []
    for factor in ground.sheet.factors:
        for value in factor.values:
            if value.id in rests:
                values.append({"factor": factor.name, "value": value, "group": _group(value.group)})
    passages = [passage for passage in ground.passages if passage.id in sentence.passages]
    return {
        "basis": basis,
        "values": values,
        "caption": "Genannte Passage" if drafted else "Zum Thema",
        "passages": [_evidence(passage, sentence, protection) for passage in passages],
    }


def _group(group: str) -> str:
    """Who wrote a value, as it follows its label: a group, or a proposal, which says so itself."""
    if group.startswith(PROPOSED):
        return f", {group}"
    return f" (Gruppe {group})" if group else ""


def _evidence(passage: Passage, sentence: Sentence, protection: Protection) -> str:
    """A passage as the report may show it: the words a sentence rests on, its beginning, or its place."""
    quote = next((one.quote for one in sentence.quotations if one.passage == passage.id), "")
    if quote and may_quote(quote, passage, protection):
        return f"{passage.document}, {passage.anchor}: „{quote}“"
    unfound = f" ({UNFOUND})" if sentence.basis == "evidence" and not quote else ""
    if protection.shows(passage):
        return f"{passage.document}, {passage.anchor}: {_excerpt(passage.text)}{unfound}"
    return f"{protection.reference(passage)}. Nur Verweis{unfound}."


def _excerpt(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _EXCERPT else f"{plain[:_EXCERPT].rsplit(' ', 1)[0]} …"


def _table(ground: Ground) -> list[dict[str, Any]]:
    """One row a factor: its values in the clusters, with how firm they stand."""
    placements = {
        (one.id, placement.value): placement
        for one in ground.clusters.clusters
        for placement in one.placements
    }
    rows = []
    trend = None
    for factor in ground.sheet.factors:
        cells = []
        for one in ground.clusters.clusters:
            value = ground.sheet.value(one.members[factor.id])
            cells.append({"value": value, "placement": placements.get((one.id, value.id))})
        rows.append(
            {
                "factor": factor,
                "cells": cells,
                "trend": factor.trend if factor.trend != trend else "",
            }
        )
        trend = factor.trend
    return rows


def _labels(ground: Ground) -> dict[str, str]:
    return {
        value.id: f"{factor.name}: {value.label}"
        for factor in ground.sheet.factors
        for value in factor.values
    }


def _findings(findings: Findings, withheld: Mapping[str, Mapping[int, str]]) -> Findings:
    """The findings, without the words of sentences that may not be shown."""
    shown = []
    for finding in findings.findings:
        reference = withheld.get(finding.cluster, {}).get(finding.sentence or 0)
        shown.append(withheld_finding(finding, reference) if reference else finding)
    return findings.model_copy(update={"findings": tuple(shown)})


def _merged(matter: Matter) -> list[dict[str, Any]]:
    """The values that an editor merged, with their factor and the value that stays."""
    sheet = matter.ground.sheet
    return [
        {"merge": one, "factor": sheet.factor(one.factor), "stays": sheet.value(one.into)}
        for one in matter.merges.within(sheet).merges
    ]


def _orphans(matter: Matter) -> list[str]:
    """What became of the scenarios of texts that have none any more, in words."""
    clusters = matter.ground.clusters
    return [orphans.told(one, orphans.home(one, clusters)) for one in matter.orphans]


def _counts(findings: Findings) -> dict[str, int]:
    return {
        severity: sum(finding.severity == severity for finding in findings.findings)
        for severity in SEVERITIES
    }
