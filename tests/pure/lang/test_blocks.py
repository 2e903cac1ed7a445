"""Each kind of block: its source, its tree, and its one layout."""

from __future__ import annotations

import pytest

from lingqu.law.lang.formatter import format_text
from lingqu.law.lang.measures_said import say_measure, say_relation
from lingqu.law.lang.parser import parse_file
from lingqu.law.lang.printer import print_block, print_file
from lingqu.law.lang.tree import (
    Adoption,
    Alternative,
    Anchor,
    And,
    Award,
    Block,
    Bond,
    Compare,
    Day,
    Department,
    Duty,
    EarlierMaximum,
    Example,
    Expected,
    Fact,
    FactDeclaration,
    Given,
    Holds,
    Mapping,
    Measure,
    Not,
    Period,
    Policy,
    Quantity,
    Rate,
    Reading,
    Relation,
    SentenceRow,
    Source,
    Target,
    Task,
    Unit,
)
from pure.lang.sample_words import WORDS


def yuan(amount: int) -> Quantity:
    return Quantity(Unit.MONEY, amount * 100)


FIVE_PERCENT = Quantity(Unit.RATIO, 1, 20)

BLOCKS: list[tuple[str, Block]] = [
    (
        """\
政策 p1「甲（乙）」
  英文      A
  印发      2026年1月24日
  施行      2026年1月25日
  失效      2030年12月31日
  申请日    「申请日」
  共同条件  「企业」
  共同口径  words、year
  未查      general
  补充      general
  版本      1
  说明      一句话。""",
        Policy(
            "p1",
            "甲（乙）",
            "A",
            Day("2026-01-24"),
            Day("2026-01-25"),
            Day("2030-12-31"),
            "申请日",
            Holds("企业"),
            ("words", "year"),
            ("general",),
            ("general",),
            "1",
            "一句话。",
        ),
    ),
    (
        """\
事实「研发」 rd_yuan
  类型      金额，每年
  英文      R&D
  含义      支出
  释义      Spending
  提供      申请人
  证明      报表
  凭据      Returns
  推算      往年最高「收入」
  用途标记  已付本年
  限制      仅供参考、非负
  口径      a、b""",
        FactDeclaration(
            "研发",
            "rd_yuan",
            Unit.MONEY,
            True,
            "R&D",
            "支出",
            "Spending",
            Source.DECLARED,
            "报表",
            "Returns",
            (),
            EarlierMaximum("收入"),
            "已付本年",
            True,
            True,
            ("a", "b"),
        ),
    ),
    (
        """\
事实「大企业」 is_large
  类型  是否
  英文  Large
  含义  大
  释义  Large
  提供  推算
  推算  「企业」""",
        FactDeclaration(
            "大企业", "is_large", Unit.YES_NO, False, "Large", "大", "Large", Source.DERIVED, derivation=Holds("企业")
        ),
    ),
    (
        """\
事实「级别」 level
  类型  选项（市级 municipal、「3A级」 aaa）
  英文  Level
  含义  级
  释义  Level
  提供  认定""",
        FactDeclaration(
            "级别",
            "level",
            Unit.CHOICE,
            False,
            "Level",
            "级",
            "Level",
            Source.FINDING,
            choices=(("市级", "municipal"), ("3A级", "aaa")),
        ),
    ),
    ("部门 kjt「自治区科技厅」 英文 Department of Science", Department("kjt", "自治区科技厅", "Department of Science")),
    (
        """\
口径 base「分母」
  英文      Base
  问题      用哪个
  问题英文  Which
  依据      第10条第1句、总体要求
  备选      all「全部」 英文 All
  备选      main「主营」 英文 Main
  采用      all，项目组，2026年11月24日，理由「通例」，英文 As usual""",
        Reading(
            "base",
            "分母",
            "Base",
            "用哪个",
            "Which",
            (Anchor("第10条", 1), Anchor("总体要求")),
            (Alternative("all", "全部", "All"), Alternative("main", "主营", "Main")),
            Adoption("all", "项目组", Day("2026-11-24"), "通例", "As usual"),
        ),
    ),
    (
        """\
措施 F01「甲」
  英文      A
  依据      第2条第2句、保障措施第1句
  对象      组织：「企业」
  条件      「研发」达到 5元
  支持      按「研发」的 5%，最高 50万元，每家，每年
  经费      专项，英文 Fund
  用途      研发，英文 Research
  收款      高校，英文 A university
  拨付      立项时 60%、验收后 40%
  部门      kjt、czt
  口径      base
  起        2026年1月24日
  止        2027年1月24日
  申请      否
  说明      一句话。
  示例前提  「申请日」2027年6月30日，「企业」，非「乙」
  示例      「研发」2亿元，「级别」国家级 → 符合，应得 9万元，余 0元，系于 base  # 恰好
  示例      「研发」2025年 -1元，「乙」未知，口径 base=all → 待定，最高 5元，金额还缺「研发」，缺「乙」、「丙」
  示例      「企业」 → 待定，缺 无，系于 无
  示例      「企业」 → 符合，择优最高 5元
  示例      「企业」 → 符合，资金池 5元
  示例      「企业」 → 符合，无金额
  示例      「企业」 → 符合，应得 未知
  示例      → 不符合""",
        Measure(
            "F01",
            "甲",
            "A",
            (Anchor("第2条", 2), Anchor("保障措施", 1)),
            "组织",
            Holds("企业"),
            Compare(Fact("研发"), "达到", yuan(5)),
            Award(Rate(Fact("研发"), FIVE_PERCENT), yuan(500_000), "每家", Period.YEAR),
            "专项",
            "Fund",
            "研发",
            "Research",
            "高校",
            "A university",
            (("立项时", Quantity(Unit.RATIO, 3, 5)), ("验收后", Quantity(Unit.RATIO, 2, 5))),
            ("kjt", "czt"),
            ("base",),
            Day("2026-01-24"),
            Day("2027-01-24"),
            False,
            (Given("申请日", Day("2027-06-30")), Given("企业", True), Given("乙", False)),
            (
                Example(
                    (Given("研发", yuan(200_000_000)), Given("级别", "国家级")),
                    (),
                    Expected("符合", "应得", yuan(90_000), yuan(0), readings=("base",)),
                    "恰好",
                ),
                Example(
                    (Given("研发", yuan(-1), 2025), Given("乙", None)),
                    (("base", "all"),),
                    Expected("待定", "最高", yuan(5), missing=("乙", "丙"), still=("研发",)),
                ),
                Example((Given("企业", True),), (), Expected("待定", missing=(), readings=())),
                Example((Given("企业", True),), (), Expected("符合", "择优", yuan(5))),
                Example((Given("企业", True),), (), Expected("符合", "资金池", yuan(5))),
                Example((Given("企业", True),), (), Expected("符合", "无金额")),
                Example((Given("企业", True),), (), Expected("符合", "应得")),
                Example((), (), Expected("不符合")),
            ),
            "一句话。",
        ),
    ),
    (
        """\
措施 F02「甲」
  英文  A
  依据  施行
  对象  联合体""",
        Measure("F02", "甲", "A", (Anchor("施行"),), "联合体", None, None, None),
    ),
    (
        """\
关系 R01
  择高  B01、B02
  依据  第1条第1句
  口径  cumulation=one_only
  说明  一句话。""",
        Relation(
            "R01",
            Bond.HIGHER_ONCE,
            ("B01", "B02"),
            cites=(Anchor("第1条", 1),),
            reading="cumulation",
            alternative="one_only",
            note="一句话。",
        ),
    ),
    ("关系 R02\n  互斥  B01、B02", Relation("R02", Bond.EXCLUSIVE, ("B01", "B02"))),
    ("关系 R03\n  可加  B01、B02", Relation("R03", Bond.ADDITIVE, ("B01", "B02"))),
    (
        "关系 R04\n  合计封顶  200万元，3年合计：B01、B02",
        Relation("R04", Bond.SHARED_CEILING, ("B01", "B02"), yuan(2_000_000), Period.YEARS, 3),
    ),
    (
        "关系 R05\n  合计封顶  200万元：B01、B02",
        Relation("R05", Bond.SHARED_CEILING, ("B01", "B02"), yuan(2_000_000)),
    ),
    *[
        (
            f"指标 T01「甲」\n  英文  A\n  依据  总体要求第2句\n  目标  {goal}\n  性质  增速\n  单位  %\n  期限  2030年"
            "\n  基期  base\n  责任  kjt",
            Target("T01", "甲", "A", (Anchor("总体要求", 2),), value, word, "增速", "%", 2030, "base", ("kjt",)),
        )
        for goal, value, word in [
            ("15%以上", Quantity(Unit.RATIO, 3, 20), "以上"),
            ("突破 9", Quantity(Unit.COUNT, 9), "突破"),
            ("超过 40%", Quantity(Unit.RATIO, 2, 5), "超过"),
            ("3%左右", Quantity(Unit.RATIO, 3, 100), "左右"),
            ("1000亿元", yuan(100_000_000_000), ""),
        ]
    ],
    (
        """\
任务 1「甲」
  英文  A
  依据  第1条
  部门  kjt
  职责  1.1「做一件事」 第1句
    英文  Do one thing
  职责  1.2「做两件事」""",
        Task(
            1,
            "甲",
            "A",
            ("kjt",),
            (Duty("1.1", "做一件事", "Do one thing", 1), Duty("1.2", "做两件事", "", 0)),
            (Anchor("第1条"),),
        ),
    ),
    (
        "文句 第2条第2句 3f2a9c0123456789 措施 F01、登记 incubators「孵化器」、职责 1.1、不可执行「背景」",
        SentenceRow(
            Anchor("第2条", 2),
            "3f2a9c0123456789",
            (
                Mapping("措施", "F01"),
                Mapping("登记", "incubators", "孵化器"),
                Mapping("职责", "1.1"),
                Mapping("不可执行", "", "背景"),
            ),
        ),
    ),
]


