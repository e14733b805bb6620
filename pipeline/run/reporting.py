"""The report of a run as it stands on disk: everything it shows, read together."""

from collections.abc import Sequence

from pipeline.checks import contrast
from pipeline.checks.kept import key_of
from pipeline.core.files import read_json_as
from pipeline.core.settings import Settings
from pipeline.core.types import Clusters, Findings, Narrative, Sheet
from pipeline.project import Run
from pipeline.publish.balance import Balanced
from pipeline.run.checking import read_verdicts
from pipeline.run.context import RATINGS, read_affinity, read_concepts, read_ground
from pipeline.run.documents import read_documents, read_rights
from pipeline.run.merges import read_merges
from pipeline.run.narratives import narratives_of, orphans_of, read_narratives
from pipeline.run.opinions import read_opinions
from pipeline.run.picturing import read_impact, read_pictures
from pipeline.run.record import load
from pipeline.run.windkanal import shown_windkanal
from pipeline.scenarios import ratings
from pipeline.scenarios.impact.bundles import of_bundles
from pipeline.scenarios.impact.of_sheet import of_sheet
from pipeline.scenarios.impact.rated_part import rated_part
from pipeline.scenarios.pairs import by_people


def render_report(run: Run, settings: Settings) -> str:
    """The report of a run as it stands on disk."""
    from pipeline.publish.report import Matter, render
    from pipeline.scenarios import space

    ground = read_ground(run, settings)
    narratives = narratives_of(run, ground.clusters)
    return render(
        Matter(
            settings=settings,
            ground=ground,
            narratives=narratives,
            findings=read_json_as(Findings, run.file("findings.json")),
            chart=space.chart(ground.clusters, read_affinity(run, ground.sheet)),
            confusion=contrast.test(narratives, ground),
            documents=[entry.model_dump() for entry in read_documents(run)],
            rights=read_rights(run),
            opinions=read_opinions(run),
            merges=read_merges(run),
            models=models(run),
            judged_by=judged_by(run),
            concepts=read_concepts(run),
            pictures=(*read_pictures(run), *shown_windkanal(run, settings)),
            balance=_balance(run, ground.clusters, ground.sheet),
            orphans=orphans_of(run, ground.clusters),
            ratings=ratings.read(run.made(RATINGS, "rate"), ground.sheet, read_merges(run)),
        )
    )


def _balance(run: Run, clusters: Clusters, values: Sheet) -> Balanced | None:
    """What cross-impact balance says; None where people rated nothing."""
    import numpy as np

    analysis = read_impact(run)
    if analysis is None:
        return None
    rated = ratings.read(run.made(RATINGS, "rate"), values, read_merges(run))
    given = [one for one in rated if by_people(one)]
    part = rated_part(values, given).sheet
    chosen = [
        [[value.id for value in factor.values].index(one.members[factor.id]) for factor in part.factors]
        for one in clusters.clusters
    ]
    return Balanced(analysis, of_bundles(of_sheet(part, given), np.array(chosen)))


def models(run: Run) -> tuple[str, ...]:
    """The language models that named, planned or drafted what the run holds now."""
    stages = load(run).stages
    used = [stages[name].model for name in ("cluster", "plan", "draft") if name in stages]
    worded = [
        sentence.before or sentence for one in read_narratives(run) for sentence in one.narrative.sentences
    ]
    used += [one.by for one in worded if one.by != "offline"]
    return tuple(dict.fromkeys(one for one in used if one))


def judged_by(run: Run) -> str:
    """The language model that judged the sentences, now or while they were the same; "" where none did."""
    record = load(run)
    checked = record.stages.get("check")
    if checked is not None and checked.by:
        return checked.model
    return read_verdicts(run, record).model


def judged(run: Run, narratives: Sequence[Narrative]) -> int:
    """The count of sentences, as they stand, whose sense a language model decided."""
    texts = read_verdicts(run, load(run)).texts
    known = {(one.cluster, said.words, said.values) for one in texts for said in one.sentences}
    return sum(
        (one.cluster, *key_of(sentence)) in known for one in narratives for sentence in one.sentences
    )
