"""The stages in their order: documents and value sets in, four narratives and a report out."""

import json
from collections.abc import Sequence

from pipeline.checks.prose.style_sheet import NAME as STYLE
from pipeline.core.errors import InputError
from pipeline.core.files import (
    digest_of,
    to_csv,
    to_json,
    to_jsonl,
    to_yaml,
)
from pipeline.core.types import Clusters
from pipeline.project import Run
from pipeline.run.ahead import think_ahead
from pipeline.run.checking import make_findings
from pipeline.run.context import (
    CONCEPTS,
    RATINGS,
    Context,
    fitting_clusters,
    read_affinity,
    read_clusters,
    read_concepts,
    read_sheet,
)
from pipeline.run.documents import DOCUMENTS
from pipeline.run.drafting import make_drafts, may_be_away, spared
from pipeline.run.engine import Stage
from pipeline.run.following import follow_edits, follow_renames
from pipeline.run.merges import MERGES, read_merges
from pipeline.run.narratives import read_narratives
from pipeline.run.opinions import OPINIONS
from pipeline.run.picturing import ALBUM, IMPACT, PICTURES
from pipeline.run.reading import PASSAGES, read_before, read_project
from pipeline.run.record import StageRecord
from pipeline.run.reporting import render_report
from pipeline.scenarios import affinity, decisions, ratings, sheet
from pipeline.scenarios.merging import merged_values
from pipeline.scenarios.opinions import Opinions, settled, votes
from pipeline.scenarios.sheet.todo import insist, todos
from pipeline.scenarios.windkanal.holding import NAME as WINDKANAL
from pipeline.sources import index
from pipeline.sources.read import documents_digest


def _sheet_reads(context: Context) -> dict[str, str]:
    path = sheet.find(context.project.folder)
    loaded = sheet.load(path)
    if sheet.write_back_ids(path, loaded.sheet):
        context.progress.said(f"Fehlende Ids sind in {path.name} ergänzt.")
    for remark in loaded.remarks:
        context.progress.said(remark)
    given = [votes.find(context.project.folder), context.project.folder / decisions.NAME]
    beside = {one.name: digest_of(one) for one in given if one is not None and one.is_file()}
    return {path.name: digest_of(path), **beside}


def _make_sheet(context: Context, kept: frozenset[str]) -> dict[str, bytes]:
    loaded = sheet.load(sheet.find(context.project.folder))
    log = decisions.load(context.project.folder)
    told = votes.load_votes(context.project.folder, loaded.sheet)
    held = settled(loaded.sheet, told.votes, log)
    merged = merged_values(held.sheet, log, sheet.struck(context.project.folder))
    left = todos(merged.sheet)
    if left:
        many = "1 Punkt ist" if len(left) == 1 else f"{len(left)} Punkte sind"
        context.progress.said(f"Wertetafel: {many} offen, zu sehen mit „szenario sheet PROJEKT“.")
    for remark in (*told.remarks, *held.remarks, *merged.remarks):
        context.progress.said(remark)
    contested = sum(one.dissent for one in held.opinions)
    if contested:
        many = "Bewertung ist" if contested == 1 else "Bewertungen sind"
        context.progress.said(f"{contested} {many} unter den Gruppen strittig; der Bericht nennt sie.")
    opinions = Opinions(opinions=held.opinions, decided=held.decided)
    files = {"sheet.yaml": to_yaml(merged.sheet).encode(), OPINIONS: to_json(opinions).encode()}
    merges = merged.merges.within(read_sheet(context.run) if "sheet.yaml" in kept else merged.sheet)
    if len(merges.merges) < len(merged.merges.merges):
        context.progress.said(
            "Die von Hand bearbeitete sheet.yaml enthält zusammengelegte Ausprägungen und bleibt so; mit "
            "„szenario run PROJEKT --redo sheet“ werden sie auch darin zusammengelegt."
        )
    if merges.merges:
        files[MERGES] = to_json(merges).encode()
    return files


def _make_passages(context: Context, kept: frozenset[str]) -> dict[str, bytes]:
    before = read_before(context.run, context.record.stages.get("read", StageRecord()))
    read = read_project(context.project, before, context.progress)
    return {PASSAGES: to_jsonl(read.passages).encode(), DOCUMENTS: to_json(read.documents).encode()}


