"""The formatter: one layout, every comment where it belongs."""

from __future__ import annotations

import pytest

from lingqu.law.lang.faults import UnableToRead, width
from lingqu.law.lang.formatter import format_text
from lingqu.law.lang.parser import parse_file

LOOSE = """\


# 全文的注

#第二条注
部门 kjt「甲」 英文 A # 甲的注
部门   czt 「乙」   英文  B
# 部门之后

措施 F02「丙」# 不是注

  # 条件前的注


  条件 「研发」高于5%且
     # 中间的注
     「企业」   # 行尾的注
  对象 组织:「企业」
  英文 C
  依据 第十条第一句
  示例 「研发」5元 -> 符合,最高500万元   # 恰好
  示例 「研发」5000元,「企业」 → 待定,缺「乙」 # 远远不够
  申请 是   # 可以申请
  # 块尾的注

# 文末的注
"""

TIDY = """\
# 全文的注

# 第二条注
部门 kjt「甲」 英文 A  # 甲的注
部门 czt「乙」 英文 B

# 部门之后

措施 F02「丙」
  英文  C
  依据  第10条第1句
  对象  组织：「企业」

  # 条件前的注

  # 中间的注
  条件  「研发」高于 5% 且 「企业」               # 行尾的注
  示例  「研发」5元             → 符合，最高 500万元  # 恰好
  示例  「研发」5000元，「企业」 → 待定，缺「乙」      # 远远不够
  # 可以申请
  # 块尾的注

# 文末的注
"""


def test_comments_stay_where_they_belong() -> None:
    loose = LOOSE.replace("# 不是注", "")

    tidy = format_text(loose, file="a.lq")

    assert [line.rstrip() for line in tidy.split("\n")] == tidy.split("\n")
    assert _without_runs(tidy) == _without_runs(TIDY)
    assert format_text(tidy, file="a.lq") == tidy


def test_a_text_with_faults_is_not_formatted() -> None:
    with pytest.raises(UnableToRead) as caught:
        format_text(LOOSE, file="a.lq")

    assert caught.value.faults[0].line == 10


@pytest.mark.parametrize(
    ("text", "tidy"), [("", ""), ("\n\n", ""), ("# 注", "# 注\n"), ("\n# 注\n\n\n# 注\n", "# 注\n\n# 注\n")]
)
def test_a_file_without_blocks_keeps_its_comments(text: str, tidy: str) -> None:
    assert format_text(text, file="a.lq") == tidy


def test_a_long_rule_is_broken_where_it_can_be_read() -> None:
    names = [f"「第{number}个不长不短的名称」" for number in range(6)]
    inner = " 或 ".join(names)
    rule = f"措施 F「a」\n  英文  A\n  依据  施行\n  对象  组织\n  条件  {' 且 '.join(names)} 且 （{inner}）\n"

    lines = format_text(rule, file="a.lq").split("\n")[4:-1]

    assert len(lines) > 2
    assert all(width(line) <= 118 for line in lines)
    assert all(line.strip().startswith(("且", "或")) for line in lines[1:])
    assert parse_file("\n".join(rule.split("\n")[:4] + lines), file="a")[0] == parse_file(rule, file="a")[0]


def test_arrows_meet_where_that_takes_few_blanks_and_no_long_lines() -> None:
    given = [
        "「研发」5元",
        "「研发」5000元，「企业」",
        "「研发」50000元，「企业」，" + "，".join(f"「名称{n}」" for n in range(6)),
    ]
    outcomes = ["符合", "不符合", "待定，缺" + "、".join(f"「一个长名称{n}」" for n in range(5))]
    rows = [f"  示例  {facts} → {outcome}" for facts in given for outcome in outcomes]
    head = "措施 F01「甲」\n  英文  A\n  依据  施行\n  对象  组织\n"

    made = format_text(head + "\n".join(rows) + "\n", file="a.lq").split("\n")[4:-1]

    arrows = [width(line.partition("→")[0]) for line in made]
    assert arrows == [33, 33, 20, 33, 33, 33, 100, 100, 100]
    assert [" ".join(line.split()) for line in made] == [" ".join(row.split()) for row in rows]


def test_a_sign_right_behind_a_field_word_begins_a_comment() -> None:
    text = "任务 1「甲」\n  英文#A\n    B\n  职责  1.1「乙」 第1句\n    英文＃ C\n"

    made = format_text(text, file="a.lq")

    assert _without_runs(made) == "任务 1「甲」\n英文 B # A\n职责 1.1「乙」 第1句 # C\n"
    assert format_text(made, file="a.lq") == made


AS_WRITTEN = [
    # field; text; the text formatted
    ("条件", "依口径「到账」（ 「全部」:「甲」;some:「乙」）", "依口径「到账」（「全部」：「甲」；some：「乙」）"),
    ("条件", "依口径 arrival（whole：「甲」）", "依口径 arrival（whole：「甲」）"),
    ("条件", "「甲」或（「乙」且「丙」）", "「甲」 或 （「乙」 且 「丙」）"),
    ("条件", "「甲」或「乙」且「丙」", "「甲」 或 （「乙」 且 「丙」）"),
    ("条件", "（「甲」或「乙」）且「丙」", "（「甲」 或 「乙」） 且 「丙」"),
    ("条件", "「甲」且（「乙」）", "「甲」 且 「乙」"),
    ("口径", "「到账」, arrival", "「到账」、arrival"),
    ("示例前提", "未「甲」,不「乙」,非「丙」", "未「甲」，不「乙」，非「丙」"),
]


@pytest.mark.parametrize(("field", "text", "tidy"), AS_WRITTEN)
def test_the_words_written_are_kept(field: str, text: str, tidy: str) -> None:
    head = "措施 F01「甲」\n  英文  A\n  依据  施行\n  对象  组织\n"

    made = format_text(f"{head}  {field}  {text}\n", file="a.lq")

    assert made.split("\n")[-2].split(maxsplit=1) == [field, tidy]
    assert format_text(made, file="a.lq") == made


def test_an_example_keeps_the_titles_written() -> None:
    text = """\
措施 F01「甲」
  英文  A
  依据  施行
  对象  组织
  示例  不「甲」，口径「到账」=「全部」 → 待定，缺「乙」，系于「到账」、arrival、「分母」

关系 R01
  择高  F01、F02
  口径  「几条能否都拿」=「只拿一条」
"""

    assert _without_runs(format_text(text, file="a.lq")) == _without_runs(text)


def _without_runs(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))
