"""A hearing: subjects to be judged, and the policy, day, readings and measures they are judged by, checked together.

Its one law: everything that can be checked is checked before a refusal, so one call tells all its faults. The readers
are those of the engine; none is added here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lingqu.law.engine.answers import Answer, UnableToFindMeasure, assess, select_measures
from lingqu.law.engine.choices import UnableToChoose, check_choices
from lingqu.law.engine.program import CompiledMeasure, Program
from lingqu.law.engine.records import Records, UnableToReadRecords
from lingqu.law.engine.subjects import Subject, SubjectReader
from lingqu.law.inquiries.arguments import MOST_SUBJECTS
from lingqu.law.inquiries.refusals import (
    CallFault,
    UnableToAnswer,
    faults_of_readings,
    faults_of_records,
    unknown_name,
)
from lingqu.law.inquiries.shelf import Shelf, day_of
from lingqu.law.packs.pack import Pack


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was asked for, found good."""

    program: Program
    measures: tuple[CompiledMeasure, ...]
    subjects: tuple[Subject, ...]

    def answers(self) -> tuple[Answer, ...]:
        """Judge every subject."""
        return tuple(assess(self.program, subject, self.measures) for subject in self.subjects)


def hear(
    shelf: Shelf,
    *,
    subjects: Any,
    policy: str | None = None,
    as_of: str | None = None,
    measures: Sequence[str] = (),
    readings: Mapping[str, str] | None = None,
    supplements: Sequence[str] | None = None,
    passed_over: Sequence[str] = (),
    only_one: str = "",
    most: int = MOST_SUBJECTS,
) -> Hearing:
    """Check a call and make its hearing; `only_one` names the argument where it holds a single subject.

    Subjects given as bytes are a document as `lingqu assess` reads it, and may be none.

    Raises `UnableToAnswer` with every fault.
    """
    day, faults = day_of(as_of)
    pack = shelf.judging_pack(policy, supplements, day, faults)
    program = _program(shelf, pack, readings or {}, faults)
    compiled = _selected(program, measures, "measure" if only_one else "measures", faults)
    codes = [fact.code for fact in pack.facts]
    expected = ("事实的代码", "the code of a fact")
    faults += [unknown_name("passed_over", each, codes, expected) for each in passed_over if each not in codes]
    taken: tuple[Subject, ...] = ()
    try:
        taken = _taken(subjects, SubjectReader(program, as_of=day), only_one, most)
    except UnableToAnswer as refused:
        faults += refused.faults
    if faults:
        raise UnableToAnswer(faults)
    return Hearing(program, compiled, taken)


def _program(shelf: Shelf, pack: Pack, readings: Mapping[str, str], faults: list[CallFault]) -> Program:
    """Compile the pack under the readings asked for; where one is not there, without them, to check the rest."""
    try:
        check_choices(pack, readings)
    except UnableToChoose as error:
        faults += faults_of_readings(error.faults)
        return shelf.program(pack, {})
    return shelf.program(pack, readings)


def _selected(
    program: Program, measures: Sequence[str], where: str, faults: list[CallFault]
) -> tuple[CompiledMeasure, ...]:
    try:
        return select_measures(program, measures)
    except UnableToFindMeasure as error:
        faults += [_no_measure(program.pack, each, error.known, where) for each in error.given]
        return ()


def _taken(given: Any, reader: SubjectReader, only_one: str, most: int) -> tuple[Subject, ...]:
    """Read the subjects as `lingqu assess` reads a document: spelled as JSON again, so that one reader judges both."""
    most = 1 if only_one else most
    if isinstance(given, list) and (only_one or not 0 < len(given) <= most):
        raise UnableToAnswer([_count(len(given), most, only_one)])
    try:
        document = given if isinstance(given, bytes) else json.dumps(given).encode()
        records = Records(BytesIO(document), reader).checked()
    except UnableToReadRecords as error:
        raise UnableToAnswer(faults_of_records(error, only_one)) from None
    if records.count > most:
        raise UnableToAnswer([_count(records.count, most, only_one)])
    return tuple(records)


def _count(given: int, most: int, only_one: str) -> CallFault:
    example = '{"id": "A1", "facts": {"is_enterprise": true}}'
    if only_one:
        return CallFault(only_one, f"list ({given})", "一个对象", "one object", example)
    expected = f"1 至 {most} 个主体；更多的用 lingqu assess 或 lingqu bulk"
    english = f"1 to {most} subjects; lingqu assess or lingqu bulk take more"
    return CallFault("subjects", str(given), expected, english, example)


def _no_measure(pack: Pack, given: str, known: tuple[str, ...], where: str) -> CallFault:
    expected = "可以申请的措施", "a measure that can be applied for"
    if any(measure.id == given for measure in pack.measures):
        expected = (
            "可以申请的措施；它是方案安排的经费或项目，没有人去申请",
            "a measure that can be applied for; this is a budget or a programme that nobody applies for",
        )
        return CallFault(where, given, *expected, known[0])
    return unknown_name(where, given, known, expected)
