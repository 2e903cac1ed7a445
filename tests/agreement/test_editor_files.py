"""The files for editors are what the tables of the language say.

After a change to a word of the language, `LINGQU_WRITE_PAGES=1 ./run test -k editor_files` writes them anew.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from lingqu.law.editing.editorfiles import editor_files
from lingqu.law.lang.fieldwords import FIELDS
from lingqu.law.packs.sources import SUFFIX


@pytest.mark.parametrize("name", editor_files())
def test_the_file_is_what_is_written_from_the_tables(root: Path, name: str) -> None:
    file = root / name
    if os.environ.get("LINGQU_WRITE_PAGES"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(editor_files()[name], "utf-8")

    assert file.read_text("utf-8") == editor_files()[name]


def test_the_grammar_knows_every_word_that_begins_a_line() -> None:
    grammar = json.loads(editor_files()["editors/textmate/lingqu.tmLanguage.json"])
    repository = grammar["repository"]
    words = {word for each in ("head", "text", "field") for word in _words(repository[each]["begin"])}

    assert words == {*FIELDS, *(word for fields in FIELDS.values() for word in fields)}
    assert grammar["fileTypes"] == [SUFFIX.removeprefix(".")]


def test_every_pattern_of_the_grammar_is_a_pattern_and_holds_no_group_that_captures() -> None:
    words = json.loads(editor_files()["frontend/src/lab/words.json"])

    assert all(re.compile(pattern).groups == 0 for _, pattern in words["rules"])
    assert not any(re.compile(pattern).fullmatch("") for _, pattern in words["rules"])
    assert {kind for kind, _ in words["rules"]} <= set(words["kinds"])


def test_the_manifest_names_files_that_are_there(root: Path) -> None:
    folder = root / "editors" / "vscode"
    manifest = json.loads((folder / "package.json").read_text("utf-8"))
    (language,), (grammar,) = manifest["contributes"]["languages"], manifest["contributes"]["grammars"]

    for name in (manifest["main"], language["configuration"], grammar["path"]):
        assert (folder / name).is_file(), name


def _words(pattern: str) -> list[str]:
    found = re.search(r"\(([\u3400-\u9fff|]+)\)", pattern)
    assert found, pattern
    return found[1].split("|")
