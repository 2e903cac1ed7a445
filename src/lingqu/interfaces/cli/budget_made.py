"""A budget with all that it was made from: the policy, the readings, the question, the register's name, the seed.

Its one law: whoever has it can say of every figure what it rests on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lingqu.law.engine.program import Program
from lingqu.law.lang.tree import Reading
from lingqu.law.studies.budget.assumptions import Told, told
from lingqu.law.studies.budget.budget import Budget, Question
from lingqu.reports.studies.report_facts import RegisterTold


@dataclass(frozen=True, slots=True)
class Made:
    """The study and what it was made from."""

    program: Program
    question: Question
    budget: Budget
    register: RegisterTold
    seed: int

    def assumptions(self) -> tuple[Told, ...]:
        """Every assumption that was followed."""
        recurs = {each.drawing.id: each.drawing.recurrence for each in self.budget.measures}
        by_text = [each.drawing.id for each in self.budget.measures if each.drawing.is_said]
        return told(self.question.assumptions, self.question.payers, recurs, by_text)

    def readings(self) -> Iterator[tuple[Reading, str]]:
        """The readings of the measures studied, with the alternative followed; empty where none is."""
        pack = self.program.pack
        named = {each for course in self.budget.measures for each in course.drawing.measure.readings}
        named |= {*pack.policy.common_readings, *self.question.payers.follows, *self.program.chosen}
        for reading in pack.readings:
            if reading.id in named:
                yield reading, self.program.chosen.get(reading.id, "")
