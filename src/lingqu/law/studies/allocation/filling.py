"""Items put into a choice one after the other, as long as everything that is limited from above allows.

Its one law: nothing is added that would break a ceiling, a pool or an exclusion; floors are not looked at. Each item is
given as much as fits.
"""

from __future__ import annotations

from collections.abc import Iterable

from lingqu.law.studies.allocation.programme import Choice, Programme, Row


class Filling:
    """A choice that grows, with what each row has come to."""

    def __init__(self, programme: Programme, choice: Choice | None = None) -> None:
        start = choice or programme.nothing()
        self._items = programme.items
        self.taken = list(start.taken)
        self.steps = list(start.steps)
        self._rows: list[Row] = [row for row in programme.rows if row.sense == "most"]
        self._room = [row.bound - row.activity(start) for row in self._rows]
        self._pays: list[list[tuple[int, int, int]]] = [[] for _ in programme.items]
        for number, row in enumerate(self._rows):
            for term in row.terms:
                self._pays[term.item].append((number, term.fixed, term.per_step))

    def choice(self) -> Choice:
        """What has been put in so far."""
        return Choice(tuple(self.taken), tuple(self.steps))

    def put(self, places: Iterable[int]) -> None:
        """Put items in, one after the other, where they fit; those that are in already are raised where they can be."""
        for place in places:
            if not self.taken[place]:
                if not self._fits(place):
                    continue
                self.taken[place] = True
                for number, fixed, _ in self._pays[place]:
                    self._room[number] -= fixed
            self._raise(place)

    def _fits(self, place: int) -> bool:
        return all(fixed <= self._room[number] for number, fixed, _ in self._pays[place])

    def _raise(self, place: int) -> None:
        more = self._items[place].steps - self.steps[place]
        for number, _, per_step in self._pays[place]:
            if per_step > 0:
                more = min(more, self._room[number] // per_step)
        if more > 0:
            self.steps[place] += more
            for number, _, per_step in self._pays[place]:
                self._room[number] -= per_step * more


def greedy(programme: Programme) -> Choice:
    """Go down the list by score, as is done by hand: what is mandatory first, then whatever still fits."""
    filling = Filling(programme)
    places = range(len(programme.items))
    must = [place for place in places if programme.items[place].application.mandatory]
    down = sorted(places, key=lambda place: (-programme.items[place].application.score, place))
    filling.put([*must, *down])
    return filling.choice()
