"""Values of a rule: numbers and days as written, facts, looks into a series, arithmetic.

The one-line docstring of each node says what *unknown* does there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from lingqu.law.lang.tree.places import NOWHERE, Place


class Unit(Enum):
    """What a value is; the word of the language is the value."""

    MONEY = "金额"
    RATIO = "比例"
    COUNT = "数量"
    DATE = "日期"
    YES_NO = "是否"
    CHOICE = "选项"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written: money in fen, a ratio as numerator over denominator, a count; never unknown."""

    unit: Unit
    numerator: int
    denominator: int = 1
    written: str = field(default="", compare=False)
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day, ISO text; never unknown."""

    iso: str
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Fact:
    """The value of a declared fact by its Chinese name; unknown when not given and not derivable."""

    name: str
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PreviousYear:
    """上年「x」: the value of the year before the year relied on; unknown without that year of the series."""

    name: str
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class EarlierMaximum:
    """往年最高「x」: the highest of all earlier years; a gap leaves it known only as "at least"."""

    name: str
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SumOfYears:
    """近N年合计「x」: the sum of the last N closed years; unknown when one of them is."""

    name: str
    years: int
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Increase:
    """同比增加「x」: the year relied on less the year before; unknown when either is."""

    name: str
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Plus:
    """a + b; unknown when either is."""

    left: Value
    right: Value
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Minus:
    """a − b; unknown when either is."""

    left: Value
    right: Value
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Times:
    """a × r with r a written ratio or count; unknown when a is; exact, only an award is cut to fen."""

    left: Value
    right: Quantity
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class DividedBy:
    """a ÷ b, a ratio; unknown when either is; undefined (unknown for that reason) when b ≤ 0."""

    left: Value
    right: Value
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Lesser:
    """较小者（a，b，…）; unknown when one is unknown."""

    items: tuple[Value, ...]
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Greater:
    """较大者（a，b，…）; unknown when one is unknown."""

    items: tuple[Value, ...]
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ValueByReading:
    """依口径 r（甲：a；乙：b）: the value under the reading's adopted or chosen alternative."""

    reading: str  # its id; as parsed, what was written: an id or a title
    alternatives: tuple[tuple[str, Value], ...]  # by code; as parsed, a code or a name
    written: tuple[str, ...] = field(default=(), compare=False)  # reading and alternatives as written, once settled
    at: Place = field(default=NOWHERE, compare=False, repr=False)


Value = (
    Quantity
    | Day
    | Fact
    | PreviousYear
    | EarlierMaximum
    | SumOfYears
    | Increase
    | Plus
    | Minus
    | Times
    | DividedBy
    | Lesser
    | Greater
    | ValueByReading
)
