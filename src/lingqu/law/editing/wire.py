"""Questions and answers of the Policy Lab's editor as JSON: what a page sends, what it gets back.

Its one law: these shapes are what `frontend/src/lab/editor.mjs` reads; lines and columns count from 0, columns in
characters. It does not know requests, permissions or drafts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from types import MappingProxyType
from typing import Any

from lingqu.law.editing.completions import completions
from lingqu.law.editing.diagnostics import Diagnostic, Severity, diagnostics
from lingqu.law.editing.exampleresults import ExampleState, examples_result
from lingqu.law.editing.formatted import UnableToFormat, formatted
from lingqu.law.editing.hovers import hover
from lingqu.law.editing.readfiles import Memory
from lingqu.law.editing.references import definition
from lingqu.law.editing.spans import Position, Span, Spot
from lingqu.law.editing.workspace import UnableToOpen, Workspace, open_workspace

LANGUAGES = ("zh", "en")
LARGEST_QUESTION = 8 * 2**20
MOST_TOLD = 500


class UnableToRead(ValueError):
    """A question that is none; each reason says what was given and what is expected, in both languages."""

    def __init__(self, reasons: Iterable[tuple[str, str]]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("; ".join(english for _, english in self.reasons))

    def said(self, lang: str = "zh") -> tuple[str, ...]:
        """Say the reasons."""
        return tuple(english if lang == "en" else chinese for chinese, english in self.reasons)


@dataclass(frozen=True, slots=True)
class Question:
    """What a page asks about: a folder, one of its files, a position in it, and the language of the answer."""

    workspace: Workspace
    file: str
    position: Position
    lang: str = "zh"


@dataclass(frozen=True, slots=True)
class ToldDiagnostic:
    """One thing wrong, in one language."""

    file: str
    span: Span
    severity: Severity
    code: str
    message: str
    advice: str


@dataclass(frozen=True, slots=True)
class ToldExample:
    """One example: passed, failed or not run, and the difference."""

    file: str
    span: Span
    measure: str
    state: ExampleState
    difference: str


@dataclass(frozen=True, slots=True)
class DiagnosticsAnswer:
    """All that is wrong in all files, and all examples; `digest` is that of the rules where they are sound."""

    sound: bool
    digest: str | None
    passed: int
    failed: int
    not_run: int
    diagnostics: tuple[ToldDiagnostic, ...]
    examples: tuple[ToldExample, ...]


@dataclass(frozen=True, slots=True)
class ToldCompletion:
    """One thing that could be written in place of a span."""

    label: str
    insert: str
    span: Span
    kind: str
    note: str
    detail: str


@dataclass(frozen=True, slots=True)
class CompletionsAnswer:
    """What could be written."""

    completions: tuple[ToldCompletion, ...]


@dataclass(frozen=True, slots=True)
class HoverAnswer:
    """What stands there: nothing, or a span and lines of plain text, the first the heading."""

    span: Span | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormatAnswer:
    """The file laid out, or why that cannot be done."""

    text: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class DefinitionAnswer:
    """Where what stands there is declared: no place, one, or several."""

    spots: tuple[Spot, ...]


def read_question(body: bytes, *, folder: str, memory: Memory | None = None) -> Question:
    """Read {"files": {name: text}, "file": name, "line": 0, "column": 0, "lang": "zh"}. Raises UnableToRead."""
    if len(body) > LARGEST_QUESTION:
        limit = f"{LARGEST_QUESTION >> 20} MiB"
        raise UnableToRead([(f"请求过大，至多 {limit}", f"the request is too large, at most {limit}")])
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        raise UnableToRead([("请求不是 JSON", "the request is no JSON")]) from None
    files = given.get("files") if isinstance(given, dict) else None
    if not isinstance(files, dict) or not all(isinstance(text, str) for text in files.values()):
        raise UnableToRead([('应为 {"files": {文件名: 文本}}', 'expected {"files": {name: text}}')])
    file, lang = given.get("file"), given.get("lang", "zh")
    place = (given.get("line", 0), given.get("column", 0))
    reasons = []
    if not isinstance(file, str) or file not in files:
        reasons.append(("file 应为 files 中的一个", "file: expected one of files"))
    if lang not in LANGUAGES:
        reasons.append(("lang 应为 zh 或 en", "lang: expected zh or en"))
    if any(type(each) is not int for each in place):
        reasons.append(("line、column 应为整数", "line, column: expected whole numbers"))
    if reasons:
        raise UnableToRead(reasons)
    try:
        workspace = open_workspace(folder, files, memory=memory)
    except UnableToOpen as error:
        raise UnableToRead(error.reasons) from None
    return Question(workspace, file, Position(*place), lang)


def answer_diagnostics(question: Question) -> DiagnosticsAnswer:
    """Tell all that is wrong, and how the examples came out."""
    workspace, lang = question.workspace, question.lang
    examples = examples_result(workspace)
    states = [each.state for each in examples]
    return DiagnosticsAnswer(
        sound=workspace.pack is not None,
        digest=workspace.pack.digest if workspace.pack else None,
        passed=states.count(ExampleState.PASSED),
        failed=states.count(ExampleState.FAILED),
        not_run=states.count(ExampleState.NOT_RUN),
        diagnostics=tuple(_told(each, lang) for each in diagnostics(workspace)[:MOST_TOLD]),
        examples=tuple(
            ToldExample(
                each.file,
                each.span,
                each.measure,
                each.state,
                each.came_out_english if lang == "en" else "；".join(each.differences),
            )
            for each in examples
        ),
    )


def answer_completions(question: Question) -> CompletionsAnswer:
    """Tell what could be written at the position."""
    english = question.lang == "en"
    return CompletionsAnswer(
        tuple(
            ToldCompletion(
                each.label,
                each.insert,
                each.span,
                each.kind,
                each.en if english else each.zh,
                each.detail_en if english else each.detail_zh,
            )
            for each in completions(question.workspace, question.file, question.position)
        )
    )


def answer_hover(question: Question) -> HoverAnswer:
    """Tell what stands at the position."""
    found = hover(question.workspace, question.file, question.position)
    return HoverAnswer(found.span, found.said.in_language(question.lang)) if found else HoverAnswer(None, ())


def answer_format(question: Question) -> FormatAnswer:
    """Lay the file out."""
    try:
        return FormatAnswer(formatted(question.workspace, question.file), "")
    except UnableToFormat as error:
        return FormatAnswer(None, error.said(question.lang))


def answer_definition(question: Question) -> DefinitionAnswer:
    """Tell where what stands at the position is declared."""
    return DefinitionAnswer(definition(question.workspace, question.file, question.position))


ANSWERS: Mapping[str, Callable[[Question], object]] = MappingProxyType(
    {
        "diagnostics": answer_diagnostics,
        "completions": answer_completions,
        "hover": answer_hover,
        "format": answer_format,
        "definition": answer_definition,
    }
)
"""What a page may ask, by the word of its address."""


def to_json(answer: Any) -> Any:
    """Turn an answer into what `json.dumps` takes: objects by field name, enumerations by value."""
    if isinstance(answer, Enum):
        return answer.value
    if isinstance(answer, tuple):
        return [to_json(each) for each in answer]
    if is_dataclass(answer):
        return {field.name: to_json(getattr(answer, field.name)) for field in fields(answer)}
    return answer


def _told(found: Diagnostic, lang: str) -> ToldDiagnostic:
    message, advice = (found.en, found.advice_en) if lang == "en" else (found.zh, found.advice_zh)
    return ToldDiagnostic(found.file, found.span, found.severity, found.code, message, advice)
