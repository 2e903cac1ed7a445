"""What the heading of a column says, and what a mapping file says instead of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lingqu.law.bulk.headings import Headings, UnableToUnderstandHeading
from lingqu.law.bulk.layout import laid_out
from lingqu.law.bulk.mapping import Mapping
from lingqu.law.bulk.register_faults import UnableToReadRegister
from pure.bulk.made_registers import csv_file, of_text, pack, refusals, rows


@pytest.mark.parametrize(
    ("heading", "column", "unit"),
    [
        ("revenue_yuan", "revenue_yuan", ""),
        ("revenue_yuan_2025", "revenue_yuan_2025", ""),
        ("营业收入", "revenue_yuan", ""),
        ("「营业收入」", "revenue_yuan", ""),
        (" 营业 收入 ", "revenue_yuan", ""),
        ("营业收入（万元）", "revenue_yuan", "万元"),
        ("营业收入(万元)", "revenue_yuan", "万元"),
        ("营业收入\n（亿元）", "revenue_yuan", "亿元"),
        ("营业收入【元】", "revenue_yuan", "元"),
        ("营业收入万元", "revenue_yuan", "万元"),
        ("营业收入2025年（万元）", "revenue_yuan_2025", "万元"),
        ("2025年营业收入（万元）", "revenue_yuan_2025", "万元"),
        ("2025年度营业收入", "revenue_yuan_2025", ""),
        ("营业收入（2025年）（万元）", "revenue_yuan_2025", "万元"),
        ("营业收入（2025，万元）", "revenue_yuan_2025", "万元"),
        ("营业收入_2025", "revenue_yuan_2025", ""),
        ("revenue_yuan_2025(万元)", "revenue_yuan_2025", "万元"),
        ("研发占比（%）", "rd_share_ratio", "%"),
        ("研发占比（％）", "rd_share_ratio", "%"),
        ("paid_same_clause_same_year_yuan:F01", "paid_same_clause_same_year_yuan:F01", ""),
        ("同条本年已付：F01", "paid_same_clause_same_year_yuan:F01", ""),
        ("同条本年已付：F01（万元）", "paid_same_clause_same_year_yuan:F01", "万元"),
        ("企业", "is_enterprise", ""),
    ],
)
def test_a_heading_names_a_fact(heading: str, column: str, unit: str) -> None:
    found = Headings(pack()).understood(heading)

    assert found is not None
    assert (found.column, found.unit) == (column, unit)


@pytest.mark.parametrize("heading", ["备注", "营业收入排名", "序号", "revenue", "", "REVENUE_YUAN", "地址（万元）"])
def test_a_heading_that_names_none_is_carried(heading: str) -> None:
    assert Headings(pack()).understood(heading) is None


@pytest.mark.parametrize(
    ("heading", "given"),
    [
        ("营业收入（千元）", "千元"),
        ("营业收入（审计数）", "审计数"),
        ("企业（万元）", "万元"),
        ("研发占比（万元）", "万元"),
        ("营业收入（%）", "%"),
        ("固定资产投资2025年", "2025"),
        ("fixed_asset_investment_yuan_2025", "2025"),
        ("revenue_yuan:F01", "F01"),
        ("paid_same_clause_same_year_yuan:F99", "F99"),
    ],
)
def test_a_heading_that_says_of_a_fact_what_cannot_be_is_refused(heading: str, given: str) -> None:
    with pytest.raises(UnableToUnderstandHeading, match=given):
        Headings(pack()).understood(heading)


@pytest.mark.parametrize(
    ("heading", "nearest"),
    [
        ("revenue_yaun", "revenue_yuan"),
        ("is_enterprize", "is_enterprise"),
        ("revenue_yaun_2025", "revenue_yuan"),
        ("营业收人", "营业收入"),
        ("营业收人（万元）", "营业收入"),
        ("备注", None),
        ("revenue", None),
        ("note", None),
    ],
)
def test_a_heading_like_a_fact_is_told_with_the_nearest(heading: str, nearest: str | None) -> None:
    layout = laid_out([("a", "id"), ("b", heading)], pack(), Mapping())

    assert [each.column for each in layout.carried] == [heading]
    assert len(layout.warnings) == (nearest is not None)
    assert nearest is None or layout.warnings[0][1].endswith(f"nearest fact is {nearest}")


@pytest.mark.parametrize(
    ("headings", "identifier", "carried"),
    [
        (["编号", "企业名称", "区县", "行业", "规模"], "编号", ["name", "district", "industry", "size"]),
        (["统一社会信用代码", "名称", "县区"], "统一社会信用代码", ["name", "district"]),
        (["统一社会信用代码", "编号"], "编号", ["统一社会信用代码"]),
        (["ID", "Name"], "ID", ["name"]),
        (["id", "name", "企业名称"], "id", ["name", "企业名称"]),
        (["id", "备注", "备注", "备注"], "id", ["备注", "备注 (2)", "备注 (2) (2)"]),
        (["id", "名称", "name"], "id", ["名称", "name"]),
    ],
)
def test_ids_and_what_is_carried_are_known_by_name(headings: list[str], identifier: str, carried: list[str]) -> None:
    layout = laid_out([(f"c{place}", heading) for place, heading in enumerate(headings)], pack(), Mapping())

    assert headings[int(layout.id[1:])] == identifier
    assert [each.column for each in layout.carried] == carried


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        (["id", "revenue_yuan", "revenue_yuan_2025"], "revenue_yuan"),
        (["id", "revenue_yuan_2025", "营业收入"], "revenue_yuan"),
        (["id", "企业", "is_enterprise"], "is_enterprise"),
        (["id", "营业收入（万元）", "营业收入（元）"], "revenue_yuan"),
        (["id", "同条本年已付", "同条本年已付：F01"], "paid_same_clause_same_year_yuan"),
        (["name", "revenue_yuan"], "id"),
        (["id", *(f"列{n}" for n in range(2000))], ""),
    ],
)
def test_columns_that_cannot_be_told_apart_are_refused(headings: list[str], told: str) -> None:
    with pytest.raises(UnableToReadRegister) as refused:
        laid_out([(f"c{place}", heading) for place, heading in enumerate(headings)], pack(), Mapping())

    assert [fault.column for fault in refused.value.faults] == [told]


MAPPING = """
header_row = 3
default_year = 2025
ignore = ["序号"]
[columns]
"信用代码" = "id"
"单位全称" = "name"
"上年营收" = {fact = "revenue_yuan", unit = "万元"}
"前年营收" = {fact = "营业收入", year = 2024, unit = "万元"}
"高企" = {fact = "企业", values = {"Y" = true, "N" = "否"}}
"级别" = {fact = "platform_level", values = {"部级" = "国家级", "厅级" = "regional"}}
"占比" = {fact = "研发占比（%）"}
"""


def test_a_mapping_names_columns_units_years_and_words(tmp_path: Path) -> None:
    table = (
        "某某名单,,,,,,,\n单位：万元,,,,,,,\n序号,信用代码,单位全称,上年营收,前年营收,高企,级别,占比\n"
        "1,A,甲,12.5,10,Y,部级,5\n2,B,乙,7,,N,,12.5\n"
    )

    register = of_text(tmp_path, table, MAPPING)

    assert rows(register) == [
        {
            "id": "A", "name": "甲", "revenue_yuan_2025": 12_500_000, "revenue_yuan_2024": 10_000_000,
            "is_enterprise": True, "platform_level": "national", "rd_share_ratio": 50_000,
        },
        {"id": "B", "name": "乙", "revenue_yuan_2025": 7_000_000, "is_enterprise": False, "rd_share_ratio": 125_000},
    ]  # fmt: skip
    assert (register.carried, register.fault_count, register.rows_read) == (("name",), 0, 2)


@pytest.mark.parametrize(
    ("mapping", "given"),
    [
        ("columns = 3", "3"),
        ("colums = {}", "colums"),
        ("header_row = 0", "0"),
        ("default_year = true", "True"),
        ("default_year = 25", "25"),
        ('ignore = "x"', "x"),
        ("sheet = 1", "1"),
        ("[columns]\nx = 1", "1"),
        ('[columns]\nx = "nothing"', "nothing"),
        ('[columns]\nx = {fact = "revenue_yuan", unit = "千元"}', "x: 千元"),
        ('[columns]\nx = {fact = "is_enterprise", year = 2025}', "x: 2025"),
        ('[columns]\nx = {fact = "revenue_yuan", yaer = 2025}', "yaer"),
        ('[columns]\nx = {fact = "is_enterprise", values = {a = "maybe"}}', "maybe"),
        ('[columns]\nx = {fact = "platform_level", values = {a = "省级"}}', "省级"),
        ('[columns]\nx = {fact = "revenue_yuan", values = {a = "1"}}', "1"),
        ('[long]\nfact = "指标"', "fact"),
        ('[long]\nyear = "年"\nfact = "指标"', "year, fact"),
        ("not toml", "Expected '=' after a key in a key/value pair (at line 1, column 5)"),
        ('[columns]\n"没有这列" = "id"', "没有这列"),
        ('ignore = ["没有这列"]', "没有这列"),
        ('[columns]\nx = "id"\nid = "id"', "id"),
    ],
)
def test_a_mapping_that_cannot_be_followed_is_refused(tmp_path: Path, mapping: str, given: str) -> None:
    table = csv_file(tmp_path, "id,x\nA,1\n")

    assert given in [fault.given for fault in refusals(table, mapping)]
