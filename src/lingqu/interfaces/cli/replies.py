"""What a person types in the interview: a value in the words of the field, or a word that steers.

Its one law: a reply becomes exactly the value it says or is refused with an example. It does not know how a value is
read (law/engine/spoken.py) nor which question comes next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lingqu.law.engine import spoken
from lingqu.law.lang.tree import FactDeclaration
from lingqu.reports.wording import Words

STEERING: Mapping[str, tuple[str, ...]] = {
    "back": ("back", "b", "撤销", "返回", "上一题"),
    "why": ("why", "w", "为什么", "为何"),
    "quit": ("quit", "q", "exit", "退出", "结束"),
    "help": ("help", "h", "帮助"),
    "skip": ("", "?", "？", "skip", "不知道", "跳过", "不清楚", "未知", "unknown"),
}
EXAMPLES = {unit: Words(*said) for unit, said in spoken.EXAMPLES.items()}


class UnableToUnderstand(Exception):
    """A reply that is no value of the fact asked for: `reason` says why not, `expected` shows what is."""

    def __init__(self, reason: Words, expected: Words) -> None:
        super().__init__(reason.en)
        self.reason = reason
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Steer:
    """A word that steers: back, why, quit, help or skip."""

    way: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it stands in the facts of a record."""

    wire: Any


def read_reply(text: str, fact: FactDeclaration) -> Steer | Value:
    """Read what was typed. Raises `UnableToUnderstand`."""
    typed = spoken.folded(text)
    for way, words in STEERING.items():
        if typed in words:
            return Steer(way)
    try:
        return Value(spoken.read_spoken(text, fact))
    except spoken.UnableToUnderstand as error:
        raise UnableToUnderstand(Words(*error.reason), Words(*error.expected)) from None


def series_example(fact: FactDeclaration) -> Words | None:
    """How several years are given at once, of a fact that has a value for each year."""
    example = spoken.series_example(fact)
    return Words(*example) if example else None
