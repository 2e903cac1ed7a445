"""A plan document read in a process of its own, so that no file can stop or fill the one that serves pages.

Its one law: whatever the bytes do, the caller has a plan or the reasons why not, within a bounded time and memory. It
does not know databases; the child loads no framework.
"""

from __future__ import annotations

import contextlib
import json
import subprocess  # nosec B404  # this program itself, with fixed arguments
import sys

from lingqu.books.rulebooks.plan_wire import UnableToRebuild, faults_from_plain, plan_from_plain, to_plain
from lingqu.law.plans import LARGEST_FILE, Plan, PlanFault, UnableToReadPlan, Wording, read_plan

LONGEST_SECONDS = 60
LARGEST_MEMORY = 2 * 1024 * 1024 * 1024
LARGEST_ANSWER = 64 * 1024 * 1024
_LONGEST_NAME = 160
_EXPECTED = Wording("一分钟内能读完的 txt、docx、pdf 或 html 文件", "a txt, docx, pdf or html that reads in a minute")


def read_apart(*, content: bytes, name: str, seconds: float = LONGEST_SECONDS) -> Plan:
    """Read a document within the limits. Raises UnableToReadPlan with every reason."""
    check_size(len(content), name)
    safe_name = name[:_LONGEST_NAME]
    command = [sys.executable, "-I", "-m", "lingqu.books.rulebooks.apart", safe_name]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=seconds, check=False)  # nosec B603
    except subprocess.TimeoutExpired:
        raise _fault(
            "too-slow", "读得太久，已停止", "it takes too long and was stopped", name, f"> {seconds:g} s"
        ) from None
    try:
        if len(done.stdout) > LARGEST_ANSWER:
            raise UnableToRebuild("too long")
        answer = json.loads(done.stdout)
        if "plan" in answer:
            return plan_from_plain(answer["plan"])
        faults = faults_from_plain(answer["faults"])
    except (ValueError, KeyError, TypeError, RecursionError):
        # stopped by a limit or broken inside: to the reader both mean that this file cannot be used
        raise _fault(
            "stopped", "读的时候出错或占用内存过多", "reading it failed or took too much memory", name, ""
        ) from None
    raise UnableToReadPlan(faults)


def check_size(size: int, name: str) -> None:
    """Refuse a file by its size, before a byte of it is read. Raises UnableToReadPlan."""
    if size > LARGEST_FILE:
        megabytes = LARGEST_FILE >> 20
        fault = PlanFault(
            "too-large",
            Wording("文件过大", "the file is too large"),
            f"{size / 1024 / 1024:.1f} MiB",
            Wording(f"不超过 {megabytes} MiB", f"no more than {megabytes} MiB"),
            "方案.docx",
            name[:_LONGEST_NAME],
        )
        raise UnableToReadPlan((fault,))


def _fault(code: str, chinese: str, english: str, name: str, given: str) -> UnableToReadPlan:
    place = name[:_LONGEST_NAME]
    return UnableToReadPlan(
        (PlanFault(code, Wording(chinese, english), given or place, _EXPECTED, "方案.docx", place),)
    )


def _limit_own_process() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # only where the system has it

        resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_SECONDS, LONGEST_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _main() -> None:
    _limit_own_process()
    content = sys.stdin.buffer.read(LARGEST_FILE + 1)
    try:
        answer = {"plan": to_plain(read_plan(content=content, name=sys.argv[1]))}
    except UnableToReadPlan as error:
        answer = {"faults": to_plain(error.faults)}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=True, separators=(",", ":")).encode("ascii"))


if __name__ == "__main__":
    _main()
