"""Which of several statements counts: verified first, then authority, register, declared; reckonings never merged."""

from __future__ import annotations

from typing import Any

import pytest

from lingqu.books.registers.models import Fact
from lingqu.books.registers.precedence import settled

# (source, declared, verified, figure kind)
Row = tuple[str, str, str, str]
TABLE: list[tuple[list[Row], str | None, str, int]] = [
    # rows; reckoning followed; what counts; how many say otherwise
    ([], None, "", 0),
    ([("declared", "1", "", "")], None, "1", 0),
    ([("declared", "1", "2", "")], None, "2", 0),
    ([("declared", "1", "", ""), ("register", "2", "", "")], None, "2", 1),
    ([("declared", "1", "", ""), ("authority", "3", "", ""), ("register", "2", "", "")], None, "3", 2),
    ([("declared", "1", "4", ""), ("authority", "3", "", "")], None, "4", 1),
    ([("declared", "1", "4", ""), ("register", "3", "5", "")], None, "5", 1),
    ([("declared", "1", "", ""), ("register", "1", "", "")], None, "1", 0),
    # reckonings: a reading says which counts; while it is open only what all agree on counts
    ([("declared", "1", "", "tax"), ("declared", "2", "", "accounting")], "tax", "1", 0),
    ([("declared", "1", "", "tax"), ("declared", "2", "", "accounting")], "accounting", "2", 0),
    ([("declared", "1", "", "tax"), ("declared", "2", "", "accounting")], "statistics", "", 2),
    ([("declared", "1", "", "tax"), ("declared", "2", "", "accounting")], "", "", 2),
    ([("declared", "1", "", "tax"), ("declared", "1", "", "accounting")], "", "1", 0),
    ([("declared", "1", "", "tax"), ("declared", "2", "1", "accounting")], "", "1", 0),
    ([("declared", "1", "", "")], "tax", "1", 0),
    ([("declared", "1", "", ""), ("declared", "2", "", "tax")], "tax", "2", 0),
    ([("declared", "1", "", "tax"), ("authority", "2", "", "tax")], "tax", "2", 1),
]


@pytest.mark.parametrize(("rows", "reckoning", "value", "others"), TABLE)
@pytest.mark.parametrize("turned", [False, True])
def test_the_precedence_of_statements(
    rows: list[Row], reckoning: str | None, value: str, others: int, turned: bool
) -> None:
    made = [Fact(source=source, declared_value=d, verified_value=v, figure_kind=k) for source, d, v, k in rows]

    found: Any = settled(made[::-1] if turned else made, reckoning=reckoning)

    assert (found.value, len(found.others)) == (value, others)
    assert found.is_open is (reckoning == "" and not value and bool(rows))
