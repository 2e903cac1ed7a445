"""Rows of an office list that are no subjects: set apart, counted and told, whatever file they stand in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingqu.law.bulk.layout import laid_out
from lingqu.law.bulk.mapping import Mapping
from lingqu.law.bulk.register import Register, read_register
from lingqu.law.bulk.rows_apart import without_rows_apart
from lingqu.law.bulk.tables import ROW, Table
from pure.bulk.made_registers import csv_file, of_text, pack, refusals, rows, workbook

HEADINGS = ("序号", "编号", "企业名称", "营业收入（万元）", "备注")
FIRMS = (("1", "A1", "甲公司", "1.5", ""), ("2", "A2", "乙公司", "2", ""))
Write = Callable[[Path, list[tuple[str, ...]]], Path]


def in_csv(folder: Path, table: list[tuple[str, ...]]) -> Path:
    return csv_file(folder, "\n".join(map(",".join, table)) + "\n")


def in_workbook(folder: Path, table: list[tuple[str, ...]]) -> Path:
    return workbook(folder, *([_typed(cell) for cell in row] for row in table))


def _typed(cell: str) -> object:
    return None if cell == "" else float(cell) if cell.replace(".", "").isdigit() else cell


def in_parquet(folder: Path, table: list[tuple[str, ...]]) -> Path:
    file = folder / "register.parquet"
    pl.DataFrame(table[1:], schema=[*table[0]], orient="row").write_parquet(file)
    return file


def read(folder: Path, *more: tuple[str, ...], write: Write = in_csv, **options: Any) -> Register:
    return read_register(write(folder, [HEADINGS, *FIRMS, *more]), pack(), **options)


FOOT = [
    ("a total in the id", ("", "合计", "", "3.5", ""), "第 4 行是合计行，不是主体，未计入"),
    ("a total in the name", ("", "", "总计", "3.5", ""), "第 4 行是合计行，不是主体，未计入"),
    ("a total in the first column", ("小计", "", "", "3.5", ""), "第 4 行是合计行，不是主体，未计入"),
    ("a total before a count of ids", ("累计", "2", "", "3.5", ""), "第 4 行是合计行，不是主体，未计入"),
    ("a total behind a number", ("3", "", "合计", "3.5", ""), "第 4 行是合计行，不是主体，未计入"),
    ("a total spread out", ("", "合 \u3000 计", "", "3.5", ""), "第 4 行是合计行，不是主体，未计入"),
    ("a total in English", ("", " TOTAL ", "", "3.5", ""), "第 4 行是合计行，不是主体，未计入"),
    ("a part in English", ("", "", "Subtotal", "3.5", ""), "第 4 行是合计行，不是主体，未计入"),
    ("who made it", ("制表人：张三", "", "", "", ""), "第 4 行没有编号（制表人：张三），不是主体，未计入"),
    ("who made it, as an id", ("", "制表人：张三", "", "", ""), "第 4 行没有编号（制表人：张三），不是主体，未计入"),
    (
        "who made and checked it",
        ("制表：张三", "", "", "审核：李四", ""),
        "第 4 行没有编号（制表：张三），不是主体，未计入",
    ),
    ("when it was made", ("制表日期：", "", "", "2027", ""), "第 4 行没有编号（制表日期：），不是主体，未计入"),
    ("a day", ("", "", "填表日期", "", ""), "第 4 行没有编号（填表日期），不是主体，未计入"),
    ("a note as an id", ("", "备注1：数出报表", "", "", ""), "第 4 行没有编号（备注1：数出报表），不是主体，未计入"),
    ("a dash for an id", ("", "-", "以下空白", "", ""), "第 4 行没有编号（以下空白），不是主体，未计入"),
    (
        "a firm whose id is missing",
        ("3", "", "丙公司", "3", ""),
        "第 4 行没有编号而填了事实，若是主体须补上编号（丙公司），不是主体，未计入",
    ),
]


@pytest.mark.parametrize("write", [in_csv, in_workbook, in_parquet])
@pytest.mark.parametrize(("row", "told"), [each[1:] for each in FOOT], ids=[each[0] for each in FOOT])
def test_a_row_below_the_subjects_is_set_apart_and_told(
    tmp_path: Path, write: Write, row: tuple[str, ...], told: str
) -> None:
    told = told.replace("第 4 行", "第 3 行") if write is in_parquet else told

    register = read(tmp_path, row, write=write, strict=True)

    assert [each["id"] for each in rows(register)] == ["A1", "A2"]
    assert (register.rows_read, register.rows, register.rows_apart, register.fault_count) == (3, 2, 1, 0)
    assert [chinese for chinese, _ in register.warnings] == [told]


def test_several_are_told_in_one_line(tmp_path: Path) -> None:
    foot = (("", "合计", "", "3.5", ""), ("制表人：张三", "", "", "", ""), ("审核", "", "李四", "", ""))

    register = read(tmp_path, *foot)

    assert register.warnings == (
        (
            "第 4 行是合计行，第 5、6 行没有编号（制表人：张三；审核），都不是主体，未计入",
            "row 4 is a total, rows 5, 6 without id (制表人：张三; 审核): not subjects and not counted",
        ),
    )


def test_of_a_long_foot_the_first_rows_and_the_last_are_told(tmp_path: Path) -> None:
    register = read(tmp_path, *[("", "", "", "0", "")] * 40)

    assert register.rows_apart == 40
    assert "第 4、5、6、7、8、9、10、11、12、13 … 43 行没有编号" in register.warnings[0][0]


def test_totals_and_headings_of_parts_between_subjects_are_set_apart(tmp_path: Path) -> None:
    table = [HEADINGS, ("一、象山区", "", "", "", ""), FIRMS[0], ("", "", "小计", "1.5", ""), FIRMS[1]]

    register = read_register(in_csv(tmp_path, table), pack())

    assert [each["id"] for each in rows(register)] == ["A1", "A2"]
    assert register.warnings[0][0] == "第 4 行是合计行，第 2 行没有编号（一、象山区），都不是主体，未计入"


@pytest.mark.parametrize(
    ("row", "given", "looks"),
    [
        (("9", "", "丙公司", "3", ""), "空（丙公司）", "编号：像是漏了编号的主体，请补上；不是主体就删去这一行"),
        (("9", "", "", "3", ""), "空", "编号：像是漏了编号的主体，请补上；不是主体就删去这一行"),
        (
            ("", "", "小计（1 家）", "3", ""),
            "空（小计（1 家））",
            "编号：像是合计行，请删去，或者编号一格只写 合计 或 小计（略过并说明）",
        ),
    ],
)
def test_a_row_between_subjects_that_gives_facts_and_no_id_is_refused_with_what_it_looks_like(
    tmp_path: Path, row: tuple[str, ...], given: str, looks: str
) -> None:
    faults = refusals(in_csv(tmp_path, [HEADINGS, FIRMS[0], row, FIRMS[1]]))

    assert [(each.row, each.column, each.given, each.expected) for each in faults] == [(3, "编号", given, looks)]


@pytest.mark.parametrize("name", ["合计公司", "总计", "小计（1 家）", "备注", "Total Ltd"])
def test_a_subject_with_an_id_is_one_whatever_its_name_is(tmp_path: Path, name: str) -> None:
    register = of_text(tmp_path, f"id,name\nA1,{name}\n1002,{name}\n注1号,x\n")

    assert (register.rows, register.rows_apart, register.warnings) == (3, 0, ())


def test_a_list_of_totals_alone_has_no_rows(tmp_path: Path) -> None:
    assert refusals(csv_file(tmp_path, "id,name\n合计,x\n"))[0].expected == "标题行和至少一行数据"


@pytest.mark.parametrize(
    "table",
    [
        "id,fact,year,value\nA,营业收入,2025,1\nA,营业收入,2026,2\n合计,,,3\n审核：李四,,,\n",
        "id,fact,year,value\nA,营业收入,2025,1\nA,营业收入,2026,2\n,合计,,3\n,审核：李四,,\n",
    ],
)
def test_the_long_form_has_totals_and_a_foot_as_well(tmp_path: Path, table: str) -> None:
    register = of_text(tmp_path, table)

    assert rows(register) == [{"id": "A", "revenue_yuan_2025": 100, "revenue_yuan_2026": 200}]
    assert (register.rows_read, register.rows, register.rows_apart) == (4, 1, 2)


@given(st.lists(st.sampled_from(["A", "合计", "制表人：甲", "", "说明"]), min_size=1, max_size=8), st.booleans())
def test_no_row_is_lost_rows_read_are_those_kept_and_those_set_apart(ids: list[str], has_facts: bool) -> None:
    frame = pl.DataFrame({"id": ids, "企业": ["是" if has_facts else None] * len(ids)}).with_row_index(ROW, offset=2)
    sources = (("id", "id"), ("企业", "企业"))
    table = Table(frame.lazy(), sources, frame.schema, on_disk=False, is_typed=False)

    found = without_rows_apart(table, laid_out(sources, pack(), Mapping()))

    kept = found.table.frame.collect()
    assert len(kept) + found.count == len(ids)
    assert kept.filter(pl.col("id").is_in(["A", "说明"])).equals(frame.filter(pl.col("id").is_in(["A", "说明"])))
    assert len(found.told) == bool(found.count)
