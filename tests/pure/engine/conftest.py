"""Every table of the engine is answered by the columns of a register as well, with no word of its own in the tables.

Both readers of the tree run every case: whatever a test lets the walk judge is laid out as a register of one row and
answered on each engine; a difference fails the test. Quick runs ask Polars and DuckDB, `--all` asks Spark too.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

from agreement.columns_made import laid_out
from lingqu.law.bulk.answers import answered_frame
from lingqu.law.bulk.engine import Engine
from lingqu.law.bulk.engines import open_engine
from lingqu.law.bulk.program import compile_bulk
from lingqu.law.engine import answers
from lingqu.law.engine.answers import Answer
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.program import CompiledMeasure, Program
from lingqu.law.engine.subjects import Subject, SubjectReader

IS_QUICK = os.environ.get("LINGQU_TESTS", "quick") == "quick"
ENGINES = ("polars", "duckdb") if IS_QUICK else ("polars", "duckdb", "spark")
MOST_OF_ONE_TEST = {"polars": 20, "duckdb": 3, "spark": 1} if IS_QUICK else {"polars": 200, "duckdb": 20, "spark": 2}
WORDS = {True: Verdict.ELIGIBLE, False: Verdict.NOT_ELIGIBLE, None: Verdict.UNDETERMINED}


@cache
def engine_named(name: str) -> Engine:
    """One engine for all tests of a process."""
    return open_engine(name)


class Remembering(SubjectReader):
    """A reader that keeps the record of each subject, so that the record can be read again otherwise."""

    records: dict[int, tuple[Subject, dict[str, Any], date | None]] = {}  # noqa: RUF012  # of the test that runs

    def read(self, record: object, *, line: int | None = None) -> Subject:
        """Read one record."""
        subject = super().read(record, line=line)
        assert isinstance(record, dict)
        self.records[id(subject)] = (subject, record, self._as_of)
        return subject


@pytest.fixture(autouse=True)
def both_readers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the columns answer what the walk answers."""
    asked = dict.fromkeys(ENGINES, 0)

    def assess(program: Program, subject: Subject, measures: tuple[CompiledMeasure, ...] | None = None) -> Answer:
        answer = answers.assess(program, subject, measures)
        known = Remembering.records.get(id(subject))
        if known is not None:
            for name in ENGINES:
                asked[name] += 1
                if asked[name] <= MOST_OF_ONE_TEST[name]:
                    compare(program, answer, known[1], known[2], engine_named(name))
        return answer

    if hasattr(request.module, "assess") and hasattr(request.module, "SubjectReader"):
        monkeypatch.setattr(request.module, "assess", assess)
        monkeypatch.setattr(request.module, "SubjectReader", Remembering)
    yield
    Remembering.records.clear()


def compare(program: Program, answer: Answer, record: dict[str, Any], as_of: date | None, engine: Engine) -> None:
    """Hold the columns to one answer of the walk."""
    frame = laid_out([record], program.pack).drop(program.pack.day_fact.code, strict=False)
    measures = tuple(outcome.compiled for outcome in answer.outcomes)
    bulk = compile_bulk(
        program, frame.columns, day=answer.as_of, measures=measures, divides_by_floats=engine.divides_by_floats
    )
    [row] = engine.collect(answered_frame(bulk, engine.table(frame), engine)).to_dicts()
    for measure, outcome in zip(bulk.measures, answer.outcomes, strict=True):
        award = outcome.award
        expected = (
            outcome.verdict,
            award.fen if award else None,
            award.at_most if award else outcome.at_most,
            award.remaining if award else None,
            outcome.missing,
        )
        fen, most, left, missing = (row[f"{measure.id} {part}"] for part in ("fen", "most", "left", "missing"))
        found = (WORDS[row[measure.id]], fen, most, left, measure.facts_of(missing))
        assert found == expected, (engine.name, measure.id, record)
