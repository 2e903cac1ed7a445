"""Parts, groups, tasks, departments, the letter and the validity clause, and honest partial results."""

from __future__ import annotations

from datetime import date

import pytest

from lingqu.law.plans import Plan, Span, compare_plans, read_plan
from lingqu.law.plans.departments import list_behind, read_department_list
from pure.plans.invented import BODY, FOOTER, LETTER, LINES, TEXT, TITLE


def _read(*lines: str) -> Plan:
    return read_plan(content="\n".join(lines).encode(), name="plan.txt")


PLAN = _read(*LINES)


def test_the_letter_belongs_to_the_head_and_stays_visible() -> None:
    assert (PLAN.title, PLAN.addressee, PLAN.issued) == (TITLE, LETTER[0][:-1], date(2027, 3, 5))
    assert [line.kind for line in PLAN.head] == ["addressee", "notice", "date", "remark"]
    assert not [sentence for sentence in PLAN.sentences if "现予发出" in sentence.text]


def test_parts_groups_and_tasks_stand_with_their_headings() -> None:
    assert [(part.number, part.title) for part in PLAN.parts] == [(1, "总体要求"), (2, "重点任务"), (3, "保障措施")]
    assert [group.title for group in PLAN.parts[1].groups] == ["实施港口更新行动", "实施成果上岸行动"]
    assert [(task.number, task.heading, task.group) for task in PLAN.tasks] == [
        (1, "更新旧港区", "实施港口更新行动"),
        (2, "壮大海洋企业", "实施港口更新行动"),
        (3, "建设验证码头", "实施成果上岸行动"),
    ]


def test_departments_are_those_listed_with_shared_heads_written_out() -> None:
    first, second, third = PLAN.tasks

    assert first.departments == ("白石市人民政府", "省科技厅", "省工业和信息化厅", "海关总署白石海关")
    assert first.open_ended
    assert second.departments == ("省科技厅", "省财政厅", "省市场监管局")
    assert second.lists[0].as_listed == ("省科技厅", "财政厅", "市场监管局")
    assert (third.departments, third.open_ended) == (("省委金融办", "省财政厅"), False)


def test_a_body_put_under_every_task_is_recorded_once() -> None:
    assert [(one.name, one.said_in) for one in PLAN.all_tasks] == [("白石市人民政府", "第1条")]
    assert "白石市人民政府" not in PLAN.tasks[1].departments


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("（自治区科技厅、市场监管局等按各自职责负责）", ("自治区科技厅", "自治区市场监管局")),
        (
            "（自治区党委办公厅，自治区林业厅、科技厅按职责分工负责）",
            ("自治区党委办公厅", "自治区林业厅", "自治区科技厅"),
        ),
        ("（市科技局牵头，市财政局、城市管理局配合）", ("市科技局", "市财政局", "市城市管理局")),
        ("（省科技厅,国家税务总局某省税务局,广西证监局等负责）", ("省科技厅", "国家税务总局某省税务局", "广西证监局")),
        ("（责任单位：桂林市科技局、财政局）", ("桂林市科技局", "桂林市财政局")),
        ("（市发展改革委和市财政局负责）", ("市发展改革委", "市财政局")),
    ],
)
def test_lists_of_departments_are_read_as_they_are_written(text: str, names: tuple[str, ...]) -> None:
    assert list_behind("做好研发。" + text) == (5, 5 + len(text))
    assert read_department_list(text=text, span=Span(1, 0, 1, len(text))).names == names


@pytest.mark.parametrize(
    "text", ["支持科研院所（含转制院所）", "各方负责研发", "设立办公室（中心）", "（负责）任的企业"]
)
def test_a_bracket_that_names_no_duty_is_no_list(text: str) -> None:
    assert list_behind(text) is None


def test_validity_runs_from_the_day_of_issue_to_the_day_stated() -> None:
    assert PLAN.validity is not None
    assert (PLAN.validity.from_issue, PLAN.validity.begins) == (True, date(2027, 3, 5))
    assert (PLAN.validity.until, PLAN.validity.years) == (date(2031, 12, 31), None)
    assert [sentence.anchor for sentence in PLAN.validity.sentences] == ["施行第1句", "施行第2句"]


def test_a_length_of_years_stays_a_length() -> None:
    plan = _read("一、总则", "支持研发。", "本办法自2027年5月1日起施行，有效期5年。")

    assert plan.validity is not None
    assert (plan.validity.begins, plan.validity.until, plan.validity.years) == (date(2027, 5, 1), None, 5)


def test_the_closing_clause_is_found_wherever_the_line_was_broken() -> None:
    merged = (*LINES[:-5], BODY[-2] + BODY[-1], *FOOTER)

    assert compare_plans(old=PLAN, new=_read(*merged)).same


