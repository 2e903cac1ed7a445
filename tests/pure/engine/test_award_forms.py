"""Awards that rest on another measure, and awards on a ratio that has no value; as tables."""

from __future__ import annotations

from typing import Any

import pytest

from lingqu.law.engine.answers import Answer, assess
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.program import compile_program
from lingqu.law.engine.reasons import because
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.engine.values import UnableToCompile
from lingqu.law.lang import tree
from lingqu.law.lang.parser import parse_award
from lingqu.law.lang.tree import Award, Unit
from pure.engine.hand_made import HERE, measure, pack_of, yuan

OTHERS = (
    measure("CEILING", award=parse_award("最高 10元")),
    measure("BARE"),
    measure("WITHOUT", award=Award(None, None)),
    measure("RATE", award=parse_award("按「设备」的 10%，最高 1元")),
    measure("FLAT", award=parse_award("定额 3元")),
)


def answer_for(award: Award, facts: dict[str, Any]) -> tuple[Any, Answer]:
    program = compile_program(pack_of(measure("A", award=award), *OTHERS))
    return program, assess(program, SubjectReader(program).read({"id": "A", "facts": {**HERE, **facts}}))


def times(id: str, numerator: int, denominator: int = 1, ceiling: int | None = None) -> Award:
    ratio = tree.Quantity(Unit.RATIO, numerator, denominator)
    return Award(tree.Multiple(id, ratio), yuan(ceiling) if ceiling else None)


# award; facts; fen
MULTIPLES: list[tuple[Award, dict[str, Any], int | None]] = [
    (times("CEILING", 3, 2), {}, 1500),  # of a ceiling alone: the ceiling is what is multiplied
    (times("CEILING", 3, 2, ceiling=12), {}, 1200),
    (times("BARE", 2), {}, 0),
    (times("WITHOUT", 2), {}, 0),
    (times("FLAT", 1, 2), {}, 150),
    (times("RATE", 3), {"machines": 100}, 3000),  # before the other one's ceiling
    (times("RATE", 3), {"machines": "0.33"}, 9),  # 9.9 fen, cut down once and at the end
    (times("RATE", 3), {}, None),
    (Award(tree.Override("RATE", tree.Quantity(Unit.RATIO, 1, 2)), None), {"machines": 100}, 5000),
]


@pytest.mark.parametrize(("award", "facts", "fen"), MULTIPLES, ids=range(len(MULTIPLES)))
def test_what_a_multiple_of_another_award_comes_to(award: Award, facts: dict[str, Any], fen: int | None) -> None:
    _, answer = answer_for(award, facts)

    found = answer.outcomes[0].award
    assert found is not None
    assert found.fen == fen


@pytest.mark.parametrize("id", ["FLAT", "CEILING", "BARE"])
def test_a_rate_of_its_own_needs_a_base_of_the_other(id: str) -> None:
    with pytest.raises(UnableToCompile, match=f"^{id} has no base that another rate could be applied to$"):
        answer_for(Award(tree.Override(id, tree.Quantity(Unit.RATIO, 1, 2)), None), {})


BANDS = "按（「研发」÷「设备」）分档（不满 5%：1元；5%以上：2元）"

# award; facts; fen; ratios without a value; the end of the sentence in Chinese and English
RATIOS: list[tuple[str, dict[str, Any], int | None, tuple[str, ...], str, str]] = [
    (f"{BANDS}，最高 9元", {"research": 1, "machines": 10}, 200, (), "应得2元。", "Due: 2 yuan."),
    (
        f"{BANDS}，最高 9元", {"research": 1, "machines": 0}, None, ("research/machines",),
        "应得数待算，有一个比值的分母不大于零，无法计算；至多9元。",
        "The sum due is not known: a ratio has a denominator of zero or less and no value; at most 9 yuan.",
    ),
    (
        BANDS, {"machines": 1}, None, (),
        "应得数待算，还缺「研发」。", "The sum due needs “research”.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("award", "facts", "fen", "undefined", "chinese", "english"), RATIOS)
def test_a_sum_on_a_ratio_without_a_value_says_so(
    award: str, facts: dict[str, Any], fen: int | None, undefined: tuple[str, ...], chinese: str, english: str
) -> None:
    program, answer = answer_for(parse_award(award), facts)

    outcome = answer.outcomes[0]
    assert outcome.award is not None
    assert outcome.award.fen == fen
    assert outcome.undefined == undefined
    assert because(program, answer, outcome, "zh").endswith(chinese)
    assert because(program, answer, outcome, "en").endswith(english)


@pytest.mark.parametrize(
    "award", ["最高 9元", "由 kjt 在 1元 至 5元 之间核定", "定额 3元", "资金池，最高 9元", "择优，最高 9元"]
)
def test_an_award_without_a_base_needs_no_fact(award: str) -> None:
    _, answer = answer_for(parse_award(award), {"day": None})

    assert answer.outcomes[0].missing == ("day",)
    assert answer.outcomes[0].sum_missing == ()


def test_a_sum_to_be_settled_within_bounds_has_the_upper_one_as_its_most() -> None:
    _, within = answer_for(parse_award("由 kjt 在 1元 至 5元 之间核定"), {})
    _, under = answer_for(parse_award("由 kjt 在 1元 至 5元 之间核定，最高 4元"), {})
    _, over = answer_for(parse_award("由 kjt 在 1元 至 5元 之间核定，最高 6元"), {})

    assert [each.outcomes[0].award.fen for each in (within, under, over) if each.outcomes[0].award] == [500, 400, 500]


# received, machines; the verdict under the one way to read the base and under the other
BASES = [
    (5, 5, Verdict.ELIGIBLE),
    (0, 5, Verdict.UNDETERMINED),
    (5, 0, Verdict.UNDETERMINED),
    (0, 0, Verdict.NOT_ELIGIBLE),
]


@pytest.mark.parametrize(("received", "machines", "verdict"), BASES)
def test_a_base_that_an_open_reading_decides_refuses_only_under_that_reading(
    received: int, machines: int, verdict: Verdict
) -> None:
    award = parse_award("按依口径 arrival（any：「到账」；whole：「设备」）的 10%")

    _, answer = answer_for(award, {"received": received, "machines": machines})

    assert answer.outcomes[0].verdict is verdict


# award; what was invested; fen: exact to the end, however large and however the base was come by
RATES = [
    ("按（「设备」× 1.5倍）的 40%", "3.33", 199),
    ("按（「设备」× 1.5倍）的 40%", "3.34", 200),
    ("按「设备」的 99.9999%", "100000000000.01", 9_999_990_000_000),  # a float would give one fen more
]


@pytest.mark.parametrize(("award", "machines", "fen"), RATES)
def test_a_rate_is_exact_to_the_fen(award: str, machines: str, fen: int) -> None:
    _, answer = answer_for(parse_award(award), {"machines": machines})

    found = answer.outcomes[0].award
    assert found is not None
    assert found.fen == fen
