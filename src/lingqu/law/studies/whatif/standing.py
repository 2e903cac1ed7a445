"""A register answered once by today's policy and kept, so that a change asks again only what it touches.

Its one law: what is kept is what the comparison itself would answer; rows asked only for measures of their own kind are
refused by all others. Only as many columns are kept as a comparison can ask for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lingqu.law.bulk.program import BulkProgram
from lingqu.law.bulk.register import Register
from lingqu.law.engine.program import compile_program
from lingqu.law.packs.pack import Pack
from lingqu.law.studies.whatif.sides import DayPart, before_answered, compiled_for, day_parts


@dataclass(frozen=True, slots=True)
class Standing:
    """The answers of a pack over a register; `kinds` is the column that says which kinds of subject a row is."""

    pack: Pack
    readings: Mapping[str, str]
    register: Register
    day: date | None
    kinds: str
    parts: tuple[tuple[DayPart, BulkProgram], ...]


def standing_of(
    pack: Pack,
    register: Register,
    *,
    day: date | None = None,
    readings: Mapping[str, str] | None = None,
    kinds: str = "",
) -> Standing:
    """Answer a register and hold the answers in memory. Raises `UnableToCompile` and `UnableToChoose`."""
    program = compile_program(pack, dict(readings or {}))
    parts = []
    for part in day_parts(register, pack.day_fact.code, day):
        bulk = compiled_for(part, program, register.facts, program.measures)
        frame = before_answered(part.frame, bulk, kinds=kinds).collect().lazy()
        parts.append((DayPart(frame, part.day, part.days), bulk))
    return Standing(pack, dict(readings or {}), register, day, kinds, tuple(parts))
