"""Where sentences end, and what a digest does not see."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingqu.law.plans import normalised, read_plan, sentence_digest
from lingqu.law.plans.sentences import sentence_bounds

CUTS = [
    ("甲。乙！丙？丁", ["甲。", "乙！", "丙？", "丁"]),
    ("甲；乙;丙。", ["甲；乙;丙。"]),
    ("甲（一。二）乙。丙。", ["甲（一。二）乙。", "丙。"]),
    ("提到“先试后买。”的做法。丙。", ["提到“先试后买。”的做法。", "丙。"]),
    ("他说：“先试后买。”企业照办。", ["他说：“先试后买。”", "企业照办。"]),
    ("他说：“先试后买。”", ["他说：“先试后买。”"]),
    ("甲。（乙。丙。）丁。", ["甲。", "（乙。丙。）", "丁。"]),
    ("甲（半角关闭。)乙。", ["甲（半角关闭。)乙。"]),
    ("没有关上的“引号。下一句。", ["没有关上的“引号。", "下一句。"]),
    ("研发强度2.5%以上，见a.b?c=1。", ["研发强度2.5%以上，见a.b?c=1。"]),
    ("甲。”乙。", ["甲。”", "乙。"]),
    ("　　甲。　", ["甲。"]),
    ("。。。", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CUTS)
def test_a_sentence_ends_at_a_full_stop_outside_marks_and_brackets(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_bounds(text)] == expected


@given(st.text(alphabet="甲乙。；，“”（）()「」《》\"'！? \n", max_size=120))
def test_sentences_lie_in_order_and_lose_no_word(text: str) -> None:
    bounds = sentence_bounds(text)

    assert all(before[1] <= after[0] for before, after in pairwise(bounds))
    kept = "".join(text[start:end] for start, end in bounds)
    assert [character for character in kept if character.isalnum()] == [
        character for character in text if character.isalnum()
    ]


def test_the_digest_is_what_the_documentation_says() -> None:
    folded = '构建"甲-乙"(试验),3%《丙》·丁。'

    digest = sentence_digest("构建 “甲——乙” 〔试验〕，３％〈丙〉•丁。")

    assert digest == hashlib.sha256(folded.encode()).hexdigest()[:16]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("支持企业。", "支持个人。"),
        ("甲、乙", "甲，乙"),
        ("最高50万元", "最高500万元"),
        ("5%以上", "5%以下"),
        ("A", "a"),
    ],
)
def test_the_digest_sees_what_matters(one: str, other: str) -> None:
    assert sentence_digest(one) != sentence_digest(other)


VARIANTS = {
    "（": "（(〔【[",
    "）": "）)〕】]",
    "“": '“”"„「」',
    "—": "—–―-－",
    "，": "，,﹐",
    "·": "·•・‧",
    "：": "：:∶",
    "；": "；;",
    "5": "5５",
    "A": "AＡ",
    "%": "%％",
}
BLANKS = ("", " ", "　", "\u00a0", "\t", "\u200b", "\ufeff")


@given(st.text(alphabet="支持企业。、" + "".join(VARIANTS), min_size=1, max_size=60), st.data())
def test_the_digest_is_stable_under_width_blanks_and_variants_of_marks(text: str, data: st.DataObject) -> None:
    written = "".join(
        data.draw(st.sampled_from(VARIANTS.get(character, character))) + data.draw(st.sampled_from(BLANKS))
        for character in text
    )

    assert sentence_digest(written) == sentence_digest(text)


@given(st.text(max_size=80))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


def test_a_list_over_several_lines_is_one_sentence() -> None:
    text = "一、总体要求\n支持下列事项：\n研发；\n转化。\n另一句。"

    plan = read_plan(content=text.encode(), name="plan.txt")

    assert [sentence.text for sentence in plan.sentences] == ["支持下列事项：研发；转化。", "另一句。"]
    span = plan.sentences[0].span
    assert (span.line, span.start, span.end_line, span.end) == (2, 0, 4, 3)
