"""One file per format, each a function `path → Content`; this room chooses among them.

A document that cannot be read is a DocumentError of its own; the caller names it and goes on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from pipeline import __version__
from pipeline.core.errors import DocumentError, ProjectError
from pipeline.core.files import digest, digest_of
from pipeline.core.progress import Progress, Silent
from pipeline.core.types import Document
from pipeline.sources import rights
from pipeline.sources.read import docx, html, markdown, pdf, plain, pptx
from pipeline.sources.read.content import Content

READERS: dict[str, Callable[[Path], Content]] = {
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".txt": plain.read,
    ".html": html.read,
    ".htm": html.read,
    ".pdf": pdf.read,
    ".docx": docx.read,
    ".pptx": pptx.read,
}
HINTS = {
    ".doc": "Bitte in Word als .docx speichern.",
    ".ppt": "Bitte in PowerPoint als .pptx speichern.",
    ".odt": "Bitte als .docx speichern.",
    ".rtf": "Bitte als .docx speichern.",
}
SIDE_FILES = frozenset(
    {rights.NAME, *rights.MISNAMED, "readme.md", "thumbs.db", ".ds_store", "desktop.ini"}
)
LARGEST_BYTES = 20_000_000
LARGEST_TEXT = (".md", ".markdown", ".txt", ".html", ".htm")
FORM = 3
"""What is kept of a document; another form is read anew."""


@dataclass(frozen=True)
class Reading:
    """One file below documents/: a document, the problem that kept it out, or `unchanged` and not read.

    `digest` is that of all it was read from; "" where there was something to say of it.
    """

    path: str
    document: Document | None
    problem: str = ""
    digest: str = ""
    unchanged: bool = False


def find_documents(folder: Path) -> list[Path]:
    """All files below `folder` in a fixed order, hidden and side files left out.

    Raises ProjectError where the folder is missing or holds no file.
    """
    if not folder.is_dir():
        raise ProjectError(
            f"Der Ordner „{folder}“ mit den Dokumenten fehlt. Bitte anlegen und Studien oder "
            "Protokolle (.md .txt .html .pdf .docx .pptx) hineinlegen."
        )
    files = [
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        and path.name.lower() not in SIDE_FILES
    ]
    if not files:
        raise ProjectError(
            f"Im Ordner „{folder}“ liegt keine Datei. Bitte Studien oder Protokolle "
            "(.md .txt .html .pdf .docx .pptx) hineinlegen."
        )
    return sorted(files, key=lambda path: path.relative_to(folder).as_posix())


def documents_digest(folder: Path) -> str:
    """One digest over names and bytes of all documents and of the rights beside them."""
    lines = [str(FORM)]
    for path in [*find_documents(folder), *rights.find(folder)]:
        try:
            found = digest_of(path)
        except OSError:
            found = ""  # named with its problem where it is read
        lines.append(f"{path.relative_to(folder).as_posix()} {found}")
    return digest("\n".join(lines).encode())


def read_document(
    path: Path,
    name: str,
    beside: rights.RightsFiles = rights.RightsFiles(),
    progress: Progress = Silent(),
) -> Document:
    """One file as a document called `name`, under the rights that its head and those beside it give.

    Raises DocumentError with what to do.
    """
    content = _content(path)
    if content.gap:
        progress.said(f"{name}: {content.gap}")
    ruling = beside.of(name, content.meta.rights)
    if ruling.disputed:
        progress.said(
            f"{name}: Über die Rechte steht an zwei Stellen Verschiedenes. Je Angabe gilt die "
            f"strengere, also {rights.in_words(ruling.rights)}."
        )
    return content.meta.document(name, content.sections, ruling.rights)


def _content(path: Path) -> Content:
    suffix = path.suffix.lower()
    reader = READERS.get(suffix)
    if reader is None:
        hint = HINTS.get(suffix, "Gelesen werden .md .txt .html .pdf .docx .pptx.")
        raise DocumentError(f"Dateityp „{suffix or path.name}“ ist nicht lesbar. {hint}")
    size = path.stat().st_size
    if size == 0:
        raise DocumentError("Die Datei ist leer. Bitte prüfen, ob sie vollständig kopiert wurde.")
    if suffix in LARGEST_TEXT and size > LARGEST_BYTES:
        raise DocumentError(
            f"Der Text hat {size / 1e6:.0f} MB, gelesen werden höchstens "
            f"{LARGEST_BYTES / 1e6:.0f} MB. Bitte in Teile zerlegen oder Unnötiges entfernen."
        )
    try:
        content = reader(path)
    except OSError as error:
        raise DocumentError(
            f"Die Datei lässt sich nicht öffnen ({error.strerror}). Bitte Leserechte prüfen."
        ) from error
    sections = tuple(section for section in content.sections if section.text.strip())
    if not sections:
        raise DocumentError("Es steht kein lesbarer Text darin. Bitte den Inhalt prüfen.")
    return Content(content.meta, sections, content.gap)


def read_all(
    folder: Path, progress: Progress, known: Mapping[str, str] = MappingProxyType({})
) -> list[Reading]:
    """Every file below `folder`, read or named with its problem, in a fixed order.

    One whose digest is the `known` one of its name is unchanged and not read.

    Raises ProjectError where a rights.yaml is not clear.
    """
    files = {path.relative_to(folder).as_posix(): path for path in find_documents(folder)}
    beside = rights.load(folder)
    for name in beside.absent(files):
        progress.said(
            f"{rights.NAME} nennt „{name}“, aber diese Datei liegt nicht in {folder.name}/. Bitte den "
            "Namen prüfen."
        )
    progress.started("Dokumente lesen", len(files))
    readings: list[Reading] = []
    for name, path in files.items():
        found = _digest(path, beside.about(name))
        if found and known.get(name) == found:
            readings.append(Reading(name, None, digest=found, unchanged=True))
        else:
            readings.append(_reading(path, name, beside, progress, found))
        progress.advanced()
    return readings


def _reading(path: Path, name: str, beside: rights.RightsFiles, progress: Progress, found: str) -> Reading:
    remarks = _Remarks()
    try:
        document = read_document(path, name, beside, remarks)
    except DocumentError as error:
        progress.said(f"{name}: {error}")
        return Reading(name, None, str(error))
    for remark in remarks.said_so_far:
        progress.said(remark)
    return Reading(name, document, digest="" if remarks.said_so_far else found)


class _Remarks(Silent):
    """Keeps what is said while one document is read."""

    def __init__(self) -> None:
        self.said_so_far: list[str] = []

    def said(self, message: str) -> None:
        self.said_so_far.append(message)


def _digest(path: Path, beside: str) -> str:
    """Of all that a document is read from: its bytes, the rights beside it, the program; "" where the
    file cannot be opened."""
    try:
        return digest(f"{FORM} {__version__} {digest_of(path)}\n{beside}".encode())
    except OSError:
        return ""
