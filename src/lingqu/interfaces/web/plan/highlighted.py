"""Rule text as HTML: each piece in a span of a class by what it is, escaped.

Its one law: the text without its spans is the text given, character for character; no colour stands in it. What a
department is called stands beside its code as an attribute, which the style sheet shows and nobody copies.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lingqu.law.editing.tokens import Token, tokens
from lingqu.law.editing.workspace import open_workspace
from lingqu.reports.wording import Words

_FILE = "measures.lq"


@lru_cache(maxsize=256)
def highlighted(source: str, departments: tuple[tuple[str, Words], ...] = ()) -> SafeString:
    """Mark the pieces of a rule's text; `departments` are named where their codes stand."""
    names = dict(departments)
    found = tokens(open_workspace("shown", {_FILE: source}), _FILE)
    by_line: dict[int, list[Token]] = {}
    for token in found:
        by_line.setdefault(token.start.line, []).append(token)
    lines = [_line(text, by_line.get(number, []), names) for number, text in enumerate(source.split("\n"))]
    return format_html_join("\n", "{}", ((line,) for line in lines))


def _line(text: str, found: list[Token], names: Mapping[str, Words]) -> SafeString:
    pieces: list[SafeString] = []
    at = 0
    for token in found:
        start, end = token.start.column, token.start.column + token.length
        pieces.append(format_html("{}", text[at:start]))
        piece = text[start:end]
        if piece in names:
            said = names[piece]
            pieces.append(
                format_html(
                    '<span class="lq-{}" data-zh="{}" data-en="{}">{}</span>', token.kind.value, said.zh, said.en, piece
                )
            )
        else:
            pieces.append(format_html('<span class="lq-{}">{}</span>', token.kind.value, piece))
        at = end
    pieces.append(format_html("{}", text[at:]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))
