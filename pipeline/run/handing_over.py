"""What a run hands over: its texts as people left them, ruled on by the gate, as an edition.

The findings are those of these very texts: whoever hands over has the check stage run first.
"""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from pipeline.core.errors import RunError
from pipeline.core.files import digest, read_json_as, read_yaml_as
from pipeline.core.settings import Settings
from pipeline.core.types import Findings, Narrative
from pipeline.evaluation.gate import gate
from pipeline.evaluation.nouns import Granted, Ruling, Waiver, Waivers
from pipeline.evaluation.release import NAME as RELEASE
from pipeline.evaluation.release import Release, stands
from pipeline.evaluation.review import NAME as REVIEW
from pipeline.evaluation.review import load_reviews
from pipeline.narratives.ledger import to_markdown
from pipeline.project import Run
from pipeline.publish.editing import Handed, edition
from pipeline.publish.edition import Edition, Picture
from pipeline.run.context import narratives_of, read_ground, read_narratives
from pipeline.run.documents import read_documents, read_rights
from pipeline.run.picturing import ALBUM, FOLDER, Album
from pipeline.run.reporting import judged_by, models

WAIVERS = "waivers.yaml"
FINDINGS = "findings.json"


def read_waivers(run: Run) -> Waivers:
    """All that was let pass in a run."""
    return read_yaml_as(Waivers, run.file(WAIVERS)) if run.file(WAIVERS).is_file() else Waivers()


def read_release(run: Run) -> Release | None:
    """The last release of a run; None where nobody released it."""
    return read_yaml_as(Release, run.file(RELEASE)) if run.file(RELEASE).is_file() else None


def ruling(run: Run, settings: Settings, more: Sequence[Waiver] = ()) -> Ruling:
    """What the gate says of a run as it stands; `more` waivers are tried besides those on record."""
    ground = read_ground(run, settings)
    return gate(
        narratives_of(run, ground.clusters),
        ground.clusters,
        read_json_as(Findings, run.made(FINDINGS, "check")),
        load_reviews(run.file(REVIEW)),
        (*read_waivers(run).waivers, *more),
    )


def run_id(run: Run, narratives: Sequence[Narrative]) -> str:
    """Twelve letters that stand for clusters, sheet and texts of a run: other content, another id."""
    parts = [run.made(name, stage).read_bytes() for name, stage in _IDENTITY]
    parts += [to_markdown(one).encode() for one in narratives]
    return digest(b"\0".join(parts))[:12]


_IDENTITY = (("sheet.yaml", "sheet"), ("clusters.yaml", "cluster"), ("passages.jsonl", "read"))


def edition_of(
    run: Run, settings: Settings, date: str, publisher: str, waived: Sequence[Granted] = ()
) -> Edition:
    """The edition of a run; raises RunError where it has no texts."""
    ground = read_ground(run, settings)
    narratives = narratives_of(run, ground.clusters)
    if not narratives:
        raise RunError(
            f"Der Lauf „{run.folder}“ hat keine Texte. Bitte zuerst „szenario run PROJEKT“ ausführen."
        )
    release = read_release(run)
    return edition(
        Handed(
            ground=ground,
            narratives=narratives,
            stems=_stems(run),
            documents=[one.model_dump() for one in read_documents(run)],
            rights=read_rights(run),
            run=run_id(run, narratives),
            date=date,
            publisher=publisher,
            released=release.told if release is not None and stands(release, narratives) else "",
            models=models(run),
            judged_by=judged_by(run),
            pictures=_pictures(run),
            waived=waived,
        )
    )


def _stems(run: Run) -> Mapping[str, str]:
    """The file names of the narratives without their ending, by cluster."""
    return {one.narrative.cluster: PurePosixPath(one.markdown).stem for one in read_narratives(run)}


def _pictures(run: Run) -> tuple[Picture, ...]:
    """The pictures of a run in the order of the album; none where none were drawn."""
    listed = run.file(ALBUM)
    album = read_yaml_as(Album, listed) if listed.is_file() else Album()
    found = []
    for one in album.pictures:
        svg, png = (run.file(f"{FOLDER}/{one.name}.{ending}") for ending in ("svg", "png"))
        if svg.is_file():
            drawn = png.read_bytes() if png.is_file() else b""
            found.append(Picture(one.name, one.title, one.alt, svg.read_text(encoding="utf-8"), drawn))
    return tuple(found)
