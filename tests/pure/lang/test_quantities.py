"""Quantities as written: text; unit; value; said in English. And what cannot be held exactly."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingqu.law.lang.faults import UnableToRead
from lingqu.law.lang.money import money_en, money_zh
from lingqu.law.lang.parser import parse_value
from lingqu.law.lang.quantities import spelled
from lingqu.law.lang.tree import Quantity, Unit
from lingqu.law.lang.words import say_quantity

MONEY, RATIO, COUNT = Unit.MONEY, Unit.RATIO, Unit.COUNT

QUANTITIES = [
    ("2000万元", MONEY, Fraction(2_000_000_000), "20 million yuan"),
    ("1.2亿元", MONEY, Fraction(12_000_000_000), "120 million yuan"),
    ("300元", MONEY, Fraction(30_000), "300 yuan"),
    ("0.01元", MONEY, Fraction(1), "0.01 yuan"),
    ("12000元", MONEY, Fraction(1_200_000), "12,000 yuan"),
    ("３００ 元", MONEY, Fraction(30_000), "300 yuan"),
    ("5千元", MONEY, Fraction(500_000), "5,000 yuan"),
    ("3百万元", MONEY, Fraction(300_000_000), "3 million yuan"),
    ("1千万元", MONEY, Fraction(1_000_000_000), "10 million yuan"),
    ("1万亿元", MONEY, Fraction(100_000_000_000_000), "1,000 billion yuan"),
    ("0.0001万元", MONEY, Fraction(100), "1 yuan"),
    ("5%", RATIO, Fraction(1, 20), "5%"),
    ("0.5％", RATIO, Fraction(1, 200), "0.5%"),
    ("5‰", RATIO, Fraction(1, 200), "0.5%"),
    ("千分之五", RATIO, Fraction(1, 200), "0.5%"),
    ("百分之十五", RATIO, Fraction(3, 20), "15%"),
    ("百分之2.5", RATIO, Fraction(1, 40), "2.5%"),
    ("万分之二", RATIO, Fraction(1, 5000), "0.02%"),
    ("十分之三", RATIO, Fraction(3, 10), "30%"),
    ("3分之1", RATIO, Fraction(1, 3), "1/3"),
    ("1.5倍", RATIO, Fraction(3, 2), "150%"),
    ("3家", COUNT, Fraction(3), "3"),
    ("3", COUNT, Fraction(3), "3"),
    ("2.5个", COUNT, Fraction(5, 2), "2.5"),
    ("10年", COUNT, Fraction(10), "10"),
]

REFUSED = [
    ("0.001元", "below-fen"),
    ("0.0000001万元", "below-fen"),
    ("零分之一", "zero-parts"),
    ("1234567890123456789元", "too-long"),
    ("0.1234567891%", "too-long"),
    ("12,000元", "comma-in-number"),
    ("2026年2月30日", "no-such-day"),
    ("2026-13-01", "no-such-day"),
    ("1/2/", "unexpected"),
]


@pytest.mark.parametrize(("text", "unit", "value", "english"), QUANTITIES)
def test_a_quantity_is_held_exactly(text: str, unit: Unit, value: Fraction, english: str) -> None:
    read = parse_value(text)

    assert isinstance(read, Quantity)
    assert (read.unit, Fraction(read.numerator, read.denominator)) == (unit, value)
    assert say_quantity(read, "en") == english
    assert parse_value(spelled(read)) == read
    assert parse_value(spelled(Quantity(read.unit, read.numerator, read.denominator))) == read


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_what_cannot_be_held_is_refused(text: str, code: str) -> None:
    with pytest.raises(UnableToRead) as caught:
        parse_value(text)

    assert [fault.code for fault in caught.value.faults] == [code]


def test_the_spelling_is_kept_but_does_not_count() -> None:
    one, other = parse_value("千分之五"), parse_value("0.5%")

    assert one == other
    assert (spelled(one), spelled(other)) == ("千分之五", "0.5%")  # type: ignore[arg-type]


@given(st.integers(-(10**16), 10**16))
def test_money_said_in_chinese_reads_back(fen: int) -> None:
    assert parse_value(money_zh(fen)) == Quantity(MONEY, fen)


@pytest.mark.parametrize(
    ("fen", "chinese", "english"),
    [
        (0, "0元", "0 yuan"),
        (1, "0.01元", "0.01 yuan"),
        (-1, "-0.01元", "-0.01 yuan"),
        (50, "0.5元", "0.50 yuan"),
        (999_999, "9999.99元", "9,999.99 yuan"),
        (1_000_000, "1万元", "10,000 yuan"),
        (1_000_001, "10000.01元", "10,000.01 yuan"),
        (49_999_998, "499999.98元", "499,999.98 yuan"),
        (50_000_000, "50万元", "500,000 yuan"),
        (2_000_000_000, "2000万元", "20 million yuan"),
        (12_000_000_000, "1.2亿元", "120 million yuan"),
        (100_000_000_000, "10亿元", "1 billion yuan"),
        (123_456_789_01, "123456789.01元", "123,456,789.01 yuan"),
    ],
)
def test_money_is_said_exactly(fen: int, chinese: str, english: str) -> None:
    assert (money_zh(fen), money_en(fen)) == (chinese, english)
