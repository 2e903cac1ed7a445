"""Properties: what the range reasoning calls impossible never happens to any facts, and sums stay in their ranges."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lingqu.law.lang.tree import (
    Among,
    And,
    AtLeastOf,
    Band,
    Bands,
    Bound,
    Compare,
    Condition,
    Fact,
    FactDeclaration,
    Greater,
    Holds,
    Lesser,
    Marginal,
    Minus,
    Not,
    Or,
    Plus,
    Quantity,
    Rate,
    Source,
    Steps,
    Times,
    Unit,
    Value,
)
from lingqu.law.packs.boundaries import sum_on
from lingqu.law.packs.outcomes import outcomes_of, stands
from lingqu.law.packs.ranges import range_of
from lingqu.law.packs.sums import Setting, narrowed_by, sums_of

CHOICES = (("甲", "a"), ("乙", "b"), ("丙", "c"))


def fact(name: str, unit: Unit, nonnegative: bool = False) -> FactDeclaration:
    choices = CHOICES if unit is Unit.CHOICE else ()
    return FactDeclaration(
        name, name, unit, False, name, "", "", Source.DECLARED, choices=choices, nonnegative=nonnegative
    )


FACTS = {
    each.name: each
    for each in (
        fact("x", Unit.MONEY),
        fact("y", Unit.MONEY, nonnegative=True),
        fact("p", Unit.YES_NO),
        fact("q", Unit.YES_NO),
        fact("c", Unit.CHOICE),
    )
}
WORDS = ("高于", "达到", "不满", "不超过", "等于")


def money(fen: int) -> Quantity:
    return Quantity(Unit.MONEY, fen)


numbers = st.integers(-6, 6)
leaves = st.sampled_from([Fact("x"), Fact("y")]) | numbers.map(money)
values: st.SearchStrategy[Value] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Plus, inner, inner),
        st.builds(Minus, inner, inner),
        st.builds(Times, inner, st.builds(Quantity, st.just(Unit.RATIO), st.integers(0, 5), st.integers(1, 4))),
        st.lists(inner, min_size=2, max_size=3).map(lambda items: Lesser(tuple(items))),
        st.lists(inner, min_size=2, max_size=3).map(lambda items: Greater(tuple(items))),
    ),
    max_leaves=4,
)
atoms: st.SearchStrategy[Condition] = st.one_of(
    st.builds(Compare, st.sampled_from([Fact("x"), Fact("y")]), st.sampled_from(WORDS), numbers.map(money)),
    st.builds(Compare, values, st.sampled_from(WORDS), values),
    st.sampled_from([Holds("p"), Holds("q")]),
    st.builds(Among, st.just("c"), st.lists(st.sampled_from("甲乙丙"), min_size=1, unique=True).map(tuple)),
)
conditions: st.SearchStrategy[Condition] = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.lists(inner, min_size=1, max_size=4).map(lambda items: And(tuple(items))),
        st.lists(inner, min_size=1, max_size=4).map(lambda items: Or(tuple(items))),
        st.lists(inner, min_size=1, max_size=3).map(lambda items: AtLeastOf(min(2, len(items)), tuple(items))),
    ),
    max_leaves=8,
)
worlds = st.fixed_dictionaries(
    {
        "x": st.integers(-8, 8),
        "y": st.integers(0, 8),
        "p": st.booleans(),
        "q": st.booleans(),
        "c": st.sampled_from("甲乙丙"),
    }
)


def number(value: Value, world: dict[str, object]) -> int:
    if isinstance(value, Quantity):
        return value.numerator
    if isinstance(value, Fact):
        found = world[value.name]
        assert isinstance(found, int)
        return found
    if isinstance(value, Plus):
        return number(value.left, world) + number(value.right, world)
    if isinstance(value, Minus):
        return number(value.left, world) - number(value.right, world)
    if isinstance(value, Times):
        return number(value.left, world) * value.right.numerator // value.right.denominator
    assert isinstance(value, Lesser | Greater)
    numbers = [number(item, world) for item in value.items]
    return min(numbers) if isinstance(value, Lesser) else max(numbers)


def holds(condition: Condition, world: dict[str, object]) -> bool:
    if isinstance(condition, Holds):
        return world[condition.name] is True
    if isinstance(condition, Among):
        return world[condition.name] in condition.choices
    if isinstance(condition, Compare):
        left, right = Fraction(number(condition.left, world)), Fraction(number(condition.right, world))
        return stands(left, condition.word, right)
    if isinstance(condition, Not):
        return not holds(condition.item, world)
    assert isinstance(condition, And | Or | AtLeastOf)
    kept = sum(holds(item, world) for item in condition.items)
    if isinstance(condition, AtLeastOf):
        return kept >= condition.number
    return kept == len(condition.items) if isinstance(condition, And) else kept > 0


@given(conditions, worlds)
def test_what_happens_was_called_possible(condition: Condition, world: dict[str, object]) -> None:
    assert holds(condition, world) in outcomes_of(condition, FACTS)


@given(values, worlds)
def test_a_value_lies_in_its_range(value: Value, world: dict[str, object]) -> None:
    found = range_of(value, FACTS)

    assert found is not None
    assert found.low <= number(value, world) <= found.high


shares = st.builds(Quantity, st.just(Unit.RATIO), st.integers(1, 9), st.integers(1, 9))
lines = st.lists(st.integers(0, 30), min_size=1, max_size=4, unique=True).map(sorted)


def bands(edges: list[int], amounts: list[Quantity]) -> Bands:
    bounds = [None, *edges, None]
    rows = []
    for low, high, amount in zip(bounds[:-1], bounds[1:], amounts, strict=False):
        lower = None if low is None else Bound(money(low), True)
        upper = None if high is None else Bound(money(high), False)
        rows.append(Band(lower, upper, amount))
    return Bands(Fact("y"), tuple(rows))


amounts = st.one_of(
    st.builds(Rate, st.just(Fact("y")), shares),
    st.builds(Steps, st.just(Fact("y")), st.integers(1, 9).map(money), st.integers(1, 9).map(money)),
    st.builds(bands, lines, st.lists(shares | st.integers(1, 9).map(money), min_size=5, max_size=5)),
    lines.map(
        lambda edges: Marginal(Fact("y"), tuple((money(edge), Quantity(Unit.RATIO, edge + 1, 7)) for edge in edges))
    ),
)


@given(amounts, st.integers(1, 40), st.integers(0, 40), st.sampled_from(WORDS))
def test_a_sum_lies_in_its_range_for_whoever_meets_the_condition(
    amount: Rate | Steps | Bands | Marginal, base: int, line: int, word: str
) -> None:
    condition = Compare(Fact("y"), word, money(line))
    if not holds(condition, {"y": base}):
        return

    setting = Setting(FACTS, {})
    found = sums_of(amount, setting, narrowed_by((condition,), setting))

    assert found is not None
    assert found.low <= sum_on(amount, base) <= found.high
