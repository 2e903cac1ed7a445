"""Users who ask for one page again and again over connections that stay open, and how long each answer took.

Its one law: whoever asks runs in a process of its own; an answer other than a page counts as a fault.
"""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import threading
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run found: answers a second, milliseconds, answers that were no pages."""

    rate: float
    p50: float
    p95: float
    faults: int


def asked_by_users(port: int, path: str, cookie: str, *, users: int, seconds: float, think: float) -> Asked:
    """Let users ask for so long; at least one answer each."""
    question = json.dumps([port, path, cookie, users, seconds, think])
    done = subprocess.run([sys.executable, __file__, question], capture_output=True, text=True, check=False)
    if done.returncode:
        return Asked(0, 0, 0, 1)
    return Asked(**json.loads(done.stdout))


def _user(port: int, path: str, cookie: str, until: float, think: float, times: list[float], faults: list[int]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while True:
        started = time.perf_counter()
        try:
            connection.request("GET", path, headers={"Cookie": cookie, "Host": "127.0.0.1"})
            answer = connection.getresponse()
            answer.read()
            faults[0] += answer.status != 200
        except OSError:
            faults[0] += 1
            connection.close()
        times.append(time.perf_counter() - started)
        if time.perf_counter() + think >= until:
            return
        if think:
            time.sleep(think)


def _main() -> None:
    port, path, cookie, users, seconds, think = json.loads(sys.argv[1])
    times: list[float] = []
    faults = [0]
    began = time.perf_counter()
    threads = [
        threading.Thread(target=_user, args=(port, path, cookie, began + seconds, think, times, faults))
        for _ in range(users)
    ]
    for number, thread in enumerate(threads):
        thread.start()
        if think:
            time.sleep(think / users if number else 0)
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    ordered = sorted(times)
    at = [ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 for share in (0.5, 0.95)]
    print(json.dumps({"rate": len(times) / took, "p50": at[0], "p95": at[1], "faults": faults[0]}))


if __name__ == "__main__":
    _main()
