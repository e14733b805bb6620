"""PDF, Word and PowerPoint files whose every sentence and its place are known, because we wrote them.

Text is recombined from the corpus. Each page, chapter or slide also carries marker sentences that
stand nowhere else; their kind says where in the file they are (text, footnote, table, notes, chart).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from recombined import recombined

WIDTH, LINES = 88, 40
HEAD, FOOT = "Zukunft der Region 2035 – Zwischenbericht", "Seite {0} von {1}"
_BREAK = re.compile(r"(?<=[aeiouäöü])(?=[bdfgklmnprstwz][aeiouäöü])")


@dataclass(frozen=True)
class Known:
    """A sentence of a file: its kind, its page or slide (0: none) and its heading; some are markers."""

    text: str
    kind: str
    number: int
    heading: str
    marker: bool = False


def marker(kind: str, number: int, heading: str, paged: bool = True) -> Known:
    text = f"Zu {heading} steht das {kind} unter Vermerk {4000 + number}."
    return Known(text, kind, number if paged else 0, heading, True)


def _headings(kind: str, words: Iterator[str]) -> Iterator[tuple[int, str]]:
    for number, sentence in enumerate(words, start=1):
        yield number, f"{number}. {kind} {sentence.split()[-1].strip('.»«“„')}".replace(" Zu ", " ")


def pdf(path: Path, pages: int) -> list[Known]:
    """Running head and foot, a chapter on every second page, set lines with words broken at their ends."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen import canvas

    text, titles = recombined(1), _headings("Kapitel", recombined(2))
    sheet, known = canvas.Canvas(str(path), pagesize=A4), list[Known]()
    heading = ""
    for number in range(1, pages + 1):
        lines = [HEAD, ""]
        if number % 2:
            _, heading = next(titles)
            lines += [heading, ""]
        while len(lines) < LINES:
            body = [Known(one, "Text", number, heading) for one in islice(text, 4)]
            if len(lines) < 6:
                body.insert(2, marker("Blatt", number, heading))
            known += body
            lines += [*_set(" ".join(one.text for one in body)), ""]
        for at, line in enumerate([*lines, FOOT.format(number, pages)]):
            sheet.drawString(56, 800 - 15 * at, line)
        sheet.showPage()
    sheet.save()
    return known


def _set(paragraph: str) -> list[str]:
    """A paragraph as printed lines; long words are broken where a syllable begins."""
    lines = [""]
    for word in paragraph.split():
        room = WIDTH - len(lines[-1]) - 2
        if room >= len(word):
            lines[-1] = f"{lines[-1]} {word}".strip()
            continue
        cuts = [at.start() for at in _BREAK.finditer(word) if 3 <= at.start() <= min(room, len(word) - 4)]
        if cuts and word.isalpha():
            lines[-1] = f"{lines[-1]} {word[: cuts[-1]]}-".strip()
            word = word[cuts[-1] :]
        lines.append(word)
    return lines


def docx(path: Path, pages: int) -> list[Known]:
    """A chapter a page: headings of two levels, paragraphs, a footnote, and a table in every fourth."""
    import docx as word

    text, titles = recombined(3), _headings("Abschnitt", recombined(4))
    file, known, notes = word.Document(), list[Known](), list[str]()
    for number, heading in islice(titles, pages):
        if number % 5 == 1:
            file.add_heading(f"Teil {number // 5 + 1}", 1)
        file.add_heading(heading, 2)
        for part in range(4):
            body = [Known(one, "Text", 0, heading) for one in islice(text, 5)]
            body += [marker("Blatt", number, heading, False)] if part == 1 else []
            file.add_paragraph(" ".join(one.text for one in body))
            known += body
        known.append(marker("Fußnotenblatt", number, heading, False))
        notes.append(known[-1].text)
        _call(file.paragraphs[-1], len(notes))
        if number % 4 == 0:
            kinds = ("Tabellenblatt", "Zellenblatt")
            cells = [marker(kind, number, heading, False) for kind in kinds]
            for cell, one in zip(file.add_table(1, 2)._cells, cells, strict=True):
                cell.text = one.text
            known += cells
    _add_footnotes(file, notes)
    file.save(str(path))
    return known


def _call(paragraph: Any, number: int) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="{number}"/></w:r>'))


def _add_footnotes(file: Any, notes: list[str]) -> None:
    """python-docx reads no footnotes and writes none: the part is made as Word makes it."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml.ns import nsdecls

    inner = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{text}'
        "</w:t></w:r></w:p></w:footnote>"
        for number, text in enumerate(notes, start=1)
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        f"<w:footnotes {nsdecls('w')}>{inner}</w:footnotes>".encode(),
        file.part.package,
    )
    file.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def pptx(path: Path, slides: int) -> list[Known]:
    """A title and bullets a slide; notes on every second, a table or a chart on every fourth."""
    import pptx as powerpoint
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Cm

    text, titles = recombined(5), _headings("Bild", recombined(6))
    file, known = powerpoint.Presentation(), list[Known]()
    for number, heading in islice(titles, slides):
        slide = file.slides.add_slide(file.slide_layouts[1])
        slide.shapes.title.text = heading
        body = [Known(one, "Text", number, heading) for one in islice(text, 5)]
        body.append(marker("Blatt", number, heading))
        slide.placeholders[1].text = "\n".join(one.text for one in body)
        known += body
        if number % 2 == 0:
            known.append(marker("Notizblatt", number, heading))
            slide.notes_slide.notes_text_frame.text = known[-1].text
        if number % 4 == 0:
            known.append(marker("Tabellenblatt", number, heading))
            slide.shapes.add_table(1, 2, 0, 0, Cm(9), Cm(2)).table.cell(0, 1).text = known[-1].text
        if number % 4 == 1:
            known.append(marker("Diagrammblatt", number, heading))
            data = CategoryChartData()
            data.categories = [known[-1].text, "übrige"]
            data.add_series("Anteil", (0.4, 0.6))
            slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, Cm(9), Cm(5), data)
    file.save(str(path))
    return known
