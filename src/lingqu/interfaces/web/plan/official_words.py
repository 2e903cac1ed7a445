"""Official sentences beside what rests on them: from the operator's document, or the word that there is none.

Its one law: official words come from the imported document alone, and a sentence that no longer agrees is told as such.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lingqu.books.rulebooks.coverage import Mismatch
from lingqu.books.rulebooks.queries import OfficialText
from lingqu.interfaces.web.plan.naming import WHYS, place_id, place_words
from lingqu.interfaces.web.plan.plan_shown import SentenceShown
from lingqu.reports.wording import Words


@dataclass(frozen=True, slots=True)
class SentenceBeside:
    """A sentence that something rests on; `text` is empty without a document, or where the document has none there."""

    anchor: str
    place: Words
    id: str
    recorded: str
    found: str
    text: str
    mismatch: Mismatch | None

    @property
    def agrees(self) -> bool:
        """Whether the document holds the very words the rule was written from."""
        return bool(self.found) and self.found == self.recorded


@dataclass(frozen=True, slots=True)
class MismatchShown:
    """A mismatch with its words for the page."""

    mismatch: Mismatch
    place: Words
    id: str
    why: Words
    now_at: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class CoverageRowShown:
    """A sentence of the plan, what it became, and its official words where they are known."""

    sentence: SentenceShown
    beside: SentenceBeside


@dataclass(frozen=True, slots=True)
class CoverageShown:
    """How much of the plan has a place in the rules: of the document's sentences, or of those recorded."""

    covered: int
    total: int
    percent: str
    rows: tuple[CoverageRowShown, ...]
    unmapped: tuple[SentenceBeside, ...]
    from_document: bool

    @property
    def is_complete(self) -> bool:
        """Whether every sentence has a place."""
        return self.covered == self.total

    @property
    def width(self) -> int:
        """The length of the bar, of 100."""
        return self.covered * 100 // self.total if self.total else 0


def beside(official: OfficialText | None, pairs: Iterable[tuple[str, str]]) -> tuple[SentenceBeside, ...]:
    """Put official sentences beside anchors with their recorded digests."""
    return tuple(_beside(official, anchor, digest) for anchor, digest in pairs)


def mismatches_shown(official: OfficialText | None) -> tuple[MismatchShown, ...]:
    """Say what no longer agrees."""
    if official is None:
        return ()
    return tuple(
        MismatchShown(
            each, place_words(each.anchor), place_id(each.anchor), WHYS[each.why], tuple(map(place_words, each.now_at))
        )
        for each in official.mismatches
    )


def coverage_shown(sentences: tuple[SentenceShown, ...], official: OfficialText | None) -> CoverageShown:
    """Say what became of each sentence."""
    rows = tuple(CoverageRowShown(each, _beside(official, each.anchor, each.digest)) for each in sentences)
    found = official.coverage if official is not None else None
    if found is None:
        mapped = sum(bool(each.became) for each in sentences)
        return CoverageShown(mapped, len(sentences), _percent(mapped, len(sentences)), rows, (), from_document=False)
    covered, total = len(found.rows) - len(found.unmapped), len(found.rows)
    known = {each.anchor for each in sentences}
    new = [each for each in found.unmapped if each.anchor not in known]
    unmapped = beside(official, [(each.anchor, "") for each in new])
    return CoverageShown(covered, total, _percent(covered, total), rows, unmapped, from_document=True)


def _beside(official: OfficialText | None, anchor: str, recorded: str) -> SentenceBeside:
    sentence = official.sentence(anchor) if official is not None else None
    return SentenceBeside(
        anchor=anchor,
        place=place_words(anchor),
        id=place_id(anchor),
        recorded=recorded,
        found=sentence.digest if sentence is not None else "",
        text=sentence.text if sentence is not None else "",
        mismatch=official.mismatch(anchor) if official is not None else None,
    )


def _percent(part: int, whole: int) -> str:
    """A share cut, not rounded: 99.96 % must not read as all.

    >>> _percent(77, 77), _percent(76, 77)
    ('100%', '98.7%')
    """
    thousandths = part * 1000 // whole if whole else 0
    return f"{thousandths // 10}.{thousandths % 10}%".replace(".0%", "%")
