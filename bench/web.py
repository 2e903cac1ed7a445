"""The pages under load: lists, a search, a row, an assessment and an interview step beside a bare Django page.

Its one law: PostgreSQL (SQLite where asked), 100 000 organisations with 400 000 facts, two workers, and whoever asks
runs on the same two cores; every answer is checked. Run it by `./run bench web`; no test looks at its times.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from measurement.memory import pss_of_children
from measurement.report import Report, Table, print_aims, print_table
from site_under_load import filling
from site_under_load.asking import Asked, asked_by_users
from site_under_load.mixed import WRITE, mixed

P95_MILLISECONDS = 150.0
SHARE_OF_BARE = 1 / 3
USERS = 20
SHARE_OF_WRITES = 1 / 20
LONGEST_WAIT = 4_000.0  # milliseconds; so long a page waits for a locked SQLite
PORT = 18231


def main() -> None:
    """Fill, serve, ask, tell."""
    options = _options()
    address = os.environ.get("LINGQU_TEST_DATABASE_URL", "postgresql://127.0.0.1:5432/test")
    beside = nullcontext("") if options.sqlite else filling.database(address)
    with tempfile.TemporaryDirectory(prefix="lingqu-bench-") as folder, beside as database:
        os.environ.update(LINGQU_DATA=folder, DATABASE_URL=database, DJANGO_SETTINGS_MODULE="site_under_load.settings")
        os.environ["LINGQU_FIRST_START"] = "yes"
        os.environ["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
        print(
            f"filling {options.organisations:,} organisations and {4 * options.organisations:,} facts …",
            file=sys.stderr,
        )
        filled = filling.filled(options.organisations)
        with _served(options.workers) as server:
            if options.mixed:
                report = _mixed(filled, options.seconds, server)
            else:
                report = _measured(filled, options.seconds, options.page)
    report.surroundings["database"] = "SQLite" if options.sqlite else "PostgreSQL"
    report.surroundings |= {"organisations": str(options.organisations), "workers": str(options.workers)}
    print_aims(report.aims)
    if options.json:
        report.write_json(options.json)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organisations", type=int, default=100_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=10.0, help="how long each page is asked for")
    parser.add_argument("--page", action="append", help="only this page, beside the bare one and the list")
    parser.add_argument("--sqlite", action="store_true", help="on the embedded database")
    parser.add_argument("--mixed", action="store_true", help="users go from page to page; one request in twenty saves")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


@contextmanager
def _served(workers: int) -> Iterator[int]:
    program = (
        "from granian import Granian; from granian.constants import Interfaces; from granian.log import LogLevels; "
        f"Granian('lingqu.config.wsgi:application', port={PORT}, interface=Interfaces.WSGI, workers={workers}, "
        "blocking_threads=4, log_level=LogLevels.error).serve()"
    )
    server = subprocess.Popen([sys.executable, "-c", program])
    try:
        for _ in range(100):
            time.sleep(0.2)
            if asked_by_users(PORT, "/", "", users=1, seconds=0, think=0).faults == 0:
                break
        else:
            raise SystemExit("the server does not answer")
        yield server.pid
    finally:
        server.terminate()
        server.wait(timeout=20)


def _measured(filled: filling.Filled, seconds: float, only: list[str] | None) -> Report:
    report = Report()
    rows: list[tuple[str, ...]] = []
    rates: dict[str, float] = {}
    for name, path, cookie in filled.pages():
        if only and name not in {"bare", "list", *only}:
            continue
        asked_by_users(PORT, path, cookie, users=4, seconds=1, think=0)  # whatever is made once is made now
        full = asked_by_users(PORT, path, cookie, users=USERS, seconds=seconds, think=0)
        thinking = asked_by_users(PORT, path, cookie, users=USERS, seconds=seconds, think=1.0)
        if full.faults or thinking.faults:
            raise SystemExit(f"{name} {path}: {full.faults + thinking.faults} answers were no pages")
        rates[name] = full.rate
        rows.append((name, *_told(full), *_told(thinking)[:2]))
        report.figures[name] = {"rate": full.rate, "p50": full.p50, "p95": full.p95, "p95_thinking": thinking.p95}
        if name != "bare":
            found = f"{thinking.p95:.0f} ms (without a pause {full.p95:.0f})"
            report.aim(name=f"{name}: p95, {USERS} users with a second between", aim=f"< {P95_MILLISECONDS:.0f} ms",
                       found=found, met=thinking.p95 < P95_MILLISECONDS)  # fmt: skip
    share = rates["list"] / rates["bare"]
    report.aim(name="the list beside the bare page", aim="≥ 0.33", found=f"{share:.2f}", met=share >= SHARE_OF_BARE)
    headings = ("page", "p50 ms", "p95 ms", "a second", "p50, pausing", "p95, pausing")
    print_table(Table(f"{USERS} users", headings, tuple(rows), "pausing: each user waits a second after an answer"))
    return report


def _mixed(filled: filling.Filled, seconds: float, server: int) -> Report:
    """Users on all pages at once, with a second between; memory of the workers before and after."""
    pages = [each for each in filled.pages() if each[0] != "bare"]
    for _, path, cookie in pages:
        asked_by_users(PORT, path, cookie, users=4, seconds=1, think=0)
    warm = pss_of_children(server)
    found = mixed(
        PORT, pages, filled.token, list(filled.keys), users=USERS, seconds=seconds, think=1.0, writes=SHARE_OF_WRITES
    )
    loaded = pss_of_children(server)
    report = Report()
    headings = ("page", "answers", "p50 ms", "p95 ms", "longest", "faults")
    rows = tuple(
        (name, *(f"{each[part]:.0f}" for part in ("answers", "p50", "p95", "most", "faults")))
        for name, each in found.items()
    )
    print_table(Table(f"{USERS} users on all pages, one request in twenty saves a fact", headings, rows, ""))
    memory = (("after warm-up", _mib(warm)), ("after the load", _mib(loaded)))
    print_table(Table("memory of each worker (PSS)", ("when", "MiB"), memory, "shared pages counted by share"))
    report.figures |= found
    report.figures["memory"] = {f"{when} {n}": mib for when, all_ in (("warm", warm), ("loaded", loaded))
                                for n, mib in enumerate(all_)}  # fmt: skip
    faults = sum(each["faults"] for each in found.values())
    report.aim(name="answers that were none", aim="0", found=f"{faults:.0f}", met=faults == 0)
    if WRITE in found:
        report.aim(name="saving a fact: the longest", aim="< 4 000 ms", found=f"{found[WRITE]['most']:.0f} ms",
                   met=found[WRITE]["most"] < LONGEST_WAIT)  # fmt: skip
    return report


def _mib(found: list[float]) -> str:
    return ", ".join(f"{each:.0f}" for each in found) or "the system does not tell"


def _told(asked: Asked) -> tuple[str, str, str]:
    return f"{asked.p50:.0f}", f"{asked.p95:.0f}", f"{asked.rate:.0f}"


if __name__ == "__main__":
    main()
