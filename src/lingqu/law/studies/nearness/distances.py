"""How far a measured value is from its line, over columns and in whole numbers of 128 bits.

Its one law: nothing is divided before the last step and nothing is a float; a quotient is compared cross-multiplied.
The gap is the least change of what is measured that lies on the side that counts: one fen past a strict line.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from lingqu.law.lang.tree import Quantity

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Distances:
    """Expressions over the columns that hold what is measured, what divides it, and a line that moves.

    With the value v in the unit of its column, the line lies at `top` / `bottom`; `gap` is signed, `share` is the
    distance to the line in millionths of it, rounded up, `beyond` how far past the line the value is, in millionths of
    the line times `bottom`, exact once compared with `top`.
    """

    value: pl.Expr
    top: pl.Expr
    bottom: int
    sign: str

    @property
    def is_defined(self) -> pl.Expr:
        """Whether there is a value and a line above zero; a divisor of zero or less has no line."""
        return self.value.is_not_null() & (self.top > 0).fill_null(False)

    @property
    def scaled(self) -> pl.Expr:
        """The value in the measure of `top`."""
        return self.value * self.bottom

    def short(self, within: int) -> pl.Expr:
        """Whether the line is not held, but is at most `within` millionths of itself away."""
        held = {
            ">": self.scaled > self.top,
            ">=": self.scaled >= self.top,
            "<": self.scaled < self.top,
            "<=": self.scaled <= self.top,
            "==": self.scaled == self.top,
        }[self.sign]
        return self.is_defined & ~held & ((self.top - self.scaled).abs() * MILLION <= self.top * within)

    @property
    def needed(self) -> pl.Expr:
        """The nearest value on the side that counts; null where no whole one lies on the line that must be met."""
        floor, ceiling = self.top // self.bottom, rounded_up(self.top, self.bottom)
        if self.sign == ">":
            return floor + 1
        if self.sign == ">=":
            return ceiling
        if self.sign == "<":
            return ceiling - 1
        if self.sign == "<=":
            return floor
        return pl.when(self.top % self.bottom == 0).then(floor)

    @property
    def share(self) -> pl.Expr:
        """The distance in millionths of the line, rounded up."""
        return rounded_up((self.top - self.scaled).abs() * MILLION, self.top)

    def bin(self, width: int) -> pl.Expr:
        """The number of the bin, `width` millionths of the line wide; 0 begins at the line.

        The line itself lies with those who are on the same side of it by the rule.
        """
        above, step = (self.scaled - self.top) * MILLION, self.top * width
        if self.sign in (">", "<="):
            return rounded_up(above, step) - 1
        return above // step


@dataclass(frozen=True, slots=True)
class Measured:
    """The columns of one line, and how many units of each column are one."""

    value: str
    value_unit: int
    target: str | Quantity
    target_unit: int = 1
    divisor: str | None = None
    divisor_unit: int = 1


def distances(measured: Measured, sign: str) -> Distances:
    """Distances of the values of a column to the line."""
    if isinstance(measured.target, Quantity):
        top, bottom = pl.lit(measured.target.numerator, pl.Int128), measured.target.denominator
    else:
        top, bottom = wide(measured.target), measured.target_unit
    if measured.divisor is not None:
        # a divisor below zero would turn the line over: there is no line then
        top, bottom = top * pl.max_horizontal(wide(measured.divisor), 0), bottom * measured.divisor_unit
    return Distances(wide(measured.value), top * measured.value_unit, bottom, sign)


def other_term(measured: Measured, sign: str) -> pl.Expr:
    """By how much the divisor would have to change while the value stays; null where no divisor above zero would do."""
    if measured.divisor is None or not isinstance(measured.target, Quantity):
        return pl.lit(None, pl.Int128)
    top = wide(measured.value) * (measured.target.denominator * measured.divisor_unit)
    bottom = measured.target.numerator * measured.value_unit
    floor, ceiling = top // bottom, rounded_up(top, bottom)
    needed = {">": ceiling - 1, ">=": floor, "<": floor + 1, "<=": ceiling}.get(sign)
    if needed is None:
        needed = pl.when(top % bottom == 0).then(floor)
    return pl.when(needed > 0).then(needed - wide(measured.divisor))


def rounded_up(top: pl.Expr, bottom: pl.Expr | int) -> pl.Expr:
    """The quotient, up to the next whole number; `bottom` is above zero."""
    return (top + bottom - 1) // bottom


def wide(column: str) -> pl.Expr:
    """A column whose products cannot overflow."""
    return pl.col(column).cast(pl.Int128)
