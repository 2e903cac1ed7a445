"""Workbooks: read back equal to the report, to the fen; a text stays text; no row is lost; no half file is left."""

from __future__ import annotations

import errno
import os
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from lingqu.reports import workbooks
from lingqu.reports.document import Cell, Column, Report, Section, Table
from lingqu.reports.sheet_cells import LONGEST_TEXT, safe_text, written
from lingqu.reports.sheet_names import LONGEST, SheetNames
from lingqu.reports.workbooks import write_workbook
from pure.reports.zone_report import zone_report

COLUMNS = (Column("名"), Column("额", "money"), Column("数", "count"), Column("比", "share"), Column("日", "day"))


def report_of(*tables: Table) -> Report:
    return Report("题", "导语", "zh", (("政策", "示例"),), (Section("节", tables=tables),), ("注意",))


def fen(value: object) -> int:
    return round(Decimal(repr(value)) * 100)


def test_every_cell_of_every_table_reads_back_equal(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    report = zone_report()

    write_workbook(report, path)

    book = CalamineWorkbook.from_path(str(path))
    for table in (table for section in report.sections for table in section.tables):
        rows = book.get_sheet_by_name(table.title).to_python()[1:]
        expected = [*table.rows, *([table.total] if table.total else [])]
        assert len(rows) == len(expected)
        for row, wanted in zip(rows, expected, strict=True):
            for value, cell, column in zip(row, wanted, table.columns, strict=True):
                assert read_back(value, column.kind) == cell


def read_back(value: object, kind: str) -> Cell:
    if value == "":
        return None
    if kind == "money":
        return fen(value)
    if kind == "share":
        return round(Decimal(repr(value)) * 1_000_000)
    if kind == "count":
        return int(value)  # type: ignore[call-overload, no-any-return]
    if kind == "day":
        assert isinstance(value, date)
        return value.isoformat()
    return str(value)


@given(st.lists(st.integers(-(10**15) + 1, 10**15 - 1), min_size=1, max_size=30))
@settings(max_examples=25)
def test_money_reads_back_to_the_fen(tmp_path_factory: pytest.TempPathFactory, sums: list[int]) -> None:
    path = tmp_path_factory.mktemp("book") / "out.xlsx"
    write_workbook(report_of(Table("表", (Column("额", "money"),), [(value,) for value in sums])), path)

    cells = openpyxl.load_workbook(path)["表"]["A"][1:]

    assert [fen(cell.value) for cell in cells] == sums
    assert {cell.number_format for cell in cells} == {"#,##0.00"}


def test_cells_have_their_types_and_formats(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    rows = [("甲", 123450, 7, 50_000, "2027-06-30"), (None, None, None, None, None), ("乙", "不限", 0, 333_333, "未定")]
    write_workbook(report_of(Table("表", COLUMNS, rows, ("合计", 123450, 7, None, None))), path)

    sheet = openpyxl.load_workbook(path)["表"]

    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["名", "额（元）", "数", "比", "日"],
        ["甲", 1234.5, 7, 0.05, datetime(2027, 6, 30)],
        [None] * 5,
        ["乙", "不限", 0, 0.333333, "未定"],
        ["合计", 1234.5, 7, None, None],
    ]
    assert [cell.number_format for cell in sheet[2]] == ["@", "#,##0.00", "#,##0", "0.00##%", "yyyy-mm-dd"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:E4")
    assert all(cell.font.bold for cell in (*sheet[1], *sheet[5]))


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "#N/A", "TRUE", "0123", "_x0041_"]
)
def test_a_text_is_no_formula_no_error_and_no_number(tmp_path: Path, text: str) -> None:
    path = tmp_path / "out.xlsx"
    write_workbook(report_of(Table("表", (Column("名"),), [(text,)])), path)

    cell = openpyxl.load_workbook(path)["表"]["A2"]

    assert cell.data_type == "s"
    assert cell.quotePrefix is (text[0] in "=+-@\t")
    assert str(CalamineWorkbook.from_path(str(path)).get_sheet_by_name("表").to_python()[1][0]) in (text, text.strip())


@given(st.text(max_size=40))
def test_any_text_can_be_held(text: str) -> None:
    held = written(text, "text").value

    assert isinstance(held, str)
    assert len(held) == len(text) + 6 * held.count("_x005F_")
    held.encode("utf-8")


def test_a_text_too_long_for_a_cell_ends_in_an_ellipsis() -> None:
    held = safe_text("长" * (LONGEST_TEXT + 1))

    assert len(held) == LONGEST_TEXT
    assert held.endswith("长…")


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (10**15, "money", "10,000,000,000,000.00"),
        (-(10**15), "count", "-1000000000000000"),
        ("1900-01-01", "day", "1900-01-01"),
        ("2027-02-30", "day", "2027-02-30"),
        (2027, "text", "2027"),
    ],
)
def test_what_a_spreadsheet_would_get_wrong_is_text(value: Cell, kind: str, expected: str) -> None:
    assert written(value, kind).value == expected  # type: ignore[arg-type]


NAMES = [
    (["按县区"], ["按县区"]),
    (["按县区", "按县区", "按县区"], ["按县区", "按县区（2）", "按县区（3）"]),
    (["Sum", "SUM"], ["Sum", "SUM（2）"]),
    (["a/b\\c?d*e[f]g:h"], ["a b c d e f g h"]),
    (["'引号'", "'", "", "  "], ["引号", "表", "表（2）", "表（3）"]),
    (["History"], ["History（2）"]),
    (["长" * 40, "长" * 40], ["长" * 31, "长" * 28 + "（2）"]),
    (["😀" * 20], ["😀" * 15]),
    (["说明"], ["说明（2）"]),
]


