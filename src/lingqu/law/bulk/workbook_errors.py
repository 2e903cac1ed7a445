"""What a reader of .xlsx sheets does not tell: cells that show an error (#N/A) or hold a formula that was never worked
out, and how far the sheet reaches.

Its one law: such a cell is not empty, though readers of workbooks hand it over as if it were. Other kinds of workbook
are not looked into.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

NOT_WORKED_OUT = "=（未计算的公式）"

# no pattern runs on over the beginning of a next tag: one that did would start anew at each and cost its square
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^<>]*>")
_RELATION = re.compile(rb"<Relationship\s[^<>]*>")
_CELL = re.compile(rb"<c\s([^<>]*[^/<>])>([^<]*(?:<(?!c\s|/c>)[^<]*)*)</c>")
MOST_CELLS = 50_000_000
"""How many cells may lie between the first and the last: a reader lays all of them out in memory."""

_FILLED = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?:[^<>]*[^/<>])?>(?!</c>|<v ?/>|<v></v>)')
_ROW = re.compile(rb'<row [^<>]*?\br="([0-9]{1,7})"')
_FAR_RIGHT = re.compile(rb'r="[A-Z]{3}[0-9]')  # beyond column 702
_FEW_ROWS = 50_000  # times 702 columns is not many cells
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_VALUE = re.compile(rb"<v>([^<]+)</v>")


def error_cells(path: Path, sheet: str) -> Iterator[tuple[int, int, str]]:
    """Give row, column (both from 0) and text of each such cell of one sheet."""
    text = _text_of(path, sheet)
    if b't="e"' not in text and b"<f" not in text:
        return
    for cell in _CELL.finditer(text):
        attributes, inside = cell.groups()
        is_error = b't="e"' in attributes
        # a formula whose value is empty text says so by its type
        is_formula = b"<f" in inside and b't="str"' not in attributes and not _VALUE.search(inside)
        place = _PLACE.search(attributes)
        if place is not None and (is_error or is_formula):
            value = _VALUE.search(inside)
            told = value[1].decode("utf-8", "replace") if is_error and value else NOT_WORKED_OUT
            yield int(place[2]) - 1, _column(place[1]), told


def extent(path: Path | BytesIO, sheet: str) -> tuple[int, int, str]:
    """How many rows and columns lie before the last cell, and a cell of the last column; nought where it is not known.

    Where no cell can be far off it is not looked for cell by cell.
    """
    text = _text_of(path, sheet)
    last = _ROW.match(text, text.rfind(b"<row "))
    rows = int(last[1]) if last else 0
    if rows <= _FEW_ROWS and not _FAR_RIGHT.search(text):
        return rows, 0, ""
    found = [(len(letters), letters, number) for letters, number in _FILLED.findall(text)]
    if not found:
        return 0, 0, ""
    _, letters, number = max(found)
    return max(int(number) for *_, number in found), _column(letters) + 1, (letters + number).decode()


def _text_of(path: Path | BytesIO, sheet: str) -> bytes:
    if not zipfile.is_zipfile(path):
        return b""
    with zipfile.ZipFile(path) as book:
        part = _part_of(book, sheet)
        return b"" if part is None else book.read(part)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _attribute(tag: bytes, name: str) -> str:
    found = re.search(rf'\s{name}="([^"]*)"'.encode(), tag)
    return html.unescape(found[1].decode("utf-8", "replace")) if found else ""


def _part_of(book: zipfile.ZipFile, sheet: str) -> str | None:
    names = set(book.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return None
    tags = _SHEET.findall(book.read("xl/workbook.xml"))
    wanted = next((_attribute(tag, "r:id") for tag in tags if _attribute(tag, "name") == sheet), None)
    for tag in _RELATION.findall(book.read("xl/_rels/workbook.xml.rels")):
        if _attribute(tag, "Id") == wanted:
            target = _attribute(tag, "Target")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            return part if part in names else None
    return None
