"""Claims: made once, vouched for by another hand within reach, refused with a reason, withdrawn by the claimant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import cast

import pytest
from tests.django.conftest import ACT, MOMENT

from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import Act, HeldRole, person_of
from lingqu.books.accounts.roles import Level, Role
from lingqu.books.audit.queries import checked_chain
from lingqu.books.registers import claims
from lingqu.books.registers.claims import Proposal, UnableToClaim
from lingqu.books.registers.declared.organisations import ORGANISATIONS
from lingqu.books.registers.models import Claim, Organisation, Place
from lingqu.books.registers.operations import make
from lingqu.books.registers.successions import UnableToSucceed, chain_of, merge, predecessors_of, rename, split

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
CODE = "91450300HCQ0J1XK5B"
PROPOSAL = Proposal(CODE, "漓江传感有限公司", "enterprise", "450305")
Account = Callable[..., User]


def acting(user: User, reason: str = "") -> Act:
    """What a user does now."""
    return Act(person_of(user, on=TODAY), MOMENT, reason=reason)


def organisation(name: str, *, region: str = "450305", place: Place | None = None) -> Organisation:
    """An organisation of the register."""
    values = {"name": name, "kind": "enterprise", "region": region, "place": place}
    return cast(Organisation, make(register=ORGANISATIONS, values=values, act=ACT))


def claimed(user: User, of: Organisation | Proposal) -> Claim:
    """A claim."""
    return claims.claim(of=of, wants_admin=True, reason="科技部负责人", on=TODAY, act=acting(user))


def test_an_organisation_the_register_does_not_know_is_made_when_somebody_vouches(account: Account) -> None:
    user, officer = account("user"), account("officer", HeldRole(Role.AGENCY))
    claim = claimed(user, PROPOSAL)
    assert not Organisation.objects.exists()

    claims.vouch(claim=claim, is_admin=True, since=TODAY, act=acting(officer))

    made = Organisation.objects.get()
    assert (made.credit_code, made.name, made.region) == (CODE, "漓江传感有限公司", "450305")
    assert person_of(user, on=TODAY).admin_of == {made.key}
    claim.refresh_from_db()
    assert (claim.state, claim.decided_by, claim.organisation) == ("vouched", str(officer.pseudonym), made)
    assert checked_chain().holds


def test_two_who_propose_the_same_code_end_in_one_organisation(account: Account) -> None:
    one, two, officer = account("one"), account("two"), account("officer", HeldRole(Role.AGENCY))
    first, second = claimed(one, PROPOSAL), claimed(two, PROPOSAL)

    claims.vouch(claim=first, is_admin=True, since=TODAY, act=acting(officer))
    claims.vouch(claim=second, is_admin=False, since=TODAY, act=acting(officer))

    assert Organisation.objects.count() == 1
    assert person_of(two, on=TODAY).member_of == person_of(one, on=TODAY).member_of


@pytest.mark.parametrize(
    ("proposal", "field"),
    [
        (replace(PROPOSAL, credit_code="91450300HCQ0J1XK5C"), "credit_code"),
        (replace(PROPOSAL, credit_code=""), "credit_code"),
        (replace(PROPOSAL, name=" "), "name"),
        (replace(PROPOSAL, kind="castle"), "kind"),
        (replace(PROPOSAL, region="000000"), "region"),
    ],
)
def test_a_proposal_is_checked(account: Account, proposal: Proposal, field: str) -> None:
    with pytest.raises(UnableToClaim) as refused:
        claimed(account("user"), proposal)

    assert refused.value.field == field
    assert refused.value.words.en


def test_the_same_claim_twice_is_refused_while_the_first_is_open(account: Account) -> None:
    user, one = account("user"), organisation("甲")
    claimed(user, one)
    claimed(user, PROPOSAL)

    for of in (one, PROPOSAL):
        with pytest.raises(UnableToClaim):
            claimed(user, of)


def test_nobody_decides_an_own_claim(account: Account) -> None:
    officer = account("officer", HeldRole(Role.AGENCY))
    claim = claimed(officer, organisation("甲"))

    with pytest.raises(UnableToClaim):
        claims.vouch(claim=claim, is_admin=True, since=TODAY, act=acting(officer))


def test_a_refusal_has_a_reason_and_a_decided_claim_stays_decided(account: Account) -> None:
    user, officer = account("user"), account("officer", HeldRole(Role.AGENCY))
    claim = claimed(user, organisation("甲"))

    with pytest.raises(UnableToClaim):
        claims.refuse(claim=claim, act=acting(officer))
    claims.refuse(claim=claim, act=acting(officer, "未附授权书"))

    for late in (
        lambda: claims.vouch(claim=claim, is_admin=True, since=TODAY, act=acting(officer)),
        lambda: claims.withdraw(claim=claim, act=acting(user)),
    ):
        with pytest.raises(UnableToClaim):
            late()
    assert not person_of(user, on=TODAY).member_of


def test_only_the_claimant_withdraws(account: Account) -> None:
    user, other = account("user"), account("other")
    claim = claimed(user, organisation("甲"))

    with pytest.raises(UnableToClaim):
        claims.withdraw(claim=claim, act=acting(other))
    claims.withdraw(claim=claim, act=acting(user))

    claim.refresh_from_db()
    assert claim.state == "withdrawn"


@pytest.mark.parametrize(
    ("held", "seen"),
    [
        (HeldRole(Role.AGENCY), {"甲", "乙", "丙", ""}),
        (HeldRole(Role.DEPARTMENT_OFFICER, Level.CITY), {"甲", "乙", "丙", ""}),
        (HeldRole(Role.RECOMMENDING_UNIT, Level.COUNTY, region="450305"), {"甲", "丙", ""}),
        (HeldRole(Role.RECOMMENDING_UNIT, Level.COUNTY, region="450302"), {"乙"}),
        (HeldRole(Role.RECOMMENDING_UNIT, Level.PARK, place="valley"), {"丙"}),
        (HeldRole(Role.SUPERVISOR), set()),
        (HeldRole(Role.ADMINISTRATOR), set()),
    ],
)
def test_an_officer_sees_the_claims_within_reach(account: Account, held: HeldRole, seen: set[str]) -> None:
    user, officer = account("user"), account("officer", held)
    (valley,) = Place.objects.bulk_create(
        [Place(code="valley", name="谷", kind="smart_valley", made_at=MOMENT, changed_at=MOMENT)]
    )
    for of in (organisation("甲"), organisation("乙", region="450302"), organisation("丙", place=valley), PROPOSAL):
        claimed(user, of)

    found = claims.claims_within(person_of(officer, on=TODAY))

    assert {row.organisation.name if row.organisation else "" for row in found} == seen


def test_erasing_a_claimant_withdraws_and_empties_the_claims(account: Account) -> None:
    user = account("user")
    claim = claimed(user, organisation("甲"))

    claims.erase_claimant(user=user, on=TODAY, act=acting(user))

    claim.refresh_from_db()
    assert (claim.state, claim.reason) == ("withdrawn", "—")


def test_a_renaming_keeps_the_key_and_the_former_name() -> None:
    one = organisation("漓江电子厂")

    rename(organisation=one, version=1, name="漓江电子股份有限公司", on=TODAY, document="桂市监〔2026〕1号", act=ACT)

    one.refresh_from_db()
    (link,) = chain_of(one.key)
    assert (one.name, link.former_name, link.predecessor) == ("漓江电子股份有限公司", "漓江电子厂", one.key)
    assert predecessors_of(one.key) == ()
    with pytest.raises(UnableToSucceed):
        rename(organisation=one, version=2, name=one.name, on=TODAY, document="", act=ACT)


def test_a_merger_retires_the_predecessors_and_their_chain_goes_on() -> None:
    first, second, third, last = (organisation(name) for name in "甲乙丙丁")
    merge(predecessors=[first, second], successor=third, on=date(2025, 1, 1), document="", act=ACT)

    merge(predecessors=[third], successor=last, on=TODAY, document="", act=ACT)

    first.refresh_from_db()
    assert first.is_retired
    assert "丙" in first.retired_because
    assert {row.name for row in predecessors_of(last.key)} == {"甲", "乙", "丙"}
    assert len(chain_of(second.key)) == 2  # its own path only: 乙 → 丙 → 丁
    assert len(chain_of(last.key)) == 3


def test_a_split_leaves_the_old_one_in_use_or_not() -> None:
    first, second, third = (organisation(name) for name in "甲乙丙")
    split(predecessor=first, successors=[second], on=date(2025, 1, 1), document="", is_dissolved=False, act=ACT)
    first.refresh_from_db()
    assert not first.is_retired

    split(predecessor=first, successors=[third], on=TODAY, document="", is_dissolved=True, act=ACT)

    first.refresh_from_db()
    assert first.is_retired
    assert {row.name for row in predecessors_of(third.key)} == {"甲"}


def test_no_circle_is_recorded_and_one_that_stands_in_the_table_ends() -> None:
    first, second = organisation("甲"), organisation("乙")
    split(predecessor=first, successors=[second], on=date(2025, 1, 1), document="", is_dissolved=False, act=ACT)

    with pytest.raises(UnableToSucceed):
        split(predecessor=second, successors=[first], on=TODAY, document="", is_dissolved=False, act=ACT)
    with pytest.raises(UnableToSucceed):
        merge(predecessors=[first], successor=first, on=TODAY, document="", act=ACT)
    second.successions_out.create(successor=first, kind="merged", on=TODAY, recorded_by="import")

    assert {row.name for row in predecessors_of(first.key)} == {"乙"}
    assert len(chain_of(first.key)) == 2
