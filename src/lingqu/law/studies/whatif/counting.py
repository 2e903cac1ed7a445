"""Counts and sums over the answers of a register, as columns of Polars and as plain tallies.

Its one law: a sum belongs to due, ceiling or pool by the kind of its measure and to no two of them; a pool counts once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from functools import reduce
from operator import add

import polars as pl

from lingqu.law.studies.whatif.effects import Moves, Tally
from lingqu.law.studies.whatif.sides import WIDE, Side

COUNTED = tuple(field.name for field in fields(Tally))
KINDS = {"due": "due", "up_to": "ceiling", "competitive": "ceiling"}
Row = Mapping[str, int | None]


def tally_of(side: Side, prefix: str) -> list[pl.Expr]:
    """The tally of one measure over all rows, each count as a column that begins with `prefix`."""
    eligible, fen, most = side.eligible, side.fen, side.most
    is_open = eligible.is_null()
    zero = pl.lit(0)
    found = {
        "eligible": eligible.sum(),
        "not_eligible": (~eligible).sum(),
        "undetermined": is_open.sum(),
        "unknown_sums": zero if side.kind == "none" else (eligible.fill_null(False) & fen.is_null()).sum(),
        "at_most": zero if side.kind == "none" else _once_or_all(most.filter(is_open), side.kind),
    }
    kind = "pool" if side.kind == "pool" else KINDS.get(side.kind)
    if kind:
        found[kind] = _once_or_all(fen, side.kind)
    return [each.cast(WIDE).fill_null(0).alias(f"{prefix}{name}") for name, each in found.items()]


def _once_or_all(sums: pl.Expr, kind: str) -> pl.Expr:
    return sums.max() if kind == "pool" else sums.cast(WIDE).sum()


def read_tally(row: Row, prefix: str) -> Tally:
    """A tally out of the columns that begin with `prefix`."""
    return Tally(**{name: int(row.get(f"{prefix}{name}") or 0) for name in COUNTED})


def joined(tallies: Sequence[Tally], kind: str) -> Tally:
    """The tally of one measure over parts of a register. A pool counts once, and as open only where nobody has it."""
    whole = reduce(add, tallies, Tally())
    if kind != "pool":
        return whole
    pool = max((each.pool for each in tallies), default=0)
    return replace(whole, pool=pool, at_most=0 if pool else max((each.at_most for each in tallies), default=0))


def row_sums(sides: Mapping[str, Side], side: str) -> list[pl.Expr]:
    """What a row comes to over all measures: due, ceiling, the most of the undetermined, numbers of answers."""
    by_kind: dict[str, list[pl.Expr]] = {"due": [], "ceiling": []}
    for each in sides.values():
        if each.kind in KINDS:
            by_kind[KINDS[each.kind]].append(each.fen)
    most = [pl.when(each.eligible.is_null()).then(each.most) for each in sides.values() if each.kind in KINDS]
    found: dict[str, Sequence[pl.Expr]] = {
        **by_kind,
        "at_most": most,
        "eligible": [each.eligible.cast(pl.Int64) for each in sides.values()],
        "undetermined": [each.eligible.is_null().cast(pl.Int64) for each in sides.values()],
    }
    return [_added(parts).alias(f"{name} {side}") for name, parts in found.items()]


def _added(parts: Sequence[pl.Expr]) -> pl.Expr:
    return reduce(add, (part.fill_null(0) for part in parts)) if parts else pl.lit(0, pl.Int64)


def change_of(one: Side | None, other: Side | None) -> pl.Expr:
    """What a row gains by one measure, where the sums of both sides are known."""
    before, after = (_certain(each) for each in (one, other))
    return (after - before).fill_null(0)


def way_of(one: Side | None, other: Side | None) -> pl.Expr:
    """1 where an answer is a gain, -1 where it is a loss: by its sum, else by its verdict."""
    verdicts = [verdict_of(each).fill_null(False) for each in (one, other)]
    change = change_of(one, other)
    turned = verdicts[1].cast(pl.Int64) - verdicts[0].cast(pl.Int64)
    return pl.when(change != 0).then(change.sign()).otherwise(turned)


def differs(one: Side | None, other: Side | None) -> pl.Expr:
    """Where a measure answers otherwise. A pool is no sum of a subject's own: only its verdict counts."""
    if one is None or other is None:
        side = one or other
        assert side is not None
        return side.eligible.fill_null(True)
    found = one.eligible.ne_missing(other.eligible)
    if one.kind in KINDS or other.kind in KINDS:
        found = found | one.fen.ne_missing(other.fen) | one.most.ne_missing(other.most)
    return found


def moves_of(one: Side | None, other: Side | None, prefix: str) -> list[pl.Expr]:
    """How the answers of one measure move, over rows that change."""
    before, after = verdict_of(one), verdict_of(other)
    way, change = way_of(one, other), change_of(one, other)
    found = {
        "newly_eligible": turned(before, after, "newly_eligible").sum(),
        "no_longer_eligible": turned(before, after, "no_longer_eligible").sum(),
        "newly_undetermined": turned(before, after, "newly_undetermined").sum(),
        "settled": turned(before, after, "settled").sum(),
        "gainers": (way > 0).sum(),
        "losers": (way < 0).sum(),
        "gain": change.clip(lower_bound=0).cast(WIDE).sum(),
        "loss": (-change).clip(lower_bound=0).cast(WIDE).sum(),
    }
    return [each.cast(WIDE).fill_null(0).alias(f"{prefix}{name}") for name, each in found.items()]


def verdict_of(side: Side | None) -> pl.Expr:
    """The verdict by one side; a side that does not have the measure refuses everybody."""
    return pl.lit(False) if side is None else side.eligible


def turned(before: pl.Expr, after: pl.Expr, how: str) -> pl.Expr:
    """Where a verdict turns so: to eligible, from it, to undetermined, from it."""
    if how == "newly_eligible":
        return after.fill_null(False) & ~before.fill_null(False)
    if how == "no_longer_eligible":
        return before.fill_null(False) & ~after.fill_null(False)
    if how == "newly_undetermined":
        return after.is_null() & before.is_not_null()
    return before.is_null() & after.is_not_null()


def read_moves(row: Row, prefix: str = "") -> Moves:
    """Moves out of the columns that begin with `prefix`."""
    return Moves(**{field.name: int(row.get(f"{prefix}{field.name}") or 0) for field in fields(Moves)})


def added_moves(parts: Sequence[Moves]) -> Moves:
    """Moves of several parts together."""
    names = [field.name for field in fields(Moves)]
    return Moves(**{name: sum(getattr(part, name) for part in parts) for name in names})


def _certain(side: Side | None) -> pl.Expr:
    """What a row certainly has by one side: its sum, nothing where it is not eligible, null where it is not known."""
    if side is None or side.kind not in KINDS:
        return pl.lit(0, pl.Int64)
    return pl.when(side.eligible.fill_null(False)).then(side.fen).otherwise(pl.lit(0, pl.Int64))
