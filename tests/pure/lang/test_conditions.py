"""Every construct of conditions and values: source; tree; said in Chinese; said in English."""

from __future__ import annotations

import pytest

from lingqu.law.lang.parser import parse_condition, parse_value
from lingqu.law.lang.printer import print_condition, print_value
from lingqu.law.lang.tree import (
    Among,
    And,
    AtLeastOf,
    ByReading,
    Compare,
    Condition,
    Day,
    DividedBy,
    EarlierMaximum,
    Fact,
    FirstTime,
    Greater,
    Holds,
    Increase,
    Lesser,
    Minus,
    Not,
    Or,
    Plus,
    PreviousYear,
    Quantity,
    SumOfYears,
    Times,
    Unit,
    Value,
    ValueByReading,
    Within,
)
from lingqu.law.lang.words import say_condition, say_value
from pure.lang.sample_words import WORDS


def yuan(amount: int) -> Quantity:
    return Quantity(Unit.MONEY, amount * 100)


FIRM, RD, REVENUE = Holds("企业"), Fact("研发"), Fact("收入")
FIVE = Quantity(Unit.RATIO, 1, 20)
TWENTY_MILLION = yuan(20_000_000)

CONDITIONS: list[tuple[str, Condition, str, str]] = [
    ("「企业」", FIRM, "企业", "enterprise"),
    ("不「企业」", Not(FIRM, "不"), "不是“企业”", "not (enterprise)"),
    ("非「企业」", Not(FIRM, "非"), "不是“企业”", "not (enterprise)"),
    ("未（「企业」）", Not(FIRM, "未"), "不是“企业”", "not (enterprise)"),
    (
        "不（「研发」高于 5元）",
        Not(Compare(RD, "高于", yuan(5))),
        "不是“研发高于5元”",
        "not (R&D spending is more than 5 yuan)",
    ),
    *[
        (
            f"「研发」{word} 2000万元",
            Compare(RD, word, TWENTY_MILLION),
            f"研发{word}2000万元",
            f"R&D spending is {english} 20 million yuan",
        )
        for word, english in [
            ("高于", "more than"),
            ("超过", "more than"),
            ("突破", "more than"),
            ("大于", "more than"),
            ("达到", "at least"),
            ("不低于", "at least"),
            ("低于", "less than"),
            ("不满", "less than"),
            ("不超过", "at most"),
            ("等于", "equal to"),
        ]
    ],
    *[
        (
            source.format(word),
            Compare(RD, word, TWENTY_MILLION),
            f"研发在2000万元{word}",
            f"R&D spending is {english} 20 million yuan",
        )
        for source in ("「研发」在 2000万元{}", "「研发」2000万元{}")
        for word, english in [("以上", "at least"), ("以下", "at most"), ("以内", "at most")]
    ],
    ("「研发」在 -1元以上", Compare(RD, "以上", yuan(-1)), "研发在-1元以上", "R&D spending is at least -1 yuan"),
    (
        "「级别」属于（自治区级、国家级）",
        Among("级别", ("自治区级", "国家级")),
        "级别属于自治区级或国家级",
        "level is regional or national",
    ),
    ("「级别」为 国家级", Among("级别", ("国家级",), "为"), "级别为国家级", "level is national"),
    (
        "「级别」为 国家级且「企业」",
        And((Among("级别", ("国家级",), "为"), FIRM)),
        "级别为国家级，且企业",
        "level is national, and enterprise",
    ),
    ("「级别」为「国家级」", Among("级别", ("国家级",), "为"), "级别为国家级", "level is national"),
    ("自「认定日」起3年内", Within(Fact("认定日"), 3, "年"), "自认定日起3年内", "within 3 years of day of recognition"),
    (
        "自「认定日」起三年以内",
        Within(Fact("认定日"), 3, "年"),
        "自认定日起3年内",
        "within 3 years of day of recognition",
    ),
    (
        "自2026年1月24日起6个月内",
        Within(Day("2026-01-24"), 6, "个月"),
        "自2026年1月24日起6个月内",
        "within 6 months of 2026-01-24",
    ),
    (
        "自「认定日」起20个工作日内",
        Within(Fact("认定日"), 20, "个工作日"),
        "自认定日起20个工作日内",
        "within 20 working days of day of recognition",
    ),
    ("自「认定日」起1日内", Within(Fact("认定日"), 1, "日"), "自认定日起1日内", "within 1 day of day of recognition"),
    (
        "「研发」首次突破 3000万元",
        FirstTime("研发", "突破", yuan(30_000_000)),
        "研发首次突破3000万元",
        "R&D spending is for the first time more than 30 million yuan",
    ),
    (
        "「企业」且「企业」且「企业」",
        And((FIRM, FIRM, FIRM)),
        "企业，且企业，且企业",
        "enterprise, and enterprise, and enterprise",
    ),
    ("「企业」，且 「企业」", And((FIRM, FIRM)), "企业，且企业", "enterprise, and enterprise"),
    ("「企业」，或者「企业」", Or((FIRM, FIRM)), "企业，或企业", "enterprise, or enterprise"),
    (
        "「企业」且「企业」或「企业」",
        Or((And((FIRM, FIRM)), FIRM)),
        "（企业，且企业），或企业",
        "(enterprise, and enterprise), or enterprise",
    ),
    (
        "「企业」且（「企业」或「企业」）",
        And((FIRM, Or((FIRM, FIRM)))),
        "企业，且（企业，或企业）",
        "enterprise, and (enterprise, or enterprise)",
    ),
    (
        "「企业」且（「企业」且「企业」）",
        And((FIRM, And((FIRM, FIRM)))),
        "企业，且（企业，且企业）",
        "enterprise, and (enterprise, and enterprise)",
    ),
    ("不「企业」且「企业」", And((Not(FIRM), FIRM)), "不是“企业”，且企业", "not (enterprise), and enterprise"),
    ("（（「企业」））", FIRM, "企业", "enterprise"),
    (
        "至少2项（「企业」；「研发」高于 5元；不「企业」）",
        AtLeastOf(2, (FIRM, Compare(RD, "高于", yuan(5)), Not(FIRM))),
        "至少符合以下2项（企业；研发高于5元；不是“企业”）",
        "at least 2 of these (enterprise; R&D spending is more than 5 yuan; not (enterprise))",
    ),
    (
        "至少两项（「企业」；「企业」；「企业」）",
        AtLeastOf(2, (FIRM, FIRM, FIRM)),
        "至少符合以下2项（企业；企业；企业）",
        "at least 2 of these (enterprise; enterprise; enterprise)",
    ),
    (
        "依口径 base（all：「研发」大于 0元；main：「企业」）",
        ByReading("base", (("all", Compare(RD, "大于", yuan(0))), ("main", FIRM))),
        "依口径“分母”（取“全部收入”的，研发大于0元；取“主营收入”的，企业）",
        "by the reading “Base” (if “All revenue”: R&D spending is more than 0 yuan; if “Main revenue”: enterprise)",
    ),
    (
        "「研发」÷「收入」高于 5%",
        Compare(DividedBy(RD, REVENUE), "高于", FIVE),
        "研发÷收入高于5%",
        "R&D spending divided by revenue is more than 5%",
    ),
    (
        "（「研发」＋「收入」）高于 ５元",
        Compare(Plus(RD, REVENUE), "高于", yuan(5)),
        "研发加收入高于5元",
        "R&D spending plus revenue is more than 5 yuan",
    ),
]

