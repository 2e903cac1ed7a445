"""Three texts brought together: what one side changed is taken, what both changed is asked, no line is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingqu.books.rulebooks.merging import BOTH, MINE, THEIRS, merged

TEXTS = st.lists(st.sampled_from("abcd"), max_size=8).map(lambda lines: "".join(f"{each}\n" for each in lines))
FOLDERS = st.dictionaries(st.sampled_from(["x.lq", "y.lq"]), TEXTS)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected"),
    [
        ("1\n2\n3\n", "1\n2\n3\n", "1\n5\n3\n", "1\n5\n3\n"),
        ("1\n2\n3\n", "1\n2\n4\n", "0\n2\n3\n", "0\n2\n4\n"),
        ("1\n2\n3\n", "1\n9\n3\n", "1\n9\n3\n", "1\n9\n3\n"),
        ("1\n2\n3\n4\n5\n", "1\n3\n4\n5\n", "1\n2\n3\n4\n5\n6\n", "1\n3\n4\n5\n6\n"),
    ],
)
def test_what_one_side_changed_is_taken(base: str, mine: str, theirs: str, expected: str) -> None:
    found = merged({"x": base}, {"x": mine}, {"x": theirs})

    assert not found.conflicts
    assert found.texts({}) == {"x": expected}


@pytest.mark.parametrize(("choice", "expected"), [(MINE, "1\n8\n3\n"), (THEIRS, "1\n9\n3\n"), (BOTH, "1\n8\n9\n3\n")])
def test_what_both_changed_is_asked(choice: str, expected: str) -> None:
    found = merged({"x": "1\n2\n3\n"}, {"x": "1\n8\n3\n"}, {"x": "1\n9\n3\n"})

    (conflict,) = found.conflicts

    assert (conflict.line, conflict.base, conflict.mine, conflict.theirs) == (2, "2\n", "8\n", "9\n")
    assert found.texts({1: choice}) == {"x": expected}


def test_a_file_that_one_dropped_and_the_other_changed_is_asked_as_a_whole() -> None:
    found = merged({"x": "1\n"}, {}, {"x": "2\n"})

    assert found.texts({1: MINE}) == {}
    assert found.texts({1: THEIRS}) == {"x": "2\n"}
    assert BOTH not in found.conflicts[0].choices


@given(FOLDERS, FOLDERS)
def test_a_side_that_changed_nothing_gives_the_other(base: dict[str, str], other: dict[str, str]) -> None:
    for found in (merged(base, base, other), merged(base, other, base), merged(base, other, other)):
        assert not found.conflicts
        assert found.texts({}) == other


@given(FOLDERS, FOLDERS, FOLDERS)
def test_choosing_one_side_everywhere_drops_no_line_of_it(
    base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    found = merged(base, mine, theirs)

    for side, choice in ((mine, MINE), (theirs, THEIRS)):
        texts = found.texts({each.number: choice for each in found.conflicts})
        for name in set(side) - set(base):
            assert name in texts
    assert merged(base, theirs, mine).texts({each.number: THEIRS for each in found.conflicts}) == found.texts(
        {each.number: MINE for each in found.conflicts}
    )
