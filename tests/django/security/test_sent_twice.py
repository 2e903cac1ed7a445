"""Every form sent twice (a double click, a reload) has one effect and ends in a page that says so.

Its one law: a new route that takes a form gets a line here, or a reason why a second time is meant to count.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.django.evidence.test_evidence_files import PDF
from tests.django.lab.made import begun
from tests.django.matrix_world import PARK, World, made_world, sample_of
from tests.django.test_permission_matrix import browser_of, routes

from lingqu.books.registers.models import Organisation
from lingqu.books.rulebooks.models import DraftComment
from lingqu.config.data_folder import DataFolder

pytestmark = pytest.mark.django_db
Sent = Callable[[World], dict[str, Any]]
_DAY = "2026-11-24"
_OURS = ("accounts", "registers", "rulebooks", "assessments")

FORMS: dict[str, tuple[str, Sent]] = {
    "speak": ("无角色", lambda _: {"language": "en"}),
    "enlarge": ("无角色", lambda _: {"elder": "1"}),
    "profile_tell": ("无角色", lambda _: {"name": "李明", "phone": "139 0000 1234"}),
    "tokens": ("无角色", lambda _: {"name": "脚本", "scopes": "read:public", "days": "30"}),
    "registers-projects-views": ("部门", lambda _: {"name": "我的", "query": "q=1"}),
    "registers-projects-new": (
        "部门",
        lambda world: {
            "name": "新",
            "kind": "research",
            "organisation": str(world.organisation.key),
            "token": "t" * 20,
        },
    ),
    "registers-projects-edit": ("部门", lambda _: {"name": "改", "kind": "research", "version": "1", "reason": "r"}),
    "registers-projects-retire": ("部门", lambda _: {"reason": "r", "version": "1"}),
    "claim_withdraw": ("本人", lambda _: {}),
    "claim_decide": ("部门", lambda _: {"decision": "vouch", "is_admin": "on", "reason": "r"}),
    "invitation_answer": ("本人", lambda _: {"answer": "yes"}),
    "member_invite": ("本单位管理员", lambda _: {"username": "person1"}),
    "member_uninvite": ("本单位管理员", lambda _: {}),
    "member_admin": ("本单位管理员", lambda _: {"admin": "yes"}),
    "member_end": ("本单位管理员", lambda _: {}),
    "succession_rename": ("部门", lambda _: {"name": "新名", "on": _DAY, "document": "文", "version": "1"}),
    "user_grant": (
        "系统管理员",
        lambda _: {"role": "recommending_unit", "level": "park", "place": PARK, "since": _DAY},
    ),
    "user_grant_end": ("系统管理员", lambda _: {}),
    "user_switch": ("系统管理员", lambda _: {"open": "no"}),
    "answers-save": ("本单位成员", lambda _: {}),
    "evidence-keep": ("本单位成员", lambda _: {"file": SimpleUploadedFile("a.pdf", PDF), "kind": "报告"}),
    "evidence-withdraw": ("本单位成员", lambda _: {}),
    "fact-state": (
        "本单位成员",
        lambda _: {"code": "revenue_yuan", "year": "2025", "value": "100", "source": "declared", "figure_kind": ""},
    ),
    "facts-complete": ("部门", lambda _: {"register": "awards", "reason": "r"}),
    "fact-correct": ("本单位成员", lambda _: {"value": "2", "version": "1", "reason": "r"}),
    "fact-verify": ("部门", lambda _: {"value": "2", "version": "1", "reason": "r"}),
    "fact-withdraw": ("本单位成员", lambda _: {"version": "1", "reason": "r"}),
    "fact-attach": ("本单位成员", lambda world: {"evidence": str(world.evidence.key)}),
    "facts-together": ("本单位成员", lambda _: {"year": "2025", "revenue_yuan": "100万"}),
    "interview_keep_for": ("本单位成员", lambda _: {"act": "save"}),
    "succession_merge": ("部门", lambda _: {"codes": _coded("乙"), "on": _DAY, "document": "文"}),
    "succession_split": ("部门", lambda _: {"codes": _coded("乙"), "on": _DAY, "document": "文"}),
    "lab_start": ("政策", lambda _: {"title": "草案", "from": ""}),
}
ELSEWHERE = {
    "plan_import": "tests/django/plan/test_documents.py",
    "plan_document": "tests/django/plan/test_import.py",
    "profile_erase": "ends its own session",
    "register_mine": "tests/django/people/test_claims_operations.py",
    "user_reset_link": "a second link takes the place of the first",
    "member_names": "looking twice is two looks in the audit",
    "user_reveal": "looking twice is two looks in the audit",
    "audit_check": "changes nothing",
    "interview": "keeps nothing",
    "interview_of": "keeps nothing",
    "interview_step": "keeps nothing",
    "fact-take-back": "needs a verification; as fact-verify",
    "token_revoke": "tests/django/api/test_tokens.py",
    "lab_decide": "tests/django/lab/test_versions.py",
    "lab_save": "tests/django/lab/test_drafts.py",
    "lab_check": "changes nothing",
    "lab_ask": "changes nothing",
    "lab_impact": "changes nothing",
    "lab_catch_up": "tests/django/lab/test_catching_up.py",
    "lab_comment": "test_a_comment_sent_twice_stands_once below",
    "lab_comment_settle": "settled is settled",
    "lab_register": "the same bytes are one file",
    "lab_change": "tests/django/lab/test_drafts.py",
    "lab_propose": "tests/django/lab/test_versions.py",
    "registers-projects-drop-view": "the second finds none",
    "registers-projects-restore": "as registers-projects-retire",
    "registers-projects-import": "a preview writes nothing",
    "registers-projects-import-confirm": "tests/django/registers/test_imports.py",
    "registers-projects-import-undo": "tests/django/registers/test_imports.py",
}
"""Where a second time is tried instead, or why it may count."""


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DATA", DataFolder(tmp_path).made())
    cache.clear()


def test_every_form_stands_in_a_table() -> None:
    known = {
        route.short
        for route in routes()
        if "POST" in route.methods
        and not route.is_api
        and not route.address.startswith("account/oidc")  # the identity provider's own steps
        # the registers share their views: one stands for all
        and not (route.short.startswith("registers-") and not route.short.startswith("registers-projects-"))
    }

    assert known - set(FORMS) - set(ELSEWHERE) == set()


@pytest.mark.parametrize("name", FORMS)
def test_a_form_sent_twice_has_one_effect(name: str) -> None:
    world = made_world()
    who, made = FORMS[name]
    route = next(each for each in routes() if each.short == name)
    sample = sample_of(name)
    sampled = {**route.parts, **(sample(world) if sample is not None else {})}
    address = reverse(route.name, kwargs={part: sampled[part] for part in route.parts})
    browser = browser_of(world, who)
    nothing = _rows()

    first = browser.post(address, made(world))
    once = _rows()
    second = browser.post(address, made(world))

    assert first.status_code in (200, 302), (first.status_code, first.text[-1500:])
    assert second.status_code in (200, 302, 404, 409, 422)
    assert _rows() == once, {each: (once[each], count) for each, count in _rows().items() if count != once[each]}
    if name not in {"speak", "enlarge"}:
        assert once != nothing or name in _CHANGES_ROWS


def test_a_comment_sent_twice_stands_once() -> None:
    world = made_world()
    draft = begun(world.users["政策"])
    browser, there = browser_of(world, "政策"), reverse("lab_comment", args=[draft.key])
    sent = {"number": "1", "text": "这里不对", "file": "measures.lq", "line": "3"}

    answers = [browser.post(there, sent).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert DraftComment.objects.count() == 1


_CHANGES_ROWS = {
    "claim_withdraw",
    "member_admin",
    "member_end",
    "member_uninvite",
    "user_switch",
    "user_grant_end",
    "evidence-withdraw",
}
"""Forms that change a row and keep no history of it but the audit."""


def _coded(name: str) -> str:
    """The credit code that an organisation is given, by which a form names it."""
    code = "91450300HCQ0J1XK5B"
    Organisation.objects.filter(name=name).update(credit_code=code)
    return code


def _rows() -> dict[str, int]:
    """How many rows each of our tables has, histories among them."""
    models = [model for each in _OURS for model in apps.get_app_config(each).get_models()]
    return {model._meta.label: model._base_manager.count() for model in models}