VALUES: list[tuple[str, Value, str, str]] = [
    ("「研发」", RD, "研发", "R&D spending"),
    ("2026-01-24", Day("2026-01-24"), "2026年1月24日", "2026-01-24"),
    ("上年「研发」", PreviousYear("研发"), "上年研发", "R&D spending of the year before"),
    ("往年最高「研发」", EarlierMaximum("研发"), "往年最高研发", "the highest R&D spending of any earlier year"),
    ("近3年合计「研发」", SumOfYears("研发", 3), "近3年合计研发", "R&D spending of the last 3 years together"),
    ("近三年合计「研发」", SumOfYears("研发", 3), "近3年合计研发", "R&D spending of the last 3 years together"),
    ("同比增加「研发」", Increase("研发"), "同比增加研发", "the increase of R&D spending over the year before"),
    ("「研发」 + 「收入」", Plus(RD, REVENUE), "研发加收入", "R&D spending plus revenue"),
    ("「研发」加「收入」", Plus(RD, REVENUE), "研发加收入", "R&D spending plus revenue"),
    (
        "「研发」 − 「收入」 − 1元",
        Minus(Minus(RD, REVENUE), yuan(1)),
        "（研发减收入）减1元",
        "(R&D spending less revenue) less 1 yuan",
    ),
    (
        "「研发」减（「收入」-1元）",
        Minus(RD, Minus(REVENUE, yuan(1))),
        "研发减（收入减1元）",
        "R&D spending less (revenue less 1 yuan)",
    ),
    ("「研发」× 25%", Times(RD, Quantity(Unit.RATIO, 1, 4)), "研发×25%", "25% of R&D spending"),
    ("25% * 「研发」", Times(RD, Quantity(Unit.RATIO, 1, 4)), "研发×25%", "25% of R&D spending"),
    ("「研发」×3", Times(RD, Quantity(Unit.COUNT, 3)), "研发×3", "R&D spending times 3"),
    ("「研发」/「收入」", DividedBy(RD, REVENUE), "研发÷收入", "R&D spending divided by revenue"),
    ("「研发」除以「收入」", DividedBy(RD, REVENUE), "研发÷收入", "R&D spending divided by revenue"),
    (
        "（「研发」+「收入」）÷「收入」",
        DividedBy(Plus(RD, REVENUE), REVENUE),
        "（研发加收入）÷收入",
        "(R&D spending plus revenue) divided by revenue",
    ),
    ("较小者（「研发」，5元）", Lesser((RD, yuan(5))), "研发和5元中的较小者", "the lesser of R&D spending and 5 yuan"),
    (
        "较大者（「研发」、5元、「收入」）",
        Greater((RD, yuan(5), REVENUE)),
        "研发、5元和收入中的较大者",
        "the greater of R&D spending, 5 yuan and revenue",
    ),
    (
        "「研发」÷ 依口径 base（all：「收入」；main：「收入」− 5元）",
        DividedBy(RD, ValueByReading("base", (("all", REVENUE), ("main", Minus(REVENUE, yuan(5)))))),
        "研发÷（依口径“分母”（取“全部收入”的，收入；取“主营收入”的，收入减5元））",
        "R&D spending divided by "
        "(by the reading “Base” (if “All revenue”: revenue; if “Main revenue”: revenue less 5 yuan))",
    ),
]


