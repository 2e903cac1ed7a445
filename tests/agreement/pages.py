"""The fenced blocks of a page of docs/, and a walk through a tutorial that does in a folder what the page says.

Its one law: nothing is done that does not stand on the page. A block opens with its kind and, where it is a file or an
edit of one, its path: `lingqu`, `json` and `text` write it, `diff` edits it, `console` runs what stands behind `$`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from lingqu.interfaces.cli.main import main

FENCE = re.compile(r"^```(\S+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ENTRANCE = "./run "  # the page calls the program by the house's one door


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
