"""What the tests of searching share: passages made by hand, and projects read from real files."""

from collections.abc import Mapping
from pathlib import Path

from pipeline.app.reading import read_anew
from pipeline.core.files import digest
from pipeline.core.progress import Silent
from pipeline.core.types import Passage
from pipeline.run.asking import open_together
from pipeline.sources.search.library import Browsable, Source

SETTINGS = 'title = "Probe 2035"\nregion = "Proberegion"\n'


def passages(document: str, *texts: str, heading: str = "Lage", anchor: str = "Lage") -> list[Passage]:
    """The passages of a section, in order."""
    return [
        Passage(
            id=f"p{digest(f'{document} {heading} {anchor} {text}'.encode())[:8]}",
            document=document,
            anchor=anchor,
            heading=heading,
            text=text,
        )
        for text in texts
    ]


def source(path: str, kind: str = "", date: str = "", project: str = "probe") -> Source:
    return Source(path, path, kind=kind, date=date, project=project)


def written(folder: Path, documents: Mapping[str, str]) -> Path:
    """A project with these documents below documents/."""
    (folder / "documents").mkdir(parents=True, exist_ok=True)
    (folder / "szenario.toml").write_text(SETTINGS, encoding="utf-8")
    for name, text in documents.items():
        path = folder / "documents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def told(kind: str, date: str, text: str) -> str:
    """A Markdown file that says its kind and date."""
    return f"---\nkind: {kind}\ndate: {date}\n---\n{text}\n"


def asked(*folders: Path, by_words: bool = False) -> Browsable:
    """The library of projects, read where they are new; runs lie below the current folder."""
    return open_together(
        folders,
        None,
        Silent(),
        lambda folder, out: read_anew(folder, out, True, Silent()),
        by_words=by_words,
    )
