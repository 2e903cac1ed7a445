"""What is wrong in a rule file is told all at once: place, code, what stands there, the nearest word, a caret."""

from __future__ import annotations

import pytest

from lingqu.law.lang.faults import Fault, UnableToRead, fault_at, in_order, nearest, width, with_line_texts
from lingqu.law.lang.layout import MOST_FAULTS
from lingqu.law.lang.parser import LARGEST, parse_bytes, parse_condition, parse_file
from lingqu.law.lang.tree import Department, Place

TEN = """\
措失 F01「甲」
  英文  A

措施 F02「乙」
  英文  B
  依据  第十条第1局
  对象  组织：「企业」高
  条件  「研发」高于 5%％
  支待  最高 500万元
  示例  「研发」12,000元 → 符合
  示例  「研发」5元 → 合格
  申请  不

部门 czt「自治区财政厅」 英文 Department of Finance

政策 p「丙」
  英文  C
  施行  2026年2月30日
  申请日  「申请日」

关系 R1
  择高  A、B
  互斥  C
"""

TOLD = [
    (1, 1, "unknown-section", "措失", "是不是“措施”？"),
    (6, 10, "unexpected", "第1局", "依据  第10条第1句"),
    (7, 14, "unexpected", "高", ""),
    (8, 16, "unexpected", "％", ""),
    (9, 3, "unknown-field", "支待", "是不是“支持”？"),
    (10, 11, "comma-in-number", "12,000", "12000元"),
    (11, 16, "unexpected", "合格", "是不是“符合”？"),
    (12, 7, "not-listed", "不", ""),
    (18, 7, "no-such-day", "2026年2月30日", "2026年1月24日"),
    (21, 1, "one-bond", "择高、互斥", ""),
]

CONDITIONS = [
    # source; code; column; what stands there; part of what is expected
    ("", "unexpected", 1, "", "「…」里的名称"),
    ("「企业」 且", "unexpected", 7, "", "「…」里的名称"),
    ("企业", "unexpected", 1, "企业", "「…」里的名称"),
    ("“企业”", "unexpected", 1, "“企业”", "「…」里的名称"),
    ("「企业", "unexpected", 1, "「企业", "「…」里的名称"),
    ("「企业」「甲」", "unexpected", 5, "「甲」", "且"),
    ("（「企业」", "unexpected", 6, "", "）"),
    ("「研发」高于", "unexpected", 7, "", "数（2000万元、5%、3家）"),
    ("「研发」高于 左右", "unexpected", 8, "左右", "数（2000万元、5%、3家）"),
    ("「研发」5万元左右", "vague-bound", 8, "左右", "以上、以下或以内"),
    ("「研发」", None, 0, "", ""),
    ("「研发」 + 「收入」", "wrong-kind", 1, "「研发」 + 「收入」", "条件"),
    ("5万元", "wrong-kind", 1, "5万元", "条件"),
    ("（「企业」且「甲」）高于 5元", "wrong-kind", 2, "「企业」且「甲」", "数值"),
    ("「研发」×「收入」高于 5元", "product-of-facts", 6, "「收入」", "写明的比例或数量"),
    ("5元 属于（甲）", "not-a-name", 1, "5元", "事实名称"),
    ("「」", "unexpected", 1, "「」", "「…」里的名称"),
    ("「 」", "empty-name", 1, "「 」", "名称"),
    ("至少2项（「企业」，「甲」）", "unexpected", 10, "，", "；"),
    ("依口径 base（「企业」）", "unexpected", 14, "）", "："),
    ("「企业」\x00", "unexpected", 5, "\x00", "且"),
    ("（" * 30 + "「企业」" + "）" * 30, "too-deep", 25, "(", "嵌套浅一些的写法"),
    ("不" * 200 + "「企业」", "too-deep", 80, "", "嵌套浅一些的写法"),
    ("「企业」" + "且「企业」" * 20_000, "too-long", 65_537, "", "不超过65536个字"),
]


def test_ten_faults_in_one_file_are_told_at_once() -> None:
    parsed, faults = parse_file(TEN, file="bad.lq")

    assert [(f.line, f.column, f.code, f.given) for f in faults] == [row[:4] for row in TOLD]
    assert [f.example for f, row in zip(faults, TOLD, strict=True) if row[4]] == [row[4] for row in TOLD if row[4]]
    assert [type(block) for block in parsed.blocks] == [Department]
    assert all(fault.file == "bad.lq" and fault.line_text == TEN.split("\n")[fault.line - 1] for fault in faults)


@pytest.mark.parametrize(("source", "code", "column", "given", "expected"), CONDITIONS)
def test_a_fault_is_told_at_its_place(source: str, code: str | None, column: int, given: str, expected: str) -> None:
    if code is None:
        parse_condition(source)
        return
    with pytest.raises(UnableToRead) as caught:
        parse_condition(source)

    fault = next(each for each in caught.value.faults if each.code == code)
    assert fault.column == column
    assert fault.given.startswith(given)
    assert expected in fault.expected
    assert fault.said("zh")
    assert fault.said("en")


