"""The pages of people: claims through to members, grants with four eyes, profile, export and erasure."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any, cast

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.django.conftest import ACT

from lingqu.books.accounts import operations
from lingqu.books.accounts.models import Invitation, Membership, PersonalValue, User
from lingqu.books.accounts.person import HeldRole
from lingqu.books.accounts.roles import Level, Role
from lingqu.books.audit.models import Entry
from lingqu.books.audit.queries import checked_chain
from lingqu.books.registers.declared.organisations import ORGANISATIONS
from lingqu.books.registers.models import Claim, Organisation
from lingqu.books.registers.operations import make

pytestmark = pytest.mark.django_db
CODE = "91450300HCQ0J1XK5B"
PASSWORD = "canal-of-214-bc"
COUNTY = HeldRole(Role.RECOMMENDING_UNIT, Level.COUNTY, region="450305")
Account = Callable[..., User]
SignedIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _no_counters() -> None:
    """Rate limits are counted in the cache, which outlives a test."""
    cache.clear()


def organisation(name: str = "甲", code: str = CODE) -> Organisation:
    """An organisation in Qixing."""
    values = {"name": name, "kind": "enterprise", "region": "450305", "credit_code": code}
    return cast(Organisation, make(register=ORGANISATIONS, values=values, act=ACT))


def joined(user: User, of: Organisation, *, is_admin: bool = False) -> Membership:
    """Make a member."""
    return operations.join(user=user, organisation=of.key, is_admin=is_admin, since=date(2020, 1, 1), act=ACT)


def test_from_a_code_to_an_organisation_with_two_members(account: Account, signed_in: SignedIn) -> None:
    me, mate, officer = account("li.ming"), account("mate"), account("officer", COUNTY)
    mine, theirs, office = signed_in(me), signed_in(mate), signed_in(officer)
    there = f"/people/register/?code={CODE.lower()}"

    mine.post(
        there, {"name": "漓江", "kind": "enterprise", "region": "450305", "reason": "总经理", "wants_admin": "on"}
    )
    claim = Claim.objects.get()
    assert "漓江" in office.get("/people/claims/").text
    office.post(reverse("claim_decide", args=[claim.key]), {"decision": "vouch", "is_admin": "on"})
    made = Organisation.objects.get()
    mine.post(reverse("member_invite", args=[made.key]), {"username": "mate"})
    theirs.post(reverse("invitation_answer", args=[Invitation.objects.get().key]), {"answer": "yes"})

    page = mine.get(reverse("members", args=[made.key]))
    assert [row.user.username for row, _ in page.context["members"]] == ["li.ming", "mate"]
    assert theirs.get(reverse("members", args=[made.key])).status_code == 404  # a plain member manages nobody


def test_a_wrong_code_is_told_with_what_it_should_be(account: Account, signed_in: SignedIn) -> None:
    answer = signed_in(account("reader")).get("/people/register/?code=91450300HCQ0J1XK5C")

    assert answer.status_code == 422
    assert "应为“B”" in answer.text
    assert 'value="91450300HCQ0J1XK5C"' in answer.text


def test_what_is_wrong_in_a_proposal_stands_at_its_field_and_nothing_is_lost(
    account: Account, signed_in: SignedIn
) -> None:
    given = {"name": "漓江", "kind": "castle", "region": "", "reason": ""}

    answer = signed_in(account("reader")).post(f"/people/register/?code={CODE}", given)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"kind", "region", "reason"}
    assert 'value="漓江"' in answer.text
    assert not Claim.objects.exists()


def test_a_page_shows_html_as_text(account: Account, signed_in: SignedIn) -> None:
    mine = signed_in(account("reader"))
    given = {"name": "<script>alert(1)</script>", "kind": "enterprise", "region": "450305", "reason": "<b>我</b>"}

    answer = mine.post(f"/people/register/?code={CODE}", given, follow=True)

    assert "<script>alert" not in answer.text
    assert "<b>我" not in answer.text


def test_the_file_of_a_claim_is_a_download_for_the_office_only(
    account: Account, signed_in: SignedIn, settings: Any, tmp_path: Any
) -> None:
    organisation()
    mine, office = signed_in(account("reader")), signed_in(account("officer", COUNTY))
    stranger = signed_in(account("stranger", HeldRole(Role.RECOMMENDING_UNIT, Level.COUNTY, region="450302")))
    file = SimpleUploadedFile("授权书.pdf", b"%PDF-1.4\n%%EOF\n", "text/html")

    mine.post(f"/people/register/?code={CODE}", {"reason": "总经理", "evidence": file})
    there = reverse("claim_evidence", args=[Claim.objects.get().key])

    answer = office.get(there)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert stranger.get(there).status_code == 404


def test_a_refusal_without_a_reason_keeps_the_page(account: Account, signed_in: SignedIn) -> None:
    organisation()
    mine, office = signed_in(account("reader")), signed_in(account("officer", COUNTY))
    mine.post(f"/people/register/?code={CODE}", {"reason": "总经理"})
    claim = Claim.objects.get()

    answer = office.post(reverse("claim_decide", args=[claim.key]), {"decision": "refuse"})

    assert answer.status_code == 422
    assert office.post(reverse("claim_decide", args=[claim.key]), {"decision": "nonsense"}).status_code == 422
    claim.refresh_from_db()
    assert claim.state == "open"


def test_a_double_click_on_vouch_makes_one_member(account: Account, signed_in: SignedIn) -> None:
    organisation()
    mine, office = signed_in(account("reader")), signed_in(account("officer", COUNTY))
    mine.post(f"/people/register/?code={CODE}", {"reason": "总经理"})
    there = reverse("claim_decide", args=[Claim.objects.get().key])

    answers = [office.post(there, {"decision": "vouch"}).status_code for _ in range(2)]

    assert answers == [302, 422]
    assert Membership.objects.count() == 1


def test_the_queue_asks_the_database_the_same_however_long_it_is(
    account: Account, signed_in: SignedIn, django_assert_max_num_queries: Any
) -> None:
    office = signed_in(account("officer", COUNTY))
    of = organisation()
    for number in range(12):
        signed_in(account(f"reader{number}")).post(f"/people/register/?code={CODE}", {"reason": "总经理"})
    office.get("/people/claims/")

    with django_assert_max_num_queries(10):
        assert len(office.get("/people/claims/").context["rows"]) == 12
    assert of.claims.count() == 12


def test_a_membership_of_another_organisation_is_not_reached_by_its_number(
    account: Account, signed_in: SignedIn
) -> None:
    admin, victim = account("admin"), account("victim")
    mine, other = organisation(), organisation("乙", "")
    joined(admin, mine, is_admin=True)
    row = joined(victim, other)

    answer = signed_in(admin).post(reverse("member_end", args=[mine.key, row.pk]))

    assert answer.status_code == 404
    row.refresh_from_db()
    assert row.until is None


def test_an_administrator_grants_to_others_and_not_to_themself(account: Account, signed_in: SignedIn) -> None:
    boss, reader = account("boss", HeldRole(Role.ADMINISTRATOR)), account("reader")
    browser = signed_in(boss)
    given = {"role": "recommending_unit", "level": "county", "region": "450305", "since": "2026-11-01"}

    refused = browser.post(reverse("user_grant", args=[boss.pseudonym]), given)
    done = browser.post(reverse("user_grant", args=[reader.pseudonym]), given)
    wrong = browser.post(reverse("user_grant", args=[reader.pseudonym]), {**given, "region": "", "role": "member"})

    assert (refused.status_code, done.status_code, wrong.status_code) == (422, 302, 422)
    assert boss.grants.count() == 1
    assert reader.grants.get().region == "450305"


def test_the_password_link_works_once(account: Account, signed_in: SignedIn) -> None:
    reader = account("reader")
    page = signed_in(account("boss", HeldRole(Role.ADMINISTRATOR))).post(
        reverse("user_reset_link", args=[reader.pseudonym]), {"reason": "忘记口令"}
    )
    link = page.context["link"].removeprefix("http://testserver")
    browser = Client()

    form = browser.get(link, follow=True)
    browser.post(form.request["PATH_INFO"], {"password1": "lotus-on-the-river", "password2": "lotus-on-the-river"})

    reader.refresh_from_db()
    assert reader.check_password("lotus-on-the-river")
    assert "password1" not in Client().get(link, follow=True).text


def test_a_reset_ends_the_old_password_and_sessions_and_tells_the_person(
    account: Account, signed_in: SignedIn, settings: Any
) -> None:
    reader, boss = account("reader"), account("boss", HeldRole(Role.ADMINISTRATOR))
    User.objects.filter(pk=reader.pk).update(email="reader@example.org")
    theirs, there = signed_in(reader), reverse("user_reset_link", args=[reader.pseudonym])
    theirs.get("/desk/")

    signed_in(boss).post(there, {"reason": "本人来电"})

    reader.refresh_from_db()
    assert not reader.check_password(PASSWORD)
    assert theirs.get("/desk/").status_code == 302
    (letter,) = mail.outbox
    assert letter.to == ["reader@example.org"]
    assert "http://testserver/account" not in letter.body
    entry = Entry.objects.get(action="accounts.reset_link")
    assert entry.facts["reason"] == "本人来电"
    assert entry.actor == str(boss.pseudonym)


@pytest.mark.parametrize(("who", "reason"), [("reader", " "), ("boss", "忘记"), ("closed", "忘记")])
def test_a_reset_without_reason_of_oneself_or_of_a_closed_account_is_refused(
    account: Account, signed_in: SignedIn, who: str, reason: str
) -> None:
    users = {name: account(name) for name in ("reader", "closed")} | {
        "boss": account("boss", HeldRole(Role.ADMINISTRATOR))
    }
    User.objects.filter(username="closed").update(is_active=False)

    page = signed_in(users["boss"]).post(reverse("user_reset_link", args=[users[who].pseudonym]), {"reason": reason})

    users[who].refresh_from_db()
    assert page.status_code == 302
    assert users[who].check_password(PASSWORD)
    assert not mail.outbox
    assert not Entry.objects.filter(action="accounts.reset_link").exists()


def test_closing_an_account_ends_its_sessions(account: Account, signed_in: SignedIn) -> None:
    reader = account("reader")
    theirs = signed_in(reader)
    assert theirs.get("/desk/").status_code == 200

    signed_in(account("boss", HeldRole(Role.ADMINISTRATOR))).post(
        reverse("user_switch", args=[reader.pseudonym]), {"open": "no"}
    )

    assert theirs.get("/desk/").status_code == 302


def test_name_and_phone_are_kept_erased_and_masked_for_others(account: Account, signed_in: SignedIn) -> None:
    reader = account("reader")
    mine, boss = signed_in(reader), signed_in(account("boss", HeldRole(Role.ADMINISTRATOR)))

    mine.post("/account/profile/contact/", {"name": "欧阳小明", "phone": "13900001234"})
    assert "13900001234" in mine.get("/account/profile/").text
    for page in (boss.get("/people/"), boss.get(reverse("user", args=[reader.pseudonym]))):
        assert "欧阳小明" not in page.text
        assert "13900001234" not in page.text
    shown = boss.post(reverse("user_reveal", args=[reader.pseudonym]), {"name": "phone", "reason": "核实"})
    assert "13900001234" in shown.text
    assert Entry.objects.filter(action="personal.reveal", object_key=str(reader.pseudonym)).count() == 1

    wrong = mine.post("/account/profile/contact/", {"name": "欧阳小明", "phone": "call me"})
    assert wrong.status_code == 422
    mine.post("/account/profile/contact/", {"name": "", "phone": ""})
    assert not PersonalValue.objects.exists()


def test_an_admin_reads_the_names_of_colleagues_and_each_look_is_recorded(
    account: Account, signed_in: SignedIn
) -> None:
    boss, mate, officer = account("head"), account("mate"), account("officer", COUNTY)
    made = organisation()
    joined(boss, made, is_admin=True)
    joined(mate, made)
    for user, name in ((boss, "秦漓"), (mate, "欧阳小明")):
        signed_in(user).post("/account/profile/contact/", {"name": name, "phone": ""})
    mine, office = signed_in(boss), signed_in(officer)
    there, names = (reverse(name, args=[made.key]) for name in ("members", "member_names"))

    before, shown = mine.get(there).text, mine.post(names).text

    assert "欧阳小明" not in before
    assert "秦漓" in before
    assert "欧阳小明" in shown
    looks = Entry.objects.filter(action="personal.reveal")
    assert [(each.object_key, each.actor) for each in looks] == [(str(mate.pseudonym), str(boss.pseudonym))]
    assert "欧阳小明" not in office.get(there).text
    assert office.post(names).status_code in (403, 404)
    assert signed_in(mate).post(names).status_code in (403, 404)
    other = organisation("乙", "91450305MA5K1QW204")
    assert mine.post(reverse("member_names", args=[other.key])).status_code in (403, 404)


def test_the_export_is_complete_and_only_ones_own(account: Account, signed_in: SignedIn) -> None:
    reader, other = account("reader", HeldRole(Role.EXPERT)), account("other")
    mine = signed_in(reader)
    joined(reader, organisation())
    mine.post("/account/profile/contact/", {"name": "欧阳小明", "phone": ""})

    told = json.loads(mine.get("/account/profile/export.json").content)

    assert told["personal_values"][0]["value"] == "欧阳小明"
    assert told["memberships"][0]["organisation"] == "甲"
    assert told["roles"][0]["role"] == "专家"
    assert len(told["sessions"]) == 1
    assert str(other.pseudonym) not in json.dumps(told)
    assert "欧阳小明" in mine.get("/account/profile/export/").text


def test_erasing_asks_for_the_password_and_the_name_and_leaves_nothing(account: Account) -> None:
    reader = account("reader")
    browser = Client()
    browser.post(reverse("account_login"), {"login": "reader", "password": PASSWORD})
    browser.post("/account/profile/contact/", {"name": "欧阳小明", "phone": "13900001234"})
    there = "/account/profile/erase/"

    assert browser.post(there, {"username": "reader"}).status_code == 302  # to the password first
    reader.refresh_from_db()
    assert reader.erased_at is None
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert browser.post(there, {"username": "somebody"}).status_code == 422
    browser.post(there, {"username": "Reader"})

    reader.refresh_from_db()
    assert reader.erased_at is not None
    assert not PersonalValue.objects.exists()
    assert browser.get("/desk/").status_code == 302
    assert Client().post(reverse("account_login"), {"login": "reader", "password": PASSWORD}).status_code == 200
    assert checked_chain().holds


def test_whoever_holds_a_role_reads_why_the_account_stays(account: Account) -> None:
    account("officer", COUNTY)
    browser = Client()
    browser.post(reverse("account_login"), {"login": "officer", "password": PASSWORD})
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    page = browser.get("/account/profile/erase/")

    assert "推荐单位" in page.text
    assert "永久注销" not in page.text


def test_an_officer_records_a_merger_within_reach_only(account: Account, signed_in: SignedIn) -> None:
    home, gone = organisation(), organisation("乙", "91450305MA5K1QW204")
    office = signed_in(account("officer", HeldRole(Role.DEPARTMENT_OFFICER, Level.COUNTY, region="450305")))
    far = signed_in(account("far", HeldRole(Role.DEPARTMENT_OFFICER, Level.COUNTY, region="450302")))
    there, given = reverse("succession_merge", args=[home.key]), {"codes": gone.credit_code, "on": "2026-11-01"}

    assert far.post(there, given).status_code == 404
    wrong = office.post(there, {**given, "codes": f"{gone.credit_code}\nXYZ"})
    assert "XYZ" in wrong.text
    assert office.post(there, given).status_code == 302

    gone.refresh_from_db()
    assert gone.is_retired
    assert "乙 → 甲" in office.get(reverse("successions", args=[home.key])).text
