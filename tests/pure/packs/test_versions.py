"""Versions: a table of days over versions of one policy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lingqu.law.lang.tree import Day
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.versions import UnableToChooseVersion, version_on
from pure.packs.small_policy import pack_with


def version(name: str, since: str, until: str | None) -> Pack:
    pack = pack_with()
    policy = replace(pack.policy, version=name, since=Day(since), until=Day(until) if until else None)
    return replace(pack, policy=policy)


VERSIONS = [("1", "2026-01-24", "2030-12-31"), ("2", "2028-01-01", None), ("10", "2028-01-01", "2028-06-30")]

DAYS = [
    ("2026-01-23", None),
    ("2026-01-24", "1"),
    ("2027-12-31", "1"),
    ("2028-01-01", "10"),  # both of 2028 are in force: 10 is later than 2
    ("2028-06-30", "10"),
    ("2028-07-01", "2"),
    ("2040-01-01", "2"),
]


@pytest.mark.parametrize(("day", "expected"), DAYS)
def test_a_day_is_answered_by_the_latest_version_in_force(day: str, expected: str | None) -> None:
    packs = [version(*row) for row in VERSIONS]

    if expected is None:
        with pytest.raises(UnableToChooseVersion) as error:
            version_on(packs, date.fromisoformat(day))
        assert "2026-01-24" in error.value.fault.expected
    else:
        assert version_on(packs, date.fromisoformat(day)).policy.version == expected


def test_two_versions_that_nothing_tells_apart_are_refused() -> None:
    packs = [version("1", "2026-01-24", None), version("1", "2026-01-24", "2030-12-31")]

    with pytest.raises(UnableToChooseVersion):
        version_on(packs, date(2027, 1, 1))
