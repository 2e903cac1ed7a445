"""Where subjects are read from: a file, or standard input spooled to disk, always as a stream that can be rewound.

Its one law: whatever can be read only once is copied first, so that the whole input is checked before it is answered.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from lingqu.interfaces.cli.failures import Refusal
from lingqu.interfaces.cli.wrapping import printable
from lingqu.reports.wording import Words

STANDARD_INPUT = "-"
_CHUNK = 1 << 20
_SPOOLED_IN_MEMORY = 1 << 20

_UNREADABLE = Words(
    "{}：{}；应为可读的文件，或 - 表示标准输入", "{}: {}; expected a file that can be read, or - for standard input"
)
_CLOSED = Words("标准输入已关闭", "standard input is closed")
_REASONS: dict[type[Exception], Words] = {
    FileNotFoundError: Words("没有此文件", "no such file"),
    PermissionError: Words("没有读取权限", "may not be read"),
    IsADirectoryError: Words("是文件夹", "is a folder"),
}


@contextmanager
def opened(name: str, lang: str) -> Iterator[BinaryIO]:
    """Open a file, or standard input for `-`, as a stream that can be rewound. Raises `Refusal`."""
    if name == STANDARD_INPUT:
        if sys.stdin is None:
            raise Refusal([_UNREADABLE.said(lang).format(name, _CLOSED.said(lang))])
        with _spooled(sys.stdin.buffer) as stream:
            yield stream
        return
    try:
        file = open(name, "rb")  # noqa: SIM115  # closed below; the fault of opening it is told here alone
    except (OSError, ValueError) as error:
        raise Refusal([_UNREADABLE.said(lang).format(printable(name) or '""', _why(error, lang))]) from None
    with file:
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            yield file
        else:
            with _spooled(file) as stream:
                yield stream


@contextmanager
def _spooled(source: BinaryIO) -> Iterator[BinaryIO]:
    import tempfile  # its own imports take longer than reading a small file does

    with tempfile.SpooledTemporaryFile(max_size=_SPOOLED_IN_MEMORY) as spool:
        while chunk := source.read(_CHUNK):
            spool.write(chunk)
        spool.seek(0)
        yield spool  # type: ignore[misc]  # it reads, seeks and tells; typeshed does not count it as a BinaryIO


def _why(error: Exception, lang: str) -> str:
    words = _REASONS.get(type(error))
    if words is not None:
        return words.said(lang)
    return getattr(error, "strerror", None) or printable(str(error))
