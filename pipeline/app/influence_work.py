"""The influence matrix of a project: written to fill, read back, its proposal taken over on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.app import configuration
from pipeline.app.exchange import current_sheet
from pipeline.core.errors import ProjectError
from pipeline.core.files import write_bytes
from pipeline.core.progress import Progress
from pipeline.core.types import Factor, Sheet
from pipeline.project import open_project
from pipeline.scenarios import decisions, influence
from pipeline.scenarios import sheet as sheets
from pipeline.scenarios.influence import Proposal
from pipeline.scenarios.opinions import Opinion
from pipeline.scenarios.sheet.difference import Difference, compare

KEY, OTHER = "Schlüsselfaktor", "Umfeld"


@dataclass(frozen=True)
class Weighed:
    """The matrix at work: `written` where it was made to fill, else what it speaks for."""

    written: Path | None
    proposal: Proposal | None
    dissent: tuple[Opinion, ...]
    difference: Difference
    before: Path | None


def weigh(
    folder: Path,
    matrix: Path,
    progress: Progress,
    *,
    groups: Sequence[str],
    adopt: bool,
    by: str,
    reason: str,
    date: str,
) -> Weighed:
    """Write the matrix where the file is not there yet, else read it and propose key factors.

    With `adopt` the proposed factors become key factors in the sheet, the others of that role
    surroundings, and the log says who took them over and why.
    """
    project = open_project(folder)
    path, sheet = current_sheet(project.folder, progress, may_be_new=False)
    if not matrix.is_file():
        if adopt:
            raise ProjectError(
                f"„{matrix}“ gibt es nicht; ohne ausgefüllte Matrix lässt sich nichts übernehmen."
            )
        if matrix.suffix.lower() != ".xlsx":
            raise ProjectError(
                f"„{matrix}“ gibt es nicht. Zum Ausfüllen bitte einen Namen auf .xlsx nennen."
            )
        settings = configuration.load(project)
        write_bytes(matrix, influence.render(sheet, groups, settings.horizon))
        return Weighed(matrix, None, (), Difference(), None)
    found = influence.read(matrix, sheet)
    proposal = influence.propose(found, sheet)
    for remark in (*found.remarks, *proposal.remarks):
        progress.said(remark)
    dissent = tuple(one for one in influence.opinions_of(found) if one.dissent)
    difference, before = Difference(), None
    if adopt:
        chosen = [one.factor for one in proposal.standings if one.proposed]
        if not chosen:
            raise ProjectError("Die Matrix trägt noch keinen Vorschlag; bitte mehr Felder ausfüllen.")
        taken = decisions.decision("adopt", chosen, by, reason or f"Einflussmatrix {matrix.name}", date)
        ranked = [one.factor for one in proposal.standings if one.rank is not None]
        after = Sheet(factors=tuple(_with_role(factor, chosen, ranked) for factor in sheet.factors))
        difference = compare(sheet, after)
        if not difference.empty:
            before = sheets.replace(path, after)
            decisions.add(project.folder, [taken])
    return Weighed(None, proposal, dissent, difference, before)


def _with_role(factor: Factor, chosen: Sequence[str], ranked: Sequence[str]) -> Factor:
    """A factor that the matrix says too little of keeps the role it had."""
    if factor.id in chosen:
        return factor.model_copy(update={"rolle": KEY})
    demoted = factor.rolle == KEY and factor.id in ranked
    return factor.model_copy(update={"rolle": OTHER}) if demoted else factor
