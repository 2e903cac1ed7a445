"""Made trees: Hypothesis strategies for every node of the language, as wide as the spelling allows."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from lingqu.law.lang import tree
from lingqu.law.lang.tree import Period, Place, Unit

ANYWHERE = st.builds(Place, st.just("x.lq"), st.integers(1, 99), st.integers(1, 99))  # must not matter
HAN = st.text("甲乙丙丁研发投入企业收入首次或且不在为未知的依自起最高", min_size=1, max_size=6)
NAMES = st.one_of(HAN, st.from_regex(r"[A-Za-z0-9甲乙（），：；%+]{1,8}", fullmatch=True))
SLUGS = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,8}", fullmatch=True)
CALLED = st.one_of(SLUGS, NAMES)  # a reading or alternative, by its id or its title
TEXTS = st.from_regex(
    r"[甲乙丙丁A-Za-z0-9，。；]([甲乙丙丁A-Za-z0-9，。； ]{0,12}[甲乙丙丁A-Za-z0-9。；])?", fullmatch=True
)
LATIN = st.from_regex(r"[A-Z][a-z']{0,5}( [a-z0-9&-]{1,6}){0,3}", fullmatch=True)
TITLES = st.from_regex(r"[甲乙丙丁A-Z0-9（）]{1,10}", fullmatch=True)
DAYS = st.builds(tree.Day, st.dates().map(str), ANYWHERE)


def tuples(items: st.SearchStrategy[Any], low: int = 1, high: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    """Tuples of what a strategy makes."""
    return st.lists(items, min_size=low, max_size=high).map(tuple)


def _ratio(numerator: int, denominator: int) -> tree.Quantity:
    from fractions import Fraction

    ratio = Fraction(numerator, denominator)
    return tree.Quantity(Unit.RATIO, ratio.numerator, ratio.denominator)


MONEY = st.builds(tree.Quantity, st.just(Unit.MONEY), st.integers(0, 10**15))
RATIO = st.builds(_ratio, st.integers(0, 500), st.integers(1, 2000))
COUNT = st.builds(tree.Quantity, st.just(Unit.COUNT), st.integers(0, 10**6))
POSITIVE = st.one_of(MONEY, RATIO, COUNT)
QUANTITIES = st.one_of(POSITIVE, POSITIVE.map(lambda q: tree.Quantity(q.unit, -q.numerator, q.denominator)))
STARTS = st.one_of(st.builds(tree.Fact, NAMES, ANYWHERE), DAYS)
LEAVES = st.one_of(
    QUANTITIES,
    DAYS,
    *(st.builds(kind, NAMES, ANYWHERE) for kind in (tree.Fact, tree.PreviousYear, tree.EarlierMaximum, tree.Increase)),
    st.builds(tree.SumOfYears, NAMES, st.integers(1, 9), ANYWHERE),
)


def _values(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    rows = tuples(st.tuples(CALLED, inner))
    return st.one_of(
        *(st.builds(kind, inner, inner, ANYWHERE) for kind in (tree.Plus, tree.Minus, tree.DividedBy)),
        st.builds(tree.Times, inner, QUANTITIES, ANYWHERE),
        *(st.builds(kind, tuples(inner), ANYWHERE) for kind in (tree.Lesser, tree.Greater)),
        st.builds(tree.ValueByReading, CALLED, rows, at=ANYWHERE),
    )


VALUES = st.recursive(LEAVES, _values, max_leaves=6)
BEFORE = st.sampled_from([*tree.STRICTLY_ABOVE, "达到", "不低于", *tree.STRICTLY_BELOW, "不超过", "等于"])
ATOMS = st.one_of(
    st.builds(tree.Holds, NAMES, ANYWHERE),
    st.builds(tree.Compare, VALUES, BEFORE, VALUES, ANYWHERE),
    st.builds(tree.Compare, VALUES, st.sampled_from(tree.BEHIND_THE_NUMBER), QUANTITIES, ANYWHERE),
    st.builds(tree.Among, NAMES, tuples(NAMES), st.just("属于"), ANYWHERE),
    st.builds(tree.Among, NAMES, tuples(NAMES, 1, 1), st.just("为"), ANYWHERE),
    st.builds(tree.Within, STARTS, st.integers(1, 99), st.sampled_from(["年", "个月", "日", "个工作日"]), ANYWHERE),
    st.builds(tree.FirstTime, NAMES, BEFORE, QUANTITIES, ANYWHERE),
)


def _conditions(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(
        st.builds(tree.Not, inner, st.sampled_from("不非未"), ANYWHERE),
        *(st.builds(kind, tuples(inner, 2), ANYWHERE) for kind in (tree.And, tree.Or)),
        st.builds(tree.AtLeastOf, st.integers(1, 3), tuples(inner), ANYWHERE),
        st.builds(tree.ByReading, CALLED, tuples(st.tuples(CALLED, inner)), at=ANYWHERE),
    )


CONDITIONS = st.recursive(ATOMS, _conditions, max_leaves=6)
FLAT_OR_RATE = st.one_of(
    st.builds(tree.Flat, POSITIVE, ANYWHERE), st.builds(tree.Rate, VALUES, POSITIVE, st.booleans(), ANYWHERE)
)
BOUNDS = st.builds(tree.Bound, QUANTITIES, st.booleans())
BANDS = st.one_of(
    st.builds(tree.Band, BOUNDS, st.one_of(st.none(), BOUNDS), QUANTITIES),
    st.builds(tree.Band, st.none(), BOUNDS, QUANTITIES),
)
AMOUNTS = st.one_of(
    FLAT_OR_RATE,
    st.builds(tree.Bands, VALUES, tuples(BANDS), ANYWHERE),
    st.builds(tree.Marginal, VALUES, tuples(st.tuples(QUANTITIES, QUANTITIES)), ANYWHERE),
    st.builds(tree.Steps, VALUES, POSITIVE, POSITIVE, ANYWHERE),
    *(st.builds(kind, SLUGS, POSITIVE, ANYWHERE) for kind in (tree.Multiple, tree.Override)),
    st.builds(tree.YearByYear, STARTS, tuples(st.tuples(st.integers(1, 9), FLAT_OR_RATE)), ANYWHERE),
    st.builds(tree.Matching, VALUES, POSITIVE, ANYWHERE),
    st.builds(tree.Between, SLUGS, POSITIVE, POSITIVE, ANYWHERE),
    st.builds(tree.Considering, VALUES, ANYWHERE),
    st.builds(tree.WithoutSum, TITLES, st.one_of(st.just(""), LATIN), ANYWHERE),
)
PERIODS = st.one_of(
    st.sampled_from([Period.NONE, Period.ONCE, Period.YEAR, Period.PLAN]).map(lambda period: (period, 0)),
    st.integers(1, 9).map(lambda years: (Period.YEARS, years)),
)


@st.composite
def awards(draw: st.DrawFn) -> tree.Award:
    """An award with at least one part."""
    period, years = draw(PERIODS)
    amount = draw(st.one_of(st.none(), AMOUNTS))
    ceiling = draw(MONEY if amount is None else st.one_of(st.none(), MONEY))
    per = draw(st.sampled_from(["", "每家", "每个团队", "每项目"]))
    return tree.Award(amount, ceiling, per, period, years, draw(st.booleans()), draw(st.booleans()))


GIVENS = st.one_of(
    st.builds(tree.Given, NAMES, st.one_of(QUANTITIES, DAYS, NAMES, st.booleans(), st.none()), at=ANYWHERE),
    st.builds(tree.Given, NAMES, st.just(False), word=st.sampled_from("不非未"), at=ANYWHERE),
    st.builds(tree.Given, NAMES, QUANTITIES, st.integers(1990, 2040), at=ANYWHERE),
)
NAME_LISTS = st.one_of(st.none(), tuples(NAMES, 0))
EXPECTED = st.one_of(
    st.builds(
        tree.Expected,
        st.sampled_from(["符合", "不符合", "待定"]),
        st.sampled_from(["应得", "最高", "择优", "资金池"]),
        st.one_of(st.none(), MONEY),
        st.one_of(st.none(), MONEY),
        NAME_LISTS,
        NAME_LISTS,
        st.one_of(st.none(), tuples(CALLED, 0)),
    ),
    st.builds(tree.Expected, st.sampled_from(["符合", "待定"]), st.sampled_from([None, "无金额"])),
)
EXAMPLES = st.builds(
    tree.Example, tuples(GIVENS, 0), tuples(st.tuples(CALLED, CALLED), 0, 2), EXPECTED, TEXTS, ANYWHERE
)
ANCHORS = st.builds(
    tree.Anchor,
    st.one_of(st.integers(1, 99).map(lambda n: f"第{n}条"), st.sampled_from(["总体要求", "保障措施", "施行", "引言"])),
    st.integers(0, 20),
)
PAIRS = st.one_of(st.just(("", "")), st.tuples(TEXTS.map(lambda text: text.rstrip("，")), LATIN))


@st.composite
def measures(draw: st.DrawFn) -> tree.Measure:
    """A measure with any of its fields."""
    instrument, instrument_english = draw(PAIRS)
    purpose, purpose_english = draw(PAIRS)
    payee, payee_english = draw(PAIRS)
    return tree.Measure(
        draw(SLUGS),
        draw(TITLES),
        draw(LATIN),
        draw(tuples(ANCHORS)),
        draw(st.sampled_from(["组织", "项目", "平台", "认定", "团队", "联合体"])),
        draw(st.one_of(st.none(), CONDITIONS)),
        draw(st.one_of(st.none(), CONDITIONS)),
        draw(st.one_of(st.none(), awards())),
        instrument,
        instrument_english,
        purpose,
        purpose_english,
        payee,
        payee_english,
        draw(tuples(st.tuples(st.sampled_from(["立项时", "验收后"]), RATIO), 0)),
        draw(tuples(SLUGS, 0)),
        draw(tuples(CALLED, 0)),
        draw(st.one_of(st.none(), DAYS)),
        draw(st.one_of(st.none(), DAYS)),
        draw(st.booleans()),
        draw(tuples(GIVENS, 0)),
        draw(tuples(EXAMPLES, 0)),
        draw(st.one_of(st.just(""), TEXTS)),
    )


@st.composite
def facts(draw: st.DrawFn) -> tree.FactDeclaration:
    """A declaration of a fact, derived or not."""
    unit = draw(st.sampled_from(list(Unit)))
    choices = draw(tuples(st.tuples(NAMES, SLUGS))) if unit is Unit.CHOICE else ()
    derivation = draw(st.one_of(st.none(), CONDITIONS if unit is Unit.YES_NO else VALUES))
    return tree.FactDeclaration(
        draw(NAMES), draw(SLUGS), unit, unit is not Unit.CHOICE and draw(st.booleans()), draw(LATIN), draw(TEXTS),
        draw(LATIN), draw(st.sampled_from(list(tree.Source))), draw(TEXTS), draw(LATIN), choices, derivation,
        draw(st.sampled_from(["", "已付本年", "已付合计"])), draw(st.booleans()), draw(st.booleans()),
        draw(tuples(SLUGS, 0)),
    )  # fmt: skip


@st.composite
def relations(draw: st.DrawFn) -> tree.Relation:
    """A bond between measures."""
    bond = draw(st.sampled_from(list(tree.Bond)))
    shared = bond is tree.Bond.SHARED_CEILING
    period, years = draw(PERIODS) if shared else (Period.NONE, 0)
    reading, alternative = draw(st.one_of(st.just(("", "")), st.tuples(CALLED, CALLED)))
    return tree.Relation(
        draw(SLUGS), bond, draw(tuples(SLUGS)), draw(MONEY) if shared else None, period, years,
        draw(tuples(ANCHORS, 0)), reading, alternative, draw(st.one_of(st.just(""), TEXTS)),
    )  # fmt: skip


POLICIES = st.builds(
    tree.Policy, SLUGS, TITLES, LATIN, st.one_of(st.none(), DAYS), DAYS, st.one_of(st.none(), DAYS), NAMES,
    st.one_of(st.none(), CONDITIONS), tuples(SLUGS, 0), tuples(SLUGS, 0), tuples(SLUGS, 0), TEXTS, TEXTS,
)  # fmt: skip
DEPARTMENTS = st.builds(tree.Department, SLUGS, TITLES, LATIN)
ADOPTIONS = st.builds(tree.Adoption, SLUGS, TITLES, DAYS, st.one_of(st.just(""), TITLES), st.one_of(st.just(""), LATIN))
READINGS = st.builds(
    tree.Reading, SLUGS, TITLES, LATIN, TEXTS, LATIN, tuples(ANCHORS, 0),
    tuples(st.builds(tree.Alternative, SLUGS, TITLES, LATIN)), st.one_of(st.none(), ADOPTIONS),
)  # fmt: skip
TARGETS = st.builds(
    tree.Target, SLUGS, TITLES, LATIN, tuples(ANCHORS), POSITIVE, st.sampled_from(["", "突破", "以上", "左右"]),
    st.sampled_from(["存量", "流量", "增速", "占比"]), TEXTS, st.integers(2000, 2099), st.one_of(st.just(""), CALLED),
    tuples(SLUGS, 0),
)  # fmt: skip
DUTIES = st.builds(
    tree.Duty, st.from_regex(r"[1-9][0-9]?(\.[1-9])?", fullmatch=True), TITLES, st.one_of(st.just(""), LATIN),
    st.integers(0, 9),
)  # fmt: skip
TASKS = st.builds(tree.Task, st.integers(1, 99), TITLES, LATIN, tuples(SLUGS, 0), tuples(DUTIES, 0), tuples(ANCHORS, 0))
MAPPINGS = st.builds(
    tree.Mapping, st.sampled_from(["措施", "指标", "职责", "地点", "登记", "流程", "保障", "不可执行"]),
    st.one_of(st.just(""), SLUGS, st.just("1.1")), st.one_of(st.just(""), TITLES),
)  # fmt: skip
SENTENCES = st.builds(tree.SentenceRow, ANCHORS, st.from_regex(r"[0-9a-f]{16}", fullmatch=True), tuples(MAPPINGS))
BLOCKS: st.SearchStrategy[Any] = st.one_of(
    measures(), facts(), relations(), POLICIES, DEPARTMENTS, READINGS, TARGETS, TASKS, SENTENCES
)
