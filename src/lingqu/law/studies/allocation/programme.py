"""Rules bound to applications: items that can be taken, and rows that every choice has to keep, all in whole numbers.

Its one law: whether a choice keeps the rules is decided here, in exact integers, never by the solver. Items stand in
the order of the tie rule, so that the order of the file leaves no trace.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from lingqu.law.studies.allocation.applications import Application
from lingqu.law.studies.allocation.rules import Rules
from lingqu.law.studies.allocation.sayings import Saying

Kind = Literal["pool", "ceiling", "floor", "exclusion", "mandatory", "forced", "lock"]
Sense = Literal["most", "least"]


@dataclass(frozen=True, slots=True)
class Item:
    """An application as it can be taken: at the lowest sum, or some steps above it (fen)."""

    application: Application
    low: int
    step: int = 0
    steps: int = 0

    @property
    def id(self) -> str:
        """The id of the application."""
        return self.application.id

    @property
    def high(self) -> int:
        """What is requested."""
        return self.low + self.step * self.steps


@dataclass(frozen=True, slots=True)
class Term:
    """What an item adds to a row when it is taken, and with each step."""

    item: int
    fixed: int
    per_step: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that a choice has to keep: terms together at most, or at least, the bound (fen, or a number)."""

    rule: str
    label: Saying
    kind: Kind
    sense: Sense
    bound: int
    terms: tuple[Term, ...]
    money: bool
    year: int | None = None

    def activity(self, choice: Choice) -> int:
        """What a choice comes to in this row."""
        taken = choice.taken
        steps = choice.steps
        return sum(term.fixed + term.per_step * steps[term.item] for term in self.terms if taken[term.item])

    def broken_by(self, choice: Choice) -> int:
        """By how much a choice breaks this row; 0 where it keeps it."""
        activity = self.activity(choice)
        return max(0, activity - self.bound if self.sense == "most" else self.bound - activity)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which items are taken, and by how many steps above their lowest sum."""

    taken: tuple[bool, ...]
    steps: tuple[int, ...]

    def sum_of(self, item: Item, place: int) -> int:
        """What an item is given."""
        return item.low + item.step * self.steps[place] if self.taken[place] else 0


@dataclass(frozen=True, slots=True)
class Goal:
    """A total to be made as large as can be: what each item adds when taken, and with each step."""

    fixed: tuple[int, ...]
    per_step: tuple[int, ...]
    unit: Fraction = Fraction(1)
    name: str = ""

    def value(self, choice: Choice) -> int:
        """What a choice comes to."""
        pairs = zip(self.fixed, self.per_step, choice.taken, choice.steps, strict=True)
        return sum(fixed + per_step * steps for fixed, per_step, taken, steps in pairs if taken)


@dataclass(frozen=True, slots=True)
class Programme:
    """All items in the order of the tie rule, all rows, the goal and the totals that break ties."""

    rules: Rules
    items: tuple[Item, ...]
    rows: tuple[Row, ...]
    goal: Goal
    totals: tuple[Goal, ...]
    notes: tuple[Saying, ...] = ()
    never: frozenset[int] = frozenset()
    """Items that no choice can hold: alone, at their lowest sum, they break a row."""

    def place_of(self, id: str) -> int:
        """Where the item with this id stands. Raises KeyError."""
        for place, item in enumerate(self.items):
            if item.id == id:
                return place
        raise KeyError(id)

    def broken(self, choice: Choice, rows: Sequence[Row] | None = None) -> list[Row]:
        """The rows that a choice does not keep; none means that it is allowed."""
        return [row for row in (self.rows if rows is None else rows) if row.broken_by(choice)]

    def nothing(self) -> Choice:
        """The choice that takes nothing."""
        return Choice((False,) * len(self.items), (0,) * len(self.items))


def never_taken(rows: Sequence[Row]) -> frozenset[int]:
    """Find the items that break a row by themselves."""
    found: set[int] = set()
    for row in rows:
        if row.sense == "most" and all(term.fixed >= 0 and term.per_step >= 0 for term in row.terms):
            found.update(term.item for term in row.terms if term.fixed > row.bound)
    return frozenset(found)
