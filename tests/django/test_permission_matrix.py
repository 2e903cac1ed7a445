"""Who may open what: every role at every route, with own and foreign things; written to docs/permissions.md.

The decision of each route is read, every refusal is then tried by a real request, and every page that shows something
is opened by those who may. LINGQU_WRITE_PAGES=1 writes the page anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import Http404, HttpRequest
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver
from tests.django.matrix_world import PERSONS, TODAY, World, made_world, sample_of

from lingqu.books.accounts.permissions import NOTHING, Concern, may
from lingqu.books.accounts.person import ANYONE, Person, person_of
from lingqu.books.registers.declared.all_registers import registers

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"
NOBODYS_KEY = "00000000-0000-4000-8000-000000000000"
DUMMIES = {"uuid": NOBODYS_KEY, "int": 1, "slug": "x", "str": "x", "path": "x"}
OPEN_TO_ALL = {
    "site.read",
    "plan.read",
    *(f"registers.{name}.{right}" for name in ("places", "platforms", "recognitions") for right in ("see", "export")),
}
"""What nobody has to sign in for; a new one is added here on purpose or not at all."""


class Route:
    """A route of ours with what its permission is asked about."""

    def __init__(self, pattern: URLPattern, address: str, namespace: str) -> None:
        self.callback: Any = pattern.callback
        self.is_api = str(pattern.name).startswith("api-")
        self.name = f"{namespace}:{pattern.name}" if namespace else str(pattern.name)
        self.short = str(pattern.name)
        self.address = address
        self.parts = {
            name: DUMMIES.get(_kind(converter), "x") for name, converter in pattern.pattern.converters.items()
        }
        self.permission: str = self.callback.permission
        self.concerning = getattr(self.callback, "concerning", None)
        self.methods: tuple[str, ...] = getattr(self.callback, "methods", None) or ("GET",)

    def sampled(self, world: World) -> dict[str, Any]:
        """The parts of its address, those of a thing of the world where the permission is asked about one."""
        sample = sample_of(self.short)
        if self.concerning is None:
            return dict(self.parts)
        assert sample is not None, f"no sample for route {self.name}: add one to SAMPLES in matrix_world.py"
        return {**self.parts, **sample(world)}

    def allows(self, world: World, who: Person) -> bool:
        """Whether somebody may; a thing out of reach may answer as if it did not exist."""
        try:
            return may(who, self.permission, self._concern(world, who))
        except Http404:
            return False

    def _concern(self, world: World, who: Person) -> Concern:
        if self.concerning is not None:
            found: Concern = self.concerning(request_of(who), **self.sampled(world))
            return found
        register = self.short.removeprefix("api-").split("_")[0]
        if self.is_api and "key" in self.parts and register in registers():
            return registers()[register].concern(world.rows[register])
        return NOTHING


def request_of(who: Person) -> HttpRequest:
    """A request behind which somebody is known to stand."""
    request = RequestFactory().get("/")
    request.lingqu_person = who  # type: ignore[attr-defined]  # where `asking` keeps it
    return request


def _kind(converter: Any) -> str:
    return type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")


def routes() -> list[Route]:
    """Every route that carries a permission of ours."""

    def walk(resolver: URLResolver, before: str, namespace: str) -> Iterator[Route]:
        for each in resolver.url_patterns:
            address = before + str(each.pattern)
            if isinstance(each, URLResolver):
                yield from walk(each, address, each.namespace or namespace)
            elif getattr(each.callback, "permission", None) is not None and each.name:
                yield Route(each, address, namespace)

    return list(walk(get_resolver(), "", ""))


def person(world: World, name: str) -> Person:
    """A person of a column."""
    return ANYONE if name == "公众" else person_of(world.users[name], on=TODAY)


@pytest.fixture
def world() -> World:
    """The things and the persons."""
    return made_world()


_DECIDED: dict[str, dict[str, bool]] = {}


def decisions(world: World) -> dict[str, dict[str, bool]]:
    """For each route, who may; asked once, since every test makes the same world."""
    if not _DECIDED:
        persons = {name: person(world, name) for name in PERSONS}
        for route in routes():
            _DECIDED[route.name] = {name: route.allows(world, each) for name, each in persons.items()}
    return _DECIDED


def test_the_page_of_permissions_is_as_the_routes_decide(world: World) -> None:
    text = page_of(routes(), decisions(world))

    if os.environ.get("LINGQU_WRITE_PAGES") == "1":
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.is_file(), "run with LINGQU_WRITE_PAGES=1"
    assert PAGE.read_text(encoding="utf-8") == text, "permissions changed: look, then run with LINGQU_WRITE_PAGES=1"


def test_the_public_opens_only_what_is_open_to_all(world: World) -> None:
    found = decisions(world)

    opened = {route.permission for route in routes() if found[route.name]["公众"]}
    assert opened <= OPEN_TO_ALL


def test_a_foreign_admin_and_an_officer_elsewhere_reach_nothing_of_an_organisation(world: World) -> None:
    found = decisions(world)
    private = [route for route in routes() if not found[route.name]["无角色"] and route.concerning is not None]

    for route in private:
        for stranger in ("外单位管理员", "推荐（外县）", "推荐（外园）"):
            assert not found[route.name][stranger], (route.name, stranger)
    assert len(private) > 30


def test_every_refusal_is_a_refusal_in_the_browser(world: World, settings: Any) -> None:
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    found = decisions(world)
    for name in PERSONS:
        browser = browser_of(world, name)
        for route in routes():
            if route.is_api or found[route.name][name]:
                continue
            if route.concerning is None and name not in {"公众", "无角色", "专家"}:
                continue  # a question about the role only: two of those who lack it are enough
            method = "POST" if "GET" not in route.methods else "GET"
            answer = browser.generic(method, reverse(route.name, kwargs=route.sampled(world)))
            where = (name, route.name, answer.status_code)
            if name == "公众":
                assert answer.status_code == 302, where
                assert answer.headers["Location"].startswith("/account/login/"), where
            else:
                assert answer.status_code == (403 if route.concerning is None else 404), where


def test_whoever_may_open_a_page_opens_it(world: World, settings: Any) -> None:
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    found = decisions(world)
    browsers = {name: browser_of(world, name) for name in PERSONS}
    for route in routes():
        those = [name for name in PERSONS if found[route.name][name]]
        is_thing = route.concerning is not None or not route.parts
        if route.is_api or "GET" not in route.methods or not is_thing or route.short in {"evidence", "claim_evidence"}:
            continue  # the bytes of the sample's evidence are not on the disk
        for name in {*those[:1], *those[-1:]}:  # one who barely may, and one of the last: the rest decides as they do
            answer = browsers[name].get(reverse(route.name, kwargs=route.sampled(world)))
            where = (name, route.name, answer.status_code)
            assert answer.status_code in (200, 302), where
            assert not answer.headers.get("Location", "").startswith("/account/login/"), where


def test_the_interface_for_programs_refuses_whoever_shows_nothing(world: World) -> None:
    found = decisions(world)
    asked = 0
    for route in routes():
        if not route.is_api or found[route.name]["公众"] or not route.short.endswith(("_list", "_row", "_history")):
            continue
        try:
            address = reverse(
                route.name, kwargs={**route.parts, **({"key": NOBODYS_KEY} if "key" in route.parts else {})}
            )
        except NoReverseMatch:
            continue  # a second method under the same address
        assert Client().get(address).status_code in (401, 404, 405), route.name
        asked += 1
    assert asked > 5


def test_a_key_that_nobody_has_is_404_for_everybody_signed_in(world: World) -> None:
    administrator = person(world, "系统管理员")
    for route in routes():
        if route.concerning is None or "key" not in route.parts:
            continue
        with pytest.raises(Http404):  # noqa: PT012  # the name tells which route does not
            print(route.name)
            route.concerning(request_of(administrator), **{**route.parts, "key": NOBODYS_KEY})


def browser_of(world: World, name: str) -> Client:
    """A browser of a person."""
    browser = Client()
    if name != "公众":
        browser.force_login(world.users[name], backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


HEAD = """# 权限一览 / Permissions

