"""Every form of 支持: source; tree; kind; said in Chinese; said in English."""

from __future__ import annotations

import pytest

from lingqu.law.lang.faults import UnableToRead
from lingqu.law.lang.measures_said import say_award
from lingqu.law.lang.parser import parse_award
from lingqu.law.lang.printer import print_award
from lingqu.law.lang.tree import (
    Award,
    Band,
    Bands,
    Between,
    Bound,
    Considering,
    Day,
    Fact,
    Flat,
    Marginal,
    Matching,
    Minus,
    Multiple,
    Override,
    Period,
    Quantity,
    Rate,
    Steps,
    Unit,
    WithoutSum,
    YearByYear,
)
from pure.lang.sample_words import WORDS


def yuan(amount: int) -> Quantity:
    return Quantity(Unit.MONEY, amount * 100)


def percent(number: int) -> Quantity:
    top = Quantity(Unit.RATIO, number, 100)
    return {1: top, 2: Quantity(Unit.RATIO, 1, 50), 5: Quantity(Unit.RATIO, 1, 20)}.get(number, top)


RD = Fact("研发")
HALF, WHOLE = Quantity(Unit.RATIO, 1, 2), Quantity(Unit.RATIO, 1)

AWARDS: list[tuple[str, Award, str, str, str]] = [
    (
        "最高 500万元，每家",
        Award(None, yuan(5_000_000), "每家"),
        "up_to",
        "最高500万元，每家",
        "at most 5 million yuan, for each recipient",
    ),
    (
        "按「研发」的 2%，最高 50万元，每家，每年",
        Award(Rate(RD, percent(2)), yuan(500_000), "每家", Period.YEAR),
        "due",
        "按研发的2%，最高50万元，每家，每年",
        "2% of R&D spending, at most 500,000 yuan, for each recipient, a year",
    ),
    (
        "按不超过「研发」的 5%，最高 2000万元，每个",
        Award(Rate(RD, percent(5), True), yuan(20_000_000), "每个"),
        "up_to",
        "按不超过研发的5%，最高2000万元，每个",
        "at most 5% of R&D spending, at most 20 million yuan, for each",
    ),
    (
        "按（「研发」−「收入」）的 5%",
        Award(Rate(Minus(RD, Fact("收入")), percent(5)), None),
        "due",
        "按（研发减收入）的5%",
        "5% of (R&D spending less revenue)",
    ),
    (
        "择优，最高 100万元，每个团队",
        Award(None, yuan(1_000_000), "每个团队", competitive=True),
        "competitive",
        "择优支持，最高100万元，每个团队",
        "by competition, at most 1 million yuan, for each team",
    ),
    (
        "资金池，最高 1000万元，每年",
        Award(None, yuan(10_000_000), period=Period.YEAR, pool=True),
        "pool",
        "一笔共用的资金，最高1000万元，每年",
        "a pool shared by several, at most 10 million yuan, a year",
    ),
    (
        "最高 1000万元，每个，3年合计",
        Award(None, yuan(10_000_000), "每个", Period.YEARS, 3),
        "up_to",
        "最高1000万元，每个，3年合计",
        "at most 10 million yuan, for each, over 3 years together",
    ),
    (
        "最高 1000万元，有效期内合计",
        Award(None, yuan(10_000_000), period=Period.PLAN),
        "up_to",
        "最高1000万元，政策有效期内合计",
        "at most 10 million yuan, over the time the policy is in force",
    ),
    (
        "视「研发」情况，最高 1000万元，每家，每年",
        Award(Considering(RD), yuan(10_000_000), "每家", Period.YEAR),
        "up_to",
        "视研发情况而定，最高1000万元，每家，每年",
        "in view of R&D spending, at most 10 million yuan, for each recipient, a year",
    ),
    (
        "定额 50万元，一次",
        Award(Flat(yuan(500_000)), None, period=Period.ONCE),
        "due",
        "定额50万元，一次性",
        "a fixed 500,000 yuan, once",
    ),
    (
        "按「研发」分档（不满 1000万元：5万元；1000万元以上、不满 5000万元：10万元；5000万元以上：1%），最高 100万元",
        Award(
            Bands(
                RD,
                (
                    Band(None, Bound(yuan(10_000_000), False), yuan(50_000)),
                    Band(Bound(yuan(10_000_000), True), Bound(yuan(50_000_000), False), yuan(100_000)),
                    Band(Bound(yuan(50_000_000), True), None, percent(1)),
                ),
            ),
            yuan(1_000_000),
        ),
        "due",
        "按研发分档（不满1000万元的，5万元；1000万元以上、不满5000万元的，10万元；5000万元以上的，按1%），最高100万元",
        "by bands of R&D spending (less than 10 million yuan: 50,000 yuan; at least 10 million yuan and less than "
        "50 million yuan: 100,000 yuan; at least 50 million yuan: 1% of it), at most 1 million yuan",
    ),
    (
        "按「研发」分档（超过 1元、不超过 5元：3元；7元以下：5%）",
        Award(
            Bands(
                RD,
                (
                    Band(Bound(yuan(1), False), Bound(yuan(5), True), yuan(3)),
                    Band(None, Bound(yuan(7), True), percent(5)),
                ),
            ),
            None,
        ),
        "due",
        "按研发分档（超过1元、不超过5元的，3元；不超过7元的，按5%）",
        "by bands of R&D spending (more than 1 yuan and at most 5 yuan: 3 yuan; at most 7 yuan: 5% of it)",
    ),
    (
        "按「研发」累进（超过 0元 部分：1%；超过 1000万元 部分：2%），最高 100万元",
        Award(Marginal(RD, ((yuan(0), percent(1)), (yuan(10_000_000), percent(2)))), yuan(1_000_000)),
        "due",
        "按研发累进计算（超过0元的部分1%；超过1000万元的部分2%），最高100万元",
        "by marginal rates on R&D spending (1% of the part above 0 yuan; 2% of the part above 10 million yuan), "
        "at most 1 million yuan",
    ),
    (
        "按「研发」每满 1万元 给 100元，最高 5万元",
        Award(Steps(RD, yuan(10_000), yuan(100)), yuan(50_000)),
        "due",
        "研发每满1万元给100元，最高5万元",
        "100 yuan for each full 10,000 yuan of R&D spending, at most 50,000 yuan",
    ),
    (
        "按 B01 的 150%，最高 5万元",
        Award(Multiple("B01", Quantity(Unit.RATIO, 3, 2)), yuan(50_000)),
        "due",
        "按B01“贷款贴息”的150%，最高5万元",
        "150% of the sum of B01 “Interest subsidy”, at most 50,000 yuan",
    ),
    (
        "依 B01 改按 5%，最高 5万元",
        Award(Override("B01", percent(5)), yuan(50_000)),
        "due",
        "依B01“贷款贴息”的基数改按5%，最高5万元",
        "5% of the base of B01 “Interest subsidy”, at most 50,000 yuan",
    ),
    (
        "自「认定日」起分年（第1年：「研发」的 50%；第二年：按不超过「研发」的 2%；第3年：定额 5万元），最高 9万元",
        Award(
            YearByYear(Fact("认定日"), ((1, Rate(RD, HALF)), (2, Rate(RD, percent(2), True)), (3, Flat(yuan(50_000))))),
            yuan(90_000),
        ),
        "up_to",
        "自认定日起分年（第1年按研发的50%；第2年按不超过研发的2%；第3年定额5万元），最高9万元",
        "year by year from day of recognition (year 1: 50% of R&D spending; year 2: at most 2% of R&D spending; "
        "year 3: a fixed 50,000 yuan), at most 90,000 yuan",
    ),
    (
        "自2026年1月24日起分年（第1年：定额 5元）",
        Award(YearByYear(Day("2026-01-24"), ((1, Flat(yuan(5))),)), None),
        "due",
        "自2026年1月24日起分年（第1年定额5元）",
        "year by year from 2026-01-24 (year 1: a fixed 5 yuan)",
    ),
    (
        "配套「研发」的 100%，最高 9万元",
        Award(Matching(RD, WHOLE), yuan(90_000)),
        "due",
        "按研发的100%配套，最高9万元",
        "matching R&D spending at 100%, at most 90,000 yuan",
    ),
    (
        "由 kjt 在 10万元 至 50万元 之间核定",
        Award(Between("kjt", yuan(100_000), yuan(500_000)), None),
        "up_to",
        "由自治区科技厅在10万元至50万元之间核定",
        "between 100,000 yuan and 500,000 yuan, settled by the Department of Science and Technology",
    ),
    (
        "不涉金额「优先推荐」",
        Award(WithoutSum("优先推荐"), None),
        "none",
        "不涉及金额（优先推荐）",
        "without a sum (优先推荐)",
    ),
    (
        "不涉金额「优先推荐」，每家，英文 Recommended first, and \n  without delay",
        Award(WithoutSum("优先推荐", "Recommended first, and without delay"), None, "每家"),
        "none",
        "不涉及金额（优先推荐），每家",
        "without a sum (recommended first, and without delay), for each recipient",
    ),
]

