"""Near misses over columns against the walk over one subject: the gap is the least that turns the line, in both."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreement.columns_made import Record, laid_out, records_around_lines
from lingqu.law.engine.answers import assess, select_measures
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.nearness import near_misses
from lingqu.law.engine.program import Program, compile_program
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.lang.tree import Fact, Unit
from lingqu.law.packs.folders import load_pack
from lingqu.law.studies.nearness.lines import Line
from lingqu.law.studies.nearness.misses import ONLY, NearMisses, asked_of, near_misses_of

DAY = date(2027, 6, 30)
HALF = 500_000
PROGRAMS = {name: compile_program(load_pack(name)) for name in ("guilin2026", "example_bands", "general_conditions")}


def found_in(program: Program, records: list[Record], *measures: str) -> NearMisses:
    wanted = select_measures(program, measures)
    asked = asked_of(program, laid_out(records, program.pack), as_of=DAY, measures=wanted)
    return near_misses_of(asked, within=HALF)


def changed_by(record: Record, line: Line, amount: int) -> Record:
    """The record with what the line measures changed; the canonical unit turned back into text."""
    record = deepcopy(record)
    code = line.changed.code
    given_value: Any = record["facts"].get(code)
    if isinstance(given_value, dict):
        key = str(DAY.year - 1)
        given_value[key] = text_of(line, given_value.get(key), amount)
    else:
        record["facts"][code] = text_of(line, given_value, amount)
    return record


def text_of(line: Line, value: Any, amount: int) -> Any:
    if line.changed.unit is Unit.COUNT:
        return value + amount
    digits = 2 if line.changed.unit is Unit.MONEY else 6
    whole, _, part = str(value).partition(".")
    units = int(whole + (part + "0" * digits)[:digits]) + amount
    return f"{'-' if units < 0 else ''}{abs(units) // 10**digits}.{abs(units) % 10**digits:0{digits}d}"


def holds(program: Program, record: Record, line: Line) -> bool:
    subject = SubjectReader(program, as_of=DAY).read(record)
    return program.table.questions[line.number](subject.values) is line.goal


@pytest.mark.parametrize("policy", PROGRAMS)
def test_the_gap_turns_the_line_and_one_unit_less_does_not(policy: str) -> None:
    program = PROGRAMS[policy]
    records = records_around_lines(program.pack, seed=11, count=300)
    by_id = {record["id"]: record for record in records}

    found = found_in(program, records)

    compared = 0
    for near in found.lines:
        if near.line.period is not None:
            continue
        for subject, gap in near.frame.select("id", "gap").iter_rows():
            back = 1 if gap > 0 else -1
            assert holds(program, changed_by(by_id[subject], near.line, gap), near.line), (near.line.said, subject)
            assert not holds(program, changed_by(by_id[subject], near.line, gap - back), near.line), near.line.said
            compared += 1
    assert compared > 15


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2_100_000_000), st.integers(-5, 50_000_000_000))
def test_the_gap_of_intensity_and_of_spending_turns_its_line(spent: int, revenue: int) -> None:
    program = PROGRAMS["guilin2026"]
    facts = {"located_in_guilin": True, "is_enterprise": True}
    facts |= {"rd_expenditure_yuan": f"{spent // 100}.{spent % 100:02d}"}
    facts |= {"revenue_yuan": f"{'-' if revenue < 0 else ''}{abs(revenue) // 100}.{abs(revenue) % 100:02d}"}
    record: Record = {"id": "A", "facts": facts}

    found = [near for near in found_in(program, [record], "F11").lines if len(near.frame)]

    for near in found:
        (gap,) = near.frame["gap"]
        there = changed_by(record, near.line, gap)
        answer = assess(program, SubjectReader(program, as_of=DAY).read(there))
        outcome = next(each for each in answer.outcomes if each.measure == near.line.measure)
        assert outcome.verdict is Verdict.ELIGIBLE
        assert not holds(program, changed_by(record, near.line, gap - 1), near.line)


def test_one_subject_has_the_near_misses_that_the_walk_tells() -> None:
    program = PROGRAMS["guilin2026"]
    records = records_around_lines(program.pack, seed=5, count=300)
    reader = SubjectReader(program, as_of=DAY)
    columned: dict[str, dict[tuple[str, str], set[tuple[Any, ...]]]] = {}
    for near in found_in(program, records).lines:
        if near.line.period is None and isinstance(near.line.measured, Fact):
            for row in near.frame.select("id", "needs", "gap", "standing", "gain").iter_rows():
                then = Verdict.ELIGIBLE if row[3] == ONLY else Verdict.UNDETERMINED
                key = (near.line.measure, near.line.changed.code)
                columned.setdefault(row[0], {}).setdefault(key, set()).add((row[1], row[2], then, row[4]))

    compared = 0
    for record in records:
        mine = columned.get(record["id"], {})
        walked = {
            (miss.measure, miss.fact): (
                miss.needs,
                miss.gap if miss.upwards else -miss.gap,
                miss.then,
                miss.award_at_line,
            )
            for miss in near_misses(program, assess(program, reader.read(record)))
            if miss.upwards
        }
        assert mine.keys() == walked.keys(), record
        for key, miss in walked.items():
            assert miss in mine[key]
            compared += 1
    assert compared > 20
