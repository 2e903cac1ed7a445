"""What counts towards a total, what is asked first and why, and boundary rows that come out otherwise."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from lingqu.law.engine import boundaries
from lingqu.law.engine.answers import Answer, assess
from lingqu.law.engine.boundaries import BoundaryResult, run_boundaries
from lingqu.law.engine.combinations import Combination, Excluded, Prospect, best_combination, prospect
from lingqu.law.engine.interview import Progress, next_question, progress
from lingqu.law.engine.program import Program, compile_program
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.lang.parser import parse_award, parse_condition
from lingqu.law.lang.tree import NOWHERE, Bond, Compare, Given, Measure, Quantity, Relation, Unit
from lingqu.law.lang.truth import NO, YES, Truth
from lingqu.law.packs.boundaries import Boundaries, LineCase, SumCase
from pure.engine.hand_made import HERE, measure, pack_of, yuan


def rule(id: str, award: str | None, condition: str | None = None) -> Measure:
    return measure(
        id,
        condition=parse_condition(condition) if condition else None,
        award=parse_award(award) if award else None,
    )


def relation(id: str, bond: Bond, *measures: str, ceiling: int | None = None, choice: str = "") -> Relation:
    reading, _, alternative = choice.partition("=")
    return Relation(
        id, bond, measures, yuan(ceiling) if ceiling is not None else None, reading=reading, alternative=alternative
    )


def asked(
    rules: list[Measure], facts: dict[str, Any], *relations: Relation, chosen: dict[str, str] | None = None
) -> tuple[Program, Answer]:
    program = compile_program(pack_of(*rules, relations=relations), chosen)
    return program, assess(program, SubjectReader(program).read({"id": "A", "facts": {**HERE, **facts}}))


DUE = rule("DUE", "定额 5元")
UP_TO = rule("UPTO", "最高 7元")
RATE = rule("RATE", "按「设备」的 10%，最高 9元，每家，每年")

# rules; facts; certain; most; measures of the best; pools; unbounded (sums in fen)
TOTALS: list[tuple[list[Measure], dict[str, Any], int, int, tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = [
    ([DUE], {}, 500, 500, ("DUE",), (), ()),
    ([UP_TO], {}, 0, 700, ("UPTO",), (), ()),
    ([rule("C", "择优，最高 7元")], {}, 0, 700, ("C",), (), ()),
    ([rule("POOL", "资金池，最高 100元"), DUE], {}, 500, 500, ("DUE",), ("POOL",), ()),
    ([rule("POOL", "资金池，最高 100元", "「成效好」")], {}, 0, 0, (), ("POOL",), ()),
    ([rule("POOL", "资金池，最高 100元", "「成效好」")], {"good": False}, 0, 0, (), (), ()),
    ([rule("WORD", "不涉金额「荐才」"), DUE], {}, 500, 500, ("DUE",), (), ()),
    ([rule("BARE", None), DUE], {}, 500, 500, ("DUE",), (), ()),
    ([rule("OPEN", "按「设备」的 10%"), DUE], {}, 500, 500, ("DUE",), (), ("OPEN",)),
    ([rule("OPEN", "按「设备」的 10%", "「成效好」"), DUE], {}, 500, 500, ("DUE",), (), ("OPEN",)),
    ([RATE], {}, 0, 900, ("RATE",), (), ()),
    ([RATE], {"machines": 20}, 200, 200, ("RATE",), (), ()),
    ([RATE], {"machines": 20, "paid_year": "0.5"}, 150, 150, ("RATE",), (), ()),
    ([rule("MAY", "定额 4元", "「成效好」"), DUE], {}, 500, 900, ("MAY", "DUE"), (), ()),
    ([rule("NO", "定额 4元", "「成效好」"), DUE], {"good": False}, 500, 500, ("DUE",), (), ()),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "facts", "certain", "most", "best", "pools", "unbounded"), TOTALS)
def test_what_counts_towards_the_total(
    rules: list[Measure],
    facts: dict[str, Any],
    certain: int,
    most: int,
    best: tuple[str, ...],
    pools: tuple[str, ...],
    unbounded: tuple[str, ...],
) -> None:
    program, answer = asked(rules, facts)

    found = prospect(program, answer)

    assert found == Prospect(certain, most, (Combination({}, best, most, (), ()),), pools, unbounded)


def test_the_range_goes_from_the_least_of_the_certain_to_the_largest_of_the_most() -> None:
    between = relation("R", Bond.EXCLUSIVE, "DUE", "RATE", choice="arrival=whole")
    program, answer = asked([DUE, RATE], {"machines": 20}, between)

    found = prospect(program, answer)

    assert (found.certain, found.most) == (500, 700)
    assert [(dict(each.choice), each.chosen, each.total) for each in found.best] == [
        ({"arrival": "any"}, ("DUE", "RATE"), 700),
        ({"arrival": "whole"}, ("DUE",), 500),
    ]
    assert found.best[1].excluded == (Excluded("RATE", "R", ("DUE",)),)


def test_a_reading_between_clauses_that_is_followed_leaves_no_range() -> None:
    between = relation("R", Bond.EXCLUSIVE, "DUE", "RATE", choice="arrival=whole")
    program, answer = asked([DUE, RATE], {"machines": 20}, between, chosen={"arrival": "whole"})

    found = prospect(program, answer)

    assert [dict(each.choice) for each in found.best] == [{"arrival": "whole"}]
    assert (found.certain, found.most) == (500, 500)


def test_of_equals_the_first_by_name_is_kept_and_the_relation_that_excluded_the_rest_is_named() -> None:
    relations = [relation("r", Bond.EXCLUSIVE, "B", "A"), relation("s", Bond.HIGHER_ONCE, "A", "B")]

    found = best_combination(relations, {"B": 5, "A": 5, "C": 0}, {})

    assert found == Combination({}, ("A", "C"), 5, (Excluded("B", "r", ("A",)),), ())


def test_a_ceiling_that_is_not_reached_cuts_nothing() -> None:
    at = best_combination([relation("r", Bond.SHARED_CEILING, "A", "B", ceiling=8)], {"A": 500, "B": 300}, {})
    over = best_combination([relation("r", Bond.SHARED_CEILING, "A", "B", ceiling=7)], {"A": 500, "B": 300}, {})

    assert (at.total, at.cut_by) == (800, ())
    assert (over.total, over.cut_by) == (700, ("r",))


# ---------------------------------------------------------------- the interview


def test_the_weight_of_a_fact_is_the_money_it_helps_to_settle() -> None:
    rules = [
        rule("ONE", "最高 12元", "「设备」高于 1元"),
        rule("PAIR", "最高 12元", "「到账」高于 1元且「人数」高于 1人"),
        rule("FIND", "最高 12元", "「成效好」"),
        rule("POOL", "资金池，最高 12元", "「研发」高于 1元"),
    ]
    program, answer = asked(rules, {})

    asked_for = []
    passed: list[str] = []
    while (question := next_question(program, answer, passed)) is not None:
        asked_for.append((question.fact.code, question.weight, question.measures, question.for_sum_only))
        passed.append(question.fact.code)

    assert asked_for == [
        ("machines", Fraction(1200), ("ONE",), False),
        ("heads", Fraction(600), ("PAIR",), False),
        ("received", Fraction(600), ("PAIR",), False),
        ("good", Fraction(1200), ("FIND",), False),  # a finding counts a quarter when it is ranked
        ("research", Fraction(120), ("POOL",), False),
    ]


def test_a_fact_for_several_measures_weighs_for_all_and_one_for_the_sum_is_told_so() -> None:
    rules = [
        rule("A", "最高 4元", "「设备」高于 1元"),
        rule("B", "按「设备」的 10%，最高 8元"),
        rule("C", "按较小者（「到账」，「研发」）的 10%，最高 30元"),
    ]
    program, answer = asked(rules, {})

    first = next_question(program, answer)
    second = next_question(program, answer, ["research", "received"])

    assert first is not None
    assert (first.fact.code, first.measures, first.weight, first.for_sum_only) == ("research", ("C",), 1500, True)
    assert second is not None
    assert (second.fact.code, second.measures, second.weight) == ("machines", ("A", "B"), 1200)
    assert not second.for_sum_only


def test_a_measure_without_a_sum_is_asked_for_last() -> None:
    rules = [rule("BARE", None, "「设备」高于 1元"), rule("SMALL", "最高 0.02元", "「到账」高于 1元")]
    program, answer = asked(rules, {})

    question = next_question(program, answer)
    other = next_question(program, answer, ["received"])

    assert question is not None
    assert (question.fact.code, question.weight) == ("received", 2)
    assert other is not None
    assert (other.fact.code, other.weight) == ("machines", 1)


def test_the_smallest_set_of_a_fact_gives_its_weight() -> None:
    program, answer = asked([rule("A", "最高 12元", "「设备」高于 1元或（「设备」高于 0元且「到账」高于 1元）")], {})

    question = next_question(program, answer)

    assert question is not None
    assert (question.fact.code, question.weight) == ("machines", 1200)
    assert next_question(program, answer, ["machines"]) is None


def test_how_far_it_has_come() -> None:
    rules = [
        rule("YES", "最高 4元"),
        rule("SUM", "按「设备」的 10%，最高 8元"),
        rule("NO", "最高 4元", "不（「企业」）"),
        rule("OPEN", "最高 4元", "「到账」高于 1元且「设备」高于 1元"),
    ]
    _, answer = asked(rules, {})

    assert progress(answer) == Progress(3, 4, ("YES", "SUM"), ("NO",), ("OPEN",), 2)
    assert progress(answer, ["machines", "heads"]).questions_left_at_most == 1


def test_nothing_is_asked_once_all_is_settled() -> None:
    rules = [rule("YES", "最高 4元"), rule("NO", "最高 4元", "不（「企业」）"), rule("BARE", None)]
    program, answer = asked(rules, {})

    assert next_question(program, answer) is None
    assert progress(answer) == Progress(3, 3, ("YES", "BARE"), ("NO",), (), 0)


# ---------------------------------------------------------------- boundary rows


def rows_of(*rules: Measure) -> list[BoundaryResult]:
    return list(run_boundaries(pack_of(*rules)))


def test_boundary_rows_are_said_in_words() -> None:
    rows = rows_of(rule("A", "按「设备」的 10%，最高 1元", "「人数」达到 3人"))

    assert all(row.passed for row in rows)
    assert [row.expected for row in rows if row.expected in ("成立", "不成立")] == ["不成立", "成立", "成立"]
    assert {"1元", "0.99元"} <= {row.expected for row in rows}
    assert all(row.found == row.expected for row in rows)


def test_a_row_that_comes_out_otherwise_is_told() -> None:
    (row, *_) = rows_of(rule("A", None, "「人数」达到 3人"))

    assert row.passed
    assert not replace(row, found="成立").passed
    assert row.case.measure == "A"


def test_rows_under_an_open_reading_follow_the_reading_they_name() -> None:
    rows = rows_of(rule("A", None, "依口径 arrival（any：「到账」高于 3元；whole：「设备」高于 3元）"))

    assert len(rows) == 6
    assert all(row.passed for row in rows)


def line_case(given: Given, expected: Truth) -> LineCase:
    comparison = parse_condition("「人数」达到 3人")
    assert isinstance(comparison, Compare)
    return LineCase("A", comparison, (given,), (), expected)


def sum_case(id: str, *given: Given) -> SumCase:
    return SumCase(id, given, (), 0, 100, NOWHERE)


# what a row gives and expects; what is told of it
ROWS: list[tuple[LineCase | SumCase, str, str]] = [
    (line_case(Given("人数", Quantity(Unit.COUNT, 3)), NO), "不成立", "成立"),
    (line_case(Given("人数", Quantity(Unit.COUNT, 2)), YES), "成立", "不成立"),
    (line_case(Given("人数", None), YES), "成立", "不明"),
    (line_case(Given("人数", Quantity(Unit.COUNT, -1)), NO), "不成立", "heads：-1 (number)"),
    (sum_case("A", Given("设备", Quantity(Unit.MONEY, 2000))), "1元", "2元"),
    (sum_case("A"), "1元", "未知"),
    (sum_case("BARE"), "1元", "没有支持"),
]


@pytest.mark.parametrize(("case", "expected", "found"), ROWS, ids=range(len(ROWS)))
def test_a_row_says_what_came_out(
    case: LineCase | SumCase, expected: str, found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = Boundaries((case,), ()) if isinstance(case, LineCase) else Boundaries((), (case,))
    monkeypatch.setattr(boundaries, "boundaries_of", lambda pack: rows)

    assert rows_of(rule("A", "按「设备」的 10%"), rule("BARE", None)) == [BoundaryResult(case, expected, found)]
