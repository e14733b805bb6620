"""Publishing a run: the gate is asked first, what it lets pass is put on record, then files are written.

Nothing is written while anything stands in the way, but waivers given are kept: they were a decision.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.app.left_behind import put_away
from pipeline.core.errors import InputError
from pipeline.core.files import to_yaml, write_bytes, write_text
from pipeline.core.settings import PublishSettings, Settings
from pipeline.evaluation.nouns import Ruling, Waiver, Waivers
from pipeline.evaluation.release import NAME as RELEASE
from pipeline.evaluation.release import Release
from pipeline.evaluation.suites import Declared
from pipeline.project import Project, Run
from pipeline.run.binding import bound
from pipeline.run.context import Context, read_ground
from pipeline.run.evaluating import WAIVERS, read_waivers, write_open_reviews
from pipeline.run.handing_over import (
    Beside,
    edition_of,
    read_beside,
    read_release,
)
from pipeline.run.measured import measured_ranking
from pipeline.run.narratives import narratives_of
from pipeline.run.ruled import ruling

if TYPE_CHECKING:
    from pipeline.publish.edition import Edition, ShowBasis

FOLDER, STEM, DOSSIER = "publish", "szenarien", "dossier.zip"


@dataclass(frozen=True)
class Waive:
    """What a person lets pass: the ids of findings, their name, the reason, and the date (ISO)."""

    findings: Sequence[str]
    by: str
    reason: str
    date: str


@dataclass(frozen=True)
class Wanted:
    """What is to be published, how a basis is shown, and who answers for what (`scope` "": nobody)."""

    formats: Sequence[str]
    basis: "ShowBasis"
    date: str
    by: str = ""
    body: str = ""
    scope: str = ""


@dataclass(frozen=True)
class Published:
    """The files written, and the ruling that let them pass or did not; `released` as in an edition.

    `to_review` sentences wait in review.yaml for a person's verdict; `working_titles` are those
    that nobody has chosen yet; `left_out` says in German what was not handed over, and why; `moved` are
    files of an earlier publication, where they lie now in the run.
    """

    ruling: Ruling
    files: Sequence[Path] = field(default=())
    released: str = ""
    lapsed_release: bool = False
    left_out: Sequence[str] = ()
    to_review: int = 0
    working_titles: Sequence[str] = ()
    moved: Sequence[str] = ()


Writer = Callable[["Edition", "ShowBasis", Path | None], bytes]


def chosen_formats(text: str) -> tuple[str, ...]:
    """The formats of a list "docx,pdf" in the order of the house; raises InputError naming all."""
    wanted = [one.strip().lower() for one in text.split(",") if one.strip()]
    unknown = [one for one in wanted if one not in WRITERS]
    if unknown or not wanted:
        found = f"„{unknown[0]}“" if unknown else "keines"
        raise InputError(
            f"Verlangt wurde das Format {found}. Möglich sind {', '.join(WRITERS)}, mehrere mit Komma "
            "getrennt."
        )
    return tuple(one for one in WRITERS if one in wanted)


def waived(run: Run, settings: Settings, suites: Declared, wish: Waive) -> None:
    """Put waivers on record.

    Raises InputError for an unknown finding, one that cannot be waived, or without name or reason.
    """
    if not wish.by.strip() or not wish.reason.strip():
        lacking = "--by NAME" if not wish.by.strip() else "--reason GRUND"
        raise InputError(
            f"Eine Ausnahme braucht Namen und Grund; es fehlt {lacking}. Beides steht danach im Dossier."
        )
    measured_ranking(run, settings)
    open_ones = {one.id: one for one in ruling(run, settings, suites).obstacles}
    given = []
    for finding in wish.findings:
        if finding not in open_ones:
            known = ", ".join(open_ones) or "keiner"
            raise InputError(
                f"Der Befund „{finding}“ steht der Veröffentlichung nicht im Weg. Offen sind: {known}."
            )
        obstacle = open_ones[finding]
        if not obstacle.waivable:
            raise InputError(
                f"Der Befund „{finding}“ lässt keine Ausnahme zu: {obstacle.message} Erst danach kann "
                "veröffentlicht werden."
            )
        given.append(
            Waiver(
                finding=finding,
                by=wish.by.strip(),
                reason=wish.reason.strip(),
                date=wish.date,
                about=obstacle.message,
            )
        )
    kept = read_waivers(run)
    write_text(run.file(WAIVERS), to_yaml(Waivers(waivers=(*kept.waivers, *given))))


def publish(context: Context, suites: Declared, house: PublishSettings, wanted: Wanted) -> Published:
    """Ask the gate and write the files, or none; the findings on disk have to be those of the texts.

    Raises InputError where a release lacks a name or a body, or a template cannot be used.
    """
    project, run, settings = context.project, context.run, context.settings
    measured_ranking(run, settings)
    ruled = ruling(run, settings, suites)
    if ruled.verdict != "pass":
        return Published(ruled, to_review=write_open_reviews(run, settings))
    beside = _beside(run, settings)
    edition = edition_of(run, settings, wanted.date, house.publisher, ruled.waived)
    if wanted.scope.strip():
        _release(run, wanted, bound(edition, beside.hashes))
        edition = edition_of(run, settings, wanted.date, house.publisher, ruled.waived)
    release = read_release(run)
    if release is not None and edition.released:
        edition = replace(edition, date=release.date)
    made = {
        f"{STEM}.{name}": WRITERS[name](edition, wanted.basis, _template(project, house, name))
        for name in wanted.formats
    }
    made[DOSSIER] = _dossier(project, run, settings, ruled, edition, made)
    ours = [f"{FOLDER}/{STEM}.{name}" for name in WRITERS if f"{STEM}.{name}" not in made]
    moved = put_away(run, ours)
    for name, data in made.items():
        write_bytes(run.file(f"{FOLDER}/{name}"), data)
    paths = tuple(run.file(f"{FOLDER}/{name}") for name in made)
    lapsed = release is not None and not edition.released
    return Published(
        ruled,
        paths,
        edition.released,
        lapsed,
        beside.left_out,
        moved=moved,
        working_titles=_working_titles(run, settings),
    )


def _working_titles(run: Run, settings: Settings) -> tuple[str, ...]:
    """The titles of texts that are still the program's own offer."""
    ground = read_ground(run, settings)
    offered = {one.id: one.name for one in ground.clusters.clusters if one.name_is_working_title}
    texts = narratives_of(run, ground.clusters)
    return tuple(one.title for one in texts if offered.get(one.cluster) == one.title)


