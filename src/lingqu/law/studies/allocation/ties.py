"""Ties broken: among all choices that are equally good the one that the stated rule wants, however the file is sorted.

Its one law: each step is an optimum of its own under a lock that keeps all earlier ones, in exact whole numbers. What
prices prove to be in, or out of, every optimum is fixed first, and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lingqu.law.studies.allocation.prices import Prices
from lingqu.law.studies.allocation.programme import Choice, Goal, Item, Programme, Row, Term
from lingqu.law.studies.allocation.sayings import Saying
from lingqu.law.studies.allocation.solver import Effort, Fixing, Outcome, solve

AT_ONCE = 16
"""So many items in order are decided by one solve, each weighing more than all after it."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The choice that the tie rule wants; `whole` is False where time ran out before it was followed to the end."""

    choice: Choice
    whole: bool


class _OutOfTime(Exception):
    """A step of the tie rule could not be proven."""


def settle(programme: Programme, rows: Sequence[Row], found: Outcome, prices: Prices | None, effort: Effort) -> Settled:
    """Follow the tie rule from one optimum to the one that it wants."""
    assert found.choice is not None
    settling = _Settling(programme, [*rows], found.choice, effort.exactly())
    settling.lock(programme.goal, found.value)
    if prices is not None:
        settling.fix_by(prices, found.value)
    try:
        for total in programme.totals:
            settling.raise_total(total)
        settling.order_items()
        settling.order_steps()
    except _OutOfTime:
        return Settled(settling.choice, whole=False)
    return Settled(settling.choice, whole=True)


class _Settling:
    """A choice on its way; `fixed` and the locks among `rows` hold it among the equally good ones."""

    def __init__(self, programme: Programme, rows: list[Row], choice: Choice, effort: Effort) -> None:
        self.items: tuple[Item, ...] = programme.items
        self.rows = rows
        self.choice = choice
        self.effort = effort
        self.taken: dict[int, bool] = dict.fromkeys(programme.never, False)
        self.steps: dict[int, int] = {}

    def lock(self, goal: Goal, value: int) -> None:
        """Keep a goal at a value that was reached."""
        if any(goal.fixed) or any(goal.per_step):
            self.rows.append(_lock(goal, value, self.items))

    def fix_by(self, prices: Prices, value: int) -> None:
        """Fix what every optimum takes or leaves."""
        for place in range(len(self.items)):
            if place in self.taken:
                continue
            if prices.bound_with(place) < value:
                self.taken[place] = False
            elif prices.bound_without(place) < value:
                self.taken[place] = True

    def raise_total(self, total: Goal) -> None:
        """Make one total as large as the locks allow."""
        outcome = self._solved(total)
        self.lock(total, outcome.value)

    def order_items(self) -> None:
        """Of two equally good choices the one that takes the first item in which they differ."""
        free = [place for place in range(len(self.items)) if place not in self.taken]
        while free:
            while free and self.choice.taken[free[0]]:
                self.taken[free.pop(0)] = True
            batch = free[:AT_ONCE]
            if not batch:
                return
            weights = [0] * len(self.items)
            for number, place in enumerate(batch):
                weights[place] = 1 << (len(batch) - 1 - number)
            self._solved(Goal(tuple(weights), (0,) * len(weights)))
            for place in batch:
                self.taken[place] = self.choice.taken[place]
            del free[: len(batch)]

    def order_steps(self) -> None:
        """Of two choices of the same items the one that gives more to the first in which they differ."""
        for place, item in enumerate(self.items):
            if not item.steps or not self.choice.taken[place]:
                continue
            if self.choice.steps[place] < item.steps:
                per_step = [0] * len(self.items)
                per_step[place] = 1
                self._solved(Goal((0,) * len(per_step), tuple(per_step)))
            self.steps[place] = self.choice.steps[place]

    def _solved(self, goal: Goal) -> Outcome:
        fixed = Fixing(self.taken, self.steps)
        outcome = solve(items=self.items, rows=self.rows, goal=goal, effort=self.effort, fixed=fixed, start=self.choice)
        if outcome.choice is None or not outcome.proven:
            raise _OutOfTime
        self.choice = outcome.choice
        return outcome


def _lock(goal: Goal, value: int, items: Sequence[Item]) -> Row:
    """The row that a goal stay where it is; less of something is held from above."""
    label = Saying(f"已定的{goal.name}", f"{goal.name} as reached")
    terms = tuple(
        Term(place, fixed, per_step)
        for place, (fixed, per_step) in enumerate(zip(goal.fixed, goal.per_step, strict=True))
        if fixed or per_step
    )
    if all(term.fixed <= 0 and term.per_step <= 0 for term in terms):
        turned = tuple(replace(term, fixed=-term.fixed, per_step=-term.per_step) for term in terms)
        return Row("", label, "lock", "most", -value, turned, False)
    return Row("", label, "lock", "least", value, terms, False)
