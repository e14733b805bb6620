"""Making the formats of a run: what has to be made, side by side, each written as soon as all are there."""

from dataclasses import dataclass
from functools import partial

from pipeline.core.errors import RunError
from pipeline.core.files import to_yaml
from pipeline.core.progress import Progress
from pipeline.llm.batches import together
from pipeline.narratives.formats.making import (
    BESIDE,
    FIELDS,
    TITLES,
    UNWANTED,
    FormatMaker,
    FormatName,
    Matter,
    hash_of,
    told_missing,
)
from pipeline.narratives.formats.nouns import Comparison, Formats
from pipeline.project import Run
from pipeline.run.format_keeping import Asked, Keeping, Status
from pipeline.run.formats import COMPARISON, name_beside
from pipeline.run.members import members_of
from pipeline.run.narratives import Written, read_narratives
from pipeline.run.record import RunRecord

EARLIER = "gehört zu einem früheren Stand; bitte ohne --only neu machen."


@dataclass(frozen=True)
class MadeFile:
    """What became of one file of formats/: "edited" and "kept" stayed, by a person's hand or a model's."""

    name: str
    status: Status


def narratives_asked(run: Run, matter: Matter, cluster: str | None) -> list[Written]:
    """The narratives of clusters that still exist, or the one of this cluster; raises RunError."""
    known = [one.id for one in matter.ground.clusters.clusters]
    if cluster is not None and cluster not in known:
        raise RunError(
            f"Das Szenario „{cluster}“ gibt es in diesem Lauf nicht. Möglich sind {', '.join(known)}."
        )
    found = [
        one
        for one in read_narratives(run)
        if one.narrative.cluster in known and cluster in (None, one.narrative.cluster)
    ]
    if not found:
        which = f"zum Szenario „{cluster}“ keinen Text" if cluster else "keine Narrative"
        raise RunError(
            f"Der Lauf „{run.folder}“ hat {which}, und Formate stehen neben einem Text. Bitte zuerst "
            "„szenario run PROJEKT“ ausführen."
        )
    return found


def make_formats(
    run: Run, record: RunRecord, matter: Matter, maker: FormatMaker, asked: Asked, progress: Progress
) -> list[MadeFile]:
    """Make what is asked for and write it; the run has to be held. Raises InputError, ModelError."""
    written = narratives_asked(run, matter, asked.cluster)
    keeping = Keeping(run, record, asked, maker)
    keeping.follow_renames(read_narratives(run))
    beside = asked.names & frozenset(BESIDE)
    todo = {name_beside(one): one for one in written} if beside else {}
    keys = {name: keeping.key(hash_of(one.narrative), beside) for name, one in todo.items()}
    outcome = {name: keeping.state(name, Formats, key) for name, key in keys.items()}
    if "comparison" in asked.names:
        keys[COMPARISON] = keeping.key("", frozenset({"comparison"}))
        outcome[COMPARISON] = keeping.state(COMPARISON, Comparison, keys[COMPARISON])
    members = members_of(run)
    progress.started("Formate", sum(status == "made" for status in outcome.values()))

    def beside_one(name: str, one: Written) -> list[tuple[str, Formats | Comparison]]:
        made = maker.make(one.narrative, matter, beside)
        made = made.model_copy(update={"members": members[one.narrative.cluster]})
        progress.advanced()
        return [(name, _merged(made, keeping.earlier(name), beside))]

    def compared() -> list[tuple[str, Formats | Comparison]]:
        return [(COMPARISON, maker.compare(matter))]

    tasks = [partial(beside_one, name, one) for name, one in todo.items() if outcome[name] == "made"]
    tasks += [partial(compared)] if outcome.get(COMPARISON) == "made" else []
    for name, made in together(tasks, maker.at_once):
        keeping.write(name, to_yaml(made), keys[name])
    return [MadeFile(name, status) for name, status in outcome.items()]


def _merged(made: Formats, earlier: Formats | None, wanted: frozenset[FormatName]) -> Formats:
    """What was made now, with what stood there of the other formats while it speaks of the same text."""
    others = [name for name in BESIDE if name not in wanted]
    if earlier is None or not others:
        return made
    same = earlier.text_hash == made.text_hash and earlier.by == made.by
    same = same and earlier.members in ("", made.members)
    unwanted = {told_missing(name, UNWANTED): name for name in others}
    missing = [one for one in made.missing if one not in unwanted]
    fields: dict[str, object] = {}
    remarks = list(made.remarks)
    for name in others:
        about = [one for one in earlier.missing if one.startswith(f"{TITLES[name]}: ")]
        filled = any(getattr(earlier, one) for one in FIELDS[name])
        if same:
            fields |= {one: getattr(earlier, one) for one in FIELDS[name]}
            missing += about
            remarks += [one for one in earlier.remarks if one.startswith(f"{TITLES[name]}: ")]
        else:
            missing.append(told_missing(name, EARLIER if filled else UNWANTED))
    return made.model_copy(update={**fields, "missing": tuple(missing), "remarks": tuple(remarks)})
