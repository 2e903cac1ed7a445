"""Looks into a yearly series, as tables: series; year relied on; what comes out."""

from __future__ import annotations

import pytest

from lingqu.law.engine.slots import AtLeast, Series, look
from lingqu.law.lang import tree

MAXIMA = [
    ({}, 2026, None),
    ({2026: 36}, 2026, None),  # no earlier year was given: nothing says that the firm is new
    ({2025: 22, 2026: 36}, 2026, 22),
    ({2024: 30, 2025: 22, 2026: 36}, 2026, 30),
    ({2023: 5, 2025: 3}, 2026, AtLeast(5)),
    ({2024: 5, 2026: 9}, 2026, AtLeast(5)),  # 2025 is missing
    ({2024: 5, 2025: None, 2026: 9}, 2026, AtLeast(5)),
    ({2024: None, 2025: 5}, 2026, AtLeast(5)),
    ({2025: None, 2026: 9}, 2026, None),
    ({2024: 50, 2025: 22, 2026: 36, 2027: 99}, 2026, 50),  # later years do not count
    ({2025: -4}, 2026, -4),
]


@pytest.mark.parametrize(("series", "year", "expected"), MAXIMA)
def test_the_maximum_of_earlier_years(series: Series, year: int, expected: object) -> None:
    assert look(tree.EarlierMaximum("营收"), series, year) == expected


@pytest.mark.parametrize(
    ("node", "series", "expected"),
    [
        (tree.PreviousYear("x"), {2025: 7, 2026: 9}, 7),
        (tree.PreviousYear("x"), {2024: 7}, None),
        (tree.Increase("x"), {2025: 7, 2026: 9}, 2),
        (tree.Increase("x"), {2026: 9}, None),
        (tree.Increase("x"), {2025: 7}, None),
        (tree.SumOfYears("x", 3), {2024: 1, 2025: 2, 2026: 4}, 7),
        (tree.SumOfYears("x", 3), {2024: 1, 2026: 4}, None),
        (tree.SumOfYears("x", 1), {2025: 2, 2026: 4}, 4),
    ],
)
def test_other_looks(node: tree.PreviousYear, series: Series, expected: int | None) -> None:
    assert look(node, series, 2026) == expected
