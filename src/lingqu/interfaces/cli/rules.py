"""`lingqu measures` and `lingqu show`: the measures of a policy in a table, and one of them in full.

Its one law: all that is shown comes from the pack; a filter that fits nothing says what there is to choose from.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence, Set
from difflib import get_close_matches
from typing import Any

import click

from lingqu.interfaces.cli.bilingual import BilingualCommand, option
from lingqu.interfaces.cli.columns import table
from lingqu.interfaces.cli.failures import Refusal
from lingqu.interfaces.cli.measure_page import measure_lines
from lingqu.interfaces.cli.policy_choice import loaded, policy_options, wrong
from lingqu.interfaces.cli.screen import Line, Part, Screen, flowed, paragraph
from lingqu.interfaces.cli.wrapping import printable
from lingqu.law.lang.measures_said import SUBJECT_KINDS, say_award
from lingqu.law.lang.tree import Department, Measure
from lingqu.law.packs.pack import Pack
from lingqu.reports.studies.citations import anchors_said, listed, title_of
from lingqu.reports.wording import Words

_HEADS = (
    Words("编号", "id"),
    Words("名称", "title"),
    Words("依据", "sentence"),
    Words("对象", "kind"),
    Words("支持", "award"),
    Words("部门", "departments"),
)
_COUNT = Words("共 {} 条，其中 {} 条可以申请。", "{} measures; {} of them can be applied for.")
_CODES = Words("部门：", "Departments:")
_NONE = Words("没有这样的措施。", "There is no such measure.")
_TASKS = Words("方案的任务号：{}", "a task number of the plan: {}")
_KINDS = Words("对象：{}", "a kind of subject: {}")
_DEPARTMENTS = Words("部门代码或名称：{}", "a department's code or name: {}")
_MEASURES = Words("政策里的措施：{}", "a measure of the policy: {}")


@click.command(
    cls=BilingualCommand,
    help="列出政策的各条措施：依据、对象、支持、部门。",
    english="List the measures of a policy: sentence, kind of subject, award, departments.",
)
@policy_options
@option("--task", zh="只列这一条任务下的。", en="Only those under this task.", kind=click.INT, metavar="N")
@option("--kind", zh="只列这一类对象的：组织、项目、平台、认定、团队、联合体。", metavar="KIND",
        en="Only those for this kind: organisation, project, platform, recognition, team, consortium.")  # fmt: skip
@option("--department", zh="只列这个部门的（代码或名称）。", en="Only those of this department.", metavar="CODE")
@option("--format", zh="输出：表格或 JSON。", en="The output: a table or JSON.", kind=click.Choice(["text", "json"]),
        default="text", metavar="text|json", show_default=True)  # fmt: skip
@click.pass_obj
def measures(
    lang: str,
    policy: str,
    policies: tuple[str, ...],
    task: int | None,
    kind: str | None,
    department: str | None,
    format: str,
) -> None:
    """List the measures."""
    pack = loaded(policy, policies, lang)
    chosen = _filtered(pack, task, kind, department, lang)
    if format == "json":
        text = json.dumps([_record(pack, measure) for measure in chosen], ensure_ascii=False, indent=2)
        sys.stdout.buffer.write(f"{text}\n".encode())
        return
    screen = Screen(sys.stdout)
    if not chosen:
        screen.put([(Part(_NONE.said(lang)),)])
        return
    rows = [_row(pack, measure, lang) for measure in chosen]
    screen.put(table([words.said(lang) for words in _HEADS], rows, screen.width, firm={0, 2}))
    screen.put(departments_told(pack, {code for measure in chosen for code in measure.departments}, lang, screen.width))
    applicable = sum(measure.to_applicant for measure in chosen)
    screen.put(flowed([Part(_COUNT.said(lang).format(len(chosen), applicable), "quiet")], screen.width))


def _filtered(pack: Pack, task: int | None, kind: str | None, department: str | None, lang: str) -> tuple[Measure, ...]:
    """The measures that pass every filter. Raises `Refusal` for filters that name nothing the policy has."""
    faults = []
    tasks = [number for measure in pack.measures for number in _tasks_of(measure)]
    if task is not None and task not in tasks and task not in [each.number for each in pack.tasks]:
        known = ", ".join(map(str, sorted(set(tasks))))
        faults.append(wrong("--task", str(task), _TASKS.said(lang).format(known), str(tasks[0]), lang))
    if kind is not None and kind not in SUBJECT_KINDS and kind not in SUBJECT_KINDS.values():
        known = listed([*(SUBJECT_KINDS if lang == "zh" else SUBJECT_KINDS.values())], lang)
        faults.append(wrong("--kind", kind, _KINDS.said(lang).format(known), known[:2], lang))
    code = None
    if department is not None:
        code = next((each.code for each in pack.departments if department in _names_of(each)), "")
        if not code:
            codes = [each.code for each in pack.departments]
            names = [*codes, *(department_said(each, "zh") for each in pack.departments)]
            near = get_close_matches(department, names, n=1, cutoff=0.4)
            nearest = near[0] if near else None
            known = _DEPARTMENTS.said(lang).format(", ".join(codes))
            faults.append(wrong("--department", department, known, nearest or codes[0], lang, nearest))
    if faults:
        raise Refusal(faults)
    return tuple(
        measure
        for measure in pack.measures
        if (task is None or task in _tasks_of(measure))
        and (kind is None or kind in (measure.kind, SUBJECT_KINDS.get(measure.kind)))
        and (code is None or code in measure.departments)
    )


def department_said(department: Department, lang: str) -> str:
    """A department as tables print it: its code in English, its name without the region's in Chinese."""
    return department.code if lang == "en" else department.name.removeprefix("自治区")


