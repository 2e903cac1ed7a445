"""One row: its page, its past, its form, and two people at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.django.registers.zone import Zone, changed, credit_code, made, organisation

from lingqu import __version__
from lingqu.books.accounts.models import PersonalValue
from lingqu.books.audit.models import Entry
from lingqu.books.registers.models import Organisation, Platform, RegisteredPerson, Succession

pytestmark = pytest.mark.django_db

NEW = "/registers/organisations/new/"


def at(row: Any, name: str = "organisations", end: str = "") -> str:
    return f"/registers/{name}/{row.key}/{end}"


def test_the_page_shows_what_belongs_to_the_row(the_zone: Zone, browsers: dict[str, Client]) -> None:
    text = browsers["city"].get(at(the_zone.near)).text

    for shown in ("近水科技", "七星区", "花江谷", "近水中试线", "近水项目", "张**"):
        assert shown in text
    assert "近水项目" in browsers["city"].get(at(the_zone.far)).text  # as a partner
    assert "远山药业" in browsers["city"].get(at(the_zone.project, "projects")).text


@pytest.mark.parametrize(
    ("who", "ways"),
    [
        ("city", ("facts", "answers", "evidence/of")),
        ("county", ("facts", "answers", "evidence/of")),
        ("member", ("facts", "answers", "evidence/of")),
        ("policy", ("facts",)),
    ],
)
def test_the_page_of_an_organisation_leads_to_what_is_known_and_judged_of_it(
    the_zone: Zone, browsers: dict[str, Client], who: str, ways: tuple[str, ...]
) -> None:
    """An office found the organisation and had no way to the figures that it is to verify."""
    pages = ("facts", "answers", "evidence/of")

    def offered_on(address: str) -> tuple[str, ...]:
        text = browsers[who].get(address).text
        return tuple(way for way in pages if f'href="/{way}/{the_zone.near.key}/' in text)

    offered = offered_on(at(the_zone.near))

    assert offered == ways
    # each of them leads to the others that this reader may open, and to no other
    assert all(offered_on(f"/{way}/{the_zone.near.key}/") == ways for way in ways)
    assert all(browsers[who].get(f"/{way}/{the_zone.near.key}/").status_code == 200 for way in offered)


def test_the_foot_of_a_form_tells_the_version_of_the_product_and_not_of_the_row(
    the_zone: Zone, browsers: dict[str, Client]
) -> None:
    text = browsers["city"].get(at(the_zone.near, end="edit/")).text

    assert f"灵渠 {__version__}：" in text


def test_english_pages_call_a_place_by_its_english_name(the_zone: Zone, browsers: dict[str, Client]) -> None:
    """The front page did, the register and every reference to it did not."""
    changed("places", the_zone.valley, english_name="Huajiang Valley")
    browsers["city"].cookies["lingqu_language"] = "en"

    pages = [browsers["city"].get(path).text for path in ("/registers/places/", at(the_zone.near))]
    page = browsers["city"].get(at(the_zone.valley, "places")).text
    offered = browsers["city"].get("/registers/organisations/").text

    assert all("Huajiang Valley</a>" in each for each in pages)
    assert "Huajiang Valley</h1>" in page
    assert "<dd>花江谷</dd>" in page
    assert ">Huajiang Valley</option>" in offered
    browsers["city"].cookies["lingqu_language"] = "zh-hans"
    assert "花江谷</a>" in browsers["city"].get("/registers/places/").text


def test_the_past_says_what_changed_and_names_nobody(the_zone: Zone, browsers: dict[str, Client]) -> None:
    browsers["city"].post(
        at(the_zone.near, end="edit/"), sent(the_zone.near, name="近水科技集团", version="1", reason="更名通知")
    )

    text = browsers["supervisor"].get(at(the_zone.near)).text

    for shown in ("<del>近水科技</del>", "<ins>近水科技集团</ins>", "更名通知", "部门经办人", "第 2 版"):
        assert shown in text
    assert ">city<" not in text


def test_a_row_is_shown_as_it_stood_on_a_day(the_zone: Zone, browsers: dict[str, Client]) -> None:
    changed("organisations", the_zone.near, days=10, name="后来的名字", place=None)

    before = browsers["city"].get(at(the_zone.near) + "?day=2026-11-30").text
    after = browsers["city"].get(at(the_zone.near) + "?day=2026-12-04").text
    too_early = browsers["city"].get(at(the_zone.near) + "?day=2026-11-01").text

    assert "<dd>近水科技</dd>" in before
    assert "花江谷" in before
    assert "<dd>后来的名字</dd>" in after
    assert "尚未登记" in too_early
    assert "应为年月日" in browsers["city"].get(at(the_zone.near) + "?day=2026-13-01").text


def sent(row: Organisation, **changes: str) -> dict[str, str]:
    """What the form of an organisation sends."""
    texts = {
        "name": row.name,
        "english_name": row.english_name,
        "credit_code": row.credit_code,
        "kind": row.kind,
        "legal_kind": row.legal_kind,
        "region": row.region,
        "industry": row.industry,
        "size": row.size,
        "stage": row.stage,
        "founded_on": row.founded_on.isoformat() if row.founded_on else "",
        "address": row.address,
        "place": row.place.code if row.place else "",
        "version": str(row.version),
    }
    return texts | changes


def test_a_row_is_entered_once_however_often_the_button_is_pressed(browsers: dict[str, Client]) -> None:
    form = {"name": "新来的", "kind": "enterprise", "token": "one-form", "region": "七星区 · 450305"}

    first = browsers["city"].post(NEW, form)
    second = browsers["city"].post(NEW, form)

    made_row = Organisation.objects.get(name="新来的")
    assert first.headers["Location"] == second.headers["Location"] == at(made_row)
    assert made_row.region == "450305"


FAULTS = {  # field, what was typed; what is said
    ("name", ""): "必须填写",
    ("name", "长" * 121): "不超过 120 个字",
    ("kind", "公司"): "应为单位类别中的代码或名称",
    ("credit_code", "91450300HCQ0J1XK5A"): "第 18 位",
    ("credit_code", credit_code(1)): "“近水科技”已经登记了它",
    ("founded_on", "2026-02-30"): "应为年月日",
    ("region", "火星"): "应为行政区划中的代码或名称",
    ("place", "不存在的谷"): "登记册里您能看到的一行",
}


@pytest.mark.parametrize(("field", "text"), FAULTS)
def test_a_form_says_what_is_wrong_and_keeps_what_was_typed(field: str, text: str, browsers: dict[str, Client]) -> None:
    form = {"name": "新来的", "kind": "enterprise", "token": "t", "address": "环城路", field: text}

    answer = browsers["city"].post(NEW, form)

    assert answer.status_code == 422
    assert FAULTS[field, text] in answer.text
    assert "环城路" in answer.text
    assert not Organisation.objects.filter(name="新来的").exists()


def test_all_faults_are_told_at_once(browsers: dict[str, Client]) -> None:
    text = browsers["city"].post(NEW, {"name": "", "kind": "x", "founded_on": "x", "token": "t"}).text

    assert "有 3 处要改" in text


def test_a_double_out_of_reach_is_told_without_its_name(the_zone: Zone, browsers: dict[str, Client]) -> None:
    text = browsers["county"].post(at(the_zone.near, end="edit/"), sent(the_zone.near, credit_code=credit_code(2))).text

    assert "已经登记过" in text
    assert "远山" not in text


def test_only_declared_fields_that_the_person_may_set_are_written(the_zone: Zone, browsers: dict[str, Client]) -> None:
    forged = {
        "is_synthetic": "on",
        "retired_on": "2026-01-01",
        "key": "0",
        "version": "1",
        "credit_code": credit_code(9),
        "kind": "university",
        "stage": "gazelle",
        "address": "新址",
    }

    browsers["admin"].post(at(the_zone.near, end="edit/"), sent(the_zone.near) | forged)

    the_zone.near.refresh_from_db()
    assert the_zone.near.address == "新址"
    assert (the_zone.near.kind, the_zone.near.stage, the_zone.near.credit_code) == ("enterprise", "", credit_code(1))
    assert (the_zone.near.is_synthetic, the_zone.near.retired_on) == (False, None)


def test_the_second_of_two_editors_sees_the_conflict_and_can_go_on(the_zone: Zone, browsers: dict[str, Client]) -> None:
    form = sent(the_zone.near, name="第二人的名字", size="large")
    browsers["city"].post(
        at(the_zone.near, end="edit/"), sent(the_zone.near, name="第一人的名字", address="第一人的址")
    )

    conflict = browsers["admin"].post(at(the_zone.near, end="edit/"), form)

    assert conflict.status_code == 409
    for shown in ("第一人的名字", "第二人的名字", "第一人的址", 'name="version" value="2"'):
        assert shown in conflict.text
    again = form | {"version": "2", "address": "第一人的址"}
    browsers["admin"].post(at(the_zone.near, end="edit/"), again)
    the_zone.near.refresh_from_db()
    assert (the_zone.near.name, the_zone.near.address, the_zone.near.size) == ("第二人的名字", "第一人的址", "large")


def test_a_county_cannot_move_a_row_out_of_its_reach(the_zone: Zone, browsers: dict[str, Client]) -> None:
    answer = browsers["county"].post(at(the_zone.near, end="edit/"), sent(the_zone.near, region="450303"))

    assert answer.status_code == 422
    assert "管辖范围之外" in answer.text


def test_a_row_cannot_be_planted_at_a_foreign_organisation(the_zone: Zone, browsers: dict[str, Client]) -> None:
    form = {"name": "种下的", "kind": "research", "organisation": the_zone.far.credit_code, "token": "t"}

    answer = browsers["admin"].post("/registers/projects/new/", form)

    assert answer.status_code == 422
    assert "您能看到的一行" in answer.text


def test_retiring_needs_a_reason_and_can_be_taken_back(the_zone: Zone, browsers: dict[str, Client]) -> None:
    without = browsers["city"].post(at(the_zone.far, end="retire/"), {"version": "1", "reason": " "})
    browsers["city"].post(at(the_zone.far, end="retire/"), {"version": "1", "reason": "注销"})
    browsers["city"].post(at(the_zone.far, end="retire/"), {"version": "1", "reason": "再按一次"})

    the_zone.far.refresh_from_db()
    assert without.status_code == 422
    assert "须写明停用的原因" in without.text
    assert the_zone.far.retired_because == "注销"
    browsers["city"].post(at(the_zone.far, end="restore/"), {"version": "2"})
    the_zone.far.refresh_from_db()
    assert the_zone.far.retired_on is None
    assert "恢复使用" in browsers["city"].get(at(the_zone.far)).text


def test_personal_values_are_masked_until_somebody_looks_and_is_recorded(
    the_zone: Zone, browsers: dict[str, Client]
) -> None:
    page = browsers["city"].get(at(the_zone.person, "people")).text
    shown = browsers["city"].post(at(the_zone.person, "people", "show/"), headers={"HX-Request": "true"}).text

    assert "张三丰" not in page
    assert ("张**" in page, "138****1234" in page) == (True, True)
    assert ("张三丰" in shown, "13800001234" in shown) == (True, True)
    entry = Entry.objects.get(action="personal.show")
    assert entry.facts == {"names": ["mail", "name", "phone"]}


def test_looking_at_persons_is_not_for_everybody_who_sees_the_row(the_zone: Zone, browsers: dict[str, Client]) -> None:
    found = {
        name: browser.post(at(the_zone.person, "people", "show/")).status_code for name, browser in browsers.items()
    }

    allowed = {name for name, status in found.items() if status == 200}
    assert allowed == {"city", "county", "park", "admin"}


def test_a_masked_value_sent_back_changes_nothing(the_zone: Zone, browsers: dict[str, Client]) -> None:
    form = {"name": "张**", "phone": "138****1234", "mail": "", "kinds": ["expert", "talent"], "version": "1"}

    answer = browsers["city"].post(at(the_zone.person, "people", "edit/"), form)

    assert answer.status_code == 302
    kept = dict(PersonalValue.objects.filter(subject_key=the_zone.person.key).values_list("name", "value"))
    assert kept == {"name": "张三丰", "phone": "13800001234"}
    assert RegisteredPerson.objects.get().kinds == ["expert", "talent"]
    assert "张三丰" not in str(list(RegisteredPerson.past.values())) + str(list(Entry.objects.values("facts")))


def test_what_a_column_takes_for_nothing_said_is_kept(the_zone: Zone, browsers: dict[str, Client]) -> None:
    form = {
        "name": "新平台",
        "kind": "incubator",
        "organisation": the_zone.near.credit_code,
        "standing": "",
        "token": "t",
    }

    browsers["county"].post("/registers/platforms/new/", form | {"token": "t"})

    assert Platform.objects.get(name="新平台").standing == "in_force"


def test_a_succession_is_told_on_both_sides(the_zone: Zone, browsers: dict[str, Client]) -> None:
    heir = organisation(5, "近水集团")
    Succession.objects.create(
        predecessor=the_zone.near, successor=heir, kind="merged", on=date(2026, 3, 1), document="市监〔2026〕3号"
    )

    assert "并入“近水集团”" in browsers["city"].get(at(the_zone.near)).text
    assert "吸收合并“近水科技”" in browsers["city"].get(at(heir)).text


def test_every_page_speaks_english(the_zone: Zone, browsers: dict[str, Client]) -> None:
    browser = browsers["city"]
    browser.cookies["lingqu_language"] = "en"
    made("awards", organisation=the_zone.near, policy="guilin2026", measure="F1", award_year=2025, fen=1050)

    assert "Organisations" in browser.get("/registers/").text
    assert "Qixing District" in browser.get("/registers/organisations/").text
    assert "Take" in browser.get(at(the_zone.near)).text or "Retire" in browser.get(at(the_zone.near)).text
    assert "10.50" in browser.get("/registers/awards/").text


def test_a_change_sent_twice_is_saved_once_and_said_to_be_saved(the_zone: Zone, browsers: dict[str, Client]) -> None:
    form = sent(the_zone.near, name="改一次")

    answers = [browsers["city"].post(at(the_zone.near, end="edit/"), form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    the_zone.near.refresh_from_db()
    assert the_zone.near.version == 2
