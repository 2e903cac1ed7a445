"""One step of one contender in a process of its own, which tells its figures as a line of JSON.

Its one law: whoever starts the processes holds no data, since a child's peak memory counts from its parent's size.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from measurement.processes import UnableToRun


@dataclass(frozen=True, slots=True)
class Child:
    """What a process told, and what it took: wall seconds are its own affair."""

    told: Mapping[str, Any]
    processor_seconds: float
    peak_mib: float


def run_child(command: Sequence[str], *, surroundings: Mapping[str, str] | None = None) -> Child:
    """Run a command to its end and read the last line it prints. Raises `UnableToRun`."""
    environment = {**os.environ, **(surroundings or {})}
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env=environment)
    said = process.stdout.read() if process.stdout else b""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.stdout:
        process.stdout.close()
    if process.returncode:
        raise UnableToRun(f"{' '.join(command)} ended with {process.returncode}")
    per_mib = 1024 if sys.platform == "linux" else 1024 * 1024
    lines = said.decode().splitlines()
    return Child(json.loads(lines[-1]), used.ru_utime + used.ru_stime, used.ru_maxrss / per_mib)
