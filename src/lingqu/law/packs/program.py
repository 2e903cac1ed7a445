"""All blocks of a folder before they are known to be right, and the faults found so far.

Its one law: a pass takes a program and gives a program, adding faults or settling what the parser had to leave open; it
never stops at the first fault. It does not know files, nor which passes there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from lingqu.law.lang import faults as telling
from lingqu.law.lang.faults import Fault
from lingqu.law.lang.tree import (
    Block,
    Department,
    FactDeclaration,
    Measure,
    ParsedFile,
    Place,
    Policy,
    Reading,
    Relation,
    SentenceRow,
    Target,
    Task,
)

OneBlock = TypeVar("OneBlock")


@dataclass(frozen=True, slots=True)
class Program:
    """The blocks of a folder by kind, in the order of its files."""

    folder: str
    policies: tuple[Policy, ...] = ()
    facts: tuple[FactDeclaration, ...] = ()
    departments: tuple[Department, ...] = ()
    readings: tuple[Reading, ...] = ()
    measures: tuple[Measure, ...] = ()
    relations: tuple[Relation, ...] = ()
    targets: tuple[Target, ...] = ()
    tasks: tuple[Task, ...] = ()
    sentences: tuple[SentenceRow, ...] = ()
    faults: tuple[Fault, ...] = ()
    heard: frozenset[str] = frozenset()
    """Names in the heads of files that could not be parsed whole: they may well be declared."""
    whole: bool = True
    """Whether every file of the folder could be read at all; if not, nothing can be said to be undeclared."""

    def with_faults(self, faults: Iterable[Fault]) -> Program:
        """Add faults; one told already at the same place is not told twice."""
        return replace(self, faults=tuple(dict.fromkeys((*self.faults, *faults))))

    @property
    def facts_by_name(self) -> dict[str, FactDeclaration]:
        """The facts by Chinese name, the first where a name stands twice."""
        return {fact.name: fact for fact in reversed(self.facts)}


def gather(
    folder: str,
    files: Sequence[ParsedFile],
    faults: Iterable[Fault] = (),
    *,
    heard: frozenset[str] = frozenset(),
    whole: bool = True,
) -> Program:
    """Gather the blocks of parsed files by kind."""
    blocks = [block for file in files for block in file.blocks]
    return Program(
        folder=folder,
        policies=_of_kind(Policy, blocks),
        facts=_of_kind(FactDeclaration, blocks),
        departments=_of_kind(Department, blocks),
        readings=_of_kind(Reading, blocks),
        measures=_of_kind(Measure, blocks),
        relations=_of_kind(Relation, blocks),
        targets=_of_kind(Target, blocks),
        tasks=_of_kind(Task, blocks),
        sentences=_of_kind(SentenceRow, blocks),
        faults=tuple(faults),
        heard=heard,
        whole=whole,
    )


def _of_kind(kind: type[OneBlock], blocks: Iterable[Block]) -> tuple[OneBlock, ...]:
    return tuple(block for block in blocks if isinstance(block, kind))


Said = tuple[str, str]
"""One text in Chinese and in English."""


def fault_at(place: Place, given: str, expected: Said, mend: Said) -> Fault:
    """Tell a fault: what stands there, what is expected, how to mend it; the pass it comes from gives it its code."""
    return telling.fault_at(place, code="", given=given, expected=expected, example=mend)
