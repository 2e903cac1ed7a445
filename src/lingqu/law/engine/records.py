"""Records read from a document or from JSON lines: checked whole first, answered after.

Its one law: nothing is answered before everything was checked, and memory does not grow with the number of lines. A
document is held whole up to 64 MiB; lines are read twice from a file that can be rewound.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, BinaryIO

from lingqu.law.engine.inputs import FloatGiven, RepeatedKeys
from lingqu.law.engine.subjects import InputFault, Subject, SubjectReader, UnableToReadSubject

if TYPE_CHECKING:
    import sqlite3
    import tempfile

LARGEST_DOCUMENT = 64 * 1024 * 1024
LONGEST_LINE = 4 * 1024 * 1024
MOST_FAULTS = 200
IDS_IN_MEMORY = 500_000


class UnableToReadRecords(Exception):
    """The input cannot be used; `faults` tells the first of them, `more` how many were not kept."""

    def __init__(self, faults: tuple[InputFault, ...], more: int = 0) -> None:
        super().__init__(f"{len(faults) + more} faults")
        self.faults = faults
        self.more = more


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    return made if len(made) == len(pairs) else RepeatedKeys(pairs)


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_float=FloatGiven, parse_constant=FloatGiven)


def _fault(given: str, expected: str, english: str, example: str, line: int | None) -> InputFault:
    return InputFault(f"#{line}" if line else "?", "", given, expected, english, example, line)


_RECORD = '{"id": "A1", "facts": {"is_enterprise": true}}'


def decode(data: bytes, line: int | None = None) -> Any:
    """Decode one JSON text; raises `UnableToReadRecords` with the place of the fault."""
    try:
        text = data.decode("utf-8-sig" if line in (None, 1) else "utf-8")
    except UnicodeDecodeError as error:
        raise UnableToReadRecords(
            (_fault(f"0x{data[error.start]:02x} (byte {error.start + 1})", "UTF-8 编码", "UTF-8", _RECORD, line),)
        ) from None
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        where = line or error.lineno
        found = text[error.pos : error.pos + 12].strip() or "end of text"
        shown = found if found.isprintable() else ascii(found)
        given = f"{shown} ({where}:{error.colno})"
        fault = _fault(given, f"JSON（{error.msg}）", f"JSON ({error.msg})", _RECORD, where)
    except RecursionError:
        fault = _fault("[[[[… {{{{…", "不超过两三层的对象", "objects two or three levels deep", _RECORD, line)
    except ValueError:  # an integer of thousands of digits
        fault = _fault("thousands of digits (number)", "小于 10^12 的数", "a number below 10^12", "2000000", line)
    raise UnableToReadRecords((fault,))


class Records:
    """The subjects of one input. `checked()` reads all of it; then iterate for the subjects, in order."""

    def __init__(self, stream: BinaryIO, reader: SubjectReader) -> None:
        self._stream = stream
        self._reader = reader
        self._document: list[Any] | None = None
        self.in_lines = False
        self.count = 0

    def checked(self) -> Records:
        """Check every record. Raises `UnableToReadRecords` with all faults, up to `MOST_FAULTS` of them kept."""
        self._stream.seek(0)
        first = _first_line(self._stream)
        self._stream.seek(0)
        self.in_lines = first is not None and _is_whole(first[1]) and _has_more(self._stream, first[0])
        self._stream.seek(0)
        if not self.in_lines:
            self._document = self._read_document()
        self._check_all()
        return self

    def __iter__(self) -> Iterator[Subject]:
        for line, record in self._records():
            yield self._reader.read(record, line=line)

    def _read_document(self) -> list[Any]:
        data = self._stream.read(LARGEST_DOCUMENT + 1)
        if len(data) > LARGEST_DOCUMENT:
            raise UnableToReadRecords(
                (
                    _fault(
                        f"> {LARGEST_DOCUMENT // 1024 // 1024} MiB",
                        "至多 64 MiB 的 JSON 文档，或任意长的 JSON 行",
                        "a JSON document of at most 64 MiB, or JSON lines of any length",
                        _RECORD,
                        None,
                    ),
                )
            )
        if not data.strip():
            raise UnableToReadRecords(
                (_fault("0 bytes", "一个主体或主体的列表", "one subject or a list", _RECORD, None),)
            )
        document = decode(data)
        if isinstance(document, dict):
            return [document]
        if isinstance(document, list):
            return document
        raise UnableToReadRecords(
            (_fault(type(document).__name__, "对象或对象的列表", "an object or a list of objects", _RECORD, None),)
        )

    def _records(self) -> Iterator[tuple[int | None, Any]]:
        if self._document is not None:
            for number, record in enumerate(self._document, 1):
                yield number if len(self._document) > 1 else None, record
            return
        self._stream.seek(0)
        for number, data in _lines(self._stream):
            yield number, decode(data, number)

    def _check_all(self) -> None:
        faults: list[InputFault] = []
        more = 0
        seen = _Identifiers()
        try:
            for line, record, broken in self._numbered():
                found = broken
                if not found:
                    try:
                        identifier = self._reader.read(record, line=line).id
                    except UnableToReadSubject as error:
                        found = error.faults
                        identifier = error.identifier
                    if identifier and not seen.add(identifier):
                        found = (*found, _repeated(identifier, line))
                self.count += 1
                room = MOST_FAULTS - len(faults)
                faults.extend(found[:room])
                more += max(0, len(found) - room)
        finally:
            seen.close()
        if faults:
            raise UnableToReadRecords(tuple(faults), more)

    def _numbered(self) -> Iterator[tuple[int | None, Any, tuple[InputFault, ...]]]:
        if self._document is not None:
            for line, record in self._records():
                yield line, record, ()
            return
        self._stream.seek(0)
        for number, data in _lines(self._stream):
            try:
                yield number, decode(data, number), ()
            except UnableToReadRecords as error:
                yield number, None, error.faults


def _repeated(identifier: str, line: int | None) -> InputFault:
    return InputFault(
        identifier, "id", f"{identifier[:80]} (×2)", "每个主体一个编号", "one id for each subject", '"A2"', line
    )


class _Identifiers:
    """The identifiers seen so far; past half a million they go to a temporary file."""

    def __init__(self) -> None:
        self._seen: set[bytes] = set()
        self._spilled: sqlite3.Connection | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def add(self, identifier: str) -> bool:
        """Add one; False when it was there before."""
        key = blake2b(identifier.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if key in self._seen:
            return False
        if self._spilled is not None and self._spilled.execute("SELECT 1 FROM seen WHERE key = ?", (key,)).fetchone():
            return False
        self._seen.add(key)
        if len(self._seen) >= IDS_IN_MEMORY:
            self._spill()
        return True

    def _spill(self) -> None:
        import sqlite3  # needed past half a million subjects only, and slow to import
        import tempfile

        if self._spilled is None:
            self._folder = tempfile.TemporaryDirectory(prefix="lingqu-ids-")
            self._spilled = sqlite3.connect(f"{self._folder.name}/seen.sqlite3")
            self._spilled.execute("PRAGMA journal_mode = OFF")
            self._spilled.execute("CREATE TABLE seen (key BLOB PRIMARY KEY) WITHOUT ROWID")
        self._spilled.executemany("INSERT INTO seen VALUES (?)", ((key,) for key in sorted(self._seen)))
        self._spilled.commit()
        self._seen.clear()

    def close(self) -> None:
        if self._spilled is not None:
            self._spilled.close()
        if self._folder is not None:
            self._folder.cleanup()


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    while True:
        data = stream.readline(LONGEST_LINE + 1)
        if not data:
            return
        number += 1
        if len(data) > LONGEST_LINE:
            while not data.endswith(b"\n") and (data := stream.readline(LONGEST_LINE)):
                pass
            data = b'"line longer than 4 MiB"'
        if data.strip():
            yield number, data


def _first_line(stream: BinaryIO) -> tuple[int, bytes] | None:
    for number, data in _lines(stream):
        return number, data
    return None


def _is_whole(data: bytes) -> bool:
    """Say whether a line is a whole JSON object by itself (a broken one is judged as a line as well)."""
    stripped = data.removeprefix(b"\xef\xbb\xbf").strip()
    return stripped.startswith(b"{") and stripped.endswith(b"}")


def _has_more(stream: BinaryIO, first: int) -> bool:
    return any(number > first for number, _ in _lines(stream))
