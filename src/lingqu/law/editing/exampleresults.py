"""Every example of a folder: where it stands, whether it came out as it says, and the difference.

Its one law: while the folder has a fault no example has been run, and none is said to have passed. It does not know how
an example is judged (see `engine.examples`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from lingqu.law.editing.mentions import Named
from lingqu.law.editing.outcomes import came_out
from lingqu.law.editing.readfiles import ReadFile
from lingqu.law.editing.spans import Span, offset_of_place, span_of
from lingqu.law.editing.workspace import Workspace
from lingqu.law.engine.examples import run_examples
from lingqu.law.lang.layout import RawBlock


class ExampleState(Enum):
    """What is known of an example."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_RUN = "not_run"


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One example; of one that failed, the differences in Chinese, and what came out in both languages."""

    file: str
    span: Span
    measure: str
    state: ExampleState
    differences: tuple[str, ...] = ()
    came_out: str = ""
    came_out_english: str = ""


def examples_result(workspace: Workspace, *, file: str = "") -> tuple[ExampleResult, ...]:
    """List the examples of all files, or of one, in the order of the text."""
    if workspace.pack is None:
        found = [each for read in workspace.files.values() for each in _not_run(read)]
    else:
        found = []
        for result in run_examples(workspace.pack):
            name = workspace.name_of(result.example.at.file)
            read = workspace.files[name]
            span = _span_at(read, offset_of_place(read.source, result.example.at))
            state = ExampleState.PASSED if result.passed else ExampleState.FAILED
            said = ("", "") if result.passed else came_out(workspace.pack, result.measure, result.example)
            found.append(ExampleResult(name, span, result.measure, state, result.differences, *said))
    return tuple(each for each in found if not file or each.file == file)


def _not_run(read: ReadFile) -> Iterator[ExampleResult]:
    for block in read.layout.blocks:
        for field in block.fields:
            if field.word == "示例" and field.spans:
                span = span_of(read.source, field.start, field.end)
                yield ExampleResult(read.name, span, _id_of(read, block), ExampleState.NOT_RUN)


def _id_of(read: ReadFile, block: RawBlock) -> str:
    end = read.end_of(block)
    declared = (
        each.name
        for each in read.mentions
        if block.head.offset <= each.start < end and each.declares and each.named is Named.MEASURE
    )
    return next(declared, "")


def _span_at(read: ReadFile, offset: int) -> Span:
    """Give the whole example that begins at an offset."""
    block = read.block_at(offset)
    fields = block.fields if block else []
    field = next((each for each in fields if each.start <= offset <= each.end), None)
    return span_of(read.source, field.start, field.end) if field else span_of(read.source, offset, offset)
