"""Sums of money as people write them, read into whole fen and never through a floating number.

Its one law: a sum is exact to the fen or refused. It does not know what a sum is for.
"""

from __future__ import annotations

import re
from decimal import Decimal

from lingqu.law.studies.allocation.sayings import Saying

LARGEST = 10**15
"""Ten trillion yuan, in fen: beyond it nothing is an award, and the solver would no longer count exactly."""

SUM_EXPECTED = Saying(
    "金额：元，至多两位小数，或写明万元、亿元；不为负",
    "a sum in yuan with at most two decimals, or with 万元, 亿元; not negative",
)
_UNITS = {"": 100, "元": 100, "万": 1_000_000, "万元": 1_000_000, "亿": 10_000_000_000, "亿元": 10_000_000_000}
_SUM = re.compile(r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<unit>亿元|亿|万元|万|元|)")
_MOST_CHARACTERS = 40


class NotASum(ValueError):
    """A text that says no sum, or one that is not exact to the fen."""


def fen_of(text: str, *, unit: str = "元") -> int:
    """Read a sum; a bare number is in `unit`. Raises `NotASum`.

    >>> fen_of("8000万元"), fen_of("1,234.5"), fen_of("12.5", unit="万元"), fen_of("0.8亿")
    (8000000000, 123450, 12500000, 8000000000)
    """
    found = _SUM.fullmatch(text.strip().replace("，", ",")) if len(text) <= _MOST_CHARACTERS else None
    if found is None:
        raise NotASum(text)
    fen = Decimal(found["number"].replace(",", "")) * _UNITS[found["unit"] or unit]
    if fen != fen.to_integral_value() or fen > LARGEST:
        raise NotASum(text)
    return int(fen)


def yuan_text(fen: int) -> str:
    """Say fen as yuan with two decimals, as JSON and CSV carry it.

    >>> yuan_text(12345), yuan_text(-5)
    ('123.45', '-0.05')
    """
    whole, part = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole}.{part:02d}"
