"""A small zone for the tests of the registers: places, organisations in two districts, what belongs to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

from stdnum.cn.uscc import calc_check_digit

from lingqu.books.accounts.person import SYSTEM, Act
from lingqu.books.registers import operations
from lingqu.books.registers.declared.all_registers import register
from lingqu.books.registers.models import Organisation, Place, Platform, Project, RegisteredPerson
from lingqu.law.codes.credit_codes import body_check

MOMENT = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
ACT = Act(SYSTEM, MOMENT, reason="test")
QIXING, DIECAI = "450305", "450303"


@dataclass(frozen=True, slots=True)
class Zone:
    """What the tests find."""

    valley: Place
    near: Organisation  # in Qixing, in the valley
    far: Organisation  # in Diecai
    platform: Platform
    project: Project
    person: RegisteredPerson


def credit_code(number: int) -> str:
    """A right credit code, a different one for each number."""
    body = f"{number:08d}"
    code = f"91450300{body}{body_check(body)}"
    return code + calc_check_digit(code)


def made(name: str, at: Act = ACT, /, **values: Any) -> Any:
    """Make a row through operations."""
    return operations.make(register=register(name), values=values, act=at)


def changed(name: str, row: Any, /, *, days: int = 0, **values: Any) -> Any:
    """Change a row through operations, some days later."""
    act = Act(SYSTEM, MOMENT + timedelta(days=days), reason="later")
    return operations.change(register=register(name), key=row.key, version=row.version, values=values, act=act)


def organisation(number: int, name: str, region: str = QIXING, **values: Any) -> Organisation:
    """An enterprise."""
    kept = {"name": name, "credit_code": credit_code(number), "kind": "enterprise", "region": region, **values}
    return cast(Organisation, made("organisations", **kept))


def zone() -> Zone:
    """Make the zone."""
    valley = made(
        "places", name="花江谷", code="huajiang", kind="smart_valley", region=QIXING, industries=["information"]
    )
    near = organisation(1, "近水科技", place=valley, industry="6513", size="small", founded_on=date(2019, 5, 1))
    far = organisation(2, "远山药业", DIECAI, industry="2720")
    person = made(
        "people", name="张三丰", phone="13800001234", mail="zhang@example.org", kinds=["expert"], organisation=near
    )
    platform = made("platforms", name="近水中试线", kind="pilot_platform", organisation=near, level="regional")
    project = made(
        "projects", name="近水项目", code="P-1", kind="research", organisation=near, leader=person, partners=[far]
    )
    return Zone(valley, near, far, platform, project, person)
