"""One agreement suite: the walk over one subject and the columns of a whole register say the same, on every engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreement.columns_made import Record, facts_around_lines, laid_out, records_around_lines
from lingqu.law.bulk.answers import answered_frame
from lingqu.law.bulk.engine import Engine
from lingqu.law.bulk.engines import open_engine
from lingqu.law.bulk.program import BulkProgram, compile_bulk
from lingqu.law.engine.answers import Outcome, assess
from lingqu.law.engine.examples import facts_of
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.program import Program, compile_program
from lingqu.law.engine.subjects import SubjectReader, UnableToReadSubject
from lingqu.law.packs.folders import load_pack
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.supplements import with_supplement

POLICIES = ("guilin2026", "example_bands", "general_conditions", "guilin2026+general_conditions")
ENGINES = ("polars", "duckdb", pytest.param("spark", marks=pytest.mark.slow))
Line = tuple[str, int | None, int | None, int | None, tuple[str, ...]]


def pack_of(policy: str) -> Pack:
    name, _, supplement = policy.partition("+")
    pack = load_pack(name)
    return with_supplement(pack, load_pack(supplement)) if supplement else pack


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    opened = open_engine(request.param)
    yield opened
    opened.close()


def walked(program: Program, records: Sequence[Record], as_of: date | None) -> dict[tuple[str, str], Line]:
    reader = SubjectReader(program, as_of=as_of)
    return {
        (record["id"], outcome.measure): line_of(outcome)
        for record in records
        for outcome in assess(program, reader.read(record)).outcomes
    }


def line_of(outcome: Outcome) -> Line:
    award = outcome.award
    if award is None:
        return outcome.verdict.value, None, outcome.at_most, None, outcome.missing
    return outcome.verdict.value, award.fen, award.at_most, award.remaining, outcome.missing


def columned(
    program: Program, records: Sequence[Record], as_of: date | None, engine: Engine
) -> dict[tuple[str, str], Line]:
    frame = laid_out(records, program.pack)
    day = program.pack.day_fact.code
    if as_of is not None or day not in frame.columns:
        return answers_of(program, frame, engine, day=as_of)
    known, unknown = frame.filter(pl.col(day).is_not_null()), frame.filter(pl.col(day).is_null())
    days = known[day].unique().to_list()
    found = answers_of(program, known, engine, days=days) if len(known) else {}
    return found | (answers_of(program, unknown, engine, day=None) if len(unknown) else {})


def answers_of(program: Program, frame: pl.DataFrame, engine: Engine, **day: Any) -> dict[tuple[str, str], Line]:
    bulk = compile_bulk(program, frame.columns, divides_by_floats=engine.divides_by_floats, **day)
    rows = engine.collect(answered_frame(bulk, engine.table(frame), engine))
    return {(row["id"], measure): line for row in rows.to_dicts() for measure, line in lines_of(bulk, row)}


def lines_of(bulk: BulkProgram, row: dict[str, Any]) -> Iterator[tuple[str, Line]]:
    words = {True: Verdict.ELIGIBLE, False: Verdict.NOT_ELIGIBLE, None: Verdict.UNDETERMINED}
    for measure in bulk.measures:
        fen, most, left, missing = (row[f"{measure.id} {part}"] for part in ("fen", "most", "left", "missing"))
        yield measure.id, (words[row[measure.id]].value, fen, most, left, measure.facts_of(missing))


def agree(program: Program, records: Sequence[Record], as_of: date | None, engine: Engine) -> int:
    expected = walked(program, records, as_of)

    found = columned(program, records, as_of, engine)

    differences = [
        (key, expected[key], found.get(key), next(record for record in records if record["id"] == key[0]))
        for key in expected
        if expected[key] != found.get(key)
    ]
    assert not differences, f"{len(differences)} of {len(expected)}: {differences[:2]}"
    assert len(found) == len(expected)
    return len(expected)


def readable(program: Program, records: Sequence[Record]) -> list[Record]:
    reader = SubjectReader(program)
    kept = []
    for record in records:
        try:
            reader.read(record)
        except UnableToReadSubject:
            continue
        kept.append(record)
    return kept


@pytest.mark.parametrize("policy", POLICIES)
def test_every_example_of_a_policy_comes_out_the_same(policy: str, engine: Engine) -> None:
    pack = pack_of(policy)
    by_choice: dict[tuple[tuple[str, str], ...], list[Record]] = {}
    for measure in pack.applicant_measures:
        for example in measure.examples:
            records = by_choice.setdefault(example.chosen, [])
            facts = facts_of(pack, (*measure.premise, *example.given))
            records.append({"id": f"{measure.id} {len(records)}", "facts": facts})

    compared = 0
    for chosen, records in by_choice.items():
        program = compile_program(pack, dict(chosen))
        compared += agree(program, readable(program, records), None, engine)

    assert compared >= 199 * 8 or "general" in policy


@pytest.mark.parametrize("as_of", [date(2027, 6, 30), date(2029, 7, 2), None], ids=str)
@pytest.mark.parametrize("policy", POLICIES)
def test_registers_around_the_lines_of_a_policy_come_out_the_same(
    policy: str, as_of: date | None, engine: Engine
) -> None:
    pack = pack_of(policy)
    records = records_around_lines(pack, seed=7, count=300)

    assert agree(compile_program(pack), records, as_of, engine) == 300 * len(pack.applicant_measures)


@pytest.mark.parametrize("policy", ["guilin2026", "example_bands"])
@settings(max_examples=12 if settings().max_examples < 100 else 60)
@given(data=st.data())
def test_registers_that_hypothesis_makes_come_out_the_same(policy: str, data: st.DataObject) -> None:
    pack = pack_of(policy)
    records = [
        {"id": f"H{number}", "facts": facts}
        for number, facts in enumerate(data.draw(st.lists(facts_around_lines(pack), min_size=1, max_size=12)))
    ]
    as_of = data.draw(st.sampled_from([date(2027, 6, 30), date(2028, 2, 29), date(2030, 12, 31)]))
    program = compile_program(pack)

    for name in ("polars", "duckdb"):
        engine = open_engine(name)
        assert agree(program, records, as_of, engine) == len(records) * len(pack.applicant_measures)
        engine.close()