@pytest.mark.parametrize(("source", "tree"), BLOCKS, ids=[row[0].split("\n")[0] for row in BLOCKS])
def test_a_block_is_read_and_printed(source: str, tree: Block) -> None:
    parsed, faults = parse_file(source, file="a.lq")

    assert faults == ()
    assert parsed.blocks == (tree,)
    again, faults = parse_file(print_block(tree), file="a.lq")
    assert faults == ()
    assert again.blocks == (tree,)


@pytest.mark.parametrize(("source", "tree"), BLOCKS, ids=[row[0].split("\n")[0] for row in BLOCKS])
def test_the_tables_own_layout_is_the_one_layout(source: str, tree: Block) -> None:
    unaligned = "示例前提" in source  # the arrows of examples are put in one column

    assert unaligned or format_text(source, file="a.lq") == source + "\n"


def test_the_note_of_an_example_is_its_comment() -> None:
    parsed, _ = parse_file(BLOCKS[6][0], file="a.lq")

    measure = parsed.blocks[0]
    assert isinstance(measure, Measure)
    assert measure.examples[0].note == "恰好"
    assert "# 恰好" in print_block(measure)


def test_text_may_go_on_over_lines() -> None:
    source = "任务 1「甲」\n  英文  A\n      long\n      title\n  部门  kjt、\n      czt\n"

    parsed, faults = parse_file(source, file="a.lq")

    assert faults == ()
    task = parsed.blocks[0]
    assert isinstance(task, Task)
    assert (task.english, task.departments) == ("A long title", ("kjt", "czt"))


