"""How far a run's findings, release and waivers still speak of the texts as they stand now.

Whoever looks at a run is not told that nothing is in the way where nobody knows. What is printed as a
whole (publisher, date) is only known when it is published; here texts and what stands beside them count.
"""

from pipeline.evaluation.release import stands
from pipeline.project import Run
from pipeline.run import record
from pipeline.run.binding import WHOLE
from pipeline.run.context import read_clusters
from pipeline.run.handing_over import read_beside, read_release, read_waivers, ruling
from pipeline.run.narratives import narratives_of

EARLIER = (
    "Diese Befunde gehören zu früheren Texten; ob die Veröffentlichung abgelehnt würde, ist nicht bekannt. "
    "Bitte „szenario run PROJEKT“ ausführen."
)


def standing(run: Run, checked: bool) -> tuple[str, ...]:
    """In German what still holds of release and waivers; `checked` says that the check is up to date."""
    lines = []
    settings, release = record.load(run).settings, read_release(run)
    if release is not None:
        now = read_beside(run, settings, narratives_of(run, read_clusters(run))).hashes
        bound = release.model_copy(
            update={"texts": {name: one for name, one in release.texts.items() if name != WHOLE}}
        )
        lapsed = "" if stands(bound, now) else "Erloschen, weil seither etwas geändert wurde: "
        lines.append(f"{lapsed}{release.told}.")
    waivers = read_waivers(run).waivers
    if waivers and not checked:
        lines.append(f"Ob die Ausnahmen ({len(waivers)}) noch gelten, ist erst nach der Prüfung bekannt.")
    elif waivers:
        gone = len(ruling(run, settings).lapsed)
        lines.append(f"Ausnahmen: {len(waivers) - gone} gelten, {gone} sind erloschen.")
    return tuple(lines)
