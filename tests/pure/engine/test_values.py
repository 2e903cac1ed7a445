"""Values and comparisons compiled: what they come to, what they need, what is unknown; as tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from lingqu.law.engine.amounts import AwardCompiler
from lingqu.law.engine.conditions import AtomTable, comparison_of
from lingqu.law.engine.formula import Atom, atoms_of
from lingqu.law.engine.slots import AtLeast, Layout
from lingqu.law.engine.values import RatioCheck, UnableToCompile, ValueCompiler
from lingqu.law.lang import tree
from lingqu.law.lang.parser import parse_condition, parse_value
from lingqu.law.lang.truth import NO, UNKNOWN, YES, Truth
from pure.engine.hand_made import pack_of

LAYOUT = Layout(pack_of())
CHOSEN = {"base": "all_income", "arrival": "any"}
FLOOR = AtLeast(500)


def values_with(layout: Layout, **given: Any) -> list[Any]:
    codes = {fact.code: number for number, fact in enumerate(layout.pack.facts)}
    values = layout.empty()
    for code, value in given.items():
        values[codes[code]] = value
    return values


# value; what is known; what it comes to
WORTH: list[tuple[str, dict[str, Any], Any]] = [
    ("5元", {}, 500),
    ("5%", {}, Fraction(1, 20)),
    ("2倍", {}, Fraction(2)),
    ("3人", {}, 3),
    ("2026年1月4日", {}, date(2026, 1, 4)),
    ("「设备」", {"machines": 7}, 7),
    ("「设备」", {}, None),
    ("「设备」＋「到账」", {"machines": 7, "received": 4}, 11),
    ("「设备」－「到账」", {"machines": 7, "received": 4}, 3),
    ("「设备」× 50%", {"machines": 7}, Fraction(7, 2)),
    ("「设备」÷「到账」", {"machines": 7, "received": 4}, Fraction(7, 4)),
    ("「设备」÷「到账」", {"machines": 7, "received": 0}, None),
    ("「设备」÷「到账」", {"machines": 7, "received": -1}, None),
    ("「设备」÷「到账」", {"machines": 0, "received": 1}, Fraction(0)),
    ("「设备」÷「到账」", {"machines": 7, "received": 1}, Fraction(7)),
    ("较小者（「设备」，「到账」）", {"machines": 7, "received": 4}, 4),
    ("较大者（「设备」，「到账」）", {"machines": 7, "received": 4}, 7),
    ("依口径 base（all_income：「设备」；machines：「到账」）", {"machines": 7, "received": 4}, 7),
    *[
        (form, known, None)
        for form in ("「设备」＋「往年最高营收」", "「设备」－「往年最高营收」", "「设备」÷「往年最高营收」")
        for known in ({"machines": 7}, {"income_before": 4}, {"machines": 7, "income_before": FLOOR})
    ],
    ("「往年最高营收」＋「设备」", {"machines": 7, "income_before": FLOOR}, None),
    ("「往年最高营收」÷「设备」", {"machines": 7, "income_before": FLOOR}, None),
    *[
        (f"{form}（「设备」，「往年最高营收」）", known, None)
        for form in ("较小者", "较大者")
        for known in ({"machines": 7}, {"income_before": 4}, {"machines": 7, "income_before": FLOOR})
    ],
]  # fmt: skip


@pytest.mark.parametrize(("text", "known", "worth"), WORTH)
def test_what_a_value_comes_to(text: str, known: dict[str, Any], worth: Any) -> None:
    compiled = ValueCompiler(LAYOUT, CHOSEN, []).compile(parse_value(text))

    found = compiled.get(values_with(LAYOUT, **known))

    assert found == worth
    assert isinstance(found, type(worth))


# value; the codes of the facts that it needs; how many quotients stand in it
NEEDS: list[tuple[str, set[str], int]] = [
    ("5元", set(), 0),
    ("「设备」", {"machines"}, 0),
    ("「设备」＋「到账」", {"machines", "received"}, 0),
    ("「设备」－ 5元", {"machines"}, 0),
    ("「设备」÷「到账」", {"machines", "received"}, 1),
    ("「设备」÷「到账」＋「人数」÷「到账」", {"machines", "received", "heads"}, 2),
    ("（「设备」÷「到账」）÷（「人数」÷「到账」）", {"machines", "received", "heads"}, 3),
    ("较小者（「设备」，「到账」，5元）", {"machines", "received"}, 0),
    ("较大者（「设备」÷「到账」，「人数」÷「到账」）", {"machines", "received", "heads"}, 2),
    ("依口径 base（all_income：「设备」；machines：「到账」）", {"machines"}, 0),
]


@pytest.mark.parametrize(("text", "codes", "quotients"), NEEDS)
def test_what_a_value_needs(text: str, codes: set[str], quotients: int) -> None:
    checks: list[RatioCheck] = []

    compiled = ValueCompiler(LAYOUT, CHOSEN, checks).compile(parse_value(text))

    facts = LAYOUT.pack.facts
    assert {fact.code for number, fact in enumerate(facts) if compiled.facts >> number & 1} == codes
    assert compiled.facts >> len(facts) == 0
    assert compiled.ratios == tuple(range(quotients))
    assert len(checks) == quotients


# quotient; its name on the wire
LABELS = [
    ("「设备」÷「到账」", "machines/received"),
    ("「设备」÷（「到账」＋「研发」）", "machines/(received+research)"),
    ("（「设备」－「到账」）÷「研发」", "(machines-received)/research"),
    ("「设备」× 50% ÷「到账」", "(machines*50%)/received"),
    ("「设备」÷ 较小者（「到账」，「研发」）", "machines/(received|research)"),
    ("「设备」÷ 较大者（「到账」，5元）", "machines/(received|5元)"),
    ("「设备」÷ 依口径 base（all_income：「到账」；machines：「研发」）", "machines/received"),
    ("「设备」÷ 往年最高「营收」", "machines/income"),
    ("「设备」÷ 近2年合计「研发」", "machines/research"),
]


@pytest.mark.parametrize(("text", "label"), LABELS)
def test_a_quotient_is_named_by_the_codes_of_its_facts(text: str, label: str) -> None:
    checks: list[RatioCheck] = []
    node = parse_value(text)

    ValueCompiler(Layout(pack_of()), CHOSEN, checks).compile(node)

    assert [check.label for check in checks] == [label]
    assert checks[0].source == node


def test_a_quotient_inside_a_quotient_is_checked_by_itself() -> None:
    checks: list[RatioCheck] = []

    ValueCompiler(LAYOUT, CHOSEN, checks).compile(parse_value("「研发」÷（「设备」÷「到账」）"))

    assert [check.label for check in checks] == ["machines/received", "research/(machines/received)"]
    known = values_with(LAYOUT, machines=6, received=4)
    assert [check.denominator(known) for check in checks] == [4, Fraction(3, 2)]


WORDS = [
    ("高于", ">"), ("超过", ">"), ("突破", ">"), ("大于", ">"), ("达到", ">="), ("不低于", ">="), ("以上", ">="),
    ("低于", "<"), ("不满", "<"), ("不超过", "<="), ("以下", "<="), ("以内", "<="), ("等于", "=="),
]  # fmt: skip


@pytest.mark.parametrize(("word", "sign"), WORDS)
def test_the_comparison_of_each_word(word: str, sign: str) -> None:
    assert comparison_of(word) == sign


SIDES = [
    ("高于", NO, NO, YES),
    ("达到", NO, YES, YES),
    ("低于", YES, NO, NO),
    ("不超过", YES, YES, NO),
    ("等于", NO, YES, NO),
]
# the same line asked of a fact, of a sum, of a quotient, of two facts, with the line on the left, of a count, of a day
FORMS = [
    ("「设备」{} 0.05元", lambda number: {"machines": number}),
    ("「设备」＋「到账」{} 0.05元", lambda number: {"machines": number - 9, "received": 9}),
    ("「设备」÷「到账」{} 5%", lambda number: {"machines": number, "received": 100}),
    ("「设备」÷「到账」{} 5", lambda number: {"machines": number * 3, "received": 3}),
    ("「设备」{}「到账」", lambda number: {"machines": number, "received": 5}),
    ("「往年最高营收」{} 0.05元", lambda number: {"income_before": number}),
    ("「人数」{} 5人", lambda number: {"heads": number}),
    ("「占比」{} 5%", lambda number: {"share": Fraction(number, 100)}),
    ("「认定日」{} 2026年1月5日", lambda number: {"recognised_on": date(2026, 1, number)}),
    ("「认定日」{}「申请日」", lambda number: {"recognised_on": date(2026, 1, number), "day": date(2026, 1, 5)}),
]


def truth_of(text: str, known: dict[str, Any]) -> tuple[Truth, Atom]:
    table = AtomTable(Layout(pack_of()))
    formula = table.compiler(CHOSEN).compile(parse_condition(text))
    (atom,) = atoms_of(formula)
    return table.questions[atom.index](values_with(table.layout, **known)), atom


@pytest.mark.parametrize(("form", "known"), FORMS)
@pytest.mark.parametrize(("word", "under", "on", "over"), SIDES)
def test_a_comparison_under_on_and_over_its_line(
    word: str, under: Truth, on: Truth, over: Truth, form: str, known: Any
) -> None:
    text = form.format(word)

    assert [truth_of(text, known(number))[0] for number in (4, 5, 6)] == [under, on, over]
    assert truth_of(text, {})[0] is UNKNOWN


# comparison; what is known; its truth
FLOORS: list[tuple[str, dict[str, Any], Truth]] = [
    ("「往年最高营收」高于 4.99元", {"income_before": FLOOR}, YES),
    ("「往年最高营收」高于 5元", {"income_before": FLOOR}, UNKNOWN),
    ("「往年最高营收」达到 5元", {"income_before": FLOOR}, YES),
    ("「往年最高营收」达到 5.01元", {"income_before": FLOOR}, UNKNOWN),
    ("「往年最高营收」低于 5元", {"income_before": FLOOR}, NO),
    ("「往年最高营收」低于 5.01元", {"income_before": FLOOR}, UNKNOWN),
    ("「往年最高营收」不超过 4.99元", {"income_before": FLOOR}, NO),
    ("「往年最高营收」不超过 5元", {"income_before": FLOOR}, UNKNOWN),
    ("「往年最高营收」等于 4.99元", {"income_before": FLOOR}, NO),
    ("「往年最高营收」等于 5元", {"income_before": FLOOR}, UNKNOWN),
    ("「设备」低于「往年最高营收」", {"machines": 499, "income_before": FLOOR}, YES),
    ("「设备」低于「往年最高营收」", {"machines": 500, "income_before": FLOOR}, UNKNOWN),
    ("「设备」不超过「往年最高营收」", {"machines": 500, "income_before": FLOOR}, YES),
    ("「设备」不超过「往年最高营收」", {"machines": 501, "income_before": FLOOR}, UNKNOWN),
    ("「设备」高于「往年最高营收」", {"machines": 500, "income_before": FLOOR}, NO),
    ("「设备」高于「往年最高营收」", {"machines": 501, "income_before": FLOOR}, UNKNOWN),
    ("「设备」达到「往年最高营收」", {"machines": 499, "income_before": FLOOR}, NO),
    ("「设备」达到「往年最高营收」", {"machines": 500, "income_before": FLOOR}, UNKNOWN),
    ("「设备」等于「往年最高营收」", {"machines": 499, "income_before": FLOOR}, NO),
    ("「设备」等于「往年最高营收」", {"machines": 500, "income_before": FLOOR}, UNKNOWN),
    ("「往年最高营收」高于「往年最高营收」", {"income_before": FLOOR}, UNKNOWN),
    ("「设备」高于「往年最高营收」", {"income_before": FLOOR}, UNKNOWN),
    ("「往年最高营收」÷「设备」高于 5%", {"machines": 1, "income_before": FLOOR}, UNKNOWN),
    ("「设备」÷「往年最高营收」高于 5%", {"machines": 10**9, "income_before": FLOOR}, UNKNOWN),
    ("「设备」÷「到账」高于 5%", {"machines": 1}, UNKNOWN),
    ("「设备」÷「到账」高于 5%", {"received": 1}, UNKNOWN),
    ("「设备」÷「到账」高于 5%", {"machines": 1, "received": 0}, UNKNOWN),
    ("「设备」÷「到账」高于 5%", {"machines": 1, "received": 1}, YES),
]


@pytest.mark.parametrize(("text", "known", "truth"), FLOORS)
def test_a_lower_bound_decides_only_past_the_line(text: str, known: dict[str, Any], truth: Truth) -> None:
    assert truth_of(text, known)[0] is truth


def test_equal_questions_are_one_atom_and_those_of_another_reading_are_not() -> None:
    table = AtomTable(Layout(pack_of()))
    branched = "「研发」÷ 依口径 base（all_income：「营收」；machines：「设备」）高于 5%"

    def number(text: str, base: str) -> int:
        formula = table.compiler({"base": base}).compile(parse_condition(text))
        assert isinstance(formula, Atom)
        return formula.index

    assert number("「设备」高于 5元", "all_income") == number("「设备」高于 5元", "machines") == 0
    assert number("「设备」高于 6元", "all_income") == 1
    assert number(branched, "all_income") == number(branched, "all_income") == 2
    assert number(branched, "machines") == 3
    assert [check.label for check in table.ratios] == ["research/income", "research/machines"]


@pytest.mark.parametrize(
    "text",
    [
        "「研发」＋ 依口径 base（all_income：「营收」；machines：「设备」）高于 5元",
        "依口径 base（all_income：「营收」；machines：「设备」）－「研发」高于 5元",
        "较大者（「研发」，依口径 base（all_income：「营收」；machines：「设备」））高于 5元",
        "「研发」高于 依口径 base（all_income：「营收」；machines：「设备」）× 2",
    ],
)
def test_a_reading_anywhere_in_a_comparison_parts_its_atoms(text: str) -> None:
    table = AtomTable(Layout(pack_of()))

    compiled = [table.compiler({"base": base}).compile(parse_condition(text)) for base in ("all_income", "machines")]

    assert [each.index for each in compiled if isinstance(each, Atom)] == [0, 1]


@dataclass(frozen=True)
class Unheard:
    """A node that nobody has a handler for."""


def test_a_node_without_a_handler_is_refused_by_name() -> None:
    node: Any = Unheard()
    values = ValueCompiler(LAYOUT, CHOSEN, [])

    with pytest.raises(UnableToCompile, match=r"^no handler for the value Unheard$"):
        values.compile(node)
    with pytest.raises(UnableToCompile, match=r"^no handler for the condition Unheard$"):
        AtomTable(LAYOUT).compiler(CHOSEN).compile(node)
    with pytest.raises(UnableToCompile, match=r"^no handler for the amount Unheard$"):
        AwardCompiler(LAYOUT.pack, LAYOUT, values).compile(tree.Award(node, None))
