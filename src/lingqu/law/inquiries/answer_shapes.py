"""The shapes of what judging tools give: answers as `lingqu assess` writes them, reason trees, questions.

Its one law: an answer has the keys of the machine contract and no others. Money is decimal text in yuan, or null.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Verdict = Literal["eligible", "not_eligible", "undetermined"]
AwardKind = Literal["due", "up_to", "competitive", "pool", "none"]


class Shape(BaseModel):
    """What all shapes have in common: nothing undeclared, and their docstrings in the schema."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Cites(Shape):
    """依据 / the sentence of the plan: task number or name of the section, and the sentence's number."""

    task: int | str
    sentence: int


class Award(Shape):
    """金额（元）/ what an eligible subject gets, in yuan."""

    kind: AwardKind
    """due 应得；up_to 上限，不是应得数；competitive 可竞争；pool 多方分享的资金池；none 不涉金额"""
    yuan: str | None
    at_most_yuan: str | None
    remaining_yuan: str | None
    missing: list[str]
    """算出金额还缺的事实 / facts the sum still needs"""


class Outcome(Shape):
    """一条措施的结论 / one measure answered."""

    measure: str
    verdict: Verdict
    award: Award | None
    at_most_yuan: str | None
    missing: list[str]
    missing_sets: list[list[str]]
    needs_finding: list[str]
    """只有主管部门能认定的 / what only an authority can find"""
    undefined: list[str]
    readings: list[str]
    cites: Cites | None
    unchecked: list[str]
    """方案没有写、也没有查的 / not in the plan and not checked"""
    because: str


class Answer(Shape):
    """一个主体的回答 / the answer for one subject."""

    id: str
    policy: str
    policy_digest: str
    as_of: str | None
    outcomes: list[Outcome]


class Answers(Shape):
    """与 lingqu assess --format json 相同的列表 / the very list that `lingqu assess --format json` prints."""

    answers: list[Answer]


class Ground(Shape):
    """理由树的一个节点 / a node of the reason tree."""

    text: str
    truth: Literal["yes", "no", "unknown"]
    children: list[Ground]


class ReasonTree(Shape):
    """在未采用读法的口径各取某备选时的理由树 / the tree under one choice of the open readings."""

    under: dict[str, str]
    ground: Ground


class UnderReading(Shape):
    """某口径取某备选时的结论 / the verdict that one alternative of a reading would give."""

    reading: str
    alternative: str
    followed: bool
    verdict: Verdict


class NearMiss(Shape):
    """差一点就到的一条线 / one line nearly reached; numbers as text, money in yuan."""

    fact: str
    has: str
    needs: str
    gap: str
    upwards: bool
    verdict_at_line: Verdict
    award_at_line_yuan: str | None


class ExplainedVerdict(Shape):
    """一条结论的来由 / where one verdict comes from."""

    id: str
    as_of: str | None
    outcome: Outcome
    trees: list[ReasonTree]
    same_under_all_readings: bool
    under_readings: list[UnderReading]
    award_in_words: str | None
    award_looks_at: dict[str, str | None]
    """金额所看的事实与其值 / the facts the sum looks at, with their values"""
    near_misses: list[NearMiss]


class Touched(Shape):
    """问题所关系的措施 / a measure the question bears on."""

    measure: str
    title: str
    english: str
    at_most_yuan: str | None


class Question(Shape):
    """下一个最该问的事实 / the fact to ask next."""

    fact: str
    name: str
    english: str
    meaning: str
    meaning_english: str
    unit: str
    year: int | None
    """逐年的事实问的是哪一年 / of a yearly fact: which year is asked for"""
    choices: dict[str, str]
    """选项：代码与中文名 / the choices: code and Chinese name"""
    source: str
    evidence: str
    evidence_english: str
    answer_like: list[Any]
    """可以这样填 / values as facts takes them"""
    bears_on: list[Touched]
    for_sum_only: bool


class Progress(Shape):
    """问到哪里了 / how far it has come."""

    settled: int
    total: int
    eligible: list[str]
    not_eligible: list[str]
    open: list[str]
    questions_left_at_most: int
    certain_yuan: str
    most_yuan: str


class NextQuestion(Shape):
    """下一问与进度；没有还会影响结果的问题时 question 为空 / question is null when nothing can matter any more."""

    question: Question | None
    progress: Progress
