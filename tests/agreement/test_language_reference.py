"""The language page run: its blocks are one policy, its snippets are rules of it, its tables are those of the engine.

After a change to a message, `LINGQU_WRITE_PAGES=1 ./run test -k language_reference` puts the new ones on the page.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from agreement.pages import Block, blocks_of
from lingqu.law.engine.conditions import comparison_of
from lingqu.law.engine.examples import run_examples
from lingqu.law.lang import tree
from lingqu.law.lang.fieldwords import FIELDS
from lingqu.law.lang.parser import parse_award, parse_condition
from lingqu.law.lang.truth import NO, UNKNOWN, YES, Truth, all_of, any_of, opposite
from lingqu.law.packs.compiling import compile_folder
from lingqu.law.packs.folders import load_folder
from lingqu.law.packs.sources import read_folder

FILE = Path(__file__).resolve().parents[2] / "docs" / "language.md"
PREMISE = "「申请日」2027年6月30日，「在本市」"


@cache
def page() -> str:
    return FILE.read_text("utf-8")


def blocks(kind: str) -> list[Block]:
    return [block for block in blocks_of(page()) if block.kind == kind]


def snippets(kind: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The rules of all blocks of a kind, each with the examples indented below it."""
    for block in blocks(kind):
        rule, examples = "", []
        for line in block.text.splitlines():
            if line.startswith("  "):
                examples.append(line.strip())
                continue
            if rule:
                yield rule, tuple(examples)
            rule, examples = line, []
        yield rule, tuple(examples)


CONDITIONS, AWARDS = list(snippets("lingqu-condition")), list(snippets("lingqu-award"))


def measure(number: int, fields: str, examples: tuple[str, ...] = ()) -> str:
    """A measure around one field of the page."""
    lines = [f"措施 S{number:03}「片段」", "  英文  Snippet", "  依据  第1条第1句", "  对象  组织", f"  {fields}"]
    if not any(fields.startswith(word) for word in ("示例", "支持")):
        lines.append("  支持  最高 1元")
    if examples:
        lines.append(f"  示例前提  {PREMISE}")
    return "\n".join([*lines, *(f"  示例  {example}" for example in examples)]) + "\n"


def write_policy(folder: Path, more: str = "") -> Path:
    """Write the policy that the page's own blocks are, and rules more."""
    folder.mkdir(exist_ok=True)
    whole = "\n".join(block.text for block in blocks("lingqu"))
    header = re.search(r"^政策.*\n(?:  .*\n)+", whole, re.MULTILINE)
    assert header is not None
    (folder / "policy.lq").write_text(header[0], "utf-8")
    (folder / "vocabulary.lq").write_text(whole.replace(header[0], ""), "utf-8")
    (folder / "measures.lq").write_text(more, "utf-8")
    return folder


def test_the_blocks_of_the_page_are_a_policy_without_a_fault_whose_examples_pass(tmp_path: Path) -> None:
    pack = load_folder(write_policy(tmp_path / "page"))

    results = list(run_examples(pack))

    assert len(results) >= 7
    assert [(each.example.at.line, each.differences) for each in results if not each.passed] == []


@pytest.mark.parametrize(("field", "rules"), [("条件", CONDITIONS), ("支持", AWARDS)])
def test_every_snippet_is_a_rule_and_comes_to_what_stands_below_it(
    field: str, rules: list[tuple[str, tuple[str, ...]]], tmp_path: Path
) -> None:
    text = "\n".join(measure(number, f"{field}  {rule}", examples) for number, (rule, examples) in enumerate(rules, 1))
    pack = load_folder(write_policy(tmp_path / "page", text))

    results = [each for each in run_examples(pack) if each.measure.startswith("S")]

    assert all(examples for _, examples in rules), "a snippet without an example"
    assert len(results) == sum(len(examples) for _, examples in rules)
    assert [(rules[int(r.measure[1:]) - 1][0], r.example, r.differences) for r in results if not r.passed] == []


