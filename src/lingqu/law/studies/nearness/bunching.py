"""Bunching: more subjects just past a line than the course of the counts around it would have.

Its one law: it is a reason to look and never a finding; where there is too little to go by, there is a reason and no
number. It counts those alone about whom the line decides. Bins of equal width lie around the line; a parabola through
those outside the window says how the window should part, and an exact one-sided binomial test whether so many past the
line are a surprise. It takes the parabola for known and the subjects for independent; round figures heap by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import polars as pl

from lingqu.law.lang.tree import Unit
from lingqu.law.packs.limits import RATIO_DENOMINATOR
from lingqu.law.studies.nearness.distances import MILLION, Distances, distances
from lingqu.law.studies.nearness.lines import Line
from lingqu.law.studies.nearness.misses import Asked
from lingqu.law.studies.nearness.shortfalls import measured_of
from lingqu.law.studies.nearness.smooth import chance_of_as_many, course, held_together
from lingqu.law.studies.nearness.standings import ROW, Standings

WIDTH = 20_000  # of a bin, in millionths of the line
SIDE = 10  # bins on each side
WINDOW = 2  # of them, on each side, that are compared
LEVEL = 0.05
FEWEST_INSIDE = 20
FEWEST_AROUND = 50

TOO_FEW = (
    "太少：窗内 {} 个，窗外 {} 个；至少要 {} 和 {} 个",
    "too few: {} in the window, {} around; at least {} and {}",
)
TOO_COARSE = ("数太粗：一档不足一个单位", "too coarse: a bin is less than one unit")
TOO_UNEVEN = ("窗外太不平滑，推不出窗内该有多少", "too uneven around the window to say what it should hold")
NO_SIDE = ("两侧都不成立，没有可比的一侧", "holds on neither side: there is none to compare")


@dataclass(frozen=True, slots=True)
class Bunch:
    """The counts around one line. `good` and `short` are those of the window; expected ones are exact or None.

    `chance` and `corrected` are None where `reason` says why there is no test. `just_past` lists who lies just past the
    line: the carried columns, `has`, `divisor` and `beyond`, the distance in millionths of the line, cut down.
    """

    line: Line
    counts: tuple[int, ...]
    expected: tuple[Fraction, ...] | None
    on_line: int
    good: int
    short: int
    just_past: pl.DataFrame
    chance: float | None = None
    corrected: float | None = None
    reason: tuple[str, str] | None = None

    @property
    def is_reason_to_look(self) -> bool:
        """Whether the corrected chance is below the level."""
        return self.corrected is not None and self.corrected < LEVEL

    @property
    def expected_good(self) -> Fraction | None:
        """How many the course has just past the line."""
        return None if self.expected is None else sum(self._window(self.expected, good=True), Fraction(0))

    @property
    def expected_short(self) -> Fraction | None:
        """How many the course has just short of it."""
        return None if self.expected is None else sum(self._window(self.expected, good=False), Fraction(0))

    @property
    def excess(self) -> Fraction | None:
        """How many more lie just past the line than the course has."""
        expected = self.expected_good
        return None if expected is None else self.good - expected

    def _window(self, bins: tuple[Fraction, ...], *, good: bool) -> tuple[Fraction, ...]:
        return bins[SIDE : SIDE + WINDOW] if good is self.line.good_is_above else bins[SIDE - WINDOW : SIDE]


def bunching_of(asked: Asked) -> tuple[Bunch, ...]:
    """Look around every line that is a written number. The register must have been asked with `decides`."""
    found = [_around(asked, line) for line in asked.lines if line.written is not None]
    tested = [place for place, each in enumerate(found) if each.chance is not None]
    corrected = held_together([found[place].chance or 0.0 for place in tested])
    for place, chance in zip(tested, corrected, strict=True):
        found[place] = replace(found[place], corrected=chance)
    return tuple(found)


def _around(asked: Asked, line: Line) -> Bunch:
    table = pl.concat([_EMPTY, *(_binned(line, found) for _, found in asked.parts)])
    tally = dict(table.group_by("bin").len().iter_rows())
    counts = tuple(int(tally.get(number, 0)) for number in range(-SIDE, SIDE))
    above, below = sum(counts[SIDE : SIDE + WINDOW]), sum(counts[SIDE - WINDOW : SIDE])
    good, short = (above, below) if line.good_is_above else (below, above)
    made = Bunch(line, counts, None, int(table["on_line"].sum()), good, short, _just_past(asked, line, table))
    reason = _why_not(line, sum(counts), good + short)
    return replace(made, reason=reason) if reason is not None else _tested(made)


_NUMBERS = dict.fromkeys(("has", "divisor", "beyond"), pl.Int64)
_EMPTY = pl.DataFrame(schema={ROW: pl.UInt32, "bin": pl.Int64, "on_line": pl.Boolean, **_NUMBERS})


def _binned(line: Line, found: Standings) -> pl.DataFrame:
    """The rows about which the line decides, with the number of their bin, those far away left out."""
    measured = measured_of(line, found)
    far: Distances = distances(measured, line.sign)
    off = (far.scaled - far.top).abs() * MILLION
    divisor = pl.lit(None, pl.Int64) if measured.divisor is None else pl.col(measured.divisor)
    return (
        found.table.filter(pl.col(f"{line.key} decides") & far.is_defined)
        .filter(off <= far.top * (WIDTH * SIDE))
        .select(
            ROW,
            far.bin(WIDTH).cast(pl.Int64).alias("bin"),
            (far.scaled == far.top).alias("on_line"),
            pl.col(measured.value).cast(pl.Int64).alias("has"),
            divisor.cast(pl.Int64).alias("divisor"),
            (off // far.top).cast(pl.Int64).alias("beyond"),
        )
        .filter(pl.col("bin").is_between(-SIDE, SIDE - 1))
    )


def _just_past(asked: Asked, line: Line, table: pl.DataFrame) -> pl.DataFrame:
    inside = pl.col("bin").is_between(0, WINDOW - 1) if line.good_is_above else pl.col("bin").is_between(-WINDOW, -1)
    named = asked.frame.lazy().select(asked.carried).with_row_index(ROW).collect()
    past = table.filter(inside).sort("beyond", ROW).join(named, on=ROW, how="left", maintain_order="left")
    return past.select(*asked.carried, "has", "divisor", "beyond")


def _why_not(line: Line, around: int, inside: int) -> tuple[str, str] | None:
    written = line.written
    assert written is not None
    if line.sign == "==":
        return NO_SIDE
    unit = RATIO_DENOMINATOR if line.changed.unit is Unit.RATIO else 1
    if line.over is None and written.numerator * unit * WIDTH < MILLION * written.denominator:
        return TOO_COARSE
    if inside < FEWEST_INSIDE or around - inside < FEWEST_AROUND:
        numbers = (inside, around - inside, FEWEST_INSIDE, FEWEST_AROUND)
        return TOO_FEW[0].format(*numbers), TOO_FEW[1].format(*numbers)
    return None


def _tested(made: Bunch) -> Bunch:
    expected = tuple(course(made.counts, WINDOW))
    if min(expected[SIDE - WINDOW : SIDE + WINDOW]) <= 0:
        return replace(made, reason=TOO_UNEVEN)
    made = replace(made, expected=expected)
    good, short = made.expected_good, made.expected_short
    assert good is not None
    assert short is not None
    return replace(made, chance=chance_of_as_many(made.good, made.good + made.short, good / (good + short)))
