"""The allocation itself: the best choice under the rules, how far it is proven, and what follows for each application.

Its one law: what is returned keeps every rule in exact whole numbers, and a word such as optimal stands only where the
bound has been reached. It does not know how anything is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lingqu.law.studies.allocation.clashes import Clash, clash_among
from lingqu.law.studies.allocation.filling import Filling, greedy
from lingqu.law.studies.allocation.prices import Prices, prices_of
from lingqu.law.studies.allocation.programme import Choice, Goal, Programme, Row
from lingqu.law.studies.allocation.reasons import Refused, refusals
from lingqu.law.studies.allocation.solver import Effort, Outcome, solve
from lingqu.law.studies.allocation.ties import settle

Standing = Literal["optimal", "within_gap", "out_of_time"]


class UnableToSatisfy(Exception):
    """The rules cannot be kept together; `clash` is the smallest set of them that clashes."""

    def __init__(self, clash: Clash) -> None:
        self.clash = clash
        super().__init__("; ".join(row.label.zh for row in clash.rows))


class UnableToFinish(Exception):
    """Time ran out before any choice that keeps the rules was found, or before it was known that there is none."""


@dataclass(frozen=True, slots=True)
class Allocation:
    """A choice with its proof. `bound`: no choice is worth more. `ties`: the tie rule was followed to its end."""

    programme: Programme
    choice: Choice
    value: int
    bound: int
    standing: Standing
    ties: bool
    prices: Prices | None
    refused: tuple[Refused, ...]
    greedy: Choice

    @property
    def gap(self) -> float:
        """The gap as a part of the value."""
        return 0.0 if self.bound <= self.value else (self.bound - self.value) / max(1, abs(self.value))

    def money(self, choice: Choice | None = None) -> int:
        """What a choice gives in all, in fen."""
        chosen = choice or self.choice
        return sum(chosen.sum_of(item, place) for place, item in enumerate(self.programme.items))


def allocate(programme: Programme, effort: Effort) -> Allocation:
    """Find the best choice. Raises `UnableToSatisfy` or `UnableToFinish`."""
    by_hand = greedy(programme)
    prices = prices_of(programme, effort)
    choice, value, bound, standing, ties = _best(programme, programme.rows, prices, by_hand, effort)
    return Allocation(
        programme=programme,
        choice=choice,
        value=value,
        bound=bound,
        standing=standing,
        ties=ties,
        prices=prices,
        refused=refusals(programme, choice, prices, value),
        greedy=by_hand,
    )


def best_under(programme: Programme, rows: Sequence[Row], effort: Effort) -> tuple[Choice, int, int, Standing]:
    """Find the best choice under other rows than the programme's own. Raises as `allocate` does."""
    choice, value, bound, standing, _ = _best(programme, rows, None, None, effort)
    return choice, value, bound, standing


def _best(
    programme: Programme, rows: Sequence[Row], prices: Prices | None, start: Choice | None, effort: Effort
) -> tuple[Choice, int, int, Standing, bool]:
    first = start if start is not None and not programme.broken(start, rows) else None
    found = solve(items=programme.items, rows=rows, goal=programme.goal, effort=effort, start=first)
    if found.ending == "infeasible":
        raise UnableToSatisfy(clash_among(programme.items, rows, effort))
    if found.choice is None:
        raise UnableToFinish
    bound = found.bound if prices is None else max(found.value, min(found.bound, prices.bound))
    found = Outcome(found.ending, found.choice, found.value, bound, found.exact)
    if found.proven:
        settled = settle(programme, rows, found, prices, effort)
        return settled.choice, found.value, bound, "optimal", settled.whole
    standing: Standing = "out_of_time" if found.ending == "out_of_time" else "within_gap"
    improved = _filled(programme, rows, found)
    value = programme.goal.value(improved)
    return improved, value, max(bound, value), standing, False


def _filled(programme: Programme, rows: Sequence[Row], found: Outcome) -> Choice:
    """Put into a choice that is not proven to be the best whatever still fits: nothing may be left lying about."""
    assert found.choice is not None
    filling = Filling(programme, found.choice)
    filling.put(range(len(programme.items)))
    filled = filling.choice()
    return filled if not programme.broken(filled, rows) else found.choice


def worth_of(goal: Goal, value: int) -> str:
    """A value of the goal in its own unit, exact, as text.

    >>> from fractions import Fraction
    >>> worth_of(Goal((), (), Fraction(1, 10)), 875), worth_of(Goal((), ()), 3)
    ('87.5', '3')
    """
    exact = goal.unit * value
    digits = 0
    while (exact * 10**digits).denominator != 1:
        digits += 1
    whole = int(exact * 10**digits)
    if not digits:
        return str(whole)
    text = str(abs(whole)).zfill(digits + 1)
    return f"{'-' if whole < 0 else ''}{text[:-digits]}.{text[-digits:]}"
