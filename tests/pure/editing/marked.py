"""A policy folder to edit, and texts with ‸ where the cursor stands."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import lingqu
from lingqu.law.editing.readfiles import Memory
from lingqu.law.editing.spans import Position, Span
from lingqu.law.editing.workspace import Workspace, open_workspace

POLICIES = Path(lingqu.__file__).parent / "policies"
CURSOR = "‸"


@cache
def shipped(policy: str = "guilin2026") -> Workspace:
    """A shipped policy, open in an editor."""
    texts = {path.name: path.read_text("utf-8") for path in (POLICIES / policy).glob("*.lq")}
    return open_workspace(policy, texts, memory=Memory())


def appended(text: str, *, file: str = "measures.lq") -> tuple[Workspace, Position]:
    """The shipped policy with a text behind one of its files, and where the cursor stands in it."""
    workspace = shipped()
    whole = workspace.texts[file] + "\n" + text
    before, _, behind = whole.partition(CURSOR)
    position = Position(before.count("\n"), len(before) - before.rfind("\n") - 1)
    return workspace.with_text(file, before + behind), position


def changed(old: str, new: str, *, file: str = "measures.lq") -> Workspace:
    """The shipped policy with the first of a piece of text changed."""
    workspace = shipped()
    assert old in workspace.texts[file]
    return workspace.with_text(file, workspace.texts[file].replace(old, new, 1))


def under(workspace: Workspace, file: str, span: Span) -> str:
    """What stands under a span of one line."""
    assert span.start.line == span.end.line
    return workspace.texts[file].split("\n")[span.start.line][span.start.column : span.end.column]
