"""What a reader must be told about a plan that was read: pieces not found, numbers out of order, lists missing.

Its one law: a code beginning with `no-` means that a piece a plan has was not found, and makes the result partial.
It changes nothing in the plan.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from lingqu.law.plans.faults import Note, Wording
from lingqu.law.plans.plan import Plan, Task


def findings_of(plan: Plan, *, numbered: bool) -> tuple[Note, ...]:
    """Gather all notes on a plan whose pieces are in place."""
    found: list[Note] = []
    if not numbered:
        text = Wording(
            "没有找到任何编号（一、（一）1. 第一条），按段编号：第N段第M句",
            "no numbering was found (一、（一）1. 第一条); sentences are numbered by paragraph: 第N段第M句",
        )
        found.append(Note("no-numbering", text))
    for code, there, zh, en in (
        ("no-title", plan.title, "没有找到标题", "no title was found"),
        ("no-parts", any(part.number for part in plan.parts), "没有找到“一、”这样的部分", "no parts (一、) were found"),
        ("no-tasks", plan.tasks, "没有找到编号的任务", "no numbered tasks were found"),
        ("no-issue-day", plan.issued, "没有找到印发日期", "no day of issue was found"),
        ("no-validity", plan.validity, "没有找到施行或有效期的语句", "no sentence on validity was found"),
        ("no-sentences", plan.sentences, "没有找到正文语句", "no sentence was found"),
    ):
        if not there:
            found.append(Note(code, Wording(zh, en)))
    return (*found, *_numbering(plan.tasks), *_departments(plan.tasks))


def _numbering(tasks: tuple[Task, ...]) -> tuple[Note, ...]:
    found: list[Note] = []
    twice = [number for number, times in Counter(task.number for task in tasks).items() if times > 1]
    if twice:
        listed = "、".join(map(str, sorted(twice)))
        found.append(
            Note(
                "number-twice",
                Wording(
                    f"任务编号重复：{listed}；重复者的锚点前加所在部分",
                    f"task numbers stand twice: {listed}; the later anchors are led by their part",
                ),
            )
        )
        return tuple(found)
    for before, after in pairwise(tasks):
        if after.number != before.number + 1:
            text = Wording(
                f"任务编号不连续：{before.number} 之后是 {after.number}",
                f"task numbers do not run on: {after.number} follows {before.number}",
            )
            found.append(Note("number-gap", text, f"第{after.span.line}行"))
    return tuple(found)


def _departments(tasks: tuple[Task, ...]) -> tuple[Note, ...]:
    with_list = [task for task in tasks if task.departments]
    without = [task for task in tasks if not task.departments]
    if not without or not with_list:
        return ()
    listed = "、".join(task.anchor for task in without)
    text = Wording(f"没有找到责任部门：{listed}", f"no department list was found behind {listed}")
    return (Note("departments-missing", text),)
