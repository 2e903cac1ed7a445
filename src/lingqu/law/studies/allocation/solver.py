"""A programme given to HiGHS and its answer taken back, checked in whole numbers.

Its one law: what HiGHS finds in doubles counts only after every row has been checked in exact integers; a choice that
breaks a row by rounding is cut off and solved again, or told. Same programme, same answer: one thread, fixed seed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any, Literal

import highspy
import numpy as np

from lingqu.law.studies.allocation.programme import Choice, Goal, Item, Row, Term

MOST_CUTS = 50
LARGEST_TOTAL = 10**11
"""Goals with a larger total are given to the solver in a coarser unit: doubles carry no more, and the bound says so."""

_JUST_UNDER_ONE = 0.99  # goals are whole numbers: a gap below one proves the optimum
_LOOK = 0.1  # seconds between two looks at a running solver

Ending = Literal["optimal", "within_gap", "out_of_time", "infeasible", "unknown"]


@dataclass(slots=True)
class Progress:
    """How far a running solver has come: the best value found and the bound, in units of the goal."""

    value: float = -math.inf
    bound: float = math.inf


def _no_watch(progress: Progress) -> None:
    del progress


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to try: the gap that is good enough, the seconds left, and who is told of progress.

    `left` is asked again before each solve, so that several share one limit.
    """

    gap: float = 0.0
    left: Callable[[], float] = lambda: math.inf
    watch: Callable[[Progress], None] = _no_watch

    def exactly(self) -> Effort:
        """The same patience, nothing but the optimum."""
        return Effort(0.0, self.left, self.watch)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a solve ended. `bound`: no choice is better. `exact` is False where rounding had to be mended by force."""

    ending: Ending
    choice: Choice | None
    value: int
    bound: int
    exact: bool = True

    @property
    def proven(self) -> bool:
        """Whether the choice is an optimum beyond doubt."""
        return self.choice is not None and self.exact and self.bound <= self.value


@dataclass(frozen=True, slots=True)
class Fixing:
    """What is settled before the solver begins: items by place, in or out, and steps."""

    taken: Mapping[int, bool] = field(default_factory=dict)
    steps: Mapping[int, int] = field(default_factory=dict)


NOTHING_FIXED = Fixing()


def solve(
    *,
    items: Sequence[Item],
    rows: Sequence[Row],
    goal: Goal,
    effort: Effort,
    fixed: Fixing = NOTHING_FIXED,
    start: Choice | None = None,
) -> Outcome:
    """Find the choice that keeps all rows and makes the goal as large as can be."""
    kept = list(rows)
    exact = True
    for _ in range(MOST_CUTS):
        outcome = _solved(items, kept, goal, effort, fixed, start)
        if outcome.choice is None:
            return outcome
        broken = [row for row in kept if row.broken_by(outcome.choice)]
        if not broken:
            return Outcome(outcome.ending, outcome.choice, outcome.value, outcome.bound, exact)
        cut, loses_nothing = _cut_off(broken[0], outcome.choice, items)
        exact = exact and loses_nothing
        kept.append(cut)
    return Outcome("unknown", None, 0, outcome.bound, False)


def cost_scale(goal: Goal, items: Sequence[Item]) -> int:
    """In how many units of a goal the solver counts."""
    total = sum(
        abs(fixed) + abs(per_step) * item.steps
        for fixed, per_step, item in zip(goal.fixed, goal.per_step, items, strict=True)
    )
    return max(1, total // LARGEST_TOTAL)


def _cut_off(row: Row, choice: Choice, items: Sequence[Item]) -> tuple[Row, bool]:
    """A row that forbids what broke `row` by rounding, and whether it forbids nothing that is allowed."""
    stepped = any(term.per_step and items[term.item].steps for term in row.terms)
    taken = [term for term in row.terms if choice.taken[term.item]]
    if row.sense == "most" and not stepped and all(term.fixed >= 0 for term in row.terms):
        cover = tuple(Term(term.item, 1) for term in taken)
        return Row(row.rule, row.label, "lock", "most", len(cover) - 1, cover, False), True
    if row.sense == "least" and not stepped and all(term.fixed >= 0 for term in row.terms):
        rest = tuple(Term(term.item, 1) for term in row.terms if not choice.taken[term.item])
        return Row(row.rule, row.label, "lock", "least", 1, rest, False), True
    by = row.broken_by(choice)
    bound = row.bound - by if row.sense == "most" else row.bound + by
    return Row(row.rule, row.label, row.kind, row.sense, bound, row.terms, row.money), False


def _solved(
    items: Sequence[Item], rows: Sequence[Row], goal: Goal, effort: Effort, fixed: Fixing, start: Choice | None
) -> Outcome:
    scale = cost_scale(goal, items)
    model = _model(items, rows, goal, fixed, scale)
    highs = _quiet()
    highs.setOptionValue("mip_rel_gap", effort.gap)
    highs.setOptionValue("mip_abs_gap", _JUST_UNDER_ONE if scale == 1 else 0.0)
    left = effort.left()
    if not math.isinf(left):
        highs.setOptionValue("time_limit", max(0.05, left))
    highs.passModel(model)
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = _values(items, start)
        highs.setSolution(solution)
    run_watched(highs, effort, scale)
    return _outcome(highs, items, goal, scale)


def relaxed(
    *, items: Sequence[Item], rows: Sequence[Row], goal: Goal, effort: Effort, fixed: Fixing = NOTHING_FIXED
) -> tuple[float, ...] | None:
    """Solve without wholeness; the dual of each row, at least zero, in units of the goal for one of the row's bound."""
    scale = cost_scale(goal, items)
    model = _model(items, rows, goal, fixed, scale)
    model.integrality_ = []
    highs = _quiet()
    highs.passModel(model)
    run_watched(highs, effort, scale)
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    duals = highs.getSolution().row_dual
    return tuple(
        max(0.0, (duals[place] if row.sense == "most" else -duals[place]) * scale / _divisor(row))
        for place, row in enumerate(rows)
    )


