"""How each subject stands under each measure in each year of a study, and what it could draw then.

Its one law: the verdicts and sums are those of the bulk answers. Added here is only what lies between years (a sum
drawn once, a total over years, what was paid before) and between measures (only the higher, no more than together).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from lingqu.law.bulk.program import BulkMeasure
from lingqu.law.engine.program import Program
from lingqu.law.lang.tree import Bond, Measure, Period, Relation
from lingqu.law.packs.pack import Pack
from lingqu.law.studies.budget.assumptions import Assumptions, Recurrence
from lingqu.law.studies.budget.cohorts import CEILING, DUE, MAYBE_CEILING, MAYBE_DUE, NONE

UNBOUNDED = "unbounded"
_ONCE_BY_KIND = ("项目", "认定", "团队", "联合体")


@dataclass(frozen=True, slots=True)
class Drawing:
    """One measure of a study: how often a subject draws it, and over how many years a total runs."""

    measure: Measure
    kind: str  # due | up_to | competitive | pool
    recurrence: Recurrence
    years: int

    @property
    def id(self) -> str:
        """The measure's identifier."""
        return self.measure.id

    @property
    def is_said(self) -> bool:
        """Whether the text itself says how often it is drawn."""
        return self.measure.award is not None and self.measure.award.period is not Period.NONE


def drawings_of(pack: Pack, assumptions: Assumptions, years: int) -> tuple[Drawing, ...]:
    """The measures that give money, with how often each is drawn."""
    found = []
    for measure in pack.applicant_measures:
        award = measure.award
        if award is None or award.kind == "none":
            continue
        recurrence = _recurrence(measure, assumptions)
        span = years if award.period is not Period.YEARS else award.years
        found.append(Drawing(measure, award.kind, recurrence, span if assumptions.totals_in_parts else 1))
    return tuple(found)


def _recurrence(measure: Measure, assumptions: Assumptions) -> Recurrence:
    """What the text says decides; where it says nothing, the assumption; without one, the kind of subject."""
    award = measure.award
    assert award is not None
    if award.pool or award.period is Period.YEAR:
        return "yearly"
    if award.period in (Period.YEARS, Period.PLAN):
        return "total"
    if award.period is Period.ONCE:
        return "once"
    return assumptions.recurrence.get(measure.id) or ("once" if measure.kind in _ONCE_BY_KIND else "yearly")


def standing_in_year(bulk: BulkMeasure, drawing: Drawing, paid: pl.Expr | None, number: int) -> list[pl.Expr]:
    """The columns "M sN" and "M vN" of one year from the bulk answers; `paid` is what was paid before."""
    name, award = drawing.id, drawing.measure.award
    assert award is not None
    verdict, fen, most = pl.col(name), pl.col(f"{name} fen"), pl.col(f"{name} most")
    if drawing.kind == "pool":
        standing = pl.when(verdict).then(CEILING).when(verdict.is_null()).then(MAYBE_CEILING).otherwise(NONE)
        return [standing.cast(pl.Int8).alias(f"{name} s{number}"), pl.lit(0, pl.Int64).alias(f"{name} v{number}")]
    sum_: pl.Expr = pl.when(verdict).then(pl.coalesce(fen, most)).when(verdict.is_null()).then(most)
    if drawing.kind == "due":
        ceiling = award.ceiling.numerator if award.ceiling else None
        known = most.is_not_null() if ceiling is None else most < ceiling
        maybe = pl.when(known).then(MAYBE_DUE).otherwise(MAYBE_CEILING)
        sure = pl.when(fen.is_not_null()).then(DUE).otherwise(CEILING)
    else:
        maybe, sure = pl.lit(MAYBE_CEILING), pl.lit(CEILING)
    standing = pl.when(verdict).then(sure).when(verdict.is_null()).then(maybe).otherwise(NONE)
    if paid is not None:
        sum_ = sum_ - paid.fill_null(0)
    left = sum_.clip(lower_bound=0).fill_null(0)
    return [
        pl.when(left > 0).then(standing).otherwise(NONE).cast(pl.Int8).alias(f"{name} s{number}"),
        left.alias(f"{name} v{number}"),
        ((verdict.is_null() | verdict) & fen.is_null() & most.is_null()).alias(f"{name} {UNBOUNDED}{number}"),
    ]


def paid_before(drawing: Drawing, pack: Pack, facts: frozenset[str], number: int) -> pl.Expr | None:
    """What was already paid under a measure, as far as it counts in a year of the study."""
    if drawing.kind in ("pool", "competitive"):
        return None
    role = pack.paid_in_total
    if drawing.recurrence == "yearly":
        of_year = drawing.measure.award is not None and drawing.measure.award.period is Period.YEAR
        role = pack.paid_in_year if of_year and not number else None
    if role is None:
        return None
    names = [each for each in (f"{role.code}:{drawing.id}", role.code) if each in facts]
    if not names or (drawing.recurrence == "once" and names[0] == role.code):
        return None  # a sum paid under no clause in particular says nothing of one drawn once
    return pl.coalesce(names) if len(names) > 1 else pl.col(names[0])


def between_years(rows: pl.DataFrame, drawing: Drawing, years: int) -> pl.DataFrame:
    """Place what is drawn once into one year, and cut a total into the parts of its years."""
    if drawing.recurrence == "once":
        return rows.with_columns(_drawn_once(drawing.id, years))
    if drawing.recurrence == "total":
        return rows.with_columns(_in_parts(drawing, years))
    return rows


