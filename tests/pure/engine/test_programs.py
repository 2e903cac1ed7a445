"""A pack compiled: choices of readings, patterns kept, derived facts in order, names inside nodes, answers picked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from lingqu.law.engine import choices
from lingqu.law.engine import program as programs
from lingqu.law.engine.answers import UnableToFindMeasure, assess, select_measures
from lingqu.law.engine.choices import ChoiceFault, UnableToChoose, branched_readings, check_choices, followed, variants
from lingqu.law.engine.judgement import Verdict
from lingqu.law.engine.program import compile_program
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.lang import tree
from lingqu.law.lang.parser import parse_award, parse_condition, parse_value
from lingqu.law.lang.tree import Day, Unit
from lingqu.law.lang.truth import NO, YES
from lingqu.law.packs.walk import facts_named_in
from pure.engine.hand_made import FACTS, HERE, MEASURES, fact, measure, pack_of

PACK = pack_of()


# ---------------------------------------------------------------- choices


def test_every_wrong_choice_is_told_with_what_there_is_and_the_nearest() -> None:
    with pytest.raises(UnableToChoose, match=r"^arival=any; base=incomes; zz=1; arrival=zz$") as caught:
        check_choices(PACK, {"arival": "any", "base": "incomes", "zz": "1", "arrival": "zz"})
    (misspelt, alternative, unheard, nothing_near) = caught.value.faults

    assert misspelt == ChoiceFault("arival=any", ("arrival", "base"), "arrival")
    assert alternative == ChoiceFault("base=incomes", ("all_income", "machines"), "all_income")
    assert unheard == ChoiceFault("zz=1", ("arrival", "base"), None)
    assert nothing_near == ChoiceFault("arrival=zz", ("any", "whole"), None)


def test_right_choices_are_taken_and_outrank_the_adopted_ones() -> None:
    check_choices(PACK, {"arrival": "whole", "base": "machines"})

    assert followed(PACK, {}) == {"base": "all_income"}
    assert followed(PACK, {"base": "machines"}) == {"base": "machines"}
    assert followed(PACK, {"arrival": "any"}) == {"base": "all_income", "arrival": "any"}


def test_a_rule_is_judged_under_every_choice_that_is_open() -> None:
    assert variants(PACK, (), {"base": "machines"}) == ({"base": "machines"},)
    assert variants(PACK, ("base",), {"base": "machines"}) == ({"base": "machines"},)
    assert variants(PACK, ("arrival", "base"), {"base": "machines"}) == (
        {"base": "machines", "arrival": "any"},
        {"base": "machines", "arrival": "whole"},
    )
    assert len(variants(PACK, ("arrival", "base"), {})) == 4


def test_too_many_open_choices_in_one_rule_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choices, "MOST_VARIANTS", 4)
    assert len(variants(PACK, ("arrival", "base"), {})) == 4

    monkeypatch.setattr(choices, "MOST_VARIANTS", 3)
    with pytest.raises(ValueError, match=r"^4 combinations of open readings in one rule; at most 3$"):
        variants(PACK, ("arrival", "base"), {})


def test_the_readings_that_nodes_branch_by_are_found_at_any_depth() -> None:
    condition = parse_condition(
        "「企业」且 不（依口径 arrival（any：「企业」；whole：「设备」高于 "
        "较大者（「到账」，依口径 base（all_income：「营收」；machines：「设备」））））"
    )

    assert branched_readings(condition, None) == ("arrival", "base")
    assert branched_readings(parse_condition("「企业」"), parse_award("最高 5元").amount) == ()
    assert branched_readings(
        parse_award("按依口径 base（all_income：「营收」；machines：「设备」）的 10%").amount, condition
    ) == ("base", "arrival")


# ---------------------------------------------------------------- names inside nodes

NAMES: list[tuple[Any, tuple[str, ...]]] = [
    (parse_condition("「企业」"), ("企业",)),
    (parse_condition("不（「企业」或「级别」为 省级）"), ("企业", "级别")),
    (parse_condition("「设备」高于「到账」且「设备」高于 5元"), ("设备", "到账")),
    (parse_condition("「营收」首次突破 5元"), ("营收",)),
    (parse_condition("自「认定日」起3年内"), ("认定日",)),
    (parse_condition("至少1项（「企业」；「成效好」）"), ("企业", "成效好")),
    (parse_value("上年「研发」＋ 同比增加「营收」"), ("研发", "营收")),
    (parse_value("近2年合计「研发」"), ("研发",)),
    (parse_value("往年最高「营收」"), ("营收",)),
    (
        parse_value("较小者（「设备」，依口径 base（all_income：「营收」；machines：「到账」））"),
        ("设备", "营收", "到账"),
    ),
    (parse_value("5元"), ()),
    (None, ()),
]


@pytest.mark.parametrize(("node", "names"), NAMES, ids=range(len(NAMES)))
def test_the_facts_that_a_node_asks(node: Any, names: tuple[str, ...]) -> None:
    assert tuple(dict.fromkeys(name for name, _ in facts_named_in(node))) == names


# ---------------------------------------------------------------- derived facts


def derived(name: str, code: str, unit: Unit, text: str) -> tree.FactDeclaration:
    derivation: Any = parse_condition(text) if unit is Unit.YES_NO else parse_value(text)
    return fact(name, code, unit, derivation=derivation)


def test_derived_facts_are_derived_after_those_they_rest_on() -> None:
    facts = (
        derived("大而强", "strong", Unit.YES_NO, "「大」且「总投入」高于 10元"),
        derived("大", "big", Unit.YES_NO, "「总投入」高于 5元"),
        derived("总投入", "spent", Unit.MONEY, "「研发」＋「设备」"),
        *FACTS,
    )
    pack = replace(pack_of(measure("A", condition=parse_condition("「大而强」"))), facts=facts)
    program = compile_program(pack)
    reader = SubjectReader(program)

    def judged(research: int | None) -> Verdict:
        record = {"id": "A", "facts": {**HERE, "research": research, "machines": 4}}
        return assess(program, reader.read(record)).outcomes[0].verdict

    assert [slot for slot, _ in program.derivations][:3] == [2, 1, 0]
    assert [judged(research) for research in (7, 6, 2, None)] == [
        Verdict.ELIGIBLE,
        Verdict.NOT_ELIGIBLE,
        Verdict.NOT_ELIGIBLE,
        Verdict.UNDETERMINED,
    ]
    values = reader.read({"id": "A", "facts": {"research": 6, "machines": 4}}).values
    assert values[:3] == [NO, YES, 1000]


def test_a_fact_derived_by_an_open_reading_is_asked_itself() -> None:
    basis = derived("底数", "basis", Unit.MONEY, "依口径 arrival（any：「到账」；whole：「设备」）")
    pack = replace(pack_of(measure("A", condition=parse_condition("「底数」高于 5元"))), facts=(*FACTS, basis))
    facts = {**HERE, "received": 9, "machines": 3}

    def judged(chosen: dict[str, str], given: dict[str, Any]) -> tuple[Verdict, tuple[str, ...]]:
        program = compile_program(pack, chosen)
        outcome = assess(program, SubjectReader(program).read({"id": "A", "facts": {**facts, **given}})).outcomes[0]
        return outcome.verdict, outcome.missing

    assert judged({}, {}) == (Verdict.UNDETERMINED, ("basis",))
    assert judged({}, {"basis": 6}) == (Verdict.ELIGIBLE, ())
    assert judged({"arrival": "any"}, {}) == (Verdict.ELIGIBLE, ())
    assert judged({"arrival": "whole"}, {}) == (Verdict.NOT_ELIGIBLE, ())


# ---------------------------------------------------------------- measures with a time of their own


# since; until; the day judged; whether the measure can be had
TIMES = [
    (None, None, "2026-01-24", True),
    (None, None, "2026-01-23", False),
    (None, None, "2030-12-31", True),
    (None, None, "2031-01-01", False),
    ("2027-01-01", None, "2026-12-31", False),
    ("2027-01-01", None, "2027-01-01", True),
    (None, "2027-12-31", "2027-12-31", True),
    (None, "2027-12-31", "2028-01-01", False),
    ("2027-01-01", "2027-12-31", "2027-06-30", True),
    ("2025-01-01", None, "2025-06-30", False),  # the policy was not in force yet
]


@pytest.mark.parametrize(("since", "until", "day", "can_be_had"), TIMES)
def test_a_measure_is_in_force_in_its_own_time_within_that_of_the_policy(
    since: str | None, until: str | None, day: str, can_be_had: bool
) -> None:
    timed = replace(measure("A"), since=Day(since) if since else None, until=Day(until) if until else None)
    program = compile_program(pack_of(timed))

    outcome = assess(program, SubjectReader(program).read({"id": "A", "facts": {**HERE, "day": day}})).outcomes[0]

    assert outcome.verdict is (Verdict.ELIGIBLE if can_be_had else Verdict.NOT_ELIGIBLE)


def test_a_policy_without_an_end_stays_in_force() -> None:
    pack = pack_of(measure("A"))
    program = compile_program(replace(pack, policy=replace(pack.policy, until=None)))

    outcome = assess(program, SubjectReader(program).read({"id": "A", "facts": {**HERE, "day": "2099-01-01"}}))

    assert outcome.outcomes[0].verdict is Verdict.ELIGIBLE


# ---------------------------------------------------------------- patterns and picked measures


def test_patterns_are_kept_up_to_a_number_and_then_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "MOST_PATTERNS", 2)
    program = compile_program(PACK)
    reader = SubjectReader(program)
    kept = program.measures[1].patterns

    sizes = []
    for facts in ({"machines": 3_000_000}, {"machines": 4_000_000}, {"machines": 1}, {"firm": False}, {"here": False}):
        assess(program, reader.read({"id": "A", "facts": {**HERE, **facts}}))
        sizes.append(len(kept))

    assert sizes == [1, 1, 2, 1, 2]


def test_a_pattern_is_judged_once() -> None:
    program = compile_program(PACK)
    reader = SubjectReader(program)

    one, other = (
        assess(program, reader.read({"id": id, "facts": {**HERE, "machines": machines}})).outcomes[1]
        for id, machines in (("A", 3_000_000), ("B", 4_000_000))
    )

    assert one.judgement is other.judgement
    assert one.award != other.award


def test_what_holds_for_all_of_a_pattern_is_one_outcome_and_a_sum_from_values_is_not() -> None:
    program = compile_program(PACK)
    reader = SubjectReader(program)

    one, other = (
        assess(program, reader.read({"id": id, "facts": {**HERE, "research": 20_000_000, "machines": machines}}))
        for id, machines in (("A", 3_000_000), ("B", 4_000_000))
    )

    assert one.outcomes[0] is other.outcomes[0]
    assert one.outcomes[1] is not other.outcomes[1]


def test_missing_sets_are_told_the_smallest_first_then_in_the_order_of_the_vocabulary() -> None:
    rule = measure("A", condition=parse_condition("（「企业」且「成效好」）或「设备」高于 5元或「人数」高于 5人"))
    program = compile_program(pack_of(rule))

    judgement = (
        assess(program, SubjectReader(program).read({"id": "A", "facts": {**HERE, "firm": None}})).outcomes[0].judgement
    )

    assert judgement.missing_sets == (("machines",), ("heads",), ("firm", "good"))
    assert judgement.missing == ("firm", "machines", "heads", "good")
    assert judgement.needs_finding == ("good",)


def test_a_measure_asked_for_alone_is_answered_as_among_all() -> None:
    program = compile_program(PACK)
    subject = SubjectReader(program).read({"id": "A", "facts": {**HERE, "machines": 3_000_000, "heads": 5}})
    among_all = assess(program, subject)

    alone = assess(program, subject, select_measures(program, ["M5", "M2"]))

    assert [each.measure for each in alone.outcomes] == ["M2", "M5"]
    for each, other in zip(alone.outcomes, (among_all.outcomes[1], among_all.outcomes[4]), strict=True):
        assert (each.verdict, each.missing, each.award) == (other.verdict, other.missing, other.award)
    assert (alone.policy, alone.digest, alone.as_of) == ("made", "0" * 64, subject.day)
    assert alone.subject is subject


def test_measures_that_are_not_there_are_told_with_those_that_are() -> None:
    with pytest.raises(UnableToFindMeasure, match=r"^M9, X$") as caught:
        select_measures(compile_program(PACK), ["M9", "M1", "X"])

    assert caught.value.given == ("M9", "X")
    assert caught.value.known == tuple(each.id for each in MEASURES)


def test_an_outcome_tells_the_readings_its_rule_names_and_branches_by() -> None:
    common = parse_condition("依口径 arrival（any：「在本市」；whole：「在本市」）")
    pack = pack_of()
    program = compile_program(replace(pack, policy=replace(pack.policy, common=common)))

    assert [each.readings for each in program.measures] == [
        ("base", "arrival"), ("arrival",), ("arrival",), ("arrival",), ("arrival",),
    ]  # fmt: skip
