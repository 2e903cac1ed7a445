"""The files for editors that are written from the tables of the language: grammars, word lists, manifests.

Its one law: what stands on disk is what is written here (a test holds it; LINGQU_WRITE_PAGES=1 writes it anew). It does
not know how an editor uses them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from lingqu import __version__
from lingqu.law.editing.linegrammar import field_words, rules, section_words, sub_words, titled_words
from lingqu.law.editing.textmate import Json, textmate_grammar
from lingqu.law.editing.words import Kind
from lingqu.law.lang.fieldwords import ENGLISH
from lingqu.law.lang.layout import CONTINUATION
from lingqu.law.packs.sources import SUFFIX

_BRACKETS = (("（", "）"), ("(", ")"), ("「", "」"), ("“", "”"))


def editor_files() -> Mapping[str, str]:
    """Give the text of each file by its path from the root of the repository."""
    return dict(_files())


def _files() -> Iterator[tuple[str, str]]:
    yield "editors/textmate/lingqu.tmLanguage.json", textmate_grammar()
    yield "editors/vscode/syntaxes/lingqu.tmLanguage.json", textmate_grammar()
    yield "editors/vscode/package.json", _json(_manifest())
    yield "editors/vscode/language-configuration.json", _json(_configuration())
    yield "frontend/src/lab/words.json", _json(_words())


def _manifest() -> Json:
    return {
        "name": "lingqu",
        "displayName": "Lingqu 灵渠",
        "description": "Rule files of Lingqu 灵渠规则文件（.lq）",
        "version": __version__.split(".dev")[0],
        "publisher": "lingqu",
        "license": "Apache-2.0",
        "private": True,
        "engines": {"vscode": "^1.85.0"},
        "categories": ["Programming Languages"],
        "main": "./extension.js",
        "activationEvents": ["onLanguage:lingqu"],
        "contributes": {
            "languages": [
                {
                    "id": "lingqu",
                    "aliases": ["Lingqu", "灵渠"],
                    "extensions": [SUFFIX],
                    "configuration": "./language-configuration.json",
                }
            ],
            "grammars": [
                {"language": "lingqu", "scopeName": "source.lingqu", "path": "./syntaxes/lingqu.tmLanguage.json"}
            ],
            "configuration": {
                "title": "Lingqu 灵渠",
                "properties": {
                    "lingqu.command": {
                        "type": "array",
                        "items": {"type": "string"},
                        "default": ["lingqu", "lsp"],
                        "description": "The command that starts the language server 启动语言服务器的命令",
                    },
                    "lingqu.language": {
                        "type": "string",
                        "enum": ["zh", "en"],
                        "default": "zh",
                        "description": "Language of messages 提示所用的语言",
                    },
                },
            },
        },
        "dependencies": {"vscode-languageclient": "^9.0.1"},
    }


def _configuration() -> Json:
    pairs: list[Json] = [[opening, closing] for opening, closing in _BRACKETS]
    closing: list[Json] = [{"open": opening, "close": closing} for opening, closing in _BRACKETS]
    return {
        "comments": {"lineComment": "#"},
        "brackets": pairs,
        "autoClosingPairs": closing,
        "surroundingPairs": pairs,
        "onEnterRules": [
            {"beforeText": f"^({'|'.join(section_words())})", "action": {"indent": "none", "appendText": "  "}}
        ],
    }


def _words() -> Json:
    ruled, text = field_words()
    return {
        "sections": [*section_words()],
        "ruled": [*ruled],
        "text": [*text],
        "titled": [*titled_words()],
        "sub": [*sub_words()],
        "english": ENGLISH,
        "continuation": CONTINUATION,
        "kinds": [kind.value for kind in Kind],
        "rules": [[rule.kind.value, rule.pattern] for rule in rules()],
    }


def _json(document: Json) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
