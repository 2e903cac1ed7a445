"""The shapes of what reading tools give: policies, measures, facts, readings, targets, tasks, sentences found.

Its one law: every text stands in Chinese and, beside it, in English; ids and codes are those of the machine contract.
"""

from __future__ import annotations

from typing import Any, Literal

from lingqu.law.inquiries.answer_shapes import AwardKind, Shape, Verdict

Kind = Literal["organisation", "project", "platform", "recognition", "team", "consortium"]
Source = Literal["declared", "register", "finding", "derived"]
Unit = Literal["money", "ratio", "count", "date", "yes_no", "choice"]


class PolicyFound(Shape):
    """找得到的一个政策 / a policy that can be found; one with faults is listed with how many."""

    id: str
    title: str
    english: str
    since: str | None
    until: str | None
    version: str
    measures: int
    supplements: list[str]
    unchecked: list[str]
    digest: str | None
    is_default: bool
    shipped: bool
    faults: int


class Policies(Shape):
    """政策 / the policies."""

    policies: list[PolicyFound]


class Named(Shape):
    """代码与名称 / a code with its names."""

    code: str
    name: str
    english: str


class Sentence(Shape):
    """所依据的文句 / a sentence cited: task number or section, sentence, digest of its text where recorded.

    text 只在服务启动时指定了方案文件时有 / text only where the server was started with the plan document.
    """

    task: int | str
    sentence: int
    anchor: str
    digest: str | None
    text: str | None
    text_is_the_one_recorded: bool | None


class MeasureListed(Shape):
    """一条措施 / one measure."""

    measure: str
    title: str
    english: str
    kind: Kind | str
    cites: list[str]
    award_to_applicant: bool
    award_kind: AwardKind | None
    award: str | None
    award_english: str | None
    at_most_yuan: str | None
    """原文写明的最高数；未写数额为空 / the most the text allows; null where it names no sum"""
    departments: list[Named]
    readings: list[str]


class Measures(Shape):
    """措施 / the measures that pass every filter."""

    policy: str
    policy_digest: str
    measures: list[MeasureListed]


class Alternative(Shape):
    """备选 / one way to read an open point."""

    code: str
    name: str
    english: str


class ReadingShown(Shape):
    """口径 / a reading: its question, its alternatives, which is adopted and why."""

    reading: str
    title: str
    english: str
    question: str
    question_english: str
    cites: list[str]
    alternatives: list[Alternative]
    adopted: str | None
    adopted_by: str | None
    adopted_on: str | None
    why: str | None
    why_english: str | None
    branches: bool
    """规则是否按它分支 / whether a rule branches by it"""


class Readings(Shape):
    """口径 / the readings."""

    policy: str
    readings: list[ReadingShown]


class FactListed(Shape):
    """一个事实 / one fact."""

    fact: str
    name: str
    english: str
    unit: Unit
    yearly: bool
    source: Source
    """declared 申请人提供；register 登记可查；finding 主管部门认定；derived 由其他事实推算"""


class Facts(Shape):
    """事实 / the facts that pass every filter."""

    policy: str
    facts: list[FactListed]


class FactAsked(FactListed):
    """规则所问的事实与证明 / a fact that a rule asks, with what proves it."""

    asked_by_the_rule: bool
    """假：只供推算 / false: others derive from it"""
    evidence: str
    evidence_english: str


class FactDescribed(FactListed):
    """一个事实的全部 / all about one fact."""

    meaning: str
    meaning_english: str
    evidence: str
    evidence_english: str
    choices: dict[str, str]
    derivation: str | None
    derivation_english: str | None
    measures: list[str]
    readings: list[str]
    values_like: list[Any]


class Bond(Shape):
    """与其他条款的关系 / how it stands beside other clauses."""

    relation: str
    measures: list[str]
    words: str
    words_english: str


class Example(Shape):
    """规则里的示例 / an example that stands in the rule; facts as assess takes them."""

    facts: dict[str, Any]
    readings: dict[str, str]
    verdict: Verdict
    award_kind: AwardKind | None
    yuan: str | None
    note: str


class MeasureExplained(MeasureListed):
    """一条措施的全部 / one measure in full."""

    rule: str
    words: str
    words_english: str
    sentences: list[Sentence]
    readings_shown: list[ReadingShown]
    common_readings: list[ReadingShown]
    facts: list[FactAsked]
    relations: list[Bond]
    examples: list[Example]
    note: str


class TargetListed(Shape):
    """一个指标 / a target; 左右 in `bound` is no bound."""

    target: str
    title: str
    english: str
    bound: str
    value: str
    unit: str
    nature: str
    due: int
    cites: list[str]
    departments: list[Named]


class Targets(Shape):
    """指标 / the targets."""

    policy: str
    targets: list[TargetListed]


class DutyListed(Shape):
    """一项职责 / a duty."""

    duty: str
    text: str
    english: str
    sentence: int


class TaskListed(Shape):
    """一条任务 / a task."""

    task: int
    title: str
    english: str
    departments: list[Named]
    measures: list[str]
    duties: list[DutyListed]


class Tasks(Shape):
    """任务 / the tasks."""

    policy: str
    tasks: list[TaskListed]


class Became(Shape):
    """文句在规则里成了什么 / what a sentence became in the rules."""

    kind: str
    reference: str


class Hit(Shape):
    """找到的一处 / one thing found."""

    kind: Literal["sentence", "measure", "task", "target", "reading"]
    id: str
    title: str
    text: str
    english: str
    cites: list[str]
    became: list[Became]


class Search(Shape):
    """找到的 / what was found, and in what it was looked for."""

    searched: Literal["plan", "policy"]
    said: str
    said_english: str
    found: int
    hits: list[Hit]
