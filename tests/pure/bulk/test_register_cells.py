"""What a cell of a register means, unit by unit, for text and for typed columns: a table of cells."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingqu.law.bulk.cells import Reading, plain_cells, plain_pattern, text_cells
from lingqu.law.bulk.typed_cells import WrongType, cells_of
from lingqu.law.engine.inputs import UnableToReadValue, read_money
from lingqu.law.lang.tree import FactDeclaration
from pure.bulk.made_registers import SHARE, csv_file, of_text, pack, refusals, rows

FAULT = "fault"


def fact(code: str) -> FactDeclaration:
    return pack().fact_coded(code)


MONEY, PAID = "revenue_yuan", "paid_same_clause_same_year_yuan"
COUNT, DAY, LEVEL, YES_NO = "patents_converted_count", "application_date", "platform_level", "is_enterprise"
RATIO = SHARE.code


def read(value: object, code: str, unit: str = "", dtype: pl.DataType | None = None) -> object:
    """One cell read: its value, None where it is empty, FAULT where it is one."""
    frame = pl.DataFrame({"cell": pl.Series([value], dtype=dtype or pl.String())})
    cells = cells_of("cell", frame.schema["cell"], Reading(fact(code), unit))
    found, faulty = frame.select(cells.value.alias("v"), cells.faulty.alias("f")).row(0)
    return FAULT if faulty else found


TEXT = [
    ("", MONEY, "", None),
    ("  ", MONEY, "", None),
    ("\u3000", YES_NO, "", None),
    ("0", MONEY, "", 0),
    ("-5", MONEY, "", -500),
    (" 1234.5 ", MONEY, "", 123450),
    ("1,234.50", MONEY, "", 123450),
    ("12,345,678", MONEY, "", 1234567800),
    ("-1,234", MONEY, "", -123400),
    ("12,34", MONEY, "", FAULT),
    ("1,2345", MONEY, "", FAULT),
    (",123", MONEY, "", FAULT),
    ("1234,567", MONEY, "", FAULT),
    ("1.234", MONEY, "", FAULT),
    ("1.", MONEY, "", FAULT),
    (".5", MONEY, "", FAULT),
    ("+1", MONEY, "", FAULT),
    ("1e5", MONEY, "", FAULT),
    ("１２", MONEY, "", FAULT),
    ("约300", MONEY, "", FAULT),
    ("NaN", MONEY, "", FAULT),
    ("￥5", MONEY, "", FAULT),
    ("999999999999.99", MONEY, "", 99_999_999_999_999),
    ("1000000000000", MONEY, "", FAULT),
    ("0.30000000000000004", MONEY, "", FAULT),
    ("300万元", MONEY, "", 300_000_000),
    ("300 万元", MONEY, "", 300_000_000),
    ("300万", MONEY, "", 300_000_000),
    ("1,234.5678万元", MONEY, "", 1_234_567_800),
    ("0.000001万元", MONEY, "", 1),
    ("0.0000001万元", MONEY, "", FAULT),
    ("1.2345678912亿元", MONEY, "", 12_345_678_912),
    ("9999亿元", MONEY, "", 99_990_000_000_000),
    ("10000亿元", MONEY, "", FAULT),
    ("12345678901.1234567891亿", MONEY, "", FAULT),
    ("5元", MONEY, "", 500),
    ("万元", MONEY, "", FAULT),
    ("5千元", MONEY, "", FAULT),
    ("1.5", MONEY, "万元", 1_500_000),
    ("1.234567", MONEY, "万元", 1_234_567),
    ("1.2345678", MONEY, "万元", FAULT),
    ("99999999.999999", MONEY, "万元", 99_999_999_999_999),
    ("100000000", MONEY, "万元", FAULT),
    ("2万元", MONEY, "万元", 2_000_000),
    ("2元", MONEY, "万元", FAULT),
    ("2亿元", MONEY, "万元", FAULT),
    ("0.5", MONEY, "亿元", 5_000_000_000),
    ("3.14", MONEY, "元", 314),
    ("0", PAID, "", 0),
    ("-0.01", PAID, "", FAULT),
    ("-1万元", PAID, "", FAULT),
    ("0.25", RATIO, "", 250_000),
    ("25%", RATIO, "", 250_000),
    ("25％", RATIO, "", 250_000),
    ("0.0001%", RATIO, "", 1),
    ("0.00001%", RATIO, "", FAULT),
    ("0.000001", RATIO, "", 1),
    ("0.0000001", RATIO, "", FAULT),
    ("0.2500000", RATIO, "", 250_000),
    ("999.999999", RATIO, "", 999_999_999),
    ("1000", RATIO, "", FAULT),
    ("-0.5", RATIO, "", -500_000),
    ("25", RATIO, "%", 250_000),
    ("25%", RATIO, "%", 250_000),
    ("1/4", RATIO, "", FAULT),
    ("3", COUNT, "", 3),
    ("3.0", COUNT, "", 3),
    ("1,234", COUNT, "", 1234),
    ("3.5", COUNT, "", FAULT),
    ("-1", COUNT, "", FAULT),
    ("999999999", COUNT, "", 999_999_999),
    ("1000000000", COUNT, "", FAULT),
    ("3件", COUNT, "", FAULT),
    ("2027-06-30", DAY, "", date(2027, 6, 30)),
    ("2027-6-3", DAY, "", date(2027, 6, 3)),
    ("2027/6/30", DAY, "", date(2027, 6, 30)),
    ("2027.6.30", DAY, "", date(2027, 6, 30)),
    ("2027年6月30日", DAY, "", date(2027, 6, 30)),
    ("2027-06-30 00:00:00", DAY, "", date(2027, 6, 30)),
    ("2027-06-30T00:00:00.000", DAY, "", date(2027, 6, 30)),
    ("2027-06-30 08:00:00", DAY, "", FAULT),
    ("2028-02-29", DAY, "", date(2028, 2, 29)),
    ("2027-02-29", DAY, "", FAULT),
    ("2027-13-01", DAY, "", FAULT),
    ("2027/6-30", DAY, "", FAULT),
    ("2027年6月30", DAY, "", FAULT),
    ("2027-6-30日", DAY, "", FAULT),
    ("2027年6月", DAY, "", FAULT),
    ("20270630", DAY, "", FAULT),
    ("46568", DAY, "", FAULT),
    ("0000-01-01", DAY, "", FAULT),
    ("0001-01-01", DAY, "", date(1, 1, 1)),
    ("30/6/2027", DAY, "", FAULT),
    ("national", LEVEL, "", "national"),
    ("国家级", LEVEL, "", "national"),
    (" 自治区级 ", LEVEL, "", "regional"),
    ("National", LEVEL, "", FAULT),
    ("省级", LEVEL, "", FAULT),
    *((word, YES_NO, "", True) for word in ("true", "True", "TRUE", "是", "1", "1.0", "有", "√", "✓", "yes")),
    *((word, YES_NO, "", False) for word in ("false", "FALSE", "否", "0", "0.0", "无", "×", "no")),
    *((word, YES_NO, "", FAULT) for word in ("2", "y", "t", "--", "未知", "是否", "null")),
    *(
        (dash, code, unit, None)
        for dash in ("-", "－", "—", "——", "/", "／", " - ")
        for code, unit in ((YES_NO, ""), (MONEY, ""), (MONEY, "万元"), (RATIO, ""), (COUNT, ""), (DAY, ""), (LEVEL, ""))
    ),
    ("-万元", MONEY, "", FAULT),
]


@pytest.mark.parametrize(("cell", "code", "unit", "expected"), TEXT)
def test_a_cell_of_text(cell: str, code: str, unit: str, expected: object) -> None:
    assert read(cell, code, unit) == expected


TYPED = [
    (1, MONEY, "", pl.Int64(), 100),
    (127, MONEY, "亿元", pl.Int8(), 1_270_000_000_000),
    (10**12, MONEY, "", pl.Int64(), FAULT),
    (1 - 10**12, MONEY, "", pl.Int64(), -99_999_999_999_900),
    (2**64 - 1, MONEY, "", pl.UInt64(), FAULT),
    (10**8, MONEY, "万元", pl.Int64(), FAULT),
    (0.29, MONEY, "", pl.Float64(), 29),
    (1.0, MONEY, "", pl.Float64(), 100),
    (0.1 + 0.2, MONEY, "", pl.Float64(), FAULT),
    (1.005, MONEY, "", pl.Float64(), FAULT),
    (999999999999.99, MONEY, "", pl.Float64(), 99_999_999_999_999),
    (1e12, MONEY, "", pl.Float64(), FAULT),
    (float("nan"), MONEY, "", pl.Float64(), FAULT),
    (float("-inf"), MONEY, "", pl.Float64(), FAULT),
    (1234.5678, MONEY, "万元", pl.Float64(), 1_234_567_800),
    (1.5, MONEY, "", pl.Float32(), 150),
    (Decimal("1.50"), MONEY, "", pl.Decimal(18, 2), 150),
    (Decimal("999999999999.99"), MONEY, "", pl.Decimal(18, 2), 99_999_999_999_999),
    (Decimal("1000000000000"), MONEY, "", pl.Decimal(18, 2), FAULT),
    (Decimal("1.5000"), MONEY, "", pl.Decimal(18, 4), 150),
    (Decimal("1.5001"), MONEY, "", pl.Decimal(18, 4), FAULT),
    (Decimal("1.5001"), MONEY, "万元", pl.Decimal(18, 4), 1_500_100),
    (Decimal("9" * 37), MONEY, "", pl.Decimal(38, 1), FAULT),
    (-1, PAID, "", pl.Int64(), FAULT),
    (0.05, RATIO, "", pl.Float64(), 50_000),
    (5.0, RATIO, "%", pl.Float64(), 50_000),
    (1 / 3, RATIO, "", pl.Float64(), FAULT),
    (3.0, COUNT, "", pl.Float64(), 3),
    (3.5, COUNT, "", pl.Float64(), FAULT),
    (True, YES_NO, "", pl.Boolean(), True),
    (1, YES_NO, "", pl.Int8(), True),
    (0.0, YES_NO, "", pl.Float64(), False),
    (2, YES_NO, "", pl.Int64(), FAULT),
    (date(2027, 6, 30), DAY, "", pl.Date(), date(2027, 6, 30)),
    (datetime(2027, 6, 30), DAY, "", pl.Datetime("us"), date(2027, 6, 30)),
    (datetime(2027, 6, 30, 8), DAY, "", pl.Datetime("ms"), FAULT),
    ("国家级", LEVEL, "", pl.Categorical(), "national"),
    ("1,5", MONEY, "", pl.Categorical(), FAULT),
    (None, MONEY, "", pl.Null(), None),
    (None, YES_NO, "", pl.Boolean(), None),
]


@pytest.mark.parametrize(("cell", "code", "unit", "dtype", "expected"), TYPED)
def test_a_cell_of_a_typed_column(cell: object, code: str, unit: str, dtype: pl.DataType, expected: object) -> None:
    assert read(cell, code, unit, dtype) == expected


@pytest.mark.parametrize(
    ("dtype", "code"),
    [
        (pl.Boolean(), MONEY), (pl.Date(), MONEY), (pl.Boolean(), COUNT), (pl.Date(), YES_NO), (pl.Int64(), DAY),
        (pl.Boolean(), LEVEL), (pl.List(pl.Int64), MONEY), (pl.Binary(), YES_NO), (pl.Time(), DAY),
    ],
)  # fmt: skip
def test_a_type_that_a_fact_cannot_have_is_refused(dtype: pl.DataType, code: str) -> None:
    with pytest.raises(WrongType):
        cells_of("cell", dtype, Reading(fact(code)))


@pytest.mark.parametrize(
    ("code", "words", "cells", "expected"),
    [
        (YES_NO, (("Y", True), ("N", False)), ["Y", "N", "是", None], [True, False, None, None]),
        (LEVEL, (("部级", "national"), ("厅级", "regional")), ["部级", "national"], ["national", None]),
        (YES_NO, (("1", True), ("2", False)), [1, 2, 3], [True, False, None]),
    ],
)
def test_own_words_of_a_mapping_replace_the_usual_ones(
    code: str, words: tuple[tuple[str, str | bool], ...], cells: list[Any], expected: list[Any]
) -> None:
    frame = pl.DataFrame({"cell": cells})

    found = frame.select(cells_of("cell", frame.schema["cell"], Reading(fact(code), words=words)).value)

    assert found.to_series().to_list() == expected


@given(st.text(alphabet="0123456789.-,", max_size=18))
def test_money_as_text_is_what_assess_makes_of_it(text: str) -> None:
    try:
        expected: object = read_money(text)
    except UnableToReadValue:
        expected = FAULT

    found = read(text, MONEY)

    if "," in text and found is not FAULT:
        assert found == read_money(text.replace(",", ""))
    else:
        assert found == (None if text in ("", "-") else expected)  # a dash alone is not filled in


@given(st.integers(1 - 10**14, 10**14 - 1))
def test_every_sum_comes_through_a_float_unchanged(fen: int) -> None:
    frame = pl.DataFrame({"cell": [fen / 100, (fen + 1) / 100, (fen * 10 + 1) / 1000, None]})

    found = frame.select(cells_of("cell", pl.Float64(), Reading(fact(MONEY))).value).to_series().to_list()

    # several rows: Polars goes another way over one row than over many
    assert found[0] == fen
    assert found[1] in (fen + 1, None if fen + 1 == 10**14 else fen + 1)
    assert found[2:] == [None, None]


@pytest.mark.parametrize("unit", ["", "元", "万元", "亿元"])
@given(fen=st.integers(1 - 10**14, 10**14 - 1))
def test_text_that_is_plain_reads_like_any_other(unit: str, fen: int) -> None:
    power = {"": 0, "元": 0, "万元": 4, "亿元": 8}[unit]
    text = format(Decimal(fen).scaleb(-2 - power), "f")
    frame, reading = pl.DataFrame({"cell": [text]}), Reading(fact(MONEY), unit)
    pattern = plain_pattern(reading)
    assert pattern is not None

    is_plain, slow, quick = frame.select(
        pl.col("cell").str.contains(pattern).alias("p"),
        text_cells(pl.col("cell"), reading).value.alias("s"),
        plain_cells(pl.col("cell"), reading).value.alias("q"),
    ).row(0)

    assert (is_plain, slow, quick) == (True, fen, fen)


@pytest.mark.parametrize(("cell", "code", "unit", "expected"), TEXT)
def test_what_is_plain_is_no_fault_but_a_day_that_the_calendar_lacks(
    cell: str, code: str, unit: str, expected: object
) -> None:
    reading = Reading(fact(code), unit)
    pattern = plain_pattern(reading)
    if pattern is None or not pl.Series([cell]).str.contains(pattern).item():
        return

    found = pl.DataFrame({"cell": [cell]}).select(plain_cells(pl.col("cell"), reading).value).item()

    assert found == (None if expected == FAULT and code == DAY else expected)


def test_a_dash_means_what_the_mapping_says_of_it(tmp_path: Path) -> None:
    mapping = '[columns]\n"高企" = {fact = "企业", values = {"√" = true, "-" = false}}\n'

    register = of_text(tmp_path, "id,高企,在桂林\nA,-,-\nB,√,—\nC,/,是\n", mapping, strict=True)

    assert rows(register) == [
        {"id": "A", "is_enterprise": False},
        {"id": "B", "is_enterprise": True},
        {"id": "C", "located_in_guilin": True},
    ]


def test_a_dash_is_no_id(tmp_path: Path) -> None:
    assert [fault.row for fault in refusals(csv_file(tmp_path, "id,企业\n-,是\nA,是\n"))] == [2]
