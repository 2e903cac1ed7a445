"""Coverage counts only sentences whose mapping still carries their digest."""

from __future__ import annotations

from fractions import Fraction

from lingqu.law.plans import Kind, Mapped, coverage, read_plan
from pure.plans.invented import TEXT

PLAN = read_plan(content=TEXT.encode(), name="plan.txt")
WHOLE = [Mapped(sentence.anchor, sentence.digest, (("职责", "1.1"),)) for sentence in PLAN.sentences]


def test_a_mapping_of_every_sentence_covers_the_plan() -> None:
    covered = coverage(plan=PLAN, mapping=WHOLE)

    assert covered.complete
    assert covered.share == 1
    assert [row.sentence for row in covered.rows] == list(PLAN.sentences)
    assert covered.rows[0].kinds == ((Kind.DUTY, "1.1"),)


def test_the_share_is_an_exact_fraction_and_the_unmapped_are_named() -> None:
    covered = coverage(plan=PLAN, mapping=WHOLE[:4])

    assert covered.share == Fraction(4, 13)
    assert [sentence.anchor for sentence in covered.unmapped] == [one.anchor for one in WHOLE[4:]]
    assert not covered.complete


def test_a_stale_line_covers_nothing_and_says_why() -> None:
    changed = read_plan(
        content=TEXT.replace("40万元", "50万元").replace("2.壮大海洋企业。", "2.壮大。甲。").encode(), name="a"
    )
    mapping = [*WHOLE, Mapped("第9条第1句", "0" * 16, (("措施", "F01"),))]

    covered = coverage(plan=changed, mapping=mapping)

    assert [(stale.mapped.anchor, stale.why, stale.now_at) for stale in covered.stale] == [
        ("第2条第1句", "moved", ("第2条第2句",)),
        ("第2条第2句", "moved", ("第2条第3句",)),
        ("第3条第1句", "changed", ()),
        ("第9条第1句", "gone", ()),
    ]
    assert [sentence.anchor for sentence in covered.unmapped] == [
        "第2条第1句",
        "第2条第2句",
        "第2条第3句",
        "第3条第1句",
    ]


def test_faults_of_a_mapping_are_told_all_at_once_and_cover_nothing() -> None:
    first, second, third, fourth = PLAN.sentences[:4]
    mapping = [
        Mapped(first.anchor, first.digest, (("奖励", "F01"),)),
        Mapped(second.anchor, second.digest, (("不可执行", " "),)),
        Mapped(third.anchor, third.digest, ()),
        Mapped(fourth.anchor, fourth.digest, (("measure", "F01"),)),
        Mapped(fourth.anchor, fourth.digest, (("地点", "east_port「东港」"),)),
    ]

    covered = coverage(plan=PLAN, mapping=mapping)

    assert [fault.code for fault in covered.faults] == ["unknown-kind", "no-reference", "no-kind", "mapped-twice"]
    assert covered.rows[3].kinds == ((Kind.MEASURE, "F01"), (Kind.PLACE, "east_port「东港」"))
    assert covered.share == Fraction(1, 13)


def test_a_plan_without_sentences_has_no_share() -> None:
    assert coverage(plan=read_plan(content="一、甲".encode(), name="a"), mapping=[]).share == 0


def test_each_kind_has_its_word() -> None:
    words = ["措施", "指标", "职责", "地点", "登记", "流程", "保障", "不可执行"]

    assert [kind.word for kind in Kind] == words
    assert [Kind.of_word(word) for word in words] == list(Kind)
