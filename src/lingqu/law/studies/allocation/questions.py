"""One question about one application: what follows if it is let in, or left out, by an exact solve of its own.

Its one law: the same rules, the same tie rule and one thing more, so that every difference is owed to that one thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lingqu.law.studies.allocation.allocation import Allocation, Standing, UnableToSatisfy, best_under
from lingqu.law.studies.allocation.clashes import Clash
from lingqu.law.studies.allocation.programme import Choice, Row, Term
from lingqu.law.studies.allocation.rows import must_take
from lingqu.law.studies.allocation.sayings import Saying
from lingqu.law.studies.allocation.solver import Effort


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows. `loss` is what the goal loses at the least, `most` at the most; they are one where both are proven.

    `choice` is None where the one thing cannot be had at all; `clash` then says why.
    """

    place: int
    asked: Literal["in", "out"]
    choice: Choice | None
    standing: Standing | None
    loss: int
    most: int
    clash: Clash | None = None


def ask(allocation: Allocation, id: str, effort: Effort) -> Consequence:
    """Let an item in that is not taken, or leave one out that is. Raises KeyError, `UnableToFinish`."""
    programme = allocation.programme
    place = programme.place_of(id)
    inside = allocation.choice.taken[place]
    item = programme.items[place]
    row = _left_out(place, id) if inside else must_take(item, place, "forced")
    asked: Literal["in", "out"] = "out" if inside else "in"
    try:
        choice, value, bound, standing = best_under(programme, [*programme.rows, row], effort)
    except UnableToSatisfy as error:
        return Consequence(place, asked, None, None, 0, 0, error.clash)
    least = max(0, allocation.value - bound)
    return Consequence(place, asked, choice, standing, least, max(0, allocation.bound - value))


def _left_out(place: int, id: str) -> Row:
    label = Saying(f"不支持 {id}", f"leaving {id} out")
    return Row(label.zh, label, "forced", "most", 0, (Term(place, 1),), False)
