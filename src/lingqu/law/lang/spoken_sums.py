"""Sums as people say them: 10亿5000万, 两千万, 三亿零五十万元, 1.2亿, 20 million.

Its one law: what can mean two sums (三亿五, 10亿5000) is none. It knows yuan and nothing of facts.
"""

from __future__ import annotations

import re
from fractions import Fraction

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_LARGE = (("亿", 10**8), ("万", 10**4))
_ENGLISH = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_PLAIN = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,6})?)\s*([a-z]*)", re.ASCII)
_ARABIC = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,6})?)([十百千]?)", re.ASCII)
_SIGNS = "¥￥"
_YUAN = ("人民币", "yuan", "rmb", "元", "块")


class UnableToReadSum(ValueError):
    """A text that says no sum; `is_ambiguous` where it could say two."""

    def __init__(self, text: str, *, is_ambiguous: bool = False) -> None:
        super().__init__(text)
        self.is_ambiguous = is_ambiguous


def read_sum(text: str) -> Fraction:
    """Read yuan.

    >>> [int(read_sum(each)) for each in ("10亿5000万", "两千万", "三万五千元", "20 million yuan", "-5万")]
    [1050000000, 20000000, 35000, 20000000, -50000]
    """
    plain = text.strip().lstrip(_SIGNS).replace(",", "").strip()
    negative = plain.startswith("-")
    plain = plain.removeprefix("-").strip()
    said = plain
    for word in _YUAN:
        said = said.removesuffix(word).strip()
    found = _PLAIN.fullmatch(said)
    if found:
        if found.group(2) not in _ENGLISH:
            raise UnableToReadSum(text)
        number = Fraction(found.group(1)) * _ENGLISH[found.group(2)]
    else:
        number = _in_parts(said.replace(" ", ""), in_yuan=said != plain)
    return -number if negative else number


def _in_parts(text: str, *, in_yuan: bool) -> Fraction:
    """Add up the parts under 亿, under 万 and the rest."""
    for sign, size in _LARGE:
        if sign not in text:
            continue
        head, _, rest = text.partition(sign)
        above = _in_parts(head, in_yuan=True)
        if not rest:
            return above * size
        below = _in_parts(rest, in_yuan=in_yuan)
        if above.denominator != 1 or below >= size:
            raise UnableToReadSum(text)
        if not _is_told_whole(rest, sign, in_yuan):
            raise UnableToReadSum(text, is_ambiguous=True)
        return above * size + below
    return _section(text)


def _is_told_whole(rest: str, after: str, in_yuan: bool) -> bool:
    """Whether what follows 亿 or 万 can only mean what it says: 3亿5 is also said for 3亿5000万."""
    if rest[0] in "零〇" or "万" in rest:
        return True
    if not in_yuan and after == "亿":
        return False
    return rest[-1] in _TENS or (rest.isdecimal() and (in_yuan or len(rest) == 4)) or (in_yuan and "十" in rest)


def _section(text: str) -> Fraction:
    found = _ARABIC.fullmatch(text)
    if found:
        return Fraction(found.group(1)) * _TENS.get(found.group(2), 1)
    total, digit, last, zero = 0, None, 10_000, False
    for character in text:
        if digit is None and character in "零〇":
            zero = True
        elif digit is None and character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _TENS and _TENS[character] < last:
            last = _TENS[character]
            total += last * (1 if digit is None else digit)
            digit, zero = None, False
        else:
            raise UnableToReadSum(text)
    if digit is not None and last > 10 and total and not zero:
        raise UnableToReadSum(text, is_ambiguous=True)  # 一百五 is said for 150 as well
    if not text:
        raise UnableToReadSum(text)
    return Fraction(total + (digit or 0))
