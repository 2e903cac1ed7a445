"""A plan document as a page: its head, every sentence under its anchor, its departments, and what was set aside.

Its one law: every sentence stands here once, in the order of the document.
"""

from __future__ import annotations

from lingqu.interfaces.cli.screen import BLANK, Line, Part, flowed, paragraph
from lingqu.law.plans import Plan, Sentence, Task
from lingqu.reports.studies.citations import day_said, listed
from lingqu.reports.wording import Words

_NO_TITLE = Words("（没有标题）", "(no title)")
_READ_AS = Words("读作", "read as")
_NUMBER = Words("文号", "number")
_ISSUED = Words("印发", "issued")
_VALID = Words("施行", "in force")
_ADDRESSEE = Words("主送", "to")
_COUNTS = Words("{} 句，{} 条任务，{} 句指标，{} 句保障", "{} sentences, {} tasks, {} with targets, {} of safeguards")
_DEPARTMENTS = Words("部门", "departments")
_AND_OTHERS = Words("等", " and others")
_ALL_TASKS = Words("各条任务都由其落实", "under every task")
_SET_ASIDE = Words("搁置的文字（不属于方案）", "Set aside (no part of the plan)")
_NOTES = Words("读的时候注意到", "Noted while reading")
_PARTIAL = Words("只读到一部分：有些内容没有找到，见下。", "A partial reading: some parts were not found; see below.")
_LETTER = Words("来文", "The letter around it")


def plan_lines(plan: Plan, lang: str, width: int) -> list[Line]:
    """The page of a plan."""
    lines = flowed([Part(plan.title or _NO_TITLE.said(lang), "head")], width)
    encoding = f"，{plan.encoding}" if plan.encoding else ""
    rows = [(_READ_AS, f"{plan.format}{encoding}"), (_ADDRESSEE, plan.addressee), (_NUMBER, plan.number)]
    rows.append((_ISSUED, day_said(plan.issued, lang) if plan.issued else ""))
    if plan.validity is not None:
        days = [day_said(day, lang) for day in (plan.validity.begins, plan.validity.until) if day]
        rows.append((_VALID, "至".join(days) if lang == "zh" else " to ".join(days)))
    for words, text in rows:
        if text:
            lines += paragraph(words.said(lang), text, width)
    counts = (len(plan.sentences), len(plan.tasks), len(plan.targets), len(plan.safeguards))
    lines += flowed([Part(_COUNTS.said(lang).format(*counts), "quiet")], width, indent=2)
    if plan.partial:
        lines += flowed([Part(_PARTIAL.said(lang), "open")], width, indent=2)
    lines += _body(plan, lang, width)
    return lines + _outside(plan, lang, width)


def _body(plan: Plan, lang: str, width: int) -> list[Line]:
    lines: list[Line] = [BLANK] if plan.preamble or plan.paragraphs else []
    lines += _sentences((*plan.preamble, *plan.paragraphs), width)
    for part in plan.parts:
        lines += [BLANK, *flowed([Part(part.title, "head")], width)]
        lines += _sentences(part.body, width)
        for group in part.groups:
            if group.title:
                lines += [BLANK, *flowed([Part(group.title, "head")], width, indent=2)]
            lines += _sentences(group.body, width)
            for task in group.tasks:
                lines += _task(task, lang, width)
    if plan.closing:
        lines += [BLANK, *_sentences(plan.closing, width)]
    return lines


def _task(task: Task, lang: str, width: int) -> list[Line]:
    lines = flowed([Part(f"{task.number}. "), Part(task.heading, "head")], width, indent=2, hanging=6)
    lines += _sentences(task.body, width)
    if task.departments:
        names = listed(list(task.departments), lang) + (_AND_OTHERS.said(lang) if task.open_ended else "")
        lines += paragraph(_DEPARTMENTS.said(lang), names, width, indent=4)
    return lines


def _sentences(sentences: tuple[Sentence, ...], width: int) -> list[Line]:
    lines: list[Line] = []
    for sentence in sentences:
        parts = [Part(f"{sentence.anchor} ", "quiet"), Part(sentence.text)]
        lines += flowed(parts, width, indent=4, hanging=6)
    return lines


def _outside(plan: Plan, lang: str, width: int) -> list[Line]:
    lines: list[Line] = []
    if plan.all_tasks:
        lines.append(BLANK)
        for body in plan.all_tasks:
            lines += paragraph(_ALL_TASKS.said(lang), f"{body.name}（{body.said_in}）", width)
    if plan.head:
        lines += [BLANK, (Part(_LETTER.said(lang), "head"),)]
        for line in plan.head:
            lines += flowed([Part(line.text)], width, indent=2, hanging=4)
    if plan.set_aside:
        lines += [BLANK, (Part(_SET_ASIDE.said(lang), "head"),)]
        for piece in plan.set_aside:
            parts = [Part(f"{piece.place} ", "quiet"), Part(piece.text), Part(f"  {piece.reason.said(lang)}", "quiet")]
            lines += flowed(parts, width, indent=2, hanging=4)
    if plan.notes:
        lines += [BLANK, (Part(_NOTES.said(lang), "head"),)]
        for note in plan.notes:
            lines += flowed([Part(f"{note.place} ", "quiet"), Part(note.text.said(lang))], width, indent=2, hanging=4)
    return lines
