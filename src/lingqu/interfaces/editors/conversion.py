"""Spans, diagnostics, completions and colours as the protocol has them, and back.

Its one law: columns are turned into the units the client counts in, for a character beyond the basic plane is two of
them in most editors. It does not know requests.
"""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types
from pygls.workspace import PositionCodec

from lingqu.law.editing.completions import Completion
from lingqu.law.editing.diagnostics import Diagnostic, Severity
from lingqu.law.editing.hovers import Hover
from lingqu.law.editing.outline import Entry
from lingqu.law.editing.spans import Position, Span
from lingqu.law.editing.tokens import Token
from lingqu.law.editing.words import Kind

SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.REMARK: types.DiagnosticSeverity.Information,
}
COMPLETION_KINDS = {
    "section": types.CompletionItemKind.Class,
    "field": types.CompletionItemKind.Property,
    "word": types.CompletionItemKind.Keyword,
    "fact": types.CompletionItemKind.Variable,
    "reading": types.CompletionItemKind.Interface,
    "alternative": types.CompletionItemKind.EnumMember,
    "choice": types.CompletionItemKind.EnumMember,
    "measure": types.CompletionItemKind.Function,
    "department": types.CompletionItemKind.Module,
}
SYMBOL_KINDS = {
    "政策": types.SymbolKind.Package,
    "事实": types.SymbolKind.Variable,
    "部门": types.SymbolKind.Module,
    "口径": types.SymbolKind.Interface,
    "措施": types.SymbolKind.Function,
    "关系": types.SymbolKind.Operator,
    "指标": types.SymbolKind.Number,
    "任务": types.SymbolKind.Class,
    "文句": types.SymbolKind.String,
}
TOKEN_TYPES = {
    Kind.SECTION: "class",
    Kind.FIELD: "property",
    Kind.NAME: "variable",
    Kind.TITLE: "type",
    Kind.CODE: "enumMember",
    Kind.CHOICE: "enumMember",
    Kind.NUMBER: "number",
    Kind.DAY: "number",
    Kind.ANCHOR: "label",
    Kind.LAW: "operator",
    Kind.LOGIC: "operator",
    Kind.WORD: "keyword",
    Kind.OUTCOME: "keyword",
    Kind.SIGN: "operator",
    Kind.TEXT: "string",
    Kind.COMMENT: "comment",
}
LEGEND = sorted({*TOKEN_TYPES.values()})


class Conversion:
    """Converts for one file, whose lines it knows."""

    def __init__(self, text: str, codec: PositionCodec) -> None:
        self._lines = text.split("\n")
        self._codec = codec

    def position(self, given: types.Position) -> Position:
        """Take over a position of the client."""
        line = self._lines[given.line] if given.line < len(self._lines) else ""
        column = 0
        units = 0
        while column < len(line) and units < given.character:
            units += self._codec.client_num_units(line[column])
            column += 1
        return Position(given.line, column)

    def range(self, span: Span) -> types.Range:
        """Give a span."""
        return types.Range(self._position(span.start), self._position(span.end))

    def whole(self) -> types.Range:
        """Give all of the file."""
        return self.range(Span(Position(0, 0), Position(len(self._lines) - 1, len(self._lines[-1]))))

    def diagnostic(self, found: Diagnostic, lang: str) -> types.Diagnostic:
        """Give a diagnostic in one language."""
        return types.Diagnostic(
            range=self.range(found.span),
            severity=SEVERITIES[found.severity],
            code=found.code,
            source="lingqu",
            message=found.said(lang),
        )

    def completion(self, found: Completion, number: int, lang: str) -> types.CompletionItem:
        """Give a completion; the number keeps the order."""
        note, detail = (found.en, found.detail_en) if lang == "en" else (found.zh, found.detail_zh)
        return types.CompletionItem(
            label=found.label,
            kind=COMPLETION_KINDS.get(found.kind, types.CompletionItemKind.Reference),
            detail=note or None,
            documentation=detail or None,
            sort_text=f"{number:05}",
            # what has been typed may be the beginning of the code as well as of the name
            filter_text=f"{found.insert} {found.label} {found.zh}",
            text_edit=types.TextEdit(self.range(found.span), found.insert),
        )

    def hover(self, found: Hover, lang: str) -> types.Hover:
        """Give an explanation."""
        heading, *lines = found.said.in_language(lang)
        text = "\n\n".join([f"**{heading}**", *lines])
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), self.range(found.span))

    def symbol(self, entry: Entry) -> types.DocumentSymbol:
        """Give an entry of the outline."""
        return types.DocumentSymbol(
            name=f"{entry.section} {entry.title}".strip(),
            kind=SYMBOL_KINDS[entry.section],
            range=self.range(entry.span),
            selection_range=self.range(entry.head),
        )

    def colours(self, tokens: Iterable[Token]) -> list[int]:
        """Give tokens as the protocol packs them: five numbers each, relative to the one before."""
        packed: list[int] = []
        line = start = 0
        for token in tokens:
            kind = TOKEN_TYPES.get(token.kind)
            if kind is None:
                continue
            end = Position(token.start.line, token.start.column + token.length)
            span = self.range(Span(token.start, end))
            column, length = span.start.character, span.end.character - span.start.character
            packed += [span.start.line - line, column - (start if span.start.line == line else 0), length]
            packed += [LEGEND.index(kind), 0]
            line, start = span.start.line, column
        return packed

    def _position(self, position: Position) -> types.Position:
        line = self._lines[position.line] if position.line < len(self._lines) else ""
        return types.Position(position.line, self._codec.client_num_units(line[: position.column]))
