"""The pages of the Lab: who sees them, what a form gives back, impact, study, two persons publishing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from tests.django.assessments.made import organisation, project, tell
from tests.django.lab.made import POLICY, act, begun, changed, shipped

from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import HeldRole
from lingqu.books.accounts.roles import Role
from lingqu.books.rulebooks import drafts
from lingqu.books.rulebooks.models import Draft, PolicyVersion, VersionState
from lingqu.interfaces.web.lab import impact, registers
from lingqu.law.studies.whatif import parts
from lingqu.processes.assessments.packs import pack_of_day

pytestmark = pytest.mark.django_db
Signed = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _nothing_held() -> Iterator[None]:
    """Registers and impacts of one test alone."""
    registers._held.clear()
    impact._kept.clear()
    yield
    registers._held.clear()
    impact._kept.clear()


def form(texts: dict[str, str], upon: int, **more: str) -> dict[str, str]:
    """What the editor sends."""
    return {"upon": str(upon), **{f"file:{name}": text for name, text in texts.items()}, **more}


def asked(texts: dict[str, str], **more: str) -> dict[str, Any]:
    """What the panel sends."""
    return {"data": json.dumps({"files": texts, "file": "measures.lq", **more}), "content_type": "application/json"}


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [
        (None, 302, 302),
        (Role.EXPERT, 403, 403),
        (Role.DEPARTMENT_OFFICER, 403, 403),
        (Role.SUPERVISOR, 200, 403),
        (Role.ADMINISTRATOR, 200, 403),
        (Role.POLICY_OFFICER, 200, 302),
    ],
)
def test_officers_write_supervisors_read_and_the_public_sees_nothing(
    account: Callable[..., User], signed_in: Signed, first: User, role: Role | None, reads: int, writes: int
) -> None:
    draft = begun(first)
    client = Client() if role is None else signed_in(account("somebody", HeldRole(role)))

    for path in ("/lab/", f"/lab/{draft.key}/", f"/lab/{draft.key}/history/", "/lab/versions/"):
        assert client.get(path).status_code == reads
    answer = client.post(f"/lab/{draft.key}/save/", form(shipped(), 1))

    assert answer.status_code == writes
    assert ("/account/login" in answer.headers.get("Location", "")) is (role is None)
    assert (b'href="/lab/"' in client.get("/").content) is (reads == 200)


def test_a_draft_is_started_saved_and_compared(first: User, signed_in: Signed) -> None:
    client = signed_in(first)
    client.post("/lab/start/", {"title": "降档试算", "from": "in-force"})
    draft = Draft.objects.get()

    client.post(f"/lab/{draft.key}/save/", form(changed(shipped()), 1, note="降到 4%"))

    page = client.get(f"/lab/{draft.key}/history/").content.decode()
    assert "15% → 4%" in page
    assert "降到 4%" in page
    assert client.get(f"/lab/{draft.key}/history/?from=1&to=99").status_code == 404


def test_a_conflict_gives_the_text_back_and_shows_what_differs(first: User, second: User, signed_in: Signed) -> None:
    draft = begun(first)
    signed_in(second).post(f"/lab/{draft.key}/save/", form(changed(shipped()), 1))
    mine = {**shipped(), "more.lq": "# 我写的这一行\n"}

    answer = signed_in(first).post(f"/lab/{draft.key}/save/", form(mine, 1))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "# 我写的这一行" in page
    assert "second" in page
    assert 'name="upon" value="2"' in page


def test_without_a_script_the_button_tells_faults_and_keeps_the_text(first: User, signed_in: Signed) -> None:
    draft = begun(first)
    broken = {**shipped(), "measures.lq": shipped()["measures.lq"].replace("的 15%", "的 许多", 1)}

    page = signed_in(first).post(f"/lab/{draft.key}/check/", form(broken, 1)).content.decode()

    assert "1 处错误" in page
    assert "的 许多" in page
    assert Draft.objects.get().latest == 1


def test_html_in_a_rule_file_stays_text(first: User, signed_in: Signed) -> None:
    draft = begun(first)
    evil = {**shipped(), "more.lq": "# </textarea><script>alert(1)</script>\n"}
    drafts.save(key=draft.key, upon=1, texts=evil, note="<b>x</b>", act=act(first))

    for path in (f"/lab/{draft.key}/", f"/lab/{draft.key}/history/"):
        page = signed_in(first).get(path).content.decode()
        assert "<script>alert" not in page
        assert "<b>x</b>" not in page


@pytest.mark.parametrize("word", ["diagnostics", "completions", "hover", "format"])
def test_the_editor_is_answered(first: User, signed_in: Signed, word: str) -> None:
    draft = begun(first)

    answer = signed_in(first).post(f"/lab/{draft.key}/ask/{word}/", **asked(shipped()))

    assert answer.status_code == 200
    if word == "diagnostics":
        assert answer.json()["sound"] is True
        assert answer.json()["failed"] == 0


def test_a_question_that_is_none_is_refused(first: User, signed_in: Signed) -> None:
    draft = begun(first)
    client = signed_in(first)

    for path in ("ask/diagnostics/", "impact/"):
        answer = client.post(f"/lab/{draft.key}/{path}", data=b"no json", content_type="application/json")
        assert answer.status_code == 422
    assert client.post(f"/lab/{draft.key}/ask/secrets/", **asked(shipped())).status_code == 404


def loser() -> None:
    """A project that gets the award of F04."""
    owner = organisation("漓江装备有限公司", size="small", credit_code="91450300MA5KXXXX1X")
    one = project(owner, "industrial", name="生产线")
    tell(one, "enclave_result_landed", "true")
    tell(one, "production_equipment_investment_in_year_yuan", "4000000.00")


def test_impact_names_who_loses_and_the_largest_share(first: User, signed_in: Signed) -> None:
    draft = begun(first)
    loser()

    page = signed_in(first).post(f"/lab/{draft.key}/impact/", **asked(changed(shipped()), register="real"))

    text = page.content.decode()
    assert page.status_code == 200
    assert "0 个受益，1 个受损" in text
    assert "漓江装备有限公司：生产线" in text
    assert "F04" in text
    assert "七星区" in text
    assert " style=" not in text


def test_impact_of_rules_with_faults_and_of_an_empty_zone_says_so(first: User, signed_in: Signed) -> None:
    draft = begun(first)
    broken = {**shipped(), "measures.lq": shipped()["measures.lq"].replace("的 15%", "的 许多", 1)}

    faulty = signed_in(first).post(f"/lab/{draft.key}/impact/", **asked(broken))
    empty = signed_in(first).post(f"/lab/{draft.key}/impact/", **asked(shipped()))

    assert all("Lingqu-No-Study" in each.headers for each in (faulty, empty))
    assert "改好后" in faulty.content.decode()
    assert "还没有单位" in empty.content.decode()


def test_impact_over_the_made_register_is_made_once(
    first: User, signed_in: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registers, "MADE_ROWS", 2000)
    draft = begun(first)

    page = signed_in(first).post(f"/lab/{draft.key}/impact/", **asked(changed(shipped()), register="made"))
    files = list((registers.settings.DATA.cache / "lab").iterdir())
    written = files[0].stat().st_mtime_ns
    registers._held.clear()
    signed_in(first).post(f"/lab/{draft.key}/impact/", **asked(shipped(), register="made"))

    assert "2,000 个主体" in page.content.decode()
    assert [each.stat().st_mtime_ns for each in files] == [written]


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_the_study_is_an_annex_with_diff_and_digests(first: User, signed_in: Signed, kind: str) -> None:
    draft = begun(first)
    loser()
    drafts.save(key=draft.key, upon=1, texts=changed(shipped()), note="", act=act(first))

    answer = signed_in(first).get(f"/lab/{draft.key}/study.{kind}?register=real")

    assert answer.status_code == 200
    assert f"-2.{kind}" in answer.headers["Content-Disposition"]
    if kind == "pdf":
        assert answer.content.startswith(b"%PDF")
        return
    text = _text_of(answer.content, kind)
    for words in ("15% → 4%", "漓江装备有限公司", pack_of_day(POLICY, timezone.localdate()).digest[:16], "measures.lq"):
        assert words in text


def test_one_proposes_and_another_publishes_in_the_browser(first: User, second: User, signed_in: Signed) -> None:
    draft = begun(first)
    drafts.save(key=draft.key, upon=1, texts=changed(shipped()), note="", act=act(first))
    today = timezone.localdate().isoformat()
    given = {"upon": "2", "number": "试发〔2026〕1号", "title": "关于调整的通知", "begins": today}

    signed_in(first).post(f"/lab/{draft.key}/propose/", given)
    version = PolicyVersion.objects.get()
    own = signed_in(first).post(f"/lab/versions/{version.key}/decide/", {"do": "publish"})
    signed_in(second).post(f"/lab/versions/{version.key}/decide/", {"do": "publish"})

    version.refresh_from_db()
    assert own.status_code == 422
    assert "另一人" in own.content.decode()
    assert version.state == VersionState.PUBLISHED
    assert "4%" in Client().get("/measures/F04/").content.decode()
    listed = signed_in(first).get("/lab/versions/").content.decode()
    assert "试发〔2026〕1号" in listed
    assert "随产品附带" in listed


def test_what_lacks_in_a_proposal_is_told_and_what_was_typed_is_kept(first: User, signed_in: Signed) -> None:
    draft = begun(first)

    answer = signed_in(first).post(f"/lab/{draft.key}/propose/", {"upon": "1", "number": "1号", "begins": "2020-01-01"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "文件名称" in page
    assert "不能早于今天" in page
    assert 'value="1号"' in page


def test_what_stands_in_the_way_of_a_proposal_leads_to_its_line(first: User, signed_in: Signed) -> None:
    client, draft = signed_in(first), begun(first)
    broken = shipped()["measures.lq"].replace("的 15%", "的 许多", 1)
    line = broken[: broken.index("的 许多")].count("\n") + 1
    client.post(f"/lab/{draft.key}/save/", form({**shipped(), "measures.lq": broken}, 1))
    failing = shipped()["measures.lq"].replace("的 15%", "的 4%", 1)

    of_fault = client.get(f"/lab/{draft.key}/propose/").content.decode()
    client.post(f"/lab/{draft.key}/save/", form({**shipped(), "measures.lq": failing}, 2))
    of_example = client.get(f"/lab/{draft.key}/propose/").content.decode()
    there = client.get(f"/lab/{draft.key}/", {"file": "measures.lq", "line": str(line)}).content.decode()

    assert f'href="/lab/{draft.key}/?file=measures.lq&amp;line={line}"' in of_fault
    assert f'href="/lab/{draft.key}/?file=measures.lq&amp;line=' in of_example
    assert f'data-open="measures.lq" data-line="{line}"' in there
    assert 'data-file="measures.lq" data-holds="措施"' in there


@pytest.mark.parametrize("line", ["", "0", "x", "-1", "9" * 30])
def test_a_line_that_is_none_leads_nowhere(first: User, signed_in: Signed, line: str) -> None:
    page = signed_in(first).get(f"/lab/{begun(first).key}/", {"file": "measures.lq", "line": line})

    assert page.status_code == 200
    assert b"data-line=" not in page.content


def test_the_list_of_drafts_takes_the_same_queries_however_many(
    first: User, signed_in: Signed, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(first)
    begun(first)
    client.get("/lab/")
    with django_assert_max_num_queries(20) as one:
        client.get("/lab/")
    for number in range(5):
        begun(first, f"第{number}份")

    with django_assert_max_num_queries(len(one)):
        client.get("/lab/")


def _text_of(content: bytes, kind: str) -> str:
    if kind == "docx":
        return ZipFile(BytesIO(content)).read("word/document.xml").decode()
    book = load_workbook(BytesIO(content))
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)


def _two_changed(texts: dict[str, str]) -> dict[str, str]:
    """F04 lower, and the fact of another award another one too: two changes."""
    texts = changed(texts)
    lines = texts["measures.lq"].splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.startswith("措施 F01"))
    end = next(number for number in range(at + 1, len(lines)) if lines[number].startswith("措施 "))
    block = [line for line in lines[at:end] if not line.startswith("  示例 ")]
    block = [line.replace("的 2%", "的 1%") if line.startswith("  支持") else line for line in block]
    return {**texts, "measures.lq": "".join([*lines[:at], *block, *lines[end:]])}


def test_several_changes_are_told_apart_in_plain_words(first: User, signed_in: Signed) -> None:
    draft = begun(first)
    loser()

    panel = signed_in(first).post(f"/lab/{draft.key}/impact/", **asked(_two_changed(shipped()), register="real"))
    single = signed_in(first).post(f"/lab/{draft.key}/impact/", **asked(changed(shipped()), register="real"))

    text = panel.content.decode()
    assert "一共改了 2 处" in text
    assert "单独相加正好是这个数" in text
    assert "沙普利" in text
    assert "一共改了" not in single.content.decode()


def test_more_changes_than_can_be_tried_in_every_order_are_tried_one_by_one(
    first: User, signed_in: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "MOST_CHANGES", 0)
    draft = begun(first)
    loser()
    drafts.save(key=draft.key, upon=1, texts=_two_changed(shipped()), note="", act=act(first))

    panel = signed_in(first).post(f"/lab/{draft.key}/impact/", **asked(_two_changed(shipped()), register="real"))
    annex = signed_in(first).get(f"/lab/{draft.key}/study.docx?register=real")

    assert "打字时不逐处分开" in panel.content.decode()
    assert "只逐处单独试" in _text_of(annex.content, "docx")
