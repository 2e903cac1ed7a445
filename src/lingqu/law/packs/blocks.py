"""What each kind of block asks beyond names and units: days in order, shares that add up, flags that go together.

Its one law: one function a kind of block, each a list of what it asks. It does not look inside conditions and values.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lingqu.law.lang.faults import Fault
from lingqu.law.lang.tree import (
    Bond,
    Day,
    FactDeclaration,
    Measure,
    Place,
    Policy,
    Quantity,
    Reading,
    Relation,
    Source,
    Target,
    Unit,
)
from lingqu.law.packs.program import Program, Said, fault_at
from lingqu.law.packs.units import NUMBERS

ROLES = ("已付本年", "已付合计")


def blocks_fit(program: Program) -> Program:
    """Find blocks whose own parts do not go together."""
    faults: list[Fault] = []
    for policy in program.policies:
        faults += _faults_in_policy(policy, program)
    for fact in program.facts:
        faults += _faults_in_fact(fact)
    for role in ROLES:
        for second in [fact for fact in program.facts if fact.role == role][1:]:
            faults.append(
                fault_at(
                    second.at,
                    f"用途标记 {role}",
                    (f"只有一个事实标「{role}」", f"one fact marked {role}"),
                    ("删去其中一处", "delete one of the two"),
                )
            )
    for reading in program.readings:
        faults += _faults_in_reading(reading)
    for measure in program.measures:
        faults += _faults_in_measure(measure)
    for relation in program.relations:
        faults += _faults_in_relation(relation)
    for target in program.targets:
        faults += _faults_in_target(target)
    return program.with_faults(faults)


def _faults_in_policy(policy: Policy, program: Program) -> Iterator[Fault]:
    yield from _in_order(policy.since, policy.until, policy.at)
    day = program.facts_by_name.get(policy.day_fact)
    if day is not None and day.unit is not Unit.DATE:
        yield fault_at(
            policy.at,
            f"申请日 「{policy.day_fact}」（{day.unit.value}）",
            ("日期（申请日）", "a date as the day judged"),
            ("换成类型为日期的事实", "name a fact whose 类型 is 日期"),
        )


def _faults_in_fact(fact: FactDeclaration) -> Iterator[Fault]:
    called = f"事实「{fact.name}」"
    asks: tuple[tuple[bool, Said, Said], ...] = (
        (
            fact.unit is Unit.CHOICE and not fact.choices,
            ("选项列出各项", "a list of choices"),
            ("选项（市级 municipal、国家级 national）", "选项（市级 municipal、国家级 national）"),
        ),
        (
            fact.unit is not Unit.CHOICE and bool(fact.choices),
            ("只有选项才列各项", "a list only for 选项"),
            ("删去各项，或类型写选项", "delete the list or write 选项"),
        ),
        (
            fact.yearly and fact.unit not in (Unit.MONEY, Unit.COUNT),
            ("金额或数量才分年", "only money and counts by year"),
            ("删去「每年」", "delete 每年"),
        ),
        (
            fact.nonnegative and fact.unit not in NUMBERS,
            ("数才有非负", "非负 only of numbers"),
            ("删去「非负」", "delete 非负"),
        ),
        (
            bool(fact.role) and (fact.role not in ROLES or fact.unit is not Unit.MONEY),
            ("用途标记为已付本年或已付合计，类型为金额", "已付本年 or 已付合计, of money"),
            ("改类型，或删去用途标记", "change the unit or delete 用途标记"),
        ),
        (
            fact.source is Source.DERIVED and fact.derivation is None,
            ("由推算提供的事实写出推算", "a derivation where 提供 is 推算"),
            ("写「推算 …」，或改提供者", "write 推算 … or name another supplier"),
        ),
    )
    for wrong, expected, mend in asks:
        if wrong:
            yield fault_at(fact.at, called, expected, mend)


def _faults_in_reading(reading: Reading) -> Iterator[Fault]:
    if len({alternative.code for alternative in reading.alternatives}) < 2:
        yield fault_at(
            reading.at,
            f"口径 {reading.id}，{len(reading.alternatives)} 个备选",
            ("至少两个备选", "two alternatives or more"),
            ("补一个备选，或删去此口径", "add an alternative or delete the reading"),
        )
    if reading.adopted is not None and not (reading.adopted.by and reading.adopted.why):
        yield fault_at(
            reading.adopted.at,
            f"采用 {reading.adopted.alternative}",
            ("由谁、何日、何理由", "by whom, when and why"),
            (
                "采用 a，项目组，2026年11月24日，理由「…」",
                "采用 a，项目组，2026年11月24日，理由「…」",
            ),
        )


def _faults_in_measure(measure: Measure) -> Iterator[Fault]:
    yield from _in_order(measure.since, measure.until, measure.at)
    total = sum((_number(share) for _, share in measure.instalments), Fraction(0))
    if any(share.unit is not Unit.RATIO for _, share in measure.instalments) or (measure.instalments and total != 1):
        written = "、".join(f"{when} {share.written}" for when, share in measure.instalments)
        yield fault_at(
            measure.at,
            f"拨付 {written}",
            ("各次合计 100%", "instalments that add up to 100 %"),
            (f"现合计 {_percent(total)}；例如：立项时 60%、验收后 40%", f"they add up to {_percent(total)}"),
        )
    if measure.to_applicant and not measure.cites:
        yield fault_at(
            measure.at,
            f"措施 {measure.id}",
            ("依据：规划的条与句", "依据: the sentence it rests on"),
            ("依据 第10条第1句", "依据 第10条第1句"),
        )


def _faults_in_relation(relation: Relation) -> Iterator[Fault]:
    called = f"关系 {relation.id}"
    if len(set(relation.measures)) < 2 or len(set(relation.measures)) < len(relation.measures):
        yield fault_at(
            relation.at,
            f"{called}：{'、'.join(relation.measures)}",
            ("两条以上不同的措施", "two or more measures, no two alike"),
            ("补上另一条，或删去重复的", "add one or delete the second"),
        )
    shared = relation.bond is Bond.SHARED_CEILING
    ceiling = relation.ceiling
    if shared and (ceiling is None or ceiling.unit is not Unit.MONEY or ceiling.numerator <= 0):
        yield fault_at(
            relation.at,
            called,
            ("合计封顶的金额", "the sum of the shared ceiling"),
            ("合计封顶 200万元，每年：B01、B02", "合计封顶 200万元，每年：B01、B02"),
        )


def _faults_in_target(target: Target) -> Iterator[Fault]:
    if not 1949 <= target.due <= 2200:
        yield fault_at(
            target.at,
            f"期限 {target.due}年",
            ("一个年份", "a year"),
            ("期限 2030年", "期限 2030年"),
        )


def _in_order(since: Day | None, until: Day | None, at: Place) -> Iterator[Fault]:
    if since is not None and until is not None and since.iso > until.iso:
        yield fault_at(
            until.at if until.at.line else at,
            f"{since.iso} 起，{until.iso} 止",
            ("起日不晚于止日", "the first day no later than the last"),
            ("对调或改正日期", "exchange or correct the days"),
        )


def _number(number: Quantity) -> Fraction:
    return Fraction(number.numerator, number.denominator)


def _percent(total: Fraction) -> str:
    percent = total * 100
    return f"{percent.numerator}%" if percent.denominator == 1 else f"{float(percent):.2f}%"