def ensure_index(context: Context) -> None:
    """Make the index where it does not fit the passages."""
    file = context.run.made("passages.jsonl", "read")
    if not index.fits(context.run.index, digest_of(file)):
        index.build(context.run.index, file, context.progress)
    index.prepare(context.run.index, context.store)


def _rate_reads(context: Context) -> dict[str, str]:
    given = ratings.found(context.project.folder)
    return {
        **context.digests("sheet.yaml"),
        **_merged(context),
        given.name if given else ratings.NAME: digest_of(given) if given else "",
        **({} if context.twins.model else {"rater": context.twins.rater.signature}),
        **_thought(context, context.twins.rater.signature),
    }


def _merged(context: Context) -> dict[str, str]:
    """The merges of values, where there are any: a run made before there could be is as it was."""
    return context.digests(MERGES) if context.run.file(MERGES).is_file() else {}


def _thought(context: Context, signature: str) -> dict[str, str]:
    """What a step with a model reads besides: model and prompts, and the passages that enter them."""
    if not context.twins.model:
        return {}
    chosen = context.settings.model_dump(
        mode="json", include={"scenarios", "mode", "seed", "region", "horizon"}
    )
    return {
        "model": signature,
        "settings of the model": json.dumps(chosen, sort_keys=True),
        **_material(context),
    }


def _material(context: Context) -> dict[str, str]:
    """The passages that may enter requests: other documents, other rights, or a model elsewhere."""
    return {"material": context.twins.material()} if context.twins.model else {}


def _make_rates(context: Context, kept: frozenset[str]) -> dict[str, bytes]:
    values = read_sheet(context.run)
    insist(values)
    told = ratings.given(context.project.folder, values, read_merges(context.run))
    given = told.ratings
    for remark in told.remarks:
        context.progress.said(remark)
    if context.twins.model:
        think_ahead(values)
    rated = context.twins.rater.rate(values, given, context.settings, context.progress)
    rows = [(one.source, one.target, one.score, one.origin, one.reason) for one in (*given, *rated.ratings)]
    files = {
        "affinity.csv": to_csv(affinity.HEADER, affinity.to_rows(rated.affinity)).encode(),
        RATINGS: to_csv(ratings.HEADER, rows).encode(),
    }
    if rated.concepts is not None:
        files[CONCEPTS] = to_yaml(rated.concepts).encode()
    return files


def _cluster_reads(context: Context) -> dict[str, str]:
    settings = context.settings
    chosen = settings.model_dump(
        mode="json", include={"scenarios", "mode", "seed", "distance", "name_pattern", "region", "horizon"}
    )
    return {
        **context.digests("sheet.yaml", "affinity.csv", RATINGS),
        **(context.digests(CONCEPTS) if context.run.file(CONCEPTS).is_file() else {}),
        **_material(context),
        "settings": json.dumps(chosen, sort_keys=True),
        "wishes": json.dumps(
            [
                dict(context.wishes.locks),
                context.wishes.apart,
                sorted(context.wishes.released),
                context.wishes.seconds,
            ],
            sort_keys=True,
        ),
        "namer": context.twins.namer.signature,
    }


def _make_clusters(context: Context, kept: frozenset[str]) -> dict[str, bytes]:
    from pipeline.scenarios.clusters import cluster
    from pipeline.scenarios.varied import varied

    values = read_sheet(context.run)
    earlier = _earlier_clusters(context.run)
    near, concepts = read_affinity(context.run, values), read_concepts(context.run)
    found = cluster(
        values,
        near,
        ratings.read(context.run.made(RATINGS, "rate"), values, read_merges(context.run)),
        context.settings,
        context.twins.namer,
        earlier,
        context.wishes,
        context.progress,
        concepts,
        varied(values, near, context.settings.seed) if concepts is None else (),
    )
    return {"clusters.yaml": to_yaml(found).encode()}


def _earlier_clusters(run: Run) -> Clusters | None:
    """The clusters of the run before; none where the file was broken by hand (it goes to history/)."""
    try:
        return read_clusters(run) if run.file("clusters.yaml").is_file() else None
    except InputError:
        return None