def test_chinese_text_is_joined_without_blanks() -> None:
    parsed, _ = parse_file("关系 R1\n  择高  A、B\n  说明  上一行\n    下一行 R&D\n    spending\n", file="a.lq")

    relation = parsed.blocks[0]
    assert isinstance(relation, Relation)
    assert relation.note == "上一行下一行 R&D spending"


def test_a_sharp_sign_inside_a_word_or_name_is_no_comment() -> None:
    parsed, faults = parse_file("关系 R1 # 注\n  择高  A、B# \n", file="a.lq")

    assert [fault.given for fault in faults] == ["#"]
    assert parsed.blocks == ()
    named, faults = parse_file("任务 1「甲 # 乙」\n  英文  C# and C#  # 注\n", file="a.lq")
    assert faults == ()
    task = named.blocks[0]
    assert isinstance(task, Task)
    assert (task.title, task.english) == ("甲 # 乙", "C# and C#")


def test_departments_and_sentences_sit_together_in_print() -> None:
    departments = "部门 a「甲」 英文 A\n部门 b「乙」 英文 B\n"
    sentences = "文句 第1条第1句 12345678 措施 F01\n文句 第1条第2句 12345678 措施 F02\n"
    source = f"{departments}\n{sentences}"

    parsed, _ = parse_file(source, file="a.lq")

    assert print_file(parsed.blocks) == source
    assert print_file(()) == ""


