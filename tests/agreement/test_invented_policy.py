"""The invented policy uses every construct of the language, so that none goes without an example; its plan is shipped.

What it says of sentences, days, departments and relations is held against that plan and against the engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from lingqu.law.engine.answers import assess
from lingqu.law.engine.combinations import Combination, prospect
from lingqu.law.engine.examples import facts_of
from lingqu.law.engine.program import compile_program
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.lang import tree
from lingqu.law.lang.parser import parse_givens
from lingqu.law.packs.folders import BUILT_IN, load_pack
from lingqu.law.packs.pack import Pack
from lingqu.law.plans import Mapped, compare_digests, coverage, read_plan_file

INVENTED = BUILT_IN / "example_bands"


@cache
def pack_of(policy: str) -> Pack:
    return load_pack(policy)


# ---------------------------------------------------------------- the invented policy uses the whole language


@cache
def constructs_used() -> frozenset[object]:
    """Every node class of the tree, every enum member and every word of law that the invented policy uses."""
    found: set[object] = set()
    for part in _parts(pack_of("example_bands")):
        if isinstance(part, Enum):
            found.add(part)
        elif is_dataclass(part):
            found.add(type(part))
            if isinstance(part, tree.Compare | tree.Not | tree.FirstTime | tree.Among):
                found.add((type(part), part.word))
            if isinstance(part, tree.Within):
                found |= {part.unit, ("start", type(part.start))}
            if isinstance(part, tree.Rate | tree.Award):
                found |= {(type(part), "at_most", getattr(part, "at_most", None)), getattr(part, "kind", "")}
            if isinstance(part, tree.Mapping):
                found.add(part.kind)
            if isinstance(part, tree.Target):
                found |= {part.nature, ("target", part.word)}
            if isinstance(part, tree.Measure):
                found.add(("kind", part.kind))
            if isinstance(part, tree.Band):
                found |= {
                    (end, bound and bound.inclusive) for end, bound in (("lower", part.lower), ("upper", part.upper))
                }
                found.add(("band", part.amount.unit))
            if isinstance(part, tree.Expected):
                found |= {("verdict", part.verdict), ("expected", part.kind)}
                found |= {
                    ("expects", name)
                    for name in ("remaining", "missing", "still", "readings")
                    if getattr(part, name) is not None
                }
    return frozenset(found)


def _parts(node: Any) -> Iterator[Any]:
    yield node
    if isinstance(node, tuple):
        for item in node:
            yield from _parts(item)
    elif is_dataclass(node):
        for field in fields(node):
            yield from _parts(getattr(node, field.name))


NODES = [*get_args(tree.Value), *get_args(tree.Condition), *get_args(tree.Amount), *get_args(tree.Block)]


@pytest.mark.parametrize("node", [*NODES, tree.Award, tree.Adoption, tree.Duty], ids=lambda node: node.__name__)
def test_the_invented_policy_uses_every_node(node: type) -> None:
    assert node in constructs_used()


@pytest.mark.parametrize("member", [*tree.Unit, *tree.Period, *tree.Bond, *tree.Source])
def test_the_invented_policy_uses_every_kind(member: Enum) -> None:
    assert member in constructs_used()


WORDS = [*tree.STRICTLY_ABOVE, *tree.AT_LEAST, *tree.STRICTLY_BELOW, *tree.AT_MOST, *tree.EQUAL]


@pytest.mark.parametrize(
    "form",
    [
        *[(tree.Not, word) for word in ("不", "非", "未")],
        *[(tree.Among, word) for word in ("为", "属于")],
        *["年", "个月", "日", "个工作日", ("start", tree.Fact), ("start", tree.Day)],
        *[(tree.Rate, "at_most", answer) for answer in (True, False)],
        *["due", "up_to", "competitive", "pool", "none"],
        *[(end, inside) for end in ("lower", "upper") for inside in (True, False, None)],
        *[("band", unit) for unit in (tree.Unit.MONEY, tree.Unit.RATIO)],
        *["措施", "指标", "职责", "地点", "登记", "流程", "保障", "不可执行"],
        *["存量", "流量", "增速", "占比"],
        *[("target", word) for word in ("以上", "超过", "突破", "达到", "左右")],
        *[("kind", kind) for kind in ("组织", "项目", "平台", "认定", "团队", "联合体")],
        *[("verdict", verdict) for verdict in ("符合", "不符合", "待定")],
        *[("expected", kind) for kind in ("应得", "最高", "择优", "资金池", "无金额")],
        *[("expects", what) for what in ("remaining", "missing", "still", "readings")],
    ],
    ids=str,
)
def test_the_invented_policy_uses_every_form(form: object) -> None:
    assert form in constructs_used()


def words_written() -> frozenset[str]:
    """The words around numbers in its conditions and bands, as they stand in the file."""
    text = (INVENTED / "measures.lq").read_text("utf-8")
    rules = [line for line in text.splitlines() if line.startswith(("  条件 ", "  支持 ", "  对象 "))]
    return frozenset(word for word in WORDS if any(word in rule for rule in rules))


@pytest.mark.parametrize("word", WORDS)
def test_the_invented_policy_uses_every_word_around_a_number(word: str) -> None:
    in_compare = {(kind, word) in constructs_used() for kind in (tree.Compare, tree.FirstTime)}

    assert True in in_compare or word in words_written()


def test_the_invented_policy_shows_both_ways_of_a_reading_and_of_a_measure() -> None:
    pack = pack_of("example_bands")

    assert {reading.adopted is None for reading in pack.readings} == {True, False}
    assert {measure.to_applicant for measure in pack.measures} == {True, False}
    assert any(measure.award is None for measure in pack.measures)
    assert any(measure.since and measure.until for measure in pack.measures)
    assert any(measure.payee for measure in pack.measures)
    assert any(measure.instalments for measure in pack.measures)
    assert any(example.chosen for measure in pack.measures for example in measure.examples)
    assert {fact.role for fact in pack.facts} == {"", "已付本年", "已付合计"}
    assert any(fact.informative for fact in pack.facts)
    assert any(fact.nonnegative for fact in pack.facts)
    assert any(fact.yearly for fact in pack.facts)


# ---------------------------------------------------------------- the invented plan, needing no file from outside


def test_every_sentence_of_the_invented_plan_became_something() -> None:
    plan = read_plan_file(path=INVENTED / "plan.txt")
    rows = pack_of("example_bands").sentences
    mapping = [
        Mapped(str(row.anchor), row.digest, tuple((each.kind, each.text or each.reference) for each in row.mapped))
        for row in rows
    ]

    found = coverage(plan=plan, mapping=mapping)

    assert not plan.partial
    assert found.complete, (found.unmapped, found.stale, found.faults)
    assert [str(row.anchor) for row in rows] == [sentence.anchor for sentence in plan.sentences]


def test_the_invented_policy_says_what_its_plan_says_of_days_and_departments() -> None:
    plan = read_plan_file(path=INVENTED / "plan.txt")
    pack = pack_of("example_bands")

    assert plan.validity is not None
    assert plan.title == pack.policy.title
    assert plan.issued is not None
    assert pack.policy.issued is not None
    assert plan.issued.isoformat() == pack.policy.issued.iso
    assert plan.validity.begins is not None
    assert plan.validity.begins.isoformat() == pack.policy.since.iso
    assert plan.validity.until is not None
    assert pack.policy.until is not None
    assert plan.validity.until.isoformat() == pack.policy.until.iso
    for told, task in zip(plan.tasks, pack.tasks, strict=True):
        assert told.departments == tuple(pack.department(code).name for code in task.departments), told.anchor


def test_a_changed_sentence_of_the_invented_plan_is_told(tmp_path: Path) -> None:
    text = (INVENTED / "plan.txt").read_text("utf-8")
    changed = tmp_path / "plan.txt"
    changed.write_text(text.replace("每个项目最高300万元。项目使用", "每个项目最高400万元。项目使用"), "utf-8")
    recorded = {str(row.anchor): row.digest for row in pack_of("example_bands").sentences}

    found = compare_digests(recorded=recorded, plan=read_plan_file(path=changed))

    assert [each.anchor for each in found.changed] == ["第2条第1句"]
    assert not found.gone


# ---------------------------------------------------------------- relations: what one could get in all

# facts; certain and most in yuan; measures of the best combination under each open choice
IN_ALL = [
    # the higher of B01 and B02 only
    ("「企业」，「位于山区县」，非「列入失信名单」，「研发投入」2025年 800万元，「研发投入」2026年 1000万元", ["B02"]),
    # B04 and B05 exclude each other
    ("「产业项目」，「设备投资」1000万元，「首台套」，非「二手设备」，非「关联采购」", ["B05"]),
    # B07 and B08 are expressly additive
    ("「企业」，「技术合同数」3项，「技术合同成交额」100万元，「转化专利」4件", ["B07", "B08"]),
]


@pytest.mark.parametrize(("given", "best"), IN_ALL)
def test_the_relations_decide_what_one_could_get_in_all(given: str, best: list[str]) -> None:
    pack = pack_of("example_bands")
    program = compile_program(pack)
    facts = facts_of(pack, parse_givens(f"「申请日」2027年6月30日，「在示例市」，{given}"))
    answer = assess(program, SubjectReader(program).read({"id": "A", "facts": facts}))
    due = {outcome.measure for outcome in answer.outcomes if outcome.award and outcome.award.kind == "due"}

    for combination in prospect(program, answer).best:
        assert [each for each in combination.chosen if each in due] == best


FIRM = (
    "「申请日」2027年6月30日，「在示例市」，「企业」，「技术合同数」3项，「技术合同成交额」100万元，「转化专利」4件，"
    "「研发投入」2024年 300万元，「研发投入」2025年 300万元，「研发投入」2026年 300万元，"
    "「合同到账」500万元，「预付款」0元"
)
PLATFORM = "「创新平台」，「中试平台」，「对外服务收入」500万元，「咨询收入」0元，「财政拨款」0元，「服务成本」500万元"


def best_by_cumulation(given: str) -> dict[str, Combination]:
    pack = pack_of("example_bands")
    program = compile_program(pack)
    subject = SubjectReader(program).read({"id": "A", "facts": facts_of(pack, parse_givens(given))})
    return {each.choice["cumulation"]: each for each in prospect(program, assess(program, subject)).best}


def test_an_open_reading_between_clauses_leaves_a_range() -> None:
    best = best_by_cumulation(f"{FIRM}，非「创新平台」，非「中试平台」")

    assert {"B07", "B08", "B10"} <= set(best["additive"].chosen)
    assert {"B07", "B08", "B10"} & set(best["one_only"].chosen) == {"B10"}  # 500 000 against 50 000 and 60 000
    assert best["additive"].total - best["one_only"].total == 11_000_000


def test_a_shared_ceiling_cuts_what_three_clauses_come_to() -> None:
    best = best_by_cumulation(f"{FIRM}，{PLATFORM}")

    assert {"B10", "B11", "B15"} <= set(best["additive"].chosen)
    assert best["additive"].cut_by == ("R05",)
