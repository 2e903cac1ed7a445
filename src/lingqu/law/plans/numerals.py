"""Chinese numerals as headings and dates use them: 十二 is 12, 二〇二六 is 2026, and back.

Its one law: what is not wholly a numeral is no number at all (None). It knows whole numbers from 0 to 9999.
"""

from __future__ import annotations

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": 0, "○": 0, "Ｏ": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "[零〇○一二两三四五六七八九十百千]"


def number_of(numeral: str) -> int | None:
    """Read a Chinese or Arabic numeral.

    >>> number_of("十九"), number_of("二〇二六"), number_of("１２"), number_of("一百零三"), number_of("甲")
    (19, 2026, 12, 103, None)
    """
    if not numeral or len(numeral) > 9:
        return None
    if all(character.isdecimal() for character in numeral):
        return int(numeral)
    if not all(character in _DIGITS or character in _UNITS for character in numeral):
        return None
    if not any(character in _UNITS for character in numeral):
        return int("".join(str(_DIGITS[character]) for character in numeral))
    return _sum_of_units(numeral)


def numeral_of(number: int) -> str:
    """Write a whole number from 1 to 99 in Chinese; larger ones digit by digit.

    >>> numeral_of(3), numeral_of(10), numeral_of(12), numeral_of(40), numeral_of(103)
    ('三', '十', '十二', '四十', '一〇三')
    """
    digits = "〇一二三四五六七八九"
    if not 0 < number < 100:
        return "".join(digits[int(digit)] for digit in str(abs(number)))
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else digits[tens] + "十"
    return head + (digits[ones] if ones else "")


def _sum_of_units(numeral: str) -> int:
    total, digit = 0, None
    for character in numeral:
        if character in _UNITS:
            total += (1 if digit is None or digit == 0 else digit) * _UNITS[character]
            digit = None
        else:
            digit = _DIGITS[character]
    return total + (digit or 0)
