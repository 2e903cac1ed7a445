"""Credit codes as people type them: the right is read, the wrong told with the character and its right value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingqu.law.codes.credit_codes import (
    ALPHABET,
    EXAMPLE,
    UnableToReadCreditCode,
    body_check,
    check_credit_code,
    tidy,
)

REAL = "91110000600037341L"  # the example that the standard library of number formats gives


def faults_of(text: str) -> list[tuple[int | None, str, str]]:
    with pytest.raises(UnableToReadCreditCode) as raised:
        check_credit_code(text)
    return [(fault.place, fault.given, fault.expected) for fault in raised.value.faults]


@pytest.mark.parametrize(
    "text",
    [
        REAL,
        REAL.lower(),
        " 9111 0000-6000 37341L ",
        "９１１１００００６０００３７３４１Ｌ",
        "\u300091110000600037341l\ufeff",
    ],
)
def test_a_right_code_is_read_however_it_is_typed(text: str) -> None:
    code = check_credit_code(text)

    assert code.text == REAL
    assert (code.kind.code, code.registrar.code, code.division) == ("enterprise", "9", "110000")
    assert code.region is not None
    assert code.region.title.zh == "北京市"
    assert code.body == "600037341"


@pytest.mark.parametrize(
    ("text", "place", "given_as", "expected"),
    [
        ("91110000600037341M", 18, "M", "L"),
        ("91110000600037342L", 17, "2", "1"),
        ("91110000600037341I", 18, "I", "1"),
        ("9111O000600037341L", 5, "O", "0"),
        ("91110000Z00037341L", 9, "Z", "2"),
        ("98110000600037341L", 2, "8", "1 2 3 9"),
    ],
)
def test_the_wrong_character_is_named_with_its_right_value(text: str, place: int, given_as: str, expected: str) -> None:
    assert (place, given_as, expected) in faults_of(text)


def test_all_strange_characters_are_told_at_once() -> None:
    assert faults_of("9111O00060003I341S") == [(5, "O", "0"), (14, "I", "1"), (18, "S", "5")]


@pytest.mark.parametrize(("text", "length"), [("", 0), ("9145", 4), (REAL + "0", 19)])
def test_a_wrong_length_is_told_with_an_example(text: str, length: int) -> None:
    with pytest.raises(UnableToReadCreditCode) as raised:
        check_credit_code(text)

    assert f"{length}" in raised.value.said("en")
    assert EXAMPLE in raised.value.said("zh")


def test_two_neighbours_put_the_wrong_way_round_are_pointed_out() -> None:
    swapped = REAL[:13] + REAL[14] + REAL[13] + REAL[15:]

    with pytest.raises(UnableToReadCreditCode) as raised:
        check_credit_code(swapped)

    assert "characters 14 and 15 are swapped" in raised.value.said("en")
    assert "第 14、15 位颠倒" in raised.value.said("zh")


def test_the_example_shown_in_faults_is_itself_right() -> None:
    assert check_credit_code(EXAMPLE).text == EXAMPLE


@given(st.integers(0, 17), st.sampled_from(ALPHABET))
def test_no_single_wrong_character_passes(place: int, other: str) -> None:
    changed = REAL[:place] + other + REAL[place + 1 :]

    if changed == REAL:
        assert check_credit_code(changed).text == REAL
    else:
        assert faults_of(changed)


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        read: str | None = check_credit_code(text).text
    except UnableToReadCreditCode as raised:
        told = [fault.words for fault in raised.faults]
        read = tidy(text) if told and all(words.zh and words.en for words in told) else None

    assert read == tidy(text)


@given(st.text(ALPHABET, min_size=8, max_size=8))
def test_the_check_of_a_body_is_a_digit_or_x(body: str) -> None:
    assert body_check(body) in "0123456789X"
