"""The lexemes of one field: what its text is cut into by the very lexer of the grammar, and loosely where that ends.

Its one law: a broken field still has its lexemes, in the order of the text, and the same text has the same ones. It
does not know what a name names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from lingqu.law.editing.words import KINDS, Kind, all_words, patterns, words_of
from lingqu.law.lang.grammar import LONGEST_FIELD, lark_parser

REMEMBERED = 16_384  # fields; a folder has some thousand
_LOOSE = (
    "NAME", "DATE", "MONEY", "PERCENT", "FRACTION", "FOLD", "YEARS_TOGETHER", "RECENT", "AT_LEAST_OF", "WITHIN",
    "YEAR_NUMBER", "ANCHOR", "YEAR", "COUNT",
)  # fmt: skip
_LOOSE_LAST = ("SLUG", "_SEP", "_SEMICOLON", "_COLON", "_OPEN", "_CLOSE", "_EQUALS", "_ARROW")


class Lexeme(NamedTuple):
    """A piece of a field: its terminal (a word's kind where it is only known to be a word), from where to where."""

    terminal: str
    start: int
    end: int
    kind: Kind


@lru_cache(maxsize=REMEMBERED)
def lexemes_of(text: str, start: str) -> tuple[Lexeme, ...]:
    """Cut a field's folded text by the shape it should have; offsets count from the start of the text.

    >>> [(each.terminal, each.start) for each in lexemes_of("「企业」且 不高于", "condition")]
    [('NAME', 0), ('_AND', 4), ('NOT', 6), ('COMPARE', 7)]
    """
    found = [*_exact(text[:LONGEST_FIELD], start)] if start else []
    return (*found, *_loose(text, found[-1].end if found else 0))


def _exact(text: str, start: str) -> Iterator[Lexeme]:
    parser = lark_parser().parse_interactive(text, start=start)
    try:
        for token in parser.iter_parse():
            at = token.start_pos or 0
            # a comma or blanks before 且 belong to its terminal
            blank = len(token) - len(token.lstrip(", \t\n"))
            blank = 0 if blank == len(token) else blank
            yield Lexeme(token.type, at + blank, at + len(token), KINDS[token.type])
    except Exception as error:
        # what does not fit ends the exact part; only the grammar itself imports Lark and names its errors
        if not type(error).__module__.startswith("lark."):
            raise


def _loose(text: str, start: int) -> Iterator[Lexeme]:
    for match in _loose_pattern().finditer(text, start):
        terminal = match.lastgroup or ""
        if terminal == "BLANK":
            continue
        if terminal == "WORDS":
            word = match.group()
            yield Lexeme(_terminal_of(word), match.start(), match.end(), all_words()[word])
        else:
            kind = KINDS.get(terminal, Kind.TEXT)
            yield Lexeme(terminal, match.start(), match.end(), kind)


@cache
def _loose_pattern() -> re.Pattern[str]:
    by_name = patterns()
    parts = [f"(?P<{name}>{_ungrouped(by_name[name])})" for name in _LOOSE]
    # a word of one character inside a run of others is most likely part of a name
    words = [word if len(word) > 1 or word in words_of("NOT") else f"{word}(?![\u3400-\u9fff])" for word in all_words()]
    parts.append(f"(?P<WORDS>{'|'.join(words)})")
    parts += [f"(?P<{name}>{_ungrouped(by_name[name])})" for name in _LOOSE_LAST]
    return re.compile("|".join([*parts, r"(?P<BLANK>\s+)", r"(?P<OTHER>[^\s「」,、;:()=→]+|.)"]))


@cache
def _terminal_of(word: str) -> str:
    return next(name for name in patterns() if word in words_of(name))


def _ungrouped(pattern: str) -> str:
    return re.sub(r"\((?!\?)", "(?:", pattern)
