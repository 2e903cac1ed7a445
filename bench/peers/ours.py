"""Lingqu as one of the contenders: the public steps of its engine, named as the benchmark needs them.

Its one law: nothing is prepared that a caller could not prepare. Reading a record is a step of its own, as flattening
is for the peers; the engine keeps what it worked out for a pattern, so a new program is timed beside a used one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lingqu.law.engine.answers import Answer, assess, select_measures
from lingqu.law.engine.nearness import near_misses
from lingqu.law.engine.program import compile_program
from lingqu.law.engine.reasons import because
from lingqu.law.engine.subjects import Subject, SubjectReader
from lingqu.law.engine.wire import answer_line
from lingqu.law.packs.folders import load_pack


class Lingqu:
    """One compiled program of the Guilin policy under its adopted readings."""

    def __init__(self) -> None:
        self._pack = load_pack("guilin2026")
        self._program = compile_program(self._pack)
        self._reader = SubjectReader(self._program)

    @property
    def digest(self) -> str:
        """The digest of the pack."""
        return self._pack.digest

    def read(self, record: Mapping[str, Any]) -> Subject:
        """Check a JSON record and put its values into their slots."""
        return self._reader.read(record)

    def judge(self, subject: Subject) -> Answer:
        """Judge all nineteen: verdicts, sums, missing facts, the truths of the walk."""
        return assess(self._program, subject)

    def judge_one(self, code: str) -> Callable[[Subject], Answer]:
        """Give the call that judges one measure alone."""
        program, picked = self._program, select_measures(self._program, [code])
        return lambda subject: assess(program, subject, picked)

    def say(self, answer: Answer) -> list[str]:
        """Say why, in Chinese, for each outcome."""
        return [because(self._program, answer, outcome) for outcome in answer.outcomes]

    def near(self, answer: Answer) -> tuple[Any, ...]:
        """List the near misses."""
        return near_misses(self._program, answer)

    def spell(self, answer: Answer) -> str:
        """Spell the answer as a line of JSON, reasons included."""
        return answer_line(self._program, answer)

    def patterns(self) -> int:
        """Count the patterns worked out so far."""
        return sum(len(compiled.patterns) for compiled in self._program.measures)

    def answers(self, record: Mapping[str, Any]) -> dict[str, tuple[str, int | None]]:
        """Give verdict and sum of all nineteen, for the agreement check."""
        return {
            outcome.measure: (outcome.verdict.value, outcome.award.fen if outcome.award else None)
            for outcome in self.judge(self.read(record)).outcomes
        }
