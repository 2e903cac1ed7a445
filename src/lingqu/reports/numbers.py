"""Cells as text: money with both its decimals, counts in thousands, shares as percent, a dash for what is unknown.

Its one law: a cell loses nothing; only the headline of a figure is rounded, says so, and has the exact value beside it.
It does not know where the text stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from lingqu.reports.document import Cell, Column, Kind

UNKNOWN = "—"
NUMBERS: frozenset[Kind] = frozenset(("money", "count", "share", "number"))
MILLION = 1_000_000
FEN = 100  # of one yuan
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")

_CHINESE = ((10_000_000_000, "亿元", 4), (1_000_000, "万元", 2), (FEN, "元", 2))
_ENGLISH = ((100_000_000_000, "billion yuan", 4), (100_000_000, "million yuan", 2), (FEN, "yuan", 2))


class Headline(NamedTuple):
    """A value said shortly; `exact` is the whole value where the short one is rounded or told in a larger unit."""

    text: str
    unit: str = ""
    is_rounded: bool = False
    exact: str = ""


def decimal(number: int, unit: int, most: int, *, least: int = 0) -> tuple[str, bool]:
    """Say number / unit with `least` to `most` decimals, and whether it was rounded (half away from zero).

    >>> decimal(123_456_789, 1_000_000, 2), decimal(-5_000, 100, 2, least=2)
    (('123.46', True), ('-50.00', False))
    """
    scaled, rest = divmod(abs(number) * 10**most, unit)
    is_rounded = rest != 0
    scaled += 2 * rest >= unit
    whole, part = divmod(scaled, 10**most)
    digits = str(part).zfill(most) if most else ""
    digits = digits[:least] + digits[least:].rstrip("0")
    sign = "-" if number < 0 and scaled else ""
    return f"{sign}{whole:,}{'.' + digits if digits else ''}", is_rounded


def amount_text(fen: int) -> str:
    """Say fen as yuan with both decimals.

    >>> amount_text(123450), amount_text(-5)
    ('1,234.50', '-0.05')
    """
    return decimal(fen, FEN, 2, least=2)[0]


def nearest_share(exact: Fraction) -> int:
    """The parts per million nearest to a share, halves away from zero; what is exact has to stand beside it.

    >>> nearest_share(Fraction(1, 15)), nearest_share(Fraction(-1, 15)), nearest_share(Fraction(1, 8_000_000))
    (66667, -66667, 0)
    """
    parts = (2 * MILLION * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    return -parts if exact < 0 else parts


def plain_decimal(text: str) -> Decimal | None:
    """The number that a cell of the kind "number" holds, with its decimals; None for any other text.

    >>> plain_decimal("-2661.50"), plain_decimal("1e3"), plain_decimal("80 分")
    (Decimal('-2661.50'), None, None)
    """
    return Decimal(text) if _PLAIN.fullmatch(text) else None


def share_digits(values: Iterable[Cell]) -> int:
    """How many decimals the percents of one column need: 2, or 4 where two are not exact."""
    return 4 if any(isinstance(value, int) and value % 100 for value in values) else 2


def cell_text(value: Cell, kind: Kind, *, digits: int | None = None) -> str:
    """Say a cell exactly; a text in a column of numbers stands as it is.

    >>> [cell_text(123450, "money"), cell_text(12345, "count"), cell_text(50_000, "share"), cell_text(None, "money")]
    ['1,234.50', '12,345', '5.00%', '—']
    >>> cell_text("-2661.50", "number"), cell_text("80 points", "number")
    ('-2,661.50', '80 points')
    """
    if value is None:
        return UNKNOWN
    if kind == "number" and isinstance(value, str) and (number := plain_decimal(value)) is not None:
        return f"{number:,f}"
    if isinstance(value, str) or kind in ("text", "day"):
        return str(value)
    if kind == "money":
        return amount_text(value)
    if kind == "share":
        least = share_digits([value]) if digits is None else digits
        return decimal(value, MILLION // 100, 4, least=least)[0] + "%"
    return f"{value:,}"


def headline(value: Cell, kind: Kind, lang: str) -> Headline:
    """Say the value of a figure shortly.

    >>> headline(800_000_000_00, "money", "zh")
    Headline(text='8', unit='亿元', is_rounded=False, exact='800,000,000.00 元')
    >>> headline(12_345_678_90, "money", "zh")
    Headline(text='1,234.57', unit='万元', is_rounded=True, exact='12,345,678.90 元')
    """
    if not isinstance(value, int) or kind in ("text", "day"):
        return Headline(cell_text(value, kind))
    if kind == "share":
        return Headline(decimal(value, MILLION // 100, 4)[0], "%")
    if kind != "money":
        return Headline(f"{value:,}")
    text, unit, is_rounded = _short(value, lang)
    whole = unit == yuan_word(lang)
    return Headline(text, unit, is_rounded, "" if whole else f"{amount_text(value)} {yuan_word(lang)}")


def _short(fen: int, lang: str) -> tuple[str, str, bool]:
    for unit, word, decimals in _ENGLISH if lang == "en" else _CHINESE:
        if abs(fen) >= unit or unit == FEN:
            least = 2 if unit == FEN and fen % FEN else 0
            text, is_rounded = decimal(fen, unit, decimals, least=least)
            return text, word, is_rounded
    raise AssertionError("the last unit takes every sum")


def yuan_word(lang: str) -> str:
    """The unit in which exact sums are told."""
    return "yuan" if lang == "en" else "元"


def heading(column: Column, lang: str) -> str:
    """The heading of a column, with the unit of its sums where the title does not name one."""
    if column.kind != "money" or "元" in column.title or "yuan" in column.title.casefold():
        return column.title
    return f"{column.title} (yuan)" if lang == "en" else f"{column.title}（元）"
