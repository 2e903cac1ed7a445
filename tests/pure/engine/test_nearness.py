"""Near misses in full: which line, how far, what lies beyond; as tables over the words and forms of comparisons."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from lingqu.law.engine.answers import Answer, assess
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.nearness import NearMiss, near_misses
from lingqu.law.engine.program import Program, compile_program
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.lang.parser import parse_award, parse_condition
from lingqu.law.lang.tree import Unit
from pure.engine.hand_made import HERE, measure, pack_of

PROGRAM = compile_program(pack_of())
M = 1_000_000


def answer_for(program: Program, facts: dict[str, Any]) -> Answer:
    return assess(program, SubjectReader(program).read({"id": "A", "facts": {**HERE, **facts}}))


def misses(condition: str, facts: dict[str, Any], award: str = "最高 9元", **options: Any) -> tuple[NearMiss, ...]:
    rule = measure("A", condition=parse_condition(condition), award=parse_award(award))
    program = compile_program(pack_of(rule))
    return near_misses(program, answer_for(program, facts), **options)


def test_a_near_miss_is_told_whole() -> None:
    (found,) = near_misses(PROGRAM, answer_for(PROGRAM, {"machines": 2 * M, "firm": True}))

    assert found == NearMiss(
        measure="M2",
        fact="machines",
        unit=Unit.MONEY,
        has=200 * M,
        needs=300 * M,
        gap=100 * M,
        upwards=True,
        award_at_line=45 * M,
        then=Verdict.ELIGIBLE,
        reached=Fraction(2, 3),
    )


# condition; facts; fact, has, needs, gap, upwards
LINES: list[tuple[str, dict[str, Any], tuple[Any, ...]]] = [
    ("「设备」高于 5元", {"machines": 5}, ("machines", 500, 501, 1, True)),
    ("「设备」达到 5元", {"machines": 4}, ("machines", 400, 500, 100, True)),
    ("「设备」低于 5元", {"machines": 5}, ("machines", 500, 499, 1, False)),
    ("「设备」不超过 5元", {"machines": 6}, ("machines", 600, 500, 100, False)),
    ("「设备」等于 5元", {"machines": 6}, ("machines", 600, 500, 100, False)),
    ("「设备」等于 5元", {"machines": 4}, ("machines", 400, 500, 100, True)),
    ("「人数」高于 5人", {"heads": 4}, ("heads", 4, 6, 2, True)),
    ("「人数」低于 5人", {"heads": 6}, ("heads", 6, 4, 2, False)),
    ("「占比」达到 5%", {"share": "4%"}, ("share", Fraction(1, 25), Fraction(1, 20), Fraction(1, 100), True)),
    ("「占比」不超过 5%", {"share": "6%"}, ("share", Fraction(3, 50), Fraction(1, 20), Fraction(1, 100), False)),
    # the line moves with another value
    ("「设备」不低于「到账」", {"machines": 4, "received": 5}, ("machines", 400, 500, 100, True)),
    ("「设备」不低于「到账」× 50%", {"machines": 4, "received": "10.01"}, ("machines", 400, 501, 101, True)),
    ("「设备」高于「到账」× 50%", {"machines": 4, "received": "10.01"}, ("machines", 400, 501, 101, True)),
    ("「设备」低于「到账」× 50%", {"machines": 6, "received": "10.01"}, ("machines", 600, 500, 100, False)),
    ("「设备」不超过「到账」× 50%", {"machines": 6, "received": "10.01"}, ("machines", 600, 500, 100, False)),
    ("「设备」÷「到账」达到 50%", {"machines": 4, "received": "10.01"}, ("machines", 400, 501, 101, True)),
    ("「设备」÷「到账」高于 50%", {"machines": 4, "received": 10}, ("machines", 400, 501, 101, True)),
    ("「设备」÷「到账」不超过 50%", {"machines": 6, "received": 10}, ("machines", 600, 500, 100, False)),
    # a reading that is followed; a yearly fact
    (
        "「设备」÷ 依口径 base（all_income：「到账」；machines：「研发」）达到 50%",
        {"machines": 4, "received": 10},
        ("machines", 400, 500, 100, True),
    ),
    (
        "依口径 base（all_income：「设备」；machines：「研发」）达到 5元",
        {"machines": 4},
        ("machines", 400, 500, 100, True),
    ),
    ("「营收」达到 5元", {"income": {"2026": 4}}, ("income", 400, 500, 100, True)),
    ("「设备」高于 上年「研发」", {"machines": 4, "research": {"2025": 4}}, ("machines", 400, 401, 1, True)),
    # part of a larger condition that the one line would turn
    ("「企业」且「设备」达到 5元", {"machines": 4}, ("machines", 400, 500, 100, True)),
    ("不（「企业」）或「设备」达到 5元", {"machines": 4}, ("machines", 400, 500, 100, True)),
    ("至少2项（「企业」；「设备」达到 5元；「有规模」）", {"machines": 4}, ("machines", 400, 500, 100, True)),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "facts", "line"), LINES)
def test_the_line_and_the_distance_to_it(condition: str, facts: dict[str, Any], line: tuple[Any, ...]) -> None:
    (found,) = misses(condition, facts)

    assert (found.fact, found.has, found.needs, found.gap, found.upwards) == line
    assert found.reached == Fraction(min(found.has, found.needs)) / max(found.has, found.needs)
    assert found.then is Verdict.ELIGIBLE
    assert found.award_at_line == 900


NOT_TOLD: list[tuple[str, dict[str, Any]]] = [
    ("「占比」高于 5%", {"share": "5%"}),  # no ratio is the next above a line
    ("「占比」低于 5%", {"share": "5%"}),
    ("「设备」等于「到账」× 50%", {"machines": 5, "received": "10.01"}),  # no whole fen is half of them
    ("「设备」达到 5元", {"machines": "2.49"}),  # less than half
    ("「设备」达到 5元", {"machines": 0}),
    ("「设备」达到 5元", {"machines": -5}),
    ("「设备」达到 5元", {}),
    ("「设备」达到「到账」", {"machines": 4}),
    ("「设备」÷「到账」达到 50%", {"machines": 4}),
    ("「设备」÷「到账」达到 50%", {"received": 4}),
    (
        "（「设备」＋「研发」）÷「到账」达到 50%",
        {"machines": 4, "research": 0, "received": 10},
    ),  # two facts could change
    ("「设备」＋「到账」达到 5元", {"machines": 4, "received": 0}),
    ("「往年最高营收」达到 5元", {"income_before": 4}),  # the past cannot change
    ("往年最高「营收」达到 5元", {"income": {"2025": 4}}),
    ("不（「设备」低于 5元）", {"machines": 4}),  # under a negation
    ("「企业」", {"firm": False}),
    ("「企业」且「设备」达到 5元", {"machines": 4, "firm": False}),
    ("「企业」或「设备」达到 5元", {"machines": 4}),  # eligible already
]


@pytest.mark.parametrize(("condition", "facts"), NOT_TOLD)
def test_what_is_not_told(condition: str, facts: dict[str, Any]) -> None:
    assert misses(condition, facts) == ()


def test_just_half_of_the_line_is_near_and_another_share_may_be_asked() -> None:
    assert [each.reached for each in misses("「设备」达到 5元", {"machines": "2.5"})] == [Fraction(1, 2)]
    assert misses("「设备」达到 5元", {"machines": 4}, nearly=Fraction(5, 6)) == ()
    assert len(misses("「设备」达到 5元", {"machines": 4}, nearly=Fraction(4, 5))) == 1
    assert len(misses("「设备」达到 5元", {"machines": "0.01"}, nearly=Fraction(0))) == 1


# award; facts; fen at the line
AWARDS = [
    ("按「设备」的 10%，最高 1元", {"machines": 4}, 50),
    ("按「设备」的 100%，最高 1元", {"machines": 4}, 100),
    ("按「到账」的 10%，最高 1元", {"machines": 4}, 100),  # the base is not known: the ceiling
    ("按「到账」的 10%", {"machines": 4}, None),
    ("最高 3元", {"machines": 4}, 300),
]


@pytest.mark.parametrize(("award", "facts", "fen"), AWARDS)
def test_what_the_award_is_at_the_line(award: str, facts: dict[str, Any], fen: int | None) -> None:
    (found,) = misses("「设备」达到 5元", facts, award)

    assert found.award_at_line == fen


def test_a_measure_without_an_award_is_told_without_one() -> None:
    program = compile_program(pack_of(measure("A", condition=parse_condition("「设备」达到 5元"))))

    (found,) = near_misses(program, answer_for(program, {"machines": 4}))

    assert found.award_at_line is None


def test_the_verdict_at_the_line_may_still_be_open() -> None:
    (open_still,) = misses("「企业」且「设备」达到 5元", {"machines": 4, "firm": None})
    (settled,) = misses("（「企业」且「成效好」）或「设备」达到 5元", {"machines": 4})

    assert open_still.then is Verdict.UNDETERMINED
    assert settled.then is Verdict.ELIGIBLE


def test_the_nearest_come_first_then_the_order_of_the_policy() -> None:
    rules = [
        measure(id, condition=parse_condition(f"「{name}」达到 {line}元"), award=parse_award("最高 9元"))
        for id, name, line in (("Z", "设备", 5), ("B", "到账", 5), ("A", "设备", 6), ("C", "研发", 4))
    ]
    program = compile_program(pack_of(*rules))

    found = near_misses(program, answer_for(program, {"machines": 4, "received": 4, "research": "3.9"}))

    assert [each.measure for each in found] == ["C", "Z", "B", "A"]


def test_of_the_lines_of_two_open_readings_the_one_that_settles_it_is_told() -> None:
    condition = "依口径 arrival（any：「设备」达到 5元；whole：「设备」达到 6元）"

    (found,) = misses(condition, {"machines": 4})

    assert (found.needs, found.then) == (600, Verdict.ELIGIBLE)


def test_two_lines_that_would_each_do_are_both_told() -> None:
    found = misses("「设备」达到 5元或「到账」达到 5元", {"machines": 4, "received": "4.5"})

    assert [(each.fact, each.gap) for each in found] == [("received", 50), ("machines", 100)]
