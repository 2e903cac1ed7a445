"""Cells that are text, as expressions over a whole column: money into fen, ratios into millionths, words into truths.

Its one law: a cell is read exactly or it is a fault; nothing is rounded and nothing is guessed. Empty, or a dash alone,
is unknown and no fault. What columns of other types hold is `typed_cells`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from lingqu.law.bulk.headings import MONEY_UNITS
from lingqu.law.lang.tree import FactDeclaration, Unit
from lingqu.law.packs.limits import COUNT_LIMIT, MONEY_LIMIT_FEN, RATIO_LIMIT_NUMERATOR

YES_WORDS = ("true", "是", "1", "有", "yes", "√", "✓", "✔", "1.0")
NO_WORDS = ("false", "否", "0", "无", "no", "×", "✗", "✘", "0.0")

NOT_FILLED = ("-", "－", "—", "——", "/", "／")
"""What stands in the cells of office lists where nothing is to be filled in."""

_THOUSANDS = r"^-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$"
_MONEY_UNIT = r"\s*(亿元|万元|元|亿|万)$"
_PERCENT_UNIT = r"\s*([%％])$"
_RATIO = r"^-?[0-9]{1,9}(\.[0-9]{1,9})?$"
_DAY = (
    r"^([0-9]{4})(?:-([0-9]{1,2})-|/([0-9]{1,2})/|\.([0-9]{1,2})\.|年([0-9]{1,2})月)([0-9]{1,2})日?"
    r"(?:[ T]00:00(?::00(?:\.0+)?)?)?$"  # midnight: a day that a program has written with its time
)
_NO_UNIT = ""


@dataclass(frozen=True, slots=True)
class Cells:
    """A column being read: what is given (null: empty), its value (null: empty or a fault), and what it is counted in.

    `bare` says of a cell that it is a number other than zero without a unit, `united` that a unit stands in the cell; a
    column with both is not told apart by anybody.
    """

    given: pl.Expr
    value: pl.Expr
    bare: pl.Expr | None = None
    united: pl.Expr | None = None

    @property
    def faulty(self) -> pl.Expr:
        """Whether a cell is a fault."""
        return self.given.is_not_null() & self.value.is_null()


@dataclass(frozen=True, slots=True)
class Reading:
    """How the cells of a column are to be read: for which fact, in which unit, with which words of its own."""

    fact: FactDeclaration
    unit: str = _NO_UNIT
    words: tuple[tuple[str, str | bool], ...] = ()


def given_text(cells: pl.Expr, *, meant: Collection[str] = ()) -> pl.Expr:
    """The text of cells without white space around it; null where nothing is left or a dash, unless that is meant."""
    text = cells.str.strip_chars()
    empty = ["", *(dash for dash in NOT_FILLED if dash not in meant)]
    return pl.when(~text.is_in(empty)).then(text)


def text_cells(cells: pl.Expr, reading: Reading) -> Cells:
    """Read cells of text."""
    given = given_text(cells, meant=[word for word, _ in reading.words])
    if reading.words:
        return Cells(given, _own_words(given, reading))
    return _READERS[reading.fact.unit](given, reading)


def plain_pattern(reading: Reading) -> str | None:
    """What a cell looks like that can be read without a second look, inside all limits; None where none is quicker."""
    if reading.words:
        return None
    sign = "" if reading.fact.nonnegative else "-?"
    power = MONEY_UNITS.get(reading.unit, 0)
    patterns = {
        Unit.MONEY: rf"^{sign}[0-9]{{1,{12 - power}}}(\.[0-9]{{1,{2 + power}}})?$",
        Unit.RATIO: None if reading.unit else rf"^{sign}[0-9]{{1,3}}(\.[0-9]{{1,6}})?$",
        Unit.COUNT: r"^[0-9]{1,9}$",
        Unit.DATE: r"^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$",
        Unit.CHOICE: f"^(?:{'|'.join(re.escape(code) for _, code in reading.fact.choices)})$",
    }
    return patterns.get(reading.fact.unit)


def plain_cells(cells: pl.Expr, reading: Reading) -> Cells:
    """Read text all of which is as `plain_pattern` says; some three to ten times as fast as `text_cells`."""
    if reading.fact.unit is Unit.DATE:
        return Cells(cells, cells.str.to_date("%Y-%m-%d", strict=False))
    if reading.fact.unit is Unit.CHOICE:
        return Cells(cells, cells)
    power = {Unit.MONEY: 2 + MONEY_UNITS.get(reading.unit, 0), Unit.RATIO: 6}.get(reading.fact.unit, 0)
    if not power:
        return Cells(cells, cells.cast(pl.Int64, strict=False))
    return Cells(cells, cells.cast(pl.Decimal(38, power), strict=False).to_physical().cast(pl.Int64, strict=False))


def within(value: pl.Expr, fact: FactDeclaration) -> pl.Expr:
    """The value where it is inside the limits of its unit, else null."""
    limit = LIMITS[fact.unit]
    least = 0 if fact.nonnegative or fact.unit is Unit.COUNT else 1 - limit
    return pl.when(value.is_between(least, limit - 1)).then(value)


def choice_words(fact: FactDeclaration) -> dict[str, str]:
    """The codes of a choice by what may stand for them."""
    return {spelled: code for word, code in fact.choices for spelled in (word, code)}


LIMITS = {Unit.MONEY: MONEY_LIMIT_FEN, Unit.RATIO: RATIO_LIMIT_NUMERATOR, Unit.COUNT: COUNT_LIMIT}


def _own_words(given: pl.Expr, reading: Reading) -> pl.Expr:
    meanings = {meant: [word for word, each in reading.words if each == meant] for _, meant in reading.words}
    return _meant(given, meanings, pl.Boolean() if reading.fact.unit is Unit.YES_NO else pl.String())


def _meant(given: pl.Expr, spellings: Mapping[str | bool, Sequence[str]], made: pl.DataType) -> pl.Expr:
    """What each cell means; one comparison a meaning, as a look-up in a table would hold all rows in memory."""
    known = [pl.when(given.is_in(list(spelled))).then(pl.lit(meant, made)) for meant, spelled in spellings.items()]
    return pl.coalesce(*known, pl.lit(None, made))


def _truths(given: pl.Expr, reading: Reading) -> Cells:
    return Cells(given, _meant(given.str.to_lowercase(), {True: YES_WORDS, False: NO_WORDS}, pl.Boolean()))


def _choices(given: pl.Expr, reading: Reading) -> Cells:
    return Cells(given, _meant(given, {code: (word, code) for word, code in reading.fact.choices}, pl.String()))


def _without_commas(body: pl.Expr) -> pl.Expr:
    return pl.when(body.str.contains(_THOUSANDS)).then(body.str.replace_all(",", "", literal=True)).otherwise(body)


def _shifted(body: pl.Expr, places: int) -> pl.Expr:
    """A number of at most `places` decimals times ten to the power of `places`, exactly; null where it is none."""
    is_number = body.str.contains(rf"^-?[0-9]{{1,12}}(\.[0-9]{{1,{places}}})?$")
    exact = body.cast(pl.Decimal(38, places), strict=False).to_physical().cast(pl.Int64, strict=False)
    return pl.when(is_number).then(exact)


def _money(given: pl.Expr, reading: Reading) -> Cells:
    unit = given.str.extract(_MONEY_UNIT, 1)
    united = unit.is_not_null()
    body = _without_commas(given.str.replace(_MONEY_UNIT, ""))
    column = _shifted(body, 2 + MONEY_UNITS.get(reading.unit, 0))
    # a heading that says its unit is not contradicted by a cell
    own = [
        pl.when(unit.is_in((name, name[0]) if power else (name,))).then(_shifted(body, 2 + power))
        for name, power in MONEY_UNITS.items()
        if reading.unit in ("", name)
    ]
    value = within(pl.coalesce(pl.when(~united).then(column), *own), reading.fact)
    return _counted(given, value, united, reading)


def _ratio(given: pl.Expr, reading: Reading) -> Cells:
    united = given.str.contains(_PERCENT_UNIT)
    body = _without_commas(given.str.replace(_PERCENT_UNIT, ""))
    billionths = body.cast(pl.Decimal(38, 9), strict=False).to_physical().cast(pl.Int64, strict=False)
    billionths = pl.when(body.str.contains(_RATIO)).then(billionths)
    is_percent = pl.lit(True) if reading.unit else united
    parts = pl.when(is_percent).then(pl.lit(100_000, pl.Int64)).otherwise(pl.lit(1_000, pl.Int64))
    value = within(pl.when(billionths % parts == 0).then(billionths // parts), reading.fact)
    return _counted(given, value, united, reading)


def _counted(given: pl.Expr, value: pl.Expr, united: pl.Expr, reading: Reading) -> Cells:
    if reading.unit:  # the heading says what a bare number is counted in
        return Cells(given, value)
    return Cells(given, value, bare=~united & (value != 0), united=united & value.is_not_null())


def _count(given: pl.Expr, reading: Reading) -> Cells:
    body = _without_commas(given)
    whole = pl.when(body.str.contains(r"^[0-9]{1,12}(\.0+)?$")).then(body.str.replace(r"\.0+$", ""))
    return Cells(given, within(whole.cast(pl.Int64, strict=False), reading.fact))


def _day(given: pl.Expr, reading: Reading) -> Cells:
    parts = [given.str.extract(_DAY, group) for group in range(1, 7)]
    month, day = pl.coalesce(parts[1:5]).str.zfill(2), parts[5].str.zfill(2)
    # 日 ends a day that 年 and 月 began, and no other
    is_one_spelling = given.str.contains("年", literal=True) == given.str.contains("日", literal=True)
    iso = pl.when(is_one_spelling & (parts[0] != "0000")).then(pl.concat_str([parts[0], month, day], separator="-"))
    return Cells(given, iso.str.to_date("%Y-%m-%d", strict=False))


_READERS: dict[Unit, Callable[[pl.Expr, Reading], Cells]] = {
    Unit.YES_NO: _truths,
    Unit.CHOICE: _choices,
    Unit.MONEY: _money,
    Unit.RATIO: _ratio,
    Unit.COUNT: _count,
    Unit.DATE: _day,
}
