"""A small world for the matrix of permissions: one organisation with something of everything, and who may come to it.

Its one law: each object belongs to one organisation in one county and one park; persons differ in how they stand to it.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.django.conftest import ACT, MOMENT

from lingqu.books.accounts import operations
from lingqu.books.accounts.models import Grant, Invitation, Membership, User
from lingqu.books.accounts.person import Act, HeldRole, person_of
from lingqu.books.accounts.roles import Level, Role
from lingqu.books.registers import models
from lingqu.books.registers.claims import claim
from lingqu.interfaces.web.interview.state import State
from lingqu.interfaces.web.interview.tokens import token_of
from lingqu.processes.assessments.models import SavedAnswer

TODAY = date(2026, 11, 24)
COUNTY, OTHER_COUNTY, PARK, OTHER_PARK = "450305", "450302", "valley", "hill"
PERSONS: dict[str, HeldRole | None] = {
    "公众": None,
    "无角色": None,
    "本单位成员": None,
    "本单位管理员": None,
    "外单位管理员": None,
    "本人": None,
    "推荐（本县）": HeldRole(Role.RECOMMENDING_UNIT, Level.COUNTY, region=COUNTY),
    "推荐（外县）": HeldRole(Role.RECOMMENDING_UNIT, Level.COUNTY, region=OTHER_COUNTY),
    "推荐（本园）": HeldRole(Role.RECOMMENDING_UNIT, Level.PARK, place=PARK),
    "推荐（外园）": HeldRole(Role.RECOMMENDING_UNIT, Level.PARK, place=OTHER_PARK),
    "管理机构": HeldRole(Role.AGENCY, Level.REGION),
    "部门": HeldRole(Role.DEPARTMENT_OFFICER, Level.CITY),
    "专家": HeldRole(Role.EXPERT),
    "财政": HeldRole(Role.FINANCE_OFFICER, Level.REGION),
    "督导": HeldRole(Role.SUPERVISOR, Level.REGION),
    "政策": HeldRole(Role.POLICY_OFFICER),
    "系统管理员": HeldRole(Role.ADMINISTRATOR),
}
"""The columns of the matrix, in Chinese; their roles, where they hold one."""


@dataclass(slots=True)
class World:
    """What the samples are made of."""

    users: dict[str, User]
    organisation: models.Organisation
    rows: dict[str, Any] = field(default_factory=dict)  # by register
    fact: Any = None
    evidence: Any = None
    answer: Any = None
    claim: Any = None
    invitation: Any = None
    membership: Any = None
    grant: Any = None


def made_world() -> World:
    """Make the persons and the things."""
    valley = _kept(models.Place, code=PARK, name="谷", kind="smart_valley", region=COUNTY)
    home = _kept(models.Organisation, name="甲", kind="enterprise", region=COUNTY, place=valley)
    abroad = _kept(models.Organisation, name="乙", kind="enterprise", region=OTHER_COUNTY)
    users = {name: _user(number, held) for number, (name, held) in enumerate(PERSONS.items()) if name != "公众"}
    for name, organisation, is_admin in (
        ("本单位成员", home, False), ("本单位管理员", home, True), ("外单位管理员", abroad, True),
    ):  # fmt: skip
        operations.join(
            user=users[name], organisation=organisation.key, is_admin=is_admin, since=date(2020, 1, 1), act=ACT
        )
    world = World(users, home)
    world.rows = {
        "organisations": home,
        "places": valley,
        "platforms": _kept(models.Platform, name="台", kind="k", organisation=home),
        "recognitions": _kept(models.Recognition, kind="k", organisation=home),
        "projects": _kept(models.Project, name="项", kind="k", organisation=home),
        "awards": _kept(models.Award, policy="p", measure="F01", award_year=2025, fen=1, organisation=home),
        "people": _kept(models.RegisteredPerson, organisation=home),
        "teams": _kept(models.Team, name="队", organisation=home),
        "consortia": _kept(models.Consortium, name="联", organisation=home),
    }
    world.fact = _kept(
        models.Fact,
        organisation=home,
        subject_key=home.key,
        code="rd_expenditure_yuan",
        year=2025,
        declared_value="1.00",
    )
    world.evidence = models.Evidence.objects.create(
        organisation=home, owner="somebody", digest="0" * 64, size=1, media_type="application/pdf", name="a.pdf",
        added_at=MOMENT,
    )  # fmt: skip
    world.answer = SavedAnswer.objects.create(
        organisation=home, day=TODAY, policy="p", pack_digest="0" * 64, facts_digest="0" * 64, subjects=[], answers=[],
        certain_fen=0, most_fen=0, made_by="somebody", made_at=MOMENT,
    )  # fmt: skip
    me = users["本人"]
    world.claim = claim(
        of=home,
        wants_admin=True,
        reason="r",
        on=TODAY,
        act=Act(person_of(me, on=TODAY), MOMENT),
        evidence=world.evidence,
    )
    world.invitation = Invitation.objects.create(user=me, organisation=home.key, invited_by="somebody", made_at=MOMENT)
    world.membership = Membership.objects.get(user=users["本单位成员"])
    world.grant = Grant.objects.get(user=users["专家"])
    return world


Sample = Callable[[World], dict[str, Any]]


def sample_of(name: str) -> Sample | None:
    """How the address of a route is made: by its name, or by what its name begins with."""
    if name in SAMPLES:
        return SAMPLES[name]
    for beginning, sample in BEGINNINGS:
        if name.startswith(beginning):
            return sample
    parts = name.split("-")
    if parts[0] == "registers" and len(parts) > 2:
        return lambda world: {"key": world.rows[parts[1]].key}
    return None


def _of_organisation(world: World) -> dict[str, Any]:
    return {"key": world.organisation.key}


SAMPLES: dict[str, Sample] = {
    "invitation_answer": lambda world: {"key": world.invitation.key},
    "member_uninvite": lambda world: {"key": world.organisation.key, "invitation": world.invitation.key},
    "member_admin": lambda world: {"key": world.organisation.key, "membership": world.membership.pk},
    "member_end": lambda world: {"key": world.organisation.key, "membership": world.membership.pk},
    "user": lambda world: {"key": world.users["专家"].pseudonym},
    "user_grant_end": lambda world: {"key": world.users["专家"].pseudonym, "grant": world.grant.pk},
    "audit_entry": lambda world: {"number": 1},
    "measure": lambda world: {"code": "F01"},
    "interview_of": _of_organisation,
    "interview_keep_for": lambda world: {"key": world.organisation.key, "token": token_of(State(TODAY))},
    "answers": _of_organisation,
    "answers-pdf": _of_organisation,
    "answers-save": _of_organisation,
    "saved-answer": lambda world: {"key": world.answer.key},
    "evidence-of": _of_organisation,
    "evidence-keep": _of_organisation,
    "evidence": lambda world: {"key": world.evidence.key},
    "evidence-withdraw": lambda world: {"key": world.evidence.key},
    "facts": _of_organisation,
    "fact-state": _of_organisation,
    "facts-complete": _of_organisation,
    "facts-together": _of_organisation,
}
"""Add a line for a new route that takes the key of a thing."""

BEGINNINGS: tuple[tuple[str, Sample], ...] = (
    ("claim", lambda world: {"key": world.claim.key}),
    ("member", _of_organisation),
    ("succession", _of_organisation),
    ("user_", lambda world: {"key": world.users["专家"].pseudonym}),
    ("fact", lambda world: {"key": world.fact.key}),
)


def _user(number: int, held: HeldRole | None) -> User:
    user = operations.make_account(username=f"person{number}", password=None, act=ACT)
    if held is not None:
        operations.grant(user=user, role=held, since=date(2020, 1, 1), act=ACT)
    return user


def _kept(model: Any, **values: Any) -> Any:
    """A row without its history: the matrix asks about none."""
    (row,) = model.objects.bulk_create([model(key=uuid.uuid4(), made_at=MOMENT, changed_at=MOMENT, **values)])
    return row
