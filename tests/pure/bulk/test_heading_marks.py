"""The unit and the year of a heading that a mapping file names: never lost, never overruled in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from lingqu.law.bulk.heading_marks import Marks, marks_of
from pure.bulk.made_registers import csv_file, of_text, refusals, rows


@pytest.mark.parametrize(
    ("heading", "unit", "year"),
    [
        ("营收", "", None),
        ("营收（万元）", "万元", None),
        ("营收【亿元】", "亿元", None),
        ("营收(单位：万元)", "万元", None),
        ("营收（人民币万元）", "万元", None),
        ("营收（万）", "万元", None),
        ("营收（万元）审计数", "万元", None),
        ("营收万元", "万元", None),
        ("营收（千元）", "千元", None),
        ("营收（万美元）", "万美元", None),
        ("2025年营收（审计数，万元）", "万元", 2025),
        ("营收2025", "", 2025),
        ("2024-2025年营收", "", None),
        ("占比（％）", "%", None),
        ("证书号 20250101", "", None),
    ],
)
def test_a_heading_of_somebodys_own_names_its_unit_and_its_year(heading: str, unit: str, year: int | None) -> None:
    assert marks_of(heading) == Marks(unit, year)


@pytest.mark.parametrize(
    ("heading", "mapped", "column", "value"),
    [
        ("2025年营业收入（万元）", '{fact = "营业收入", year = 2026}', "revenue_yuan_2026", 5_000_000),
        ("2025年营业收入（万元）", '"营业收入"', "revenue_yuan_2025", 5_000_000),
        ("营收（万元）", '"营业收入"', "revenue_yuan_2024", 5_000_000),
        ("营收（万元）", '{fact = "营业收入", unit = "万元"}', "revenue_yuan_2024", 5_000_000),
        ("营收（万元）", '"营业收入（万元）"', "revenue_yuan_2024", 5_000_000),
        ("营收", '{fact = "营业收入", unit = "万元"}', "revenue_yuan_2024", 5_000_000),
        ("2025年投资（万元）", '"固定资产投资"', "fixed_asset_investment_yuan", 5_000_000),
        ("占比（%）", '"研发占比"', "rd_share_ratio", 50_000),
        ("专利（元）", '"patents_converted_count"', "patents_converted_count", 5),
    ],
)
def test_a_mapped_column_keeps_what_its_heading_says(
    tmp_path: Path, heading: str, mapped: str, column: str, value: int
) -> None:
    mapping = f'default_year = 2024\n[columns]\n"{heading}" = {mapped}\n'

    register = of_text(tmp_path, f"id,{heading.replace(',', '，')}\nA,5\n", mapping)

    assert rows(register) == [{"id": "A", column: value}]


@pytest.mark.parametrize(
    ("heading", "mapped", "given"),
    [
        ("营收（万元）", '{fact = "营业收入", unit = "元"}', "营收（万元）: 元、万元"),
        ("营收（万元）", '"营业收入（亿元）"', "营收（万元）: 亿元、万元"),
        ("营收", '{fact = "营业收入（亿元）", unit = "元"}', "营收: 元、亿元"),
        ("营收", '{fact = "营业收入2025年", year = 2026}', "营收: 2025、2026"),
        ("营收（千元）", '"营业收入"', "营收（千元）: 千元"),
        ("营收（美元）", '"营业收入"', "营收（美元）: 美元"),
        ("占比（‰）", '"研发占比"', "占比（‰）: ‰"),
    ],
)
def test_what_contradicts_a_heading_is_refused_with_both(tmp_path: Path, heading: str, mapped: str, given: str) -> None:
    table = csv_file(tmp_path, f"id,{heading}\nA,5\n")

    assert [fault.given for fault in refusals(table, f'[columns]\n"{heading}" = {mapped}\n')] == [given]


def test_a_year_that_the_mapping_changes_is_told(tmp_path: Path) -> None:
    mapping = '[columns]\n"2025年营收" = {fact = "营业收入", year = 2026}\n"2024年营收" = "营业收入"\n'

    register = of_text(tmp_path, "id,2025年营收,2024年营收\nA,5,6\n", mapping)

    assert register.warnings == (
        (
            "列「2025年营收」写着 2025 年，按映射文件读作 2026 年",
            "column 2025年营收 names 2025 and is read as 2026, as the mapping says",
        ),
    )
