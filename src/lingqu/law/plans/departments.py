"""The bodies that answer for a task: the list in brackets behind it, each name whole, none added.

Its one law: a name is given as the plan lists it; only a head shared along 、 (自治区科技厅、财政厅) is written out.
A comma, full or half width, begins a new chain, so that no head runs on past it. It does not know codes of bodies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lingqu.law.plans.sentences import Span

# what a list behind a task says, in or without brackets
_SAYS_SO = re.compile(r"负责|牵头|配合|责任单位|责任部门|分工")
_LABEL = re.compile(r"(?:牵头|配合|责任|参与|主办|协办|实施)(?:单位|部门|主体)?[:：]")
_TAIL = re.compile(
    r"(?:等)?(?:有关|相关|各)?(?:单位|部门)?(?:等)?(?:按照?|依|根据)?(?:各自)?(?:职责|职能|任务)?(?:分工)?"
    r"(?:共同|分别|具体|组织)?(?:负责|牵头|配合|落实|实施|推进)(?:落实|实施|推进)?$"
)
_FOR_ALL = re.compile(
    r"(?:以下|下列|上述|本方案)(?:各项|任务|各条|工作|各项任务|重点任务)*(?:均|都)(?:需|由|须|要)?(?:要)?(?P<who>[^,，。;；]{2,40}?)"
    r"(?:共同|负责)?(?:落实|负责|配合)"
)
# 市场监管局 and 城市管理局 begin with no head, though they hold the character of one
_HEAD = re.compile(
    r"^(?:自治区|省|市(?!场)|州|县|[\u4e00-\u9fff]{2,8}?(?:自治区|自治州|省|(?<!城)市(?!场)|州|县))(?=[\u4e00-\u9fff])"
)
_NATIONAL = re.compile(r"^(?:国家|中国|中央|中共|人民银行|国务院|各|有关|相关|驻)")
_NAMED_PLACE = re.compile(r"^(?:广西|桂林)")
_BRACKETS = {"(": ")", "（": "）", "[": "]", "［": "］", "【": "】", "〔": "〕"}
_ANY_CLOSER = ")）]］】〕"
_ANY_OPENER = "(（[［【〔"
_LONGEST_LIST = 1500


@dataclass(frozen=True, slots=True)
class DepartmentList:
    """The list behind a task.

    `names` have shared heads written out; `as_listed` are the very words; `open_ended` says that the list closes
    with 等 and so may not be all; `for_all` are bodies that a clause in it puts under every task that follows.
    """

    names: tuple[str, ...]
    as_listed: tuple[str, ...]
    open_ended: bool
    for_all: tuple[str, ...]
    text: str
    span: Span


def list_behind(text: str) -> tuple[int, int] | None:
    """Find the bounds of a department list that closes a line, or None.

    >>> list_behind("做好研发。（市科技局、财政局负责）")
    (5, 17)
    """
    end = len(text.rstrip())
    if end and text[end - 1] in "。.;；":
        end -= 1
    if end and text[end - 1] in _ANY_CLOSER:
        begin = _opening_bracket(text, end - 1)
        if begin is not None and _SAYS_SO.search(text, begin, end) and _lists_bodies(text[begin + 1 : end - 1]):
            return begin, len(text.rstrip())
        return None
    if _LABEL.match(text.lstrip()) and end - len(text) + len(text.lstrip()) <= _LONGEST_LIST:
        return len(text) - len(text.lstrip()), len(text.rstrip())
    return None


def read_department_list(*, text: str, span: Span) -> DepartmentList:
    """Read a department list, brackets and all.

    >>> read_department_list(text="(自治区科技厅、财政厅,广西证监局等负责)", span=Span(1, 0, 1, 0)).names
    ('自治区科技厅', '自治区财政厅', '广西证监局')
    """
    inner = text.strip().rstrip("。.;；").strip()
    if inner[:1] in _BRACKETS and inner[-1:] in _ANY_CLOSER:
        inner = inner[1:-1]
    for_all: tuple[str, ...] = ()
    names: list[str] = []
    as_listed: list[str] = []
    open_ended = False
    for clause in re.split(r"[。;；]", inner):
        everyone = _FOR_ALL.search(clause)
        if everyone:
            for_all += tuple(name for name, _ in _chain(everyone["who"]))
            continue
        bare = _LABEL.sub("", clause)
        if not names or bare != clause or _TAIL.search(bare):
            stripped = _TAIL.sub("", bare)
            open_ended = open_ended or "等" in bare[len(stripped) :] or stripped.endswith("等")
            for chain in re.split(r"[,，]", stripped):
                for name, listed in _chain(chain):
                    if name not in names:
                        names.append(name)
                        as_listed.append(listed)
    return DepartmentList(tuple(names), tuple(as_listed), open_ended, for_all, text, span)


def _chain(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    head = ""
    for piece in re.split(r"[、/]|(?<=[厅局委办部院府])(?:和|及|会同)(?=[\u4e00-\u9fff])", text):
        listed = re.sub(r"\s+", "", _TAIL.sub("", piece.strip()))
        listed = re.sub(r"等$|^(?:由|请)", "", listed)
        if not listed:
            continue
        own = None if _NATIONAL.match(listed) else _HEAD.match(listed)
        head = own[0] if own else head
        alone = own or not head or _NATIONAL.match(listed) or _NAMED_PLACE.match(listed)
        found.append((listed if alone else head + listed, listed))
    return found


def _lists_bodies(inner: str) -> bool:
    return len(inner) <= _LONGEST_LIST and bool(
        _LABEL.search(inner) or any(_TAIL.search(clause) for clause in re.split(r"[。;；]", inner))
    )


def _opening_bracket(text: str, closer: int) -> int | None:
    depth = 0
    for position in range(closer, max(-1, closer - _LONGEST_LIST), -1):
        if text[position] in _ANY_CLOSER:
            depth += 1
        elif text[position] in _ANY_OPENER:
            depth -= 1
            if depth == 0:
                return position
    return None
