"""What is told of an example that does not come out as it says: one row for each thing an example can say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from lingqu.law.engine.examples import ExampleResult, run_example, run_examples
from lingqu.law.engine.program import compile_program
from lingqu.law.lang.parser import parse_givens
from lingqu.law.lang.tree import Award, Example, Expected, Given, Measure, Quantity, Unit
from pure.engine.hand_made import MEASURES, measure, pack_of, yuan

PREMISE = "「申请日」2027年6月30日，「在本市」，「企业」"
PACK = pack_of(
    *MEASURES,
    measure("NONE"),
    measure("POOL", award=Award(None, yuan(100), "每家", pool=True)),
)
PROGRAM = compile_program(PACK)


def run(id: str, given: str, expected: Expected) -> ExampleResult:
    example = Example(parse_givens(f"{PREMISE}，{given}" if given else PREMISE), (), expected)
    return run_example(PROGRAM, PACK.measure(id), example)


MACHINES = "「设备」300万元"
GOOD = "「级别」国家级，「认定日」2026年6月30日，「成效好」，「人数」5"

# measure; facts; what the example says; what differs
DIFFERENCES: list[tuple[str, str, dict[str, Any], tuple[str, ...]]] = [
    ("M2", MACHINES, {"verdict": "符合"}, ()),
    ("M2", MACHINES, {"verdict": "不符合"}, ("应为不符合，实为符合",)),
    ("M2", "", {"verdict": "符合", "sum": yuan(7)}, ("应为符合，实为待定，缺「设备」",)),
    ("M5", "", {"verdict": "不符合"}, ("应为不符合，实为待定，缺「级别」、「认定日」、「成效好」、「有规模」",)),
    ("M2", "「设备」1元", {"verdict": "待定"}, ("应为待定，实为不符合",)),
    # the kind
    ("M2", MACHINES, {"verdict": "符合", "kind": "应得", "sum": yuan(450_000)}, ()),
    ("M2", MACHINES, {"verdict": "符合", "kind": "最高", "sum": yuan(450_000)}, ("支持方式应为最高，实为应得",)),
    ("M4", "「到账」5元，「设备」5元", {"verdict": "符合", "kind": "择优"}, ("支持方式应为择优，实为最高",)),
    ("POOL", "", {"verdict": "符合", "kind": "资金池", "sum": yuan(100)}, ()),
    ("POOL", "", {"verdict": "符合", "kind": "无金额"}, ("支持方式应为无金额，实为资金池",)),
    ("NONE", "", {"verdict": "符合", "kind": "无金额"}, ()),
    ("NONE", "", {"verdict": "符合", "kind": "应得"}, ("支持方式应为应得，实为无金额",)),
    ("M2", "", {"verdict": "待定", "kind": "最高"}, ()),  # of an open outcome the kind is not yet said
    # the sum
    ("M2", MACHINES, {"verdict": "符合", "sum": yuan(1)}, ("金额应为1元，实为45万元",)),
    ("M2", "", {"verdict": "待定", "sum": yuan(1_000_000)}, ()),
    ("M2", "", {"verdict": "待定", "sum": yuan(1)}, ("金额应为1元，实为100万元",)),
    ("NONE", "", {"verdict": "符合", "sum": yuan(1)}, ("金额应为1元，实为未知",)),
    ("M2", MACHINES, {"verdict": "符合", "kind": "应得"}, ("金额应为未知，实为45万元",)),
    ("M4", "「到账」5元，「设备」5元", {"verdict": "符合", "kind": "最高"}, ()),
    ("M2", "", {"verdict": "待定", "kind": "应得"}, ()),
    # what is left
    ("M2", f"{MACHINES}，「本年已付」5万元", {"verdict": "符合", "remaining": yuan(400_000)}, ()),
    ("M2", f"{MACHINES}，「本年已付」5万元", {"verdict": "符合", "remaining": yuan(1)}, ("余额应为1元，实为40万元",)),
    ("M2", MACHINES, {"verdict": "符合", "remaining": yuan(1)}, ("余额应为1元，实为未知",)),
    ("M2", "", {"verdict": "待定", "remaining": yuan(1)}, ("余额应为1元，实为未知",)),
    # what is missing
    ("M2", "", {"verdict": "待定", "missing": ("设备",)}, ()),
    ("M2", "", {"verdict": "待定", "missing": ("研发", "营收")}, ("应缺研发、营收，实缺设备",)),
    ("M2", "", {"verdict": "待定", "missing": ()}, ("应缺无，实缺设备",)),
    ("M2", MACHINES, {"verdict": "符合", "missing": ("设备",)}, ("应缺设备，实缺无",)),
    ("M5", GOOD, {"verdict": "符合", "still": ("研发",)}, ()),
    ("M5", GOOD, {"verdict": "符合", "still": ()}, ("金额应还缺无，实缺研发",)),
    ("M2", MACHINES, {"verdict": "符合", "still": ("研发", "设备")}, ("金额应还缺研发、设备，实缺无",)),
    ("NONE", "", {"verdict": "符合", "still": ("研发",)}, ("金额应还缺研发，实缺无",)),
    # the readings it rests on
    ("M1", "「研发」2000万元", {"verdict": "符合", "readings": ("base",)}, ()),
    ("M1", "「研发」2000万元", {"verdict": "符合", "readings": ("x", "base")}, ("应系于口径 x，实系于base",)),
    ("M2", MACHINES, {"verdict": "符合", "readings": ("base",)}, ("应系于口径 base，实系于无",)),
    # all at once
    (
        "M2",
        MACHINES,
        {"verdict": "符合", "kind": "最高", "sum": yuan(1), "remaining": yuan(2), "missing": ("研发",)},
        ("支持方式应为最高，实为应得", "金额应为1元，实为45万元", "余额应为2元，实为未知", "应缺研发，实缺无"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("id", "given", "expected", "differences"), DIFFERENCES)
def test_what_differs_is_told(id: str, given: str, expected: dict[str, Any], differences: tuple[str, ...]) -> None:
    result = run(id, given, Expected(**expected))

    assert result.differences == differences
    assert result.passed is (not differences)
    assert result.measure == id


def test_an_example_that_cannot_be_read_tells_every_fault() -> None:
    given = (Given("设备", Quantity(Unit.MONEY, 10**16)), Given("人数", Quantity(Unit.COUNT, -1)))

    result = run_example(PROGRAM, PACK.measure("M2"), Example(given, (), Expected("符合")))

    assert result.differences == (
        "machines：给出 100000000000000.00 (text)，应为 金额（元）：整数，或至多两位小数的文本；不收浮点数",
        "heads：给出 -1 (number)，应为 0 至 10^9 的整数",
    )


def test_examples_run_under_the_readings_they_choose_and_after_the_premise() -> None:
    def example(*chosen: tuple[str, str], verdict: str) -> Example:
        return Example(parse_givens("「到账」4元，「设备」5元"), chosen, Expected(verdict))

    examples = (
        example(("arrival", "any"), verdict="符合"),
        example(("arrival", "whole"), verdict="不符合"),
        example(verdict="待定"),
        example(("arrival", "whole"), verdict="符合"),
    )
    pack = pack_of(*(measure_with(id, examples) for id in ("M4", "M4B")))

    results = list(run_examples(pack))
    picked = list(run_examples(pack, ("M4B",)))

    assert [(each.measure, each.passed) for each in results] == [
        (id, passed) for id in ("M4", "M4B") for passed in (True, True, True, False)
    ]
    assert [each.measure for each in picked] == ["M4B"] * 4
    assert results[3].differences == ("应为符合，实为不符合",)


def measure_with(id: str, examples: tuple[Example, ...]) -> Measure:
    return replace(MEASURES[3], id=id, premise=parse_givens(PREMISE), examples=examples)
