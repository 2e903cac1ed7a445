"""A register against the pools of a policy over years: certain, at most, and P10, P50 and P90 of what is drawn between.

Its one law: the same register, assumptions and seed give the same figures to the fen; chance comes in as a seed
sequence. It does not know files, screens or today's date.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.random import SeedSequence

from lingqu.law.bulk.answers import answered
from lingqu.law.bulk.program import BulkProgram, compile_bulk
from lingqu.law.bulk.register import Register
from lingqu.law.engine.answers import select_measures
from lingqu.law.engine.program import Program
from lingqu.law.lang.tree import Measure
from lingqu.law.studies.budget.assumptions import OUTSIDE, Assumptions, Payers
from lingqu.law.studies.budget.cohorts import CEILING, DUE, MAYBE_CEILING, MAYBE_DUE, Cohorts, Gathering
from lingqu.law.studies.budget.draws import Lottery, drawn, entrants_at_most, in_instalments
from lingqu.law.studies.budget.ground import Counted, Ground, PoolGround, is_silent, with_own_facts
from lingqu.law.studies.budget.pools import Pool, pools_of
from lingqu.law.studies.budget.shortage import (
    Asked,
    Figures,
    PoolCourse,
    added,
    course,
    figures,
    paid_out,
    total_figures,
)
from lingqu.law.studies.budget.singles import SingleAward, SingleGroup, Singles
from lingqu.law.studies.budget.standings import (
    UNBOUNDED,
    Drawing,
    between_measures,
    between_years,
    drawings_of,
    paid_before,
    relations_in_force,
    standing_in_year,
)
from lingqu.law.studies.budget.years import CarriedOn, carried_on, days_of

ROWS_AT_ONCE = 50_000

Progress = Callable[[int, int], None]
"""Hears how much of how much is done."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the day of the first year and the years, the assumptions, who pays, how many draws.

    `measures` are those to study; none named means all.
    """

    first_day: date
    years: tuple[int, ...]
    assumptions: Assumptions
    payers: Payers
    draws: int
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureYear:
    """One measure in one year: how many subjects, the parts of the most in fen, the mean drawn, and the figures."""

    year: int
    eligible: int
    undetermined: int
    due: int
    ceilings: int
    perhaps: int
    mean: int
    figures: Figures


@dataclass(frozen=True, slots=True)
class MeasureCourse:
    """One measure over the years; `payer` is a pool or `OUTSIDE`; `after` is P50 of what falls due after the last.

    `is_silent` says that the register says nothing of it.
    """

    drawing: Drawing
    payer: str
    years: tuple[MeasureYear, ...]
    total: Figures
    after: int
    ground: Ground
    is_silent: bool


@dataclass(frozen=True, slots=True)
class Budget:
    """The whole study. `unbounded`: awards without any upper bound known, by measure, which no figure holds."""

    days: tuple[date, ...]
    rows: int
    draws: int
    pools: tuple[PoolCourse, ...]
    measures: tuple[MeasureCourse, ...]
    outside: tuple[Figures, ...]
    together: tuple[Figures, ...]
    total: Figures
    singles: tuple[SingleAward, ...]
    single_groups: tuple[SingleGroup, ...]
    texts_above: tuple[tuple[str, str, int], ...]  # measures whose text allows one award above their pool: pool, fen
    unbounded: Mapping[str, int]
    carried: tuple[tuple[str, int], ...]
    relations: tuple[str, ...]
    ground: Ground
    pool_grounds: Mapping[str, PoolGround]

    @property
    def single_count(self) -> int:
        """How many single awards are larger than their pool."""
        return sum(each.count for each in self.single_groups)

    @property
    def singles_undetermined(self) -> int:
        """How many of these are of undetermined subjects."""
        return sum(each.undetermined for each in self.single_groups)

    @property
    def silent(self) -> tuple[MeasureCourse, ...]:
        """The measures of which the register says nothing."""
        return tuple(each for each in self.measures if each.is_silent)

    @property
    def years(self) -> tuple[int, ...]:
        """The years studied."""
        return tuple(day.year for day in self.days)


def budget_of(
    program: Program, register: Register, question: Question, *, seed: SeedSequence, progress: Progress | None = None
) -> Budget:
    """Study what a register could draw."""
    gathered = _Gathered(program, register, question)
    gathered.read(progress)
    return _Study(program, question, gathered, seed).budget(register.rows)


class _Gathered:
    """The cohorts of all measures, read slice by slice; each slice is answered once for every year."""

    def __init__(self, program: Program, register: Register, question: Question) -> None:
        pack = program.pack
        self.days = days_of(question.first_day, question.years)
        self._compiled = select_measures(program, question.measures)
        wanted = {each.measure.id for each in self._compiled}
        all_drawings = drawings_of(pack, question.assumptions, len(self.days))
        self.drawings = tuple(each for each in all_drawings if each.id in wanted)
        self.payer = {each.id: payer_of(each, question.payers) for each in self.drawings}
        self.relations = relations_in_force(program)
        self.unbounded: dict[str, int] = {}
        self.singles = Singles()
        self.pools = {pool.id: pool for pool in pools_of(pack)}
        self.carried: dict[str, int] = {}
        self._program = program
        self._register = register
        self._counted = {each.id: [Counted()] * len(self.days) for each in self.drawings}
        self._with_facts = with_own_facts(program, wanted, register.facts)
        self._gatherings = {each.id: Gathering(len(self.days)) for each in self.drawings}
        self._years = [self._year(question, day) for day in self.days]

    def cohorts(self, measure: str) -> Cohorts:
        """The cohorts of one measure."""
        return self._gatherings[measure].cohorts()

    def is_silent(self, measure: str) -> bool:
        """Whether the register says nothing of a measure."""
        return is_silent(self._counted[measure], self._register.rows, has_facts=measure in self._with_facts)

    def _year(self, question: Question, day: date) -> tuple[BulkProgram, CarriedOn]:
        pack, first = self._program.pack, question.first_day.year
        register = self._register
        moved = carried_on(register.frame, register.facts, pack, question.assumptions, first=first, year=day.year)
        self.carried |= dict(moved.carried)
        return compile_bulk(self._program, moved.facts, day=day, measures=self._compiled), moved

    def read(self, progress: Progress | None) -> None:
        """Read the whole register."""
        rows = self._register.rows
        for start in range(0, rows, ROWS_AT_ONCE):
            self._slice(start)
            if progress is not None:
                progress(min(start + ROWS_AT_ONCE, rows), rows)

    def _slice(self, start: int) -> None:
        parts: list[pl.DataFrame] = []
        for number, (bulk, moved) in enumerate(self._years):
            parts.append(self._answered(bulk, moved, number, start))
        rows = pl.concat(parts, how="horizontal")
        years = len(self.days)
        for each in self.drawings:
            rows = between_years(rows, each, years)
        apart = [each.id for each in self.drawings if each.kind != "pool"]
        for relation in self.relations:
            rows = between_measures(rows, relation, apart, years)
        for each in self.drawings:
            self._gather(rows, each)

    def _answered(self, bulk: BulkProgram, moved: CarriedOn, number: int, start: int) -> pl.DataFrame:
        role = self._program.pack
        names = [each.code for each in (role.paid_in_year, role.paid_in_total) if each]
        paid = [each for each in sorted(moved.facts) if each.partition(":")[0] in names]
        told = [each for each in ("name",) if each in self._register.carried]
        frame = moved.frame.slice(start, ROWS_AT_ONCE).collect()
        wide = answered(bulk, frame, keep=("id", *told, *paid))
        of_measure = {each.id: each for each in bulk.measures}
        columns: list[pl.Expr] = [] if number else [pl.col("id"), *map(pl.col, told)]
        for each in self.drawings:
            before = paid_before(each, self._program.pack, moved.facts, number)
            columns += standing_in_year(of_measure[each.id], each, before, number)
            verdict = wide[each.id]
            counted = Counted(int(verdict.sum() or 0), verdict.null_count())
            self._counted[each.id][number] = self._counted[each.id][number].more(counted)
        return wide.select(columns)

    def _gather(self, rows: pl.DataFrame, drawing: Drawing) -> None:
        name, years = drawing.id, range(len(self.days))
        columns = [pl.col(f"{name} {part}{number}").alias(f"{part}{number}") for number in years for part in "sv"]
        self._gatherings[name].add(rows.select(columns))
        if drawing.kind == "pool":
            return
        lacking = pl.any_horizontal(f"{name} {UNBOUNDED}{number}" for number in years)
        count = int(rows.select(lacking.sum()).item() or 0)
        if count:
            self.unbounded[name] = self.unbounded.get(name, 0) + count
        pool = self.pools.get(self.payer[name])
        if pool is not None:
            self.singles.note(rows, name, pool, [day.year for day in self.days])


def payer_of(drawing: Drawing, payers: Payers) -> str:
    """The pool that pays a measure; one that is itself a pool pays for itself where nothing else is said."""
    if drawing.kind == "pool" and drawing.id not in payers.of_measure:
        return drawing.id
    return payers.payer(drawing.id)


class _Study:
    """Draws every measure and holds the sums against the pools."""

    def __init__(self, program: Program, question: Question, gathered: _Gathered, seed: SeedSequence) -> None:
        self._question = question
        self._gathered = gathered
        self._years = tuple(day.year for day in gathered.days)
        numbers = {each.id: number for number, each in enumerate(program.pack.measures)}
        self._asked: dict[str, Asked] = {}
        self._known: dict[str, Asked] = {}  # of those found eligible alone
        self._told: dict[str, Asked] = {}  # without what is merely assumed
        self.courses: list[MeasureCourse] = []
        for each in gathered.drawings:
            lottery = Lottery(each, question.assumptions, len(self._years), question.draws, seed, numbers[each.id])
            self._draw(lottery, gathered.cohorts(each.id))

    def _draw(self, lottery: Lottery, cohorts: Cohorts) -> None:
        drawing = lottery.drawing
        award = drawing.measure.award
        size = award.ceiling.numerator if award is not None and award.ceiling is not None else 0
        due, ceilings = cohorts.total(DUE), cohorts.total(CEILING)
        entrants = entrants_at_most(lottery, cohorts)
        perhaps = cohorts.total(MAYBE_DUE, MAYBE_CEILING) + entrants
        if drawing.kind == "pool":
            sure, maybe = cohorts.subjects(CEILING) > 0, cohorts.subjects(MAYBE_CEILING) > 0
            ceilings, perhaps = np.where(sure, size, 0), np.where(maybe & ~sure, size, 0)
        shares = [(share.numerator, share.denominator) for _, share in drawing.measure.instalments]
        ends = (due, due + ceilings + perhaps, due + ceilings + entrants)
        certain, most, most_known = (in_instalments(each[:, None], shares)[0][:, 0] for each in ends)
        draws = drawn(lottery, cohorts, size)
        sums, after = in_instalments(draws.all, shares)
        asked = Asked(certain, most, sums)
        self._asked[drawing.id] = asked
        self._known[drawing.id] = Asked(certain, most_known, in_instalments(draws.known, shares)[0])
        eligible, undetermined = cohorts.subjects(DUE, CEILING), cohorts.subjects(MAYBE_DUE, MAYBE_CEILING)
        means = sums.sum(axis=1) // sums.shape[1]
        parts = zip(self._years, eligible, undetermined, due, ceilings, perhaps, means, strict=True)
        years = tuple(
            MeasureYear(year, int(sure), int(open_), int(fixed), int(capped), int(might), int(mean), told)
            for (year, sure, open_, fixed, capped, might, mean), told in zip(parts, figures(asked), strict=True)
        )
        middle = int(np.sort(after)[(len(after) - 1) // 2])
        payer = self._gathered.payer[drawing.id]
        is_silent = self._gathered.is_silent(drawing.id)
        self._told[drawing.id] = self._known[drawing.id] if is_silent else asked
        ground = _ground(asked, self._known[drawing.id], self._told[drawing.id])
        self.courses.append(MeasureCourse(drawing, payer, years, total_figures(asked), middle, ground, is_silent))

    def budget(self, rows: int) -> Budget:
        """Put everything together."""
        gathered = self._gathered
        outside = self._added(self._asked, [each for each in self._asked if gathered.payer[each] == OUTSIDE])
        kinds = (self._asked, self._known, self._told)
        together, known, told = (self._added(each, [*each]) for each in kinds)
        return Budget(
            gathered.days,
            rows,
            self._question.draws,
            self._pools(),
            tuple(self.courses),
            figures(outside),
            figures(together),
            total_figures(together),
            tuple(gathered.singles.awards),
            tuple(gathered.singles.groups.values()),
            tuple(_texts_above(gathered)),
            gathered.unbounded,
            tuple(sorted(gathered.carried.items())),
            tuple(each.id for each in gathered.relations),
            _ground(together, known, told),
            {pool.id: self._pool_ground(pool) for pool in gathered.pools.values()},
        )

    def _added(self, asked: Mapping[str, Asked], measures: Sequence[str]) -> Asked:
        return added([asked[each] for each in measures], len(self._years), self._question.draws)

    def _pools(self) -> tuple[PoolCourse, ...]:
        return tuple(self._course(pool, self._asked) for pool in self._gathered.pools.values())

    def _pool_ground(self, pool: Pool) -> PoolGround:
        kinds = (self._asked, self._known, self._told)
        return PoolGround(_ground(*(self._of_pool(pool, each) for each in kinds)), self._course(pool, self._known))

    def _course(self, pool: Pool, asked: Mapping[str, Asked]) -> PoolCourse:
        inside = self._question.payers.inside.get(pool.id, "")
        carry_over = self._question.assumptions.carry_over
        held = self._of_pool(pool, asked)
        return course(pool, self._paid_by(pool.id), inside, held, self._years, carry_over=carry_over)

    def _of_pool(self, pool: Pool, asked: Mapping[str, Asked]) -> Asked:
        """What is asked of a pool, with what the pools inside it pay out."""
        parts = [self._added(asked, self._paid_by(pool.id))]
        for inner, outer in self._question.payers.inside.items():
            if outer == pool.id:
                parts.append(paid_out(self._gathered.pools[inner], self._added(asked, self._paid_by(inner))))
        return added(parts, len(self._years), self._question.draws)

    def _paid_by(self, pool: str) -> tuple[str, ...]:
        return tuple(each for each in self._asked if self._gathered.payer[each] == pool)


def _ground(asked: Asked, known: Asked, told: Asked) -> Ground:
    whole, sure, without = (total_figures(each) for each in (asked, known, told))
    return Ground(whole.p50.fen, sure.p50.fen, without.p50.fen, whole.at_most, sure.at_most)


def _texts_above(gathered: _Gathered) -> list[tuple[str, str, int]]:
    found = []
    for each in gathered.drawings:
        pool = gathered.pools.get(gathered.payer[each.id])
        if pool is not None and each.kind != "pool" and _ceiling(each.measure) > pool.fen:
            found.append((each.id, pool.id, _ceiling(each.measure)))
    return found


def _ceiling(measure: Measure) -> int:
    award = measure.award
    return award.ceiling.numerator if award is not None and award.ceiling is not None else 0
