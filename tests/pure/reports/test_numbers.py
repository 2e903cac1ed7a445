"""Cells and headlines as text: exact, or rounded and said to be."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingqu.reports.document import Cell, Column, Kind
from lingqu.reports.numbers import cell_text, heading, headline, nearest_share, plain_decimal

CELLS: list[tuple[Cell, Kind, str]] = [
    (123450, "money", "1,234.50"),
    (0, "money", "0.00"),
    (-5, "money", "-0.05"),
    (100_000_000_000_001, "money", "1,000,000,000,000.01"),
    (None, "money", "—"),
    ("不限", "money", "不限"),
    (12345, "count", "12,345"),
    (0, "count", "0"),
    (50_000, "share", "5.00%"),
    (333_333, "share", "33.3333%"),
    (-1, "share", "-0.0001%"),
    ("1234567.50", "number", "1,234,567.50"),
    ("-428.0", "number", "-428.0"),
    ("约 3", "number", "约 3"),
    (12345, "number", "12,345"),
    ("2027-06-30", "day", "2027-06-30"),
    (2027, "text", "2027"),
    ("", "text", ""),
]

HEADLINES: list[tuple[Cell, Kind, str, str]] = [
    (8_000_000_000, "money", "zh", "8,000 万元 | 80,000,000.00 元"),
    (10_500_000_000, "money", "zh", "1.05 亿元 | 105,000,000.00 元"),
    (1_234_567_890, "money", "zh", "~1,234.57 万元 | 12,345,678.90 元"),
    (999_999, "money", "zh", "9,999.99 元"),
    (500_000, "money", "zh", "5,000 元"),
    (0, "money", "zh", "0 元"),
    (-8_000_000_000, "money", "zh", "-8,000 万元 | -80,000,000.00 元"),
    (8_000_000_000, "money", "en", "80 million yuan | 80,000,000.00 yuan"),
    (50_000_000, "money", "en", "500,000 yuan"),
    (156_250, "share", "zh", "15.625 %"),
    (3121, "count", "zh", "3,121"),
    (None, "money", "zh", "—"),
    ("2028 年", "text", "zh", "2028 年"),
]


@pytest.mark.parametrize(("value", "kind", "text"), CELLS)
def test_a_cell_is_said_exactly(value: Cell, kind: Kind, text: str) -> None:
    assert cell_text(value, kind) == text


@pytest.mark.parametrize(("value", "kind", "lang", "text"), HEADLINES)
def test_a_headline_is_short_and_has_the_exact_value_beside_it(value: Cell, kind: Kind, lang: str, text: str) -> None:
    said = headline(value, kind, lang)

    short = f"{'~' * said.is_rounded}{said.text} {said.unit}".strip()
    assert (f"{short} | {said.exact}" if said.exact else short) == text


@given(st.integers(-(10**16), 10**16))
def test_money_read_back_is_the_same_fen(fen: int) -> None:
    text = cell_text(fen, "money")

    assert Decimal(text.replace(",", "")) * 100 == fen


@given(st.integers(-(10**16), 10**16))
def test_a_headline_that_is_not_rounded_is_the_value(fen: int) -> None:
    said = headline(fen, "money", "zh")
    unit = {"亿元": 10**10, "万元": 10**6, "元": 100}[said.unit]

    near = Decimal(said.text.replace(",", "")) * unit

    assert (near == fen) is not said.is_rounded
    assert abs(near - fen) <= max(unit // 200, unit // 20_000)


@pytest.mark.parametrize(
    ("title", "lang", "text"),
    [("支出", "zh", "支出（元）"), ("支出（万元）", "zh", "支出（万元）"), ("sum", "en", "sum (yuan)")],
)
def test_a_column_of_sums_names_its_unit_once(title: str, lang: str, text: str) -> None:
    assert heading(Column(title, "money"), lang) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4))
def test_a_number_is_said_with_all_its_decimals(number: Decimal) -> None:
    text = f"{number:f}"

    said = cell_text(text, "number")

    assert plain_decimal(text) == number
    assert said.replace(",", "") == text


@given(st.fractions(min_value=-1, max_value=1))
def test_a_share_is_rounded_to_the_nearest_and_never_cut(share: Fraction) -> None:
    parts = nearest_share(share)

    assert abs(share * 1_000_000 - parts) <= Fraction(1, 2)
    assert nearest_share(-share) == -parts
