"""A register that nobody has written a page for: what is declared has its list, row, forms, export, import, reach."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import include, path
from tests.django.registers.test_imports import confirmed
from tests.django.registers.zone import Zone, credit_code

from lingqu.books.accounts.permissions import anybody, reaching
from lingqu.books.accounts.roles import Role
from lingqu.books.registers.declaration import Field, Kind, Register, Right
from lingqu.books.registers.declared.concerns import of_belonging
from lingqu.books.registers.models import Consortium
from lingqu.books.registers.reach import EVERYBODY, OF_BELONGING
from lingqu.interfaces.web.registers.urls import routes_of
from lingqu.reports.wording import Words

pytestmark = pytest.mark.django_db

_KEEPERS = reaching(Role.AGENCY, Role.DEPARTMENT_OFFICER)

SCENES = Register(
    name="scenes",
    words=Words("应用场景", "Scenes"),
    one=Words("场景", "scene"),
    note=Words("开放的应用场景。", "Scenes on offer."),
    model=Consortium,
    title=lambda row: row.name,
    concern=of_belonging,
    paths=OF_BELONGING,
    seen=EVERYBODY,
    same=("name",),
    order=("name", "key"),
    related=("organisation__place",),
    rights={Right.MAKE: _KEEPERS, Right.CHANGE: _KEEPERS, Right.IMPORT: _KEEPERS, Right.EXPORT: anybody},
    fields=(
        Field("name", Words("场景名称", "Scene"), is_required=True, is_listed=True, is_searched=True),
        Field("organisation", Words("开放单位", "Offered by"), Kind.ROW, of="organisations", is_required=True),
        Field("agreed_on", Words("开放日期", "Open since"), Kind.DAY, is_listed=True, is_filter=True),
        Field("agreement", Words("编号", "Number"), is_listed=True, seen_by=_KEEPERS),
    ),
)

urlpatterns = [path("", include("lingqu.config.urls")), *routes_of(SCENES)]
handler403 = "lingqu.interfaces.web.faults.not_permitted"
handler404 = "lingqu.interfaces.web.faults.not_found"


@pytest.fixture(autouse=True)
def _with_scenes(settings: object) -> None:
    settings.ROOT_URLCONF = __name__  # type: ignore[attr-defined]


def entered(browser: Client, the_zone: Zone) -> Consortium:
    form = {
        "name": "山水导览",
        "organisation": the_zone.near.credit_code,
        "agreed_on": "2026-03-01",
        "agreement": "S-1",
        "token": "t",
    }
    assert browser.post("/registers/scenes/new/", form).status_code == 302
    return Consortium.objects.get(name="山水导览")


def test_a_register_is_a_declaration_and_nothing_else(the_zone: Zone, browsers: dict[str, Client]) -> None:
    row = entered(browsers["city"], the_zone)
    at = f"/registers/scenes/{row.key}/"

    listed = browsers["public"].get("/registers/scenes/?agreed_on_from=2026-01-01").text
    shown = browsers["public"].get(at).text
    browsers["city"].post(
        f"{at}edit/", {"name": "山水智能导览", "organisation": the_zone.near.credit_code, "version": "1"}
    )
    past = browsers["city"].get(at).text

    assert "山水导览" in listed
    assert "近水科技" in shown
    assert "<ins>山水智能导览</ins>" in past


def test_a_field_that_somebody_may_not_see_is_nowhere(the_zone: Zone, browsers: dict[str, Client]) -> None:
    row = entered(browsers["city"], the_zone)

    public = [
        browsers["public"].get(address).getvalue().decode()
        for address in (
            "/registers/scenes/?columns=agreement&sort=agreement&q=S-1",
            f"/registers/scenes/{row.key}/",
            "/registers/scenes/export/csv/",
        )
    ]

    assert not [text for text in public if ">S-1<" in text or ",S-1" in text]
    assert "S-1" in browsers["city"].get(f"/registers/scenes/{row.key}/").text


def test_it_is_exported_and_imported(the_zone: Zone, browsers: dict[str, Client]) -> None:
    entered(browsers["city"], the_zone)
    exported = browsers["city"].get("/registers/scenes/export/csv/").getvalue().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(exported)))

    assert rows[0][:4] == ["场景名称", "开放单位", "开放单位代码", "开放日期"]
    assert rows[1][:4] == ["山水导览", "近水科技", credit_code(1), "2026-03-01"]
    file = SimpleUploadedFile("s.csv", f"场景名称,开放单位\n中药材检测,{credit_code(2)}\n".encode())
    preview = browsers["city"].post("/registers/scenes/import/", {"file": file}).text
    assert "新增 1 行" in confirmed(browsers["city"], preview, "/registers/scenes/import/")


def test_a_right_that_is_not_declared_has_no_address(the_zone: Zone, browsers: dict[str, Client]) -> None:
    row = entered(browsers["city"], the_zone)

    assert browsers["city"].post(f"/registers/scenes/{row.key}/retire/").status_code == 404
    assert browsers["public"].get("/registers/scenes/new/").status_code == 302
    assert browsers["policy"].get("/registers/scenes/new/").status_code == 403
