"""What an example gives, spelled as a record would spell it; and what is told where the outcome differs."""

from __future__ import annotations

from typing import Any

import pytest

from lingqu.law.engine.examples import facts_of, run_example
from lingqu.law.engine.program import compile_program
from lingqu.law.lang.parser import parse_award, parse_file, parse_givens
from lingqu.law.lang.tree import Example, Holds, Measure
from pure.engine.hand_made import measure, pack_of

# as an example gives it; as a record spells it
GIVEN = [
    ("「企业」", {"firm": True}),
    ("非「企业」", {"firm": False}),
    ("「企业」未知", {"firm": None}),
    ("「设备」1.2亿元", {"machines": "120000000.00"}),
    ("「设备」-0.01元", {"machines": "-0.01"}),
    ("「人数」3人", {"heads": 3}),
    ("「人数」2.5人", {"heads": "5/2"}),  # nobody is half a person: the reader of records refuses it
    ("「占比」5%", {"share": "5%"}),
    ("「占比」千分之五", {"share": "0.5%"}),
    ("「占比」-0.5%", {"share": "-0.5%"}),
    ("「占比」-1.25%", {"share": "-1.25%"}),
    ("「占比」三分之一", {"share": "100/3%"}),  # no decimal says it; refused as well
    ("「认定日」2026年7月1日", {"recognised_on": "2026-07-01"}),
    ("「级别」省级", {"level": "province"}),
    ("「营收」2025年 1元，「营收」2026年 2元", {"income": {"2025": "1.00", "2026": "2.00"}}),
    ("「营收」1元，「营收」2026年 2元", {"income": {"2026": "2.00"}}),
    ("「营收」2026年 2元，「营收」1元", {"income": "1.00"}),  # the later takes the place of the earlier
]


@pytest.mark.parametrize(("given", "facts"), GIVEN)
def test_what_an_example_gives_is_spelled_as_in_a_record(given: str, facts: dict[str, Any]) -> None:
    assert facts_of(pack_of(), parse_givens(given)) == facts


def example(text: str) -> Example:
    """One example of a measure, as a file writes it."""
    fields = f"措施 A「甲」\n  英文  A\n  依据  第1条第1句\n  对象  组织\n  示例  {text}\n"
    parsed, faults = parse_file(fields, file="a.lq")
    assert not faults, faults[0].said("en")
    (block,) = parsed.blocks
    assert isinstance(block, Measure)
    return block.examples[0]


HERE = "「申请日」2027年6月30日，「在本市」，「企业」"

# what the example says; what differs
SAID = [
    ("「设备」100元 → 符合，应得 15元，余 5元，系于 base", []),
    ("「设备」100元 → 不符合", ["应为不符合，实为符合"]),
    ("「设备」100元，「企业」未知 → 符合", ["应为符合，实为待定，缺「企业」"]),
    ("「设备」100元 → 符合，最高 15元", ["支持方式应为最高，实为应得"]),
    ("「设备」100元 → 符合，应得 14.99元", ["金额应为14.99元，实为15元"]),
    ("「设备」100元 → 符合，应得 未知", ["金额应为未知，实为15元"]),
    ("「设备」未知 → 符合，应得 0元", ["金额应为0元，实为未知"]),
    ("「设备」未知 → 符合，应得 未知，金额还缺 无", ["金额应还缺无，实缺设备"]),
    ("「设备」100元 → 符合，余 0元", ["余额应为0元，实为5元"]),
    ("「设备」100元，「企业」未知 → 待定，缺 无", ["应缺无，实缺企业"]),
    ("「设备」100元，「企业」未知 → 待定，最高 20元", ["金额应为20元，实为15元"]),
    ("「设备」100元 → 符合，系于 arrival", ["应系于口径 arrival，实系于base"]),
    ("「设备」100元，「人数」2.5人 → 符合", ["heads：给出 5/2 (text)，应为 0 至 10^9 的整数"]),
]


@pytest.mark.parametrize(("said", "differences"), SAID)
def test_what_differs_is_told(said: str, differences: list[str]) -> None:
    rule = measure(
        "A", subject=Holds("企业"), award=parse_award("按「设备」的 15%，最高 100元，每家，每年"), readings=("base",)
    )
    case = example(said)
    held = Example((*parse_givens(f"{HERE}，「本年已付」10元"), *case.given), case.chosen, case.expected)

    result = run_example(compile_program(pack_of(rule)), rule, held)

    assert list(result.differences) == differences
    assert result.passed is (not differences)
