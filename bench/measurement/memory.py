"""Memory of a server's processes: what each has for itself, and its share of what several have in common (PSS).

Its one law: read from Linux as it stands (`/proc/PID/smaps_rollup`); where there is no such file, nothing is said.
"""

from __future__ import annotations

from pathlib import Path


def pss_of_children(pid: int) -> list[float]:
    """The MiB of each process that a process has started, the largest first; empty where the system does not tell."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            try:
                text = Path(f"/proc/{child}/smaps_rollup").read_text()
            except OSError:  # it has just ended
                continue
            found += [int(line.split()[1]) / 1024 for line in text.splitlines() if line.startswith("Pss:")]
    return sorted(found, reverse=True)
