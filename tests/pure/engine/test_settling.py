"""Minimal sets of unknown facts, held against the definition: every assignment of every subset tried out."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingqu.law.engine.formula import Agreed, AllOf, AnyOf, Atom, Formula, Opposite, Several, atoms_of, truth_of_formula
from lingqu.law.engine.settling import minimal, sets_to_reach
from lingqu.law.lang.tree import Holds
from lingqu.law.lang.truth import NO, UNKNOWN, YES, Truth

FACTS = 5


def atom(number: int) -> Atom:
    return Atom(number, Holds(f"f{number}"), 1 << number)


# each atom stands once in a formula: what is asked twice is one and the same fact, see the table below for that
def formulas(numbers: tuple[int, ...]) -> st.SearchStrategy[Formula]:
    if len(numbers) == 1:
        leaf = st.just(atom(numbers[0]))
        return st.one_of(leaf, leaf.map(Opposite))
    return st.integers(1, len(numbers) - 1).flatmap(
        lambda cut: st.tuples(
            formulas(numbers[:cut]),
            formulas(numbers[cut:]),
            st.sampled_from([AllOf, AnyOf, "not all", "one", "two", "agreed"]),
        ).map(_join)
    )


def _join(parts: tuple[Formula, Formula, object]) -> Formula:
    left, right, kind = parts
    if kind is AllOf:
        return AllOf((left, right))
    if kind is AnyOf:
        return AnyOf((left, right))
    if kind == "agreed":
        return Agreed((left, right), ("r",))
    if kind == "not all":
        return Opposite(AllOf((left, right)))
    return Several(1 if kind == "one" else 2, (left, right))


truths = st.tuples(*[st.sampled_from(list(Truth))] * FACTS)


def by_definition(goal: Truth, formula: Formula, known: dict[int, Truth]) -> list[int]:
    """All minimal sets of unknown atoms for which some values bring the formula to the goal, the rest unknown."""
    unknown = [each.index for each in atoms_of(formula) if known[each.index] is UNKNOWN]
    found: list[int] = []
    for size in range(len(unknown) + 1):
        for chosen in combinations(unknown, size):
            mask = sum(1 << each for each in chosen)
            if any(small & mask == small for small in found):
                continue
            for values in product([YES, NO], repeat=size):
                if truth_of_formula(formula, {**known, **dict(zip(chosen, values, strict=True))}) is goal:
                    found.append(mask)
                    break
    return found


@given(formulas(tuple(range(FACTS))), truths, st.sampled_from([YES, NO]))
def test_the_sets_are_those_of_the_definition(formula: Formula, values: tuple[Truth, ...], goal: Truth) -> None:
    known = dict(enumerate(values))
    lacking = {number: 1 << number for number, truth in known.items() if truth is UNKNOWN}

    found = sets_to_reach(goal, formula, known, lacking)

    assert sorted(found) == sorted(by_definition(goal, formula, known))


@given(formulas(tuple(range(FACTS))), truths, st.data())
def test_a_fact_in_no_set_never_settles_the_goal(
    formula: Formula, values: tuple[Truth, ...], data: st.DataObject
) -> None:
    known = dict(enumerate(values))
    lacking = {number: 1 << number for number, truth in known.items() if truth is UNKNOWN}
    sets = sets_to_reach(YES, formula, known, lacking)
    outside = [number for number in lacking if not any(mask >> number & 1 for mask in sets)]

    if outside and sets and sets != [0]:
        number = data.draw(st.sampled_from(outside))
        for value in (YES, NO):
            assert truth_of_formula(formula, {**known, number: value}) is UNKNOWN


@pytest.mark.parametrize(
    ("masks", "kept"),
    [([], []), ([0], [0]), ([0b11, 0b01, 0b110], [0b01, 0b110]), ([0b10, 0b01, 0b10], [0b01, 0b10]), ([0, 0b1], [0])],
)
def test_a_set_with_a_smaller_one_inside_is_not_told(masks: list[int], kept: list[int]) -> None:
    assert minimal(masks) == kept


def test_an_atom_that_no_fact_can_settle_blocks_its_goal_and_leaves_the_other_way_open() -> None:
    undefined, other = atom(0), atom(1)
    known = {0: UNKNOWN, 1: UNKNOWN}

    assert sets_to_reach(YES, AllOf((undefined, other)), known, {0: 0, 1: 0b10}) == []
    assert sets_to_reach(YES, AnyOf((undefined, other)), known, {0: 0, 1: 0b10}) == [0b10]


def test_two_facts_of_one_comparison_come_together_unless_one_alone_would_do() -> None:
    intensity = Atom(0, Holds("强度"), 0b11)
    spending = Atom(1, Holds("投入"), 0b01)
    known = {0: UNKNOWN, 1: UNKNOWN}

    assert sets_to_reach(YES, AnyOf((intensity, spending)), known, {0: 0b11, 1: 0b01}) == [0b01]
    assert sets_to_reach(YES, AllOf((intensity, spending)), known, {0: 0b11, 1: 0b01}) == [0b11]
