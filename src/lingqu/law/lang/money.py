"""Sums of money said exactly: 2000万元, 1.2亿元, 20 million yuan.

Its one law: what is said is exact to the fen; a unit is used only where the number under it stays short.
"""

from __future__ import annotations

import re

_LONG = re.compile(r"(?<![0-9.])[0-9]{5,}")
_CHINESE = ((10_000_000_000, "亿元"), (1_000_000, "万元"))
_ENGLISH = ((100_000_000_000, "billion yuan"), (100_000_000, "million yuan"))


def money_zh(fen: int) -> str:
    """Say fen in Chinese.

    >>> money_zh(2_000_000_000), money_zh(12_000_000_000), money_zh(45_000_001), money_zh(5)
    ('2000万元', '1.2亿元', '450000.01元', '0.05元')
    """
    size = abs(fen)
    for unit, word in _CHINESE:
        if size >= unit and size % (unit // 10_000) == 0:
            return f"{_decimal(fen, unit)}{word}"
    return f"{_decimal(fen, 100)}元"


def grouped(said: str) -> str:
    """Part the digits of a sum that is only read, never written into a rule: five and more, as tables of figures do.

    >>> grouped("116420.81万元"), grouped("2000万元"), grouped("-1234567元")
    ('116,420.81万元', '2000万元', '-1,234,567元')
    """
    return _LONG.sub(lambda found: f"{int(found[0]):,}", said)


def money_en(fen: int) -> str:
    """Say fen in English.

    >>> money_en(2_000_000_000), money_en(45_000_000), money_en(5)
    ('20 million yuan', '450,000 yuan', '0.05 yuan')
    """
    size = abs(fen)
    for unit, word in _ENGLISH:
        if size >= unit and size % (unit // 100) == 0:
            digits, _, rest = _decimal(fen, unit).partition(".")
            return f"{int(digits):,}{'.' + rest if rest else ''} {word}"
    whole, part = divmod(size, 100)
    sign = "-" if fen < 0 else ""
    return f"{sign}{whole:,}{f'.{part:02d}' if part else ''} yuan"


def _decimal(number: int, unit: int) -> str:
    whole, part = divmod(abs(number), unit)
    digits = str(part).zfill(len(str(unit)) - 1).rstrip("0")
    return f"{'-' if number < 0 else ''}{whole}{'.' + digits if digits else ''}"
