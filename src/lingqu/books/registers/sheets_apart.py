"""A brought file read in a process of its own, so that no file can stop or fill the one that serves pages.

Its one law: whatever the bytes do, the caller has a sheet or the reason why not, within a bounded time and memory.
Readers of workbooks lay a sheet out cell by cell and end the whole process where there is no memory for it; the child
loads no framework.
"""

from __future__ import annotations

import contextlib
import json
import subprocess  # nosec B404  # this program itself, with fixed arguments
import sys
from typing import Any

from lingqu.books.registers.sheets import LARGEST, Line, Sheet, UnableToOpenSheet, check_size, sheet_in
from lingqu.reports.wording import Words

LONGEST_SECONDS = 30
LARGEST_MEMORY = 1536 * 1024 * 1024
LARGEST_ANSWER = 96 * 1024 * 1024
_LONGEST_NAME = 160
_TOO_SLOW = Words("文件读得太久，已停止；请另存为 CSV 再传", "reading the file takes too long; save it as CSV")
_STOPPED = Words(
    "读这个文件占用内存过多，已停止；请删去远处的格子，或另存为 CSV 再传",
    "reading the file takes too much memory; delete what stands far off, or save it as CSV",
)


def sheet_apart(content: bytes, name: str, *, seconds: float = LONGEST_SECONDS) -> Sheet:
    """Read a file within the limits. Raises `UnableToOpenSheet`."""
    check_size(len(content))
    bare = name.replace("\x00", "")[:_LONGEST_NAME].encode("utf-8", "replace").decode()
    command = [sys.executable, "-I", "-m", "lingqu.books.registers.sheets_apart", bare]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=seconds, check=False)  # nosec B603
    except subprocess.TimeoutExpired:
        raise UnableToOpenSheet(*_TOO_SLOW) from None
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        # the child was ended by a limit: there is nothing that it could say
        raise UnableToOpenSheet(*_STOPPED) from None
    if "refused" in answer:
        raise UnableToOpenSheet(*answer["refused"])
    heads = answer["headings"]
    lines = tuple(Line(number, dict(zip(heads, texts, strict=False))) for number, texts in answer["lines"])
    return Sheet(tuple(heads), lines)


def _answer(content: bytes, name: str) -> str:
    try:
        sheet = sheet_in(content, name)
    except UnableToOpenSheet as error:
        return json.dumps({"refused": [error.words.zh, error.words.en]})
    lines = [(line.number, [line.texts.get(head, "") for head in sheet.headings]) for line in sheet.lines]
    text = json.dumps({"headings": sheet.headings, "lines": lines}, separators=(",", ":"))
    return text if len(text) <= LARGEST_ANSWER else json.dumps({"refused": [_STOPPED.zh, _STOPPED.en]})


def _limit_own_process() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # only where the system has it

        resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_SECONDS, LONGEST_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _main() -> None:
    _limit_own_process()
    sys.stdout.write(_answer(sys.stdin.buffer.read(LARGEST + 1), sys.argv[1]))


if __name__ == "__main__":
    _main()
