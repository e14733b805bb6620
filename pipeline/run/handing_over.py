"""What a run hands over: its texts as people left them, ruled on by the gate, as an edition.

The findings are those of these very texts: whoever hands over has the check stage run first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from pipeline.checks.case import Ground
from pipeline.core.errors import RunError
from pipeline.core.files import digest, read_yaml_as, to_yaml
from pipeline.core.settings import Settings
from pipeline.core.types import Narrative
from pipeline.evaluation.nouns import Granted
from pipeline.evaluation.release import NAME as RELEASE
from pipeline.evaluation.release import Release, hashes, stands
from pipeline.narratives.formats.nouns import Comparison, Formats
from pipeline.narratives.ledger import text_hash, to_markdown
from pipeline.project import Run
from pipeline.publish.beside import comparison_shown, formats_shown, windkanal_shown
from pipeline.publish.editing import Handed, edition
from pipeline.publish.edition import Edition, Picture
from pipeline.publish.protection import Protection
from pipeline.run.binding import bound
from pipeline.run.context import read_ground
from pipeline.run.documents import read_documents, read_rights
from pipeline.run.formats import (
    comparison_outdated,
    outdated,
    read_comparison,
    read_formats,
    read_matter,
)
from pipeline.run.members import members_of
from pipeline.run.narratives import narratives_of, read_narratives
from pipeline.run.picturing import ALBUM, FOLDER, Album
from pipeline.run.reporting import judged, judged_by, models
from pipeline.run.windkanal import held_windkanal
from pipeline.scenarios.windkanal.nouns import Windkanal

SHOWN = frozenset({"space-map"})
"""Of the pictures those for readers; the others are for whoever made the scenarios: in the report."""


def read_release(run: Run) -> Release | None:
    """The last release of a run; None where nobody released it."""
    return read_yaml_as(Release, run.file(RELEASE)) if run.file(RELEASE).is_file() else None


def protection_of(run: Run, ground: Ground) -> Protection:
    """What the rights of a run's documents let out of the house."""
    return Protection(ground, [one.model_dump() for one in read_documents(run)], read_rights(run))


def run_id(run: Run, narratives: Sequence[Narrative]) -> str:
    """Twelve letters that stand for clusters, sheet and texts of a run: other content, another id."""
    parts = [run.made(name, stage).read_bytes() for name, stage in _IDENTITY]
    parts += [to_markdown(one).encode() for one in narratives]
    return digest(b"\0".join(parts))[:12]


_IDENTITY = (("sheet.yaml", "sheet"), ("clusters.yaml", "cluster"), ("passages.jsonl", "read"))


def edition_of(
    run: Run, settings: Settings, date: str, publisher: str, waived: Sequence[Granted] = ()
) -> Edition:
    """The edition of a run, as released where a release speaks of exactly this; `waived` is part of it.

    Raises RunError where it has no texts.
    """
    ground = read_ground(run, settings)
    narratives = narratives_of(run, ground.clusters)
    if not narratives:
        raise RunError(
            f"Der Lauf „{run.folder}“ hat keine Texte. Bitte zuerst „szenario run PROJEKT“ ausführen."
        )
    beside = read_beside(run, settings, narratives)
    made = edition(
        Handed(
            ground=ground,
            narratives=narratives,
            stems=_stems(run),
            documents=[one.model_dump() for one in read_documents(run)],
            rights=read_rights(run),
            run=run_id(run, narratives),
            date=date,
            publisher=publisher,
            models=models(run),
            judged_by=judged_by(run),
            judged=judged(run, narratives),
            formats=beside.formats,
            comparison=beside.comparison,
            pictures=(*_pictures(run), *_drawn(beside.windkanal, settings)),
            waived=waived,
            windkanal=beside.windkanal,
        )
    )
    release = read_release(run)
    holds = release is not None and stands(release, bound(made, beside.hashes))
    return replace(made, released=release.told) if release is not None and holds else made


@dataclass(frozen=True)
class Beside:
    """What is handed over beside the texts, as far as it is made for these very texts and clusters.

    Entries that repeat protected words are left out. `hashes` are those of all that a release speaks of;
    `left_out` says in German what is missing here, and why.
    """

    formats: Mapping[str, Formats]
    comparison: Comparison | None
    windkanal: Windkanal | None
    hashes: Mapping[str, str]
    left_out: Sequence[str]


def read_beside(run: Run, settings: Settings, narratives: Sequence[Narrative]) -> Beside:
    """Formats, comparison and Windkanal of a run; raises InputError where a file cannot be read."""
    made, compared = read_formats(run), read_comparison(run)
    weighed, unweighed = _weighed(run)
    members = members_of(run)
    known = [one for one in narratives if one.cluster in made]
    fresh = {
        one.cluster: made[one.cluster] for one in known if not outdated(made[one.cluster], one, members)
    }
    left_out = [one.title for one in known if one.cluster not in fresh]
    late = "gehören zu einem früheren Stand und fehlen hier"
    told = [f"Die Arbeitsformate zu „{title}“ {late}" for title in left_out]
    if compared is not None and comparison_outdated(compared, read_matter(run, settings)):
        compared = None
        told.append("Der Vergleich gehört zu früheren Bündeln und fehlt hier")
    beside = {f"formats {cluster}": to_yaml(one) for cluster, one in fresh.items()}
    beside |= {"comparison": to_yaml(compared)} if compared is not None else {}
    beside |= {"windkanal": to_yaml(weighed)} if weighed is not None else {}
    whole = Beside(
        fresh,
        compared,
        weighed,
        {**hashes(narratives), **{name: text_hash(text) for name, text in beside.items()}},
        (*(f"{one}. Neu mit „szenario formats LAUF“." for one in told), *unweighed),
    )
    return _shown(whole, {one.cluster: one.title for one in narratives}, run, settings)


def _shown(whole: Beside, titles: Mapping[str, str], run: Run, settings: Settings) -> Beside:
    """Without entries that repeat protected words; the hashes stay those of all that people wrote."""
    if not (whole.formats or whole.comparison or whole.windkanal):
        return whole
    protection = protection_of(run, read_ground(run, settings))
    left_out = list(whole.left_out)
    formats = {}
    for cluster, one in whole.formats.items():
        formats[cluster], told = formats_shown(one, titles[cluster], protection)
        left_out += told
    compared, weighed = whole.comparison, whole.windkanal
    if compared is not None:
        compared, told = comparison_shown(compared, protection)
        left_out += told
    if weighed is not None:
        weighed, told = windkanal_shown(weighed, protection)
        left_out += told
    return Beside(formats, compared, weighed, whole.hashes, tuple(dict.fromkeys(left_out)))


def _weighed(run: Run) -> tuple[Windkanal | None, Sequence[str]]:
    """The Windkanal of a run, None while nobody has rated anything; and which ratings no longer count.

    Only what holds now: what was said of earlier scenarios is for those who work on it.
    """
    found = held_windkanal(run)
    if found is None:
        return None, ()
    shown = found.windkanal.model_copy(update={"members": {}, "former": ()})
    rated = any(cell.counts for one in shown.measures for cell in one.cells)
    return (shown if rated else None), found.remarks


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
