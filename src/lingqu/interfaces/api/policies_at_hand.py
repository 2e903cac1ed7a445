"""The policies that this installation answers from, kept for as long as the process lives.

Its one law: where versions lie and which answers for a day is said by the processes, not here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from lingqu.law.engine.program import Program
from lingqu.law.inquiries.shelf import Shelf
from lingqu.law.packs.folders import UnableToLoadPack
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.versions import UnableToChooseVersion
from lingqu.processes.assessments.packs import POLICY, pack_of_day, program_of


class KeptShelf(Shelf):
    """A shelf whose policies and programs are loaded once in each process."""

    def load(self, policy: str, day: date | None) -> Pack:
        """The policy in the version of a day. Raises `UnableToLoadPack`."""
        try:
            return pack_of_day(policy, day)
        except UnableToChooseVersion as error:
            raise UnableToLoadPack([error.fault]) from None

    def program(self, pack: Pack, readings: Mapping[str, str]) -> Program:
        """The pack compiled under a choice of readings."""
        return program_of(pack, readings)


def shelf(lang: str) -> Shelf:
    """The shelf of this installation, speaking a language."""
    return KeptShelf(POLICY, lang=lang)
