"""Texts into values and back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.django.registers.zone import credit_code

from lingqu.books.registers.declaration import Field, Kind
from lingqu.books.registers.faults import UnableToReadValue
from lingqu.books.registers.formula_guard import guarded, unguarded
from lingqu.books.registers.spelling import masked, said_value, written
from lingqu.books.registers.values import read_value
from lingqu.law.codes.lists import code_list
from lingqu.reports.wording import Words

UNREADABLE = object()


def field(kind: Kind, codes: str = "") -> Field:
    return Field("some", Words("某项", "Some"), kind, codes)


READ: dict[tuple[Kind, str], Any] = {
    (Kind.DAY, "2026-05-01"): date(2026, 5, 1),
    (Kind.DAY, "2026年5月1日"): date(2026, 5, 1),
    (Kind.DAY, "2026/5/1"): date(2026, 5, 1),
    (Kind.DAY, "20260501"): date(2026, 5, 1),
    (Kind.DAY, "2026-05-01 00:00:00"): date(2026, 5, 1),
    (Kind.DAY, "2026-05-01 08:00:00"): UNREADABLE,
    (Kind.DAY, "1/5/2026"): UNREADABLE,
    (Kind.DAY, "2026-02-30"): UNREADABLE,
    (Kind.DAY, "0001-01-01"): UNREADABLE,
    (Kind.DAY, ""): None,
    (Kind.YES_NO, "是"): True,
    (Kind.YES_NO, "No"): False,
    (Kind.YES_NO, ""): None,
    (Kind.YES_NO, "未知"): None,
    (Kind.YES_NO, "也许"): UNREADABLE,
    (Kind.MONEY, "450000"): 45000000,
    (Kind.MONEY, "450,000.5"): 45000050,
    (Kind.MONEY, "45万元"): 45000000,
    (Kind.MONEY, "0.123万元"): 123000,
    (Kind.MONEY, "0"): 0,
    (Kind.MONEY, ""): None,
    (Kind.MONEY, "1.005"): UNREADABLE,
    (Kind.MONEY, "4,50"): UNREADABLE,
    (Kind.MONEY, "1e5"): UNREADABLE,
    (Kind.MONEY, "NaN"): UNREADABLE,
    (Kind.COUNT, "1,200"): 1200,
    (Kind.COUNT, "-1"): UNREADABLE,
    (Kind.COUNT, "1.5"): UNREADABLE,
    (Kind.COUNT, "99999999999"): UNREADABLE,
    (Kind.YEAR, "2026年"): 2026,
    (Kind.YEAR, "26"): UNREADABLE,
    (Kind.CREDIT_CODE, credit_code(1).lower()): credit_code(1),
    (Kind.CREDIT_CODE, credit_code(1)[:-1]): UNREADABLE,
    (Kind.PHONE, "138 0000 0000"): "138 0000 0000",
    (Kind.PHONE, "abc"): UNREADABLE,
    (Kind.MAIL, "a@b.cn"): "a@b.cn",
    (Kind.MAIL, "a@b"): UNREADABLE,
    (Kind.TEXT, "  a   b "): "a b",
    (Kind.TEXT, "a\x07b"): UNREADABLE,
    (Kind.LONG_TEXT, "a\r\nb"): "a\nb",
    (Kind.KEY, "x"): UNREADABLE,
}


@pytest.mark.parametrize(("kind", "text"), READ)
def test_a_text_is_read_exactly_or_refused_with_an_example(kind: Kind, text: str) -> None:
    try:
        found = read_value(field(kind), text)
    except UnableToReadValue as error:
        found = UNREADABLE if error.fault.words.zh and error.fault.words.en else error

    assert found == READ[kind, text]


CODES = {
    ("regions", "450305"): "450305",
    ("regions", "七星区"): "450305",
    ("regions", "Qixing District"): "450305",
    ("regions", "七星区 · 450305"): "450305",
    ("industries", "c"): UNREADABLE,
    ("industries", "稻谷种植"): "0111",
    ("levels", "国家"): UNREADABLE,
}


@pytest.mark.parametrize(("codes", "text"), CODES)
def test_a_code_is_read_by_code_or_title(codes: str, text: str) -> None:
    try:
        found: Any = read_value(field(Kind.CODE, codes), text)
    except UnableToReadValue:
        found = UNREADABLE

    assert found == CODES[codes, text]


def test_the_nearest_code_is_suggested() -> None:
    with pytest.raises(UnableToReadValue) as refused:
        read_value(field(Kind.CODE, "regions"), "七星")

    assert refused.value.fault.example.startswith("七星区 · 450305")


def values() -> st.SearchStrategy[tuple[Field, Any]]:
    texts = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1, max_size=30)
    industries = [entry.code for entry in code_list("industries")]
    kinds = [entry.code for entry in code_list("people_kinds")]
    return st.one_of(
        st.tuples(st.just(field(Kind.TEXT)), texts),
        st.tuples(st.just(field(Kind.DAY)), st.dates(date(1900, 1, 1), date(2200, 12, 31))),
        st.tuples(st.just(field(Kind.YES_NO)), st.sampled_from([True, False, None])),
        st.tuples(st.just(field(Kind.MONEY)), st.integers(-(10**16), 10**16)),
        st.tuples(st.just(field(Kind.COUNT)), st.integers(0, 2**31 - 1)),
        st.tuples(st.just(field(Kind.YEAR)), st.integers(1900, 2200)),
        st.tuples(st.just(field(Kind.KEY)), st.uuids()),
        st.tuples(st.just(field(Kind.CODE, "industries")), st.sampled_from(industries)),
        st.tuples(st.just(field(Kind.CODES, "people_kinds")), st.lists(st.sampled_from(kinds), unique=True)),
        st.tuples(st.just(field(Kind.CREDIT_CODE)), st.integers(0, 10**8 - 1).map(credit_code)),
    )


@given(values())
def test_what_a_file_holds_is_read_back_as_the_same_value(pair: tuple[Field, Any]) -> None:
    of, value = pair

    assert read_value(of, unguarded(guarded(written(of, value)))) == value


@given(st.text(max_size=20))
def test_the_guard_against_formulas_is_taken_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_unknown_is_neither_zero_nor_no() -> None:
    assert said_value(field(Kind.YES_NO), None, "zh") == ""
    assert said_value(field(Kind.YES_NO), False, "zh") == "否"
    assert said_value(field(Kind.MONEY), 0, "zh") == "0.00"
    assert said_value(field(Kind.MONEY), None, "zh") == ""


def test_a_mask_leaves_no_name() -> None:
    assert masked(field(Kind.TEXT), "欧阳修") == "欧**"
    assert masked(field(Kind.MAIL), "someone@example.org") == "s***@***"
    assert masked(field(Kind.PHONE), "13800001234") == "138****1234"
    assert masked(field(Kind.PHONE), "12345") == "1****"
