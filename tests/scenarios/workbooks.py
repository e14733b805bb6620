"""Workbooks as people and their programs make them, for the tests of tables."""

import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"


def put(path: Path, **tabs: Sequence[Sequence[Any]]) -> Path:
    """A workbook with rows by tab; "" is no cell."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in tabs.items():
        page = workbook.create_sheet(name.replace("_", " "))
        for row in rows:
            page.append([None if cell == "" else cell for cell in row])
    workbook.save(path)
    return path


def changed(path: Path, change: Callable[[Any], object]) -> Path:
    """The workbook after a person did something to it."""
    workbook = openpyxl.load_workbook(path)
    change(workbook)
    workbook.save(path)
    return path


def patched(path: Path, part: str, old: str, new: str) -> Path:
    """The workbook with one place of its XML replaced."""
    parts = _parts(path)
    text = parts[part].decode().replace("<v></v>", "<v/>")
    assert old in text, text
    parts[part] = text.replace(old, new).encode()
    return _packed(path, parts)


def as_excel_saves(path: Path) -> Path:
    """The same workbook with its texts in one shared table, where Excel keeps them."""
    parts = _parts(path)
    texts: list[str] = []

    def shared(found: re.Match[str]) -> str:
        texts.append(found.group(3))
        return f'<c{found.group(1)}t="s"{found.group(2)}><v>{len(texts) - 1}</v></c>'

    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        cell = r'<c([^>]*?)t="inlineStr"([^>]*)><is>(.*?)</is></c>'
        parts[name] = re.sub(cell, shared, parts[name].decode(), flags=re.DOTALL).encode()
    table = "".join(f"<si>{text}</si>" for text in texts)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{table}</sst>'.encode()
    types = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}"/></Types>'
    links = f'<Relationship Id="rIdS" Type="{_LINK}" Target="sharedStrings.xml"/></Relationships>'
    for name, end, more in (
        ("[Content_Types].xml", "</Types>", types),
        ("xl/_rels/workbook.xml.rels", "</Relationships>", links),
    ):
        if "sharedStrings" not in parts[name].decode():
            parts[name] = parts[name].decode().replace(end, more).encode()
    return _packed(path, parts)


def part(path: Path, name: str) -> str:
    """One part of a workbook as text."""
    return _parts(path)[name].decode()


def _parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(path: Path, parts: dict[str, bytes]) -> Path:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    path.write_bytes(buffer.getvalue())
    return path
