"""What a budget rests on: how much of it the eligible draw, how much the undetermined, how much mere assumption.

Its one law: a sum that rests on undetermined subjects is never passed off as known. Of a measure under which nobody is
found eligible, and for which the register settles nobody or has none of its own facts, all that is drawn is assumed.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from lingqu.law.engine.program import CompiledMeasure, Program
from lingqu.law.engine.slots import bits_of
from lingqu.law.packs.walk import facts_behind
from lingqu.law.studies.budget.shortage import PoolCourse


@dataclass(frozen=True, slots=True)
class Ground:
    """P50 and the most in fen: of all, of those found eligible alone, and without what is merely assumed."""

    p50: int
    p50_known: int
    p50_told: int
    at_most: int
    at_most_known: int

    @property
    def undetermined(self) -> int:
        """By how much P50 is less if no undetermined subject proves eligible."""
        return self.p50 - self.p50_known

    @property
    def assumed(self) -> int:
        """By how much P50 is less without the undetermined of measures of which the register says nothing."""
        return self.p50 - self.p50_told

    @property
    def at_most_undetermined(self) -> int:
        """What of the most is that of undetermined subjects."""
        return self.at_most - self.at_most_known

    @property
    def is_assumed(self) -> bool:
        """Whether more than half of P50 is merely assumed."""
        return self.assumed * 2 > self.p50


@dataclass(frozen=True, slots=True)
class PoolGround:
    """What a pool's figures rest on, and its course if those found eligible alone draw on it."""

    ground: Ground
    known: PoolCourse


@dataclass(frozen=True, slots=True)
class Counted:
    """How many subjects a measure finds eligible and leaves undetermined, in one year, before anything is placed."""

    eligible: int = 0
    undetermined: int = 0

    def more(self, other: Counted) -> Counted:
        """Both together."""
        return Counted(self.eligible + other.eligible, self.undetermined + other.undetermined)


def is_silent(years: Collection[Counted], rows: int, *, has_facts: bool) -> bool:
    """Whether a register of so many rows says nothing of a measure, by the counts of all years.

    >>> is_silent([Counted(0, 30)], 30, has_facts=True), is_silent([Counted(0, 29)], 30, has_facts=True)
    (True, False)
    """
    if any(each.eligible for each in years):
        return False
    most = max((each.undetermined for each in years), default=0)
    return most > 0 and (most == rows or not has_facts)


def with_own_facts(program: Program, measures: Collection[str], columns: Collection[str]) -> frozenset[str]:
    """The measures of which a register has a column of a fact that not all measures of the policy ask."""
    asked = {each.measure.id: _asked(program, each) for each in program.measures}
    shared = frozenset.intersection(*asked.values()) if asked else frozenset()
    held = {each.partition(":")[0] for each in columns}
    held |= {each[:-5] for each in held if each[-5:-4] == "_" and each[-4:].isdigit()}
    return frozenset(each for each in measures if (asked[each] - shared) & held)


def _asked(program: Program, measure: CompiledMeasure) -> frozenset[str]:
    """The codes of the facts that a measure can ask, with those that others are derived from."""
    pack, layout = program.pack, program.layout
    facts = {each.name: each for each in pack.facts}
    names = [pack.facts[layout.facts[slot]].name for slot in bits_of(measure.facts)]
    return frozenset(facts[each].code for name in names for each in facts_behind(name, facts))
