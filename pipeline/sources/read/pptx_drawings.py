"""What the charts and diagrams (SmartArt) of a slide say in words and numbers.

A chart is its title and a row for each category: "2035 | Bus: 12,5 | Bahn: 40 %". Numbers stand as
the file keeps them, with a decimal comma, as per cent where it shows them so; a gap is left out, for
it is not a zero.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_PARAGRAPH = "{http://schemas.openxmlformats.org/drawingml/2006/main}p"
_DIAGRAM_IDS = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_DATA_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"
_DAYS_SINCE, _DAYS_SINCE_1904 = date(1899, 12, 30), date(1904, 1, 1)
_DIGITS = ".12g"  # cuts 0.1 + 0.2 back to 0.3, and loses nothing a person typed


def chart_rows(chart: Any) -> Iterator[str]:
    """The title of a chart, and its values as one text a category."""
    if chart.has_title and chart.chart_title.has_text_frame:
        yield chart.chart_title.text_frame.text
    since = _DAYS_SINCE_1904 if _is_on(chart._chartSpace.find(f"{C}date1904")) else _DAYS_SINCE
    rows: dict[str, list[str]] = {}
    labels: dict[str, str] = {}
    for series in chart._chartSpace.iter(f"{C}ser"):
        name = " ".join(node.text or "" for node in series.iterfind(f"{C}tx//{C}v"))
        code = _format(series, "cat")
        labels.update((at, _label(text, code, since)) for at, text in _points(series, "cat").items())
        labels.update((at, _number(text, "")) for at, text in _points(series, "xVal").items())
        for at, value in (_points(series, "val") or _points(series, "yVal")).items():
            shown = _number(value, _format(series, "val"))
            rows.setdefault(at, []).append(f"{name}: {shown}" if name else shown)
    for at in sorted({*labels, *rows}, key=int):
        yield " | ".join(part for part in (labels.get(at, ""), *rows.get(at, ())) if part)


def _points(series: Any, kind: str) -> dict[str, str]:
    """The cached points of a series by their position; those of the innermost level where several."""
    node = series.find(f"{C}{kind}")
    levels = [] if node is None else [*node.iter(f"{C}lvl")][:1] or [node]
    return {
        point.get("idx"): point.findtext(f"{C}v") or ""
        for level in levels
        for point in level.iter(f"{C}pt")
    }


def _format(series: Any, kind: str) -> str:
    return next((node.text or "" for node in series.iterfind(f"{C}{kind}//{C}formatCode")), "")


def _is_on(flag: Any) -> bool:
    return flag is not None and flag.get("val", "1") in ("1", "true")


def _label(text: str, code: str, since: date) -> str:
    """A category; a day that the file keeps as a count of days is a date again."""
    if "yy" in code.lower() and text.replace(".", "", 1).isdigit():
        return f"{since + timedelta(days=int(float(text))):%d.%m.%Y}"
    return text


def _number(value: str, code: str) -> str:
    try:
        number = float(value)
    except ValueError:
        return value
    if "%" in code:
        return f"{format(100 * number, _DIGITS)} %".replace(".", ",")
    return format(number, _DIGITS).replace(".", ",")


def diagram_texts(shape: Any) -> Iterator[str]:
    """The texts of a SmartArt diagram, in the order the file keeps them; none for other shapes."""
    from pptx.oxml import parse_xml  # resolves no entities

    for ids in shape.element.iter(_DIAGRAM_IDS):
        data = parse_xml(shape.part.related_part(ids.get(_DATA_ID)).blob)
        for paragraph in data.iter(_PARAGRAPH):
            yield "".join(node.text or "" for node in paragraph.iter(_TEXT))