@pytest.mark.parametrize(("source", "tree", "chinese", "english"), CONDITIONS, ids=[row[0] for row in CONDITIONS])
def test_a_condition_is_read_printed_and_said(source: str, tree: Condition, chinese: str, english: str) -> None:
    read = parse_condition(source)

    assert read == tree
    assert parse_condition(print_condition(read)) == tree
    assert say_condition(read, WORDS) == chinese
    assert say_condition(read, WORDS, "en") == english


@pytest.mark.parametrize(("source", "tree", "chinese", "english"), VALUES, ids=[row[0] for row in VALUES])
def test_a_value_is_read_printed_and_said(source: str, tree: Value, chinese: str, english: str) -> None:
    read = parse_value(source)

    assert read == tree
    assert parse_value(print_value(read)) == tree
    assert say_value(read, WORDS) == chinese
    assert say_value(read, WORDS, "en") == english


def test_both_widths_are_the_same() -> None:
    half = "「研发」/(「收入」-1.5万元)高于5%,且「级别」属于(市级,国家级)"
    full = "「研发」／（「收入」－１．５万元）高于５％，且「级别」属于（市级，国家级）"

    assert parse_condition(half) == parse_condition(full)


def test_a_name_has_one_spelling_in_both_widths() -> None:
    assert parse_condition("「ＡＩ企业(2级)」") == parse_condition("「AI企业（2级）」") == Holds("AI企业（2级）")


def test_the_place_is_kept_beside_the_tree() -> None:
    read = parse_condition("「企业」 且\n  「研发」高于 5元", file="a.lq")

    assert isinstance(read, And)
    second = read.items[1]
    assert (second.at.file, second.at.line, second.at.column) == ("a.lq", 2, 3)
