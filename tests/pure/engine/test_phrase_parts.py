"""What a phrase is put together from, as tables: the time in force, numbers in their unit, ratios, units of values."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from lingqu.law.engine.answers import assess
from lingqu.law.engine.formula import Atom, InForce, atoms_of
from lingqu.law.engine.phrases import fact_label, say_atom, say_number, say_percent, unit_of
from lingqu.law.engine.program import Program, compile_program
from lingqu.law.engine.slots import AtLeast
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.lang import tree
from lingqu.law.lang.parser import parse_condition, parse_value
from lingqu.law.lang.tree import Unit
from pure.engine.hand_made import HERE, measure, pack_of


def time_in_force(since: str | None, until: str | None, whole: bool, day: str | None, lang: str) -> str:
    program = compile_program(pack_of())
    atom = program.table.compiler({}).in_force(InForce(since, until, whole))
    assert isinstance(atom, Atom)
    values = program.layout.empty()
    values[program.layout.of_fact["申请日"]] = date.fromisoformat(day) if day else None
    return say_atom(program, atom, program.table.questions[atom.index](values), values, lang)


# since; until; the whole policy or one measure; day; Chinese; English
IN_FORCE = [
    (
        ("2026-01-24", "2030-12-31", True, "2026-01-24"),
        "2026年1月24日在政策施行期（2026年1月24日至2030年12月31日）内",
        "2026-01-24 is within the time in force (2026-01-24 to 2030-12-31)",
    ),
    (
        ("2026-01-24", "2030-12-31", True, "2026-01-23"),
        "2026年1月23日不在政策施行期（2026年1月24日至2030年12月31日）内",
        "2026-01-23 is not within the time in force (2026-01-24 to 2030-12-31)",
    ),
    (
        ("2026-01-24", "2030-12-31", True, "2031-01-01"),
        "2031年1月1日不在政策施行期（2026年1月24日至2030年12月31日）内",
        "2031-01-01 is not within the time in force (2026-01-24 to 2030-12-31)",
    ),
    (
        ("2026-01-24", "2030-12-31", True, None),
        "申请日未知，须在政策施行期（2026年1月24日至2030年12月31日）内",
        "the day judged is unknown, must lie in force (2026-01-24 to 2030-12-31)",
    ),
    (
        ("2026-01-24", None, True, "2099-01-01"),
        "2099年1月1日在政策施行期（2026年1月24日至另行通知）内",
        "2099-01-01 is within the time in force (2026-01-24 to further notice)",
    ),
    (
        ("2026-01-24", None, True, None),
        "申请日未知，须在政策施行期（2026年1月24日至另行通知）内",
        "the day judged is unknown, must lie in force (2026-01-24 to further notice)",
    ),
    (
        (None, "2028-06-30", False, "2028-06-30"),
        "2028年6月30日在本条施行期（至2028年6月30日）内",
        "2028-06-30 is within the time in force (until 2028-06-30)",
    ),
    (
        (None, "2028-06-30", False, "2028-07-01"),
        "2028年7月1日不在本条施行期（至2028年6月30日）内",
        "2028-07-01 is not within the time in force (until 2028-06-30)",
    ),
    (
        (None, "2028-06-30", False, None),
        "申请日未知，须在本条施行期（至2028年6月30日）内",
        "the day judged is unknown, must lie in force (until 2028-06-30)",
    ),
    (
        ("2027-01-01", None, False, "2026-12-31"),
        "2026年12月31日不在本条施行期（2027年1月1日至另行通知）内",
        "2026-12-31 is not within the time in force (2027-01-01 to further notice)",
    ),
]


@pytest.mark.parametrize(("asked", "chinese", "english"), IN_FORCE)
def test_the_time_in_force_is_said(
    asked: tuple[str | None, str | None, bool, str | None], chinese: str, english: str
) -> None:
    assert time_in_force(*asked, "zh") == chinese
    assert time_in_force(*asked, "en") == english


# value; unit; Chinese; English
NUMBERS = [
    (2_000_000_000, Unit.MONEY, "2000万元", "20 million yuan"),
    (Fraction(301, 2), Unit.MONEY, "1.5元", "1.50 yuan"),
    (AtLeast(500), Unit.MONEY, "至少5元", "at least 5 yuan"),
    (AtLeast(3), Unit.COUNT, "至少3", "at least 3"),
    (Fraction(1, 8), Unit.RATIO, "12.5%", "12.5%"),
    (date(2026, 1, 4), Unit.DATE, "2026年1月4日", "2026-01-04"),
    (17, Unit.COUNT, "17", "17"),
]


@pytest.mark.parametrize(("value", "unit", "chinese", "english"), NUMBERS)
def test_a_number_is_said_in_its_unit(value: Any, unit: Unit, chinese: str, english: str) -> None:
    assert say_number(value, unit, "zh") == chinese
    assert say_number(value, unit, "en") == english


PERCENTAGES = [
    (Fraction(0), "0%"),
    (Fraction(1), "100%"),
    (Fraction(5, 1000), "0.5%"),
    (Fraction(1, 10_000), "0.01%"),
    (Fraction(-3, 200), "-1.5%"),
    (Fraction(-1, 1000), "-0.1%"),
    (Fraction(12_345, 100_000), "≈12.35%"),
    (Fraction(2, 3), "≈66.67%"),
    (Fraction(-1, 3), "≈-33.33%"),
]


@pytest.mark.parametrize(("ratio", "said"), PERCENTAGES)
def test_a_ratio_is_said_in_per_cent(ratio: Fraction, said: str) -> None:
    assert say_percent(ratio) == said


UNITS = [
    ("「设备」", Unit.MONEY),
    ("「人数」", Unit.COUNT),
    ("「占比」", Unit.RATIO),
    ("5元", Unit.MONEY),
    ("5%", Unit.RATIO),
    ("2026年1月4日", Unit.DATE),
    ("「研发」÷「设备」", Unit.RATIO),
    ("「人数」＋ 2", Unit.COUNT),
    ("「研发」－「设备」", Unit.MONEY),
    ("「人数」× 5%", Unit.COUNT),
    ("较小者（「研发」，「设备」）", Unit.MONEY),
    ("较大者（「人数」，3）", Unit.COUNT),
    ("依口径 base（all_income：「人数」；machines：3）", Unit.COUNT),
    ("往年最高「营收」", Unit.MONEY),
    ("近2年合计「研发」", Unit.MONEY),
]


@pytest.mark.parametrize(("value", "unit"), UNITS)
def test_the_unit_of_a_value(value: str, unit: Unit) -> None:
    program = compile_program(pack_of())

    assert unit_of(program, parse_value(value)) is unit


def test_a_ratio_times_a_sum_is_a_sum() -> None:
    program = compile_program(pack_of())
    sum_ = tree.Quantity(Unit.MONEY, 500)

    assert unit_of(program, tree.Times(tree.Fact("占比"), sum_)) is Unit.MONEY
    assert unit_of(program, tree.Times(tree.Fact("占比"), tree.Quantity(Unit.RATIO, 1, 2))) is Unit.RATIO


def test_a_phrase_is_made_once_for_each_truth_and_language() -> None:
    program: Program = compile_program(pack_of(measure("A", condition=parse_condition("「企业」"))))
    subject = SubjectReader(program).read({"id": "A", "facts": HERE})
    atom = atoms_of(program.measures[0].variants[0].formula)[-1]
    truth = assess(program, subject).outcomes[0].judgement.truths[atom.index]

    said = [say_atom(program, atom, truth, subject.values, lang) for lang in ("zh", "en", "zh")]

    assert said == ["「企业」", "“firm”", "「企业」"]
    assert program.phrases == {(atom.index, truth, "zh"): "「企业」", (atom.index, truth, "en"): "“firm”"}
    assert fact_label(program, "企业", "zh") == "「企业」"
