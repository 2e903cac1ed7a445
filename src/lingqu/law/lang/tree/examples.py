"""Examples beside a rule: what is given, what must come out.

Its one law: what an example does not say, it does not ask.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lingqu.law.lang.tree.places import NOWHERE, Place
from lingqu.law.lang.tree.values import Day, Quantity


@dataclass(frozen=True, slots=True)
class Given:
    """One fact in an example: 「x」 2亿元, 「x」2025年 100元, 「是企业」, 非「是企业」; value None is 未知."""

    name: str
    value: Quantity | Day | str | bool | None
    year: int | None = None
    word: str = field(default="非", compare=False)  # 非 | 不 | 未, where the value is False
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Expected:
    """What an example says comes out; None means the example does not say."""

    verdict: str  # 符合 | 不符合 | 待定
    kind: str | None = None  # 应得 | 最高 | 择优 | 资金池 | 无金额
    sum: Quantity | None = None
    remaining: Quantity | None = None
    missing: tuple[str, ...] | None = None
    still: tuple[str, ...] | None = None  # 金额还缺「…」: facts that the sum still needs
    readings: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """示例: facts → what comes out; note is the comment behind it."""

    given: tuple[Given, ...]
    chosen: tuple[tuple[str, str], ...]  # 口径 r=a
    expected: Expected
    note: str = field(default="", compare=False)
    at: Place = field(default=NOWHERE, compare=False, repr=False)
