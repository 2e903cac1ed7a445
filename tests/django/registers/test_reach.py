"""Who sees, makes and changes which rows: predicates and lists say the same."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from tests.django.registers.zone import Zone, made

from lingqu.books.accounts.models import User
from lingqu.books.accounts.permissions import NOTHING
from lingqu.books.accounts.person import ANYONE, HeldRole, Person, person_of
from lingqu.books.accounts.roles import Level, Role
from lingqu.books.registers.declaration import Right
from lingqu.books.registers.declared.all_registers import registers
from lingqu.books.registers.queries import visible

pytestmark = pytest.mark.django_db

PERSONS = [
    ANYONE,
    *(
        Person("p", (HeldRole(role, level, region, place),))
        for role in Role
        if role not in {Role.PUBLIC, Role.MEMBER, Role.ORGANISATION_ADMIN}
        for level, region, place in (
            (None, "", ""),
            (Level.CITY, "", ""),
            (Level.COUNTY, "450305", ""),
            (Level.COUNTY, "4503", ""),
            (Level.COUNTY, "", ""),
            (Level.PARK, "", "huajiang"),
            (Level.PARK, "", ""),
        )
    ),
]


def test_a_list_shows_exactly_the_rows_that_the_single_page_would_open(the_zone: Zone) -> None:
    made("people", name="李无主", kinds=["talent"])
    made("organisations", name="无地址单位", kind="enterprise")
    of_near = Person("m", member_of=frozenset({the_zone.near.key}))

    for person in [*PERSONS, of_near]:
        for register in registers().values():
            rows = register.model._default_manager.all()
            opened = {row.key for row in rows if register.may(person, Right.SEE, register.concern(row))}
            if not register.may(person, Right.SEE, NOTHING):
                assert not visible(register, person).exists(), (register.name, person)
                continue

            listed = {row.key for row in visible(register, person)}

            assert listed == opened, (register.name, person)


def test_no_row_asks_the_question_about_nothing(the_zone: Zone) -> None:
    made("people", name="李无主", kinds=["talent"])

    for register in registers().values():
        for row in register.model._default_manager.all():
            assert register.concern(row) != NOTHING, register.name


SEEN = {  # who opens the page of the near organisation, of the far one
    "public": (302, 302),
    "city": (200, 200),
    "county": (200, 404),
    "other_county": (404, 200),
    "park": (200, 404),
    "finance": (200, 200),
    "supervisor": (200, 200),
    "policy": (200, 200),
    "administrator": (200, 200),
    "expert": (404, 404),
    "member": (200, 404),
    "admin": (200, 404),
}


def test_each_role_opens_its_own_organisations_and_no_others(the_zone: Zone, browsers: dict[str, Client]) -> None:
    found = {
        name: tuple(
            browser.get(f"/registers/organisations/{row.key}/").status_code for row in (the_zone.near, the_zone.far)
        )
        for name, browser in browsers.items()
    }

    assert found == SEEN


EDITED = {
    "public": (302, 302),
    "city": (200, 200),
    "county": (200, 404),
    "other_county": (404, 200),
    "park": (200, 404),
    "finance": (404, 404),
    "supervisor": (404, 404),
    "policy": (404, 404),
    "administrator": (404, 404),
    "expert": (404, 404),
    "member": (404, 404),
    "admin": (200, 404),
}


def test_each_role_edits_its_own_organisations_and_no_others(the_zone: Zone, browsers: dict[str, Client]) -> None:
    found = {
        name: tuple(
            browser.get(f"/registers/organisations/{row.key}/edit/").status_code
            for row in (the_zone.near, the_zone.far)
        )
        for name, browser in browsers.items()
    }

    assert found == EDITED


IMPORTERS = {"city"}


def test_only_those_who_keep_the_register_import(browsers: dict[str, Client]) -> None:
    found = {name for name, each in browsers.items() if each.get("/registers/organisations/import/").status_code == 200}

    assert found == IMPORTERS


def test_the_public_sees_what_is_public_and_no_history(the_zone: Zone, browsers: dict[str, Client]) -> None:
    public = browsers["public"]

    shelf = public.get("/registers/").text
    platform = public.get(f"/registers/platforms/{the_zone.platform.key}/")

    assert "/registers/platforms/" in shelf
    assert "/registers/projects/" not in shelf
    assert platform.status_code == 200
    assert "近水科技" in platform.text
    assert f"/registers/organisations/{the_zone.near.key}/" not in platform.text
    assert "第 1 版" not in platform.text


def test_a_forged_key_is_as_a_key_that_is_not_there(browsers: dict[str, Client]) -> None:
    forged = "00000000-0000-4000-8000-000000000000"

    assert browsers["city"].get(f"/registers/organisations/{forged}/").status_code == 404
    assert browsers["city"].get("/registers/organisations/1/").status_code == 404
    assert browsers["city"].get("/registers/nothing/").status_code == 404


def test_members_see_people_of_their_own_organisation_only(
    the_zone: Zone, browsers: dict[str, Client], django_user_model: type[User]
) -> None:
    stranger = made("people", name="王陌生", kinds=["talent"], organisation=the_zone.far)
    nobodys = made("people", name="李无主", kinds=["talent"])
    user = django_user_model.objects.get(username="member")
    from_people = registers()["people"]

    listed = set(visible(from_people, person_of(user, on=timezone.localdate())))

    assert {row.key for row in listed} == {the_zone.person.key}
    assert browsers["member"].get(f"/registers/people/{stranger.key}/").status_code == 404
    assert browsers["member"].get(f"/registers/people/{nobodys.key}/").status_code == 404