def _beside(run: Run, settings: Settings) -> Beside:
    ground = read_ground(run, settings)
    return read_beside(run, settings, narratives_of(run, ground.clusters))


def _release(run: Run, wanted: Wanted, hashes: Mapping[str, str]) -> None:
    lacking = "--by NAME" if not wanted.by.strip() else "--body STELLE" if not wanted.body.strip() else ""
    if lacking:
        raise InputError(
            f"Eine Freigabe nennt, wer für welche Stelle wofür einsteht; es fehlt {lacking}. Ohne --scope "
            "wird eine Arbeitsfassung ohne Freigabe geschrieben."
        )
    release = Release(
        by=wanted.by.strip(),
        body=wanted.body.strip(),
        scope=wanted.scope.strip(),
        date=wanted.date,
        texts=dict(hashes),
    )
    write_text(run.file(RELEASE), to_yaml(release))


def _template(project: Project, house: PublishSettings, name: str) -> Path | None:
    """The house's own template for a format; raises InputError where it is named and not there."""
    given = {"docx": house.word, "pptx": house.slides}.get(name, "")
    if not given:
        return None
    path = project.folder / given
    if not path.is_file():
        raise InputError(
            f"Die Vorlage „{given}“ aus szenario.toml [publish] gibt es nicht. Bitte den Pfad ab dem "
            "Projektordner prüfen oder die Angabe streichen."
        )
    return path


def _dossier(
    project: Project,
    run: Run,
    settings: Settings,
    ruled: Ruling,
    edition: "Edition",
    made: Mapping[str, bytes],
) -> bytes:
    from pipeline.publish.dossier import dossier
    from pipeline.publish.dossier_told import told
    from pipeline.run.dossier import collected

    files = collected(project, run, settings, ruled)
    files |= {f"veroeffentlicht/{name}": data for name, data in made.items()}
    files["LIESMICH.md"] = told(edition, ruled).encode()
    about = {"title": edition.title, "run": edition.run, "date": edition.date, "released": edition.released}
    return dossier(files, about, edition.date)


def _docx(edition: "Edition", basis: "ShowBasis", template: Path | None) -> bytes:
    from pipeline.publish.word import write

    return write(edition, basis, template)


def _pptx(edition: "Edition", basis: "ShowBasis", template: Path | None) -> bytes:
    from pipeline.publish.slides import write

    return write(edition, basis, template)


def _pdf(edition: "Edition", basis: "ShowBasis", template: Path | None) -> bytes:
    from pipeline.publish.print import write

    return write(edition, basis, template)


def _html(edition: "Edition", basis: "ShowBasis", template: Path | None) -> bytes:
    from pipeline.publish.page import write

    return write(edition, basis)


def _md(edition: "Edition", basis: "ShowBasis", template: Path | None) -> bytes:
    from pipeline.publish.plain import write

    return write(edition, basis)


def _json(edition: "Edition", basis: "ShowBasis", template: Path | None) -> bytes:
    from pipeline.publish.data import write

    return write(edition, basis)


WRITERS: Mapping[str, Writer] = {
    "docx": _docx,
    "pptx": _pptx,
    "pdf": _pdf,
    "html": _html,
    "md": _md,
    "json": _json,
}
