"""The bytes of a policy folder: which rule files there are, read within limits, with a fault for each that cannot be.

Its one law: only regular files inside the folder itself are read, each once and never past its limit, so that a loop of
links, a pipe or a huge file is a fault and not a hang. It does not know what stands in them.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lingqu.law.lang.faults import Fault, fault_at
from lingqu.law.lang.tree import Place
from lingqu.law.packs.limits import FILE_BYTES, FOLDER_BYTES, FOLDER_FILES

SUFFIX = ".lq"
REQUIRED = ("policy.lq", "vocabulary.lq", "measures.lq")
IN_ORDER = (
    "policy.lq",
    "vocabulary.lq",
    "readings.lq",
    "measures.lq",
    "relations.lq",
    "targets.lq",
    "tasks.lq",
    "sentences.lq",
)
"""The order in which files are read; any other file comes after these, by name."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A rule file: its name as faults show it, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class FolderSource:
    """All rule files of a folder, in reading order, and what could not be read."""

    name: str
    files: tuple[SourceFile, ...]
    faults: tuple[Fault, ...]

    @property
    def fingerprint(self) -> str:
        """A digest of names and bytes: the same exactly where nothing at all has changed."""
        digest = hashlib.sha256(self.name.encode("utf-8", "surrogatepass"))
        for file in self.files:
            digest.update(f"\0{file.name}\0{len(file.data)}\0".encode("utf-8", "surrogatepass"))
            digest.update(file.data)
        return digest.hexdigest()


def read_folder(path: Path) -> FolderSource:
    """Read the rule files of one policy folder; whatever cannot be read is a fault, the rest is read."""
    folder = path.name or path.resolve().name
    files: list[SourceFile] = []
    faults: list[Fault] = []
    try:
        names = rule_files_in(path)
    except OSError as error:
        return FolderSource(folder, (), (_fault(folder, "unreadable-folder", _why(error), _FOLDER, ""),))
    for missing in [name for name in REQUIRED if name not in names]:
        faults.append(
            _fault(
                f"{folder}/{missing}",
                "missing-file",
                ("没有此文件", "no such file"),
                (f"{'、'.join(REQUIRED)} 三个文件", "the three files every policy folder has"),
                missing,
            )
        )
    if len(names) > FOLDER_FILES:
        given = (f"{len(names)} 个文件", f"{len(names)} files")
        faults.append(
            _fault(folder, "too-many-files", given, (f"至多 {FOLDER_FILES} 个", f"at most {FOLDER_FILES}"), "")
        )
        return FolderSource(folder, (), tuple(faults))
    total = 0
    for name in names:
        try:
            data = _read(path / name)
        except OSError as error:
            faults.append(_fault(f"{folder}/{name}", "unreadable-file", _why(error), _FILE, ""))
            continue
        total += len(data)
        if len(data) > FILE_BYTES or total > FOLDER_BYTES:
            faults.append(_too_large(f"{folder}/{name}"))
            continue
        files.append(SourceFile(f"{folder}/{name}", data))
    return FolderSource(folder, tuple(files), tuple(faults))


def rule_files_in(path: Path) -> tuple[str, ...]:
    """List the rule files of a folder by name, in reading order; hidden ones are left out. Raises OSError."""
    with os.scandir(path) as entries:
        names = [entry.name for entry in entries if entry.name.endswith(SUFFIX) and not entry.name.startswith(".")]
    return tuple(sorted(names, key=_reading_order))


def _reading_order(name: str) -> tuple[int, str]:
    return (IN_ORDER.index(name) if name in IN_ORDER else len(IN_ORDER), name)


def _read(path: Path) -> bytes:
    """Read a regular file, at most one byte more than it may have; a pipe is opened without waiting for its writer."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("不是普通文件")
        parts = []
        left = FILE_BYTES + 1
        while left > 0 and (part := os.read(descriptor, left)):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)


_FOLDER = ("可读的政策文件夹", "a policy folder that can be read")
_FILE = ("可读的规则文件", "a rule file that can be read")


def _why(error: OSError) -> tuple[str, str]:
    reasons = {
        FileNotFoundError: ("不存在", "does not exist"),
        NotADirectoryError: ("不是文件夹", "is no folder"),
        IsADirectoryError: ("是文件夹", "is a folder"),
        PermissionError: ("没有读取权限", "may not be read"),
    }
    for kind, reason in reasons.items():
        if isinstance(error, kind):
            return reason
    return (error.strerror or str(error) or "读不了", error.strerror or "cannot be read")


def _too_large(name: str) -> Fault:
    return _fault(
        name,
        "too-large",
        ("过大", "too large"),
        (
            f"每个文件至多 {FILE_BYTES >> 20} MiB，文件夹合计至多 {FOLDER_BYTES >> 20} MiB",
            f"files of at most {FILE_BYTES >> 20} MiB, {FOLDER_BYTES >> 20} MiB in all",
        ),
        "",
    )


def _fault(name: str, code: str, given: tuple[str, str], expected: tuple[str, str], example: str) -> Fault:
    return fault_at(Place(name, 1, 1), code=code, given=given[0], expected=expected, example=example)


def heads_in(source: FolderSource) -> Iterator[tuple[str, str]]:
    """List (file, line) of every line that begins a block, for names whose block could not be parsed."""
    for file in source.files:
        for line in file.data.decode("utf-8", "replace").splitlines():
            if line and not line[0].isspace() and not line.startswith("#"):
                yield file.name, line