def messages_for(fields: str, folder: Path) -> list[str]:
    """What `check` says of one wrong field, without the place."""
    _, faults = compile_folder(read_folder(write_policy(folder, measure(1, fields))))
    assert faults, f"no fault in {fields}"
    return [re.sub(r"^\S+?:\d+:\d+: ", "", fault.said("en").splitlines()[0]) for fault in faults]


def told(fields: str, folder: Path) -> str:
    return "\n".join([fields, *(f"→ {message}" for message in messages_for(fields, folder))])


def test_every_message_is_the_one_that_is_told(tmp_path: Path) -> None:
    (block,) = blocks("lingqu-wrong")
    fields = [line for line in block.text.splitlines() if line and not line.startswith("→ ")]

    found = "\n".join(told(each, tmp_path / "page") for each in fields) + "\n"

    if os.environ.get("LINGQU_WRITE_PAGES"):
        FILE.write_text(page().replace(block.text, found), "utf-8")
        return
    assert len(fields) >= 10
    assert found == block.text


# ---------------------------------------------------------------- tables


def table(first: str) -> list[list[str]]:
    """The rows of the table whose first heading is that."""
    found = re.search(rf"^\| {re.escape(first)} \|.*\n\|[-|]+\n((?:\|.*\n)+)", page(), re.MULTILINE)
    assert found is not None, f"no table that begins with {first}"
    return [[cell.strip(" *") for cell in row.strip("|").split("|")] for row in found[1].splitlines()]


WORDS = [*tree.STRICTLY_ABOVE, *tree.AT_LEAST, *tree.STRICTLY_BELOW, *tree.AT_MOST, *tree.EQUAL]
MEANS = {">": "above", ">=": "at least", "<": "below", "<=": "at most", "==": "equal"}


def test_the_table_of_words_says_what_the_engine_does() -> None:
    rows = table("word")

    assert [row[0] for row in rows] == WORDS
    for word, stands, means, includes in rows:
        assert stands == ("behind" if word in tree.BEHIND_THE_NUMBER else "before"), word
        assert means == MEANS[comparison_of(word)], word
        assert includes == ("yes" if "=" in comparison_of(word) else "no"), word


TRUTHS = {"yes": YES, "unknown": UNKNOWN, "no": NO}


@pytest.mark.parametrize(("word", "join"), [("且", all_of), ("或", any_of)])
def test_the_tables_of_three_values_say_what_the_engine_does(word: str, join: object) -> None:
    assert callable(join)
    for left, *results in table(word):
        for right, result in zip(TRUTHS, results, strict=True):
            truth: Truth = join([TRUTHS[left], TRUTHS[right]])
            assert truth is TRUTHS[result], f"{left} {word} {right}"


def test_the_table_of_the_opposite_says_what_the_engine_does() -> None:
    for item, result in table("不"):
        assert opposite(TRUTHS[item]) is TRUTHS[result]


# ---------------------------------------------------------------- nothing is left out


def kinds_of(node: object) -> set[str]:
    found = {type(node).__name__}
    for name in getattr(node, "__dataclass_fields__", ()):
        value = getattr(node, name)
        for item in value if isinstance(value, tuple) else (value,):
            for inner in item if isinstance(item, tuple) else (item,):
                found |= kinds_of(inner)
    return found


def test_the_snippets_use_every_operation_and_every_amount() -> None:
    from typing import get_args

    whole = "\n".join(block.text for block in blocks("lingqu"))
    branching = re.findall(r"依口径(?: \w+|「.*?」)（.*?）", whole)
    used: set[str] = set()
    for rule, _ in CONDITIONS:
        used |= kinds_of(parse_condition(rule))
    for rule, _ in AWARDS:
        used |= kinds_of(parse_award(rule))

    wanted = {kind.__name__ for union in (tree.Value, tree.Condition, tree.Amount) for kind in get_args(union)}

    assert len(branching) == 2
    assert wanted - used == {"ByReading", "ValueByReading"}  # in the blocks of section 7


def test_every_section_word_and_every_field_word_stands_on_the_page() -> None:
    words = {*FIELDS, *(field for fields in FIELDS.values() for field in fields)}

    assert sorted(word for word in words if word not in page()) == []
