"""The TextMate grammar of rule files, for VS Code, Sublime, and whatever else reads such grammars.

Its one law: it is written from `linegrammar`; nothing of the language is said here. It does not know where it is kept.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeAlias

from lingqu.law.editing.linegrammar import field_words, rules, section_words, sub_words, titled_words
from lingqu.law.editing.words import Kind
from lingqu.law.lang.fieldwords import ENGLISH
from lingqu.law.lang.layout import CONTINUATION

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"

SCOPES: Mapping[Kind, str] = {
    Kind.SECTION: "keyword.control.section",
    Kind.FIELD: "entity.other.attribute-name.field",
    Kind.NAME: "variable.other.name",
    Kind.TITLE: "entity.name.section",
    Kind.CODE: "constant.other.code",
    Kind.CHOICE: "constant.other.choice",
    Kind.NUMBER: "constant.numeric.quantity",
    Kind.DAY: "constant.numeric.day",
    Kind.ANCHOR: "constant.other.anchor",
    Kind.LAW: "keyword.operator.comparison",
    Kind.LOGIC: "keyword.operator.logical",
    Kind.WORD: "keyword.other.word",
    Kind.OUTCOME: "support.constant.outcome",
    Kind.SIGN: "keyword.operator.sign",
    Kind.MARK: "punctuation.separator",
    Kind.TEXT: "string.unquoted",
    Kind.COMMENT: "comment.line.number-sign",
}


def textmate_grammar() -> str:
    """Write the grammar as JSON."""
    ruled, text = field_words()
    ends = f"^(?![ ]{{{CONTINUATION},}}\\S)"
    grammar: Json = {
        "name": "Lingqu",
        "scopeName": "source.lingqu",
        "fileTypes": ["lq"],
        "patterns": [
            {"include": "#comment"},
            {"include": "#head"},
            {"include": "#text"},
            {"include": "#titled"},
            {"include": "#field"},
        ],
        "repository": {
            "comment": {"match": "(?:^|(?<=[\\s\u3000]))#.*$", "name": _scope(Kind.COMMENT)},
            "head": {
                "begin": f"^({'|'.join(section_words())})(?![\u3400-\u9fff])",
                "beginCaptures": {"1": {"name": _scope(Kind.SECTION)}},
                "end": "$",
                "patterns": [
                    {"include": "#comment"},
                    {"include": "#english"},
                    {"match": "「[^「」]*」", "name": _scope(Kind.TITLE)},
                    {"include": "#content"},
                ],
            },
            "text": {
                "begin": f"^[ ]{{1,3}}({'|'.join(text)})(?=[\\s\u3000]|$)",
                "beginCaptures": {"1": {"name": _scope(Kind.FIELD)}},
                "end": ends,
                "contentName": _scope(Kind.TEXT),
                "patterns": [{"include": "#comment"}, {"include": "#english"}],
            },
            "titled": {
                "begin": f"^[ ]{{1,3}}({'|'.join(titled_words())})(?![\u3400-\u9fff])",
                "beginCaptures": {"1": {"name": _scope(Kind.FIELD)}},
                "end": ends,
                "patterns": [
                    {"include": "#comment"},
                    {"include": "#sub"},
                    {"include": "#english"},
                    {"match": "「[^「」]*」", "name": _scope(Kind.TITLE)},
                    {"include": "#content"},
                ],
            },
            "field": {
                "begin": f"^[ ]{{1,3}}({'|'.join(ruled)})(?![\u3400-\u9fff])",
                "beginCaptures": {"1": {"name": _scope(Kind.FIELD)}},
                "end": ends,
                "patterns": [
                    {"include": "#comment"},
                    {"include": "#english"},
                    {"include": "#content"},
                ],
            },
            "sub": {
                "match": f"^[ ]{{{CONTINUATION},}}({'|'.join(sub_words())})[ \\t\u3000]+(.*?)(?=[ \\t]#|$)",
                "captures": {"1": {"name": _scope(Kind.FIELD)}, "2": {"name": _scope(Kind.TEXT)}},
            },
            "english": {
                "match": f"(?<=[\\s，,」])({ENGLISH})[ \\t\u3000]+(.*?)(?=[ \\t]#|$)",
                "captures": {"1": {"name": _scope(Kind.FIELD)}, "2": {"name": _scope(Kind.TEXT)}},
            },
            "content": {"patterns": [{"match": rule.pattern, "name": _scope(rule.kind)} for rule in rules()]},
        },
    }
    return json.dumps(grammar, ensure_ascii=False, indent=2) + "\n"


def _scope(kind: Kind) -> str:
    return f"{SCOPES[kind]}.lingqu"
