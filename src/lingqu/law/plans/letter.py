"""The letter around a plan: what stands before its first heading: addressee, notice, day, number, title, preamble.

Its one law: a line of the letter stays a line of the letter; only body text behind the title is the plan's preamble.
It does not know what follows the first heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lingqu.law.plans.furniture import beside_the_text, put_aside
from lingqu.law.plans.lines import Line, SetAside
from lingqu.law.plans.plan import HeadLine
from lingqu.law.plans.sentences import TERMINATORS, Piece, Span, normalised
from lingqu.law.plans.validity import day_in, is_day_alone

_NAMED = re.compile(r"《([^《》]{4,80})》")
_KINDS = "方案|规划|计划|意见|办法|措施|细则|规定|政策|条例|纲要|要点|指南|条款|举措|清单"
_TITLE = re.compile(rf"(?:{_KINDS}|通知|公告|函)\s*(?:[（(][^（）()]{{1,30}}[)）]\s*)?$")
_NOTICE_TITLE = re.compile(r"(?:通知|公告|函)\s*$")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,10}\s*[〔\[(（【﹝［]\s*(?:19|20)\d\d\s*[〕\])）】﹞］]\s*第?\s*\d{1,4}\s*号")
_DAY_LABEL = re.compile(r"(?:成文|印发|发文)(?:日期|时间)[:：]")
_LONGEST_TITLE = 80
_LINES_BEFORE_A_TITLE = 30


@dataclass(frozen=True, slots=True)
class Letter:
    """What the lines before the first heading say."""

    title: str
    addressee: str
    number: str
    issued: date | None
    head: tuple[HeadLine, ...]
    preamble: tuple[Piece, ...]
    set_aside: tuple[SetAside, ...]


def read_letter(lines: Sequence[Line]) -> Letter:
    """Read the lines before the first heading of a plan."""
    first, last, title = _title_at(lines)
    head: list[HeadLine] = []
    preamble: list[Piece] = []
    aside: list[SetAside] = []
    for position, line in enumerate(lines):
        if first <= position < last:
            continue
        reason = "" if _DAY_LABEL.search(line.text) else beside_the_text(line.text, in_body=position >= last > 0)
        if reason:
            aside.append(put_aside(line.text, code=reason, place=line.place))
            continue
        kind = _kind_of(line.text, before_title=position < first)
        if kind == "preamble":
            preamble.append(Piece(line.number, 0, line.text))
        else:
            head.append(HeadLine(kind, line.text.strip(), Span(line.number, 0, line.number, len(line.text))))
    return Letter(
        title=title,
        addressee=next((line.text.rstrip(":： ") for line in head if line.kind == "addressee"), ""),
        number=next((found[0] for line in head if (found := _NUMBER.search(line.text))), ""),
        issued=issue_day(head),
        head=tuple(head),
        preamble=tuple(preamble),
        set_aside=tuple(aside),
    )


def title_end(lines: Sequence[Line]) -> int:
    """Find where body text begins in a document without any heading: behind its title, else at the first line."""
    return _title_at(lines[:_LINES_BEFORE_A_TITLE])[1]


def issue_day(head: Sequence[HeadLine]) -> date | None:
    """Find the day of issue among the lines of a letter: a line that is a day, else a labelled or bracketed one."""
    for kind in ("date", "remark"):
        for line in head:
            if line.kind == kind and (day := day_in(line.text)):
                return day
    return None


def line_kind(text: str) -> str:
    """Tell what a line of a letter is: date, addressee, number, remark, notice or other."""
    bare = text.strip()
    if is_day_alone(bare) or _DAY_LABEL.search(bare):
        return "date"
    if bare[:1] in "（(" and bare[-1:] in "）)":
        return "remark"
    if bare[-1:] in ":：" and len(bare) <= 200:
        return "addressee"
    if _NUMBER.search(bare) and len(bare) <= 30:
        return "number"
    if bare[-1:] in TERMINATORS:
        return "notice"
    return "other"


def _kind_of(text: str, *, before_title: bool) -> str:
    kind = line_kind(text)
    if before_title or kind in ("date", "number", "addressee", "remark"):
        return kind
    return "preamble" if kind == "notice" or len(text) > _LONGEST_TITLE else "other"


def _title_at(lines: Sequence[Line]) -> tuple[int, int, str]:
    """Find the lines that hold the title; (0, 0, "") where there is none."""
    named = {normalised(name) for line in lines for name in _NAMED.findall(line.text)}
    found: tuple[int, int, str] | None = None
    for first in range(len(lines)):
        joined = ""
        for last in range(first + 1, min(first + 4, len(lines) + 1)):
            joined += lines[last - 1].text.strip()
            if len(joined) > _LONGEST_TITLE:
                break
            if normalised(joined) in named:
                found = (first, last, joined)
    if found:
        return found
    like = [position for position, line in enumerate(lines) if _reads_as_title(line.text)]
    own = [position for position in like if not _NOTICE_TITLE.search(lines[position].text)]
    if not like:
        return 0, 0, ""
    position = (own or like)[-1]
    return position, position + 1, lines[position].text.strip()


def _reads_as_title(text: str) -> bool:
    bare = text.strip()
    return 4 <= len(bare) <= _LONGEST_TITLE and bool(_TITLE.search(bare)) and not re.search(r"[。；;:：！？]", bare)
