"""Rules that cannot be kept together: the smallest set of them that clashes.

Its one law: the set clashes, and any one of its rules taken away it can be kept. It looks for that in halves, so that
a set of a few among hundreds takes few solves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lingqu.law.studies.allocation.programme import Item, Row
from lingqu.law.studies.allocation.solver import Effort, any_choice


@dataclass(frozen=True, slots=True)
class Clash:
    """Rows that cannot be kept together; `minimal` is False where time ran out before all others were ruled out."""

    rows: tuple[Row, ...]
    minimal: bool


def clash_among(items: Sequence[Item], rows: Sequence[Row], effort: Effort) -> Clash:
    """Find the smallest clashing set among rows that clash."""
    search = _Search(items, effort)
    # what asks for something stands first: without a floor nothing ever clashes, so that the halves fall quickly
    ordered = sorted(rows, key=lambda row: row.sense == "most")
    found = search.smallest([], ordered, False)
    return Clash(tuple(row for row in rows if any(row is each for each in found)), search.sure)


class _Search:
    """Halves the rows (QuickXplain); a solve that comes to no end counts as no clash, and takes the certainty away."""

    def __init__(self, items: Sequence[Item], effort: Effort) -> None:
        self._items = items
        self._effort = effort
        self.sure = True

    def smallest(self, background: list[Row], rows: list[Row], changed: bool) -> list[Row]:
        """The smallest part of `rows` that clashes together with the background."""
        if changed and self._clashes(background):
            return []
        if len(rows) == 1:
            return rows
        half = len(rows) // 2
        first, second = rows[:half], rows[half:]
        of_second = self.smallest([*background, *first], second, bool(first))
        of_first = self.smallest([*background, *of_second], first, bool(of_second))
        return [*of_first, *of_second]

    def _clashes(self, rows: list[Row]) -> bool:
        if not any(row.sense == "least" for row in rows):
            return False
        ending = any_choice(items=self._items, rows=rows, effort=self._effort).ending
        if ending == "unknown":
            self.sure = False
        return ending == "infeasible"
