"""What is offered while somebody writes: only what fits the place, with unit and meaning in both languages."""

from __future__ import annotations

import re

import pytest

from lingqu.law.editing.completions import Completion, completions
from lingqu.law.editing.words import SPECIMENS, patterns
from pure.editing.marked import appended, shipped, under

MEASURE = "措施 F99「试写」\n  英文  Tried\n"


def offered(text: str, *, file: str = "measures.lq") -> tuple[Completion, ...]:
    """What is offered at the cursor of a text behind a file."""
    workspace, position = appended(text, file=file)
    return completions(workspace, file, position)


OFFERED = [  # what stands there, what is inserted among others, what is not offered
    ("  条件  「研‸", ["「研发投入」"], ["「企业」", "高于"]),
    ("  条件  「研‸」达到 1元", ["「研发投入」"], []),
    ("  条件  「研发投入」‸", ["高于", "达到", "不低于", "属于", "且", "或", "首次"], ["最高", "「企业」"]),
    ("  条件  「研发投入」达‸", ["达到"], ["高于", "以上"]),
    ("  条件  「研发投入」不‸", ["不低于", "不满", "不超过"], ["不", "高于"]),
    ("  条件  ‸", ["「企业」", "自", "依口径", "不", "较小者", "至少2项"], ["最高", "高于", "kjt"]),
    ("  条件  「企业」且‸", ["「研发投入」", "非"], ["高于"]),
    ("  条件  自「认定日」起‸", ["3年内", "20个工作日内"], ["高于", "「企业」"]),
    ("  条件  「平台级别」为 ‸", ["市级", "国家级"], ["「企业」"]),
    ("  条件  「平台级别」属于（市级、‸", ["自治区级"], ["「企业」"]),
    ("  条件  依口径 ‸", ["financing_counted"], ["「企业」", "F01"]),
    ("  条件  依口径 fin‸", ["financing_counted"], ["number_words"]),
    ("  条件  依口径「哪些‸", ["「哪些融资算数」"], ["「企业」"]),
    ("  条件  依口径 financing_counted（‸", ["equity_only", "any_financing"], ["「企业」"]),
    ("  条件  依口径「哪些融资算数」（「‸", ["「各种融资」"], ["「企业」"]),
    ("  条件  依口径 financing_counted（equity_only：「企业」；‸", ["any_financing"], ["「企业」"]),
    ("  条件  依口径 financing_counted（equity_only：‸", ["「企业」"], ["any_financing"]),
    ("  部门  kjt、‸", ["gxt", "czt"], ["「企业」", "F01"]),
    ("  部门  kjt、g‸", ["gxt", "glsf"], ["czt"]),
    ("  口径  ‸", ["financing_counted"], ["F01"]),
    ("  依据  第2条‸", ["第2条第1句", "第2条第3句"], ["第1条第1句"]),
    ("  对象  ‸", ["组织", "联合体"], ["「企业」"]),
    ("  支持  ‸", ["最高", "按", "定额", "择优", "每家", "一次"], ["高于", "「企业」"]),
    ("  支持  按 ‸", ["「促成融资额」", "F01"], ["最高"]),
    ("  支持  按「促成融资额」‸", ["的", "分档", "累进", "每满"], ["最高"]),
    ("  支持  最高 50万元，‸", ["每家", "每年", "择优"], ["「企业」"]),
    ("  支持  由 ‸", ["kjt"], ["F01"]),
    ("  示例  「促成融资额」450万元 → ‸", ["符合", "不符合", "待定"], ["「企业」"]),
    ("  示例  「促成融资额」450万元 → 待定，‸", ["最高", "缺", "系于", "余"], ["「企业」"]),
    ("  示例  「企业」 → 待定，缺「‸", ["「研发投入」"], []),
    ("  示例  「企业」 → 待定，系于 ‸", ["financing_counted", "无"], ["「企业」"]),
    ("  示例  口径 financing_counted=‸", ["equity_only"], ["number_words"]),
    ("  示例  「平台级别」‸", ["国家级", "未知"], ["「企业」"]),
    ("  申请  ‸", ["是", "否"], []),
    ("  条‸", ["  条件  "], ["  支持  "]),
    ("  ‸", ["  条件  ", "  示例  "], ["  英文  "]),
    ("  条件  「企业」\n    且 「研‸", ["「研发投入」"], []),
    ("  条件  「企业」  # 「研‸", [], ["「研发投入」"]),
    ("  说明  「研‸", [], ["「研发投入」"]),
    ("  用途  研发，英文 「研‸", [], ["「研发投入」"]),
    ("  条件  「企业」「‸", [], ["「研发投入」"]),
]


