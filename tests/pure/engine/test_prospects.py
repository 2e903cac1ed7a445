"""Near misses, the best legal combination and the interview of the hand-made policy."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingqu.law.engine.answers import Answer, assess
from lingqu.law.engine.combinations import best_combination, prospect
from lingqu.law.engine.interview import next_question, progress
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.nearness import near_misses
from lingqu.law.engine.program import Program, compile_program
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.lang.tree import Bond, Relation
from pure.engine.hand_made import HERE, MEASURES, pack_of, yuan

PROGRAM = compile_program(pack_of())
M = 1_000_000


def answer_for(facts: dict[str, Any], program: Program = PROGRAM) -> Answer:
    return assess(program, SubjectReader(program).read({"id": "A", "facts": facts}))


# facts; measure; fact; gap and needed value in yuan; the award at the line in yuan; what the verdict would be
NEAR = [
    ({"machines": 2_700_000}, "M2", "machines", 300_000, 3 * M, 450_000, Verdict.ELIGIBLE),
    ({"machines": "2999999.99"}, "M2", "machines", "0.01", 3 * M, 450_000, Verdict.ELIGIBLE),
    ({"machines": 2_700_000, "firm": None}, "M2", "machines", 300_000, 3 * M, 450_000, Verdict.UNDETERMINED),
    ({"research": 15 * M}, "M1", "research", 5 * M, 20 * M, 5 * M, Verdict.ELIGIBLE),
    ({"research": 9 * M, "income": 200 * M}, "M1", "research", "1000000.01", "10000000.01", 5 * M, Verdict.ELIGIBLE),
    ({"income": 30 * M, "income_before": 0}, "M3", "income", "0.01", "30000000.01", M, Verdict.ELIGIBLE),
]  # fmt: skip


def fen(amount: object) -> int:
    whole, _, part = str(amount).partition(".")
    return int(whole) * 100 + int(part or 0)


@pytest.mark.parametrize(("facts", "measure", "fact", "gap", "needs", "award", "then"), NEAR)
def test_near_misses(
    facts: dict[str, Any], measure: str, fact: str, gap: object, needs: object, award: object, then: Verdict
) -> None:
    found = [miss for miss in near_misses(PROGRAM, answer_for({**HERE, **facts})) if miss.measure == measure]

    assert [(miss.fact, miss.gap, miss.needs, miss.award_at_line, miss.then) for miss in found] == [
        (fact, fen(gap), fen(needs), fen(award), then)
    ]


NOT_NEAR = [
    ({"machines": 1_400_000}, "M2"),  # less than half of the line
    ({"machines": 0}, "M2"),
    ({"machines": 3 * M}, "M2"),  # reached
    ({"machines": 2_700_000, "firm": False}, "M2"),  # closing the gap would not help
    ({"income": 40 * M, "income_before": 31 * M}, "M3"),  # the past cannot be changed
]


@pytest.mark.parametrize(("facts", "measure"), NOT_NEAR)
def test_what_is_no_near_miss(facts: dict[str, Any], measure: str) -> None:
    found = near_misses(PROGRAM, answer_for({**HERE, **facts}))

    assert measure not in [miss.measure for miss in found]


@given(st.integers(min_value=150_000_000, max_value=299_999_999))
def test_at_the_line_it_is_so_and_a_fen_before_it_is_not(has: int) -> None:
    (miss,) = (
        each
        for each in near_misses(PROGRAM, answer_for({**HERE, "machines": f"{has // 100}.{has % 100:02d}"}))
        if each.measure == "M2"
    )
    line = int(miss.needs)

    at, before = (
        answer_for({**HERE, "machines": f"{each // 100}.{each % 100:02d}"}).outcomes[1] for each in (line, line - 1)
    )

    assert at.verdict is miss.then
    assert before.verdict is Verdict.NOT_ELIGIBLE
    assert at.award is not None
    assert at.award.fen == miss.award_at_line


def relation(id: str, bond: Bond, *measures: str, ceiling: int | None = None, choice: str = "") -> Relation:
    reading, _, alternative = choice.partition("=")
    return Relation(
        id, bond, measures, yuan(ceiling) if ceiling is not None else None, reading=reading, alternative=alternative
    )


WORTH = {"A": 500, "B": 300, "C": 300, "D": 100}
COMBINATIONS = [
    ([], ("A", "B", "C", "D"), 1200, []),
    ([relation("r", Bond.EXCLUSIVE, "A", "B")], ("A", "C", "D"), 900, [("B", "r", ("A",))]),
    ([relation("r", Bond.HIGHER_ONCE, "A", "B", "C", "D")], ("A",), 500, [(each, "r", ("A",)) for each in "BCD"]),
    (
        [relation("r", Bond.EXCLUSIVE, "A", "B"), relation("s", Bond.EXCLUSIVE, "A", "C")],
        ("B", "C", "D"),
        700,
        [("A", "r", ("B", "C"))],
    ),
    (
        [relation("r", Bond.HIGHER_ONCE, "A", "B", "C"), relation("s", Bond.ADDITIVE, "A", "B")],
        ("A", "B", "D"),
        900,
        [("C", "r", ("A", "B"))],
    ),
    ([relation("r", Bond.SHARED_CEILING, "A", "B", ceiling=6)], ("A", "B", "C", "D"), 1000, []),
    (  # one ceiling inside another: no fen is cut off twice
        [
            relation("r", Bond.SHARED_CEILING, "A", "B", "C", ceiling=8),
            relation("s", Bond.SHARED_CEILING, "A", "B", ceiling=6),
        ],
        ("A", "B", "C", "D"),
        900,
        [],
    ),
    (  # two ceilings that overlap: cut where both are helped
        [
            relation("r", Bond.SHARED_CEILING, "A", "B", ceiling=6),
            relation("s", Bond.SHARED_CEILING, "B", "C", ceiling=4),
        ],
        ("A", "B", "C", "D"),
        1000,
        [],
    ),
    ([relation("r", Bond.EXCLUSIVE, "A", "B", choice="q=one")], ("A", "B", "C", "D"), 1200, []),
    ([relation("r", Bond.EXCLUSIVE, "X", "Y")], ("A", "B", "C", "D"), 1200, []),
]


@pytest.mark.parametrize(("relations", "chosen", "total", "excluded"), COMBINATIONS)
def test_the_best_legal_combination(
    relations: list[Relation], chosen: tuple[str, ...], total: int, excluded: list[Any]
) -> None:
    best = best_combination(relations, WORTH, {"q": "both"})

    assert (best.chosen, best.total) == (chosen, total)
    assert [(each.measure, each.relation, each.beside) for each in best.excluded] == excluded


names = st.sampled_from("ABCDEF")


@given(
    st.dictionaries(names, st.integers(min_value=0, max_value=50), max_size=6),
    st.lists(st.lists(names, min_size=2, max_size=4, unique=True), max_size=4),
)
def test_no_other_combination_is_worth_more(worth: dict[str, int], groups: list[list[str]]) -> None:
    relations = [relation(f"r{number}", Bond.EXCLUSIVE, *group) for number, group in enumerate(groups)]

    best = best_combination(relations, worth, {})

    legal = [
        chosen
        for size in range(len(worth) + 1)
        for chosen in combinations(worth, size)
        if all(len(set(chosen) & set(group)) <= 1 for group in groups)
    ]
    assert best.total == max(sum(worth[each] for each in chosen) for chosen in legal)
    assert best.chosen in [tuple(each for each in worth if each in chosen) for chosen in legal]


def test_the_total_is_a_range_from_what_is_due_to_what_may_become() -> None:
    found = prospect(PROGRAM, answer_for({**HERE, "machines": 3 * M, "research": 20 * M, "paid_year": 50_000}))

    assert found.certain == fen(400_000)
    # M1 up to 5 million, M2 the 400 000 left, M3 1 million, M4 2 million and M5 800 000 still open
    assert found.most == fen(5 * M + 400_000 + M + 2 * M + 800_000)
    assert found.best[0].chosen == ("M1", "M2", "M3", "M4", "M5")


def test_an_open_reading_between_clauses_gives_one_combination_for_each_alternative() -> None:
    between = relation("R", Bond.HIGHER_ONCE, "M1", "M2", choice="arrival=any")
    program = compile_program(pack_of(*MEASURES[:2], relations=(between,)))

    found = prospect(program, answer_for({**HERE, "machines": 3 * M, "research": 20 * M}, program))

    assert {each.choice["arrival"]: each.total for each in found.best} == {"any": fen(5 * M), "whole": fen(5_450_000)}
    assert found.most == fen(5_450_000)


def test_the_interview_asks_what_settles_most_and_stops_when_nothing_matters() -> None:
    truth: dict[str, Any] = {
        **HERE, "research": 15 * M, "income": 400 * M, "machines": 3 * M, "income_before": 0, "received": 3 * M,
        "level": "city",
    }  # fmt: skip
    facts: dict[str, Any] = {}
    asked: list[str] = []
    passed: list[str] = []
    while (question := next_question(PROGRAM, answer_for(facts), passed)) is not None:
        code = question.fact.code
        asked.append(code)
        assert code not in facts
        relevant = {each for outcome in answer_for(facts).outcomes for each in (*outcome.missing, *outcome.sum_missing)}
        assert code in relevant
        if code in truth:
            facts[code] = truth[code]
        else:
            passed.append(code)

    state = progress(answer_for(facts), passed)
    assert asked[:3] == ["day", "here", "firm"] or set(asked[:3]) == {"day", "here", "firm"}
    assert "heads" not in asked
    assert state.settled == state.total
    assert state.eligible == ("M2", "M3", "M4")
    assert state.questions_left_at_most == 0


def test_a_wrong_seat_ends_the_interview_at_once() -> None:
    assert next_question(PROGRAM, answer_for({"here": False})) is None


def test_what_was_passed_over_is_not_asked_again() -> None:
    first = next_question(PROGRAM, answer_for({}))
    assert first is not None

    second = next_question(PROGRAM, answer_for({}), [first.fact.code])

    assert second is not None
    assert second.fact.code != first.fact.code
