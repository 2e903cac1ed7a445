"""History beside the row: which partners came and went, that a personal value changed and by whom, never the value."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.django.registers.zone import MOMENT, Zone, changed, made, organisation

from lingqu.books.accounts.models import PersonalValue, User
from lingqu.books.accounts.person import SYSTEM, Act, Person, person_of
from lingqu.books.accounts.personal import erase_expired
from lingqu.books.registers.declared.all_registers import register
from lingqu.books.registers.past import changes_of

pytestmark = pytest.mark.django_db


def officer() -> Person:
    """The department officer of the browsers."""
    return person_of(User.objects.get(username="city"), on=MOMENT.date())


def told(name: str, row: Any) -> list[tuple[int, list[tuple[str, str, str, bool]]]]:
    """The changes of a row by version, each field with what is said of it."""
    return [
        (each.version, [(field.words.en, field.before.en, field.after.en, field.is_hidden) for field in each.fields])
        for each in changes_of(register(name), row, officer())
    ]


def test_history_tells_which_partners_came_and_went(the_zone: Zone, browsers: dict[str, Client]) -> None:
    third = organisation(3, "第三家")
    row = changed("projects", the_zone.project, days=1, partners=[the_zone.far, third])
    row = changed("projects", row, days=2, partners=[third], name="改了名")

    assert told("projects", row) == [
        (3, [("Name", "近水项目", "改了名", False), ("Partners", "removed: 远山药业", "added: none", False)]),
        (2, [("Partners", "removed: none", "added: 第三家", False)]),
        (1, []),
    ]
    page = browsers["city"].get(reverse("registers-projects-row", args=[row.key])).text
    assert "移出：远山药业" in page
    assert "加入：第三家" in page


def test_history_tells_that_a_personal_value_changed_and_by_whom(the_zone: Zone, browsers: dict[str, Client]) -> None:
    row = changed("people", the_zone.person, days=1, phone="13900005678", title="教授")

    (change, _) = changes_of(register("people"), row, officer())

    assert [(each.words.en, each.is_hidden) for each in change.fields] == [("Title", False), ("Phone", True)]
    assert change.who.en == "the system"
    page = browsers["city"].get(reverse("registers-people-row", args=[row.key])).text
    assert "已更改，内容不进历史" in page
    for value in ("13800001234", "13900005678"):
        assert value not in page
        assert value not in str(change)


def test_history_tells_that_a_personal_value_expired(the_zone: Zone, browsers: dict[str, Client]) -> None:
    PersonalValue.objects.filter(name="phone").update(keep_until=date(2026, 12, 1))
    erase_expired(on=date(2026, 12, 1), act=Act(SYSTEM, MOMENT + timedelta(days=7)))

    change = changes_of(register("people"), the_zone.person, officer())[0]

    assert (change.version, change.done.en) == (0, "personal values past their day erased")
    assert [each.words.en for each in change.fields] == ["Phone"]
    assert "登记本身未变" in browsers["city"].get(reverse("registers-people-row", args=[the_zone.person.key])).text


def test_a_change_of_before_the_audit_knew_keys_tells_only_that_there_was_one(the_zone: Zone, browsers: object) -> None:
    from lingqu.books.registers import aside, operations

    original = aside.keep
    try:
        operations.aside.keep = lambda *given: original(*given) and {}  # type: ignore[assignment]
        row = changed("projects", the_zone.project, days=1, partners=[])
    finally:
        operations.aside.keep = original

    assert told("projects", row)[0] == (2, [("Partners", "(not shown)", "(not shown)", True)])


def test_history_asks_the_database_the_same_however_long_it_is(
    the_zone: Zone, browsers: dict[str, Client], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row = the_zone.project
    for number in range(12):
        row = changed("projects", row, days=number, partners=[the_zone.far] if number % 2 else [])
    person, of = officer(), register("projects")

    with django_assert_max_num_queries(6):
        assert len(changes_of(of, row, person)) == 13


def test_people_of_one_masked_name_are_told_apart(the_zone: Zone, browsers: dict[str, Client]) -> None:
    other = made(
        "people", name="张小小", kinds=["leader"], organisation=the_zone.far, title="教授", fields_of_work="新材料"
    )
    project = made(
        "projects", name="远山项目", code="P-2", kind="research", organisation=the_zone.far, leader=other, partners=[]
    )
    mark = f"#{str(other.key)[:8]}"

    listed = browsers["city"].get("/registers/people/").text
    led = browsers["city"].get(reverse("registers-projects-row", args=[project.key])).text
    own = browsers["city"].get(reverse("registers-people-row", args=[other.key])).text

    assert f"张** {mark}" in listed
    for page in (led, own):
        assert f"张** · 教授 · 新材料 · 远山药业 · {mark}" in page
        assert "张小小" not in page


def test_people_are_narrowed_by_organisation(the_zone: Zone, browsers: dict[str, Client]) -> None:
    made("people", name="李四", kinds=["expert"], organisation=the_zone.far)

    text = browsers["city"].get(f"/registers/people/?organisation={the_zone.far.key}").text

    assert "李*" in text
    assert "张**" not in text


WAYS = """
city       ; members, successions, claims
county     ; members, claims
admin      ; members
member     ;
finance    ;
supervisor ; audit
administrator ; members, audit
"""


@pytest.mark.parametrize("line", WAYS.strip().splitlines())
def test_an_organisation_leads_to_its_affairs_for_those_who_may(
    the_zone: Zone, browsers: dict[str, Client], line: str
) -> None:
    name, ways = (part.strip() for part in line.split(";"))
    key = the_zone.near.key
    there = {
        "members": reverse("members", args=[key]),
        "successions": reverse("successions", args=[key]),
        "claims": f"{reverse('claims')}?state=all&organisation={key}",
        "audit": f"{reverse('audit')}?organisation={key}",
    }

    page = browsers[name].get(reverse("registers-organisations-row", args=[key]))

    offered = {address for address, _, _ in page.context["affairs"]}
    assert offered == {there[way.strip()] for way in ways.split(",") if way.strip()}
    for address in offered:
        assert browsers[name].get(address).status_code == 200


def test_claims_of_an_organisation_out_of_reach_do_not_tell_its_name(
    the_zone: Zone, browsers: dict[str, Client]
) -> None:
    page = browsers["other_county"].get(f"/people/claims/?state=all&organisation={the_zone.near.key}")

    assert "近水科技" not in page.text
    assert not page.context["rows"]
    assert browsers["city"].get("/people/claims/?organisation=nonsense").status_code == 200
