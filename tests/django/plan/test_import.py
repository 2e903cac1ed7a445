"""The document of the plan in the browser: brought, looked at, taken into use, official words, and who may."""

from __future__ import annotations

import io
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import HeldRole
from lingqu.books.accounts.roles import Role
from lingqu.books.rulebooks.models import DocumentState, PlanDocument
from lingqu.law.packs.folders import load_pack
from lingqu.law.plans import read_plan

pytestmark = pytest.mark.django_db

OFFICIAL = Path(__file__).parents[4] / "shared" / "plan" / "guilin-2026.txt"


def bring(browser: Client, content: bytes, name: str = "plan.txt") -> Any:
    return browser.post("/plan/import/", {"file": SimpleUploadedFile(name, content)})


def bring_into_use(browser: Client, content: bytes, name: str = "plan.txt") -> PlanDocument:
    place = bring(browser, content, name)["Location"]
    assert browser.post(place, {"decision": "use"}).status_code == 302
    return PlanDocument.objects.get(state=DocumentState.IN_USE)


def text_of(response: Any) -> str:
    return unescape(response.content.decode())


def test_import_shows_what_was_read_and_only_then_is_in_use(officer: Client, client: Client, sample: bytes) -> None:
    response = bring(officer, sample)
    preview = text_of(officer.get(response["Location"]))
    before = text_of(client.get("/plan/"))

    officer.post(response["Location"], {"decision": "use"})

    assert response.status_code == 302
    assert "确认启用" in preview
    assert "100%" in preview
    assert "official" not in before
    assert 'class="official"' in text_of(client.get("/plan/"))


def test_a_word_file_is_read_as_well(officer: Client, sample: bytes) -> None:
    document = docx.Document()
    for line in sample.decode().splitlines():
        document.add_paragraph(line)
    packed = io.BytesIO()
    document.save(packed)

    found = bring_into_use(officer, packed.getvalue(), "方案.docx")

    assert found.format == "docx"
    assert "与规则所依文字一致" in text_of(officer.get("/plan/"))


def test_a_changed_sentence_is_loud_on_the_plan_and_on_its_measure(officer: Client, sample: bytes) -> None:
    measure = load_pack("example_bands").measures[0]
    bring_into_use(officer, sample)
    sentence = read_plan(content=sample, name="plan.txt").sentence(str(measure.cites[0]))
    assert sentence is not None
    changed = sample.decode().replace(sentence.text, f"改过：{sentence.text}")
    place = bring(officer, changed.encode(), "changed.txt")["Location"]

    preview = text_of(officer.get(place))
    officer.post(place, {"decision": "use"})

    for page in (preview, text_of(officer.get("/plan/")), text_of(officer.get(f"/measures/{measure.id}/"))):
        assert 'role="alert"' in page
        assert "写规则时的文字" in page
        assert f"改过：{sentence.text}" in page


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "文件"), (bytes(range(256)) * 9, "二进制"), (b"PK\x03\x04", "已损坏"), (b"\x89PNG\r\n", "PNG")],
)
def test_a_file_that_cannot_be_read_is_told_and_not_kept(officer: Client, content: bytes, said: str) -> None:
    response = bring(officer, content, "方案")

    assert response.status_code == 422
    assert said in text_of(response)
    assert not PlanDocument.objects.exists()


def test_a_file_of_60_megabytes_is_refused_before_it_is_read(officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("subprocess.run", lambda *_, **__: pytest.fail("read"))

    beyond_any_page = bring(officer, b"a" * (60 * 1024 * 1024))
    beyond_this_page = bring(officer, b"a" * (33 * 1024 * 1024))

    assert beyond_any_page.status_code == 413
    assert beyond_this_page.status_code == 422
    assert "32 MiB" in text_of(beyond_this_page)


def test_no_file_at_all_is_told(officer: Client) -> None:
    assert officer.post("/plan/import/", {}).status_code == 422


def test_confirming_twice_is_as_confirming_once_and_withdrawing_takes_a_reason(officer: Client, sample: bytes) -> None:
    place = bring(officer, sample)["Location"]
    officer.post(place, {"decision": "use"})
    officer.post(place, {"decision": "use"})

    officer.post(place, {"decision": "withdraw"})
    assert PlanDocument.objects.get().state == DocumentState.IN_USE
    officer.post(place, {"decision": "withdraw", "reason": "文件有误"})

    assert PlanDocument.objects.get().state == DocumentState.WITHDRAWN
    assert "文件有误" in text_of(officer.get(place))
    assert officer.post(place, {"decision": "nonsense"}).status_code == 404


ROLES = [(role, role in (Role.POLICY_OFFICER, Role.ADMINISTRATOR)) for role in Role if role not in
         (Role.PUBLIC, Role.MEMBER, Role.ORGANISATION_ADMIN)]  # fmt: skip


@pytest.mark.parametrize(("role", "may"), ROLES)
def test_only_policy_officers_and_administrators_import(
    account: Callable[..., User],
    signed_in: Callable[[User], Client],
    officer: Client,
    role: Role,
    may: bool,
    sample: bytes,
) -> None:
    place = bring(officer, sample)["Location"]
    browser = signed_in(account("somebody", HeldRole(role)))

    statuses = [browser.get("/plan/import/").status_code, browser.get(place).status_code]
    statuses.append(browser.post(place, {"decision": "use"}).status_code)

    assert statuses == ([200, 200, 302] if may else [403, 403, 403])
    assert (PlanDocument.objects.get().state == DocumentState.IN_USE) is may


def test_the_public_is_sent_to_sign_in(client: Client) -> None:
    response = client.get("/plan/import/")

    assert response.status_code == 302
    assert "login" in response["Location"]


def test_a_forged_key_of_a_document_is_404(officer: Client) -> None:
    assert officer.get("/plan/import/00000000-0000-4000-8000-000000000000/").status_code == 404


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the operator's document is not on this machine")
def test_the_plan_itself_agrees_with_its_rules(officer: Client, client: Client) -> None:
    bring_into_use(officer, OFFICIAL.read_bytes(), "guilin-2026.txt")

    page = text_of(client.get("/plan/"))

    assert 'role="alert"' not in page
    assert "100%" in page
    assert "与规则所依文字不一致" not in page
    assert "与规则所依文字一致" in text_of(client.get("/measures/F11/"))
