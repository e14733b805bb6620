"""How far a run's findings, release and waivers still speak of the texts as they stand now.

Whoever looks at a run is not told that nothing is in the way where nobody knows.
"""

from pipeline.evaluation.release import Release, stands
from pipeline.evaluation.suites import Declared
from pipeline.project import Run
from pipeline.run import record
from pipeline.run.binding import WHOLE, bound
from pipeline.run.context import read_clusters
from pipeline.run.evaluating import read_waivers
from pipeline.run.handing_over import edition_of, read_beside, read_release
from pipeline.run.narratives import narratives_of
from pipeline.run.ruled import ruling

EARLIER = (
    "Diese Befunde gehören zu früheren Texten; ob die Veröffentlichung abgelehnt würde, ist nicht bekannt. "
    "Bitte „szenario run PROJEKT“ ausführen."
)


def standing(run: Run, checked: bool, suites: Declared, publisher: str = "") -> tuple[str, ...]:
    """In German what still holds of release and waivers; `checked` says that the check is up to date.

    `publisher` is who publishes now, as it is printed.
    """
    release, waivers = read_release(run), read_waivers(run).waivers
    lines = [_of_release(run, release, checked, suites, publisher)] if release is not None else []
    if waivers and not checked:
        lines.append(f"Ob die Ausnahmen ({len(waivers)}) noch gelten, ist erst nach der Prüfung bekannt.")
    elif waivers:
        gone = len(ruling(run, record.load(run).settings, suites).lapsed)
        lines.append(f"Ausnahmen: {len(waivers) - gone} gelten, {gone} sind erloschen.")
    return tuple(lines)


def _of_release(run: Run, release: Release, checked: bool, suites: Declared, publisher: str) -> str:
    """Whether a release holds; waivers are printed with it, and only a check tells those of now."""
    settings = record.load(run).settings
    texts = narratives_of(run, read_clusters(run))
    beside = read_beside(run, settings, texts).hashes
    told = f"{release.told}."
    lapsed = f"Erloschen, weil seither etwas geändert wurde: {told}"
    if not texts or not stands(release.model_copy(update={"texts": _parts(release)}), beside):
        return lapsed
    if not checked and read_waivers(run).waivers:
        return f"Ob sie noch gilt, ist erst nach der Prüfung bekannt: {told}"
    waived = ruling(run, settings, suites).waived if checked else ()
    now = bound(edition_of(run, settings, "", publisher, waived), beside)
    return told if stands(release, now) else lapsed


def _parts(release: Release) -> dict[str, str]:
    """The hashes of texts and of what stands beside them, without that of the whole."""
    return {name: one for name, one in release.texts.items() if name != WHOLE}
