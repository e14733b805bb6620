"""A run on disk made from the small world, without any stage: what formats of work stand beside."""

from dataclasses import replace
from pathlib import Path

from small_world import OTHER, OWN, PASSAGE, world

from pipeline.core.files import to_csv, to_json, to_jsonl, to_yaml, write_text
from pipeline.core.types import Clusters, Narrative, Passage, Rating, Sentence, Sheet
from pipeline.narratives.formats.making import Matter
from pipeline.narratives.ledger import to_markdown
from pipeline.narratives.plan import Plan, Plans, Theme
from pipeline.project import Run
from pipeline.run.documents import ReadDocument, ReadDocuments
from pipeline.run.record import RunRecord, save
from pipeline.scenarios.ratings import HEADER

TITLES = {"c1": "Die geteilte Region", "c2": "Die verkaufte Region"}
GIVEN = (
    Rating(source="f1a", target="f2a", score=3, origin="Gruppe Nord"),
    Rating(source="f1a", target="f3a", score=2, origin="Gruppe Nord"),
    Rating(source="f3a", target="f1a", score=1, origin="Gruppe Nord"),
)
FROM_A_MODEL = tuple(one.model_copy(update={"origin": "model:probe"}) for one in GIVEN)


def sheet() -> Sheet:
    """The sheet of the small world under two trends."""
    factors = world().sheet.factors
    trends = ("Verkehr", "Verkehr", "Energie")
    return Sheet(
        factors=tuple(
            one.model_copy(update={"trend": trend}) for one, trend in zip(factors, trends, strict=True)
        )
    )


def clusters() -> Clusters:
    """Its clusters, the first with a leitmotif of its own labels."""
    found = world(unsure="f2a").clusters
    first, second = found.clusters
    motif = "Eigenes Fahren · Eigenes Strom"
    return found.model_copy(update={"clusters": (first.model_copy(update={"leitmotif": motif}), second)})


def plan(cluster: str) -> Plan:
    letter = {"c1": "a", "c2": "b"}[cluster]
    return Plan(
        cluster=cluster,
        title=TITLES[cluster],
        guiding=(f"f1{letter}", f"f2{letter}", f"f3{letter}"),
        themes=tuple(Theme(factor=f"f{n}", value=f"f{n}{letter}") for n in (1, 2, 3)),
        tentative=(),
        counterpoint=None,
        tone="gemischt",
    )


def narrative(cluster: str, rohgeruest: bool = False) -> Narrative:
    letter, texts = {"c1": ("a", OWN), "c2": ("b", OTHER)}[cluster]
    return Narrative(
        cluster=cluster,
        title=TITLES[cluster],
        rohgeruest=rohgeruest,
        sentences=tuple(
            Sentence(text=text, basis="value", values=(f"f{n}{letter}",), passages=("p1",), paragraph=1)
            for n, text in enumerate(texts, start=1)
        ),
    )


def matter(ratings: tuple[Rating, ...] = (), today: int | None = 2026) -> Matter:
    """What formats are made from."""
    ground = replace(world(), sheet=sheet(), clusters=clusters())
    return Matter(ground, {one: plan(one) for one in TITLES}, ratings, today)


def run_at(
    folder: Path,
    ratings: tuple[Rating, ...] = (),
    rohgeruest: bool = False,
    passages: tuple[Passage, ...] = (PASSAGE,),
    date: str = "2026-05-01",
) -> Run:
    """The run in a folder, its project beside it."""
    project, run = folder / "projekt", Run(folder / "lauf")
    project.mkdir(parents=True)
    write_text(project / "szenario.toml", 'title = "T"\nregion = "Region"\n')
    rows = [(one.source, one.target, one.score, one.origin, one.reason) for one in ratings]
    document = ReadDocument(path="d.md", date=date, passages=len(passages))
    for name, text in {
        "sheet.yaml": to_yaml(sheet()),
        "clusters.yaml": to_yaml(clusters()),
        "plans.yaml": to_yaml(Plans(plans=tuple(plan(one) for one in TITLES))),
        "passages.jsonl": to_jsonl(passages),
        "documents.json": to_json(ReadDocuments(documents=[document])),
        "ratings.all.csv": to_csv(HEADER, rows),
    }.items():
        write_text(run.file(name), text)
    for number, one in enumerate((narrative("c1", rohgeruest), narrative("c2", rohgeruest)), start=1):
        stem = f"narratives/{number}-{one.cluster}"
        write_text(run.file(f"{stem}.md"), to_markdown(one))
        write_text(run.file(f"{stem}.ledger.json"), to_json(one))
    save(run, RunRecord(project="projekt", folder=str(project), settings=world().settings))
    return run
