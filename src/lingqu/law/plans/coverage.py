"""What became of each sentence of a plan: a measure, a target, a duty, a place, a register, a process, a safeguard, or
nothing that can be run, with the reason.

Its one law: a sentence is covered only while the mapping's digest is the sentence's own; a stale line covers nothing.
It does not know how a mapping is written down, nor whether the measures and registers it names exist.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from lingqu.law.plans.faults import Note, Wording
from lingqu.law.plans.plan import Plan
from lingqu.law.plans.sentences import Sentence


class Kind(StrEnum):
    """The kinds of thing a sentence may become; `word` is the word the policy folder writes."""

    MEASURE = "measure"
    TARGET = "target"
    DUTY = "duty"
    PLACE = "place"
    REGISTER = "register"
    PROCESS = "process"
    SAFEGUARD = "safeguard"
    NOT_EXECUTABLE = "not_executable"

    @property
    def word(self) -> str:
        """The Chinese word for this kind.

        >>> Kind.REGISTER.word, Kind.of_word("不可执行").value
        ('登记', 'not_executable')
        """
        return _WORDS[self.value]

    @classmethod
    def of_word(cls, word: str) -> Kind:
        """Find the kind by its Chinese word; ValueError where there is none."""
        return cls(next((kind for kind, known in _WORDS.items() if known == word), word))


_WORDS = {
    "measure": "措施",
    "target": "指标",
    "duty": "职责",
    "place": "地点",
    "register": "登记",
    "process": "流程",
    "safeguard": "保障",
    "not_executable": "不可执行",
}


@dataclass(frozen=True, slots=True)
class Mapped:
    """What one sentence became: pairs of kind and reference, or of kind and reason for safeguard and not_executable."""

    anchor: str
    digest: str
    kinds: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A sentence of the plan with what it became; `kinds` is empty where nothing covers it."""

    sentence: Sentence
    kinds: tuple[tuple[Kind, str], ...]

    @property
    def covered(self) -> bool:
        """Whether something valid covers the sentence."""
        return bool(self.kinds)


@dataclass(frozen=True, slots=True)
class Stale:
    """A line of the mapping that no longer fits the text: why (gone, changed, moved), and where the words stand now."""

    mapped: Mapped
    why: str
    now_at: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Coverage of a plan: each sentence in order, those unmapped, lines gone stale, faults, and the exact share."""

    rows: tuple[CoverageRow, ...]
    unmapped: tuple[Sentence, ...]
    stale: tuple[Stale, ...]
    faults: tuple[Note, ...]
    share: Fraction

    @property
    def complete(self) -> bool:
        """Whether every sentence is covered and nothing is stale or at fault."""
        return self.share == 1 and not self.stale and not self.faults


def coverage(*, plan: Plan, mapping: Sequence[Mapped]) -> Coverage:
    """Hold a mapping against a plan; a plan without sentences has share 0."""
    sentences = plan.sentences
    at = {sentence.anchor: sentence for sentence in sentences}
    places: dict[str, list[str]] = defaultdict(list)
    for sentence in sentences:
        places[sentence.digest].append(sentence.anchor)
    covered: dict[str, tuple[tuple[Kind, str], ...]] = {}
    stale: list[Stale] = []
    faults: list[Note] = []
    for mapped in mapping:
        kinds, wrong = _valid_kinds(mapped)
        faults += wrong
        sentence_there = at.get(mapped.anchor)
        if sentence_there is None or sentence_there.digest != mapped.digest:
            now_at = tuple(places.get(mapped.digest, ()))
            why = "moved" if now_at else "changed" if sentence_there else "gone"
            stale.append(Stale(mapped, why, now_at))
            continue
        if mapped.anchor in covered:
            faults.append(
                _fault(
                    "mapped-twice",
                    mapped.anchor,
                    "同一文句写了两行，合并计算",
                    "two lines map this sentence; they are merged",
                )
            )
        covered[mapped.anchor] = tuple(dict.fromkeys((*covered.get(mapped.anchor, ()), *kinds)))
    rows = tuple(CoverageRow(sentence, covered.get(sentence.anchor, ())) for sentence in sentences)
    unmapped = tuple(row.sentence for row in rows if not row.covered)
    share = Fraction(len(rows) - len(unmapped), len(rows)) if rows else Fraction(0)
    return Coverage(rows, unmapped, tuple(stale), tuple(faults), share)


def _valid_kinds(mapped: Mapped) -> tuple[tuple[tuple[Kind, str], ...], list[Note]]:
    kinds: list[tuple[Kind, str]] = []
    faults: list[Note] = []
    for word, reference in mapped.kinds:
        try:
            kind = Kind.of_word(word)
        except ValueError:
            known = "、".join(one.word for one in Kind)
            faults.append(
                _fault(
                    "unknown-kind",
                    mapped.anchor,
                    f"不认识的种类“{word}”，应为：{known}",
                    f"unknown kind {word!r}; expected one of {', '.join(Kind)}",
                )
            )
            continue
        if not reference.strip():
            faults.append(
                _fault(
                    "no-reference",
                    mapped.anchor,
                    f"“{kind.word}”没有写明所指或理由",
                    f"{kind} names no reference or reason",
                )
            )
            continue
        kinds.append((kind, reference))
    if not mapped.kinds:
        faults.append(_fault("no-kind", mapped.anchor, "没有写明去向", "nothing is said about what it became"))
    return tuple(kinds), faults


def _fault(code: str, anchor: str, zh: str, en: str) -> Note:
    return Note(code, Wording(zh, en), anchor)