@pytest.mark.parametrize(("text", "wanted", "unwanted"), OFFERED, ids=[text for text, _, _ in OFFERED])
def test_what_fits_the_place_is_offered(text: str, wanted: list[str], unwanted: list[str]) -> None:
    inserted = {each.insert for each in offered(MEASURE + text)}

    assert set(wanted) <= inserted
    assert not set(unwanted) & inserted


OTHER_FILES = [
    ("vocabulary.lq", "事实「甲」 a\n  类型  ‸", ["金额", "选项"], ["「企业」"]),
    ("vocabulary.lq", "事实「甲」 a\n  类型  选‸", ["选项"], ["金额"]),
    ("vocabulary.lq", "事实「甲」 a\n  提供  ‸", ["申请人", "登记", "认定", "推算"], []),
    ("vocabulary.lq", "事实「甲」 a\n  限制  非负、‸", ["仅供参考"], []),
    ("vocabulary.lq", "事‸", ["事实"], ["措施 "]),
    ("readings.lq", "口径 x「甲」\n  备选  one「一」 英文 One\n  采用  ‸", ["one"], ["equity_only"]),
    ("relations.lq", "关系 R9\n  互斥  F01、‸", ["F02"], ["kjt"]),
    ("relations.lq", "关系 R9\n  口径  cumulation=‸", ["additive"], ["F02"]),
    ("targets.lq", "指标 T99「甲」\n  性质  ‸", ["存量", "增速"], []),
    ("targets.lq", "指标 T99「甲」\n  责任  ‸", ["kjt"], ["F01"]),
    ("sentences.lq", "文句 第1条第1句 1234567890abcdef 措施 ‸", ["F01"], ["T01"]),
    ("sentences.lq", "文句 第1条第1句 1234567890abcdef 指标 ‸", ["T01"], ["F01"]),
]


@pytest.mark.parametrize(("file", "text", "wanted", "unwanted"), OTHER_FILES, ids=[row[1] for row in OTHER_FILES])
def test_each_kind_of_block_has_its_own(file: str, text: str, wanted: list[str], unwanted: list[str]) -> None:
    inserted = {each.insert for each in offered(text, file=file)}

    assert set(wanted) <= inserted
    assert not set(unwanted) & inserted


def test_a_fact_is_offered_with_unit_and_meaning() -> None:
    found = next(each for each in offered(MEASURE + "  条件  「研发投‸") if each.label == "研发投入")

    assert (found.kind, found.zh, found.en) == ("fact", "金额，每年", "R&D expenditure · money, yearly")
    assert "由申请人提供" in found.detail_zh
    assert "supplied by the applicant" in found.detail_en


def test_what_is_typed_of_a_name_is_replaced_with_its_quotation_marks() -> None:
    workspace, position = appended(MEASURE + "  条件  「研发投‸」达到 1元")

    found = next(each for each in completions(workspace, "measures.lq", position) if each.label == "研发投入")

    assert under(workspace, "measures.lq", found.span) == "「研发投」"


def test_a_name_whose_block_is_broken_is_still_offered() -> None:
    workspace, position = appended(MEASURE + "  条件  「新‸")
    workspace = workspace.with_text("vocabulary.lq", shipped().texts["vocabulary.lq"] + "\n事实「新事」 new_fact\n")

    assert "「新事」" in {each.insert for each in completions(workspace, "measures.lq", position)}


@pytest.mark.parametrize("terminal", SPECIMENS)
def test_a_specimen_is_what_its_terminal_takes(terminal: str) -> None:
    assert all(re.fullmatch(patterns()[terminal], each) for each in SPECIMENS[terminal])
