"""The part of each of several changes in the whole effect: fair, alone, and what is lacking without it.

Its one law: a set of changes is answered only for the measures it touches, and a rule that comes out the same is
answered once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

import polars as pl

from lingqu.law.bulk.register import Register
from lingqu.law.engine.program import compile_program
from lingqu.law.packs.pack import Pack
from lingqu.law.studies.whatif.changes import Change, Changed, applied
from lingqu.law.studies.whatif.counting import joined, read_tally, tally_of
from lingqu.law.studies.whatif.effects import EFFECTS, Effect, MeasureEffect, Part, Tally
from lingqu.law.studies.whatif.foundations import Ground, Grounds
from lingqu.law.studies.whatif.sides import DayPart, compiled_for, one_side
from lingqu.law.studies.whatif.splitting import (
    MOST_CHANGES,
    Coalition,
    UnableToSplit,
    coalitions,
    fair_parts,
    less,
)

Answered = tuple[str, tuple[object, ...]]
"""A measure on a ground: what is answered once."""

_AT_ONCE = 64  # frames that Polars is given to run together


def parts_of(
    before: Changed,
    changes: Sequence[Change],
    register: Register,
    parts: Sequence[DayPart],
    measures: Sequence[MeasureEffect],
    *,
    kinds: str = "",
) -> tuple[Part, ...]:
    """Share the effect out over the changes; nothing to share where there is but one. Raises `UnableToSplit`.

    `kinds`: the column that says which kinds of subject a row is, as for the whole comparison.
    """
    if len(changes) < 2:
        return ()
    asked = _Sets(before, changes, measures)
    games = [(each, players) for each in measures if (players := asked.players_of(each.measure.id))]
    for each, players in games:
        if len(players) > MOST_CHANGES:
            raise UnableToSplit(each.measure.id, len(players))
    wanted = [(each.measure.id, team) for each, players in games for team in coalitions(players)]
    worth = asked.answered(wanted, register, parts, kinds)
    nothing: Effect = tuple(Fraction(0) for _ in EFFECTS)
    fair, alone, without = ([nothing] * len(changes) for _ in range(3))
    for each, players in games:
        worth_here = {team: worth[each.measure.id, team] for team in coalitions(players)}
        shares = fair_parts(players, worth_here.__getitem__)
        whole = frozenset(players)
        for player in players:
            fair[player] = _plus(fair[player], shares[player])
            alone[player] = _plus(alone[player], less(worth_here[frozenset({player})], worth_here[frozenset()]))
            without[player] = _plus(without[player], less(worth_here[whole], worth_here[whole - {player}]))
    return tuple(
        Part(change, *each) for change, each in zip(changes, zip(fair, alone, without, strict=True), strict=True)
    )


def _plus(one: Effect, other: Sequence[int | Fraction]) -> Effect:
    return tuple(a + b for a, b in zip(one, other, strict=True))


class _Sets:
    """Sets of changes, and what each leads to for one measure."""

    def __init__(self, before: Changed, changes: Sequence[Change], measures: Sequence[MeasureEffect]) -> None:
        self._before = before
        self._changes = changes
        self._measures = measures
        self._made: dict[Coalition, tuple[Changed, Grounds]] = {}

    def players_of(self, id: str) -> tuple[int, ...]:
        """The changes that touch what a measure rests on in any set of changes."""
        everything = frozenset(range(len(self._changes)))
        grounds = [self._ground(team, id) for team in (frozenset[int](), everything)]
        if all(each is None for each in grounds):
            return ()
        parts = frozenset(part for each in grounds if each is not None for part in each.parts)
        return tuple(number for number, change in enumerate(self._changes) if change.touches & parts)

    def answered(
        self, wanted: Sequence[tuple[str, Coalition]], register: Register, parts: Sequence[DayPart], of_kinds: str
    ) -> dict[tuple[str, Coalition], tuple[int, ...]]:
        """The effects of sets of changes on measures."""
        grounds = {each: self._ground(each[1], each[0]) for each in wanted}
        known = self._known()
        asked: dict[Answered, tuple[Changed, Ground]] = {}
        for (id, team), ground in grounds.items():
            if ground is not None and (id, ground.key) not in known:
                asked.setdefault((id, ground.key), (self._changed(team)[0], ground))
        frames: list[pl.LazyFrame] = []
        kinds: list[str] = []
        for (id, _), (changed, ground) in asked.items():
            made, kind = _tallied(id, changed.pack, changed.readings, ground, register, parts, of_kinds)
            frames += made
            kinds.append(kind)
        rows = [frame.row(0, named=True) for frame in _collected(frames)]
        for number, (key, kind) in enumerate(zip(asked, kinds, strict=True)):
            here = rows[number * len(parts) : (number + 1) * len(parts)]
            known[key] = joined([read_tally(row, "") for row in here], kind)
        return {
            (id, team): _effect(Tally() if ground is None else known[id, ground.key])
            for (id, team), ground in grounds.items()
        }

    def _known(self) -> dict[Answered, Tally]:
        """What is answered already: no change, and all changes."""
        everything = frozenset(range(len(self._changes)))
        known: dict[Answered, Tally] = {}
        for each in self._measures:
            for team, tally in ((frozenset[int](), each.before), (everything, each.after)):
                ground = self._ground(team, each.measure.id)
                if ground is not None:
                    known[each.measure.id, ground.key] = tally
        return known

    def _ground(self, team: Coalition, id: str) -> Ground | None:
        return self._changed(team)[1].of(id)

    def _changed(self, team: Coalition) -> tuple[Changed, Grounds]:
        found = self._made.get(team)
        if found is None:
            changed = applied(self._before.pack, [self._changes[each] for each in sorted(team)], self._before.readings)
            found = self._made[team] = (changed, Grounds(changed.pack, changed.readings))
        return found


def _tallied(
    id: str,
    pack: Pack,
    readings: Mapping[str, str],
    ground: Ground,
    register: Register,
    parts: Sequence[DayPart],
    kinds: str,
) -> tuple[list[pl.LazyFrame], str]:
    """One measure of a changed pack over all parts of the register, and the kind of its award."""
    few = replace(pack, measures=tuple(each for each in pack.measures if each.id in ground.measures), relations=())
    program = compile_program(few, readings)
    (measure,) = (each for each in program.measures if each.measure.id == id)
    frames, kind = [], ""
    for part in parts:
        frame, sides = one_side(part, compiled_for(part, program, register.facts, [measure]), "one", kinds=kinds)
        frames.append(frame.select(*tally_of(sides[id], "")))
        kind = sides[id].kind
    return frames, kind


def _collected(frames: Sequence[pl.LazyFrame]) -> Iterator[pl.DataFrame]:
    for start in range(0, len(frames), _AT_ONCE):
        yield from pl.collect_all(frames[start : start + _AT_ONCE])


def _effect(tally: Tally) -> tuple[int, ...]:
    return tuple(getattr(tally, name) for name in EFFECTS)
