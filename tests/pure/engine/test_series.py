"""What is missing where yearly series were given: the day, a year of the series, or another fact; as a table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from lingqu.law.engine.answers import Outcome, assess
from lingqu.law.engine.program import compile_program
from lingqu.law.engine.subjects import SubjectReader
from lingqu.law.lang.parser import parse_condition
from pure.engine.hand_made import HERE, measure, pack_of


def judged(condition: str, facts: dict[str, Any]) -> Outcome:
    program = compile_program(pack_of(measure("A", condition=parse_condition(condition))))
    return assess(program, SubjectReader(program).read({"id": "A", "facts": {**HERE, **facts}})).outcomes[0]


GIVEN = {"2025": 4, "2026": 6}
# condition; facts; the sets that would settle it
MISSING: list[tuple[str, dict[str, Any], tuple[tuple[str, ...], ...]]] = [
    # without the day nothing but the day is missing, whatever is asked of the series
    ("「研发」高于 5元", {"research": GIVEN, "day": None}, (("day",),)),
    ("上年「研发」高于 5元", {"research": GIVEN, "day": None}, (("day",),)),
    ("「研发」高于 5元且「营收」高于 5元", {"research": GIVEN, "income": GIVEN, "day": None}, (("day",),)),
    ("「营收」高于 5元且「研发」高于 5元", {"research": GIVEN, "income": GIVEN, "day": None}, (("day",),)),
    ("往年最高「营收」高于 5元且 上年「研发」高于 1元", {"research": GIVEN, "income": GIVEN, "day": None}, (("day",),)),
    ("「研发」高于 5元且「营收」高于 5元", {"research": GIVEN, "day": None}, (("day", "income"),)),
    ("「研发」＋「设备」高于 5元", {"research": GIVEN, "day": None}, (("day", "machines"),)),
    ("「研发」高于 5元", {"day": None}, (("day", "research"),)),
    ("「研发」高于 5元", {"research": 6, "day": None}, (("day",),)),  # a value without a year is that of the right year
    # with the day the year relied on is known or is not
    ("「研发」高于 5元", {"research": {"2025": 4}}, (("research",),)),
    ("「研发」高于 5元", {"research": {"2026": None}}, (("research",),)),
    ("上年「研发」＋「设备」高于 5元", {"research": GIVEN}, (("machines",),)),
    ("同比增加「研发」＋「设备」高于 5元", {"research": GIVEN}, (("machines",),)),
    ("近2年合计「研发」＋「设备」高于 5元", {"research": GIVEN}, (("machines",),)),
    ("近3年合计「研发」＋「设备」高于 5元", {"research": GIVEN}, (("research", "machines"),)),
    ("往年最高「研发」＋「设备」高于 5元", {"research": GIVEN}, (("machines",),)),
    # a highest with a gap is known as "at least" alone, and may still be settled by the year between
    ("往年最高「研发」高于 5元", {"research": {"2023": 4, "2026": 6}}, (("research",),)),
    ("往年最高「研发」＋「设备」高于 5元", {"research": {"2023": 4, "2026": 6}}, (("research", "machines"),)),
    ("「往年最高营收」高于 5元", {"income": {"2023": 4, "2026": 6}}, (("income_before",),)),
    ("「往年最高营收」＋「设备」高于 5元", {"income": {"2025": 4}}, (("machines",),)),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "facts", "sets"), MISSING)
def test_what_would_settle_it(condition: str, facts: dict[str, Any], sets: tuple[tuple[str, ...], ...]) -> None:
    found = judged(condition, facts)

    assert found.judgement.missing_sets == sets


def test_what_waits_for_the_day_alone_is_marked_on_the_subject() -> None:
    rule = measure("A", condition=parse_condition("上年「研发」高于 5元且 往年最高「营收」高于 5元"))
    program = compile_program(pack_of(rule))
    codes = {fact.code: number for number, fact in enumerate(program.pack.facts)}
    reader = SubjectReader(program)

    without = reader.read({"id": "A", "facts": {"research": GIVEN, "income": GIVEN, "income_before": 3}})
    with_day = reader.read({"id": "A", "facts": {"research": GIVEN, "income": GIVEN, "day": "2027-06-30"}})

    looks = set(program.layout.of_look.values())
    waiting = {slot for slot in range(len(without.values)) if without.pending >> slot & 1}
    assert waiting == {codes["research"], codes["income"], *looks}
    assert with_day.pending == 0
    assert without.series == {"研发": {2025: 400, 2026: 600}, "营收": {2025: 400, 2026: 600}}
    assert reader.read({"id": "A", "facts": {"research": 5}}).series is None


def test_the_day_is_told_wherever_the_vocabulary_has_it() -> None:
    pack = pack_of(measure("A", condition=parse_condition("「研发」高于 5元且「设备」高于 5元")))
    program = compile_program(replace(pack, facts=(*pack.facts[1:], pack.facts[0])))

    subject = SubjectReader(program).read({"id": "A", "facts": {**HERE, "day": None, "research": GIVEN}})

    assert assess(program, subject).outcomes[0].judgement.missing_sets == (("machines", "day"),)
