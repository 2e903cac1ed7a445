"""Conditions of a rule, and the words of law that compare.

The one-line docstring of each node says what *unknown* does there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lingqu.law.lang.tree.places import NOWHERE, Place
from lingqu.law.lang.tree.values import Day, Fact, Quantity, Value


@dataclass(frozen=True, slots=True)
class Holds:
    """A yes/no fact standing alone; unknown when not given."""

    name: str
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Compare:
    """left WORD right; unknown when either side is, or when a ratio in it is undefined."""

    left: Value
    word: str
    right: Value
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Among:
    """「x」属于（甲、乙） or 「x」为 甲 (one choice, word 为); unknown when x is."""

    name: str
    choices: tuple[str, ...]
    word: str = "属于"
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Within:
    """自 D 起 N年内: the day judged lies in the Civil Code period that begins with D; unknown when a day is."""

    start: Fact | Day
    length: int
    unit: str  # 年 | 个月 | 日 | 个工作日
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class FirstTime:
    """「x」首次 WORD t: passes t in the year relied on and in no earlier year; unknown parts stay unknown."""

    name: str
    word: str
    threshold: Quantity
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Not:
    """不 / 非 / 未 c; unknown when c is."""

    item: Condition
    word: str = "不"
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class And:
    """a 且 b …; one NO decides, else one UNKNOWN leaves it unknown."""

    items: tuple[Condition, ...]
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Or:
    """a 或 b …; one YES decides, else one UNKNOWN leaves it unknown."""

    items: tuple[Condition, ...]
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AtLeastOf:
    """至少 N项（a；b；c）; unknown while the unknown ones could still decide it."""

    number: int
    items: tuple[Condition, ...]
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ByReading:
    """依口径 r（甲：c；乙：d）: the condition under the reading's adopted or chosen alternative; with none adopted,
    what all alternatives agree on, else unknown for that reason."""

    reading: str  # its id; as parsed, what was written: an id or a title
    alternatives: tuple[tuple[str, Condition], ...]  # by code; as parsed, a code or a name
    written: tuple[str, ...] = field(default=(), compare=False)  # reading and alternatives as written, once settled
    at: Place = field(default=NOWHERE, compare=False, repr=False)


Condition = Holds | Compare | Among | Within | FirstTime | Not | And | Or | AtLeastOf | ByReading

# The words of law and what they compare; 以上 以下 以内 stand behind the number, the others before it.
STRICTLY_ABOVE = ("高于", "超过", "突破", "大于")
AT_LEAST = ("达到", "不低于", "以上")
STRICTLY_BELOW = ("低于", "不满")
AT_MOST = ("不超过", "以下", "以内")
EQUAL = ("等于",)
BEHIND_THE_NUMBER = ("以上", "以下", "以内")
