"""What people type stays text: on pages, in exports, in the audit; formulas in cells are no formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from urllib.parse import quote

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from tests.django.registers.zone import QIXING, organisation

from lingqu.books.accounts.models import User
from lingqu.books.accounts.person import HeldRole
from lingqu.books.accounts.roles import Level, Role

pytestmark = pytest.mark.django_db

MARKUP = """
<script>alert(1)</script>
"><img src=x onerror=alert(1)>
' onmouseover='alert(1)
</title><svg onload=alert(1)>
{{ settings.SECRET_KEY }}
{% include "x" %}
javascript:alert(1)
"""
FORMULAS = ("=1+1", "+1", "-1+2", "@SUM(A1)", '=HYPERLINK("http://x.example","y")', "=cmd|' /C calc'!A0")


@pytest.fixture
def officer(account: Callable[..., User], signed_in: Callable[[User], Client]) -> Client:
    return signed_in(account("officer", HeldRole(Role.DEPARTMENT_OFFICER, Level.CITY)))


@pytest.mark.parametrize("text", MARKUP.strip().splitlines())
def test_markup_in_a_name_is_shown_as_it_was_typed(officer: Client, text: str) -> None:
    row = organisation(1, f"甲{text}")
    name = "registers-organisations-{}"

    pages = [
        officer.get(reverse(name.format("list"))),
        officer.get(reverse(name.format("row"), args=[row.key])),
        officer.get(reverse(name.format("edit"), args=[row.key])),
        officer.get(reverse(name.format("retire"), args=[row.key])),
        officer.get(reverse("facts", kwargs={"key": row.key})),
        officer.get(reverse("evidence-of", kwargs={"key": row.key})),
        officer.get(reverse("answers", kwargs={"key": row.key})),
        officer.get(reverse("registers-projects-choices", args=["organisation"]), {"q": "甲"}),
    ]

    for page in pages:
        assert page.status_code == 200, page.request["PATH_INFO"]
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
        assert "<svg onload" not in page.text
        assert "' onmouseover='" not in page.text
    assert sum("甲" in page.text for page in pages) >= 6


@pytest.mark.parametrize("address", ["/measures/?q={}", "/registers/places/?q={}", "/assess/{}/", "/{}/"])
@pytest.mark.parametrize("text", MARKUP.strip().splitlines())
def test_markup_in_an_address_is_shown_as_text_or_not_at_all(client: Client, address: str, text: str) -> None:
    page = client.get(address.format(quote(text, safe="")))

    assert page.status_code in (200, 404)
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text
    assert "<svg onload" not in page.text
    assert "' onmouseover='" not in page.text


def test_formulas_leave_as_texts_in_every_export(officer: Client) -> None:
    for number, text in enumerate(FORMULAS, start=1):
        organisation(number, text, region=QIXING)

    lines = officer.get(reverse("registers-organisations-export", args=["csv"])).getvalue().decode("utf-8-sig")
    book = officer.get(reverse("registers-organisations-export", args=["xlsx"])).getvalue()

    cells = [cell for line in csv.reader(io.StringIO(lines)) for cell in line]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert sum(cell.lstrip("'") in FORMULAS for cell in cells) == len(FORMULAS)
    kept = [cell for sheet in openpyxl.load_workbook(io.BytesIO(book)) for line in sheet.iter_rows() for cell in line]
    assert not [cell.value for cell in kept if cell.data_type == "f"]
    assert sum(str(cell.value).lstrip("'") in FORMULAS for cell in kept) == len(FORMULAS)
