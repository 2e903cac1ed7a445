"""The rules of a day, loaded once in each process.

Its one law: whoever asks for the rules of a day gets the version in force then. Where versions lie is said here and
nowhere else in the processes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from lingqu.books.rulebooks.version_folders import versions_of
from lingqu.law.engine.program import Program, compile_program
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.supplements import with_supplement
from lingqu.law.packs.versions import version_on

POLICY = "guilin2026"
"""The policy of this installation."""


def pack_of_day(policy: str, day: date | None) -> Pack:
    """The version of a policy in force on a day; where there is only one, that one, whatever the day or without one.

    A day outside its time is then answered by the rules themselves. Raises `UnableToLoadPack` where the policy is not
    there or faulty, `UnableToChooseVersion` where no version answers for the day.
    """
    versions = versions_of(policy)
    return versions[0] if len(versions) == 1 else version_on(versions, day)


def supplemented(pack: Pack, supplements: Sequence[str], day: date) -> Pack:
    """The pack with the conditions of other policies switched on. Raises `UnableToSupplement`."""
    for each in dict.fromkeys(supplements):
        pack = with_supplement(pack, pack_of_day(each, day))
    return pack


def program_of(pack: Pack, readings: Mapping[str, str] | None = None) -> Program:
    """The pack compiled under a choice of readings, kept for as long as the process lives."""
    return _program(pack, tuple(sorted((readings or {}).items())))


@lru_cache(maxsize=32)
def _program(pack: Pack, readings: tuple[tuple[str, str], ...]) -> Program:
    return compile_program(pack, dict(readings))
