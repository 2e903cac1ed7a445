"""Verdicts, sums and missing facts of the hand-made policy, as a table; and the laws that hold for any facts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingqu.law.engine.answers import Outcome, UnableToFindMeasure, assess, select_measures
from lingqu.law.engine.choices import UnableToChoose
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.program import compile_program
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.lang.tree import Unit
from pure.engine.hand_made import FACTS, HERE, pack_of

PACK = pack_of()
PROGRAM = compile_program(PACK)

M = 1_000_000


def outcome(measure: str, facts: dict[str, Any], readings: dict[str, str] | None = None) -> Outcome:
    program = compile_program(PACK, readings) if readings else PROGRAM
    subject = SubjectReader(program).read({"id": "A", "facts": facts})
    answer = assess(program, subject, select_measures(program, [measure]))
    return answer.outcomes[0]


E, N, U = Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE, Verdict.UNDETERMINED

# measure; facts beside HERE; verdict; missing sets
VERDICTS = [
    ("M1", {"research": 20 * M}, E, []),
    ("M1", {"research": "19999999.99", "income": 200 * M}, E, []),
    ("M1", {"research": 10 * M, "income": 200 * M}, N, []),  # just 5 %
    ("M1", {"research": "10000000.01", "income": 200 * M}, E, []),
    ("M1", {"research": 15 * M}, U, [["income"]]),
    ("M1", {"income": 200 * M}, U, [["research"]]),
    ("M1", {}, U, [["research"]]),  # spending alone can settle it; the intensity would need more
    ("M1", {"research": 10 * M, "income": 0}, U, []),
    ("M1", {"research": 10 * M, "income": -5}, U, []),
    ("M1", {"research": 20 * M, "income": 0}, E, []),
    ("M1", {"research": 20 * M, "firm": None}, U, [["firm"]]),
    ("M1", {"firm": False}, N, []),
    ("M1", {"research": 20 * M, "here": None}, U, [["here"]]),
    ("M1", {"research": 20 * M, "here": False}, N, []),
    ("M1", {"research": 20 * M, "day": None}, U, [["day"]]),
    ("M1", {"research": 20 * M, "day": "2026-01-23"}, N, []),
    ("M1", {"research": 20 * M, "day": "2026-01-24"}, E, []),
    ("M1", {"research": 20 * M, "day": "2030-12-31"}, E, []),
    ("M1", {"research": 20 * M, "day": "2031-01-01"}, N, []),
    ("M2", {"machines": 3 * M}, E, []),
    ("M2", {"machines": "2999999.99"}, N, []),
    ("M2", {}, U, [["machines"]]),
    ("M3", {"income": "30000000.01", "income_before": 30 * M}, E, []),
    ("M3", {"income": 30 * M, "income_before": 0}, N, []),
    ("M3", {"income": 31 * M, "income_before": "30000000.01"}, N, []),
    ("M3", {"income": 31 * M}, U, [["income_before"]]),
    ("M3", {"income": {"2024": 50 * M, "2026": 31 * M}}, N, []),  # the gap does not matter: 2024 was above already
    ("M3", {"income": {"2024": 20 * M, "2026": 31 * M}}, U, [["income_before"]]),
    ("M3", {"income": {"2025": 20 * M, "2026": 31 * M}}, E, []),
    ("M3", {}, U, [["income", "income_before"]]),
    ("M3", {"income": {"2025": 20 * M, "2026": 31 * M}, "day": None}, U, [["day"]]),
    ("M3", {"day": None}, U, [["day", "income", "income_before"]]),
    ("M4", {"received": 5, "machines": 5}, E, []),
    ("M4", {"received": 0, "machines": 5}, N, []),
    ("M4", {"received": 4, "machines": 5}, U, []),  # the readings clash, no fact can help
    ("M4", {"machines": 5}, U, [["received"]]),
    ("M4", {"received": 5}, U, [["machines"]]),
    ("M4", {}, U, [["machines", "received"]]),
    ("M4", {"received": 4, "machines": 5, "firm": None}, U, [["firm"]]),  # only a no can still come of it
    ("M5", {}, U, [["sizeable", "level", "recognised_on", "good"]]),
    ("M5", {"level": "city"}, N, []),
    ("M5", {"heads": 100}, N, []),
    (
        "M5",
        {"heads": 5, "level": "nation", "recognised_on": "2024-06-30"},
        U,
        [["good"]],
    ),
    ("M5", {"heads": 5, "level": "nation", "recognised_on": "2024-06-29", "good": True}, N, []),
    ("M5", {"heads": 5, "level": "nation", "recognised_on": "2027-07-01", "good": True}, N, []),
    ("M5", {"heads": 5, "level": "nation", "recognised_on": "2024-06-30", "good": True}, E, []),
    ("M5", {"heads": 5, "level": "nation", "recognised_on": "2024-06-30", "good": True, "research": 0}, N, []),
]


@pytest.mark.parametrize(("measure", "facts", "verdict", "sets"), VERDICTS)
def test_verdicts_and_minimal_sets(
    measure: str, facts: dict[str, Any], verdict: Verdict, sets: list[list[str]]
) -> None:
    found = outcome(measure, {**HERE, **facts})

    assert found.verdict is verdict
    order = [fact.code for fact in FACTS]
    assert [list(each) for each in found.judgement.missing_sets] == [sorted(each, key=order.index) for each in sets]
    assert list(found.missing) == sorted({code for each in sets for code in each}, key=order.index)


GOOD = {"heads": 5, "level": "nation", "recognised_on": "2026-06-30", "good": True}
# measure; facts; kind; fen; at most; remaining; facts the sum still needs
SUMS = [
    ("M1", {"research": 20 * M}, "up_to", 5 * M, 5 * M, None, ()),
    ("M2", {"machines": 3 * M}, "due", 450_000, 450_000, None, ()),
    ("M2", {"machines": 3 * M, "paid_year": 0}, "due", 450_000, 450_000, 450_000, ()),
    ("M2", {"machines": 3 * M, "paid_year": 50_000}, "due", 450_000, 450_000, 400_000, ()),
    ("M2", {"machines": 3 * M, "paid_year": 450_000}, "due", 450_000, 450_000, 0, ()),
    ("M2", {"machines": 3 * M, "paid_year": 900_000}, "due", 450_000, 450_000, 0, ()),
    ("M2", {"machines": 3 * M, "paid_year": {"M2": 1}}, "due", 450_000, 450_000, 449_999, ()),
    ("M2", {"machines": 3 * M, "paid_year": {"M1": 1}}, "due", 450_000, 450_000, None, ()),
    ("M2", {"machines": 3 * M, "paid_total": 7}, "due", 450_000, 450_000, None, ()),
    ("M2", {"machines": "6666666.66"}, "due", "999999.99", "999999.99", None, ()),
    ("M2", {"machines": "6666666.67"}, "due", M, M, None, ()),
    ("M2", {"machines": "3000000.03"}, "due", 450_000, 450_000, None, ()),  # 450 000.0045 is cut down
    ("M2", {"machines": 900 * M}, "due", M, M, None, ()),
    ("M4", {"received": 5, "machines": 5}, "up_to", 2 * M, 2 * M, None, ()),
    ("M4", {"received": 5, "machines": 5, "paid_total": M}, "up_to", 2 * M, 2 * M, M, ()),
    ("M4", {"received": 5, "machines": 5, "paid_year": M}, "up_to", 2 * M, 2 * M, None, ()),
    ("M5", GOOD, "up_to", 800_000, 800_000, None, ("research",)),
    ("M5", {**GOOD, "research": 5 * M}, "up_to", 500_000, 500_000, None, ()),
    ("M5", {**GOOD, "research": 80 * M}, "up_to", 800_000, 800_000, None, ()),
]


def fen(amount: object) -> int:
    whole, _, part = str(amount).partition(".")
    return int(whole) * 100 + int(part or 0)


@pytest.mark.parametrize(("measure", "facts", "kind", "sum_", "most", "remaining", "missing"), SUMS)
def test_sums(
    measure: str,
    facts: dict[str, Any],
    kind: str,
    sum_: Any,
    most: Any,
    remaining: int | None,
    missing: tuple[str, ...],
) -> None:
    award = outcome(measure, {**HERE, **facts}).award

    assert award is not None
    assert (award.kind, award.fen, award.at_most) == (kind, fen(sum_), fen(most))
    assert award.remaining == (None if remaining is None else fen(remaining))
    assert award.missing == missing


def test_an_undetermined_outcome_tells_the_most_it_could_become() -> None:
    assert outcome("M2", {**HERE, "firm": None}).at_most == fen(M)
    assert outcome("M2", {**HERE, "firm": None, "machines": 3 * M}).at_most == fen(450_000)
    assert outcome("M2", {**HERE, "firm": None, "machines": 3 * M}).award is None
    assert outcome("M2", {**HERE, "firm": False}).at_most is None


def test_an_undefined_ratio_is_named_and_a_defined_one_is_not() -> None:
    assert outcome("M1", {**HERE, "research": 1, "income": 0}).undefined == ("research/income",)
    assert outcome("M1", {**HERE, "research": 1, "income": 1}).undefined == ()


def test_a_reading_asked_for_takes_the_place_of_the_open_one() -> None:
    facts = {**HERE, "received": 4, "machines": 5}

    assert outcome("M4", facts, {"arrival": "any"}).verdict is E
    assert outcome("M4", facts, {"arrival": "whole"}).verdict is N
    assert outcome("M4", facts).readings == ("arrival",)


def test_a_reading_asked_for_takes_the_place_of_the_adopted_one() -> None:
    facts = {**HERE, "research": 1 * M, "income": 200 * M, "machines": 2 * M}

    assert outcome("M1", facts).verdict is N
    assert outcome("M1", facts, {"base": "machines"}).verdict is E


def test_unknown_readings_and_alternatives_are_refused_together_with_the_nearest() -> None:
    with pytest.raises(UnableToChoose) as caught:
        compile_program(PACK, {"arival": "any", "base": "machine"})

    assert [(fault.given, fault.nearest) for fault in caught.value.faults] == [
        ("arival=any", "arrival"),
        ("base=machine", "machines"),
    ]


def test_measures_are_answered_in_the_order_of_the_policy_and_unknown_ones_refused() -> None:
    assert [each.measure.id for each in select_measures(PROGRAM, ["M3", "M1"])] == ["M1", "M3"]
    assert len(select_measures(PROGRAM)) == 5
    with pytest.raises(UnableToFindMeasure) as caught:
        select_measures(PROGRAM, ["M1", "M9", "F1"])
    assert caught.value.given == ("M9", "F1")


# ---------------------------------------------------------------- laws

AMOUNTS = st.sampled_from([-5, 0, 1, 4, 5, "0.01", 3 * M, "2999999.99", 20 * M, 30 * M, "30000000.01", 200 * M])
BY_UNIT: dict[Unit, st.SearchStrategy[Any]] = {
    Unit.MONEY: AMOUNTS,
    Unit.YES_NO: st.booleans(),
    Unit.COUNT: st.sampled_from([0, 99, 100]),
    Unit.RATIO: st.sampled_from(["5%", "0"]),
    Unit.CHOICE: st.sampled_from(["city", "province", "nation"]),
    Unit.DATE: st.sampled_from(["2024-06-30", "2026-01-24", "2027-06-30", "2031-01-01"]),
}
ASKED = [fact for fact in FACTS if not fact.role]
values = {fact.code: BY_UNIT[fact.unit] for fact in ASKED}
records = st.fixed_dictionaries({}, optional=values)


def verdicts(facts: dict[str, Any]) -> dict[str, Outcome]:
    answer = assess(PROGRAM, SubjectReader(PROGRAM).read({"id": "A", "facts": facts}))
    return {each.measure: each for each in answer.outcomes}


@given(records, st.data())
def test_filling_in_a_fact_never_takes_a_verdict_back_save_for_the_base_of_the_sum(
    facts: dict[str, Any], data: st.DataObject
) -> None:
    # a fact that was derived is known already: giving another value for it overrules it, which fills in nothing
    derived = {"sizeable"} if "heads" in facts else set()
    absent = [fact.code for fact in ASKED if fact.code not in facts and fact.code not in derived]
    if not absent:
        return
    code = data.draw(st.sampled_from(absent))
    before = verdicts(facts)

    after = verdicts({**facts, code: data.draw(values[code])})

    for measure, found in before.items():
        if found.verdict is not U and code not in found.sum_missing:
            assert after[measure].verdict is found.verdict


@given(records, st.data())
def test_a_fact_not_reported_as_missing_never_changes_the_verdict(facts: dict[str, Any], data: st.DataObject) -> None:
    before = verdicts(facts)
    measure = data.draw(st.sampled_from(list(before)))
    found = before[measure]
    silent = [
        fact.code
        for fact in ASKED
        if fact.code not in facts and fact.code not in found.missing and fact.code not in found.sum_missing
    ]
    # what only feeds a derivation is told under the derived fact's name
    silent = [code for code in silent if not (code == "heads" and "sizeable" in found.missing)]
    if not silent:
        return
    code = data.draw(st.sampled_from(silent))

    after = verdicts({**facts, code: data.draw(values[code])})

    assert after[measure].verdict is found.verdict


@given(records)
def test_the_sets_are_minimal_and_name_only_unknown_facts(facts: dict[str, Any]) -> None:
    for found in verdicts(facts).values():
        sets = [set(each) for each in found.judgement.missing_sets]
        assert all(code not in facts for each in sets for code in each)
        assert not any(one < other for one in sets for other in sets)
        assert [len(each) for each in sets] == sorted(len(each) for each in sets)
        assert set(found.missing) == set().union(*sets)
        if found.verdict is not U:
            assert not sets
            assert found.at_most is None


@given(records)
def test_no_sum_is_above_its_ceiling_and_what_remains_is_never_below_zero(facts: dict[str, Any]) -> None:
    for found in verdicts({**facts, "paid_year": 7, "paid_total": 10 * M}).values():
        award = found.compiled.measure.award
        assert award is not None
        assert award.ceiling is not None
        if found.award is not None:
            assert found.verdict is E
            assert found.award.fen is None or 0 <= found.award.fen <= award.ceiling.numerator
            assert found.award.remaining is None or found.award.remaining >= 0
        if found.at_most is not None:
            assert found.verdict is U
            assert 0 <= found.at_most <= award.ceiling.numerator
