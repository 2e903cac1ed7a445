"""How long an allocation takes at 600 and 5 000 applications, how far it is proven, and what greedy would give.

Its one law: value and bound are printed beside every time; a choice that breaks a rule stops the benchmark.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import TypeVar

import numpy as np

from lingqu.law.studies.allocation.allocation import Allocation, allocate, worth_of
from lingqu.law.studies.allocation.applications import read_applications
from lingqu.law.studies.allocation.binding import bind
from lingqu.law.studies.allocation.filling import greedy
from lingqu.law.studies.allocation.programme import Programme
from lingqu.law.studies.allocation.rules import Aim, Objective, Rules
from lingqu.law.studies.allocation.rules_file import read_rules
from lingqu.law.studies.allocation.solver import Effort, Outcome, solve
from lingqu.law.synthetic.applications import write_applications

SAMPLE = Path(__file__).resolve().parent.parent / "src" / "lingqu" / "samples" / "allocation.toml"
GAP = 0.0001
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Task:
    """So many made applications under the sample's rules, all sums and numbers of these times a factor."""

    count: int
    factor: int
    aim: Aim
    gap: float


TASKS = (
    Task(600, 1, "score", 0.0),
    Task(600, 1, "number", 0.0),
    Task(600, 1, "score_times_sum", 0.0),
    Task(5000, 8, "score", GAP),
    Task(5000, 8, "score_times_sum", GAP),
)


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds by the clock on the wall and of the processor."""

    wall: float
    processor: float


def main() -> None:
    """Print one line for each task and seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3, help="how many made calls of each size")
    parser.add_argument("--rounds", type=int, default=1, help="how often each is timed; medians are printed")
    parser.add_argument("--quick", action="store_true", help="600 applications by score only")
    asked = parser.parse_args()
    for task in TASKS[:1] if asked.quick else TASKS:
        for seed in range(1, asked.seeds + 1):
            for line in lines(task, seed, asked.rounds):
                print(line, flush=True)


def lines(task: Task, seed: int, rounds: int) -> Iterator[str]:
    """Time one made call."""
    programme, read = timed(lambda: made(task, seed), 1)
    by_hand, greedy_time = timed(lambda: greedy(programme), rounds)
    found, first = timed(lambda: found_first(programme, task), rounds)
    allocation, whole = timed(lambda: allocate(programme, Effort(gap=task.gap)), rounds)
    check(allocation)
    goal = programme.goal
    value, bound = (worth_of(goal, each) for each in (allocation.value, allocation.bound))
    gap = (allocation.bound - allocation.value) / max(1, allocation.value)
    yield (
        f"{task.count} applications, {task.aim}, seed {seed}: {len(programme.rows)} rows, "
        f"{sum(item.steps > 0 for item in programme.items)} partial; read and bound {read.wall:.2f} s"
    )
    yield (
        f"    {allocation.standing}: value {value}, bound {bound}, "
        f"gap {gap * 100:.5f} %, {sum(allocation.choice.taken)} taken, {allocation.money() // 1_000_000} 万元"
    )
    yield (
        f"    solver alone {said(first)} (to {found.ending}); with prices, tie rule and reasons {said(whole)}"
        f"{'' if allocation.ties or task.gap else '; TIE RULE NOT FINISHED'}"
    )
    missed = len(programme.broken(by_hand))
    yield (
        f"    greedy by score {said(greedy_time)}: value {worth_of(goal, goal.value(by_hand))}, "
        f"{sum(by_hand.taken)} taken, {allocation.money(by_hand) // 1_000_000} 万元, {missed} rules not kept"
    )


def made(task: Task, seed: int) -> Programme:
    """Make the applications, write and read them as a user's file is read, and bind the rules."""
    rules = scaled(read_rules(SAMPLE), task)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "applications.parquet"
        write_applications(path, rows=task.count, seed=np.random.SeedSequence(seed))
        applications = read_applications(path)
    # made at random, mandatory ones may clash with the ceilings: they are wishes here, not what is measured
    free = tuple(replace(item, mandatory=False) for item in applications.items)
    return bind(replace(applications, items=free), rules)


def scaled(rules: Rules, task: Task) -> Rules:
    """The rules with all sums and numbers times the factor, but what one organisation may have."""
    pools = tuple(
        replace(pool, sums=tuple((year, fen * task.factor) for year, fen in pool.sums)) for pool in rules.pools
    )
    limits = tuple(
        limit
        if limit.by == "organisation"
        else replace(
            limit,
            number=None if limit.number is None else limit.number * task.factor,
            sum=None if limit.sum is None else limit.sum * task.factor,
        )
        for limit in rules.limits
    )
    return replace(rules, pools=pools, limits=limits, objective=Objective(task.aim))


def found_first(programme: Programme, task: Task) -> Outcome:
    """The solver alone, without a start and without the tie rule."""
    effort = Effort(gap=task.gap)
    return solve(items=programme.items, rows=programme.rows, goal=programme.goal, effort=effort)


def check(allocation: Allocation) -> None:
    """Stop where a choice breaks a rule."""
    broken = allocation.programme.broken(allocation.choice)
    if broken:
        raise SystemExit(f"not kept: {[row.label.en for row in broken]}")


def timed(work: Callable[[], Result], rounds: int) -> tuple[Result, Timed]:
    """The result and the median seconds of some rounds."""
    walls, processors = [], []
    for _ in range(rounds):
        wall, processor = perf_counter(), process_time()
        result = work()
        walls.append(perf_counter() - wall)
        processors.append(process_time() - processor)
    return result, Timed(median(walls), median(processors))


def said(each: Timed) -> str:
    """Spell seconds."""
    return f"{each.wall:.2f} s (processor {each.processor:.2f})"


if __name__ == "__main__":
    main()
