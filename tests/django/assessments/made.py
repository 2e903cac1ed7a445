"""Makes organisations, what belongs to them and facts, for tests of facts and assessments."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from tests.django.conftest import ACT, MOMENT

from lingqu.books.registers import facts
from lingqu.books.registers.facts import FactSubject, Statement
from lingqu.books.registers.models import (
    Award,
    Consortium,
    Fact,
    Organisation,
    Place,
    Platform,
    Project,
    Recognition,
    RegisterRow,
    Succession,
    Team,
)
from lingqu.law.packs.pack import Pack
from lingqu.processes.assessments.packs import POLICY, pack_of_day

DAY = date(2026, 11, 24)
_AT = {"made_at": MOMENT, "changed_at": MOMENT}


def the_pack() -> Pack:
    """The Guilin policy."""
    return pack_of_day(POLICY, DAY)


Row = TypeVar("Row", bound=RegisterRow)


def _kept(model: type[Row], **values: Any) -> Row:
    row = model(**values)
    row._change_reason = "test"  # type: ignore[attr-defined]  # read by simple_history
    row.save()
    return row


def organisation(name: str = "漓江传感有限公司", **values: Any) -> Organisation:
    """An enterprise in Qixing, unless said otherwise."""
    return _kept(Organisation, **{"name": name, "kind": "enterprise", "region": "450305", **_AT, **values})


def platform(owner: Organisation, kind: str, **values: Any) -> Platform:
    """A platform in force."""
    return _kept(Platform, **{"organisation": owner, "name": kind, "kind": kind, **_AT, **values})


def project(owner: Organisation, kind: str, **values: Any) -> Project:
    """A project."""
    return _kept(Project, **{"organisation": owner, "name": kind, "kind": kind, **_AT, **values})


def recognition(owner: Organisation, kind: str, **values: Any) -> Recognition:
    """A recognition."""
    return _kept(Recognition, **{"organisation": owner, "kind": kind, **_AT, **values})


def place(**values: Any) -> Place:
    """An enclave in Guilin."""
    return _kept(Place, **{"code": "yd", "name": "飞地", "kind": "enclave", "region": "450300", **_AT, **values})


def team(owner: Organisation, **values: Any) -> Team:
    """A team."""
    return _kept(Team, **{"organisation": owner, "name": "团队", **_AT, **values})


def consortium(owner: Organisation, **values: Any) -> Consortium:
    """A consortium."""
    return _kept(Consortium, **{"organisation": owner, "name": "联合体", **_AT, **values})


def award(owner: Organisation, measure: str, yuan: int, **values: Any) -> Award:
    """An award that arrived this year."""
    return _kept(
        Award,
        **{
            "organisation": owner,
            "policy": POLICY,
            "measure": measure,
            "award_year": DAY.year,
            "fen": yuan * 100,
            "paid_on": date(2026, 5, 1),
            **_AT,
            **values,
        },
    )


def succession(predecessor: Organisation, successor: Organisation, kind: str, on: date) -> Succession:
    """How one came from the other."""
    return Succession.objects.create(predecessor=predecessor, successor=successor, kind=kind, on=on, recorded_by="test")


def of(row: Any, owner: Organisation | None = None) -> FactSubject:
    """The subject that a row is."""
    kind = Fact.SubjectKind(type(row).__name__.lower())
    return FactSubject((owner or getattr(row, "organisation", row)).key, kind, row.key)


def tell(row: Any, code: str, typed: str, year: int | None = None, **more: Any) -> Fact:
    """State a fact of a subject."""
    return facts.declare(pack=the_pack(), subject=of(row), statement=Statement(code, typed, year, **more), act=ACT)


def verified(fact: Fact, typed: str, reason: str = "按专项审计") -> Fact:
    """Verify a fact for the science department."""
    act = type(ACT)(ACT.person, ACT.at, reason=reason)
    return facts.verify(pack=the_pack(), key=fact.key, version=fact.version, typed=typed, office="kjt", act=act)


def known(subjects: Any, key: UUID) -> dict[str, Any]:
    """The facts of one subject as on the wire."""
    found = next(each for each in subjects if each.key == key)
    facts_told: dict[str, Any] = found.record(the_pack())["facts"]
    return facts_told
