"""Slides as consultants make them: charts, diagrams, and the furniture every slide carries."""

from datetime import date
from pathlib import Path

import pptx
import pytest
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.util import Cm
from source_files import read

TITLE_ONLY = 5
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
DGM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def slide_of(file, title: str = "Verkehr"):
    slide = file.slides.add_slide(file.slide_layouts[TITLE_ONLY])
    slide.shapes.title.text = title
    return slide


def blocks(file, path: Path) -> list[str]:
    file.save(str(path))
    (section,) = read(path).sections
    assert section.anchor == "Folie 1"
    return section.text.split("\n\n")


def charted(path: Path, data, kind=XL_CHART_TYPE.COLUMN_CLUSTERED, title: str = "") -> list[str]:
    file = pptx.Presentation()
    chart = slide_of(file).shapes.add_chart(kind, 0, 0, Cm(9), Cm(5), data).chart
    if title:
        chart.chart_title.text_frame.text = title
    return blocks(file, path)


def test_a_chart_is_its_title_and_a_row_for_each_category(tmp_path: Path):
    data = CategoryChartData()
    data.categories = ["heute", "2035"]
    data.add_series("Bus", (12.5, 20))
    data.add_series("Bahn", (0.1 + 0.2, 1234567))
    assert charted(tmp_path / "a.pptx", data, title="Fahrten je Tag") == [
        "Fahrten je Tag",
        "heute | Bus: 12,5 | Bahn: 0,3",
        "2035 | Bus: 20 | Bahn: 1234567",
    ]


def test_a_gap_in_a_chart_is_no_zero_and_shares_are_per_cent(tmp_path: Path):
    data = CategoryChartData(number_format="0%")
    data.categories = ["Bus", "Bahn", "Rad"]
    data.add_series("Anteil", (0.25, None, 0))
    assert charted(tmp_path / "a.pptx", data) == ["Bus | Anteil: 25 %", "Bahn", "Rad | Anteil: 0 %"]


def test_dates_below_a_chart_are_dates_again(tmp_path: Path):
    data = CategoryChartData()
    data.categories = [date(2025, 3, 1), date(2035, 12, 31)]
    data.add_series("Kräne", (1, 2))
    assert charted(tmp_path / "a.pptx", data) == ["01.03.2025 | Kräne: 1", "31.12.2035 | Kräne: 2"]


def test_a_chart_of_points_names_both_numbers(tmp_path: Path):
    data = XyChartData()
    series = data.add_series("Städte")
    series.add_data_point(1.5, 20)
    series.add_data_point(2, 0.7)
    assert charted(tmp_path / "a.pptx", data, XL_CHART_TYPE.XY_SCATTER) == [
        "1,5 | Städte: 20",
        "2 | Städte: 0,7",
    ]


def test_a_diagram_is_read_in_its_order(tmp_path: Path):
    file = pptx.Presentation()
    slide = slide_of(file)
    points = "".join(
        f"<dgm:pt><dgm:t><a:p><a:r><a:t>{one}</a:t></a:r></a:p></dgm:t></dgm:pt>"
        for one in ("Sammeln", "", "Ordnen")
    )
    part = Part(
        PackURI("/ppt/diagrams/data1.xml"),
        "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml",
        file.part.package,
        f'<dgm:dataModel xmlns:dgm="{DGM}" {A}><dgm:ptLst>{points}</dgm:ptLst></dgm:dataModel>'.encode(),
    )
    key = slide.part.relate_to(part, f"{RELATION}/diagramData")
    frame = slide.shapes.add_table(1, 1, 0, 0, Cm(9), Cm(5))._element
    data = frame.graphic.graphicData
    data.set("uri", DGM)
    data.remove(data[0])
    data.append(parse_xml(f'<dgm:relIds xmlns:dgm="{DGM}" xmlns:r="{RELATION}" r:dm="{key}"/>'))
    assert blocks(file, tmp_path / "a.pptx") == ["Sammeln", "Ordnen"]


@pytest.mark.parametrize("kind", ["ftr", "dt", "sldNum"])
def test_what_every_slide_carries_is_no_text(tmp_path: Path, kind: str):
    file = pptx.Presentation()
    shapes = slide_of(file).shapes
    shapes.add_textbox(0, 0, Cm(9), Cm(2)).text_frame.text = "Die Bahn fährt öfter."
    box = shapes.add_textbox(0, 0, Cm(9), Cm(2))
    box.text_frame.text = "IHK Probestadt 2035"
    mark = f'<p:ph xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" type="{kind}"/>'
    box._element.nvSpPr.nvPr.append(parse_xml(mark))
    assert blocks(file, tmp_path / "a.pptx") == ["Die Bahn fährt öfter."]
