"""Which version of a policy answers for a day.

Its one law: a question about a day is answered by the rules of that day. Of several versions in force the one that came
into force last answers; two that came on the same day are told apart by their 版本. It does not know where they lie.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lingqu.law.lang.faults import Fault, fault_at
from lingqu.law.packs.pack import Pack


class UnableToChooseVersion(Exception):
    """No version is in force on the day, or several that nothing tells apart."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.said())


def version_on(packs: Sequence[Pack], day: date | None) -> Pack:
    """Choose among versions of one policy the one in force on a day.

    Raises UnableToChooseVersion: none in force, no day given, or two of the same day and version.
    """
    if day is None:
        raise UnableToChooseVersion(_fault(packs, "无评估日", ("评估日", "a day judged"), "--as-of 2027-06-30"))
    in_force = [pack for pack in packs if is_in_force(pack, day)]
    if not in_force:
        raise UnableToChooseVersion(
            _fault(packs, day.isoformat(), ("某一版本施行期内的日期", "a day on which a version is in force"), "")
        )
    ranked = sorted(in_force, key=_rank)
    if len(ranked) > 1 and _rank(ranked[-2]) == _rank(ranked[-1]):
        twins = [pack for pack in ranked if _rank(pack) == _rank(ranked[-1])]
        raise UnableToChooseVersion(
            _fault(
                twins,
                day.isoformat(),
                ("施行日或版本不同的各版", "versions that differ in 施行 or 版本"),
                "版本 2",
            )
        )
    return ranked[-1]


def is_in_force(pack: Pack, day: date) -> bool:
    """Say whether a version is in force on a day; first and last day count."""
    since, until = pack.policy.since, pack.policy.until
    return date.fromisoformat(since.iso) <= day and (until is None or day <= date.fromisoformat(until.iso))


def _rank(pack: Pack) -> tuple[str, tuple[int, ...], str]:
    """Order by the day in force, then by version: the numbers in it, then its text."""
    version = pack.policy.version
    numbers = "".join(each if each.isdigit() else " " for each in version).split()
    return pack.policy.since.iso, tuple(int(each) for each in numbers), version


def _fault(packs: Sequence[Pack], given: str, expected: tuple[str, str], example: str) -> Fault:
    spans = "；".join(
        f"{pack.policy.id} 版本 {pack.policy.version or '—'}："
        f"{pack.policy.since.iso} 至 {pack.policy.until.iso if pack.policy.until else '—'}"
        for pack in packs
    )
    return fault_at(
        packs[0].policy.at,
        code="no-single-version",
        given=given,
        expected=(f"{expected[0]}（{spans}）", f"{expected[1]} ({spans})"),
        example=example,
    )
