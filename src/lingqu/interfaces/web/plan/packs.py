"""The policy that the pages show, in the version of the day, with what was made from it once.

Its one law: pages compile no rules; which version answers is not decided here. It does not know who looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lingqu.law.packs.pack import Pack
from lingqu.processes.assessments.packs import POLICY, pack_of_day


@dataclass(frozen=True, eq=False)
class OpenPack:
    """A pack as a key of what is made from it once: two are the same only where they are one."""

    pack: Pack


_opened: dict[str, OpenPack] = {}


def pack_shown(day: date) -> OpenPack:
    """Give the version in force on a day; where only one exists, that one, whatever the day."""
    pack = pack_of_day(POLICY, day)
    # by digest: to compare two packs field by field takes a hundred times as long as a page's look-up
    return _opened.setdefault(pack.digest, OpenPack(pack))
