"""What would be if a policy were changed: a register answered before and after, and the difference told.

Its one law: before and after come out of the very programs that answer one subject, and what is not touched by a change
is answered once. A change that changes nothing shows exactly nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import add

import polars as pl

from lingqu.law.bulk.program import BulkProgram
from lingqu.law.bulk.register import Register
from lingqu.law.engine.choices import check_choices
from lingqu.law.engine.program import CompiledMeasure, compile_program
from lingqu.law.packs.pack import Pack
from lingqu.law.studies.whatif.changes import Change, Changed, applied
from lingqu.law.studies.whatif.collecting import Collected, Run
from lingqu.law.studies.whatif.counting import added_moves
from lingqu.law.studies.whatif.effects import (
    Changes,
    LargestShare,
    MeasureEffect,
    Moves,
    Tally,
    WhatIf,
)
from lingqu.law.studies.whatif.foundations import Ground, Grounds
from lingqu.law.studies.whatif.parts import parts_of
from lingqu.law.studies.whatif.sides import BothSides, DayPart, both_sides, compiled_for, day_parts
from lingqu.law.studies.whatif.standing import Standing

GROUPED_BY = ("district", "industry", "size")
KEPT = ("name", "organisation")
"""Columns that stay beside the rows that change, where the register has them."""


class UnableToGroup(LookupError):
    """Columns to group by that the register does not have."""

    def __init__(self, given: tuple[str, ...], known: tuple[str, ...]) -> None:
        super().__init__(", ".join(given))
        self.given = given
        self.known = known


def what_if(
    pack: Pack,
    changes: Sequence[Change],
    register: Register,
    *,
    day: date | None = None,
    readings: Mapping[str, str] | None = None,
    by: Sequence[str] | None = None,
    measures: Collection[str] = (),
    standing: Standing | None = None,
    is_split: bool = True,
) -> WhatIf:
    """Answer a register before and after all changes. `readings` are followed on both sides.

    `by`: the columns to group by, else those of district, industry and size that there are. `measures`: the only ones
    to be answered, all where none is named. `standing`: what the register's answers were kept as; its rules, day and
    readings are those of today then. `is_split`: tell the part of each change.

    Raises `UnableToGroup`, `UnableToSplit` and `UnableToChoose`.
    """
    changes = tuple(dict.fromkeys(changes))
    before, after = Changed(pack, dict(readings or {})), applied(pack, changes, readings)
    check_choices(before.pack, before.readings)
    check_choices(after.pack, after.readings)
    groups = _groups(register, by)
    keep = tuple(dict.fromkeys(("id", *(each for each in KEPT if each in register.carried), *groups)))
    both = _Both(before, after, register, measures)
    parts = day_parts(register, pack.day_fact.code, day) if standing is None else [part for part, _ in standing.parts]
    sides = (
        (both.answered(part, keep) for part in parts)
        if standing is None
        else (both.upon(part, bulk, keep, standing.kinds) for part, bulk in standing.parts)
    )
    found = Run(tuple(sides), groups, keep).collected()
    effects = _measure_effects(before.pack, after.pack, found)
    return WhatIf(
        before=before.pack,
        after=after.pack,
        day=day,
        changes=changes,
        subjects=register.rows,
        total_before=_total(each.before for each in effects),
        total_after=_total(each.after for each in effects),
        moves=found.moves,
        turns=added_moves([each.moves for each in effects]),
        measures=effects,
        groupings=found.groupings,
        changed=Changes(found.changed, found.touched, groups),
        largest_gain=_largest(found.changed, found.moves.gain, sign=1),
        largest_loss=_largest(found.changed, found.moves.loss, sign=-1),
        parts=parts_of(before, changes, register, parts, effects, kinds=standing.kinds if standing else "")
        if is_split
        else (),
    )


def touched_measures(before: Changed, after: Changed) -> frozenset[str]:
    """The measures that do not rest on the same ground before and after."""
    one, other = Grounds(before.pack, before.readings), Grounds(after.pack, after.readings)
    ids = dict.fromkeys(each.id for each in (*before.pack.applicant_measures, *after.pack.applicant_measures))
    return frozenset(id for id in ids if _key(one.of(id)) != _key(other.of(id)))


def _key(ground: Ground | None) -> tuple[object, ...] | None:
    return None if ground is None else ground.key


def _groups(register: Register, by: Sequence[str] | None) -> tuple[str, ...]:
    if by is None:
        return tuple(each for each in GROUPED_BY if each in register.carried)
    known = tuple(each for each in register.carried if each != "name")
    unknown = tuple(each for each in by if each not in known)
    if unknown:
        raise UnableToGroup(unknown, known)
    return tuple(dict.fromkeys(by))


class _Both:
    """Today's program and the changed one, for the measures wanted."""

    def __init__(self, before: Changed, after: Changed, register: Register, wanted: Collection[str]) -> None:
        self._columns = register.facts
        self._touched = touched_measures(before, after)
        self._programs = (compile_program(before.pack, before.readings), compile_program(after.pack, after.readings))
        self._wanted = frozenset(wanted)

    def answered(self, part: DayPart, keep: Sequence[str]) -> BothSides:
        """A part of the register with the answers of both; what is not touched is answered once."""
        one, other = self._programs
        before = [each for each in one.measures if self._is_wanted(each)]
        again = [each for each in other.measures if self._is_wanted(each) and each.measure.id in self._touched]
        compiled = (compiled_for(part, one, self._columns, before), compiled_for(part, other, self._columns, again))
        return both_sides(part, *compiled, touched=self._touched, keep=keep)

    def upon(self, part: DayPart, answered: BulkProgram, keep: Sequence[str], kinds: str) -> BothSides:
        """The same where the answers of today's program are kept: only what is touched is answered."""
        other = self._programs[1]
        again = [each for each in other.measures if self._is_wanted(each) and each.measure.id in self._touched]
        compiled = compiled_for(part, other, self._columns, again)
        return both_sides(part, answered, compiled, touched=self._touched, keep=keep, is_answered=True, kinds=kinds)

    def _is_wanted(self, compiled: CompiledMeasure) -> bool:
        return not self._wanted or compiled.measure.id in self._wanted


def _measure_effects(before: Pack, after: Pack, found: Collected) -> tuple[MeasureEffect, ...]:
    measures = {each.id: each for each in (*after.applicant_measures, *before.applicant_measures)}
    one, other = found.tallies
    order = dict.fromkeys((*one, *other))
    return tuple(
        MeasureEffect(
            measures[id],
            one.get(id, Tally()),
            other.get(id, Tally()),
            found.moves_by_measure.get(id, Moves()),
            id in found.touched,
        )
        for id in order
    )


def _total(tallies: Iterable[Tally]) -> Tally:
    return reduce(add, tallies, Tally())


def _largest(changed: pl.DataFrame, whole: int, *, sign: int) -> LargestShare | None:
    if not whole:
        return None
    row = changed.select(
        "id",
        pl.col("name") if "name" in changed.columns else pl.lit(None, pl.String).alias("name"),
        (pl.col("change") * sign).alias("fen"),
    ).row(int((changed["change"] * sign).arg_max() or 0), named=True)
    return LargestShare(row["id"], row["name"], int(row["fen"]), whole)
