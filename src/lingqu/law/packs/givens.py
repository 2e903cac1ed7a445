"""Examples: that what they give can be given, and what they expect can come out.

Its one law: an example is checked like an applicant's input, so that one that passes here can be run. It runs none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lingqu.law.lang.faults import Fault
from lingqu.law.lang.tree import Day, Example, FactDeclaration, Given, Measure, Quantity, Unit
from lingqu.law.packs.limits import COUNT_LIMIT, MONEY_LIMIT_FEN
from lingqu.law.packs.program import Program, fault_at
from lingqu.law.packs.units import ENGLISH

VERDICTS = ("符合", "不符合", "待定")
LIMITS = {Unit.MONEY: MONEY_LIMIT_FEN, Unit.COUNT: COUNT_LIMIT}
WAYS = {
    Unit.MONEY: "2亿元",
    Unit.RATIO: "5%",
    Unit.COUNT: "3项",
    Unit.DATE: "2027年6月30日",
}


def examples_fit(program: Program) -> Program:
    """Find examples that give what cannot be given or expect what cannot come out."""
    facts = program.facts_by_name
    faults: list[Fault] = []
    for measure in program.measures:
        faults += _faults_in_given(measure.premise, facts)
        for example in measure.examples:
            faults += _faults_in_given(example.given, facts)
            faults += _faults_in_chosen(example)
            faults += _faults_in_expected(example)
        faults += _faults_without_award(measure)
    return program.with_faults(faults)


def _faults_in_given(given: Sequence[Given], facts: Mapping[str, FactDeclaration]) -> Iterator[Fault]:
    seen: set[tuple[str, int | None]] = set()
    for each in given:
        declared = facts.get(each.name)
        if declared is None:
            continue
        if (each.name, each.year) in seen:
            yield fault_at(
                each.at,
                _called(each),
                ("一例之中每个事实给一次", "each fact once in an example"),
                ("删去其中一处", "delete one of the two"),
            )
        seen.add((each.name, each.year))
        if each.year is not None and not declared.yearly:
            yield fault_at(
                each.at,
                _called(each),
                ("逐年的事实才写年份", "a year only with a yearly fact"),
                ("删去年份", "delete the year"),
            )
        if each.value is not None:
            yield from _faults_in_value(each, declared)


def _faults_in_value(given: Given, declared: FactDeclaration) -> Iterator[Fault]:
    unit = _unit_of(given)
    if unit is not declared.unit:
        way = WAYS.get(declared.unit) or (declared.choices[0][0] if declared.choices else "")
        example = f"「{declared.name}」{way}"
        yield fault_at(
            given.at,
            f"「{given.name}」（{unit.value}）",
            (declared.unit.value, ENGLISH[declared.unit]),
            (f"{example}", f"{example}"),
        )
        return
    if isinstance(given.value, Quantity):
        limit = LIMITS.get(unit)
        if limit is not None and abs(given.value.numerator) >= limit * given.value.denominator:
            yield fault_at(
                given.at,
                given.value.written or str(given.value.numerator),
                ("金额小于 1万亿元，数量小于 10亿", "money below 10^12 yuan, counts below 10^9"),
                ("改小", "make it smaller"),
            )
        if declared.nonnegative and given.value.numerator < 0:
            yield fault_at(
                given.at,
                given.value.written or str(given.value.numerator),
                (f"「{declared.name}」不为负", f"「{declared.name}」 is not negative"),
                ("给零或正数", "give zero or more"),
            )


def _unit_of(given: Given) -> Unit:
    if isinstance(given.value, Quantity):
        return given.value.unit
    if isinstance(given.value, Day):
        return Unit.DATE
    return Unit.CHOICE if isinstance(given.value, str) else Unit.YES_NO


def _faults_in_chosen(example: Example) -> Iterator[Fault]:
    readings = [reading for reading, _ in example.chosen]
    for reading in dict.fromkeys(readings):
        if readings.count(reading) > 1:
            yield fault_at(
                example.at,
                f"口径 {reading}",
                ("一例之中每个口径选一次", "each reading chosen once in an example"),
                ("删去其中一处", "delete one of the two"),
            )


def _faults_in_expected(example: Example) -> Iterator[Fault]:
    expected = example.expected
    if expected.verdict not in VERDICTS:
        yield fault_at(
            example.at,
            expected.verdict,
            ("、".join(VERDICTS), "one of the three verdicts"),
            ("→ 符合", "→ 符合"),
        )
    for number in (expected.sum, expected.remaining):
        if number is not None and number.unit is not Unit.MONEY:
            yield fault_at(
                example.at,
                number.written or number.unit.value,
                ("金额（结果）", "money as the result"),
                ("最高 500万元", "最高 500万元"),
            )
    if expected.verdict == "不符合" and (expected.kind or expected.sum or expected.remaining):
        yield fault_at(
            example.at,
            "不符合，…",
            ("不符合没有金额", "no sum where not eligible"),
            ("删去金额，或改判定", "delete the sum or change the verdict"),
        )


def _faults_without_award(measure: Measure) -> Iterator[Fault]:
    """One fault at the measure, however many of its examples expect a sum: they are right and the award is missing."""
    if measure.award is not None:
        return
    paying = [each for each in measure.examples if each.expected.kind not in (None, "无金额") or each.expected.sum]
    if paying:
        yield fault_at(
            measure.at,
            f"措施 {measure.id} 没有「支持」",
            (
                f"「支持」，它的 {len(paying)} 个示例写了金额",
                f"支持, for {len(paying)} of its examples expect{'s' if len(paying) == 1 else ''} a sum",
            ),
            (
                "支持 最高 500万元，每家；或删去示例里的金额",
                "支持 最高 500万元，每家; or delete the sums of the examples",
            ),
        )


def _called(given: Given) -> str:
    return f"「{given.name}」{given.year}年" if given.year is not None else f"「{given.name}」"
