"""The glossary has every word of the rule language, names modules that exist, and says each word once."""

from __future__ import annotations

import re
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

from lingqu.law.engine.examples import KIND_WORDS, VERDICT_WORDS
from lingqu.law.lang import tree
from lingqu.law.lang.fieldwords import FIELDS

TWO_MEANINGS = {"施行", "认定"}  # the rule language itself: a part of a plan and a day; a kind of subject and a source
_ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| `([^`|]+)` \| ([^|]+) \|$")


def rows(root: Path) -> list[tuple[list[str], str, str]]:
    text = (root / "docs" / "glossary.md").read_text("utf-8")
    found = [match for line in text.splitlines() if (match := _ROW.match(line))]
    return [(match[1].split("、"), match[2], match[3]) for match in found]


def words_of_the_language() -> set[str]:
    words = set(FIELDS)
    for fields in FIELDS.values():
        words.update(fields)
    for enum in (tree.Unit, tree.Source, tree.Bond, tree.Period):
        words.update(each.value for each in enum if each.value)
    for group in (tree.STRICTLY_ABOVE, tree.AT_LEAST, tree.STRICTLY_BELOW, tree.AT_MOST):
        words.update(group)
    return words | set(VERDICT_WORDS) | set(KIND_WORDS)


def test_every_word_of_the_language_is_in_the_glossary(root: Path) -> None:
    told = {word for words, _, _ in rows(root) for word in words}

    assert words_of_the_language() - told == set()


def test_each_module_named_exists(root: Path) -> None:
    modules = {module for _, _, module in rows(root)}

    assert len(modules) > 10
    assert [module for module in sorted(modules) if find_spec(f"lingqu.{module}") is None] == []


def test_each_word_has_one_row(root: Path) -> None:
    counts = Counter(word for words, _, _ in rows(root) for word in words)

    assert {word for word, count in counts.items() if count > 1} == TWO_MEANINGS


def test_the_glossary_has_the_english_of_each_row(root: Path) -> None:
    assert all(english.strip() and english.isascii() for _, english, _ in rows(root))
