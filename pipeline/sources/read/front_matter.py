"""The YAML block at the head of a Markdown file: title, kind, source, publisher, date, rights, origin."""

import yaml

from pipeline.core.errors import DocumentError
from pipeline.core.types import Rights
from pipeline.sources import rights
from pipeline.sources.read.content import Meta

FENCE = "---"


def split(text: str) -> tuple[Meta, str]:
    """What the file says about itself, and the text below; raises DocumentError where it is broken."""
    lines = text.split("\n")
    if lines[0].strip() != FENCE:
        return Meta(), text
    for number, line in enumerate(lines[1:], start=1):
        if line.strip() == FENCE:
            return _meta("\n".join(lines[1:number])), "\n".join(lines[number + 1 :])
    return Meta(), text


def _meta(block: str) -> Meta:
    try:
        # Everything is text: a date that does not exist and a title "no" stay what was written.
        data = yaml.load(block, Loader=yaml.CBaseLoader) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 2
        raise DocumentError(
            f"Der Kopf der Datei ist in Zeile {line} kein gültiges YAML. Bitte zwischen den beiden "
            "--- prüfen."
        ) from error
    if not isinstance(data, dict):
        raise DocumentError(
            "Der Kopf der Datei enthält keine Angaben der Form „title: …“. Bitte zwischen den "
            "beiden --- prüfen."
        )
    return Meta(
        title=_text(data.get("title")),
        kind=_text(data.get("kind")),
        source=_text(data.get("source")),
        publisher=_text(data.get("publisher")),
        date=_text(data.get("date")),
        origin=_text(data.get("origin")),
        rights=_rights(data.get("rights")),
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _rights(value: object) -> Rights | None:
    """The rights of the head; None where it says nothing, words alone are a note."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return Rights(note=value)
    try:
        return rights.parse(value)
    except rights.UnclearError as error:
        raise DocumentError(
            f"Die Angabe rights.{error.field or 'rights'} im Kopf der Datei ist nicht lesbar. "
            f"{rights.POSSIBLE}"
        ) from error