def test_a_measure_is_said_whole() -> None:
    condition = Compare(Fact("研发"), "达到", yuan(2_000_000))
    award = Award(None, yuan(5_000_000), "每家")
    measure = Measure(
        "F11", "甲", "A", (), "组织", Holds("企业"), condition, award, "专项", "Fund", "研发", "Research", "高校",
        "Host", (("立项时", Quantity(Unit.RATIO, 1)),), ("kjt",), (), Day("2026-01-24"), Day("2027-01-24"), False,
    )  # fmt: skip

    assert say_measure(measure, WORDS) == (
        "对象：组织（企业）；条件：研发达到200万元；支持：最高500万元，每家；经费：专项；用于研发；收款方：高校；拨付：立项时100%；"
        "部门：自治区科技厅；自2026年1月24日起；至2027年1月24日止；不由申请人申请。"
    )
    assert say_measure(measure, WORDS, "en") == (
        "for: organisation (enterprise); condition: R&D spending is at least 2 million yuan; support: at most "
        "5 million yuan, for each recipient; paid from: Fund; for use in: Research; paid to: Host; instalments: "
        "100% (立项时); by: Department of Science and Technology; from 2026-01-24; until 2027-01-24; "
        "nobody applies for it."
    )


def test_a_relation_is_said() -> None:
    higher = Relation("R1", Bond.HIGHER_ONCE, ("B01", "B02"), reading="base", alternative="all")
    shared = Relation("R2", Bond.SHARED_CEILING, ("B01", "B02", "B03"), yuan(2_000_000), Period.YEAR)

    assert say_relation(higher, WORDS) == "B01和B02：只取较高的一项，不重复享受（仅当口径“分母”取“全部收入”时）"
    assert (
        say_relation(higher, WORDS, "en") == "B01 and B02: only the higher one, once (only if “Base” is “All revenue”)"
    )
    assert say_relation(shared, WORDS) == "B01、B02和B03：合计最高200万元，每年"
    assert say_relation(shared, WORDS, "en") == "B01, B02 and B03: together at most 2 million yuan a year"


def test_a_negated_condition_is_printed_so_that_it_reads_back() -> None:
    parsed, faults = parse_file(
        "措施 F「a」\n  英文  A\n  依据  施行\n  对象  组织：不（「研发」高于 5元）且 非「企业」\n", file="a.lq"
    )

    assert faults == ()
    measure = parsed.blocks[0]
    assert isinstance(measure, Measure)
    assert print_block(measure).endswith("不（「研发」高于 5元） 且 非「企业」")
    assert isinstance(measure.subject, And)
    assert measure.subject.items[1] == Not(Holds("企业"), "非")
