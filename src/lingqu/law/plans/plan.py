"""A plan taken apart: head, preamble, parts with groups and numbered tasks, safeguards, validity; every sentence once.

Its one law: `Plan.sentences` holds each sentence of the plan exactly once, in order, each with an anchor of its own.
Anchors: 引言第1句, 总体要求第1句 (the part's title), 第10条第1句 (the task's number, heading and department list not
counted), 施行第1句 (the closing validity clause), 重点任务（一）第1句 (text of a group without numbered tasks),
第1段第2句 (text without any numbering). An anchor that would stand twice is led by its part: 附则第3条第1句.
It does not know how a file is read nor how a heading is recognised.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from lingqu.law.plans.departments import DepartmentList
from lingqu.law.plans.faults import Note
from lingqu.law.plans.lines import SetAside
from lingqu.law.plans.sentences import Sentence, Span

# a number with the word that makes it a bound, or a year by which it is to be reached
_NUMBER = r"\d[\d,.]*\s*(?:%|％|万|亿|家|项|件|人|个|名|只|套|元)+"
_TARGET = re.compile(
    rf"{_NUMBER}(?:以上|以内|左右)|(?:突破|超过|达到|达|不低于|增至|提高到|增长){_NUMBER}|到20\d\d年.{{0,400}}?{_NUMBER}"
)
_AWARDS = re.compile(r"给予|奖励|补助|奖补|资助|补贴|每年(?:新增)?安排")


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line of the letter around the plan; kind: addressee, notice, date, number, remark, signature, other."""

    kind: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: part (一、), group (（一）) or task (1.), its number and its title as written."""

    level: str
    number: int
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Task:
    """A numbered task. `heading` is its own heading ("" where it has none), `group` the heading of its group."""

    number: int
    heading: str
    group: str
    part: str
    anchor: str
    body: tuple[Sentence, ...]
    lists: tuple[DepartmentList, ...]
    span: Span

    @property
    def departments(self) -> tuple[str, ...]:
        """The bodies named behind the task, shared heads written out, none added."""
        return _names(self.lists)

    @property
    def open_ended(self) -> bool:
        """Whether the list closes with 等, so that bodies not named may share in the task."""
        return any(listed.open_ended for listed in self.lists)


@dataclass(frozen=True, slots=True)
class Group:
    """A group of tasks under a bracketed numeral; `body` is text of its own, before or without numbered tasks."""

    number: int
    title: str
    anchor: str
    body: tuple[Sentence, ...]
    tasks: tuple[Task, ...]
    lists: tuple[DepartmentList, ...]
    span: Span

    @property
    def departments(self) -> tuple[str, ...]:
        """The bodies named behind the group's own text."""
        return _names(self.lists)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the plan; tasks that stand under no group are in a group with number 0 and no title."""

    number: int
    title: str
    anchor: str
    body: tuple[Sentence, ...]
    groups: tuple[Group, ...]
    lists: tuple[DepartmentList, ...]
    span: Span

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks of all groups, in order."""
        return tuple(task for group in self.groups for task in group.tasks)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence of the part, in order."""
        inner: list[Sentence] = []
        for group in self.groups:
            inner += group.body
            inner += (sentence for task in group.tasks for sentence in task.body)
        return (*self.body, *inner)


@dataclass(frozen=True, slots=True)
class Validity:
    """From when and until when the plan is in force, with the sentences that say so.

    `from_issue`: it begins on the day of issue, and `begins` is that day where it is known. `until` is the last day
    in force where the text states one; `years` the length where it states a length only.
    """

    sentences: tuple[Sentence, ...]
    begins: date | None
    from_issue: bool
    until: date | None
    years: int | None


@dataclass(frozen=True, slots=True)
class AllTasks:
    """A body that one clause of the plan puts under every task, with the task whose list says so."""

    name: str
    said_in: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan document. What was not found is None or empty, and `notes` say so; `partial` sums that up."""

    name: str
    format: str
    encoding: str
    title: str
    addressee: str
    number: str
    issued: date | None
    head: tuple[HeadLine, ...]
    preamble: tuple[Sentence, ...]
    parts: tuple[Part, ...]
    paragraphs: tuple[Sentence, ...]
    closing: tuple[Sentence, ...]
    validity: Validity | None
    all_tasks: tuple[AllTasks, ...]
    set_aside: tuple[SetAside, ...]
    notes: tuple[Note, ...]

    @property
    def partial(self) -> bool:
        """Whether a piece that a plan has was not found: title, parts, tasks, day of issue, validity."""
        return any(note.code.startswith("no-") for note in self.notes)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All numbered tasks, in order of the document."""
        return tuple(task for part in self.parts for task in part.tasks)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence of the plan once, in order of the document."""
        inner = (sentence for part in self.parts for sentence in part.sentences)
        everything = (*self.preamble, *self.paragraphs, *inner, *self.closing)
        return tuple(sorted(everything, key=lambda sentence: (sentence.span.line, sentence.span.start)))

    @property
    def targets(self) -> tuple[Sentence, ...]:
        """The sentences that bear a target: a number to be reached, not a condition or a sum of support."""
        return tuple(sentence for sentence in self.sentences if bears_target(sentence.text))

    @property
    def safeguards(self) -> tuple[Sentence, ...]:
        """The sentences of the parts that secure the plan (保障, 组织实施), in order."""
        return tuple(sentence for part in self.parts if is_safeguard(part.title) for sentence in part.sentences)

    def sentence(self, anchor: str) -> Sentence | None:
        """Find a sentence by its anchor; None where the plan has none such."""
        return next((sentence for sentence in self.sentences if sentence.anchor == anchor), None)


def bears_target(text: str) -> bool:
    """Say whether a sentence sets a number to be reached.

    >>> bears_target("到2030年，新建平台9家以上。"), bears_target("对投资9亿元以上的企业，给予最高1万元支持。")
    (True, False)
    """
    return any(_TARGET.search(clause) and not _AWARDS.search(clause) for clause in re.split(r"[;；]", text))


def is_safeguard(title: str) -> bool:
    """Say whether a part's title announces safeguards rather than tasks.

    >>> is_safeguard("保障措施"), is_safeguard("重点任务")
    (True, False)
    """
    return bool(re.search(r"保障|组织实施|组织领导|组织落实", title))


def _names(lists: tuple[DepartmentList, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for listed in lists for name in listed.names))
