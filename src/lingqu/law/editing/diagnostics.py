"""All that is wrong or looks wrong in a folder, each with the characters it is about, a message and a mend.

Its one law: whatever `lingqu check` tells is told here, at the same line, in both languages. It does not know how an
editor shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from lingqu.law.editing.exampleresults import ExampleState, examples_result
from lingqu.law.editing.readfiles import ReadFile
from lingqu.law.editing.spans import Position, Span, offset_of_place, span_of
from lingqu.law.editing.workspace import Workspace
from lingqu.law.lang.faults import Fault
from lingqu.law.lang.grammar import word_at
from lingqu.law.packs.findings import Finding, Grade, findings_of


class Severity(Enum):
    """How bad it is."""

    ERROR = "error"
    WARNING = "warning"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing wrong: where, what, and how to mend it; the advice may be empty."""

    file: str
    span: Span
    severity: Severity
    code: str
    zh: str
    en: str
    advice_zh: str = ""
    advice_en: str = ""

    def said(self, lang: str = "zh") -> str:
        """Say message and advice."""
        text, advice = (self.en, self.advice_en) if lang == "en" else (self.zh, self.advice_zh)
        return text if not advice else text + ("; " if lang == "en" else "；") + advice


def diagnostics(workspace: Workspace, *, examples: bool = True) -> tuple[Diagnostic, ...]:
    """List everything, in the order of files and lines.

    What only looks wrong, and examples that come out otherwise, can be told only of a folder without faults.
    """
    found = [_of_fault(workspace, fault) for fault in workspace.faults]
    if workspace.pack is not None:
        found += [_of_finding(workspace, finding) for finding in findings_of(workspace.pack)]
        if examples:
            found += _of_examples(workspace)
    order = {name: number for number, name in enumerate(workspace.texts)}
    return tuple(sorted(found, key=lambda each: (order.get(each.file, len(order)), each.span)))


def _of_fault(workspace: Workspace, fault: Fault) -> Diagnostic:
    name = workspace.name_of(fault.file)
    file = workspace.files.get(name)
    example, english = fault.example, fault.example_english or fault.example
    return Diagnostic(
        file=name,
        span=_span_of_fault(file, fault) if file else Span(Position(0, 0), Position(0, 0)),
        severity=Severity.ERROR,
        code=fault.code,
        zh=(f"写的是 {fault.given}，" if fault.given else "到此为止，") + f"应为{fault.expected}",
        en=(f"found {fault.given}, " if fault.given else "nothing follows, ") + f"expected {fault.expected_english}",
        advice_zh=_advised(example, "例如 "),
        advice_en=_advised(english, "e.g. "),
    )


def _advised(example: str, word: str) -> str:
    return example if not example or example[-1] in "？?" else word + example


def _of_finding(workspace: Workspace, finding: Finding) -> Diagnostic:
    name = workspace.name_of(finding.at.file)
    file = workspace.files.get(name)
    start = offset_of_place(file.source, finding.at) if file else 0
    return Diagnostic(
        file=name,
        span=_word_or_line(file, start) if file else Span(Position(0, 0), Position(0, 0)),
        severity=Severity.WARNING if finding.grade is Grade.WARNING else Severity.REMARK,
        code=finding.kind.replace("_", "-"),
        zh=f"{finding.about}：{finding.text}",
        en=f"{finding.about}: {finding.english}",
    )


def _of_examples(workspace: Workspace) -> Iterator[Diagnostic]:
    for result in examples_result(workspace):
        if result.state is ExampleState.FAILED:
            yield Diagnostic(
                file=result.file,
                span=result.span,
                severity=Severity.ERROR,
                code="example",
                zh=f"示例不符：{'；'.join(result.differences)}",
                en=f"the example comes out otherwise: {result.came_out_english}",
                advice_zh=f"改规则，或照得出的写：{result.came_out}" if result.came_out else "改所给的事实",
                advice_en="change the rule, or what the example says" if result.came_out else "change what is given",
            )


# ---------------------------------------------------------------- the characters a fault is about


def _span_of_fault(file: ReadFile, fault: Fault) -> Span:
    start = offset_of_place(file.source, fault.place)
    written = _written(fault.given).match(file.source.text, start) if fault.given else None
    if written is not None:
        return span_of(file.source, start, written.end())
    if fault.column == 1 and fault.given:
        nearer = _in_block(file, start, fault.given)
        if nearer is not None:
            return nearer
    return _word_or_line(file, start)


def _in_block(file: ReadFile, start: int, given: str) -> Span | None:
    """Find what a fault told at the head of a block is about: a name in the block, a field by its word, or a code.

    The tree keeps the places of rules, but not of each name in a list of departments or readings.
    """
    block = file.block_at(start)
    if block is None:
        return None
    end = file.end_of(block)
    for mention in file.mentions:
        if start <= mention.start < end and mention.name == given:
            return span_of(file.source, mention.start, mention.end)
    for field in block.fields:
        if field.word == given.split()[0]:
            return span_of(file.source, field.offset, field.end)
    code = re.compile(rf"(?<!\w){re.escape(given)}(?!\w)").search(file.source.folded, start, end)
    return span_of(file.source, code.start(), code.end()) if code else None


def _written(given: str) -> re.Pattern[str]:
    pieces = given.removesuffix("…").split()
    return re.compile(r"\s+".join(map(re.escape, pieces)) or r"(?!)")


def _word_or_line(file: ReadFile, start: int) -> Span:
    """Give the word at an offset; at the beginning of a line its text; at the end of one its last character."""
    text = file.source.text
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    line_start = text.rfind("\n", 0, start) + 1
    if start == line_start:
        return span_of(file.source, start, start + len(text[start:line_end].rstrip()))
    if not text[start:line_end].strip():
        return span_of(file.source, max(line_start, start - 1), start)
    return span_of(file.source, start, min(line_end, start + max(1, len(word_at(text, start)))))
