"""A folder's bytes as a checked pack: parse every file, send the blocks through the passes, seal the result.

Its one law: either a pack or faults, never both, and the faults are those of all files and all passes at once.
It does not know where folders lie or what is kept of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from lingqu.law.lang.faults import Fault, in_order, with_line_texts
from lingqu.law.lang.parser import parse_bytes
from lingqu.law.lang.plain import digest_of
from lingqu.law.lang.tree import ParsedFile
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.passes import checked
from lingqu.law.packs.program import Program, gather
from lingqu.law.packs.sources import FolderSource, SourceFile, heads_in

UNREAD = ("not-utf-8", "too-large", "too-many")
"""Faults of the parser that leave blocks of a file unseen."""

# a name ends before the next one begins: else each mark never closed would be followed to the end of the file
NAMES = re.compile(r"「([^「」]*)」|([^\s「」]+)")


def compile_folder(source: FolderSource) -> tuple[Pack | None, tuple[Fault, ...]]:
    """Compile a folder into a pack, or into all its faults in the order of files and lines."""
    parsed: list[ParsedFile] = []
    faults = list(source.faults)
    broken: set[str] = set()
    for file in source.files:
        blocks, in_file = parse_bytes(file.data, file=file.name)
        parsed.append(blocks)
        faults += in_file
        if in_file:
            broken.add(file.name)
    whole = not source.faults and not any(fault.code in UNREAD for fault in faults)
    program = checked(gather(source.name, parsed, faults, heard=_heard(source, broken), whole=whole))
    if program.faults:
        return None, _told(program.faults, source.files)
    return seal(program), ()


def seal(program: Program) -> Pack:
    """Make a pack of a program without faults."""
    policy = program.policies[0]
    return Pack(
        policy=policy,
        facts=program.facts,
        departments=program.departments,
        readings=program.readings,
        measures=program.measures,
        relations=program.relations,
        targets=program.targets,
        tasks=program.tasks,
        sentences=program.sentences,
        digest=digest_of(
            (
                policy,
                *program.facts,
                *program.departments,
                *program.readings,
                *program.measures,
                *program.relations,
                *program.targets,
                *program.tasks,
                *program.sentences,
            )
        ),
    )


def _heard(source: FolderSource, broken: set[str]) -> frozenset[str]:
    """Gather the names in the heads of files with faults: their blocks are left out, but who uses them is not wrong."""
    return frozenset(
        name or word for file, line in heads_in(source) if file in broken for name, word in NAMES.findall(line)
    )


def _told(faults: Iterable[Fault], files: tuple[SourceFile, ...]) -> tuple[Fault, ...]:
    texts = {file.name: file.data.decode("utf-8", "replace").removeprefix("\ufeff") for file in files}
    lines = {name: text.replace("\r\n", "\n").replace("\r", "\n").split("\n") for name, text in texts.items()}
    return in_order(with_line_texts((_nearer(fault, lines.get(fault.file, [])) for fault in faults), texts))


def _nearer(fault: Fault, lines: Sequence[str]) -> Fault:
    """Move a fault told at the head of a block to the line of the block where what it is about is written.

    The tree keeps the places of rules, but not of each name in a list of departments or readings.
    """
    if fault.column != 1 or not 0 < fault.line <= len(lines) or not fault.given or fault.given in lines[fault.line - 1]:
        return fault
    wanted = re.compile(rf"(?<!\w){re.escape(fault.given)}(?!\w)|^ +{re.escape(fault.given.split()[0])}(?= )")
    for number in range(fault.line, len(lines)):
        line = lines[number]
        if line and not line[0].isspace() and not line.startswith("#"):
            break
        found = wanted.search(line)
        if found:
            column = found.end() - len(found.group().lstrip()) + 1
            return replace(fault, line=number + 1, column=column)
    return fault
