"""The fenced blocks of a page of docs/, and a walk through a tutorial that does in a folder what the page says.

Its one law: nothing is done that does not stand on the page. A block opens with its kind and, where it is a file or an
edit of one, its path: `diff` edits it, `console` runs what stands behind `$`, any other kind writes it. A line `…` in
what a command is said to print stands for lines left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from click.testing import CliRunner

from lingqu.interfaces.cli.main import main

FENCE = re.compile(r"^```(\S+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ENTRANCE = "./run "  # the page calls the program by the house's one door
LEFT_OUT = "…\n"


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block."""

    kind: str
    path: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Ran:
    """One command of a page, with what the page says it prints and what it printed."""

    command: str
    said: str
    printed: str
    line: int


def blocks_of(page: str) -> Iterator[Block]:
    """List the fenced blocks of a page in order."""
    for found in FENCE.finditer(page):
        yield Block(found[1], found[2] or "", found[3], page.count("\n", 0, found.start()) + 1)


def walk(page: str, folder: Path, environment: dict[str, str]) -> Iterator[Ran]:
    """Do what the page says, in the folder that is the current one, and yield every command with its output."""
    for block in blocks_of(page):
        file = folder / block.path
        if block.kind == "console":
            yield from _run(block, environment)
        elif block.kind == "diff":
            file.write_text(edited(file.read_text("utf-8"), block.text), "utf-8")
        elif block.path:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, "utf-8")


def written(page: str, runs: list[Ran]) -> str:
    """The page with what the commands printed in the place of what it says they print, as much of it as it says."""
    left = iter(runs)

    def filled(block: re.Match[str]) -> str:
        if block[1] != "console":
            return block[0]
        runs_here = [next(left) for _ in re.findall(r"^\$ .*$", block[3], re.MULTILINE)]
        return (
            "```console\n"
            + "".join(f"$ {run.command}\n{shortened(run.said, run.printed)}" for run in runs_here)
            + "```"
        )

    return FENCE.sub(filled, page)


def shortened(said: str, printed: str) -> str:
    """What was printed, cut down as the page cuts it: each piece is found by its first line and keeps its length.

    >>> shortened("…\\nb\\nc\\n…\\n", "a\\nb\\nd\\ne\\n")
    '…\\nb\\nd\\n…\\n'
    """
    if LEFT_OUT not in said.splitlines(keepends=True):
        return printed
    lines, shown, at = printed.splitlines(keepends=True), list[str](), 0
    for piece in filter(None, re.split(rf"^{LEFT_OUT}", said, flags=re.MULTILINE)):
        start = _line_like(piece.splitlines(keepends=True)[0], lines, at)
        shown += [LEFT_OUT] * (start > at)
        at = start + piece.count("\n")
        shown += lines[start:at]
    return "".join([*shown, *[LEFT_OUT] * (at < len(lines))])


def _line_like(first: str, lines: list[str], at: int) -> int:
    if first in lines[at:]:
        return lines.index(first, at)
    near = get_close_matches(first, lines[at:], 1)
    return lines.index(near[0], at) if near else at


def edited(text: str, diff: str) -> str:
    """Apply a diff without line numbers; what it takes away must stand there exactly once.

    >>> edited("a\\nb\\nc\\n", " a\\n-b\\n+d\\n")
    'a\\nd\\nc\\n'
    """
    lines = diff.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if not line.startswith("+"))
    after = "".join(line[1:] for line in lines if not line.startswith("-"))
    assert text.count(before) == 1, f"to be edited, but there {text.count(before)} times:\n{before}\nin:\n{text}"
    return text.replace(before, after)


def _run(block: Block, environment: dict[str, str]) -> Iterator[Ran]:
    commands = re.split(r"^\$ (.*)\n", block.text, flags=re.MULTILINE)[1:]
    for command, said in zip(commands[::2], commands[1::2], strict=True):
        words = command.removeprefix(ENTRANCE).split()
        assert words[0] == "lingqu", f"line {block.line}: only lingqu is run here, not {command}"
        result = CliRunner(env=environment).invoke(main, words[1:])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        yield Ran(command, said, result.output, block.line)
