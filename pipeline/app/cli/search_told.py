"""What a search found, for a person at a terminal and for a script."""

import shutil
import sys
import textwrap
from typing import Any

from pipeline.app.cli.links import harmless
from pipeline.app.cli.rights_told import marked
from pipeline.core.types import Passage
from pipeline.sources.search.excerpt import best_window
from pipeline.sources.search.finding import Found
from pipeline.sources.search.hit import Hit
from pipeline.sources.search.library import Library, Source

LONGEST = 320
"""Characters of a hit that are shown: four lines of a terminal."""
DOUBLES = 3
_INDENT = "   "


def as_json(found: Found, library: Library) -> dict[str, Any]:
    """Hits as a script reads them; `note` only where there is something to say."""
    hits = [_as_json(hit, library.source(hit)) for hit in found.hits]
    return {"hits": hits} | ({"note": found.note} if found.note else {})


def tell(found: Found, question: str, library: Library, *, by_project: bool) -> None:
    """Hits as a person reads them: where, under which heading, and the part that answers."""
    if found.note:
        print(found.note, file=sys.stderr)
    elif not found.hits:
        print("Nichts gefunden: weder die Wörter noch Sinnverwandtes stehen im Durchsuchten.")
    for number, hit in enumerate(found.hits, start=1):
        source = library.source(hit)
        project = f"{', '.join((hit.project, *hit.also))}: " if by_project else ""
        passage = hit.passage
        where = f"{project}{passage.document}, {_anchors(hit)}"
        _print(marked(f"{number}. {where}  [{hit.score:.2f}] {passage.id}", source.rights.quote), "")
        if passage.heading and passage.heading != passage.anchor:
            _print(passage.heading, _INDENT)
        _print(best_window(question, text_of(hit), LONGEST), _INDENT)
        if hit.alike:
            _print(f"Fast wortgleich: {_named(hit)}", _INDENT)
        print()


def text_of(hit: Hit) -> str:
    """The text of a place: its passages in their order, a blank line between them."""
    return "\n\n".join(one.text for one in hit.stretch)


def _named(hit: Hit) -> str:
    """The near-duplicates of a hit in a line; a document that is copied often is not told in full."""
    found = list(dict.fromkeys(f"{one.document}, {one.anchor}" for one in hit.alike))
    more = f" und {len(found) - DOUBLES} weitere" if len(found) > DOUBLES else ""
    return f"{'; '.join(found[:DOUBLES])}{more}"


def _anchors(hit: Hit) -> str:
    return ", ".join(dict.fromkeys(one.anchor for one in hit.stretch))


def _print(text: str, indent: str) -> None:
    """A line without what would steer a terminal; wrapped on one, elsewhere whole, as grep wants it."""
    shown = harmless(text)
    if not _watched():
        print(f"{indent}{shown}")
        return
    columns = max(40, shutil.get_terminal_size().columns)
    wrapped = textwrap.wrap(shown, columns, initial_indent=indent, subsequent_indent=_INDENT)
    print("\n".join(wrapped))


def _watched() -> bool:
    return sys.stdout.isatty()


def _as_json(hit: Hit, source: Source) -> dict[str, Any]:
    passage = hit.passage
    return {
        "passage": passage.id,
        "document": passage.document,
        "anchor": passage.anchor,
        "heading": passage.heading,
        "score": hit.score,
        "text": text_of(hit),
        "passages": [one.id for one in hit.stretch],
        "alike": [_place(one) for one in hit.alike],
        "project": hit.project,
        "also": list(hit.also),
        "title": source.title,
        "kind": source.kind,
        "date": source.date,
        "quote": source.rights.quote,
        "export": source.rights.export,
    }


def _place(passage: Passage) -> dict[str, str]:
    return {"passage": passage.id, "document": passage.document, "anchor": passage.anchor}