def test_a_footer_is_set_aside_with_its_reason_also_without_a_closing_clause() -> None:
    plan = _read(*LINES[:-4], *FOOTER)

    assert [(aside.code, aside.place) for aside in plan.set_aside] == [
        ("copyright", "第17行"),
        ("contact", "第18行"),
        ("contact", "第19行"),
    ]
    assert all(aside.reason.zh and aside.reason.en for aside in plan.set_aside)
    assert [note.code for note in plan.notes] == ["no-validity"]


def test_what_stands_behind_the_closing_clause_is_kept_in_sight() -> None:
    plan = _read(*LINES[:-3], "省人民政府办公厅", "2027年3月6日", "另有一行", "附件：任务分工表", "某表第1行。")

    assert [(line.kind, line.text) for line in plan.head[-2:]] == [
        ("signature", "省人民政府办公厅"),
        ("date", "2027年3月6日"),
    ]
    assert [(aside.code, aside.text) for aside in plan.set_aside] == [
        ("after-validity", "另有一行"),
        ("annex", "附件：任务分工表"),
        ("annex", "某表第1行。"),
    ]
    assert plan.issued == date(2027, 3, 5)


def test_targets_are_sentences_with_a_number_to_reach_not_conditions_of_support() -> None:
    assert [sentence.anchor for sentence in PLAN.targets] == ["总体要求第2句"]
    assert [sentence.anchor for sentence in PLAN.safeguards] == ["保障措施第1句", "保障措施第2句"]


def test_a_text_without_numbering_is_an_honest_partial_result() -> None:
    plan = _read("今天开会。讨论了三件事。", "散会。")

    assert [sentence.anchor for sentence in plan.sentences] == ["第1段第1句", "第1段第2句", "第2段第1句"]
    assert plan.partial
    assert {"no-numbering", "no-title", "no-tasks", "no-validity", "no-issue-day"} <= {note.code for note in plan.notes}
    assert all(note.text.zh and note.text.en for note in plan.notes)


def test_a_plan_of_articles_is_read_article_by_article() -> None:
    plan = _read(
        "白石市研发补助办法",
        "第一章 总则",
        "第一条 为支持研发，制定本办法。",
        "第二条 本办法适用于下列单位：",
        "（一）企业；",
        "（二）高校。",
        "第二章 附则",
        "第三条 本办法自2027年5月1日起施行，有效期至2030年4月30日。",
    )

    assert plan.title == "白石市研发补助办法"
    assert [sentence.anchor for sentence in plan.sentences] == ["第1条第1句", "第2条第1句", "第3条第1句"]
    assert [part.title for part in plan.parts] == ["总则", "附则"]
    assert plan.validity is not None
    assert plan.validity.until == date(2030, 4, 30)


def test_groups_without_numbered_tasks_have_anchors_of_their_own() -> None:
    plan = _read("一、保障措施", "（一）加强领导。建立机制。定期调度。", "（二）加强投入", "增加经费。")

    assert [sentence.anchor for sentence in plan.sentences] == [
        "保障措施（一）第1句",
        "保障措施（一）第2句",
        "保障措施（二）第1句",
    ]


def test_headings_on_lines_of_their_own_count_like_headings_in_the_line() -> None:
    split = TEXT.replace("1.更新旧港区。", "1.更新旧港区\n").replace("2.壮大海洋企业。", "2.壮大海洋企业。\n")

    assert compare_plans(old=PLAN, new=read_plan(content=split.encode(), name="a")).same


def test_numbers_that_stand_twice_or_leave_a_gap_are_told() -> None:
    twice = _read("一、甲项", "1.建港。建新港。", "二、乙项", "1.修路。修新路。")
    gap = _read("一、甲项", "1.建港。建新港。", "3.修路。修新路。")

    assert [sentence.anchor for sentence in twice.sentences] == ["第1条第1句", "乙项第1条第1句"]
    assert "number-twice" in {note.code for note in twice.notes}
    assert "number-gap" in {note.code for note in gap.notes}


def test_a_number_at_the_beginning_of_a_line_is_no_heading_when_it_is_a_quantity() -> None:
    plan = _read("一、总体要求", "投入强度达到", "2.5%以上。")

    assert not plan.tasks


def test_lines_of_a_table_of_contents_are_set_aside() -> None:
    plan = _read(TITLE, "目录", "一、总体要求……………1", "二、重点任务……………3", *BODY)

    assert [aside.code for aside in plan.set_aside] == ["contents"] * 3
    assert [part.title for part in plan.parts] == ["总体要求", "重点任务", "保障措施"]


def test_a_span_points_at_the_very_words() -> None:
    for sentence in PLAN.sentences:
        span = sentence.span
        assert span.line == span.end_line
        assert LINES[span.line - 1][span.start : span.end] == sentence.text
