"""A register of one's own: faults all at once, for one draft and one person, and gone when it is to be gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook
from tests.django.conftest import MOMENT
from tests.django.lab.made import POLICY, act, begun, changed, shipped
from tests.django.lab.test_lab_pages import asked

from lingqu.books.accounts.models import User
from lingqu.books.audit.models import Entry
from lingqu.books.rulebooks import drafts, own_registers
from lingqu.books.rulebooks.own_registers import UnableToBring
from lingqu.interfaces.web.lab import impact, registers
from lingqu.law.packs.folders import BUILT_IN, load_folder

pytestmark = pytest.mark.django_db
Signed = Callable[[User], Client]
PACK = load_folder(BUILT_IN / POLICY)
ROW = "{},甲公司,七星区,{},{},true,true\n"
HEAD = "编号,名称,县区,当年生产设备投资,飞地成果落地,工业项目,在桂林\n"


def listed(*rows: str) -> bytes:
    """A register in the columns of the award that `changed` lowers."""
    return (HEAD + "".join(rows)).encode()


@pytest.fixture(autouse=True)
def _nothing_held() -> Iterator[None]:
    """Registers and impacts of one test alone."""
    registers._held.clear()
    impact._kept.clear()
    yield
    registers._held.clear()
    impact._kept.clear()


def test_what_cannot_be_read_is_told_all_at_once_and_keeps_nothing(first: User) -> None:
    draft = begun(first)
    content = listed(
        "91,甲,七星区,1,true,true,true\n", "91,乙,七星区,2,true,true,true\n", "92,丙,七星区,2,true,true,true\n" * 2
    )

    with pytest.raises(UnableToBring) as told:
        own_registers.bring(draft=draft.key, content=content, name="名单.csv", pack=PACK, act=act(first))

    assert {each.id for each in told.value.faults} >= {"91", "92"}
    assert own_registers.own_register(draft=draft.key, pseudonym=str(first.pseudonym), now=MOMENT) is None


def test_a_cell_that_cannot_be_read_is_unknown_and_listed(first: User) -> None:
    draft = begun(first)
    content = listed("91,甲,七星区,很多,true,true,true\n", "92,乙,七星区,2,也许,true,true\n")

    found = own_registers.bring(draft=draft.key, content=content, name="名单.csv", pack=PACK, act=act(first))

    assert (found.rows, found.fault_count) == (2, 2)
    assert {(each.row, each.given) for each in found.faults} == {(2, "很多"), (3, "也许")}


def test_it_is_for_one_draft_and_one_person_and_the_audit_knows_its_digest_alone(first: User, second: User) -> None:
    draft, other = begun(first), begun(first, "另一份")
    made = own_registers.bring(
        draft=draft.key, content=listed("91,甲,七星区,1,true,true,true\n"), name="甲.csv", pack=PACK, act=act(first)
    )

    for key, user in ((other.key, first), (draft.key, second)):
        assert own_registers.own_register(draft=key, pseudonym=str(user.pseudonym), now=MOMENT) is None
    entry = Entry.objects.get(action="draft.register")
    assert made.digest in str(entry.facts)
    assert "甲" not in str(entry.facts)
    assert made.path.stat().st_mode & 0o077 == 0


def test_it_goes_when_removed_when_the_draft_is_put_away_and_when_it_is_old(first: User) -> None:
    draft, who = begun(first), str(first.pseudonym)
    content = listed("91,甲,七星区,1,true,true,true\n")

    def bring() -> None:
        own_registers.bring(draft=draft.key, content=content, name="a.csv", pack=PACK, act=act(first))

    bring()
    own_registers.remove(draft=draft.key, act=act(first))
    assert own_registers.own_register(draft=draft.key, pseudonym=who, now=MOMENT) is None
    bring()
    late = MOMENT + timedelta(days=own_registers.KEPT_DAYS + 1)
    assert own_registers.own_register(draft=draft.key, pseudonym=who, now=late) is None
    own_registers.forget_older(late)
    assert not list(own_registers._root().glob("*/*"))
    bring()
    drafts.archive(key=draft.key, act=act(first))
    assert not list(own_registers._root().glob("*/*"))


def _bomb() -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        for number in range(5):
            file.writestr(f"{number}.xml", b" " * (100 << 20))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "empty"),
        (b"PAR1....", "CSV or a workbook"),
        (b"PK\x03\x04broken", "cannot be opened"),
        (b"id,name\n1,2\n", "no column is a fact"),
        (b"name,revenue_yuan\na,1\n", "1 faults"),
    ],
)
def test_what_is_no_register_is_refused_with_its_reason(first: User, content: bytes, expected: str) -> None:
    draft = begun(first)

    with pytest.raises(UnableToBring, match=expected):
        own_registers.bring(draft=draft.key, content=content, name="a.csv", pack=PACK, act=act(first))


def test_what_is_too_large_packed_or_unpacked_is_refused(first: User, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = begun(first)
    monkeypatch.setattr(own_registers, "_LARGEST_UNPACKED", 1 << 20)
    monkeypatch.setattr(own_registers, "LARGEST", 2 << 20)
    monkeypatch.setattr(own_registers, "MOST_ROWS", 1)
    rows = listed("91,甲,七星区,1,true,true,true\n", "92,乙,七星区,1,true,true,true\n")

    for content, expected in ((_bomb(), "unpacks to"), (b"x" * (3 << 20), "3.0 MB"), (rows, "at most 1 rows")):
        with pytest.raises(UnableToBring, match=expected):
            own_registers.bring(draft=draft.key, content=content, name="a.csv", pack=PACK, act=act(first))


def test_in_the_browser_it_is_brought_chosen_and_removed(first: User, second: User, signed_in: Signed) -> None:
    draft = begun(first)
    client, address = signed_in(first), f"/lab/{draft.key}/register/"
    book, data = Workbook(), BytesIO()
    for row in (HEAD + ROW.format("91", "4000000", "true")).splitlines():
        book.active.append(row.split(","))  # type: ignore[union-attr]  # a new workbook has a sheet
    book.save(data)

    client.post(address, {"file": SimpleUploadedFile("名单.xlsx", data.getvalue())})
    page = client.get(address).content.decode()
    panel = client.post(f"/lab/{draft.key}/impact/", **asked(changed(shipped()), register="own")).content.decode()
    others = signed_in(second).post(f"/lab/{draft.key}/impact/", **asked(changed(shipped()), register="own"))

    assert "名单.xlsx" in page
    assert "1 个受损" in panel
    assert "甲公司" in panel
    assert "七星区" in panel
    assert "Lingqu-No-Study" in others.headers
    client.post(address, {"do": "remove"})
    gone = client.post(f"/lab/{draft.key}/impact/", **asked(shipped(), register="own"))
    assert "Lingqu-No-Study" in gone.headers


def test_the_template_has_headings_that_are_read_again(first: User) -> None:
    draft = begun(first)
    heads = own_registers.template(PACK, timezone.localdate().year - 1)
    row = "91,甲" + "," * (heads.decode().count(",") - 1)

    found = own_registers.bring(
        draft=draft.key, content=heads + row.encode(), name="模板.csv", pack=PACK, act=act(first)
    )

    assert found.rows == 1
    assert found.facts > 50


def test_faults_of_a_file_are_shown_on_the_page(first: User, signed_in: Signed) -> None:
    draft = begun(first)
    file = SimpleUploadedFile("名单.csv", listed("91,甲,七星区,1,true,true,true\n" * 2))

    answer = signed_in(first).post(f"/lab/{draft.key}/register/", {"file": file})

    assert answer.status_code == 422
    assert "没有收下" in answer.content.decode()
    assert "91" in answer.content.decode()


def test_a_workbook_whose_last_cell_would_fill_the_memory_is_refused_and_the_reader_lives(first: User) -> None:
    book, hostile = BytesIO(), BytesIO()
    Workbook().save(book)
    far = b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"
    with ZipFile(book) as source, ZipFile(hostile, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(b"<sheetData></sheetData>", b"<sheetData />").replace(
                b"<sheetData />", b"<sheetData><row r='1'><c r='A1'><v>1</v></c></row>" + far + b"</sheetData>"
            ))  # fmt: skip

    with pytest.raises(UnableToBring, match="too much memory"):
        own_registers.bring(
            draft=begun(first).key, content=hostile.getvalue(), name="a.xlsx", pack=PACK, act=act(first)
        )