def _drawn_once(name: str, years: int) -> list[pl.Expr]:
    """The first year in which it is sure, else the first in which it may be; nothing in the others."""
    standings = [pl.col(f"{name} s{number}") for number in range(years)]
    sure = [standing.is_between(DUE, CEILING) for standing in standings]
    ever = pl.any_horizontal(sure)
    made = []
    for number, standing in enumerate(standings):
        first_sure = sure[number] & ~_any(sure[:number])
        first_maybe = ~ever & (standing != NONE) & ~_any([each != NONE for each in standings[:number]])
        here = first_sure | first_maybe
        made.append(pl.when(here).then(standing).otherwise(NONE).cast(pl.Int8).alias(f"{name} s{number}"))
        made.append(pl.when(here).then(pl.col(f"{name} v{number}")).otherwise(0).alias(f"{name} v{number}"))
    return made


def _in_parts(drawing: Drawing, years: int) -> list[pl.Expr]:
    """Equal parts over the years in which the subject qualifies, the last with the rest of the division."""
    name = drawing.id
    qualifies = [(pl.col(f"{name} s{number}") != NONE).cast(pl.Int64) for number in range(years)]
    parts = pl.sum_horizontal(qualifies).clip(1, drawing.years)
    made = []
    for number in range(years):
        place = pl.sum_horizontal(qualifies[: number + 1])
        standing, whole = pl.col(f"{name} s{number}"), pl.col(f"{name} v{number}")
        part = whole // parts
        given = pl.when(place < parts).then(part).when(place == parts).then(whole - part * (parts - 1)).otherwise(0)
        here = (standing != NONE) & (given > 0)
        made.append(pl.when(here).then(standing).otherwise(NONE).cast(pl.Int8).alias(f"{name} s{number}"))
        made.append(pl.when(here).then(given).otherwise(0).alias(f"{name} v{number}"))
    return made


def relations_in_force(program: Program) -> tuple[Relation, ...]:
    """The relations that bind measures under the readings followed; one that rests on an open reading does not."""
    chosen: Mapping[str, str] = program.chosen
    return tuple(
        each
        for each in program.pack.relations
        if each.bond is not Bond.ADDITIVE and (not each.reading or chosen.get(each.reading) == each.alternative)
    )


def between_measures(rows: pl.DataFrame, relation: Relation, known: Sequence[str], years: int) -> pl.DataFrame:
    """Leave each subject what a relation allows it in each year."""
    names = [each for each in relation.measures if each in known]
    for number in range(years):
        if relation.bond is Bond.SHARED_CEILING and relation.ceiling is not None:
            rows = rows.with_columns(_together(names, relation.ceiling.numerator, number))
        elif relation.bond in (Bond.HIGHER_ONCE, Bond.EXCLUSIVE) and names:
            rows = _highest_alone(rows, names, number)
    return rows


def _highest_alone(rows: pl.DataFrame, names: Sequence[str], number: int) -> pl.DataFrame:
    """The highest of the sure sums; of the uncertain ones the highest with what it lies above that, and no other.

    Of equal ones the first measure is taken.
    """
    pairs = [(pl.col(f"{name} s{number}"), pl.col(f"{name} v{number}")) for name in names]
    sure = [pl.when(standing.is_between(DUE, CEILING)).then(fen).otherwise(0) for standing, fen in pairs]
    maybe = [pl.when(standing > CEILING).then(fen).otherwise(0) for standing, fen in pairs]
    found = rows.select(
        pl.max_horizontal(sure).alias("best"),
        pl.concat_list(sure).list.arg_max().alias("at"),
        pl.max_horizontal(maybe).alias("best maybe"),
        pl.concat_list(maybe).list.arg_max().alias("at maybe"),
    )
    best, best_maybe = found["best"], found["best maybe"]
    made: list[pl.Series] = []
    for place, name in enumerate(names):
        is_best = (found["at"] == place) & (best > 0)
        is_maybe = (found["at maybe"] == place) & (best_maybe > best)
        over = best_maybe - best
        standing, none = rows[f"{name} s{number}"], pl.Series([0])
        made.append(standing.zip_with(is_best | is_maybe, none.cast(pl.Int8)).alias(f"{name} s{number}"))
        made.append(best.zip_with(is_best, over.zip_with(is_maybe, none)).alias(f"{name} v{number}"))
    return rows.with_columns(made)


def _together(names: Sequence[str], ceiling: int, number: int) -> list[pl.Expr]:
    """No more than a ceiling together, in the order of the measures."""
    made = []
    before: list[pl.Expr] = []
    for name in names:
        left = pl.lit(ceiling) - pl.sum_horizontal(before) if before else pl.lit(ceiling)
        fen = pl.min_horizontal(pl.col(f"{name} v{number}"), left.clip(lower_bound=0)).cast(pl.Int64)
        standing = pl.when(fen > 0).then(pl.col(f"{name} s{number}")).otherwise(NONE)
        before.append(pl.col(f"{name} v{number}"))
        made.append(standing.cast(pl.Int8).alias(f"{name} s{number}"))
        made.append(fen.alias(f"{name} v{number}"))
    return made


def _any(conditions: Sequence[pl.Expr]) -> pl.Expr:
    return pl.any_horizontal(conditions) if conditions else pl.lit(False)
