"""Users who go from page to page, and now and then save a fact: times by page, and every answer that was none.

Its one law: as in asking.py, whoever asks runs in a process of its own. Who asks for what is drawn by a seed.
"""

from __future__ import annotations

import http.client
import json
import random
import subprocess
import sys
import threading
import time
from collections import Counter

WRITE = "save a fact"


def mixed(
    port: int, pages: list[tuple[str, str, str]], token: str, keys: list[str], *, users: int, seconds: float,
    think: float, writes: float, seed: int = 1,
) -> dict[str, dict[str, float]]:  # fmt: skip
    """Let users ask for so long; for each page: answers, p50, p95 and the longest in milliseconds, faults."""
    question = json.dumps([port, pages, token, keys, users, seconds, think, writes, seed])
    done = subprocess.run([sys.executable, __file__], input=question, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    for line in done.stderr.splitlines():
        print(line, file=sys.stderr)
    found: dict[str, dict[str, float]] = json.loads(done.stdout)
    return found


class _Users:
    def __init__(self, port: int, pages: list[list[str]], token: str, keys: list[str], think: float, writes: float):
        self._port, self._pages, self._token, self._keys = port, pages, token, keys
        self._think, self._writes = think, writes
        self.times: dict[str, list[float]] = {}
        self.faults: Counter[str] = Counter()
        self._lock = threading.Lock()

    def run(self, until: float, seed: int) -> None:
        """One user."""
        drawn = random.Random(seed)
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        time.sleep(self._think * drawn.random())
        while time.perf_counter() < until:
            name, method, path, body, headers = self._asked(drawn)
            began = time.perf_counter()
            try:
                connection.request(method, path, body, {**headers, "Host": "127.0.0.1"})
                answer = connection.getresponse()
                answer.read()
                status = str(answer.status)
            except OSError as error:
                status = type(error).__name__
                connection.close()
            with self._lock:
                self.times.setdefault(name, []).append((time.perf_counter() - began) * 1000)
                if status not in ("200", "201"):
                    self.faults[f"{name}: {status}"] += 1
            time.sleep(self._think)

    def _asked(self, drawn: random.Random) -> tuple[str, str, str, str | None, dict[str, str]]:
        if drawn.random() >= self._writes:
            name, path, cookie = drawn.choice(self._pages)
            return name, "GET", path, None, {"Cookie": cookie}
        key = drawn.choice(self._keys)
        # the same words for the same organisation: said twice, a fact stands once
        body = {"code": "rd_expenditure_yuan", "year": 2023, "value": f"{1_000_000 + int(key[:6], 16)}"}
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        return WRITE, "POST", f"/api/v1/organisations/{key}/facts", json.dumps(body), headers


def _main() -> None:
    port, pages, token, keys, users, seconds, think, writes, seed = json.loads(sys.stdin.read())
    asking = _Users(port, pages, token, keys, think, writes)
    until = time.perf_counter() + seconds
    threads = [threading.Thread(target=asking.run, args=(until, seed * 1000 + number)) for number in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for fault, count in sorted(asking.faults.items()):
        print(f"fault: {fault} ({count})", file=sys.stderr)
    print(json.dumps({name: _told(name, times, asking.faults) for name, times in sorted(asking.times.items())}))


def _told(name: str, times: list[float], faults: Counter[str]) -> dict[str, float]:
    ordered = sorted(times)
    at = [ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95)]
    failed = sum(count for fault, count in faults.items() if fault.startswith(f"{name}: "))
    return {"answers": len(ordered), "p50": at[0], "p95": at[1], "most": ordered[-1], "faults": failed}


if __name__ == "__main__":
    _main()
