"""Reading a record: what is taken, what is refused, and that all faults are told at once."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingqu.law.engine.inputs import FloatGiven, read_money
from lingqu.law.engine.program import compile_program
from lingqu.law.engine.slots import AtLeast
from lingqu.law.engine.subjects import SubjectReader, UnableToReadSubject
from lingqu.law.lang.truth import NO, UNKNOWN, YES
from pure.engine.hand_made import pack_of

PROGRAM = compile_program(pack_of())
READER = SubjectReader(PROGRAM)


def value_of(code: str, facts: dict[str, Any], as_of: date | None = None) -> Any:
    reader = SubjectReader(PROGRAM, as_of=as_of)
    subject = reader.read({"id": "A", "facts": facts})
    numbers = {fact.code: number for number, fact in enumerate(PROGRAM.pack.facts)}
    slot = numbers[code]
    is_unknown = bool(subject.unknown >> slot & 1)
    assert is_unknown is (subject.values[slot] in (None, UNKNOWN) or isinstance(subject.values[slot], AtLeast))
    return subject.values[slot]


TAKEN = [
    ("income", 20000000, 2_000_000_000),
    ("income", "499999.98", 49_999_998),
    ("income", "0.5", 50),
    ("income", -3, -300),
    ("income", "-0.01", -1),
    ("income", "-3.5", -350),
    ("income", 999_999_999_999, 99_999_999_999_900),
    ("income", None, None),
    ("firm", True, YES),
    ("firm", False, NO),
    ("firm", None, UNKNOWN),
    ("heads", 0, 0),
    ("share", "25%", Fraction(1, 4)),
    ("share", "0.25", Fraction(1, 4)),
    ("share", 1, Fraction(1)),
    ("share", "999.999999", Fraction(999999999, 10**6)),
    ("share", "-0.01%", Fraction(-1, 10**4)),
    ("heads", 10**9 - 1, 10**9 - 1),
    ("level", "nation", "nation"),
    ("recognised_on", "2026-02-28", date(2026, 2, 28)),
]


@pytest.mark.parametrize(("code", "given_value", "taken"), TAKEN)
def test_what_is_taken(code: str, given_value: object, taken: object) -> None:
    assert value_of(code, {code: given_value}) == taken


REFUSED = [
    ("income", 1.5),
    ("income", FloatGiven("1.5")),
    ("income", FloatGiven("NaN")),
    ("income", True),
    ("income", "1.234"),
    ("income", "1e6"),
    ("income", " 5"),
    ("income", "５"),
    ("income", "5."),
    ("income", ""),
    ("income", 10**12),
    ("income", -(10**12)),
    ("income", "1000000000000"),
    pytest.param("income", 10**5000, id="thousands of digits"),
    ("income", [1]),
    ("machines", {"2025": 1}),  # not a yearly fact
    ("income", {"25": 1}),
    ("income", {"2025": 1.5}),
    ("heads", -1),
    ("heads", "3"),
    ("heads", True),
    ("firm", 1),
    ("firm", "true"),
    ("level", "国家级"),
    ("level", 3),
    ("day", "2026-02-30"),
    ("day", "2026-2-3"),
    ("day", "20260203"),
    ("day", "2026-01-24T00:00"),
    ("day", 20260124),
    ("share", FloatGiven("0.1")),
    ("share", "1000"),
    ("share", "0.1234567"),
    ("share", "0.00001%"),
    ("share", True),
    ("heads", 10**9),
    ("paid_year", -1),
    ("paid_year", {"M9": 1}),
    ("paid_year", {"M1": -1}),
    ("paid_total", {"M1": "x"}),
]


@pytest.mark.parametrize(("code", "given_value"), REFUSED)
def test_what_is_refused_with_its_field_and_an_example(code: str, given_value: object) -> None:
    with pytest.raises(UnableToReadSubject) as caught:
        READER.read({"id": "A", "facts": {code: given_value}})

    (fault,) = caught.value.faults
    assert fault.subject == "A"
    assert fault.field.startswith(code)
    assert fault.expected
    assert fault.expected_english
    assert fault.example
    assert len(fault.given) < 100


@pytest.mark.parametrize(
    "record",
    [
        5,
        "A",
        None,
        [],
        {},
        {"id": "A"},
        {"facts": {}},
        {"id": "", "facts": {}},
        {"id": 7, "facts": {}},
        {"id": "\ud800", "facts": {}},
        {"id": "A" * 1001, "facts": {}},
        {"id": "A", "facts": []},
        {"id": "A", "facts": {}, "fact": {}},
        {"id": "A", "facts": {}, "name": 3},
    ],
)
def test_records_of_the_wrong_shape(record: object) -> None:
    with pytest.raises(UnableToReadSubject) as caught:
        READER.read(record, line=3)

    assert all(fault.line == 3 for fault in caught.value.faults)


def test_all_faults_are_told_at_once_and_unknown_names_get_the_nearest() -> None:
    record = {"id": "A", "facts": {"incme": 5, "firm": "yes", "heads": -1, "企业": True}, "nmae": "甲"}

    with pytest.raises(UnableToReadSubject) as caught:
        READER.read(record)

    found = {fault.field: fault.nearest for fault in caught.value.faults}
    assert found == {"incme": "income", "firm": None, "heads": None, "企业": "firm", "nmae": "name"}


SERIES = [
    ({"2025": 22, "2026": 36}, "2027-06-30", 3600, 2200),
    ({"2025": 22, "2026": 36}, "2026-06-30", 2200, None),
    ({"2024": 50, "2026": 36}, "2027-01-01", 3600, AtLeast(5000)),
    ({"2025": None, "2026": "36.5"}, "2027-12-31", 3650, None),
    ({"2025": 22}, "2027-06-30", None, 2200),  # the year relied on, 2026, is missing; 2025 is an earlier year
    ({"2025": 22, "2026": 36}, None, None, None),
]


@pytest.mark.parametrize(("series", "day", "income", "before"), SERIES)
def test_a_series_gives_the_year_relied_on_and_the_earlier_maximum(
    series: dict[str, Any], day: str | None, income: object, before: object
) -> None:
    facts = {"income": series, "day": day}

    assert value_of("income", facts) == income
    assert value_of("income_before", facts) == before


def test_a_given_fact_outranks_its_derivation() -> None:
    assert (
        value_of("income_before", {"income": {"2025": 22, "2026": 36}, "income_before": 7, "day": "2027-01-01"}) == 700
    )
    assert value_of("sizeable", {"heads": 100}) is YES
    assert value_of("sizeable", {"heads": 99}) is NO
    assert value_of("sizeable", {"heads": 100, "sizeable": False}) is NO
    assert value_of("sizeable", {}) is UNKNOWN


def test_the_day_asked_for_outranks_the_day_given() -> None:
    assert value_of("day", {"day": "2027-01-01"}, as_of=date(2028, 2, 29)) == date(2028, 2, 29)
    assert value_of("income", {"income": {"2027": 9}, "day": "2027-01-01"}, as_of=date(2028, 1, 1)) == 900


def test_paid_sums_are_held_against_each_measure_or_by_measure() -> None:
    whole = READER.read({"id": "A", "facts": {"paid_year": 5}})
    each = READER.read({"id": "A", "facts": {"paid_year": {"M1": "0.5", "M2": None}}})

    assert whole.paid_in_year == {"": 500}
    assert each.paid_in_year == {"M1": 50}


@given(st.integers(min_value=-(10**14) + 1, max_value=10**14 - 1))
def test_money_written_in_yuan_comes_back_to_the_fen(fen: int) -> None:
    sign = "-" if fen < 0 else ""

    assert read_money(f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}") == fen


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([fact.code for fact in PROGRAM.pack.facts]), json_values, max_size=6))
def test_no_value_makes_the_reader_crash(facts: dict[str, Any]) -> None:
    with suppress(UnableToReadSubject):
        READER.read({"id": "A", "facts": facts})
