"""Axes of values: round ticks that cover all that is drawn, and the unit that keeps their labels short.

Its one law: an axis has zero on it and from three to seven ticks, each a whole number of steps of 1, 2 or 5 and zeros;
their labels are exact. It does not know the drawing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lingqu.reports.document import Kind
from lingqu.reports.numbers import FEN, MILLION, decimal, yuan_word

_MOST = 7
_FEWEST = 3
_EXACT = 12  # decimals: more than any unit has
_WHERE_ALL_IS_ZERO: dict[Kind, int] = {"money": FEN, "share": MILLION // 100}
_CHINESE = ((10_000_000_000, "亿元"), (1_000_000, "万元"))
_ENGLISH = ((100_000_000_000, "billion yuan"), (100_000_000, "million yuan"), (100_000, "thousand yuan"))


def ticks(low: int, high: int, *, step_at_zero: int = 1) -> tuple[int, ...]:
    """Round values that cover zero and everything from `low` to `high`.

    >>> ticks(0, 37), ticks(-12, 30), ticks(0, 0)
    ((0, 10, 20, 30, 40), (-20, -10, 0, 10, 20, 30), (0, 1, 2))
    """
    low, high = min(low, 0), max(high, 0)
    if low == high:
        return tuple(step_at_zero * number for number in range(_FEWEST))
    step = 1
    while (found := _steps(low, high, step)) > _MOST:
        step = _next(step)
    first = low // step
    return tuple(step * number for number in range(first, first + max(found, _FEWEST)))


def _steps(low: int, high: int, step: int) -> int:
    return -(-high // step) - low // step + 1


def _next(step: int) -> int:
    """The step after 1, 2, 5, 10, 20, …"""
    return step * 5 // 2 if str(step)[0] == "2" else step * 2


@dataclass(frozen=True, slots=True)
class Axis:
    """Ticks from the lowest to the highest, told in a unit."""

    ticks: tuple[int, ...]
    unit: int
    word: str

    def label(self, tick: int) -> str:
        """A tick, exactly."""
        return decimal(tick, self.unit, _EXACT)[0]

    def short(self, value: int) -> str:
        """A value beside its bar, to two decimals: the table has the rest. What is not zero does not read as zero."""
        text = decimal(value, self.unit, 2)[0]
        if value and text == "0":
            return "<0.01" if value > 0 else ">-0.01"
        return text


def axis_for(values: Iterable[int], kind: Kind, lang: str) -> Axis:
    """Make the axis for values of a kind.

    >>> axis = axis_for([8_000_000_000, 0], "money", "zh")
    >>> [axis.label(each) for each in axis.ticks], axis.word
    (['0', '2,000', '4,000', '6,000', '8,000'], '万元')
    """
    known = [*values, 0]
    found = ticks(min(known), max(known), step_at_zero=_WHERE_ALL_IS_ZERO.get(kind, 1))
    unit, word = _unit(max(abs(found[0]), abs(found[-1])), kind, lang)
    return Axis(found, unit, word)


def _unit(size: int, kind: Kind, lang: str) -> tuple[int, str]:
    if kind == "share":
        return MILLION // 100, "%"
    if kind != "money":
        return 1, ""
    for unit, word in _ENGLISH if lang == "en" else _CHINESE:
        if size >= unit:
            return unit, word
    return FEN, yuan_word(lang)


@dataclass(frozen=True, slots=True)
class Scale:
    """Where on a drawing a value lies."""

    axis: Axis
    start: float
    end: float

    def at(self, value: int) -> float:
        """The place of a value."""
        low, high = self.axis.ticks[0], self.axis.ticks[-1]
        return self.start + (self.end - self.start) * ((value - low) / (high - low))
