"""How a line of a plan announces what it opens: a part (一、 第一章), a group (（一）), a task (1. 第一条).

Its one law: a mark is read only at the beginning of a line, and a document of articles (第一条) has no other tasks.
It does not know what stands under a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lingqu.law.plans.numerals import NUMERAL, number_of
from lingqu.law.plans.sentences import TERMINATORS, sentence_bounds

_PART = re.compile(rf"\s*(?P<number>{NUMERAL}{{1,4}})\s*[、．.]\s*(?=\S)")
_CHAPTER = re.compile(rf"\s*第\s*(?P<number>{NUMERAL}{{1,4}}|\d{{1,3}})\s*(?:部分|章|篇)[\s:：、]*")
_GROUP = re.compile(rf"\s*[(（]\s*(?P<number>{NUMERAL}{{1,4}})\s*[)）]\s*[、．.]?\s*(?=\S)")
_TASK = re.compile(r"\s*(?P<number>\d{1,3})\s*[.．、](?!\d)\s*(?=\S)")
_ARTICLE = re.compile(rf"\s*第\s*(?P<number>{NUMERAL}{{1,6}}|\d{{1,3}})\s*条[\s:：、]*")
_QUANTITY = re.compile(r"\d\s*(?:%|％|万|亿|家|项|件|元)")
_LONGEST_HEADING = 40
_LONGEST_TITLE_LINE = 80


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line opens: its level (part, group, task), its number, and where the words behind the mark begin."""

    level: str
    number: int
    begins: int


@dataclass(frozen=True, slots=True)
class Style:
    """Whether the document is one of articles (第一条) or one of numbered tasks under 一、 and （一）."""

    articles: bool


def style_of(texts: Iterable[str]) -> Style:
    """Tell the style of a document from the beginnings of its lines."""
    articles = sum(1 for text in texts if _ARTICLE.match(text))
    return Style(articles >= 2)


def mark_of(text: str, style: Style) -> Mark | None:
    """Read the mark a line begins with.

    >>> mark_of("（二）壮大企业", Style(False)), mark_of("2.5 亿元", Style(False))
    (Mark(level='group', number=2, begins=3), None)
    """
    patterns = [("part", _CHAPTER)]
    if style.articles:
        patterns.append(("task", _ARTICLE))
    else:
        patterns += [("part", _PART), ("group", _GROUP), ("task", _TASK)]
    for level, pattern in patterns:
        found = pattern.match(text)
        number = number_of(found["number"]) if found else None
        if found and number:
            return Mark(level, number, found.end())
    return None


def heading_length(text: str) -> int:
    """Measure the heading that opens a text: how many characters belong to it; 0 where it opens with body at once.

    >>> heading_length("壮大企业。引导企业投入。"), heading_length("引导企业，给予支持。"), heading_length("壮大企业")
    (5, 0, 4)
    """
    bounds = sentence_bounds(text)
    if not bounds:
        return 0
    first = text[bounds[0][0] : bounds[0][1]]
    if first[-1] not in TERMINATORS:
        return len(text) if len(first) <= _LONGEST_TITLE_LINE else 0
    if len(bounds) == 1:
        return 0
    return bounds[1][0] if reads_as_heading(first) else 0


def reads_as_heading(sentence: str) -> bool:
    """Say whether a sentence with a full stop may be the heading of what follows: short, no sum, hardly a comma.

    >>> reads_as_heading("壮大科技企业。"), reads_as_heading("对企业给予9万元。")
    (True, False)
    """
    words = sentence.rstrip(TERMINATORS).strip()
    if len(words) > _LONGEST_HEADING or re.search(r"[;；:：]", words) or _QUANTITY.search(words):
        return False
    return len(words) <= 24 or not re.search(r"[,，]", words)


def title_words(text: str) -> str:
    """Clean the words of a heading: no full stop or colon behind it, no blanks between Chinese characters."""
    words = text.strip().rstrip(TERMINATORS + ":：").strip()
    return re.sub(r"(?<=[\u2e80-\uffef])\s+(?=[\u2e80-\uffef])", "", words)
