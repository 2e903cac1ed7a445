"""The reader of rule files: a text in, its blocks and all its faults out.

Its one law: whatever the bytes, the outcome is blocks and faults, never an exception of another kind. It knows the
order of the steps; each step is a module of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from lingqu.law.lang import blocks, goals, rules
from lingqu.law.lang.awards import Awards
from lingqu.law.lang.examples import Examples
from lingqu.law.lang.faults import Fault, UnableToRead, fault_at, in_order
from lingqu.law.lang.fields import Builder, Fields
from lingqu.law.lang.layout import MOST_FAULTS, Layout, RawBlock, RawField, layout_of
from lingqu.law.lang.source import Source, source_of
from lingqu.law.lang.tree import Award, Block, Condition, Given, ParsedFile, Value

if TYPE_CHECKING:
    from lingqu.law.lang.terms import Shape

LARGEST = 4 * 2**20  # bytes of one file
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_BUILDERS: dict[str, Callable[[Fields], Block | None]] = {
    "政策": blocks.policy,
    "事实": blocks.fact,
    "部门": blocks.department,
    "口径": blocks.reading,
    "措施": rules.measure,
    "关系": rules.relation,
    "指标": goals.target,
    "任务": goals.task,
    "文句": goals.sentence,
}
Made = TypeVar("Made")


def parse_bytes(data: bytes, *, file: str) -> tuple[ParsedFile, tuple[Fault, ...]]:
    """Parse a file's bytes, which must be UTF-8."""
    if len(data) > LARGEST:
        return ParsedFile(file, ()), (_too_large(file),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        given = data[error.start : error.start + 4].hex(" ")
        return ParsedFile(file, ()), (
            Fault("not-utf-8", file, line, column, given, "UTF-8 编码的文字", "text in UTF-8", "另存为 UTF-8",
                  "save the file as UTF-8"),
        )  # fmt: skip
    return parse_file(text, file=file)


def parse_file(text: str, *, file: str) -> tuple[ParsedFile, tuple[Fault, ...]]:
    """Parse a file's text; blocks with a fault are left out, and all faults are told in the order of the text."""
    if len(text) > LARGEST:
        return ParsedFile(file, ()), (_too_large(file),)
    source = source_of(text, file=file)
    layout = layout_of(source)
    built, faults = build_blocks(source, layout)
    whole = tuple(block for _, block in built if block is not None)
    return ParsedFile(file, whole), faults


def build_blocks(source: Source, layout: Layout) -> tuple[list[tuple[RawBlock, Block | None]], tuple[Fault, ...]]:
    """Build every block of a layout, None for one with a fault, and tell all faults."""
    faults = [*layout.faults, *_forbidden(source)]
    built: list[tuple[RawBlock, Block | None]] = []
    for raw in layout.blocks:
        fields = Fields(source, raw)
        block = _BUILDERS[raw.section](fields)
        built.append((raw, block))
        faults.extend(fields.faults)
        if len(faults) > MOST_FAULTS:
            break
    return built, _not_too_many(in_order(faults))


def parse_condition(text: str, *, file: str = "") -> Condition:
    """Parse a condition standing alone, or raise UnableToRead."""
    return _parse_alone(text, file, "条件", "condition", Awards, Awards.condition)


def parse_value(text: str, *, file: str = "") -> Value:
    """Parse a value standing alone, or raise UnableToRead."""
    return _parse_alone(text, file, "条件", "value", Awards, Awards.value)


def parse_award(text: str, *, file: str = "") -> Award:
    """Parse an award standing alone, or raise UnableToRead."""
    fields, field = _alone(text, file, "支持")
    return _without_faults(fields, rules.award_in(fields, field))


def parse_givens(text: str, *, file: str = "") -> tuple[Given, ...]:
    """Parse the facts of an example standing alone, or raise UnableToRead."""
    return _parse_alone(text, file, "示例前提", "premise", Examples, Examples.premise)


def _parse_alone(
    text: str, file: str, word: str, start: str, builder: type[Builder], build: Callable[[Builder, Shape], Made]
) -> Made:
    fields, field = _alone(text, file, word)
    return _without_faults(fields, fields.built_from(field, start, builder, build))


def _alone(text: str, file: str, word: str) -> tuple[Fields, RawField]:
    source = source_of(text, file=file)
    return Fields(source, RawBlock(RawField("措施", 0, []))), RawField(word, 0, [(0, len(source.text))])


def _without_faults(fields: Fields, made: Made | None) -> Made:
    faults = in_order([*fields.faults, *_forbidden(fields.source)])
    if faults or made is None:
        raise UnableToRead(faults)
    return made


def _not_too_many(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    if len(faults) <= MOST_FAULTS:
        return faults
    expected = ("先改好以上各处，其余的随后再报", "the places above mended first; the others are told after that")
    last = faults[MOST_FAULTS]
    return (*faults[:MOST_FAULTS], fault_at(last.place, code="too-many", given="…", expected=expected))


def _forbidden(source: Source) -> list[Fault]:
    """Find the characters that may stand nowhere, for nobody can see them."""
    found = []
    for match in _CONTROL.finditer(source.folded):
        place = source.place(match.start())
        line = source.line_text(place.line)
        expected = ("看得见的字", "characters that can be seen")
        given = repr(match.group())[1:-1]
        found.append(fault_at(place, code="control-character", given=given, expected=expected, line_text=line))
        if len(found) > MOST_FAULTS:
            break
    return found


def _too_large(file: str) -> Fault:
    limit = f"{LARGEST // 2**20} MiB"
    return Fault("too-large", file, 1, 1, f"> {limit}", f"不超过 {limit} 的文件", f"a file of at most {limit}",
                 "分成几个文件", "split it into several files")  # fmt: skip
