"""A workbook laid out once in a process of its own, before the one that serves pages does the same.

Its one law: what ends a reader for want of memory or time ends the trial and nothing else. Whether the workbook is
sound the true reader says. The child loads no framework.
"""

from __future__ import annotations

import contextlib
import subprocess  # nosec B404  # this program itself, with fixed arguments
import sys
from io import BytesIO

LONGEST_SECONDS = 30
LARGEST_MEMORY = 1536 * 1024 * 1024
_MOST_BYTES = 64 * 1024 * 1024
_BEGINNINGS = (b"PK", b"\xd0\xcf\x11\xe0")


def can_be_laid_out(content: bytes, *, seconds: float = LONGEST_SECONDS) -> bool:
    """Whether a workbook can be read within the limits; what is no workbook needs no trial."""
    if not content.startswith(_BEGINNINGS):
        return True
    command = [sys.executable, "-I", "-m", "lingqu.books.rulebooks.workbook_trial"]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=seconds, check=False)  # nosec B603
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _main() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # only where the system has it

        resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_SECONDS, LONGEST_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from python_calamine import CalamineError, CalamineWorkbook

    # what the reader itself refuses is told by the true reading, with its reasons
    with contextlib.suppress(CalamineError, ValueError, OSError):
        book = CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read(_MOST_BYTES)))
        for name in book.sheet_names[:1]:
            book.get_sheet_by_name(name).to_python()


if __name__ == "__main__":
    _main()
