"""What pages of the plan call things: kinds of recipients, kinds of sums, who supplies a fact, places in the plan.

Its one law: a name of the policy comes from the policy, never from here.
"""

from __future__ import annotations

import re
from datetime import date

from lingqu.law.lang.measures_said import SUBJECT_KINDS
from lingqu.law.lang.tree import Day, Source, Unit
from lingqu.law.plans import Kind
from lingqu.reports.wording import Words

KINDS = {chinese: Words(chinese, english) for chinese, english in SUBJECT_KINDS.items()}
BASES = {
    "组织": Words("按单位申请", "by organisation"),
    "项目": Words("按项目申请", "by project"),
    "平台": Words("按平台申请", "by platform"),
    "认定": Words("按每项认定申请", "for each recognition"),
    "团队": Words("按团队申请", "by team"),
    "联合体": Words("按联合体申请", "by consortium"),
}
SUMS = {
    "due": Words("应得", "due"),
    "up_to": Words("最高", "up to"),
    "competitive": Words("择优", "by competition"),
    "pool": Words("资金池", "pool"),
    "none": Words("不涉金额", "no sum"),
}
SUMS_EXPLAINED = {
    "due": Words(
        "够条件就按公式算，算到上限为止", "who meets the conditions gets what the formula gives, up to the ceiling"
    ),
    "up_to": Words(
        "这是上限，不是应得的数，具体多少由部门定", "a ceiling, not a sum owed: the departments settle how much"
    ),
    "competitive": Words(
        "要比选，够条件不等于能得", "chosen among those who apply: meeting the conditions is not enough"
    ),
    "pool": Words("大家共用的一笔钱，不是一家的", "one sum shared by all, not for each"),
    "none": Words("没有写数", "names no sum"),
}
SUPPLIERS = {
    Source.DECLARED: Words("申请人提供", "from the applicant"),
    Source.REGISTER: Words("登记可查", "from registers"),
    Source.FINDING: Words("主管部门认定", "found by the authority"),
    Source.DERIVED: Words("由其他事实推算", "derived from other facts"),
}
UNITS = {
    Unit.MONEY: Words("元", "yuan"),
    Unit.RATIO: Words("比例", "ratio"),
    Unit.COUNT: Words("个数", "count"),
    Unit.DATE: Words("日期", "date"),
    Unit.YES_NO: Words("是否", "yes or no"),
    Unit.CHOICE: Words("选项", "choice"),
}
BECAME = {
    Kind.MEASURE: Words("措施", "measure"),
    Kind.TARGET: Words("指标", "target"),
    Kind.DUTY: Words("职责", "duty"),
    Kind.PLACE: Words("地点", "place"),
    Kind.REGISTER: Words("登记", "register"),
    Kind.PROCESS: Words("流程", "process"),
    Kind.SAFEGUARD: Words("保障", "safeguard"),
    Kind.NOT_EXECUTABLE: Words("不可执行", "nothing to run"),
}
NATURES = {
    "存量": Words("存量", "level reached"),
    "流量": Words("流量", "added over the period"),
    "增速": Words("增速", "growth rate"),
    "占比": Words("占比", "share"),
}
WHYS = {
    "changed": Words("文字已改动", "the words have changed"),
    "moved": Words("已移到别处", "the words stand elsewhere now"),
    "gone": Words("已不在文件里", "no longer in the document"),
}
UNCHECKED = {
    "general_conditions": Words(
        "一般条件：单位资格、社会信用、科研诚信、财政违法、逾期项目等，方案没有写，这里不核对",
        "general conditions (standing, credit, research integrity, violations, overdue projects): the plan does not "
        "name them and nothing here checks them",
    ),
}
_SECTIONS = {
    "保障措施": ("safeguards", "safeguards"),
    "总体要求": ("general requirements", "general"),
    "施行": ("entry into force", "validity"),
    "引言": ("preamble", "preamble"),
}
_ANCHOR = re.compile(r"(.+?)(?:第([0-9]+)句)?")
_TASK = re.compile(r"第([0-9]+)条")


def place_words(anchor: str) -> Words:
    """Say where a sentence of the plan stands.

    >>> place_words("第3条第4句").en, place_words("总体要求第2句").en
    ('task 3, sentence 4', 'general requirements, sentence 2')
    """
    found = _ANCHOR.fullmatch(anchor)
    if found is None:
        return Words(anchor, anchor)
    task = _TASK.fullmatch(found[1])
    section = f"task {task[1]}" if task else _SECTIONS.get(found[1], (found[1], ""))[0]
    return Words(anchor, f"{section}, sentence {found[2]}" if found[2] else section)


def place_id(anchor: str) -> str:
    """Give the place of a sentence as a part of an address.

    >>> place_id("第3条第4句"), place_id("施行第1句")
    ('s-3-4', 's-validity-1')
    """
    found = _ANCHOR.fullmatch(anchor)
    if found is None:
        return "s"
    task = _TASK.fullmatch(found[1])
    section = task[1] if task else _SECTIONS.get(found[1], ("", found[1].replace(" ", "-")))[1]
    return f"s-{section}-{found[2]}" if found[2] else f"s-{section}"


def task_of(anchor: str) -> int | None:
    """Give the task a sentence stands in; None outside the tasks."""
    found = _TASK.match(anchor)
    return int(found[1]) if found else None


def day_of(day: Day | None) -> date | None:
    """Give a day of the rules as a date."""
    return date.fromisoformat(day.iso) if day is not None else None


def both(chinese: str, english: str) -> Words:
    """Pair a text with its English; where the policy has none, the Chinese stands for it."""
    return Words(chinese, english or chinese)