def departments_told(pack: Pack, codes: Set[str], lang: str, width: int) -> list[Line]:
    """What the codes in an English table stand for; a Chinese table holds the names themselves."""
    named = [f"{each.code} {each.english}" for each in pack.departments if each.code in codes]
    return paragraph(_CODES.said(lang), "; ".join(named), width, indent=0) if lang == "en" and named else []


def _names_of(department: Department) -> tuple[str, ...]:
    return (department.code, department.name, department.english, department_said(department, "zh"))


def _tasks_of(measure: Measure) -> list[int]:
    sections = [anchor.section for anchor in measure.cites]
    return [int(each[1:-1]) for each in sections if each.startswith("第") and each[1:-1].isdecimal()]


def _row(pack: Pack, measure: Measure, lang: str) -> list[str]:
    award = say_award(measure.award, pack, lang) if measure.award is not None else ""
    departments = [pack.department(code) for code in measure.departments]
    kind = SUBJECT_KINDS.get(measure.kind, measure.kind) if lang == "en" else measure.kind
    names = [department_said(each, lang) for each in departments]
    cites = anchors_said(measure.cites, lang, brief=True)
    return [measure.id, title_of(measure, lang), cites, kind, award, listed(names, lang)]


def _record(pack: Pack, measure: Measure) -> dict[str, Any]:
    award = measure.award
    return {
        "measure": measure.id,
        "title": measure.title,
        "english": measure.english,
        "cites": [str(anchor) for anchor in measure.cites],
        "kind": SUBJECT_KINDS.get(measure.kind, measure.kind),
        "award_to_applicant": measure.to_applicant,
        "award_kind": award.kind if award else None,
        "award": say_award(award, pack, "zh") if award else None,
        "departments": [
            {"code": code, "name": pack.department(code).name} for code in measure.departments
        ],
        "readings": list(measure.readings),
    }  # fmt: skip


@click.command(
    cls=BilingualCommand,
    help="一条措施的全部：规则原样、白话（中英文）、部门、口径与备选、事实、关系、示例。",
    english="One measure in full: its rule, in plain words, departments, readings, facts, relations, examples.",
)
@policy_options
@click.argument("measure", metavar="MEASURE")
@click.pass_obj
def show(lang: str, policy: str, policies: tuple[str, ...], measure: str) -> None:
    """Show one measure."""
    pack = loaded(policy, policies, lang)
    known = [each.id for each in pack.measures]
    found = next((each for each in known if each.lower() == measure.lower()), None)
    if found is None:
        raise unknown(measure, known, _MEASURES, "MEASURE", lang)
    screen = Screen(sys.stdout)
    screen.put(measure_lines(pack, found, lang, screen.width))


def unknown(given: str, known: Sequence[str], words: Words, where: str, lang: str) -> Refusal:
    """Refuse a name that is not there, with those that are and the nearest."""
    near = get_close_matches(given, known, n=1, cutoff=0.4) or get_close_matches(given.upper(), known, n=1, cutoff=0.4)
    nearest = near[0] if near else None
    example = nearest or (known[0] if known else "-")
    return Refusal([wrong(where, printable(given), words.said(lang).format(", ".join(known)), example, lang, nearest)])
