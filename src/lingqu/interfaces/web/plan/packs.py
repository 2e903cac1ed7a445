"""The policy that the pages show, loaded once a process: every version of it, chosen by the day.

Its one law: pages compile no rules; what was loaded stays until the process ends. It does not know who looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from lingqu.law.packs.cache import PackCache
from lingqu.law.packs.folders import load_versions
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.versions import version_on

POLICY = "guilin2026"


@dataclass(frozen=True, eq=False)
class OpenPack:
    """A pack as a key of what is made from it once: two are the same only where they are one."""

    pack: Pack


def pack_shown(day: date) -> OpenPack:
    """Give the version in force on a day; where only one exists, that one, whatever the day."""
    versions = _versions()
    if len(versions) == 1:
        return versions[0]
    chosen = version_on([each.pack for each in versions], day)
    return next(each for each in versions if each.pack is chosen)


@cache
def _versions() -> tuple[OpenPack, ...]:
    kept = PackCache(Path(settings.DATA.cache) / "packs")
    return tuple(OpenPack(pack) for pack in load_versions(POLICY, cache=kept))
