"""The words of the language by terminal of the grammar, and the kind that each terminal is coloured as.

Its one law: words are read out of the grammar itself, so that no editor knows a word the reader does not; every
terminal has its kind (a test holds it). It does not know where in a field a word may stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from functools import cache
from types import MappingProxyType

from lingqu.law.lang.grammar import lark_parser


class Kind(Enum):
    """What a piece of a rule file is, for its colour."""

    SECTION = "section"
    FIELD = "field"
    NAME = "name"
    TITLE = "title"
    CODE = "code"
    CHOICE = "choice"
    NUMBER = "number"
    DAY = "day"
    ANCHOR = "anchor"
    LAW = "law"  # the words that compare: 高于 达到 以上 为 属于
    LOGIC = "logic"  # 且 或 不
    WORD = "word"
    OUTCOME = "outcome"  # what an example says comes out
    SIGN = "sign"
    MARK = "mark"  # commas and parentheses
    TEXT = "text"
    COMMENT = "comment"


_TERMINALS_OF: Mapping[Kind, str] = {
    Kind.NAME: "NAME",
    Kind.CODE: "SLUG REFERENCE DIGEST",
    Kind.CHOICE: "WORD",
    Kind.TEXT: "HAN BY",
    Kind.NUMBER: "MONEY PERCENT FRACTION FOLD COUNT NUMBERED",
    Kind.DAY: "DATE YEAR WITHIN YEAR_NUMBER",
    Kind.ANCHOR: "ANCHOR ORDINAL",
    Kind.LAW: "COMPARE BEHIND _IS _AMONG _FIRST _ABOVE _IN",
    Kind.LOGIC: "_AND _OR NOT AT_LEAST_OF",
    Kind.OUTCOME: "VERDICT NO_SUM _REMAINING _MISSING _STILL _RESTS_ON NONE UNKNOWN",
    Kind.SIGN: "_PLUS _MINUS _LESS _TIMES _DIVIDE _ARROW _EQUALS",
    Kind.MARK: "_SEP _SEMICOLON _COLON _OPEN _CLOSE",
    Kind.WORD: (
        "MAPPED UNIT YEARLY _CHOICE SUBJECT KIND_OF_SUM _REASON _SINCE _FROM PREVIOUS EARLIER INCREASE RECENT LESSER "
        "GREATER _BY_READING POOL COMPETITIVE _CEILING _FLAT _BY _BY_AT_MOST _OF _BANDS _MARGINAL _EACH_FULL _GIVE "
        "_ACCORDING _CHANGED_TO _YEARLY_ROWS _MATCH _SETTLED_BY _TO _SETTLED _CONSIDERING _SITUATION _WITHOUT_SUM "
        "_PART EACH_YEAR ONCE YEARS_TOGETHER PLAN_TOGETHER PER _READING"
    ),
}
KINDS: Mapping[str, Kind] = MappingProxyType(
    {terminal: kind for kind, terminals in _TERMINALS_OF.items() for terminal in terminals.split()}
)

SPECIMENS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "WITHIN": ("3年内", "6个月内", "30日内", "20个工作日内"),
        "AT_LEAST_OF": ("至少2项",),
        "RECENT": ("近3年合计",),
        "YEARS_TOGETHER": ("3年合计",),
        "YEAR_NUMBER": ("第1年",),
        "PER": ("每家", "每个", "每项", "每项目"),
        "PERCENT": ("5%",),
        "MONEY": ("100万元",),
    }
)
"""What to offer of terminals that are no fixed words; each is to be changed by whoever takes it."""

_FIXED = re.compile(r"[\u3400-\u9fff]+(?:\|[\u3400-\u9fff]+)*")


@cache
def patterns() -> Mapping[str, str]:
    """Give the pattern of every terminal, for text with letters and punctuation folded to half width."""
    found = {}
    for each in lark_parser().terminals:
        if not each.name.startswith("__"):
            value = each.pattern.value
            found[each.name] = re.escape(value) if each.pattern.type == "str" else value
    return MappingProxyType(found)


@cache
def words_of(terminal: str) -> tuple[str, ...]:
    """List the fixed Chinese words that a terminal stands for; none where it is a name, a number or a sign.

    >>> words_of("_AND"), words_of("KIND_OF_SUM"), words_of("MONEY")
    (('并且', '且'), ('应得', '择优最高', '最高', '资金池'), ())
    """
    pattern = patterns().get(terminal, "")
    plain = re.sub(r"^,\?|\[ \\?t(?:\\n)?\]\*|\[ \t(?:\n|\\n)?\]\*|[()]", "", pattern)
    plain = re.sub(r"\\[+*/]\||\|?-\|", "", plain)  # the signs that stand for the same
    return tuple(plain.split("|")) if _FIXED.fullmatch(plain) else ()


@cache
def all_words() -> Mapping[str, Kind]:
    """List every fixed word with its kind, the longest first; a word of two terminals is what the first one is."""
    found = {word: KINDS[terminal] for terminal in reversed([*patterns()]) for word in words_of(terminal)}
    return MappingProxyType({word: found[word] for word in sorted(found, key=lambda word: (-len(word), word))})
