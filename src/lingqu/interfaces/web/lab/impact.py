"""What a draft would do: the version in force and the draft over one register, as a study.

Its one law: before is the version in force on the day, after is the draft, and both are answered for the same day over
the same rows. A sum due, a ceiling and a pool are never added up.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock

import polars as pl

from lingqu.books.rulebooks.own_registers import OwnRegister
from lingqu.interfaces.web.lab.registers import AtHand, at_hand
from lingqu.interfaces.web.lab.worker import WORKER, StillWanted
from lingqu.law.packs.pack import Pack
from lingqu.law.studies.whatif.changes import Change, TakeOver
from lingqu.law.studies.whatif.comparison import differences, shared_vocabulary
from lingqu.law.studies.whatif.effects import EFFECTS, LargestShare, Tally, WhatIf
from lingqu.law.studies.whatif.splitting import UnableToSplit
from lingqu.law.studies.whatif.whatif import what_if
from lingqu.processes.assessments.register_columns import ORGANISATION

GROUPED_BY = ("district", "size")
MOST_AT_ONCE = 6  # changes whose every set is tried while somebody types
_MOST_KEPT = 4


@dataclass(frozen=True, slots=True)
class Alone:
    """What one of several changes does by itself, in the order of EFFECTS."""

    change: Change
    effect: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """A study and the register it was made over; `alone` where the effect could not be shared out fairly."""

    found: WhatIf
    over: AtHand
    alone: tuple[Alone, ...] = ()
    is_left_whole: bool = False  # several changes, not told apart while somebody types


_kept: OrderedDict[tuple[str, ...], Impact] = OrderedDict()
_lock = Lock()


def day_judged(draft: Pack, today: date) -> date:
    """Today, or the day the draft begins where that is later: a rule that is not in force gives nothing to anybody."""
    return max(today, date.fromisoformat(draft.policy.since.iso))


def impact_of(
    *,
    before: Pack,
    draft: Pack,
    choice: str,
    day: date,
    page: str,
    own: OwnRegister | None = None,
    is_thorough: bool = False,
) -> Impact:
    """Work out what a draft would do. Rows of the database are read here, the rest in the worker.

    `is_thorough`: tell several changes apart however long that takes; else only where it costs next to nothing.
    Raises NoRegister, UnableToCompare, UnableToCompile, Superseded and UnableToWait.
    """
    over = at_hand(choice, before, day, own)
    key = (choice, over.digest, day.isoformat(), before.digest, draft.digest, str(is_thorough))
    with _lock:
        known = _kept.get(key)
    if known is not None:
        return known
    made = WORKER.answer(page, lambda still_wanted: _worked_out(before, draft, over, is_thorough, still_wanted))
    with _lock:
        _kept[key] = made
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return made


def _worked_out(before: Pack, draft: Pack, over: AtHand, is_thorough: bool, still_wanted: StillWanted) -> Impact:
    changes = differences(before, draft)
    shared = shared_vocabulary(before, draft)
    still_wanted()
    is_split = is_thorough or _is_told_apart_at_once(changes)
    alone: tuple[Alone, ...] = ()
    try:
        found = _compared(shared, changes, over, is_split=is_split)
    except UnableToSplit:
        found = _compared(shared, changes, over, is_split=False)
        alone = tuple(_alone(shared, each, over, still_wanted) for each in changes) if is_thorough else ()
        is_split = bool(alone)
    after = replace(found.after, digest=draft.digest)
    found = _shares_by_organisation(replace(found, before=before, after=after))
    return Impact(_asked_alone(found, over), over, alone, is_left_whole=len(changes) > 1 and not is_split)


def _is_told_apart_at_once(changes: Sequence[TakeOver]) -> bool:
    """Measures are answered each by itself; only what several of them rest on has to be tried in every set."""
    return len(changes) <= MOST_AT_ONCE or all(each.part.startswith("measure:") for each in changes)


def _compared(shared: Pack, changes: Sequence[Change], over: AtHand, *, is_split: bool) -> WhatIf:
    groups = [each for each in GROUPED_BY if each in over.register.carried]
    return what_if(shared, changes, over.register, day=over.day, by=groups, standing=over.standing, is_split=is_split)


def _alone(shared: Pack, change: Change, over: AtHand, still_wanted: StillWanted) -> Alone:
    still_wanted()
    found = _compared(shared, [change], over, is_split=False)
    sides = ([getattr(side, each) for each in EFFECTS] for side in (found.total_before, found.total_after))
    return Alone(change, tuple(after - before for before, after in zip(*sides, strict=True)))


def _asked_alone(found: WhatIf, over: AtHand) -> WhatIf:
    """Count as refused only those whom a measure is for: a project is not refused what only a platform can get."""
    column = over.standing.kinds
    if not column:
        return found
    counts = over.register.frame.group_by(column).len().collect().iter_rows()
    rows = [(str(kinds), int(number)) for kinds, number in counts]

    def asked(tally: Tally, kind: str) -> Tally:
        if tally == Tally():  # a measure that one side does not have
            return tally
        asked_of = sum(number for kinds, number in rows if kind in kinds.split())
        return replace(tally, not_eligible=asked_of - tally.eligible - tally.undetermined)

    measures = tuple(
        replace(each, before=asked(each.before, each.measure.kind), after=asked(each.after, each.measure.kind))
        for each in found.measures
    )
    return replace(
        found,
        measures=measures,
        total_before=sum((each.before for each in measures), Tally()),
        total_after=sum((each.after for each in measures), Tally()),
    )


def _shares_by_organisation(found: WhatIf) -> WhatIf:
    """The largest shares of organisations, not of their single projects, where the register knows whose they are."""
    rows = found.changed.rows
    if ORGANISATION not in rows.columns:
        return found
    sums = rows.group_by(ORGANISATION).agg(
        pl.col("change").clip(lower_bound=0).sum().alias("gain"),
        (-pl.col("change").clip(upper_bound=0)).sum().alias("loss"),
    )
    return replace(
        found,
        largest_gain=_largest(sums, "gain", found.moves.gain),
        largest_loss=_largest(sums, "loss", found.moves.loss),
    )


def _largest(sums: pl.DataFrame, column: str, whole: int) -> LargestShare | None:
    if not whole:
        return None
    top = sums.sort(column, descending=True).row(0, named=True)
    name, _, code = str(top[ORGANISATION]).rpartition(" ")
    return LargestShare(code, name, int(top[column]), whole)
