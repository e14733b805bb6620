"""A small library with a real index, for who asks it."""

from collections.abc import Mapping
from pathlib import Path

from pipeline.core.progress import Silent
from pipeline.run.asking import open_library
from pipeline.sources.search.library import Browsable

SETTINGS = 'title = "Probe"\nregion = "Proberegion"\nname_pattern = "Die … Proberegion"\n'
HEAD = """\
---
title: "{title}"
kind: notiz
date: {date}
rights: {{external_model: yes, quote: {quote}, export: yes}}
---
"""


def document(title: str, text: str, date: str = "2025-11-20", quote: str = "free") -> str:
    """A Markdown document with a head."""
    return HEAD.format(title=title, date=date, quote=quote) + text


def library_of(folder: Path, documents: Mapping[str, str], *, by_words: bool = False) -> Browsable:
    """The documents read and indexed as a project in `folder`."""
    from pipeline.app.reading import read_anew

    (folder / "documents").mkdir(parents=True, exist_ok=True)
    (folder / "szenario.toml").write_text(SETTINGS, encoding="utf-8")
    for name, text in documents.items():
        (folder / "documents" / name).write_text(text, encoding="utf-8")
    out = folder / "lauf"
    return open_library(
        folder, out, Silent(), lambda: read_anew(folder, out, True, Silent()), by_words=by_words
    )
