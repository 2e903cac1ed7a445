"""The long form of a register: several rows a subject, made wide, or refused where two rows contradict each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pure.bulk.made_registers import csv_file, of_text, refusals, rows

BY_YEAR = '[long]\nyear = "年度"\n'
BY_FACT = '[long]\nyear = "年度"\nfact = "指标"\nvalue = "数值"\n'


@pytest.mark.parametrize(
    ("mapping", "table", "expected"),
    [
        (
            BY_YEAR,
            "编号,年度,营业收入（万元）,企业,名称\nA,2025,1,是,甲\nB,2025年,3,否,乙\nA,2024,2,,甲\n",
            [
                {
                    "id": "A", "revenue_yuan_2024": 2_000_000, "revenue_yuan_2025": 1_000_000, "is_enterprise": True,
                    "name": "甲",
                },
                {"id": "B", "revenue_yuan_2025": 3_000_000, "is_enterprise": False, "name": "乙"},
            ],
        ),
        (
            BY_FACT,
            "id,指标,年度,数值\nA,营业收入（万元）,2025,1.5\nA,企业,,是\nA,rd_expenditure_yuan,2024年度,7\nB,营业收入（万元）,2024,2\n",
            [
                {"id": "A", "revenue_yuan_2025": 1_500_000, "rd_expenditure_yuan_2024": 700, "is_enterprise": True},
                {"id": "B", "revenue_yuan_2024": 2_000_000},
            ],
        ),
        (
            "",
            "id,fact,year,value\nA,revenue_yuan,2025,100\nA,is_enterprise,,1\n",
            [{"id": "A", "revenue_yuan_2025": 10_000, "is_enterprise": True}],
        ),
        (
            'default_year = 2025\n' + BY_YEAR,
            "id,年度,revenue_yuan\nA,,1\nA,2024,2\n",
            [{"id": "A", "revenue_yuan_2025": 100, "revenue_yuan_2024": 200}],
        ),
        (
            '[long]\nyear="年度"\nfact="指标"\nvalue="数值"\n[columns]\n"营收"={fact="revenue_yuan",unit="万元"}\n',
            "id,指标,年度,数值\nA,营收,2025,1\n",
            [{"id": "A", "revenue_yuan_2025": 1_000_000}],
        ),
        (BY_YEAR, "id,年度,企业\nA,2025,1\nA,2024,1\n", [{"id": "A", "is_enterprise": True}]),
    ],
)  # fmt: skip
def test_the_long_form_is_made_wide(tmp_path: Path, mapping: str, table: str, expected: list[dict[str, Any]]) -> None:
    register = of_text(tmp_path, table, mapping)

    assert rows(register) == expected
    assert register.fault_count == 0
    assert (register.rows, register.rows_read) == (len(expected), table.count("\n") - 1)
    assert register.facts | {"id", *register.carried} == set(register.frame.collect_schema())


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("id,年度,revenue_yuan\nA,2025,1\nA,2025,2\n", [(3, "A", "revenue_yuan 2025", "×2 (2, 3)")]),
        ("id,年度,revenue_yuan,企业\nA,2025,1,是\nA,2024,2,否\n", [(3, "A", "企业", "×2 (2, 3)")]),
        ("id,年度,revenue_yuan_2025\nA,2025,1\n", [(None, "", "revenue_yuan_2025", "revenue_yuan_2025")]),
        ("id,revenue_yuan\nA,1\n", [(None, "", "年度", "年度")]),
        ("id,年度,revenue_yuan\n,2025,1\n", [(2, "", "id", "空")]),
    ],
)
def test_what_contradicts_itself_is_refused(tmp_path: Path, table: str, told: list[tuple[Any, ...]]) -> None:
    found = refusals(csv_file(tmp_path, table), BY_YEAR)

    assert [(fault.row, fault.id, fault.column, fault.given) for fault in found] == told


@pytest.mark.parametrize(
    ("table", "given"),
    [
        ("id,指标,年度,数值\nA,营业收人,2025,1\n", ["营业收人"]),
        ("id,指标,年度,数值\nA,营业收入（千元）,2025,1\n", ["营业收入（千元）: 千元"]),
        ("id,指标,年度,数值\nA,营业收入,2025,1\nA,revenue_yuan,2024,1\n", ["revenue_yuan, 营业收入"]),
        ("id,指标,年度,数值\nA,营业收入,2025,1\nA,营业收入,2025,1\n", ["×2 (2, 3)"]),
    ],
)
def test_a_row_that_names_no_fact_is_refused(tmp_path: Path, table: str, given: list[str]) -> None:
    assert [fault.given for fault in refusals(csv_file(tmp_path, table), BY_FACT)] == given


def test_a_value_of_no_year_is_a_fault_and_counts_as_unknown(tmp_path: Path) -> None:
    register = of_text(tmp_path, "id,年度,revenue_yuan,企业\nA,,1,是\nA,25,2,\nA,2025,x,\nB,,,否\n", BY_YEAR)

    assert rows(register) == [{"id": "A", "is_enterprise": True}, {"id": "B", "is_enterprise": False}]
    assert [(fault.row, fault.column, fault.given) for fault in register.faults] == [
        (2, "年度", ""), (3, "年度", "25"), (4, "revenue_yuan", "x"),
    ]  # fmt: skip
