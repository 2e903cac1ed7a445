"""Colours: as the reader cuts the text, and nearly the same line by line where an editor has only patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from lingqu.law.editing.fieldgrammar import CONTENTS, HEADS, content_of
from lingqu.law.editing.lexemes import lexemes_of
from lingqu.law.editing.linegrammar import rules
from lingqu.law.editing.mentions import shaped_text
from lingqu.law.editing.tokens import Token, tokens, tokens_of_text
from lingqu.law.editing.words import KINDS, Kind, patterns
from lingqu.law.editing.workspace import Workspace
from lingqu.law.lang.fieldwords import FIELDS
from lingqu.law.lang.grammar import STARTS, shape_of
from pure.editing.marked import appended, shipped

POLICIES = ("guilin2026", "example_bands", "general_conditions")
RULES = [(rule.kind, re.compile(rule.pattern)) for rule in rules()]


def written(workspace: Workspace, file: str) -> Iterator[tuple[Token, str]]:
    """Each token with its text."""
    lines = workspace.texts[file].split("\n")
    for token in tokens(workspace, file):
        yield token, lines[token.start.line][token.start.column : token.start.column + token.length]


def cut_by_rules(line: str) -> Iterator[tuple[int, int, Kind]]:
    """Cut a line as an editor does: at each place the first rule that fits."""
    at = 0
    while at < len(line):
        fits = ((kind, match.end()) for kind, pattern in RULES if (match := pattern.match(line, at)))
        kind, end = next(fits, (None, at + 1))
        if kind is not None:
            yield at, end - at, kind
        at = end


def test_every_terminal_of_the_grammar_has_its_colour() -> None:
    assert set(KINDS) == set(patterns())


def test_every_field_of_the_language_has_its_content() -> None:
    assert set(CONTENTS) == {(section, word) for section, words in FIELDS.items() for word in words}
    assert set(HEADS) == set(FIELDS)
    starts = {content.start for content in (*CONTENTS.values(), *HEADS.values()) if content.start}
    assert starts <= set(STARTS)


@pytest.mark.parametrize("policy", POLICIES)
def test_each_field_has_the_shape_that_is_said_of_it(policy: str) -> None:
    for file in shipped(policy).files.values():
        for block in file.layout.blocks:
            for field in (block.head, *block.fields):
                content = content_of(block.section, field.word, is_head=field is block.head)
                text = shaped_text(file.source, block, field, content)
                if content.start:
                    # the comma that stands before 英文 belongs to neither
                    shape_of(text.rstrip(", "), content.start)
                    assert all(each.terminal in KINDS for each in lexemes_of(text, content.start))
                elif content.listed:
                    assert set(re.split(r"[,、]\s*", text)) <= set(content.listed)


@pytest.mark.parametrize("policy", POLICIES)
def test_tokens_come_in_order_and_do_not_overlap(policy: str) -> None:
    workspace = shipped(policy)
    for file in workspace.texts:
        found = tokens(workspace, file)
        for one, other in pairwise(found):
            behind = (one.start.line, one.start.column + one.length)
            assert behind <= (other.start.line, other.start.column)
            assert one.length > 0


def test_the_words_of_a_measure_have_their_kinds() -> None:
    workspace, _ = appended("措施 F99「试写」  # 注\n  英文  Tried\n  条件  不「企业」 且 「研发投入」不低于 5％‸\n")

    last = [(text, token.kind.value) for token, text in written(workspace, "measures.lq")][-13:]

    assert last == [
        ("措施", "section"), ("F99", "code"), ("「试写」", "title"), ("# 注", "comment"), ("英文", "field"),
        ("Tried", "text"), ("条件", "field"), ("不", "logic"), ("「企业」", "name"), ("且", "logic"),
        ("「研发投入」", "name"), ("不低于", "law"), ("5％", "number"),
    ]  # fmt: skip


def test_a_measure_alone_is_cut_as_in_its_file() -> None:
    text = shipped().texts["measures.lq"].split("\n\n")[1]

    alone = [(token.start.column, token.length, token.kind) for token in tokens_of_text(text)]
    in_file = [(token.start.column, token.length, token.kind) for token in tokens(shipped(), "measures.lq")]

    assert alone == in_file[2 : 2 + len(alone)]  # behind the two comments at the head of the file


@pytest.mark.parametrize("policy", POLICIES)
def test_the_line_grammar_cuts_the_shipped_rules_as_the_reader_does(policy: str) -> None:
    workspace = shipped(policy)
    compared = 0
    for file, text in workspace.texts.items():
        lines = text.split("\n")
        by_line: dict[int, list[Token]] = {}
        for token in tokens(workspace, file):
            by_line.setdefault(token.start.line, []).append(token)
        for number, found in by_line.items():
            if found[0].kind is not Kind.FIELD or Kind.TEXT in {each.kind for each in found}:
                continue
            end = found[-1].start.column if found[-1].kind is Kind.COMMENT else len(lines[number])
            cut = set(cut_by_rules(lines[number][:end]))
            for each in found[1:]:
                if each.kind not in (Kind.COMMENT, Kind.TITLE):
                    compared += 1
                    assert (each.start.column, each.length, each.kind) in cut, (file, number + 1, lines[number])
    assert compared > 500
