"""Alternatives of a run: read what is wanted, and keep what was written beside the text.

alternatives/<stem>/<place>.json holds them with their ledger entries, the .md beside it is to be read.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.core.errors import RunError
from pipeline.core.files import keep_copy, to_json, write_text
from pipeline.core.settings import Settings
from pipeline.core.types import Narrative, Sheet
from pipeline.narratives.ledger import text_hash
from pipeline.narratives.redraft.nouns import Alternatives, Offer, Place, Wanted
from pipeline.narratives.redraft.pages import to_page
from pipeline.project import Run
from pipeline.run.context import fitting_plans, read_ground
from pipeline.run.narratives import Written, read_narratives
from pipeline.scenarios.written_from import stamped

ALTERNATIVES = "alternatives"


@dataclass(frozen=True)
class Asked:
    """A place of a narrative that is to be worded anew, with the person's note, and what of the sheet has
    changed since the text was written."""

    written: Written
    place: Place
    note: str
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kept:
    """Alternatives and the two files they stand in (names below the run)."""

    alternatives: Alternatives
    page: str
    ledger: str


def written_of(run: Run, cluster: str) -> Written:
    """The narrative of a cluster, as its file says now; raises RunError naming those there are."""
    found = read_narratives(run)
    if not found:
        raise RunError(
            f"Der Lauf „{run.folder}“ hat noch keine Narrative. Bitte zuerst „szenario run PROJEKT“ "
            "ausführen."
        )
    chosen = [one for one in found if cluster.strip().casefold() in _names(one.narrative)]
    if len(chosen) != 1:
        possible = ", ".join(f"{one.narrative.cluster} („{one.narrative.title}“)" for one in found)
        raise RunError(
            f"Zum Szenario „{cluster}“ gibt es in diesem Lauf keinen Text. Möglich sind {possible}."
        )
    return chosen[0]


def _names(narrative: Narrative) -> tuple[str, str]:
    return narrative.cluster.casefold(), narrative.title.casefold()


def wanted_of(run: Run, settings: Settings, asked: Asked, sheet: Sheet | None = None) -> Wanted:
    """What is to be worded anew; `sheet` is the run's own but for wording that has changed since.

    Raises InputError for a place that is not there, RunError where the cluster has no plan any more.
    """
    narrative = asked.written.narrative
    numbers = asked.place.numbers(narrative)
    ground = read_ground(run, settings)
    plans = fitting_plans(run, ground.sheet).plans
    found = [(at, plan) for at, plan in enumerate(plans) if plan.cluster == narrative.cluster]
    known = [one.id for one in ground.clusters.clusters]
    if not found or narrative.cluster not in known:
        raise RunError(
            f"Das Szenario „{narrative.cluster}“ dieses Textes gibt es im Lauf nicht mehr. Bitte den Text "
            "behalten, wie er ist, oder mit „szenario run PROJEKT“ neu entwerfen lassen."
        )
    number, plan = found[0]
    if sheet is not None:
        ground = replace(ground, sheet=sheet)
    return Wanted(narrative, asked.place, numbers, plan, number, asked.note, ground, asked.changed)


def keep(run: Run, written: Written, wanted: Wanted, offer: Offer, by: str) -> Kept:
    """Write alternatives beside their text; earlier ones of the same place go to history/ there."""
    page, ledger = files_of(written, wanted.place)
    found = Alternatives(
        cluster=wanted.narrative.cluster,
        title=wanted.narrative.title,
        place=wanted.place,
        note=wanted.note,
        by=by,
        text_hash=hash_of(wanted.narrative),
        before=wanted.before,
        alternatives=tuple(
            one.model_copy(update={"sentences": stamped(one.sentences, wanted.ground.sheet)})
            for one in offer.alternatives
        ),
        remarks=offer.remarks,
    )
    if found.alternatives:
        for name, text in ((page, to_page(found)), (ledger, to_json(found))):
            path = run.file(name)
            if path.is_file() and path.read_bytes() != text.encode():
                keep_copy(path)
            write_text(path, text)
    return Kept(found, page, ledger)


def files_of(written: Written, place: Place) -> tuple[str, str]:
    """The names of the page and of the ledger of a place's alternatives."""
    stem = f"{ALTERNATIVES}/{Path(written.markdown).stem}/{place.name}"
    return f"{stem}.md", f"{stem}.json"


def hash_of(narrative: Narrative) -> str:
    """What the text is known by."""
    return text_hash("\n\n".join(one.text for one in narrative.sentences))
