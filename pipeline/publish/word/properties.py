"""What a Word file says of itself: its title and date, and by which run and texts it is known to us."""

import datetime
from collections.abc import Mapping
from typing import Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from pipeline.core.cells import clean
from pipeline.publish.edition import Edition
from pipeline.publish.word.marks import OURS, RUN, TEXTS, Mark, known_by, texts_property
from pipeline.publish.word.outside import properties_of
from pipeline.publish.word.spans import blocks_of

_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_NS = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The id of user-defined properties, the only one there is (ECMA-376, part 1, 22.3)."""


def describe(document: Any, edition: Edition) -> None:
    """Set the properties of a document; no clock, no name of a machine or person."""
    core = document.core_properties
    day = datetime.datetime.fromisoformat(edition.date)
    core.title, core.subject = clean(edition.title)[:255], clean(edition.region)[:255]
    core.author = core.last_modified_by = clean(edition.publisher)[:255] or "Szenarienwerk"
    core.comments, core.language, core.identifier = edition.no_forecast[:255], "de-DE", edition.run[:255]
    core.keywords, core.category, core.revision = "", "", 1
    core.created = core.modified = day
    marks = [
        Mark(one.cluster, known_by(one.title, [[line.text for line in block] for block in one.paragraphs]))
        for one in edition.chapters
    ]
    told = properties_of(blocks_of(document.element.body))
    _set_custom(document, {RUN: edition.run, TEXTS: texts_property(marks), **told})


def custom_properties(xml: bytes) -> dict[str, str]:
    """The custom properties of a file's part; those that are no text are left out."""
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    return {one.get("name", ""): "".join(one.itertext()) for one in root.iterchildren(f"{{{_NS}}}property")}


def _set_custom(document: Any, told: Mapping[str, str]) -> None:
    """Set properties beside those of a template, which may be a file of ours."""
    package = document.part.package
    part = next((rel.target_part for rel in package.rels.values() if rel.reltype == _RELATION), None)
    if part is None:
        empty = f'<Properties xmlns="{_NS}" xmlns:vt="{_VT}"/>'.encode()
        part = Part(PackURI("/docProps/custom.xml"), _TYPE, empty, package)
        package.relate_to(part, _RELATION)
    root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
    for old in [one for one in root if one.get("name", "").startswith(OURS)]:
        root.remove(old)
    number = max((int(one.get("pid", "1")) for one in root), default=1)
    for step, (name, value) in enumerate(told.items(), start=1):
        made = etree.SubElement(
            root, f"{{{_NS}}}property", fmtid=_FORMAT, pid=str(number + step), name=name
        )
        etree.SubElement(made, f"{{{_VT}}}lpwstr").text = value
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
