"""What a folder holds of the plan: targets, tasks with their duties, a row for each sentence.

Its one law: the words of the plan stand nowhere here, only anchors and digests.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lingqu.law.lang.tree.places import NOWHERE, Anchor, Place
from lingqu.law.lang.tree.values import Quantity


@dataclass(frozen=True, slots=True)
class Target:
    """指标: a number to reach, its bound word kept as written."""

    id: str
    title: str
    english: str
    cites: tuple[Anchor, ...]
    value: Quantity
    word: str  # 以上 突破 超过 达到 左右 …
    nature: str  # 存量 | 流量 | 增速 | 占比
    unit: str
    due: int  # year
    baseline: str = ""  # reading id
    departments: tuple[str, ...] = ()
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Duty:
    """职责: one thing a task asks to be done."""

    id: str
    text: str
    english: str
    sentence: int
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Task:
    """任务: a numbered task of the plan with its departments and duties."""

    number: int
    title: str
    english: str
    departments: tuple[str, ...]
    duties: tuple[Duty, ...]
    cites: tuple[Anchor, ...] = ()
    at: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Mapping:
    """One thing a sentence of the plan became: kind 措施 指标 职责 地点 登记 流程 保障 不可执行."""

    kind: str
    reference: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """文句: a sentence by anchor and digest, and what became of it."""

    anchor: Anchor
    digest: str
    mapped: tuple[Mapping, ...]
    at: Place = field(default=NOWHERE, compare=False, repr=False)