class IndexEvidence:
    """Finds passages for values through the vectors of a run's index."""

    NEAREST = 3

    def __init__(self, run: Run, store: index.Store = index.HERE) -> None:
        self._run, self._store = run, store

    def passages_for(self, texts: Sequence[str]) -> list[list[tuple[str, float]]]:
        with index.VectorIndex(self._run.index, self._store) as vectors:
            found = vectors.near(texts, self.NEAREST)
        return [[(near.passage, near.cosine) for near in row] for row in found]


def _plan_reads(context: Context) -> dict[str, str]:
    return {
        **context.digests("clusters.yaml", "sheet.yaml", "affinity.csv", "passages.jsonl"),
        "ratings": digest_of(context.run.file(RATINGS)),
        **_thought(context, context.twins.planner.signature),
    }


def _make_plans(context: Context, kept: frozenset[str]) -> dict[str, bytes]:
    context.progress.started("Narrative planen")
    values = read_sheet(context.run)
    plans = context.twins.planner.plan(
        fitting_clusters(context.run, values),
        values,
        read_affinity(context.run, values),
        IndexEvidence(context.run, context.store),
        context.settings,
        ratings.read(context.run.made(RATINGS, "rate"), values, read_merges(context.run)),
    )
    return {"plans.yaml": to_yaml(plans).encode()}


def _draft_reads(context: Context) -> dict[str, str]:
    chosen = context.settings.model_dump(
        mode="json", include={"draft", "horizon", "name_pattern", "region"}
    )
    return {
        **context.digests("plans.yaml", "sheet.yaml"),
        "settings": json.dumps(chosen, sort_keys=True),
        "writer": context.twins.writer.signature,
        **_material(context),
        **(_styled(context) if context.twins.model else {}),
        **_revising(context),
    }


def _styled(context: Context) -> dict[str, str]:
    """The house style, where there is one: a run made before there could be is as it was."""
    file = context.project.folder / STYLE
    return {STYLE: digest_of(file)} if file.is_file() else {}


def _revising(context: Context) -> dict[str, str]:
    """What drafting reads besides where drafts are judged and revised."""
    reviser = context.twins.reviser
    if reviser is None:
        return {}
    return {"reviser": reviser.signature, **context.digests("clusters.yaml", "passages.jsonl")}


def _check_reads(context: Context) -> dict[str, str]:
    written = read_narratives(context.run)
    return {
        **context.digests("sheet.yaml", "clusters.yaml", "passages.jsonl", RATINGS),
        **context.digests(*(name for one in written for name in (one.markdown, one.ledger))),
        "settings": context.settings.model_dump_json(),
        **_styled(context),
        **({"judge": context.twins.judge.signature} if context.twins.judge.signature else {}),
    }


def _report_reads(context: Context) -> dict[str, str]:
    return {
        **_check_reads(context),
        **_merged(context),
        **context.digests("findings.json", "affinity.csv", DOCUMENTS, "plans.yaml", OPINIONS, CONCEPTS),
        **context.digests(ALBUM, IMPACT),
        **(context.digests(WINDKANAL) if context.run.file(WINDKANAL).is_file() else {}),
    }


def _make_report(context: Context, kept: frozenset[str]) -> dict[str, bytes]:
    context.progress.started("Bericht schreiben")
    return {"report.html": render_report(context.run, context.settings).encode()}


SHEET = Stage("sheet", _sheet_reads, _make_sheet)
READ = Stage(
    "read",
    lambda context: {"documents": documents_digest(context.project.documents)},
    _make_passages,
    ensure_index,
)
RATE = Stage("rate", _rate_reads, _make_rates)
CLUSTER = Stage("cluster", _cluster_reads, _make_clusters)
PLAN = Stage("plan", _plan_reads, _make_plans)
DRAFT = Stage(
    "draft",
    _draft_reads,
    make_drafts,
    follow_edits,
    follow_renames,
    spares=spared,
    away=may_be_away,
)
CHECK = Stage(
    "check",
    _check_reads,
    make_findings,
    keeps_edits=False,
    by=lambda context: context.twins.judge.signature,
)
REPORT = Stage("report", _report_reads, _make_report, keeps_edits=False)

ALL = [SHEET, READ, RATE, CLUSTER, PICTURES, PLAN, DRAFT, CHECK, REPORT]
CLUSTERING = [SHEET, RATE, CLUSTER]
NAMES = tuple(stage.name for stage in ALL)