本页由测试 `tests/django/test_permission_matrix.py` 写成，并与程序逐条比对。行是页面和接口，列是来访的人。
所看的事物都属于同一个单位（在某县、某园区），各列写明来访者与它的关系。● 可以，· 不可以。
不可以时：公众转去登录；角色不够是 403；不属于自己的事物是 404，如同不存在。
谓词在 `src/lingqu/books/accounts/permissions.py`。

Written and compared by a test. Rows are pages and operations, columns are persons. Each thing belongs to one
organisation in one county and one park, and the columns say how a person stands to it. ● may, · may not.
Columns, in order: the public; signed in without a role; member, admin of the organisation; admin of another;
the person concerned; recommending unit of its county, of another county, of its park, of another park;
management agency; department; expert; finance; supervisor; policy officer; administrator.
"""


def page_of(found: list[Route], decided: dict[str, dict[str, bool]]) -> str:
    """The page."""
    columns = list(PERSONS)
    lines = [HEAD]
    for title, is_api in (("## 页面 / Pages", False), ("## 接口 / Interface for programs", True)):
        lines += [title, "", "| 地址 | 权限 | " + " | ".join(columns) + " |", "|---|---|" + ":-:|" * len(columns)]
        rows = set()
        for route in found:
            if route.is_api == is_api:
                method = "" if set(route.methods) & {"GET"} else " POST"
                label = route.short if is_api else f"/{route.address}{method}"
                marks = " | ".join("●" if decided[route.name][name] else "·" for name in columns)
                rows.add(f"| `{label}` | `{route.permission}` | {marks} |")
        lines += [*sorted(rows), ""]
    return "\n".join(lines)
