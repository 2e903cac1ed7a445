"""Bringing a list in: preview with every fault, confirmation, taking back, and files that are no lists."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook
from tests.django.registers.zone import Zone, changed, credit_code, made

from lingqu.books.audit.models import Entry
from lingqu.books.audit.queries import checked_chain
from lingqu.books.registers.models import ImportBatch, Organisation, Platform

pytestmark = pytest.mark.django_db

IMPORT = "/registers/organisations/import/"
HEAD = ("名称", "统一社会信用代码", "类别", "所在地", "成立日期")


def workbook(rows: Sequence[Sequence[object]], head: Sequence[str] = HEAD) -> bytes:
    book = Workbook()
    book.active.append(list(head))
    for row in rows:
        book.active.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def brought(browser: Client, content: bytes, name: str = "名单.xlsx", address: str = IMPORT) -> str:
    return str(browser.post(address, {"file": SimpleUploadedFile(name, content)}).content.decode())


def confirmed(browser: Client, preview: str, address: str = IMPORT) -> str:
    sent = dict(re.findall(r'name="(file|plan|name)" value="([^"]*)"', preview))
    return str(browser.post(f"{address}confirm/", sent, follow=True).content.decode())


def test_a_preview_says_what_each_row_would_do_and_writes_nothing(browsers: dict[str, Client]) -> None:
    rows = [
        ("新一", credit_code(11), "企业", "七星区", "2020-01-02"),
        ("近水科技股份", credit_code(1), "enterprise", "450305", "2019/5/1"),
        ("远山药业", credit_code(2), "企业", "叠彩区", None),
    ]

    text = brought(browsers["city"], workbook(rows))

    assert re.findall(r"<dd>(\d+)</dd>", text)[:4] == ["1", "1", "1", "0"]
    assert Organisation.objects.count() == 2


FAULTY = [
    ("", credit_code(12), "企业", "七星区", None),
    ("错码", "91450300000000000X", "企业", "七星区", None),
    ("错类", credit_code(13), "企 业 类", "七星区", None),
    ("错日", credit_code(14), "企业", "七星", "二〇二〇"),
    ("重一", credit_code(15), "企业", "七星区", None),
    ("重二", credit_code(15), "企业", "七星区", None),
]


def test_every_fault_of_every_row_is_told_and_given_back_beside_its_row(browsers: dict[str, Client]) -> None:
    text = brought(browsers["city"], workbook([("好的", credit_code(16), "企业", "七星区", None), *FAULTY]))

    for told in ("“名称”必须填写", "第 18 位", "类别：", "应为年月日", "七星区 · 450305", "同一文件里出现不止一次"):
        assert told in text
    address = re.search(r'href="(/registers/organisations/import/faults/[^"]+)"', text)
    assert address is not None
    sheet = load_workbook(io.BytesIO(browsers["city"].get(address[1]).getvalue())).active
    given_back = list(sheet.iter_rows(values_only=True))
    assert given_back[0][:2] == ("问题", "名称")
    assert len(given_back) == 1 + 5
    assert browsers["policy"].get(address[1]).status_code in (403, 404)


def test_rows_without_faults_are_imported_and_the_rest_left_out(browsers: dict[str, Client]) -> None:
    preview = brought(browsers["city"], workbook([("好的", credit_code(16), "企业", "七星区", None), *FAULTY[:3]]))

    text = confirmed(browsers["city"], preview)

    assert "新增 1 行，修改 0 行" in text
    row = Organisation.objects.get(name="好的")
    assert f'<a href="/registers/organisations/{row.key}/">好的</a>' in text
    assert (row.region, row.past.count()) == ("450305", 1)
    assert checked_chain().holds
    assert Entry.objects.filter(action="organisations.import").count() == 1


def test_a_confirmation_pressed_twice_imports_once(browsers: dict[str, Client]) -> None:
    preview = brought(browsers["city"], workbook([("无代码", "", "企业", "七星区", None)]))

    confirmed(browsers["city"], preview)
    second = confirmed(browsers["city"], preview)

    assert "已经导入过" in second
    assert Organisation.objects.filter(name="无代码").count() == 1


def test_a_plan_that_has_changed_meanwhile_is_shown_again(the_zone: Zone, browsers: dict[str, Client]) -> None:
    preview = brought(browsers["city"], workbook([("新名", credit_code(2), "企业", "叠彩区", None)]))
    changed("organisations", the_zone.far, address="别人改的")

    text = confirmed(browsers["city"], preview)

    assert "请看过新的预览" in text
    the_zone.far.refresh_from_db()
    assert the_zone.far.name == "远山药业"


def test_an_import_is_taken_back_except_what_was_changed_since(the_zone: Zone, browsers: dict[str, Client]) -> None:
    rows = [
        ("甲", credit_code(21), "企业", "七星区", None),
        ("乙", credit_code(22), "企业", "七星区", None),
        ("远山集团", credit_code(2), "企业", "叠彩区", None),
    ]
    confirmed(browsers["city"], brought(browsers["city"], workbook(rows)))
    changed("organisations", Organisation.objects.get(name="乙"), address="后来改的")
    batch = ImportBatch.objects.get()

    stranger = browsers["administrator"].post(f"{IMPORT}{batch.key}/undo/")
    text = browsers["city"].post(f"{IMPORT}{batch.key}/undo/", follow=True).content.decode()
    again = browsers["city"].post(f"{IMPORT}{batch.key}/undo/", follow=True).content.decode()

    assert stranger.status_code in (403, 404)
    assert "已撤销 2 行；后来又有人改过、未动：乙" in text
    assert "已经撤销过" in again
    the_zone.far.refresh_from_db()
    assert the_zone.far.name == "远山药业"
    assert Organisation.objects.get(name="甲").is_retired
    assert not Organisation.objects.get(name="乙").is_retired


def test_an_export_edited_and_brought_back_changes_what_was_edited(the_zone: Zone, browsers: dict[str, Client]) -> None:
    file = io.BytesIO(browsers["city"].get("/registers/organisations/export/xlsx/").getvalue())
    book = load_workbook(file)
    sheet = book.active
    head = [cell.value for cell in sheet[1]]
    line = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "近水科技")
    line[head.index("地址")].value = "新址一号"
    out = io.BytesIO()
    book.save(out)

    preview = brought(browsers["city"], out.getvalue())
    confirmed(browsers["city"], preview)

    assert re.findall(r"<dd>(\d+)</dd>", preview)[:4] == ["0", "1", "1", "0"]
    the_zone.near.refresh_from_db()
    assert the_zone.near.address == "新址一号"


def test_an_empty_cell_leaves_what_is_known_of_a_row_that_its_code_finds(
    the_zone: Zone, browsers: dict[str, Client]
) -> None:
    changed("organisations", the_zone.far, address="旧址", founded_on="2001-02-03")
    head = (*HEAD, "地址")

    preview = brought(browsers["city"], workbook([("远山集团", credit_code(2), None, "叠彩区", None, None)], head))
    confirmed(browsers["city"], preview)

    assert "远山药业 → 远山集团" in re.sub(r"<[^>]+>", "", preview)
    assert "旧址" not in preview
    the_zone.far.refresh_from_db()
    assert (the_zone.far.name, the_zone.far.kind) == ("远山集团", "enterprise")
    assert (the_zone.far.address, str(the_zone.far.founded_on)) == ("旧址", "2001-02-03")


def test_a_cell_emptied_in_an_export_is_emptied_and_the_preview_shows_it(
    the_zone: Zone, browsers: dict[str, Client]
) -> None:
    changed("organisations", the_zone.far, address="旧址")
    text = browsers["city"].get("/registers/organisations/export/csv/?q=远山").getvalue().decode("utf-8-sig")

    preview = brought(browsers["city"], text.replace("旧址", "").encode(), "改过.csv")
    confirmed(browsers["city"], preview)

    assert "地址：旧址 → （空）" in re.sub(r"<[^>]+>", "", preview)
    the_zone.far.refresh_from_db()
    assert the_zone.far.address == ""


def test_a_preview_shows_names_and_numbers_of_persons_only_masked(the_zone: Zone, browsers: dict[str, Client]) -> None:
    address = "/registers/people/import/"
    text = browsers["city"].get("/registers/people/export/csv/").getvalue().decode("utf-8-sig")
    name = re.search(r"\w\*\*", text)
    assert name is not None

    preview = brought(browsers["city"], text.replace(name[0], "欧阳修", 1).encode(), "人员.csv", address)

    assert f"{name[0]} → 欧**" in re.sub(r"<[^>]+>", "", preview)
    assert "欧阳修" not in preview


def test_a_row_changed_since_its_export_is_not_overwritten(the_zone: Zone, browsers: dict[str, Client]) -> None:
    text = browsers["city"].get("/registers/organisations/export/csv/?q=远山").getvalue().decode("utf-8-sig")
    changed("organisations", the_zone.far, address="别人改的")

    preview = brought(browsers["city"], text.replace("远山药业", "远山集团").encode(), "改过.csv")

    assert "请重新导出再改" in preview


def test_a_title_that_disagrees_with_its_code_is_a_fault(browsers: dict[str, Client]) -> None:
    head = ("名称", "类别", "所在地", "所在地代码")

    text = brought(browsers["city"], workbook([("丙", "企业", "叠彩区", "450305")], head))

    assert "与旁边的代码“450305”不符" in text


def test_an_officer_imports_nothing_outside_the_reach(the_zone: Zone, browsers: dict[str, Client]) -> None:
    address = "/registers/projects/import/"
    head = ("名称", "类别", "牵头单位")
    rows = [("近的", "研究开发项目", the_zone.near.credit_code), ("远的", "研究开发项目", the_zone.far.credit_code)]

    text = brought(browsers["county"], workbook(rows, head), address=address)

    assert re.findall(r"<dd>(\d+)</dd>", text)[:4] == ["1", "0", "0", "1"]


def test_masked_persons_brought_back_stay_as_they_are(the_zone: Zone, browsers: dict[str, Client]) -> None:
    text = browsers["city"].get("/registers/people/export/csv/").getvalue()

    preview = brought(browsers["city"], text, "人员.csv", "/registers/people/import/")

    assert re.findall(r"<dd>(\d+)</dd>", preview)[:4] == ["0", "0", "1", "0"]


def test_persons_are_imported_with_their_personal_values(the_zone: Zone, browsers: dict[str, Client]) -> None:
    address = "/registers/people/import/"
    rows = [("李四", "139 0000 1111", "专家、人才", the_zone.near.credit_code)]
    head = ("姓名", "电话", "类别", "所在单位")

    rows[0] = (rows[0][0], rows[0][1], "评审专家、高层次人才", rows[0][3])
    confirmed(browsers["city"], brought(browsers["city"], workbook(rows, head), address=address), address)

    assert "李**" in browsers["city"].get("/registers/people/").text


def _bomb() -> bytes:
    file = io.BytesIO(workbook([("甲", "", "企业", "", None)]))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"0" * 60_000_000)
    return file.getvalue()


NO_LISTS = {  # what was brought; what is said
    "empty.xlsx": (b"", "请先选一个文件|文件是空的|空"),
    "broken.xlsx": (b"PK\x03\x04 not a zip", "打不开"),
    "bomb.xlsx": (_bomb(), "压缩得过紧"),
    "binary.csv": (b"\x00\x01\x02" * 10, "无法读取"),
    "heads.csv": ("名称,类别\n".encode(), "没有数据"),
    "twice.csv": ("名称,名称\n甲,乙\n".encode(), "出现不止一次"),
    "large.csv": (b"x" * (20 * 1024 * 1024 + 1), "至多 20 MB"),
    "many.csv": (("名称\n" + "甲\n" * 20_001).encode(), "一次至多 20000 行"),
}


@pytest.mark.parametrize("name", NO_LISTS)
def test_a_file_that_is_no_list_is_refused_with_the_reason(name: str, browsers: dict[str, Client]) -> None:
    content, told = NO_LISTS[name]

    text = brought(browsers["city"], content, name)

    assert re.search(told, text)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_is_read_in_the_encodings_of_the_office(codec: str, browsers: dict[str, Client]) -> None:
    text = brought(browsers["city"], "名称,类别,所在地\n编码单位有限公司,企业,七星区\n".encode(codec), "a.csv")

    assert re.findall(r"<dd>(\d+)</dd>", text)[:4] == ["1", "0", "0", "0"]


def test_a_formula_in_a_cell_is_text_and_nothing_else(browsers: dict[str, Client]) -> None:
    confirmed(browsers["city"], brought(browsers["city"], "名称,类别\n'=1+1,企业\n@甲,企业\n".encode(), "a.csv"))

    assert set(Organisation.objects.values_list("name", flat=True)) >= {"=1+1", "@甲"}


def test_headings_that_are_not_known_and_those_missing_are_told(browsers: dict[str, Client]) -> None:
    text = brought(browsers["city"], workbook([("甲", "乙")], ("名称", "老板")))

    assert "认不出的列" in text
    assert "老板" in text
    assert "缺少必填的列" in text


@pytest.mark.parametrize("name", ["organisations", "platforms", "projects", "people", "awards"])
def test_the_template_holds_what_the_import_reads(name: str, browsers: dict[str, Client]) -> None:
    template = browsers["city"].get(f"/registers/{name}/import/template/").getvalue()
    book = load_workbook(io.BytesIO(template))

    assert len(book.sheetnames) == 3
    assert book.worksheets[0].data_validations.dataValidation or name == "people"
    preview = brought(browsers["city"], template, address=f"/registers/{name}/import/")
    assert "没有数据" in preview


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/registers/organisations/import/template/", "单位-导入模板.xlsx"),
        ("/registers/organisations/export/csv/", "单位-"),
        ("/registers/people/export/xlsx/", "人员-"),
    ],
)
def test_files_that_are_given_bear_the_name_of_the_register(
    address: str, name: str, browsers: dict[str, Client]
) -> None:
    given = browsers["city"].get(address).headers["Content-Disposition"]

    assert given.startswith(f"attachment; filename*=utf-8''{quote(name)}")


def test_rows_are_matched_by_several_fields_where_no_one_field_tells(
    the_zone: Zone, browsers: dict[str, Client]
) -> None:
    address = "/registers/platforms/import/"
    head = ("名称", "类别", "依托单位", "级别")
    rows = [("近水中试线", "中试平台", "近水科技", "国家级"), ("近水中试线", "中试平台", "远山药业", "市级")]

    confirmed(browsers["city"], brought(browsers["city"], workbook(rows, head), address=address), address)

    the_zone.platform.refresh_from_db()
    assert (the_zone.platform.level, Platform.objects.count()) == ("national", 2)


def test_a_large_import_asks_the_database_little(browsers: dict[str, Client], django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    made("organisations", name="旧", kind="enterprise", credit_code=credit_code(500))
    rows = [(f"批{number}", credit_code(number), "企业", "七星区", None) for number in range(500, 900)]

    with django_assert_max_num_queries(40):
        text = brought(browsers["city"], workbook(rows))

    assert re.findall(r"<dd>(\d+)</dd>", text)[:4] == ["399", "1", "0", "0"]
