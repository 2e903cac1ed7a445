"""The plan made ready for its page: head, tasks with duties by sentence, departments, targets, what sentences became.

Its one law: the words are the pack's own; official sentences are added for each request (official_words.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby

from lingqu.interfaces.web.plan.catalogue import Row, rows_of
from lingqu.interfaces.web.plan.naming import BECAME, NATURES, both, day_of
from lingqu.law.lang.money import money_en
from lingqu.law.lang.tree import Mapping, SentenceRow, Target, Task, Unit
from lingqu.law.lang.words import bounded, say_quantity
from lingqu.law.packs.pack import Pack
from lingqu.law.plans import Kind
from lingqu.reports.wording import Words

# 亿元 in fen; other units of counts as English says them
_HUNDRED_MILLION = 10_000_000_000
_ABOUT = "左右"  # no bound in law: never a test, only said
_UNITS = {"件": "", "家": "", "人": "people", "项": "", "个": ""}


@dataclass(frozen=True, slots=True)
class DepartmentName:
    """A department in charge."""

    code: str
    name: Words


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One thing a task asks to be done."""

    id: str
    text: Words


@dataclass(frozen=True, slots=True)
class SentenceDuties:
    """The duties that one sentence of a task asks."""

    anchor: str
    duties: tuple[DutyRow, ...]


@dataclass(frozen=True, slots=True)
class TaskShown:
    """A task: departments in the order of the plan's list, duties by sentence, measures and targets under it."""

    number: int
    title: Words
    departments: tuple[DepartmentName, ...]
    sentences: tuple[SentenceDuties, ...]
    measures: tuple[Row, ...]
    targets: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class TargetShown:
    """A target: the number with its bound word, what kind of number it is, until when, from which base."""

    id: str
    title: Words
    number: Words
    nature: Words
    due: int
    baseline_id: str
    baseline: Words | None
    departments: tuple[DepartmentName, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Became:
    """One thing a sentence became: its kind, its name, and where on the site it is found."""

    kind: Words
    slug: str
    reference: str
    text: str
    link: str


@dataclass(frozen=True, slots=True)
class SentenceShown:
    """A sentence of the plan by its anchor, the digest recorded, and what it became."""

    anchor: str
    digest: str
    became: tuple[Became, ...]


@dataclass(frozen=True, slots=True)
class PlanShown:
    """All that the page of the plan shows of the pack."""

    title: Words
    note: str
    version: str
    issued: date | None
    since: date | None
    until: date | None
    tasks: tuple[TaskShown, ...]
    targets: tuple[TargetShown, ...]
    departments: tuple[DepartmentName, ...]
    sentences: tuple[SentenceShown, ...]
    by_kind: tuple[tuple[Words, int], ...]  # what sentences became, and how many of each
    measures_open: int
    measures_other: int
    readings: int
    readings_open: int
    facts: int


@lru_cache(maxsize=8)
def plan_shown(pack: Pack) -> PlanShown:
    """Make the plan ready."""
    sentences = tuple(_sentence(row) for row in pack.sentences)
    counted = Counter(kind for row in pack.sentences for kind in {each.kind for each in row.mapped})
    named = {code for task in pack.tasks for code in task.departments}
    return PlanShown(
        title=both(pack.policy.title, pack.policy.english),
        note=pack.policy.note,
        version=pack.policy.version,
        issued=day_of(pack.policy.issued),
        since=day_of(pack.policy.since),
        until=day_of(pack.policy.until),
        tasks=tuple(_task(pack, task, rows_of(pack)) for task in pack.tasks),
        targets=tuple(_target(pack, target) for target in pack.targets),
        departments=tuple(_department(pack, each.code) for each in pack.departments if each.code in named),
        sentences=sentences,
        by_kind=tuple((BECAME[kind], counted[kind.word]) for kind in Kind if counted[kind.word]),
        measures_open=len(pack.applicant_measures),
        measures_other=len(pack.measures) - len(pack.applicant_measures),
        readings=len(pack.readings),
        readings_open=sum(reading.adopted is None for reading in pack.readings),
        facts=len(pack.facts),
    )


def tasks_found(tasks: Iterable[TaskShown], *, department: str, words: str) -> list[TaskShown]:
    """Give the tasks in which a department takes part and all words stand."""
    wanted = words.casefold().split()
    return [
        task
        for task in tasks
        if (not department or department in {each.code for each in task.departments})
        and all(word in task.text for word in wanted)
    ]


def _department(pack: Pack, code: str) -> DepartmentName:
    found = pack.department(code)
    return DepartmentName(code, both(found.name, found.english))


def _task(pack: Pack, task: Task, rows: tuple[Row, ...]) -> TaskShown:
    section = f"第{task.number}条"
    departments = tuple(_department(pack, code) for code in task.departments)
    measures = tuple(row for row in rows if task.number in row.tasks)
    duties = sorted(task.duties, key=lambda duty: duty.sentence)
    texts = [section, f"task {task.number}", task.title, task.english]
    texts += [text for duty in task.duties for text in (duty.text, duty.english)]
    texts += [text for each in departments for text in each.name]
    texts += [text for row in measures for text in (row.code, *row.title)]
    return TaskShown(
        number=task.number,
        title=both(task.title, task.english),
        departments=departments,
        sentences=tuple(
            SentenceDuties(
                f"{section}第{sentence}句", tuple(DutyRow(each.id, both(each.text, each.english)) for each in group)
            )
            for sentence, group in groupby(duties, key=lambda duty: duty.sentence)
        ),
        measures=measures,
        targets=tuple(each.id for each in pack.targets if any(cite.section == section for cite in each.cites)),
        text="\n".join(texts).casefold(),
    )


def _target(pack: Pack, target: Target) -> TargetShown:
    baseline = pack.reading(target.baseline) if target.baseline else None
    return TargetShown(
        id=target.id,
        title=both(target.title, target.english),
        number=number_of(target),
        nature=NATURES.get(target.nature, Words(target.nature, target.nature)),
        due=target.due,
        baseline_id=target.baseline,
        baseline=both(baseline.title, baseline.english) if baseline is not None else None,
        departments=tuple(_department(pack, code) for code in target.departments),
        anchors=tuple(str(anchor) for anchor in target.cites),
    )


def number_of(target: Target) -> Words:
    """Say the number of a target with its bound word and unit: 50家以上, at least 50."""
    zh, en = say_quantity(target.value), say_quantity(target.value, "en")
    if target.value.unit is Unit.COUNT:
        zh += target.unit
        if target.unit == "亿元":
            en = money_en(target.value.numerator * _HUNDRED_MILLION // target.value.denominator)
        else:
            en = f"{en} {_UNITS.get(target.unit, target.unit)}".strip()
    if target.word == _ABOUT:
        return Words(f"{zh}{_ABOUT}", f"about {en}")
    # 在…以上 is how a sentence says it; a cell says …以上
    return Words(bounded(target.word, zh).removeprefix("在"), bounded(target.word, en, "en"))


def _sentence(row: SentenceRow) -> SentenceShown:
    return SentenceShown(str(row.anchor), row.digest, tuple(_became(each) for each in row.mapped))


def _became(mapping: Mapping) -> Became:
    kind = Kind.of_word(mapping.kind)
    link = {
        Kind.MEASURE: f"/measures/{mapping.reference}/",
        Kind.TARGET: f"#target-{mapping.reference}",
        Kind.DUTY: f"#duty-{mapping.reference.replace('.', '-')}",
    }.get(kind, "")
    return Became(BECAME[kind], kind.value, mapping.reference, mapping.text, link)
