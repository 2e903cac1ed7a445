"""docs/registers.md: its mapping file and its list belong together, and every spelling in its tables is read."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from lingqu.law.bulk.headings import CARRIED_NAMES, Headings
from pure.bulk.made_registers import of_text, pack, rows

PAGE = "registers.md"


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / PAGE).read_text(encoding="utf-8")


def block(page: str, kind: str, number: int = 0) -> str:
    found = re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL)
    return str(found[number])


def test_the_mapping_of_the_page_reads_the_list_of_the_page(page: str, tmp_path: Path) -> None:
    mapping = block(page, "toml").replace('sheet = "企业名单"', "")

    register = of_text(tmp_path, block(page, "csv"), mapping, strict=True)

    assert rows(register) == [
        {
            "id": "A1", "name": "甲公司", "revenue_yuan_2026": 1_200_500_000, "revenue_yuan_2025": 1_000_000_000,
            "is_enterprise": True, "platform_level": "national",
        },
        {"id": "A2", "name": "乙公司", "revenue_yuan_2026": 80_000_000, "is_enterprise": False},
    ]  # fmt: skip


def test_the_constants_of_the_page_stand_in_every_row(page: str, tmp_path: Path) -> None:
    register = of_text(tmp_path, block(page, "csv"), block(page, "toml", 1), strict=True)

    every = {"located_in_guilin": True, "application_date": date(2027, 6, 30), "is_enterprise": True}
    assert [{name: row[name] for name in every} for row in rows(register)] == [every] * 2
    assert register.facts >= every.keys()


def test_each_heading_of_the_page_is_understood(page: str) -> None:
    table = page.split("## 列名")[1].split("## 单元格")[0]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    spelled = [each for cell in cells for each in re.findall("`([^`]+)`", cell)]
    known = {word for words in CARRIED_NAMES.values() for word in words}

    headings = Headings(pack())
    unknown = [each for each in spelled if each not in known and not headings.understood(each.replace("占", "研发占"))]

    assert len(spelled) > 20
    assert unknown == []