BLOCKS = [
    # text; code; line; what stands there
    ("  英文  A\n", "no-section", 1, "英文  A"),
    ("政策 p「丙」\n  英文  C\n  施行  2026年1月1日\n", "missing-field", 1, "政策 p「丙」"),
    ("任务 1「甲」\n  英文  A\n  英文  B\n", "field-twice", 3, "英文"),
    ("任务 1「甲」\n  英文\n", "empty-field", 2, "英文"),
    ("任务 1.2「甲」\n  英文  A\n", "no-number", 1, "1.2"),
    ("任务 1「甲」\n\t英文  A\n", "tab", 2, "TAB"),
    ("任务 1「甲」\n  英文甲  A\n", "unknown-field", 2, "英文甲"),
    ("任务 1「甲」\n  英文  A\n  职责  1.1「乙」 第1句\n    英文  B\n    英文  C\n", "field-twice", 5, "英文"),
    ("部门 kjt「甲」\n", "no-english", 1, ""),
    ("部门 kjt「甲」 英文 A\n  英文  A\n", "unknown-field", 2, "英文"),
    ("部门 kjt 甲\n", "unexpected", 1, "甲"),
    ("文句 第1条第1句 12345678 措失 F01\n", "unexpected", 1, "措失"),
    ("关系 R1\n  合计封顶  200万元：\n", "unexpected", 2, ""),
    ("关系 R1\n  择高  A、B\n  口径  cumulation\n", "one-alternative", 3, "cumulation"),
    ("关系 R1\n  说明  …\n", "one-bond", 1, "关系 R1"),
    ("事实「甲」 a\n  类型  选项（乙、丙）\n", "unexpected", 2, "、"),
    ("部门 kjt「甲\x07」 英文 A\n", "control-character", 1, "\\x07"),
    ("部门 kjt「甲」 英文 A\u2028B\n", "control-character", 1, "\\u2028"),
]


@pytest.mark.parametrize(("text", "code", "line", "given"), BLOCKS)
def test_a_fault_of_a_block_is_told(text: str, code: str, line: int, given: str) -> None:
    _, faults = parse_file(text, file="a.lq")

    assert (code, line, given) in [(fault.code, fault.line, fault.given) for fault in faults]


def test_a_file_that_is_no_text_is_a_fault() -> None:
    parsed, faults = parse_bytes("部门 kjt\n甲".encode("gb18030"), file="a.lq")

    assert parsed.blocks == ()
    assert [(fault.code, fault.line, fault.column) for fault in faults] == [("not-utf-8", 1, 1)]


def test_a_file_too_large_is_a_fault() -> None:
    _, faults = parse_bytes(b"#" * (LARGEST + 1), file="a.lq")

    assert [fault.code for fault in faults] == ["too-large"]


@pytest.mark.parametrize("line", ["部门 甲\n", "措失 甲\n", "\x01\n"])
def test_a_file_full_of_faults_is_not_told_forever(line: str) -> None:
    _, faults = parse_file(line * 5000, file="a.lq")

    assert len(faults) == MOST_FAULTS + 1
    assert faults[-1].code == "too-many"


def test_a_byte_order_mark_and_any_line_ends_are_read() -> None:
    text = "\ufeff部门 a「甲」 英文 A\r\n部门 b「乙」 英文 B\r部门 c「丙」 英文 C"

    parsed, faults = parse_bytes(text.encode(), file="a.lq")

    assert faults == ()
    assert [block.at.line for block in parsed.blocks] == [1, 2, 3]


def test_a_fault_is_said_with_its_line_and_a_caret() -> None:
    _, faults = parse_file("任务 1「甲」\n  英文  A\n  部门  财政厅\n", file="a.lq")

    assert faults[0].said() == (
        "a.lq:3:7：写的是 财政厅，应为代码（英文字母开头）；例如 部门  kjt、gxt\n      部门  财政厅\n            ^"
    )
    assert faults[0].said("en").startswith("a.lq:3:7: found 财政厅, expected a code that begins with a letter; e.g. ")


def test_a_long_line_is_shown_around_its_place() -> None:
    fault = Fault("x", "a.lq", 1, 500, "b", "c", "c", line_text="a" * 499 + "b" + "a" * 500)

    shown, caret = fault.said().split("\n")[1:]

    assert shown[len(caret) - 1] == "b"
    assert len(shown) < 120


def test_places_and_lines_are_put_to_faults() -> None:
    one = fault_at(Place("b.lq", 2, 1), code="x", given="g", expected=("应", "must"), example=("例", "eg"))
    other = fault_at(Place("a.lq", 9, 1), code="x", given="g", expected=("应", "must"))

    told = with_line_texts(in_order([one, other, one]), {"b.lq": "1\n2\n", "a.lq": ""})

    assert [(fault.file, fault.line_text) for fault in told] == [("a.lq", ""), ("b.lq", "2")]
    assert told[1].said("en") == "b.lq:2:1: found g, expected must; e.g. eg\n    2\n    ^"
    assert told[1].place == Place("b.lq", 2, 1)


@pytest.mark.parametrize(
    ("source", "near"),
    [
        ("「x」高於 5%", "高于"),
        ("「x」首此突破 5元", "首次"),
        ("「x」500万元已上", "以上"),
        ("「x」≥ 5元", "不低于"),
        ("「x」＞5元", "高于"),
        ("「x」与「y」", "且"),
        ("“企业”", "「…」"),
        ("「x」属於（甲）", "属于"),
    ],
)
def test_the_nearest_word_of_the_language_is_told(source: str, near: str) -> None:
    with pytest.raises(UnableToRead) as caught:
        parse_condition(source)

    assert caught.value.faults[0].example == f"是不是“{near}”？"
    assert caught.value.faults[0].example_english == f"did you mean {near}?"


def test_the_nearest_name_is_found() -> None:
    assert nearest("营业收人", ("研发投入", "营业收入")) == "营业收入"
    assert nearest("甲", ("乙",)) is None
    assert width("支持a") == 5
