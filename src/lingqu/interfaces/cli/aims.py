"""`lingqu targets` and `lingqu tasks`: the numbers a plan wants reached, and what it asks of whom.

Its one law: a bound is shown by the plan's own word; 左右 is shown as no bound.
"""

from __future__ import annotations

import sys

import click

from lingqu.interfaces.cli.bilingual import BilingualCommand
from lingqu.interfaces.cli.columns import table
from lingqu.interfaces.cli.policy_choice import loaded, policy_options
from lingqu.interfaces.cli.rules import department_said, departments_told, unknown
from lingqu.interfaces.cli.screen import Line, Part, Screen, flowed, paragraph
from lingqu.law.lang.money import money_en
from lingqu.law.lang.quantities import spelled
from lingqu.law.lang.tree import BEHIND_THE_NUMBER, Target, Task, Unit
from lingqu.law.packs.pack import Pack
from lingqu.reports.studies.citations import anchors_said, listed
from lingqu.reports.wording import Words

_TARGET_HEADS = (
    Words("编号", "id"),
    Words("指标", "target"),
    Words("目标", "value"),
    Words("性质", "nature"),
    Words("期限", "by"),
    Words("依据", "sentence"),
)
NATURES = {"存量": "stock", "流量": "flow", "增速": "growth", "占比": "share"}
BOUNDS = {
    "以上": "at least", "达到": "at least", "不低于": "at least", "突破": "more than", "超过": "more than",
    "高于": "more than", "左右": "about", "以内": "at most", "不超过": "at most",
}  # fmt: skip
# what is counted by 家 (firms, platforms), 件 (patents) or 项 (results) is named by the target's title
UNITS = {"家": "", "件": "", "项": "", "个": "", "人": "people", "名": "people", "%": "%"}
MONEY = {"亿元": 10**10, "万元": 10**6}  # fen, where the value beside it is a bare number
_BEHIND = (*BEHIND_THE_NUMBER, "左右")
_NONE = Words("这个政策没有写指标。", "This policy states no targets.")
_NO_TASKS = Words("这个政策没有写任务。", "This policy states no tasks.")
_TASK_HEADS = (
    Words("任务", "task"),
    Words("名称", "title"),
    Words("职责", "duties"),
    Words("措施", "measures"),
    Words("部门", "departments"),
)
_TASK_KNOWN = Words("任务号：{}", "the number of a task: {}")
_SENTENCE = Words("第{}句", "sentence {}")
_DEPARTMENTS = Words("部门", "departments")
_MEASURES = Words("措施", "measures")


@click.command(
    cls=BilingualCommand,
    help="方案的指标：数值、界限词、性质（存量、流量、增速、占比）、期限、依据。",
    english="The plan's targets: value, bound, nature (stock, flow, growth, share), year, sentence.",
)
@policy_options
@click.pass_obj
def targets(lang: str, policy: str, policies: tuple[str, ...]) -> None:
    """List the targets."""
    pack = loaded(policy, policies, lang)
    screen = Screen(sys.stdout)
    if not pack.targets:
        screen.put([(Part(_NONE.said(lang)),)])
        return
    rows = [_target_row(target, lang) for target in pack.targets]
    screen.put(table([words.said(lang) for words in _TARGET_HEADS], rows, screen.width, firm={0, 2, 5}))


def _target_row(target: Target, lang: str) -> list[str]:
    english = lang == "en"
    return [
        target.id,
        target.english if english and target.english else target.title,
        value_said(target, lang),
        NATURES.get(target.nature, target.nature) if english else target.nature,
        str(target.due),
        anchors_said(target.cites, lang, brief=True),
    ]


def value_said(target: Target, lang: str) -> str:
    """Say the value of a target with its bound."""
    number = spelled(target.value)
    unit = "" if number.endswith(target.unit) else target.unit
    if lang == "en":
        return _value_in_english(target, number, unit)
    return f"{number}{unit}{target.word}" if target.word in _BEHIND else f"{target.word}{number}{unit}"


def _value_in_english(target: Target, number: str, unit: str) -> str:
    factor = 1 if target.value.unit is Unit.MONEY else MONEY.get(target.unit, 0)
    if factor and target.value.denominator == 1:
        number, unit = money_en(target.value.numerator * factor), ""
    counted = UNITS.get(unit, unit)
    text = f"{BOUNDS.get(target.word, target.word)} {number}{' ' if counted else ''}{counted}"
    return f"{text} (no bound)" if target.word == "左右" else text


@click.command(
    cls=BilingualCommand,
    help="方案的任务。不写 N 列出全部；写 N 看这一条的职责、部门和措施。",
    english="The plan's tasks; with N the duties, departments and measures of one.",
)
@policy_options
@click.argument("n", required=False, metavar="[N]")
@click.pass_obj
def tasks(lang: str, policy: str, policies: tuple[str, ...], n: str | None) -> None:
    """List the tasks, or show one."""
    pack = loaded(policy, policies, lang)
    screen = Screen(sys.stdout)
    if n is not None:
        known = [str(task.number) for task in pack.tasks]
        if n not in known:
            raise unknown(n, known, _TASK_KNOWN, "N", lang)
        screen.put(_task_lines(pack, pack.task(int(n)), lang, screen.width))
    elif not pack.tasks:
        screen.put([(Part(_NO_TASKS.said(lang)),)])
    else:
        rows = [_task_row(pack, task, lang) for task in pack.tasks]
        screen.put(table([words.said(lang) for words in _TASK_HEADS], rows, screen.width, firm={0, 3}))
        screen.put(
            departments_told(pack, {each for task in pack.tasks for each in task.departments}, lang, screen.width)
        )


def _measures_of(pack: Pack, task: Task) -> list[str]:
    section = f"第{task.number}条"
    return [measure.id for measure in pack.measures if any(each.section == section for each in measure.cites)]


def _departments_of(pack: Pack, task: Task, lang: str) -> list[str]:
    found = [pack.department(code) for code in task.departments]
    return [each.english if lang == "en" else each.name for each in found]


def _task_row(pack: Pack, task: Task, lang: str) -> list[str]:
    return [
        str(task.number),
        task.english if lang == "en" and task.english else task.title,
        str(len(task.duties)),
        " ".join(_measures_of(pack, task)),
        listed([department_said(pack.department(code), lang) for code in task.departments], lang),
    ]


def _task_lines(pack: Pack, task: Task, lang: str, width: int) -> list[Line]:
    title = task.english if lang == "en" and task.english else task.title
    lines = flowed([Part(f"{task.number} "), Part(title, "head")], width)
    for duty in task.duties:
        text = duty.english if lang == "en" and duty.english else duty.text
        place = _SENTENCE.said(lang).format(duty.sentence)
        parts = [Part(f"{duty.id} ", "quiet"), Part(text), Part(f"  {place}", "quiet")]
        lines += flowed(parts, width, indent=2, hanging=6)
    for words, names in ((_DEPARTMENTS, _departments_of(pack, task, lang)), (_MEASURES, _measures_of(pack, task))):
        if names:
            lines += paragraph(words.said(lang), listed(names, lang), width)
    return lines
