"""Facts that a mapping file gives for every row."""

from __future__ import annotations

from pathlib import Path

import pytest

from pure.bulk.made_registers import csv_file, of_text, refusals, rows


@pytest.mark.parametrize(
    ("constant", "given", "same"),
    [
        ('"在桂林" = "是"', "在桂林", "是"),
        ('"在桂林" = true', "在桂林", "true"),
        ('"在桂林" = "×"', "在桂林", "×"),
        ('application_date = "2027年6月30日"', "application_date", "2027年6月30日"),
        ("application_date = 2027-06-30", "application_date", "2027-06-30"),
        ('"营业收入2025年（万元）" = "1200.5"', "营业收入2025年（万元）", "1200.5"),
        ('"营业收入2025年" = "300万元"', "营业收入2025年", "300万元"),
        ('"平台级别" = "国家级"', "平台级别", "国家级"),
        ('"研发占比" = "25%"', "研发占比", "25%"),
    ],
)
def test_a_constant_is_read_as_a_cell_under_its_heading_would_be(
    tmp_path: Path, constant: str, given: str, same: str
) -> None:
    by_mapping = of_text(tmp_path, "id\nA\nB\n", f"[constants]\n{constant}\n")
    by_column = of_text(tmp_path, f"id,{given}\nA,{same}\nB,{same}\n")

    assert rows(by_mapping) == rows(by_column)
    assert by_mapping.facts == by_column.facts
    assert by_mapping.frame.collect_schema() == by_column.frame.collect_schema()


@pytest.mark.parametrize(
    ("mapping", "given", "expected"),
    [
        ("constants = 3", "3", "表"),
        ('[constants]\n"在桂林" = "也许"', "也许", "是或否（true、是、1、有；false、否、0、无）"),
        ('[constants]\n"在桂林" = ""', "", "是或否（true、是、1、有；false、否、0、无）"),
        ('[constants]\n"在桂林" = ["是"]', "['是']", "是或否（true、是、1、有；false、否、0、无）"),
        ('[constants]\napplication_date = "2027-02-30"', "2027-02-30", "日历上有的日期"),
        ('[constants]\n"在桂林市" = "是"', "在桂林市", "事实名"),
        ('[constants]\n"在桂林（万元）" = "是"', "在桂林（万元）: 万元", "单位 无（不带单位）"),
        ('[constants]\n"在桂林" = "是"\nlocated_in_guilin = "否"', "在桂林, located_in_guilin", "一个事实一次"),
        ('[constants]\n"企业" = "是"', "is_enterprise, [constants] 企业", "只写一处：列，或 [constants]"),
        ('[constants]\n"营业收入2025年" = "1"', "营业收入, [constants] 营业收入2025年", "只写一处：列，或 [constants]"),
    ],
)
def test_a_constant_that_cannot_be_used_is_refused(tmp_path: Path, mapping: str, given: str, expected: str) -> None:
    table = csv_file(tmp_path, "id,is_enterprise,营业收入\nA,1,5\n")

    assert (given, expected) in [(fault.given, fault.expected) for fault in refusals(table, mapping)]


def test_a_constant_of_one_year_stands_beside_a_column_of_another(tmp_path: Path) -> None:
    register = of_text(tmp_path, "id,营业收入2026年\nA,1\n", '[constants]\n"营业收入2025年" = "2"\n')

    assert rows(register) == [{"id": "A", "revenue_yuan_2026": 100, "revenue_yuan_2025": 200}]


def test_constants_go_with_the_long_form(tmp_path: Path) -> None:
    table = "id,fact,year,value\nA,营业收入,2025,1\nB,营业收入,2026,2\n"

    register = of_text(tmp_path, table, '[constants]\n"在桂林" = "是"\n')

    assert [row["located_in_guilin"] for row in rows(register)] == [True, True]


def test_all_faults_of_a_mapping_are_told_at_once(tmp_path: Path) -> None:
    table = csv_file(tmp_path, "id,x\nA,1\n")

    faults = refusals(table, '[columns]\nx = "nothing"\n[constants]\n"在桂林" = "也许"\n')

    assert [fault.given for fault in faults] == ["nothing", "也许"]
