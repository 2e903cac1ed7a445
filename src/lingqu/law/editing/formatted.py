"""One file in its one layout, as `lingqu fmt` writes it.

Its one law: a file with faults is not laid out. It does not know the other files.
"""

from __future__ import annotations

from lingqu.law.editing.workspace import Workspace
from lingqu.law.lang.faults import UnableToRead
from lingqu.law.lang.formatter import format_text


class UnableToFormat(Exception):
    """A file with faults of its own: so many, the first in this line (counted from 1)."""

    def __init__(self, file: str, number: int, line: int) -> None:
        self.file = file
        self.number = number
        self.line = line
        super().__init__(file)

    def said(self, lang: str = "zh") -> str:
        """Say why."""
        if lang == "en":
            return f"{self.file}: {self.number} fault(s), the first in line {self.line}; mend them, then format"
        return f"{self.file}：有 {self.number} 处错误，第一处在第 {self.line} 行；改好再整理"


def formatted(workspace: Workspace, file: str) -> str:
    """Lay a file out. Raises UnableToFormat, UnableToFindFile."""
    read = workspace.file(file)
    try:
        return format_text(workspace.texts[file], file=read.path)
    except UnableToRead as error:
        raise UnableToFormat(file, len(error.faults), error.faults[0].line) from None
