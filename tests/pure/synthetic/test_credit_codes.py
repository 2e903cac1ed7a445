"""Credit codes of made subjects: both check characters are right by a checker written apart, and none stands twice."""

from __future__ import annotations

import numpy as np
import pytest

from lingqu.law.synthetic.credit_codes import MOST, credit_codes
from pure.synthetic.credit_check import has_right_checks


def made(numbers: list[int]) -> list[str]:
    registrars = np.frombuffer(b"91" * len(numbers), dtype=np.uint8).reshape(-1, 2)
    divisions = np.full(len(numbers), 450305)
    return credit_codes(numbers=np.array(numbers), registrars=registrars, divisions=divisions).to_pylist()


@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("91350100M000100Y43", True),  # the example that GB 32100 itself gives
        ("91350100M000100Y4X", False),
        ("91350100M000100Y34", False),
        ("9135O100M000100Y43", False),
    ],
)
def test_the_checker_of_these_tests_knows_a_right_code(code: str, right: bool) -> None:
    assert has_right_checks(code) is right


def test_each_code_has_right_check_characters() -> None:
    codes = made([*range(5000), MOST - 1])

    assert [code for code in codes if not has_right_checks(code)] == []


def test_every_value_of_the_check_of_the_body_occurs() -> None:
    assert {code[16] for code in made([*range(500)])} == set("0123456789X")


def test_numbers_far_apart_give_codes_apart() -> None:
    numbers = [*range(20_000), *range(MOST - 20_000, MOST)]

    assert len(set(made(numbers))) == len(numbers)


def test_a_code_says_where_it_is_from_and_that_it_is_made() -> None:
    assert {code[:10] for code in made([1, 2, 3])} == {"91450305HC"}
