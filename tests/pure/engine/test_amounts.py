"""What each form of 支持 comes to, as a table: form, facts, sum in yuan; on, under and over each line and cap."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from lingqu.law.engine.amounts import year_running
from lingqu.law.engine.answers import Outcome, assess
from lingqu.law.engine.program import compile_program
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.lang.parser import parse_award
from lingqu.law.lang.tree import Award, Unit
from pure.engine.hand_made import HERE, fact, measure, pack_of

OTHERS = (
    measure("RATE", award=parse_award("按「设备」的 1%，最高 1元")),
    measure("BANDS", award=parse_award("按「设备」分档（不满 10元：1元；10元以上：10%），最高 2元")),
    measure("FLAT", award=parse_award("定额 30万元")),
    measure("STEPS", award=parse_award("按「人数」每满 2人 给 3元")),
)

DAY = "2027-06-30"
BANDS = "按「设备」分档（不满 10元：1元；10元以上、不超过 50元：10%；超过 50元：20%），最高 12元"
MARGINAL = "按「设备」累进（超过 0元 部分：5%；超过 100元 部分：2%；超过 1000元 部分：千分之五），最高 30元"
TWO_BASES = "自「认定日」起分年（第1年：「设备」的 50%；第2年：「到账」的 50%），最高 9元"
YEAR_BY_YEAR = "自「认定日」起分年（第1年：「设备」的 50%；第2年：按不超过「设备」的 30%；第3年：定额 5元），最高 40元"


def fen(yuan: str | None) -> int | None:
    return None if yuan is None else int(Decimal(yuan) * 100)


def outcome_of(award: str | Award, facts: dict[str, Any]) -> Outcome:
    """Judge one measure with that award, that everyone in the city is eligible for."""
    built = parse_award(award) if isinstance(award, str) else award
    pack = pack_of(measure("A", award=built), *OTHERS)
    program = compile_program(pack)
    subject = SubjectReader(program).read({"id": "A", "facts": {**HERE, **facts}})
    return assess(program, subject, program.measures[:1]).outcomes[0]


# 支持; facts; kind; sum in yuan (None: not known), or "no" where nobody is eligible
SUMS = [
    # a fixed sum, a ceiling alone
    ("定额 30万元，一次", {}, "due", "300000"),
    ("定额 30万元，最高 20万元", {}, "due", "200000"),
    ("最高 500万元，每家", {}, "up_to", "5000000"),
    ("最高 0.01元", {}, "up_to", "0.01"),
    # a rate: cut down to the fen, then the ceiling
    ("按「设备」的 15%", {"machines": "0.06"}, "due", "0"),
    ("按「设备」的 15%", {"machines": "0.07"}, "due", "0.01"),
    ("按「设备」的 15%", {"machines": 100}, "due", "15"),
    ("按「设备」的 15%，最高 15元", {"machines": "99.99"}, "due", "14.99"),
    ("按「设备」的 15%，最高 15元", {"machines": 100}, "due", "15"),
    ("按「设备」的 15%，最高 15元", {"machines": "100.01"}, "due", "15"),
    ("按「设备」的 千分之五", {"machines": "1.99"}, "due", "0"),
    ("按「设备」的 千分之五", {"machines": "2.00"}, "due", "0.01"),
    ("按「设备」的 1.5倍", {"machines": "0.01"}, "due", "0.01"),
    ("按「设备」的 三分之一", {"machines": "0.05"}, "due", "0.01"),
    ("按「设备」的 15%", {"machines": 0}, "due", "no"),
    ("按「设备」的 15%", {"machines": -100}, "due", "no"),
    ("按「设备」的 15%", {}, "due", None),
    ("按「设备」的 15%，最高 15元", {}, "due", None),
    ("按「设备」的 100%", {"machines": "999999999999.99"}, "due", "999999999999.99"),
    # at most a rate
    ("按不超过「设备」的 20%，最高 10元", {"machines": 10}, "up_to", "2"),
    ("按不超过「设备」的 20%，最高 10元", {"machines": "49.99"}, "up_to", "9.99"),
    ("按不超过「设备」的 20%，最高 10元", {"machines": 50}, "up_to", "10"),
    ("按不超过「设备」的 20%，最高 10元", {}, "up_to", "10"),
    ("按不超过「设备」的 20%，最高 10元", {"machines": 0}, "up_to", "no"),
    # bases put together: exact to the end
    ("按（「设备」+「到账」）的 10%", {"machines": "0.05", "received": "0.05"}, "due", "0.01"),
    ("按（「设备」−「到账」）的 10%", {"machines": 100, "received": 40}, "due", "6"),
    ("按（「设备」−「到账」）的 10%", {"machines": 100, "received": 100}, "due", "no"),
    ("按（「设备」× 1.2倍）的 25%", {"machines": "3.33"}, "due", "0.99"),
    ("按较小者（「设备」，「到账」）的 10%", {"machines": 100, "received": 40}, "due", "4"),
    ("按较小者（「设备」，「到账」）的 10%", {"machines": 100}, "due", None),
    ("按较大者（「设备」，「到账」）的 10%", {"machines": 100, "received": 40}, "due", "10"),
    ("按较大者（「设备」，「到账」）的 10%", {"received": 40}, "due", None),
    ("按同比增加「研发」的 10%", {"research": {"2025": 100, "2026": 130}}, "due", "3"),
    ("按同比增加「研发」的 10%", {"research": {"2025": 130, "2026": 100}}, "due", "no"),
    ("按同比增加「研发」的 10%", {"research": {"2026": 130}}, "due", None),
    ("按上年「研发」的 10%", {"research": {"2025": 100, "2026": 130}}, "due", "10"),
    ("按近2年合计「研发」的 10%", {"research": {"2025": 100, "2026": 130}}, "due", "23"),
    ("按往年最高「研发」的 10%", {"research": {"2024": 100, "2025": 90, "2026": 130}}, "due", "10"),
    ("按往年最高「研发」的 10%", {"research": {"2023": 100, "2025": 90, "2026": 130}}, "due", None),  # a gap
    ("按依口径 base（all_income：「营收」；machines：「设备」）的 10%", {"income": 50, "machines": 9}, "due", "5"),
    # bands: half open and closed, sums and rates of the whole
    *[
        (BANDS, {"machines": base}, "due", yuan)
        for base, yuan in [
            ("0.01", "1"), ("9.99", "1"), ("10", "1"), ("10.10", "1.01"), ("50", "5"), ("50.01", "10"),
            ("50.05", "10.01"), ("59.99", "11.99"), ("60", "12"), ("99", "12"),
        ]
    ],
    ("按「设备」分档（超过 10元、不超过 20元：1元）", {"machines": 10}, "due", "0"),  # outside all bands: nothing
    ("按「设备」分档（超过 10元、不超过 20元：1元）", {"machines": "10.01"}, "due", "1"),
    ("按「设备」分档（超过 10元、不超过 20元：1元）", {"machines": 20}, "due", "1"),
    ("按「设备」分档（超过 10元、不超过 20元：1元）", {"machines": "20.01"}, "due", "0"),
    (BANDS, {"machines": 0}, "due", "no"),  # the first band has no lower end, but money of zero buys nothing
    (BANDS, {"machines": -1}, "due", "no"),
    ("按「人数」分档（不满 1人：3元；1人以上：1元）", {"heads": 0}, "due", "3"),  # zero may be the aim
    ("按「设备」分档（10元以上、20元以下：1元）", {"machines": 20}, "due", "1"),
    ("按「设备」分档（10元以上、低于 20元：1元）", {"machines": 20}, "due", "0"),
    ("按「人数」分档（不满 3人：1元；3人以上：2元）", {"heads": 2}, "due", "1"),
    ("按「人数」分档（不满 3人：1元；3人以上：2元）", {"heads": 3}, "due", "2"),
    ("按「占比」分档（3%以上、不满 5%：1元；5%以上：2元）", {"share": "2.9999%"}, "due", "0"),
    ("按「占比」分档（3%以上、不满 5%：1元；5%以上：2元）", {"share": "0.03"}, "due", "1"),
    ("按「占比」分档（3%以上、不满 5%：1元；5%以上：2元）", {"share": "5%"}, "due", "2"),
    ("按「占比」分档（3%以上、不满 5%：1元；5%以上：2元）", {}, "due", None),
    # marginal rates: only the part above each line
    *[
        (MARGINAL, {"machines": base}, "due", yuan)
        for base, yuan in [
            ("0.19", "0"), ("0.20", "0.01"), ("99.99", "4.99"), ("100", "5"), ("100.01", "5"), ("100.50", "5.01"),
            ("1000", "23"), ("1002", "23.01"), ("2399.99", "29.99"), ("2400", "30"), ("9000", "30"),
        ]
    ],
    ("按「设备」累进（超过 100元 部分：10%）", {"machines": 100}, "due", "0"),  # up to the first line nothing
    ("按「设备」累进（超过 100元 部分：10%）", {"machines": "100.10"}, "due", "0.01"),
    ("按「设备」累进（超过 100元 部分：10%）", {"machines": 0}, "due", "no"),
    ("按「设备」累进（超过 100元 部分：10%）", {}, "due", None),
    # parts of a fen of two bands are added before the end is cut: 0.5 + 0.5 fen
    ("按「设备」累进（超过 0元 部分：50%；超过 0.01元 部分：50%）", {"machines": "0.02"}, "due", "0.01"),
    # steps: only full ones
    ("按「设备」每满 1万元 给 100元，最高 300元", {"machines": "9999.99"}, "due", "0"),
    ("按「设备」每满 1万元 给 100元，最高 300元", {"machines": 10000}, "due", "100"),
    ("按「设备」每满 1万元 给 100元，最高 300元", {"machines": "19999.99"}, "due", "100"),
    ("按「设备」每满 1万元 给 100元，最高 300元", {"machines": 30000}, "due", "300"),
    ("按「设备」每满 1万元 给 100元，最高 300元", {"machines": 90000}, "due", "300"),
    ("按「人数」每满 2人 给 3元", {"heads": 1}, "due", "0"),
    ("按「人数」每满 2人 给 3元", {"heads": 5}, "due", "6"),
    ("按「人数」每满 2人 给 3元", {"heads": 0}, "due", "no"),
    ("按「人数」每满 2人 给 3元", {}, "due", None),
    # a multiple of what another comes to: before its ceiling, and with its parts of a fen
    ("按 RATE 的 200%", {"machines": "1.50"}, "due", "0.03"),
    ("按 RATE 的 200%", {"machines": 1000}, "due", "20"),
    ("按 RATE 的 200%，最高 15元", {"machines": 1000}, "due", "15"),
    ("按 RATE 的 200%", {"machines": 0}, "due", "no"),
    ("按 RATE 的 200%", {}, "due", None),
    ("按 BANDS 的 1.5倍", {"machines": "9.99"}, "due", "1.5"),
    ("按 BANDS 的 1.5倍", {"machines": "10.07"}, "due", "1.51"),
    ("按 BANDS 的 1.5倍", {"machines": 100}, "due", "15"),
    ("按 FLAT 的 50%", {}, "due", "150000"),
    ("按 STEPS 的 三分之一", {"heads": 4}, "due", "2"),
    # another one's base at a rate of its own
    ("依 RATE 改按 5%", {"machines": 1000}, "due", "50"),
    ("依 RATE 改按 5%，最高 40元", {"machines": 1000}, "due", "40"),
    ("依 RATE 改按 5%", {"machines": -1}, "due", "no"),
    ("依 RATE 改按 5%", {}, "due", None),
    # year by year
    *[
        (YEAR_BY_YEAR, {"recognised_on": start, "machines": base}, "up_to", yuan)
        for start, base, yuan in [
            (DAY, 10, "5"), ("2026-07-01", 10, "5"), ("2026-06-30", 10, "5"), ("2026-06-29", 10, "3"),
            ("2025-06-30", 10, "3"), ("2025-06-29", 10, "5"), ("2024-06-30", None, "5"), ("2024-06-29", 10, "0"),
            ("2027-07-01", 10, "0"), (None, 10, "40"), ("2026-07-01", None, "40"), ("2026-07-01", "79.99", "39.99"),
            ("2026-07-01", 80, "40"), ("2026-07-01", 200, "40"),
        ]
    ],
    ("自 2027年1月1日 起分年（第1年：定额 1元）", {}, "due", "1"),
    # matching a grant from above
    ("配套「到账」的 100%，最高 200元", {"received": "199.99"}, "due", "199.99"),
    ("配套「到账」的 100%，最高 200元", {"received": "200.01"}, "due", "200"),
    ("配套「到账」的 50%", {"received": "0.03"}, "due", "0.01"),
    ("配套「到账」的 50%", {"received": 0}, "due", "no"),
    ("配套「到账」的 50%，最高 200元", {}, "due", None),
    # a decision within a range, competition, a pool, a look at something, no sum at all
    ("由 kjt 在 10元 至 50元 之间核定", {}, "up_to", "50"),
    ("由 kjt 在 10元 至 50元 之间核定，最高 40元", {}, "up_to", "40"),
    ("择优，最高 100元", {}, "competitive", "100"),
    ("择优，按「设备」的 10%，最高 100元", {"machines": 50}, "competitive", "5"),
    ("资金池，最高 1000元，每年", {}, "pool", "1000"),
    ("视「到账」情况，最高 100元", {"received": "0.01"}, "up_to", "100"),
    ("视「到账」情况，最高 100元", {"received": 0}, "up_to", "no"),
    ("视「到账」情况，最高 100元", {}, "up_to", "100"),
    ("不涉金额「优先推荐」", {}, "none", None),
]  # fmt: skip


@pytest.mark.parametrize(("award", "facts", "kind", "expected"), SUMS)
def test_an_award_comes_to(award: str, facts: dict[str, Any], kind: str, expected: str | None) -> None:
    outcome = outcome_of(award, facts)

    if outcome.award is None:
        assert expected == "no"
        return
    assert outcome.award.kind == kind
    assert outcome.award.fen == fen(expected)


# 支持; facts; what the sum lacks; the most it can be, in yuan
LACKING = [
    ("按「设备」的 15%，最高 15元", {}, ("machines",), "15"),
    ("按「设备」的 15%", {}, ("machines",), None),
    ("按较小者（「设备」，「到账」）的 10%，最高 5元", {"machines": 1}, ("received",), "5"),
    ("视「到账」情况，最高 100元", {}, ("received",), "100"),
    ("按不超过「设备」的 20%，最高 10元", {}, ("machines",), "10"),
    ("按同比增加「研发」的 10%，最高 9元", {"research": {"2026": 1}}, ("research",), "9"),
    ("依 RATE 改按 5%，最高 40元", {}, ("machines",), "40"),
    ("按 RATE 的 200%，最高 15元", {}, ("machines",), "15"),
    ("自「认定日」起分年（第1年：「设备」的 50%），最高 9元", {"machines": 1}, ("recognised_on",), "9"),
    (TWO_BASES, {"recognised_on": DAY}, ("machines",), "9"),  # only what the running year needs
    (TWO_BASES, {"recognised_on": "2026-06-29"}, ("received",), "9"),
    (TWO_BASES, {"recognised_on": "2024-06-29"}, (), "0"),
    (TWO_BASES, {}, ("recognised_on",), "9"),
    ("最高 9元", {}, (), "9"),
]


@pytest.mark.parametrize(("award", "facts", "lacking", "most"), LACKING)
def test_a_sum_without_its_base_says_what_it_lacks_and_is_no_zero(
    award: str, facts: dict[str, Any], lacking: tuple[str, ...], most: str | None
) -> None:
    found = outcome_of(award, facts).award

    assert found is not None
    assert found.missing == lacking
    assert found.at_most == fen(most)


# period; paid this year; paid in all; what is left of 100 yuan
REMAINING = [
    ("每年", 30, None, "70"),
    ("每年", 100, None, "0"),
    ("每年", 130, None, "0"),
    ("每年", None, 30, None),
    ("3年合计", None, 30, "70"),
    ("3年合计", 30, None, None),
    ("有效期内合计", None, "99.99", "0.01"),
    ("一次", 30, 30, None),
]


@pytest.mark.parametrize(("period", "in_year", "in_all", "left"), REMAINING)
def test_a_ceiling_counts_what_was_paid_in_its_own_period(
    period: str, in_year: Any, in_all: Any, left: str | None
) -> None:
    found = outcome_of(f"最高 100元，每家，{period}", {"paid_year": in_year, "paid_total": in_all}).award

    assert found is not None
    assert found.remaining == fen(left)


@pytest.mark.parametrize("award", ["资金池，最高 100元，每年", "择优，最高 100元，每年"])
def test_what_one_was_paid_is_not_held_against_a_pool_or_a_competition(award: str) -> None:
    found = outcome_of(award, {"paid_year": 30, "paid_total": 30}).award

    assert found is not None
    assert found.remaining is None


def test_two_readings_with_two_sums_give_the_larger_as_the_most() -> None:
    open_base = "按依口径 arrival（any：「到账」；whole：「设备」）的 10%"

    apart = outcome_of(open_base, {"received": 100, "machines": 60}).award
    alike = outcome_of(open_base, {"received": 60, "machines": 60}).award

    assert apart is not None
    assert alike is not None
    assert (apart.fen, apart.at_most) == (None, 1000)
    assert (alike.fen, alike.at_most) == (600, 600)


# start; day; number of the year that runs
YEARS = [
    ("2026-06-30", "2026-06-29", 0),
    ("2026-06-30", "2026-06-30", 1),
    ("2026-06-30", "2027-06-30", 1),
    ("2026-06-30", "2027-07-01", 2),
    ("2026-12-31", "2027-01-01", 1),
    ("2024-02-29", "2025-02-28", 1),
    ("2024-02-29", "2025-03-01", 2),
    ("2024-02-29", "2028-02-29", 4),
    ("2024-02-29", "2028-03-01", 5),
]


@pytest.mark.parametrize(("start", "day", "number"), YEARS)
def test_a_year_of_an_award_runs_to_the_corresponding_day(start: str, day: str, number: int) -> None:
    assert year_running(date.fromisoformat(start), date.fromisoformat(day)) == number


def test_the_facts_of_the_table_are_those_of_the_hand_made_policy() -> None:
    assert fact("占比", "share", Unit.RATIO) in pack_of().facts
