"""Drafting the narratives of a run around what people wrote: no text of theirs is replaced or taken away.

A text that a person edited stays, also where its scenario is gone: it is orphaned then, and not even a
redo removes it. One that a person deleted stays away until a redo. A redo of one scenario alone leaves all
other texts as they are while they are up to date, also those that nobody edited. A new text never takes the
name of one that stays.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING

from pipeline.core.errors import RunError
from pipeline.core.files import to_json
from pipeline.core.types import Narrative
from pipeline.language.file_names import file_name
from pipeline.narratives import ledger
from pipeline.narratives.draft import draft
from pipeline.narratives.quoting import quoted
from pipeline.narratives.revise import revised
from pipeline.run.context import Context, fitting_plans, read_ground, read_passages, read_plans, read_sheet
from pipeline.run.narratives import (
    LEDGER,
    NARRATIVES,
    Removed,
    Written,
    read_narratives,
    read_removed,
)
from pipeline.scenarios.written_from import stamped

if TYPE_CHECKING:
    from pipeline.narratives.plan import Plans

STAGE = "draft"


def make_drafts(context: Context, kept: frozenset[str]) -> dict[str, bytes]:
    """The files of all narratives: drafted where nobody wrote, the ledger alone where somebody did."""
    context.progress.started("Narrative entwerfen")
    edited = {one.narrative.cluster: one for one in read_narratives(context.run) if one.markdown in kept}
    plans = fitting_plans(context.run, read_sheet(context.run))
    planned = [plan.cluster for plan in plans.plans]
    removed = {one.narrative.cluster: one for one in read_removed(context.run) if not _again(context, one)}
    by_cluster = {one.cluster: one for one in _drafted(context, plans, {*edited, *removed})}
    files: dict[str, bytes] = {}
    for one in edited.values():  # the text stays, and the record keeps what it was made from
        files[one.ledger] = to_json(one.narrative).encode()
    for cluster in removed.keys() & set(planned):
        files[removed[cluster].ledger] = to_json(removed[cluster].narrative).encode()
    taken = {name.removesuffix(LEDGER) for name in files}
    for number, plan in enumerate(plans.plans, start=1):
        narrative = by_cluster.get(plan.cluster)
        if narrative is not None:
            stem = _free(f"{NARRATIVES}/{number}-{file_name(narrative.title, 'narrativ')}", taken)
            taken.add(stem)
            files[f"{stem}.md"] = ledger.to_markdown(narrative).encode()
            files[f"{stem}{LEDGER}"] = to_json(narrative).encode()
    return files


def _again(context: Context, one: Written | Removed) -> bool:
    """Whether a text is asked to be drafted anew."""
    return context.redo == STAGE and context.only in ("", one.narrative.cluster)


def _drafted(context: Context, plans: "Plans", written: Collection[str]) -> list[Narrative]:
    """New narratives for the clusters that have none, revised where there is a reviser."""
    values, twins = read_sheet(context.run), context.twins
    drafted = draft(plans, values, context.settings, twins.writer, written)
    if twins.reviser is not None:
        drafted = revised(drafted, plans, read_ground(context.run, context.settings), twins.reviser)
    titles = {plan.cluster: plan.title for plan in plans.plans}
    passages = {one.id: one for one in read_passages(context.run)}
    return [
        one.model_copy(
            update={"scenario": titles[one.cluster], "sentences": stamped(one.sentences, values)}
        )
        for one in (quoted(one, passages) for one in drafted)
    ]


def _free(stem: str, taken: Collection[str]) -> str:
    """A name that no text has, with a number where the first is taken."""
    number, free = 1, stem
    while free in taken:
        number += 1
        free = f"{stem}-{number}"
    return free


def spared(context: Context, edited: frozenset[str]) -> frozenset[str]:
    """What a redo leaves: edited texts whose scenario is not planned any more, and all not asked for.

    Raises RunError where the one that is asked for is not planned.
    """
    planned = [plan.cluster for plan in read_plans(context.run).plans]
    if context.only and context.only not in planned:
        raise RunError(
            f"Das Szenario „{context.only}“ gibt es in diesem Lauf nicht. "
            f"Möglich sind {', '.join(planned)}."
        )
    return frozenset(
        one.markdown
        for one in read_narratives(context.run)
        if not _again(context, one) or (one.markdown in edited and one.narrative.cluster not in planned)
    )


def may_be_away(context: Context, name: str) -> bool:
    """Whether a missing file is a text that a person deleted: its ledger is still there."""
    stem = name.removesuffix(".md")
    return name.endswith(".md") and context.run.file(f"{stem}{LEDGER}").is_file()
