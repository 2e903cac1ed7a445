"""Who may do what by the API: each kind of person asks for each operation on own and foreign things.

Written to docs/permissions-api.md; LINGQU_WRITE_PAGES=1 writes it anew. Real requests, each with its token.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from tests.django.api.conftest import Program
from tests.django.matrix_world import PERSONS, World, made_world

from lingqu.books.accounts.person import Act, Person
from lingqu.books.accounts.tokens import Scope, make_token
from lingqu.books.registers.evidence_files import place_of
from lingqu.books.registers.models import Evidence
from lingqu.interfaces.api.declaring import Declared, declared
from lingqu.interfaces.api.service import service

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).resolve().parents[3] / "docs" / "permissions-api.md"
MARKS = {401: "△", 403: "·", 404: "○"}
BODIES: dict[str, Any] = {
    # nothing is written: let in, these fail by what they hold
    "PATCH": {"values": {}, "version": 99},
    "make": {"values": {}},
    "retire": {"version": 99, "reason": "test"},
    "restore": {"version": 99},
    "assess": [],
    "next_question": {"facts": {}},
    "organisation_facts_state": {"code": "x", "value": "1"},
    "organisation_facts_correct": {"value": "1", "version": 99},
    "organisation_facts_withdraw": {"version": 99, "reason": "test"},
    "organisation_facts_verify": {"value": "1", "version": 99},
    "organisation_facts_take_back": {"version": 99, "reason": "test"},
    "organisation_facts_attach": {"evidence": ["00000000-0000-4000-8000-000000000000"]},
}
PARTS = {"measure": "F11", "fact": "rd_expenditure_yuan", "code_list": "regions"}
HEAD = """# 接口权限一览 / Permissions of the API

本页由测试 `tests/django/api/test_matrix.py` 用真的请求写成。
所看的行都属于同一个单位（在某县、某园区），各列写明来访者与它的关系。
● 放行，△ 须表明身份（401），· 没有权限（403），○ 如同不存在（404）。
列表放行的，只列出看得到的行。

Written by a test from real requests. Each row asked about belongs to one organisation in one county and one park,
and the columns say how a person stands to it. ● let in, △ it must be known who asks (401), · not permitted (403),
○ as if it were not there (404). A list that is let in holds only the rows that its reader sees.
Columns, in order: the public; signed in without a role; member, admin of the organisation; admin of another; the
person concerned; recommending unit of its county, of another county, of its park, of another park; management
agency; department; expert; finance; supervisor; policy officer; administrator.
"""


def test_the_page_of_the_api_is_as_it_answers(settings: Any) -> None:
    settings.LINGQU_API_RATES = {"token": 10**6, "address": 10**6}
    world = made_world()
    lies = place_of(world.evidence.digest, root=settings.DATA.evidence)
    lies.parent.mkdir(parents=True, exist_ok=True)
    lies.write_bytes(b"-")
    programs = {name: _program(world, name) for name in PERSONS}
    found = {each.name: {name: _mark(each, programs[name], world) for name in PERSONS} for each in declared().values()}

    assert len(found) == sum(
        len(each.operations) for _, router in service._routers for each in router.path_operations.values()
    )

    text = _page(found)

    if os.environ.get("LINGQU_WRITE_PAGES") == "1":
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.is_file(), "run with LINGQU_WRITE_PAGES=1"
    assert PAGE.read_text(encoding="utf-8") == text, "permissions changed: look, then run with LINGQU_WRITE_PAGES=1"
    for name, marks in found.items():
        if name.startswith("organisation") and name != "organisations_list" and "_make" not in name:
            assert {marks[stranger] for stranger in ("外单位管理员", "推荐（外县）", "推荐（外园）")} <= {"○", "·"}, (
                name
            )
            assert marks["公众"] == "△", name


def _program(world: World, name: str) -> Program:
    if name == "公众":
        return Program()
    user = world.users[name]
    act = Act(Person(pseudonym=str(user.pseudonym)), timezone.now())
    return Program(make_token(user=user, name="matrix", scopes=[*Scope], days=1, act=act).secret)


def _mark(each: Declared, program: Program, world: World) -> str:
    register = next((name for name in world.rows if each.path.startswith(f"/registers/{name}")), "organisations")
    address = each.path.replace("{key}", str(world.rows[register].key)).replace("{fact}", str(world.fact.key))
    address = address.replace("{file}", str(world.evidence.key))
    for part in ("{code}", "{name}"):
        address = address.replace(part, PARTS.get(each.name, ""))
    body = BODIES.get(each.name, BODIES.get(each.name.rsplit("_", 1)[-1], BODIES.get(each.method)))
    if each.name == "organisation_evidence_withdraw":
        Evidence.objects.filter(pk=world.evidence.pk).update(withdrawn_at=None)
    is_form = each.name == "organisation_evidence_keep"
    answer = program.bring(address, b"no document") if is_form else program.ask(each.method, address, body)
    assert answer.status_code < 500, (each.name, answer.content)
    assert answer.status_code not in (400, 405, 413, 415, 429), (each.name, answer.content)
    return MARKS.get(answer.status_code, "●")


def _page(found: dict[str, dict[str, str]]) -> str:
    columns = list(PERSONS)
    lines = [HEAD, "| 操作 | 范围 | " + " | ".join(columns) + " |", "|---|---|" + ":-:|" * len(columns)]
    known = declared()
    for name, marks in found.items():
        each = known[name]
        lines.append(
            f"| `{each.method} {each.path}` | `{each.scope}` | "
            + " | ".join(marks[column] for column in columns)
            + " |"
        )
    return "\n".join([*lines, ""])
