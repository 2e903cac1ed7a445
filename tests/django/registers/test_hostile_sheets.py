"""Lists made to stop or fill whoever reads them are refused with a sentence, in bounded time and memory."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from lingqu.books.registers.sheets import UnableToOpenSheet, sheet_in
from lingqu.books.registers.sheets_apart import sheet_apart
from lingqu.law.bulk.workbook_errors import error_cells, extent

_SHEET = "xl/worksheets/sheet1.xml"
_HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c></row>'
_LAST = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
_OUTSIDE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
_ERROR = '<row r="2"><c r="A2" t="e"><v>#N/A</v></c></row>'


def _book(rows: str, behind: str = "", part: str = "", edit: Callable[[bytes], bytes] = bytes) -> bytes:
    """A workbook of which one sheet, or one further part, is not as a spreadsheet would write it."""
    plain, packed = io.BytesIO(), io.BytesIO()
    Workbook().save(plain)
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    sheet = f"<worksheet {space}><sheetData>{rows}</sheetData>{behind}</worksheet>".encode()
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = sheet if name == _SHEET else source.read(name)
            target.writestr(name, edit(content) if name == part else content)
    return packed.getvalue()


def _open_document(rows: int, columns: int) -> bytes:
    packed, urn = io.BytesIO(), "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{name}="{urn}:{name}:1.0"' for name in ("office", "table", "text"))
    cell = f'<table:table-cell office:value-type="string" table:number-columns-repeated="{columns}"><text:p>x</text:p>'
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        target.writestr(
            "content.xml",
            f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="a">'
            f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-cell></table:table-row>'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
        target.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{urn}:manifest:1.0"/>')
    return packed.getvalue()


HOSTILE = {  # what is brought; what is said
    "the last cell of all": (_book(_HEAD + _LAST), "XFD1048576"),
    "the last cell, spelled otherwise": (_book(_HEAD + _LAST.replace("<c r", '<c s="0" r')), "占用内存过多"),
    "the last cell in single quotes": (_book(_HEAD + _LAST.replace('"', "'")), "占用内存过多"),
    "a sheet whose name hides": (
        _book(_HEAD + _LAST, part="xl/workbook.xml", edit=lambda text: text.replace(b'"Sheet"', b"'Sheet'")),
        "占用内存过多",
    ),
    "a dimension that lies": (_book(_HEAD, '<dimension ref="A1:ZZZZZZ99999999999"/>'), "没有数据"),
    "a file outside named in it": (
        _book(_HEAD.replace("名", "&x;"), part=_SHEET, edit=lambda text: _OUTSIDE + text),
        "不是完整的工作簿",
    ),
    "a table of repeated cells": (_open_document(1_048_576, 150), "占用内存过多|读得太久|不是完整的工作簿"),
    "a table too wide": (_open_document(2, 16_384), "至多 200 列"),
    "nothing but ends of lines": (b"a,b\n" + b"\n" * 2_000_000, "多半是空行"),
    "nothing but commas": (b"a,b\n" + b"," * 2_000_000, "至多 200 列"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_list_is_refused_and_the_reader_lives(case: str) -> None:
    content, told = HOSTILE[case]

    with pytest.raises(UnableToOpenSheet) as refused:
        sheet_apart(content, "名单.xlsx")

    assert any(each in refused.value.words.zh for each in told.split("|")), refused.value.words.zh


def test_a_list_read_apart_is_the_one_read_here() -> None:
    content = "\n名称,类别,\n'=1+1,企业,x\n\n乙,\n".encode()

    assert sheet_apart(content, "a\x00\ud800.csv") == sheet_in(content, "a.csv")


def test_a_list_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(UnableToOpenSheet) as refused:
        sheet_apart("名称\n甲\n".encode(), "a.csv", seconds=0.001)

    assert "太久" in refused.value.words.zh


@pytest.mark.parametrize("begun", ["<c a>", "<c ", '<c r="AAA1"', "<row ", "<c a><", "<sheet "])
def test_tags_begun_again_and_again_are_looked_through_once(tmp_path: Path, begun: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(_book(_HEAD + _ERROR, f"<!--{begun * 100_000}-->"))
    before = time.process_time()

    found = list(error_cells(path, "Sheet"))
    extent(path, "Sheet")

    assert found == [(1, 0, "#N/A")]
    assert time.process_time() - before < 5


def test_a_cell_that_is_nothing_but_its_place_counts_for_the_extent(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(_book(_HEAD + _LAST))

    assert extent(path, "Sheet") == (1_048_576, 16_384, "XFD1048576")
