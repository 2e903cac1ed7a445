"""The language cut line by line, for editors that colour with patterns and have no parser: one ordered list of rules.

Its one law: every word and pattern comes from the tables of the language; the first rule that fits at a place wins. It
is nearly, not wholly, what `tokens` says. It does not know any editor's form of a grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from lingqu.law.editing.fieldgrammar import CONTENTS, TITLED
from lingqu.law.editing.words import KINDS, Kind, all_words, patterns, words_of
from lingqu.law.lang.fieldwords import FIELDS
from lingqu.law.lang.layout import SECTIONS, SUB_FIELDS

_HAN = "\u3400-\u9fff"
_SPACE = "[ \t\u3000]"
_BEFORE_WORDS = (
    "NAME", "DATE", "WITHIN", "YEARS_TOGETHER", "RECENT", "AT_LEAST_OF", "YEAR_NUMBER", "MONEY", "PERCENT", "FRACTION",
    "FOLD", "YEAR",
)  # fmt: skip
_BEHIND_WORDS = ("COUNT", "PER", "SLUG")
_SECTION_OF_PLAN = ("总体要求", "保障措施", "施行", "引言")  # words of ANCHOR that may stand alone


class Rule(NamedTuple):
    """What fits a pattern at a place is of a kind; patterns mean the same to Python, JavaScript and Oniguruma."""

    kind: Kind
    pattern: str


class FieldLine(NamedTuple):
    """The field words by what stands behind them."""

    ruled: tuple[str, ...]
    text: tuple[str, ...]


def section_words() -> tuple[str, ...]:
    """List the words that begin a block."""
    return SECTIONS


def field_words() -> FieldLine:
    """List the field words, the longest first: those with a rule behind them, and those with free text."""
    words = sorted({word for each in FIELDS.values() for word in each}, key=lambda word: (-len(word), word))
    text = {word for (_, word), content in CONTENTS.items() if not (content.start or content.listed)}
    return FieldLine(tuple(word for word in words if word not in text), tuple(word for word in words if word in text))


def titled_words() -> tuple[str, ...]:
    """List the field words behind which 「…」 holds a title, not a name."""
    return tuple(sorted({word for (_, word), content in CONTENTS.items() if content.start in TITLED}))


def sub_words() -> tuple[str, ...]:
    """List the words that begin a line below a field."""
    return tuple(sorted({word for each in SUB_FIELDS.values() for word in each}))


@cache
def rules() -> tuple[Rule, ...]:
    """List the rules for what stands in a field, in order."""
    return (*_rules(),)


def _rules() -> Iterator[Rule]:
    by_name = patterns()
    without_sum = "|".join(words_of("_WITHOUT_SUM"))
    yield Rule(Kind.TITLE, f"(?<={without_sum})「[^「」\\n]*」")
    yield Rule(Kind.CODE, "[0-9a-f]{16,64}(?![0-9A-Za-z])")  # a digest as `plan rows` gives it, longer than any number
    yield from (Rule(KINDS[name], unfolded(by_name[name])) for name in _BEFORE_WORDS)
    sections = "|".join(_SECTION_OF_PLAN)
    yield Rule(Kind.ANCHOR, unfolded(by_name["ANCHOR"]).replace(f"|{sections}", ""))
    ordinal = unfolded(by_name["ORDINAL"])
    yield Rule(Kind.ANCHOR, f"(?:{sections})(?:{_SPACE}*{ordinal}|(?={_SPACE}*(?:[、，,]|$)))")
    yield Rule(Kind.ANCHOR, ordinal)
    yield from _word_rules()
    yield from (Rule(KINDS[name], unfolded(by_name[name])) for name in _BEHIND_WORDS)
    yield Rule(Kind.SIGN, "->|=>|[→×÷+*/=\uff0b\uff0a\uff0f\uff1d\u2212\uff0d-]")
    yield Rule(Kind.MARK, "[,、;:()，；：（）]")
    yield Rule(Kind.CHOICE, f"[{_HAN}](?:(?![且或])[{_HAN}])*")


def _word_rules() -> Iterator[Rule]:
    """Words by length, the longest first; one of a single character only where no other word could run on behind it."""
    by_kind: dict[tuple[int, Kind], list[str]] = {}
    listed = {word: Kind.WORD for content in CONTENTS.values() for word in content.listed}
    for word, kind in {**listed, **all_words()}.items():
        by_kind.setdefault((-len(word), kind), []).append(word)
    long = "|".join(word for word in all_words() if len(word) > 1)
    logic = "".join(word for name in ("_AND", "_OR", "NOT") for word in words_of(name) if len(word) == 1)
    behind = f"(?=[^{_HAN}]|$|{long}|[{logic}]|[零一二两三四五六七八九十百千万]+(?:分之|{_SPACE}*[年个日]))"
    for (length, kind), words in sorted(by_kind.items(), key=lambda item: item[0][0]):
        plain = "|".join(words)
        yield Rule(kind, plain if length < -1 else f"(?:{plain}){behind}")


def unfolded(pattern: str) -> str:
    """Widen a pattern for folded text to text as written, full width and half width alike; without groups.

    >>> re.fullmatch(unfolded(patterns()["PERCENT"]), "５％") is not None
    True
    """
    wide = re.sub(r"\((?!\?)", "(?:", pattern)
    wide = wide.replace(r"\d", "[\\d\uff10-\uff19]").replace("[ \t]", _SPACE).replace("[%‰]", "[%\uff05‰]")
    wide = (
        wide.replace("[^\x00-\x7f", "[^\x00-\x7f\u3000，；：（）\uff1d")
        .replace("\x00", "\\x00")
        .replace("\x7f", "\\x7f")
    )
    return wide.replace(r"(?:\.", "(?:[.\uff0e]")
