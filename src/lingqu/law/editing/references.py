"""Where a name is declared, and everywhere it is used.

Its one law: what is called by id here and by title there is one thing. It does not know what it means.
"""

from __future__ import annotations

from lingqu.law.editing.directory import Directory, Key
from lingqu.law.editing.mentions import Mention
from lingqu.law.editing.spans import Position, Spot, offset_of, span_of
from lingqu.law.editing.workspace import Workspace


def definition(workspace: Workspace, file: str, position: Position) -> tuple[Spot, ...]:
    """List where what stands at a position is declared: one place, or several where it is declared twice."""
    return tuple(spot for spot, declares in _spots(workspace, file, position) if declares)


def references(workspace: Workspace, file: str, position: Position, *, declaration: bool = True) -> tuple[Spot, ...]:
    """List everywhere that what stands at a position is named."""
    return tuple(spot for spot, declares in _spots(workspace, file, position) if declaration or not declares)


def mention_at(workspace: Workspace, file: str, position: Position) -> Mention | None:
    """Find the name at a position. Raises UnableToFindFile."""
    read = workspace.file(file)
    offset = offset_of(read.source, position)
    return next((each for each in read.mentions if each.start <= offset <= each.end), None)


def _spots(workspace: Workspace, file: str, position: Position) -> list[tuple[Spot, bool]]:
    mention = mention_at(workspace, file, position)
    if mention is None:
        return []
    directory = Directory(workspace)
    key: Key = directory.key_of(mention)
    return [
        (Spot(name, span_of(workspace.files[name].source, each.start, each.end)), each.declares)
        for name, each in directory.found(key)
    ]
