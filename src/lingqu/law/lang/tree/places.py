"""Where something stands: a place in a rule file, a sentence of the plan.

Its one law: a place never counts when two nodes are compared.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was written; line and column count from 1."""

    file: str = ""
    line: int = 0
    column: int = 0


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A sentence of the plan: 第10条 | 总体要求 | 保障措施 | 施行 | 引言, and the sentence's number (0: all of it)."""

    section: str
    sentence: int = 0

    def __str__(self) -> str:
        return f"{self.section}第{self.sentence}句" if self.sentence else self.section
