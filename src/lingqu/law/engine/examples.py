"""The examples that stand beside the rules, run through the engine, and the boundary rows made from the thresholds.

Its one law: an example is judged by the same walk as an applicant, from the same record; it has no way of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lingqu.law.engine.answers import Outcome, assess
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.program import Program, compile_program
from lingqu.law.engine.subjects import SubjectReader, UnableToReadSubject
from lingqu.law.engine.wire import yuan
from lingqu.law.lang.money import money_zh
from lingqu.law.lang.quantities import decimal
from lingqu.law.lang.tree import Day, Example, Given, Measure, Quantity, Unit
from lingqu.law.packs.pack import Pack

VERDICT_WORDS = {"符合": Verdict.ELIGIBLE, "不符合": Verdict.NOT_ELIGIBLE, "待定": Verdict.UNDETERMINED}
KIND_WORDS = {"应得": "due", "最高": "up_to", "择优": "competitive", "资金池": "pool", "无金额": "none"}
_WORD_OF_VERDICT = {verdict: word for word, verdict in VERDICT_WORDS.items()}
_WORD_OF_KIND = {kind: word for word, kind in KIND_WORDS.items()}


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One example run: what differs from what it says, in words; empty where all is as it says."""

    measure: str
    example: Example
    differences: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether the example came out as it says."""
        return not self.differences


def run_examples(pack: Pack, measures: tuple[str, ...] = ()) -> Iterator[ExampleResult]:
    """Run the examples of all applicant measures, or of those named."""
    programs: dict[tuple[tuple[str, str], ...], Program] = {}
    for measure in pack.applicant_measures:
        if measures and measure.id not in measures:
            continue
        for example in measure.examples:
            program = programs.get(example.chosen)
            if program is None:
                program = programs[example.chosen] = compile_program(pack, dict(example.chosen))
            yield run_example(program, measure, example)


def run_example(program: Program, measure: Measure, example: Example) -> ExampleResult:
    """Run one example under the program compiled for the readings it chooses."""
    record = {"id": f"{measure.id}示例", "facts": facts_of(program.pack, (*measure.premise, *example.given))}
    try:
        subject = SubjectReader(program).read(record)
    except UnableToReadSubject as error:
        faults = tuple(f"{fault.field}：给出 {fault.given}，应为 {fault.expected}" for fault in error.faults)
        return ExampleResult(measure.id, example, faults)
    compiled = next(each for each in program.measures if each.measure.id == measure.id)
    outcome = assess(program, subject, (compiled,)).outcomes[0]
    return ExampleResult(measure.id, example, tuple(_differences(program.pack, example, outcome)))


def facts_of(pack: Pack, given: tuple[Given, ...]) -> dict[str, Any]:
    """Spell what an example gives as the facts of a record; a later one takes the place of an earlier one."""
    facts: dict[str, Any] = {}
    for each in given:
        fact = pack.fact_named(each.name)
        value = _on_the_wire(each.value, dict(fact.choices))
        if each.year is not None:
            series = facts.get(fact.code)
            facts[fact.code] = {**(series if isinstance(series, dict) else {}), str(each.year): value}
        else:
            facts[fact.code] = value
    return facts


def _on_the_wire(value: Quantity | Day | str | bool | None, choices: dict[str, str]) -> Any:
    if isinstance(value, Day):
        return value.iso
    if isinstance(value, str):
        return choices[value]
    if isinstance(value, Quantity):
        if value.unit is Unit.MONEY:
            return yuan(value.numerator)
        if value.unit is Unit.RATIO:
            # a ratio without an end is spelled as it is, and refused by the reader like an applicant's
            percent = Fraction(value.numerator, value.denominator) * 100
            return f"{decimal(percent) or percent}%"
        return value.numerator if value.denominator == 1 else str(Fraction(value.numerator, value.denominator))
    return value


def _differences(pack: Pack, example: Example, outcome: Outcome) -> Iterator[str]:
    expected = example.expected
    if outcome.verdict is not VERDICT_WORDS[expected.verdict]:
        yield f"应为{expected.verdict}，实为{_WORD_OF_VERDICT[outcome.verdict]}{_named(pack, outcome.missing, '，缺')}"
        return
    award = outcome.award
    if expected.kind is not None and outcome.verdict is Verdict.ELIGIBLE:
        kind = award.kind if award else "none"
        if kind != KIND_WORDS[expected.kind]:
            yield f"支持方式应为{expected.kind}，实为{_WORD_OF_KIND[kind]}"
    if expected.sum is not None:
        most = outcome.at_most if award is None else award.fen
        if most != expected.sum.numerator:
            yield f"金额应为{money_zh(expected.sum.numerator)}，实为{_money(most)}"
    elif expected.kind == "应得" and award is not None and award.fen is not None:
        yield f"金额应为未知，实为{money_zh(award.fen)}"
    if expected.remaining is not None:
        remaining = award.remaining if award else None
        if remaining != expected.remaining.numerator:
            yield f"余额应为{money_zh(expected.remaining.numerator)}，实为{_money(remaining)}"
    if expected.missing is not None:
        names = tuple(pack.fact_coded(code).name for code in outcome.missing)
        if set(names) != set(expected.missing):
            yield f"应缺{'、'.join(expected.missing) or '无'}，实缺{'、'.join(names) or '无'}"
    if expected.still is not None:
        names = tuple(pack.fact_coded(code).name for code in (award.missing if award else ()))
        if set(names) != set(expected.still):
            yield f"金额应还缺{'、'.join(expected.still) or '无'}，实缺{'、'.join(names) or '无'}"
    if expected.readings is not None:
        for reading in expected.readings:
            if reading not in outcome.readings:
                yield f"应系于口径 {reading}，实系于{'、'.join(outcome.readings) or '无'}"


def _named(pack: Pack, codes: tuple[str, ...], before: str) -> str:
    return before + "、".join(f"「{pack.fact_coded(code).name}」" for code in codes) if codes else ""


def _money(fen: int | None) -> str:
    return "未知" if fen is None else money_zh(fen)
