"""The day a version begins and its number, as the header of its policy says them.

Its one law: only these two lines are written, and examples of earlier days become comments; all else stays as it is.
By the header the version of a day is chosen, in pages and on the command line alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

POLICY_FILE = "policy.lq"
_BEGINS = re.compile(
    r"^(?P<before>[ \t\u3000]+施行[ \t\u3000]+)(?P<value>[^#\n]*?)(?P<after>[ \t\u3000]*(?:#.*)?)$", re.M
)
_LABEL = re.compile(
    r"^(?P<before>[ \t\u3000]+版本[ \t\u3000]+)(?P<value>[^#\n]*?)(?P<after>[ \t\u3000]*(?:#.*)?)$", re.M
)


def with_header(text: str, *, begins: date, label: str) -> str:
    """The text of policy.lq with another first day and version.

    >>> with_header("政策 a「b」\\n  施行      2026年1月24日\\n  版本      1\\n", begins=date(2027, 3, 1), label="2")
    '政策 a「b」\\n  施行      2027年3月1日\\n  版本      2\\n'
    """
    day = f"{begins.year}年{begins.month}月{begins.day}日"
    text = _BEGINS.sub(lambda found: f"{found['before']}{day}{found['after']}", text, count=1)
    if _LABEL.search(text):
        return _LABEL.sub(lambda found: f"{found['before']}{label}{found['after']}", text, count=1)
    return _BEGINS.sub(lambda found: f"{found[0]}\n  版本      {label}", text, count=1)


def as_comments(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with some lines, counted from 0, turned into comments.

    >>> as_comments("  示例  甲\\n        乙\\n  示例  丙\\n", [(0, 1)])
    '  # 示例  甲\\n  #       乙\\n  示例  丙\\n'
    """
    wanted = {line for first, last in spans for line in range(first, last + 1)}
    lines = text.split("\n")
    return "\n".join(f"  # {line[2:]}" if number in wanted else line for number, line in enumerate(lines))


def next_label(labels: tuple[str, ...]) -> str:
    """The number after the highest one in use.

    >>> next_label(("1", "2", "草案"))
    '3'
    """
    return str(max((int(each) for each in labels if each.isdecimal()), default=0) + 1)
