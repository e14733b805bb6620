"""What a sentence rests on, shown in Word: as a footnote, or as a comment in the margin.

Both are Word's own: a footnote moves with its sentence, a comment can be answered. On the way back neither
is text.
"""

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from pipeline.core.cells import clean
from pipeline.publish.edition import Line, ShowBasis
from pipeline.publish.word.elements import BLANK, element, paragraph, run
from pipeline.publish.word.look import NOTE, NOTE_MARK, Look
from pipeline.publish.word.marks import AUTHOR

_SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))


class Notes:
    """Shows sentences with what they rest on in one document; `close` puts all footnotes into it."""

    def __init__(self, document: Any, look: Look, basis: ShowBasis, date: str) -> None:
        self._document, self._look, self._basis, self._date = document, look, basis, date
        self._part = _footnotes_part(document) if basis == "notes" else None
        self._footnotes = _footnotes(self._part, look) if self._part is not None else None

    def sentence(self, line: Line) -> list[Any]:
        """A sentence as runs, with its note."""
        text = run(line.text)
        if self._footnotes is not None:
            return [text, self._footnote(line.note.told)]
        if self._basis == "margin":
            return self._comment(text, line.note.told)
        return [text]

    def close(self) -> None:
        """Write the footnotes; nothing may be added afterwards."""
        if self._part is not None:
            self._part._blob = etree.tostring(
                self._footnotes, xml_declaration=True, encoding="UTF-8", standalone=True
            )

    def _footnote(self, told: str) -> Any:
        assert self._footnotes is not None
        number = str(1 + max(int(one.get(qn("w:id"))) for one in self._footnotes))
        mark = self._look[NOTE_MARK]
        own = element("w:r", element("w:rPr", element("w:rStyle", val=mark)), element("w:footnoteRef"))
        note = element("w:footnote", paragraph(self._look[NOTE], [own, run(BLANK), run(told)]), id=number)
        self._footnotes.append(note)
        looks = element("w:rPr", element("w:rStyle", val=mark))
        return element("w:r", looks, element("w:footnoteReference", id=number))

    def _comment(self, text: Any, told: str) -> list[Any]:
        comment = self._document.part._comments_part.comments.add_comment(clean(told), AUTHOR, "SW")
        comment._comment_elm.set(qn("w:date"), f"{self._date}T00:00:00Z")
        number = str(comment.comment_id)
        start, end = (element(f"w:commentRange{side}", id=number) for side in ("Start", "End"))
        return [start, text, end, element("w:r", element("w:commentReference", id=number))]


def _footnotes_part(document: Any) -> Any:
    """The part with a document's footnotes; made where it has none."""
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            return relation.target_part
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, b"", document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return part


def _footnotes(part: Any, look: Look) -> Any:
    """The footnotes of a part as an element; those that draw the line above all others are needed."""
    if part.blob:
        return parse_xml(part.blob)
    separators = (
        element(
            "w:footnote", paragraph(look[NOTE], [element("w:r", element(f"w:{kind}"))]), type=kind, id=id_
        )
        for id_, kind in _SEPARATORS
    )
    footnotes = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
    footnotes.extend(separators)
    return footnotes
