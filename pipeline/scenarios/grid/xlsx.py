"""XLSX: nothing that stands in a cell is dropped unseen.

Hidden rows and tabs are read, merged cells know what they span, formulas count with what they showed
last, macros are never run.
"""

import io
import re
import warnings
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from pipeline.core.cells import clean, unescaped
from pipeline.core.errors import SheetError
from pipeline.scenarios.grid.tab import Grid, Line, Tab, Unread

_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (
    BadZipFile, zlib.error, KeyError, OSError, ValueError, TypeError, AttributeError, IndexError,
    EOFError, SyntaxError, RuntimeError,
)  # fmt: skip
"""What openpyxl raises over files that are none of Excel's; SyntaxError is what its XML parsers raise."""


def open_workbook(path: Path, *, shown: bool = False, to_write: bool = False) -> Any:
    """An XLSX file as openpyxl has it, `shown` with what its formulas showed last.

    Where it is .xlsm and `to_write`, its macros are kept as bytes, to be closed as `vba_archive`; they
    run nowhere. Raises SheetError.
    """
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # extensions of Excel that openpyxl does not know
            reader = _reader()(
                io.BytesIO(path.read_bytes()),  # openpyxl leaves a file open where it is broken
                data_only=shown,
                keep_links=False,
                keep_vba=to_write and path.suffix.lower() == ".xlsm",
            )
            reader.read()
            return reader.wb
    except (*_BROKEN, InvalidFileException) as error:
        raise SheetError(
            f"„{path.name}“ ist keine lesbare XLSX-Datei. Bitte in Excel oder LibreOffice ohne "
            "Passwort als .xlsx speichern."
        ) from error


def _reader() -> Any:
    """openpyxl's reader, which would take "x005F_" out of every text, with the texts as they stand."""
    from openpyxl.cell.text import Text
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
    from openpyxl.xml.functions import iterparse

    def texts(source: Any) -> Iterator[str]:
        for _, node in iterparse(source):
            if node.tag == f"{{{SHEET_MAIN_NS}}}si":
                yield Text.from_tree(node).content
                node.clear()

    class Reader(ExcelReader):  # type: ignore[misc]
        def read_strings(self) -> None:
            part = self.package.find(SHARED_STRINGS)
            if part is not None:
                with self.archive.open(part.PartName[1:]) as source:
                    self.shared_strings = list(texts(source))

    return Reader


def read(data: bytes, path: Path) -> Grid:
    """The tabs of a workbook; raises SheetError where it is protected, old or broken."""
    if data.startswith(_COMPOUND):
        if _ENCRYPTED in data:
            raise SheetError(
                f"„{path.name}“ ist mit einem Passwort geschützt und wird nicht gelesen. Bitte in Excel "
                "unter Datei › Informationen das Passwort entfernen und neu speichern."
            )
        raise SheetError(
            f"„{path.name}“ heißt {path.suffix}, ist aber das alte Excel-Format. Bitte in Excel oder "
            "LibreOffice öffnen und als .xlsx speichern."
        )
    workbook = open_workbook(path)
    remarks: list[str] = []
    if path.suffix.lower() == ".xlsm":
        remarks.append(f"„{path.name}“ enthält Makros; gelesen werden nur die Zellen.")
    pages = [page for page in workbook.worksheets if page._cells]
    formulas = any(cell.data_type == "f" for page in pages for cell in page._cells.values())
    shown = open_workbook(path, shown=True) if formulas else None
    tabs = []
    for page in pages:
        lines = _lines(page, shown[page.title] if shown else None, path.name)
        unseen = {number for number, row in page.row_dimensions.items() if row.hidden}
        held = tuple(line.number for line in lines if line.filled and line.number in unseen)
        tabs.append(Tab(page.title, lines, page.sheet_state != "visible", held))
        noted = [cell.coordinate for cell in page._cells.values() if cell.comment]
        if noted:
            more = " …" if len(noted) > 5 else ""
            remarks.append(
                Unread(
                    f"„{path.name}“, Blatt „{page.title}“: Kommentare an Zellen bleiben ungelesen "
                    f"({', '.join(noted[:5])}{more})."
                )
            )
    return Grid(path.name, tuple(tabs), tuple(remarks))


def _lines(page: Any, shown: Any, file: str) -> tuple[Line, ...]:
    # page._cells holds only cells that exist: iterating over rows would make a million empty ones
    # where somebody has formatted the last row of the tab.
    texts: dict[int, dict[int, str]] = {}
    for (row, column), cell in page._cells.items():
        text = _text(cell, shown, file, page.title)
        if text:
            texts.setdefault(row, {})[column - 1] = text
    spans: dict[int, dict[int, str]] = {}
    last = max(texts, default=0)
    for area in page.merged_cells.ranges:
        anchor = texts.get(area.min_row, {}).get(area.min_col - 1, "")
        for row in range(area.min_row + 1, min(area.max_row, last) + 1) if anchor else ():
            spans.setdefault(row, {})[area.min_col - 1] = anchor
    return tuple(
        Line(row, tuple(cells.get(at, "") for at in range(max(cells) + 1)), spans.get(row, {}))
        for row, cells in sorted(texts.items())
    )


def _text(cell: Any, shown: Any, file: str, tab: str) -> str:
    value, shape = cell.value, cell.number_format
    if value is None:
        return ""
    if cell.data_type == "f":
        value = shown[cell.coordinate].value if shown is not None else None
        if value is None:
            raise SheetError(
                f"„{file}“, Blatt „{tab}“, Zelle {cell.coordinate}: dort steht eine Formel ohne Ergebnis. "
                "Bitte den Text selbst eintragen, mit einem ' davor, wenn er mit = beginnt."
            )
    failed = cell.data_type == "f" and re.fullmatch(r"#[A-Z/0]+[!?]|#N/A", str(value))
    if cell.data_type == "e" or failed:
        raise SheetError(
            f"„{file}“, Blatt „{tab}“, Zelle {cell.coordinate}: dort steht der Fehlerwert {value}. Bitte "
            "den Text eintragen, mit einem ' davor, wenn er mit = + oder - beginnt."
        )
    return clean(unescaped(value) if isinstance(value, str) else _seen(value, shape))


def _seen(value: Any, shape: str) -> str:
    """What Excel made of something typed in, as a German Excel shows it: 50 %, 2,5, 01.05.2035, ja."""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime):
        at_midnight = value.time() == datetime.min.time()
        return value.strftime("%d.%m.%Y" if at_midnight else "%d.%m.%Y %H:%M")
    if not isinstance(value, (int, float)):
        return str(value)
    if "%" in shape:
        return f"{_number(value * 100)} %"
    return _number(value)


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{value:.15g}".replace(".", ",")
