"""A file that is replaced whole: written beside, forced to the disk, put in place by one rename.

Its one law: whoever looks sees the old file or the new one, never a part, and nothing is left beside when writing ends
early, by Ctrl-C too. It does not know what the file holds.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_USUAL = 0o666


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path beside to write to; when the block ends well it takes the place of `path`. Raises OSError.

    A link is followed, not replaced; an earlier file passes its permissions on.
    """
    target = path.resolve()
    beside = target.with_name(f".{target.name[:50]}.{os.getpid()}.new")
    try:
        os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _USUAL))
        yield beside
        _settle(beside, target)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def _settle(beside: Path, target: Path) -> None:
    with open(beside, "rb+") as file:
        os.fsync(file.fileno())
    with contextlib.suppress(OSError):
        os.chmod(beside, target.stat().st_mode & 0o7777)
    os.replace(beside, target)
