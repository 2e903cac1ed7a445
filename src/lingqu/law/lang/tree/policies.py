"""What stands in a folder beside its measures: the header, facts, departments, readings.

Its one law: a reading has at most one adopted alternative and no other default.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from lingqu.law.lang.tree.conditions import Condition
from lingqu.law.lang.tree.places import NOWHERE, Anchor, Place
from lingqu.law.lang.tree.values import Day, Unit, Value


@dataclass(frozen=True, slots=True)
class Policy:
    """政策: the header of a folder."""

    id: str
    title: str
    english: str
    issued: Day | None
    since: Day
    until: Day | None
    day_fact: str  # the fact that holds the day judged
    common: Condition | None  # 共同条件, asked by every applicant measure
    common_readings: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()  # what the plan does not say and the product does not check
    supplements: tuple[str, ...] = ()  # 补充: policies whose conditions a call may switch on
    version: str = ""
    note: str = ""
    at: Place = field(default=NOWHERE, compare=False, repr=False)


class Source(Enum):
    """Who can supply a fact."""

    DECLARED = "申请人"
    REGISTER = "登记"
    FINDING = "认定"
    DERIVED = "推算"


@dataclass(frozen=True, slots=True)
class FactDeclaration:
    """事实: a name on screen, a name on the wire, and all that a form needs to ask for it."""

    name: str
    code: str
    unit: Unit
    yearly: bool
    english: str
    meaning: str
    meaning_english: str
    source: Source
    evidence: str = ""
    evidence_english: str = ""
    choices: tuple[tuple[str, str], ...] = ()  # (Chinese, code)
    derivation: Value | Condition | None = None
    role: str = ""  # 已付本年 | 已付合计: the two facts a remaining sum is computed from
    informative: bool = False  # 仅供参考: no rule may ask it
    nonnegative: bool = False  # 非负
    readings: tuple[str, ...] = ()
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Department:
    """部门: code, official name, English name."""

    code: str
    name: str
    english: str
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Alternative:
    """备选: one way to read an open point."""

    code: str
    name: str
    english: str
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Adoption:
    """采用: which alternative, by whom, when, why."""

    alternative: str
    by: str
    on: Day
    why: str
    why_english: str = ""
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """口径: an open point of the text as a named object."""

    id: str
    title: str
    english: str
    question: str
    question_english: str
    cites: tuple[Anchor, ...]
    alternatives: tuple[Alternative, ...]
    adopted: Adoption | None
    at: Place = field(default=NOWHERE, compare=False, repr=False)
