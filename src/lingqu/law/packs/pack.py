"""One checked policy: all blocks of a folder in declared order, with a digest that does not depend on layout.

Its one law: a Pack exists only for a folder without faults, so whoever holds one need not check a name again.
It does not know files, caches, or how a rule is evaluated.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from lingqu.law.lang.tree import (
    Department,
    FactDeclaration,
    Measure,
    Policy,
    Reading,
    Relation,
    SentenceRow,
    Target,
    Task,
)

Item = TypeVar("Item")


class UnableToFind(LookupError):
    """A name, code or id that the pack does not know; `known` are the ones it does, for the nearest to be told."""

    def __init__(self, kind: str, given: str, known: Iterable[str]) -> None:
        self.kind = kind
        self.given = given
        self.known = tuple(known)
        super().__init__(f"{kind}: {given!r}")


@dataclass(frozen=True)
class Pack:
    """A policy folder, checked; every look-up is by one dictionary access and raises UnableToFind."""

    policy: Policy
    facts: tuple[FactDeclaration, ...]
    departments: tuple[Department, ...]
    readings: tuple[Reading, ...]
    measures: tuple[Measure, ...]
    relations: tuple[Relation, ...]
    targets: tuple[Target, ...]
    tasks: tuple[Task, ...]
    sentences: tuple[SentenceRow, ...]
    digest: str

    def __hash__(self) -> int:
        """By the digest: what is kept for each pack is looked up often, and the whole tree takes a while to hash."""
        return hash(self.digest)

    @property
    def id(self) -> str:
        """The policy's id, as on the machine interface."""
        return self.policy.id

    @cached_property
    def applicant_measures(self) -> tuple[Measure, ...]:
        """The measures that somebody can apply for, in declared order."""
        return tuple(measure for measure in self.measures if measure.to_applicant)

    def fact_named(self, name: str) -> FactDeclaration:
        """Find a fact by its Chinese name, as rules call it."""
        return _found("事实", name, self._facts_by_name)

    def fact_coded(self, code: str) -> FactDeclaration:
        """Find a fact by its name on the machine interface."""
        return _found("事实", code, self._facts_by_code)

    def fact_order(self, name: str) -> int:
        """Say where a fact stands in declared order, by its Chinese name: the order in which missing facts are told."""
        return _found("事实", name, self._order_of_facts)

    def has_fact_coded(self, code: str) -> bool:
        """Say whether a name on the machine interface is a fact of this policy."""
        return code in self._facts_by_code

    def measure(self, id: str) -> Measure:
        """Find a measure by its id."""
        return _found("措施", id, self._measures_by_id)

    def reading(self, id: str) -> Reading:
        """Find a reading by its id."""
        return _found("口径", id, self._readings_by_id)

    def department(self, code: str) -> Department:
        """Find a department by its code."""
        return _found("部门", code, self._departments_by_code)

    def target(self, id: str) -> Target:
        """Find a target by its id."""
        return _found("指标", id, self._targets_by_id)

    def task(self, number: int) -> Task:
        """Find a task by its number in the plan."""
        return _found("任务", str(number), self._tasks_by_number)

    @cached_property
    def paid_in_year(self) -> FactDeclaration | None:
        """The fact that holds what was already paid under the same clause in the year (已付本年), if declared."""
        return next((fact for fact in self.facts if fact.role == "已付本年"), None)

    @cached_property
    def paid_in_total(self) -> FactDeclaration | None:
        """The fact that holds what was already paid under the same clause in all (已付合计), if declared."""
        return next((fact for fact in self.facts if fact.role == "已付合计"), None)

    @cached_property
    def day_fact(self) -> FactDeclaration:
        """The fact that holds the day judged."""
        return self.fact_named(self.policy.day_fact)

    @cached_property
    def _facts_by_name(self) -> dict[str, FactDeclaration]:
        return {fact.name: fact for fact in self.facts}

    @cached_property
    def _facts_by_code(self) -> dict[str, FactDeclaration]:
        return {fact.code: fact for fact in self.facts}

    @cached_property
    def _order_of_facts(self) -> dict[str, int]:
        return {fact.name: order for order, fact in enumerate(self.facts)}

    @cached_property
    def _measures_by_id(self) -> dict[str, Measure]:
        return {measure.id: measure for measure in self.measures}

    @cached_property
    def _readings_by_id(self) -> dict[str, Reading]:
        return {reading.id: reading for reading in self.readings}

    @cached_property
    def _departments_by_code(self) -> dict[str, Department]:
        return {department.code: department for department in self.departments}

    @cached_property
    def _targets_by_id(self) -> dict[str, Target]:
        return {target.id: target for target in self.targets}

    @cached_property
    def _tasks_by_number(self) -> dict[str, Task]:
        return {str(task.number): task for task in self.tasks}


def _found(kind: str, given: str, known: dict[str, Item]) -> Item:
    try:
        return known[given]
    except KeyError:
        raise UnableToFind(kind, given, known) from None
