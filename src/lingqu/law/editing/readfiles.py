"""One rule file as read while somebody types in it: its layout, its blocks, its faults, the names in it.

Its one law: a block whose text and line are as before is not built anew, and the outcome is that of the reader of whole
files. It does not know the other files of the folder.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from threading import Lock
from typing import Generic, TypeVar

from lingqu.law.editing.mentions import Mention, mentions_in
from lingqu.law.lang.faults import Fault, fault_at, in_order
from lingqu.law.lang.layout import MOST_FAULTS, Layout, RawBlock, layout_of
from lingqu.law.lang.parser import build_blocks
from lingqu.law.lang.source import Source, source_of
from lingqu.law.lang.tree import Block, ParsedFile, Place
from lingqu.law.packs.limits import FILE_BYTES

MOST_BLOCKS = 6000
MOST_FILES = 48

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True)
class ReadFile:
    """A rule file as read; `path` is its name as faults tell it."""

    name: str
    path: str
    source: Source
    layout: Layout
    blocks: tuple[tuple[RawBlock, Block | None], ...]
    faults: tuple[Fault, ...]

    @property
    def parsed(self) -> ParsedFile:
        """The blocks without a fault."""
        return ParsedFile(self.path, tuple(block for _, block in self.blocks if block is not None))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every name in the file."""
        return tuple(mention for raw in self.layout.blocks for mention in mentions_in(self.source, raw))

    def block_at(self, offset: int) -> RawBlock | None:
        """Find the block that an offset lies in."""
        return next((raw for raw in reversed(self.layout.blocks) if raw.head.offset <= offset), None)

    def end_of(self, block: RawBlock) -> int:
        """Say where a block ends, with the comments behind it: where the next one begins."""
        later = (raw.head.offset for raw in self.layout.blocks if raw.head.offset > block.head.offset)
        return next(later, len(self.source.text))


class Recent(Generic[Key, Value]):
    """The values last asked for, each made once while it is kept."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> Value | None:
        """Give a value that is kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: Key, value: Value) -> None:
        """Keep a value; the one not asked for the longest goes."""
        with self._lock:
            self._kept[key] = value
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def made(self, key: Key, make: Callable[[], Value]) -> Value:
        """Give a kept value, or make it and keep it."""
        kept = self.get(key)
        if kept is None:
            kept = make()
            self.keep(key, kept)
        return kept


BlockKey = tuple[str, int, str]  # path, line, text
Built = tuple[Block | None, tuple[Fault, ...]]


@dataclass(frozen=True, slots=True)
class Memory:
    """What was read before, for whoever reads nearly the same again; safe to share between threads."""

    files: Recent[tuple[str, str], ReadFile] = field(default_factory=lambda: Recent(MOST_FILES))
    blocks: Recent[BlockKey, Built] = field(default_factory=lambda: Recent(MOST_BLOCKS))


def read_file(name: str, text: str, *, folder: str, memory: Memory) -> ReadFile:
    """Read one file of a folder, with what is remembered of it."""
    path = f"{folder}/{name}"
    return memory.files.made((path, text), lambda: _read(name, path, text, memory))


def _read(name: str, path: str, text: str, memory: Memory) -> ReadFile:
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > FILE_BYTES:
        limit = f"{FILE_BYTES >> 20} MiB"
        expected = (f"至多 {limit} 的文件", f"a file of at most {limit}")
        fault = fault_at(Place(path, 1, 1), code="too-large", given=f"{size} B", expected=expected)
        return ReadFile(name, path, source_of("", file=path), Layout(), (), (fault,))
    source = source_of(text, file=path)
    layout = layout_of(source)
    keys = _keys(source, layout.blocks)
    known = {key: kept for key in keys if (kept := memory.blocks.get(key)) is not None}
    new = [raw for raw, key in zip(layout.blocks, keys, strict=True) if key not in known]
    built, found = build_blocks(source, Layout(blocks=new))
    _, outside = build_blocks(source, Layout(faults=layout.faults))
    if len(found) + len(outside) > MOST_FAULTS:
        whole, faults = build_blocks(source, layout)
        return ReadFile(name, path, source, layout, tuple(whole), faults)
    told = set(outside)
    made = {raw.head.offset: block for raw, block in built}
    for raw, key in zip(layout.blocks, keys, strict=True):
        if key not in known:
            last = key[1] + key[2].count("\n")
            own = tuple(fault for fault in found if fault not in told and key[1] <= fault.line <= last)
            known[key] = (made[raw.head.offset], own)
            memory.blocks.keep(key, known[key])
    blocks = tuple((raw, known[key][0]) for raw, key in zip(layout.blocks, keys, strict=True))
    faults = in_order([*outside, *(fault for key in keys for fault in known[key][1])])
    return ReadFile(name, path, source, layout, blocks, faults)


def _keys(source: Source, blocks: Iterable[RawBlock]) -> list[BlockKey]:
    starts = [raw.head.offset for raw in blocks]
    return [
        (source.file, source.place(start).line, source.text[start:end].rstrip("\n"))
        for start, end in pairwise([*starts, len(source.text)])
    ]
