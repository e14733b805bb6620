"""What a run hands over: its texts as people left them, ruled on by the gate, as an edition.

The findings are those of these very texts: whoever hands over has the check stage run first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline.core.errors import RunError
from pipeline.core.files import digest, read_json_as, read_yaml_as, to_yaml
from pipeline.core.settings import Settings
from pipeline.core.types import Findings, Narrative
from pipeline.evaluation.gate import gate
from pipeline.evaluation.nouns import Granted, Ruling, Waiver, Waivers
from pipeline.evaluation.release import NAME as RELEASE
from pipeline.evaluation.release import Release, hashes, stands
from pipeline.evaluation.review import NAME as REVIEW
from pipeline.evaluation.review import load_reviews
from pipeline.narratives.formats.nouns import Comparison, Formats
from pipeline.narratives.ledger import text_hash, to_markdown
from pipeline.project import Run
from pipeline.publish.editing import Handed, edition
from pipeline.publish.edition import Edition, Picture
from pipeline.run.context import narratives_of, read_ground, read_narratives
from pipeline.run.documents import read_documents, read_rights
from pipeline.run.formats import (
    comparison_outdated,
    outdated,
    read_comparison,
    read_formats,
    read_matter,
)
from pipeline.run.picturing import ALBUM, FOLDER, Album
from pipeline.run.reporting import judged_by, models
from pipeline.run.windkanal import read_windkanal
from pipeline.scenarios.windkanal.nouns import Windkanal

WAIVERS = "waivers.yaml"
FINDINGS = "findings.json"
SHOWN = frozenset({"space-map"})
"""Of the pictures those for readers; the others are for whoever made the scenarios: in the report."""


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
    beside = read_beside(run, settings, narratives)
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
            released=release.told if release is not None and stands(release, beside.hashes) else "",
            models=models(run),
            judged_by=judged_by(run),
            formats=beside.formats,
            comparison=beside.comparison,
            pictures=(*_pictures(run), *_drawn(beside.windkanal, settings)),
            waived=waived,
            windkanal=beside.windkanal,
        )
    )


@dataclass(frozen=True)
class Beside:
    """What is handed over beside the texts, as far as it is made for these very texts and clusters.

    `hashes` are those of all that a release speaks of; `left_out` says in German what was made for others.
    """

    formats: Mapping[str, Formats]
    comparison: Comparison | None
    windkanal: Windkanal | None
    hashes: Mapping[str, str]
    left_out: Sequence[str]


def read_beside(run: Run, settings: Settings, narratives: Sequence[Narrative]) -> Beside:
    """Formats, comparison and Windkanal of a run; raises InputError where a file cannot be read."""
    made, compared, weighed = read_formats(run), read_comparison(run), _weighed(run)
    known = [one for one in narratives if one.cluster in made]
    fresh = {one.cluster: made[one.cluster] for one in known if not outdated(made[one.cluster], one)}
    left_out = [one.title for one in known if one.cluster not in fresh]
    told = [f"Die Arbeitsformate zu „{title}“ gehören zu einem früheren Text" for title in left_out]
    if compared is not None and comparison_outdated(compared, read_matter(run, settings)):
        compared = None
        told.append("Der Vergleich gehört zu früheren Bündeln")
    beside = {f"formats {cluster}": to_yaml(one) for cluster, one in fresh.items()}
    beside |= {"comparison": to_yaml(compared)} if compared is not None else {}
    beside |= {"windkanal": to_yaml(weighed)} if weighed is not None else {}
    return Beside(
        fresh,
        compared,
        weighed,
        {**hashes(narratives), **{name: text_hash(text) for name, text in beside.items()}},
        tuple(f"{one} und fehlt hier. Neu mit „szenario formats LAUF“." for one in told),
    )


def _weighed(run: Run) -> Windkanal | None:
    """The Windkanal of a run; one in which nobody has rated anything yet is none."""
    found = read_windkanal(run)
    rated = found is not None and any(cell.counts for one in found.measures for cell in one.cells)
    return found if rated else None


def _drawn(windkanal: Windkanal | None, settings: Settings) -> tuple[Picture, ...]:
    """The Windkanal as pictures; none where there is none, or no pictures are wanted."""
    if windkanal is None or not settings.pictures:
        return ()
    from pipeline.publish.pictures.canvas import png, svg
    from pipeline.publish.pictures.windkanal import windkanal as drawn

    return tuple(
        Picture(one.name, one.title, one.alt, svg(one).decode(), png(one)) for one in drawn(windkanal)
    )


def _stems(run: Run) -> Mapping[str, str]:
    """The file names of the narratives without their ending, by cluster."""
    return {one.narrative.cluster: PurePosixPath(one.markdown).stem for one in read_narratives(run)}


def _pictures(run: Run) -> tuple[Picture, ...]:
    """The pictures of a run that its readers are shown; none where none were drawn."""
    listed = run.file(ALBUM)
    album = read_yaml_as(Album, listed) if listed.is_file() else Album()
    found = []
    for one in album.pictures:
        if one.name not in SHOWN:
            continue
        svg, png = (run.file(f"{FOLDER}/{one.name}.{ending}") for ending in ("svg", "png"))
        if svg.is_file():
            drawn = png.read_bytes() if png.is_file() else b""
            found.append(Picture(one.name, one.title, one.alt, svg.read_text(encoding="utf-8"), drawn))
    return tuple(found)