def run_watched(highs: highspy.Highs, effort: Effort, scale: int) -> None:
    """Run the solver beside, so that an interruption reaches us and stops it, and progress is told."""
    progress = Progress()
    stopping = False

    def looked(event: Any) -> None:
        progress.value = event.data_out.mip_primal_bound * scale
        progress.bound = event.data_out.mip_dual_bound * scale
        if stopping:
            event.interrupt()

    highs.cbMipInterrupt += looked
    highs.cbSimplexInterrupt += looked
    ended = Event()  # not Thread.join: an interrupted join takes a running thread for one that has ended

    def run() -> None:
        try:
            highs.run()
        finally:
            ended.set()

    Thread(target=run, daemon=True).start()
    try:
        while not ended.wait(_LOOK):
            effort.watch(progress)
    finally:
        stopping = True
        ended.wait()


class _Silent(highspy.Highs):
    """HiGHS that says nothing: its constructor, enabling callbacks, prints a banner before one can ask it not to."""

    def enableCallbacks(self) -> None:
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


def _quiet() -> highspy.Highs:
    highs: highspy.Highs = _Silent()  # type: ignore[no-untyped-call]  # its constructor says no types
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("random_seed", 0)
    return highs


def _divisor(row: Row) -> int:
    """The largest number by which all numbers of a row can be divided: doubles then carry it exactly the longest."""
    return math.gcd(*(number for term in row.terms for number in (term.fixed, term.per_step))) or 1


def _columns(items: Sequence[Item]) -> dict[int, int]:
    """The column of the steps of each item that has some; items themselves are the first columns."""
    stepped = [place for place, item in enumerate(items) if item.steps]
    return {place: len(items) + number for number, place in enumerate(stepped)}


