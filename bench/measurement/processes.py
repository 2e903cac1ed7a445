"""Times of whole processes: throughput of the command line with its peak memory, and cold starts.

Its one law: the command is run as a user runs it, in a process of its own, on one core.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter


class UnableToRun(RuntimeError):
    """A command that was to be timed ended with a fault."""


@dataclass(frozen=True, slots=True)
class Run:
    """One process: wall seconds, processor seconds, peak resident memory."""

    seconds: float
    processor_seconds: float
    peak_mib: float


def run_on_one_core(command: Sequence[str], *, output: Path | None = None, expected: Sequence[int] = (0,)) -> Run:
    """Run a command to its end with its output to a file, or thrown away. Raises `UnableToRun`."""
    target = os.open(output or os.devnull, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        start = perf_counter()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=target, stderr=subprocess.PIPE, preexec_fn=_stay_on_one_core
        )
        complaint = process.stderr.read() if process.stderr else b""
        _, status, used = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.stderr:
            process.stderr.close()
    finally:
        os.close(target)
    if process.returncode not in expected:
        raise UnableToRun(f"{' '.join(command)} ended with {process.returncode}: {complaint.decode(errors='replace')}")
    per_mib = 1024 if sys.platform == "linux" else 1024 * 1024
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / per_mib)


def alternate(commands: Mapping[str, Sequence[str]], *, runs: int) -> dict[str, float]:
    """Give the median seconds of each command; they take turns, and one run before that is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            seconds = run_on_one_core(command).seconds
            if number:
                taken[name].append(seconds)
    return {name: median(seconds) for name, seconds in taken.items()}


def _stay_on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