REFUSED = [
    # source; code of the fault; column
    ("最高 5元，最高 6元", "part-twice", 7),
    ("每家，每个", "part-twice", 4),
    ("最高 5元，英文 Five", "no-words", 1),
    ("不涉金额「甲」，英文", "unexpected", 9),
    ("定额 5元，按「研发」的 2%", "part-twice", 7),
    ("按「研发」分档（等于 5元：3元）", "no-bound", 9),
    ("按「研发」分档（高于 5元、超过 6元：3元）", "bound-twice", 15),
    ("按「研发」分档（5元左右：3元）", "vague-bound", 11),
    ("按「研发」高于 5元 的 2%", "unexpected", 6),
    ("按（「研发」高于 5元）的 2%", "wrong-kind", 3),
    ("按「研发」的", "unexpected", 7),
    ("最高", "unexpected", 3),
]


@pytest.mark.parametrize(("source", "tree", "kind", "chinese", "english"), AWARDS, ids=[row[0][:40] for row in AWARDS])
def test_an_award_is_read_printed_and_said(source: str, tree: Award, kind: str, chinese: str, english: str) -> None:
    read = parse_award(source)

    assert read == tree
    assert read.kind == kind
    assert parse_award(print_award(read)) == tree
    assert say_award(read, WORDS) == chinese
    assert say_award(read, WORDS, "en") == english


def test_the_parts_may_stand_in_any_order_and_are_printed_in_one() -> None:
    assert (
        print_award(parse_award("每年、每家、最高 50万元、按「研发」的 2%"))
        == "按「研发」的 2%，最高 50万元，每家，每年"
    )


@pytest.mark.parametrize(("source", "code", "column"), REFUSED)
def test_what_is_no_award_is_refused_at_its_place(source: str, code: str, column: int) -> None:
    with pytest.raises(UnableToRead) as caught:
        parse_award(source)

    assert [(fault.code, fault.column) for fault in caught.value.faults] == [(code, column)]
