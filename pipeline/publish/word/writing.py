"""An edition as a Word document, in the shipped look or in a house's own; same edition, same bytes."""

import io
from pathlib import Path

from pipeline.core.archive import timeless
from pipeline.publish.edition import Edition, ShowBasis
from pipeline.publish.word.fields import fields
from pipeline.publish.word.look import Look
from pipeline.publish.word.matter import Matter
from pipeline.publish.word.notes import Notes
from pipeline.publish.word.placing import Blocks
from pipeline.publish.word.properties import describe
from pipeline.publish.word.story import Story
from pipeline.publish.word.template import filled, opened

_EMU = 635
"""English Metric Units in a twentieth of a point."""


def write(edition: Edition, basis: ShowBasis, template: Path | None) -> bytes:
    """The edition as DOCX; `template` None takes the shipped one. Raises InputError for a bad template."""
    base = opened(template)
    base.init_docx()
    document = base.docx
    look = Look(document)
    notes = Notes(document, look, basis, edition.date)
    section = document.sections[0]
    width = (section.page_width - section.left_margin - section.right_margin) // _EMU
    stories = [Story(chapter, look, notes, width) for chapter in edition.chapters]
    blocks = Blocks()
    told = fields(edition, Matter(edition, document, look, width), stories, blocks)
    document = filled(base, told, template.name if template else "")
    blocks.place(document.element.body)
    notes.close()
    describe(document, edition)
    buffer = io.BytesIO()
    document.save(buffer)
    return timeless(buffer.getvalue(), edition.date)
