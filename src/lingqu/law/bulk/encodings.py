"""How the text of a file is encoded: UTF-8, GB18030 as Excel in Chinese saves it, UTF-16 where a mark says so.

Its one law: the whole file is decoded before it is read, and a byte that fits no encoding is told with its place. Text
that begins as Chinese in UTF-8 and then breaks is broken UTF-8, not GB18030.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from lingqu.law.bulk.register_faults import RegisterFault, UnableToReadRegister, refusal

_BLOCK = 1024 * 1024
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HAN_IN_UTF_8 = re.compile(rb"[\xe3-\xe9][\x80-\xbf][\x80-\xbf]")
_ENOUGH_HAN = 3  # text in GB18030 passes for this many characters of three bytes by a chance of less than 10^-5


@dataclass(frozen=True, slots=True)
class Encoding:
    """The codec of a file and how many quotes stand in it."""

    codec: str
    quotes: int


@dataclass(frozen=True, slots=True)
class _Broken:
    byte: int
    row: int
    given: int


def encoding_of(path: Path) -> Encoding:
    """Find the encoding of a text file. Raises `UnableToReadRegister` with the place of a byte that fits none."""
    with open(path, "rb") as file:
        start = file.read(_BLOCK)
    if start.startswith(_UTF_16):
        return Encoding("utf-16", _checked(path, "utf-16"))
    if b"\0" in start:
        raise refusal(
            f"{path.name}: 0x00 (byte {start.index(0) + 1})", "文本文件（CSV）、Excel 或 Parquet",
            "a text file (CSV), a workbook or Parquet", "名单.csv",
        )  # fmt: skip
    broken = _decoded(path, "utf-8")
    if isinstance(broken, int):
        return Encoding("utf-8", broken)
    if len(_HAN_IN_UTF_8.findall(start[: broken.byte - 1])) >= _ENOUGH_HAN:
        raise _unreadable(broken, "UTF-8 编码", "UTF-8")
    return Encoding("gb18030", _checked(path, "gb18030"))


def _checked(path: Path, codec: str) -> int:
    found = _decoded(path, codec)
    if isinstance(found, int):
        return found
    raise _unreadable(found, "UTF-8 或 GB18030 编码", "UTF-8 or GB18030")


def _unreadable(broken: _Broken, expected: str, english: str) -> UnableToReadRegister:
    given = f"0x{broken.given:02x} (byte {broken.byte})"
    return UnableToReadRegister([RegisterFault(broken.row, "", "", given, expected, english, "名单.csv (UTF-8)")])


def _decoded(path: Path, codec: str) -> int | _Broken:
    """Decode all of a file: the number of quotes in it, or where it breaks."""
    decoder = codecs.getincrementaldecoder(codec)()
    read = rows = quotes = 0
    with open(path, "rb") as file:
        while True:
            block = file.read(_BLOCK)
            waiting = len(decoder.getstate()[0])
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                before = error.object[: error.start].count(b"\n")
                return _Broken(read - waiting + error.start + 1, rows + before + 1, error.object[error.start])
            rows += text.count("\n")
            quotes += text.count('"')
            read += len(block)
            if not block:
                return quotes
