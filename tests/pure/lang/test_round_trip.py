"""Laws of the language over made trees: print reads back, formatting twice is once, layout does not count."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingqu.law.lang.faults import UnableToRead
from lingqu.law.lang.formatter import format_text
from lingqu.law.lang.parser import parse_award, parse_bytes, parse_condition, parse_file, parse_value
from lingqu.law.lang.plain import UnableToRebuild, digest_of, from_plain, to_plain
from lingqu.law.lang.printer import print_award, print_block, print_condition, print_file, print_value
from lingqu.law.lang.tree import Award, Block, Condition, Holds, Value
from pure.lang import trees
from pure.lang.test_faults import TEN

FILES = st.lists(trees.BLOCKS, min_size=1, max_size=4).map(tuple)


@given(trees.VALUES)
def test_a_value_printed_reads_back(value: Value) -> None:
    assert parse_value(print_value(value)) == value


@given(trees.CONDITIONS)
def test_a_condition_printed_reads_back(condition: Condition) -> None:
    assert parse_condition(print_condition(condition)) == condition


@given(trees.awards())
def test_an_award_printed_reads_back(award: Award) -> None:
    assert parse_award(print_award(award)) == award


@given(FILES)
def test_a_file_printed_reads_back_and_is_formatted(blocks: tuple[Block, ...]) -> None:
    text = print_file(blocks)

    parsed, faults = parse_file(text, file="a.lq")

    assert faults == ()
    assert parsed.blocks == blocks
    assert format_text(text, file="a.lq") == text


@given(FILES, st.data())
def test_the_formatter_keeps_comments_and_comes_to_rest(blocks: tuple[Block, ...], data: Any) -> None:
    text, comments = _with_comments(print_file(blocks), data)

    once = format_text(text, file="a.lq")

    assert format_text(once, file="a.lq") == once
    assert parse_file(once, file="a.lq")[0].blocks == blocks
    assert all(comment in once for comment in comments)


@given(FILES, st.data())
def test_the_digest_sees_the_law_and_not_the_layout(blocks: tuple[Block, ...], data: Any) -> None:
    text, _ = _with_comments(print_file(blocks).replace("  ", "   "), data)

    again = parse_file(text, file="b.lq")[0].blocks

    assert digest_of(again) == digest_of(blocks)
    assert digest_of((*blocks, blocks[0])) != digest_of(blocks)


@given(FILES)
def test_plain_lists_rebuild_the_tree_with_its_places_and_notes(blocks: tuple[Block, ...]) -> None:
    plain = json.loads(json.dumps(to_plain(blocks)))

    rebuilt = from_plain(plain)

    assert rebuilt == blocks
    assert to_plain(rebuilt) == to_plain(blocks)


@pytest.mark.parametrize(
    "data",
    [
        ["Nothing"],
        ["Holds"],
        ["Holds", "a", ["Place", "", 0, 0], 1],
        ["Unit", "金银"],
        ["Unit"],
        ["Path", "/etc"],
        [[]],
        [],
        1.5,
        {"Holds": 1},
        ["Period", ["", 1]],
    ],
)
def test_anything_else_is_not_rebuilt(data: object) -> None:
    with pytest.raises(UnableToRebuild):
        from_plain(data)


def test_a_deep_list_is_refused() -> None:
    data: list[object] = []
    for _ in range(100_000):
        data = ["", data]

    with pytest.raises(UnableToRebuild):
        from_plain(data)


def test_only_trees_have_a_plain_form() -> None:
    with pytest.raises(TypeError):
        to_plain({"a": 1})
    with pytest.raises(TypeError):
        to_plain(1.5)


@given(st.text(max_size=200))
def test_no_text_is_an_error(text: str) -> None:
    _without_error(text)


@given(st.binary(max_size=200))
def test_no_bytes_are_an_error(data: bytes) -> None:
    parsed, faults = parse_bytes(data, file="a.lq")

    assert parsed.blocks or faults or not data.decode(errors="replace").strip("\ufeff \n\r\t#") or b"#" in data


SIGNS = "政策事实部门口径措施关系指标任务文句「」（）()，、；：:=→#\n\t 　0123456789.%元万年abcＡ＃"
WORDS = "措施·F「a」 条件·· 支持·· 示例·· 「x」 5万元 高于 且 或 不 依口径·r（a： 按「x」的 第1条第1句 英文··A"
PIECES = st.sampled_from([*SIGNS, *WORDS.replace("·", "\u3000").split(" "), "\n  ", "\n    "])


@given(st.lists(PIECES, max_size=60).map("".join))
def test_no_heap_of_words_is_an_error(text: str) -> None:
    _without_error(text)


@given(FILES, st.data())
def test_no_spoiled_file_is_an_error(blocks: tuple[Block, ...], data: Any) -> None:
    text = print_file(blocks)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 12)))

    _without_error(text[:start] + data.draw(st.lists(PIECES, max_size=4).map("".join)) + text[end:])


@given(st.text("(（[「不且或+-×÷「x」5", max_size=300))
def test_no_condition_is_an_error(text: str) -> None:
    outcome: object
    try:
        outcome = parse_condition(text)
    except UnableToRead as error:
        outcome = error.faults and error.said("en")

    assert outcome


def test_places_do_not_count() -> None:
    assert Holds("a") == parse_condition("\n「a」", file="b.lq")
    assert digest_of(parse_file(TEN, file="a.lq")[0].blocks) == digest_of(parse_file("\n" + TEN, file="b.lq")[0].blocks)


def _without_error(text: str) -> None:
    parsed, faults = parse_file(text, file="a.lq")

    for fault in faults:
        assert fault.line >= 1
        assert fault.said("zh")
        assert fault.said("en")
    if not faults:
        once = format_text(text, file="a.lq")
        assert format_text(once, file="a.lq") == once
        assert parse_file(once, file="a.lq")[0].blocks == parsed.blocks
        assert parse_file(print_file(parsed.blocks), file="a.lq")[0].blocks == parsed.blocks
        assert all(print_block(block) for block in parsed.blocks)


def _with_comments(text: str, data: Any) -> tuple[str, list[str]]:
    """Put comments and blank lines at drawn places: on lines of their own, and behind lines."""
    lines, comments = [], []
    for number, line in enumerate(text.split("\n")):
        what = data.draw(st.sampled_from(["", "", "", "", "above", "indented", "behind", "blank"]))
        comment = f"注{number}。"
        if what == "blank":
            lines += ["", ""]
        elif what in ("above", "indented"):
            lines.append(f"{'  ' if what == 'indented' else ''}# {comment}")
            comments.append(comment)
        if what == "behind" and line and "#" not in line:
            line += f" #{comment}"
            comments.append(comment)
        lines.append(line)
    return "\n".join(lines), comments