@pytest.mark.parametrize(("titles", "names"), NAMES)
def test_sheets_get_names_that_are_valid_and_their_own(titles: list[str], names: list[str]) -> None:
    given_out = SheetNames("表")
    given_out.name_for("说明")

    assert [given_out.name_for(title) for title in titles] == names


@given(st.lists(st.text(max_size=40), max_size=12))
def test_no_two_sheets_have_a_name_in_common(titles: list[str]) -> None:
    given_out = SheetNames("表")

    names = [given_out.name_for(title) for title in titles]

    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name.encode("utf-16-le")) // 2 <= LONGEST for name in names)
    assert not any(set(name) & set("[]:*?/\\") or name[0] == "'" or name[-1] == "'" for name in names)


def test_a_table_longer_than_a_sheet_goes_on_in_further_sheets(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    rows = [(f"S{number}",) for number in range(25)]

    write_workbook(report_of(Table("表", (Column("名"),), rows, ("合计",))), path, most_rows=12)

    book = openpyxl.load_workbook(path)
    read = [[cell.value for cell in book[name]["A"]] for name in book.sheetnames[1:]]
    assert book.sheetnames == ["说明", "表", "表（2）", "表（3）"]
    assert all(len(each) <= 12 and each[0] == "名" for each in read)
    assert [value for each in read for value in each[1:]] == [row[0] for row in rows] + ["合计"]


def test_the_first_sheet_says_what_the_workbook_is(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_workbook(zone_report(), path)

    rows = [tuple(row) for row in openpyxl.load_workbook(path)["说明"].iter_rows(values_only=True)]

    assert rows[0][0] == zone_report().title
    assert ("政策", "创新示范区建设方案（示例）", None, None) in rows
    assert any(row[0] == "这是合成登记，不是真实单位；数字只用来看方法。" for row in rows)
    assert ("每年资金池", 80_000_000, "元", "逐年支出与资金池") in rows
    assert any(row[:3] == ("逐笔清单", "逐笔清单", 480) for row in rows)


def test_an_empty_report_and_an_empty_table_are_workbooks(tmp_path: Path) -> None:
    for number, report in enumerate(
        (Report("", "", "en"), report_of(Table("", (), [])), report_of(Table("表", COLUMNS, [])))
    ):
        write_workbook(report, tmp_path / f"{number}.xlsx")

        assert openpyxl.load_workbook(tmp_path / f"{number}.xlsx").sheetnames[0] in ("About", "说明")


class Faulty(list[tuple[Cell, ...]]):
    """Rows that break off in the middle."""

    def __iter__(self):  # type: ignore[no-untyped-def]
        yield ("甲",)
        raise self.fault


def test_a_folder_for_pieces_that_is_full_is_told_as_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(Exception):
        """As lxml tells it."""

    rows = Faulty([("甲",), ("乙",)])
    rows.fault = Full("IO_ENOSPC")  # type: ignore[attr-defined]
    monkeypatch.setattr(workbooks, "SerialisationError", Full)

    with pytest.raises(OSError, match="ENOSPC") as told:
        write_workbook(report_of(Table("表", (Column("名"),), rows)), tmp_path / "out.xlsx")

    assert told.value.errno == errno.ENOSPC


@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), KeyboardInterrupt()])
def test_a_workbook_that_breaks_off_leaves_the_old_file(tmp_path: Path, fault: BaseException) -> None:
    path = tmp_path / "out.xlsx"
    path.write_text("old")
    rows = Faulty([("甲",), ("乙",)])
    rows.fault = fault  # type: ignore[attr-defined]

    with pytest.raises(type(fault)):
        write_workbook(report_of(Table("表", (Column("名"),), rows)), path)

    assert path.read_text() == "old"
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.slow
def test_a_hundred_thousand_rows_are_all_there(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    rows = [(f"S{number}", number * 7, number, number % 1_000_000, "2027-01-01") for number in range(120_000)]

    write_workbook(report_of(Table("表", COLUMNS, rows)), path)

    read = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("表").to_python()[1:]
    assert [(row[0], fen(row[1])) for row in read] == [(row[0], row[1]) for row in rows]


NUMBERS_WRITTEN: list[tuple[Cell, object, str]] = [
    ("87.5", Decimal("87.5"), "#,##0.0"),
    ("-2661.50", Decimal("-2661.50"), "#,##0.00"),
    ("730", Decimal(730), "#,##0"),
    ("1234567890123.4567", "1,234,567,890,123.4567", "@"),
    ("约 80", "约 80", "@"),
    ("1e3", "1e3", "@"),
    (None, None, "General"),
]


@pytest.mark.parametrize(("cell", "value", "form"), NUMBERS_WRITTEN)
def test_a_decimal_is_a_number_where_a_spreadsheet_keeps_all_its_digits(cell: Cell, value: object, form: str) -> None:
    found = written(cell, "number")

    assert (found.value, found.format) == (value, form)


def test_decimals_read_back_as_numbers_that_sort(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    table = Table("评分", (Column("评分", "number"),), [("100.0",), ("9.5",), ("82.5",)], ("192.0",))

    write_workbook(report_of(table), path)

    cells = [row[0] for row in openpyxl.load_workbook(path)["评分"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == [100, 9.5, 82.5, 192]
    assert {cell.data_type for cell in cells} == {"n"}
    assert {cell.number_format for cell in cells} == {"#,##0.0"}
