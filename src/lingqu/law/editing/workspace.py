"""A policy folder open in an editor: the texts of its files, read, checked together and sealed where that can be.

Its one law: it is what `lingqu check` would read from disk, fault for fault, however broken its files are. It does not
know editors, positions or disks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from lingqu.law.editing.readfiles import Memory, ReadFile, read_file
from lingqu.law.lang.faults import Fault, fault_at, in_order
from lingqu.law.lang.tree import Place
from lingqu.law.packs.compiling import NAMES, UNREAD, seal
from lingqu.law.packs.limits import FOLDER_BYTES, FOLDER_FILES
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.passes import checked
from lingqu.law.packs.program import Program, gather
from lingqu.law.packs.sources import IN_ORDER, REQUIRED, SUFFIX, FolderSource, SourceFile, heads_in

_NAME = re.compile(rf"[^./\\\x00-\x1f][^/\\\x00-\x1f]*{re.escape(SUFFIX)}")
LONGEST_NAME = 200


class UnableToOpen(ValueError):
    """Texts that are no policy folder; each reason says what was given and what is expected, in both languages."""

    def __init__(self, reasons: Iterable[tuple[str, str]]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("; ".join(english for _, english in self.reasons))


class UnableToFindFile(LookupError):
    """A file that the folder does not have."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


@dataclass(frozen=True)
class Workspace:
    """The files of one policy folder by name, in reading order."""

    folder: str
    texts: Mapping[str, str]
    memory: Memory = field(default_factory=Memory, compare=False, repr=False)

    def with_text(self, file: str, text: str) -> Workspace:
        """Give the folder with one file changed or added."""
        return open_workspace(self.folder, {**self.texts, file: text}, memory=self.memory)

    def without(self, file: str) -> Workspace:
        """Give the folder without one file."""
        return replace(self, texts={name: text for name, text in self.texts.items() if name != file})

    def file(self, name: str) -> ReadFile:
        """Give a file as read. Raises UnableToFindFile."""
        try:
            return self.files[name]
        except KeyError:
            raise UnableToFindFile(name) from None

    @cached_property
    def files(self) -> Mapping[str, ReadFile]:
        """The files as read."""
        return MappingProxyType(
            {name: read_file(name, text, folder=self.folder, memory=self.memory) for name, text in self.texts.items()}
        )

    @cached_property
    def program(self) -> Program:
        """All blocks that could be built, sent through all passes, with all faults of all files."""
        missing = [name for name in REQUIRED if name not in self.texts]
        faults = [*map(self._missing_file, missing), *(fault for file in self.files.values() for fault in file.faults)]
        unread = any(fault.code in UNREAD for fault in faults)
        parsed = [file.parsed for file in self.files.values()]
        return checked(gather(self.folder, parsed, faults, heard=self._heard(), whole=not (missing or unread)))

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """All faults, in the order of files and lines."""
        return in_order(self.program.faults)

    @cached_property
    def pack(self) -> Pack | None:
        """The folder as a pack; None while it has a fault."""
        return None if self.program.faults else seal(self.program)

    def name_of(self, path: str) -> str:
        """Give the name of a file that faults and places tell as `folder/name`."""
        return path.removeprefix(f"{self.folder}/")

    def _heard(self) -> frozenset[str]:
        """Gather the names in the heads of files with faults: they may well be declared there."""
        broken = tuple(
            SourceFile(file.path, file.source.text.encode("utf-8", "replace"))
            for file in self.files.values()
            if file.faults
        )
        heads = heads_in(FolderSource(self.folder, broken, ()))
        return frozenset(name or word for _, line in heads for name, word in NAMES.findall(line))

    def _missing_file(self, name: str) -> Fault:
        expected = (f"{'、'.join(REQUIRED)} 三个文件", "the three files every policy folder has")
        given = "没有此文件"
        return fault_at(
            Place(f"{self.folder}/{name}", 1, 1), code="missing-file", given=given, expected=expected, example=name
        )


def open_workspace(folder: str, texts: Mapping[str, str], *, memory: Memory | None = None) -> Workspace:
    """Open a policy folder from the texts of its files. Raises UnableToOpen."""
    wrong = [name for name in texts if len(name) > LONGEST_NAME or not _NAME.fullmatch(name)]
    reasons = [
        (f"文件名 {name}，应为不含路径的 *{SUFFIX}", f"file name {name}, expected *{SUFFIX} without a path")
        for name in (repr(each[:40]) for each in wrong)
    ]
    if len(texts) > FOLDER_FILES:
        reasons.append((f"{len(texts)} 个文件，至多 {FOLDER_FILES} 个", f"{len(texts)} files, at most {FOLDER_FILES}"))
    if sum(map(len, texts.values())) > FOLDER_BYTES:
        limit = f"{FOLDER_BYTES >> 20} MiB"
        reasons.append((f"文件夹过大，合计至多 {limit}", f"the folder is too large, at most {limit} in all"))
    if reasons:
        raise UnableToOpen(reasons)
    ordered = {name: texts[name] for name in sorted(texts, key=_reading_order)}
    return Workspace(folder, MappingProxyType(ordered), memory or Memory())


def _reading_order(name: str) -> tuple[int, str]:
    return (IN_ORDER.index(name) if name in IN_ORDER else len(IN_ORDER), name)
