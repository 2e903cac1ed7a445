"""The three values: every operator's table as data, and the laws that hold for all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingqu.law.lang.truth import NO, UNKNOWN, YES, Truth, agreed, all_of, any_of, at_least, opposite, truth_of

LETTER = {"y": YES, "n": NO, "?": UNKNOWN}
TABLE = """
    all_of    yy y   yn n   y? ?   nn n   n? n   ?? ?
    any_of    yy y   yn y   y? y   nn n   n? ?   ?? ?
"""
CASES = [
    (name, pair, result)
    for name, *cells in (line.split() for line in TABLE.strip().splitlines())
    for pair, result in zip(cells[::2], cells[1::2], strict=True)
]
truths = st.sampled_from(list(Truth))
lists = st.lists(truths, max_size=6)


@pytest.mark.parametrize(("name", "pair", "result"), CASES)
def test_the_tables_of_and_and_or(name: str, pair: str, result: str) -> None:
    operator = {"all_of": all_of, "any_of": any_of}[name]

    assert operator(LETTER[each] for each in pair) is LETTER[result]
    assert operator(LETTER[each] for each in reversed(pair)) is LETTER[result]


def test_nothing_to_join_is_yes_for_all_and_no_for_any() -> None:
    assert all_of([]) is YES
    assert any_of([]) is NO


@pytest.mark.parametrize("value", list(Truth))
def test_a_truth_refuses_to_be_a_bool(value: Truth) -> None:
    with pytest.raises(TypeError, match="three values"):
        bool(value)


@pytest.mark.parametrize(("given_value", "truth"), [(True, YES), (False, NO), (None, UNKNOWN)])
def test_absent_is_unknown_and_never_no(given_value: bool | None, truth: Truth) -> None:
    assert truth_of(given_value) is truth


@given(lists)
def test_de_morgan(items: list[Truth]) -> None:
    assert opposite(all_of(items)) is any_of([opposite(each) for each in items])


@pytest.mark.parametrize(
    ("letters", "result"),
    [("", "?"), ("y", "y"), ("n", "n"), ("?", "?"), ("yy", "y"), ("nn", "n"), ("yn", "?"), ("y?", "?")],
)
def test_what_is_agreed_is_what_all_say(letters: str, result: str) -> None:
    assert agreed(LETTER[each] for each in letters) is LETTER[result]


@given(truths)
def test_the_opposite_of_the_opposite(item: Truth) -> None:
    assert opposite(opposite(item)) is item


@given(lists, st.integers(min_value=0, max_value=7))
def test_at_least_agrees_with_counting_every_completion(items: list[Truth], number: int) -> None:
    certain = sum(each is YES for each in items)
    possible = certain + sum(each is UNKNOWN for each in items)

    result = at_least(number, items)

    assert result is (YES if certain >= number else UNKNOWN if possible >= number else NO)


@given(lists)
def test_one_of_and_all_of_are_ends_of_at_least(items: list[Truth]) -> None:
    assert at_least(1, items) is any_of(items)
    assert at_least(len(items), items) is all_of(items)


@given(lists, st.data())
def test_filling_in_an_unknown_never_takes_back_what_was_certain(items: list[Truth], data: st.DataObject) -> None:
    filled = [data.draw(st.sampled_from([YES, NO])) if each is UNKNOWN else each for each in items]

    for operator in (all_of, any_of, lambda each: at_least(2, each)):
        before = operator(items)
        assert before is UNKNOWN or operator(filled) is before
