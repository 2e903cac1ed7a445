"""Whether all contenders say the same: verdict and sum of every measure for every subject.

Its one law: no time is worth printing for a wrong answer, so the benchmark stops where one pair differs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Answers = Mapping[str, tuple[str, int | None]]
"""Measure -> verdict and, where eligible, the sum in fen."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure of one subject on which two contenders disagree."""

    contender: str
    subject: str
    measure: str
    said: tuple[str, int | None]
    expected: tuple[str, int | None]

    def __str__(self) -> str:
        """Spell it in one line."""
        return (
            f"{self.subject} {self.measure}: {self.contender} says {_spelt(self.said)}, "
            f"the first contender {_spelt(self.expected)}"
        )


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many pairs were compared, by verdict of the first contender, and what differed."""

    pairs: int
    by_verdict: Mapping[str, int]
    differences: tuple[Difference, ...]


def compare(*, subjects: Sequence[str], answers: Mapping[str, Sequence[Answers]]) -> Agreement:
    """Hold every contender to the first one."""
    first, *others = answers
    pairs, differences = 0, []
    by_verdict: dict[str, int] = {}
    for row, subject in enumerate(subjects):
        for measure, expected in answers[first][row].items():
            by_verdict[expected[0]] = by_verdict.get(expected[0], 0) + 1
            for contender in others:
                pairs += 1
                said = answers[contender][row][measure]
                if said != expected:
                    differences.append(Difference(contender, subject, measure, said, expected))
    return Agreement(pairs, by_verdict, tuple(differences))


def _spelt(answer: tuple[str, int | None]) -> str:
    verdict, fen = answer
    return verdict if fen is None else f"{verdict} {fen / 100:.2f}"
