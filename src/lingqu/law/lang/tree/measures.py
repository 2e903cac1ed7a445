"""Measures, and how they stand to each other.

Its one law: no measure without the sentence it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from lingqu.law.lang.tree.amounts import Award, Period
from lingqu.law.lang.tree.conditions import Condition
from lingqu.law.lang.tree.examples import Example, Given
from lingqu.law.lang.tree.places import NOWHERE, Anchor, Place
from lingqu.law.lang.tree.values import Day, Quantity


@dataclass(frozen=True, slots=True)
class Measure:
    """措施: one funding sentence of a plan as a rule."""

    id: str
    title: str
    english: str
    cites: tuple[Anchor, ...]
    kind: str  # 组织 | 项目 | 平台 | 认定 | 团队 | 联合体
    subject: Condition | None
    condition: Condition | None
    award: Award | None
    instrument: str = ""
    instrument_english: str = ""
    purpose: str = ""
    purpose_english: str = ""
    payee: str = ""
    payee_english: str = ""
    instalments: tuple[tuple[str, Quantity], ...] = ()
    departments: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    since: Day | None = None
    until: Day | None = None
    to_applicant: bool = True
    premise: tuple[Given, ...] = ()
    examples: tuple[Example, ...] = ()
    note: str = ""
    at: Place = field(default=NOWHERE, compare=False, repr=False)


class Bond(Enum):
    """How clauses stand to each other."""

    HIGHER_ONCE = "择高"  # only the higher, once
    EXCLUSIVE = "互斥"  # at most one
    ADDITIVE = "可加"  # expressly allowed together
    SHARED_CEILING = "合计封顶"  # together no more than


@dataclass(frozen=True, slots=True)
class Relation:
    """关系: a bond between named measures; a relation may rest on an open reading (then it is only possible)."""

    id: str
    bond: Bond
    measures: tuple[str, ...]
    ceiling: Quantity | None = None
    period: Period = Period.NONE
    years: int = 0
    cites: tuple[Anchor, ...] = ()
    reading: str = ""  # holds only under reading=alternative
    alternative: str = ""
    note: str = ""
    at: Place = field(default=NOWHERE, compare=False, repr=False)