def _model(items: Sequence[Item], rows: Sequence[Row], goal: Goal, fixed: Fixing, scale: int) -> highspy.HighsLp:
    stepped = _columns(items)
    lower = [0.0] * len(items) + [0.0] * len(stepped)
    upper = [1.0] * len(items) + [float(items[place].steps) for place in stepped]
    for place, taken in fixed.taken.items():
        lower[place] = upper[place] = float(taken)
    for place, steps in fixed.steps.items():
        if place in stepped:
            lower[stepped[place]] = upper[stepped[place]] = float(steps)
    cost = [each / scale for each in goal.fixed] + [goal.per_step[place] / scale for place in stepped]
    model = highspy.HighsLp()
    model.num_col_ = len(cost)
    model.col_cost_ = np.array(cost)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_lower_, model.col_upper_ = np.array(lower), np.array(upper)
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(cost)
    _put_rows(model, items, rows, stepped)
    return model


def _put_rows(model: highspy.HighsLp, items: Sequence[Item], rows: Sequence[Row], stepped: Mapping[int, int]) -> None:
    starts, columns, values = [0], [], []
    lower, upper = [], []
    for row in rows:
        divisor = _divisor(row)
        for term in row.terms:
            columns.append(term.item)
            values.append(float(term.fixed // divisor))
            if term.per_step and term.item in stepped:
                columns.append(stepped[term.item])
                values.append(float(term.per_step // divisor))
        starts.append(len(columns))
        lower.append(-math.inf if row.sense == "most" else float(-(-row.bound // divisor)))
        upper.append(float(row.bound // divisor) if row.sense == "most" else math.inf)
    for place, column in stepped.items():
        columns += [column, place]
        values += [1.0, -float(items[place].steps)]
        starts.append(len(columns))
        lower.append(-math.inf)
        upper.append(0.0)
    model.num_row_ = len(lower)
    model.row_lower_, model.row_upper_ = np.array(lower), np.array(upper)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.array(starts, dtype=np.int32)
    model.a_matrix_.index_ = np.array(columns, dtype=np.int32)
    model.a_matrix_.value_ = np.array(values)


def _values(items: Sequence[Item], choice: Choice) -> list[float]:
    return [float(each) for each in choice.taken] + [float(choice.steps[place]) for place in _columns(items)]


def _outcome(highs: highspy.Highs, items: Sequence[Item], goal: Goal, scale: int) -> Outcome:
    status = highs.getModelStatus()
    found = highspy.HighsModelStatus
    if status in (found.kInfeasible, found.kUnboundedOrInfeasible):
        return Outcome("infeasible", None, 0, 0)
    info = highs.getInfo()
    bound = _whole_bound(info.mip_dual_bound, scale, goal, items)
    if info.primal_solution_status != int(highspy.SolutionStatus.kSolutionStatusFeasible):
        return Outcome("unknown", None, 0, bound, False)
    columns = highs.getSolution().col_value
    taken = tuple(columns[place] > 0.5 for place in range(len(items)))
    stepped = _columns(items)
    steps = tuple(
        min(item.steps, max(0, round(columns[stepped[place]]))) if item.steps and taken[place] else 0
        for place, item in enumerate(items)
    )
    choice = Choice(taken, steps)
    value = goal.value(choice)
    bound = max(bound, value)
    if status != found.kOptimal:
        return Outcome("out_of_time", choice, value, bound)
    return Outcome("optimal" if bound == value else "within_gap", choice, value, bound)


def _whole_bound(bound: float, scale: int, goal: Goal, items: Sequence[Item]) -> int:
    """The bound in whole units of the goal, rounded so that it stays a bound."""
    if math.isinf(bound) or math.isnan(bound):
        pairs = zip(goal.fixed, goal.per_step, items, strict=True)
        return sum(max(0, fixed + max(0, per_step) * item.steps) for fixed, per_step, item in pairs)
    if scale == 1:
        return math.floor(bound + 1e-4)
    return math.ceil(bound * scale * (1 + math.copysign(1e-9, bound)))


def any_choice(*, items: Sequence[Item], rows: Sequence[Row], effort: Effort) -> Outcome:
    """Find any choice that keeps all rows."""
    none = (0,) * len(items)
    return solve(items=items, rows=rows, goal=Goal(none, none), effort=effort.exactly())
