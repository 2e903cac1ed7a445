"""A line of the log, without what a log has no business to hold.

Its one law: whatever writes it (Django, a library, a traceback), an address that opens something or holds answers is
shortened, and so are the values that a database quotes. It does not know who asks.
"""

from __future__ import annotations

import logging
import re

# A path may be as long as a server lets in: each pattern looks at a character a bounded number of times. One that could
# begin at every slash took a minute for a path of slashes, while nobody else was served.
_SHORTENED = (
    # the link of a self-assessment holds its answers; those of mails open an account
    (re.compile(r"(/assess/)(?!mine/|of/)[^/\s'\"]+"), r"\1…"),
    (re.compile(r"(/account/(?:password/reset/key|confirm-email)/)[^/\s'\"]+"), r"\1…"),
    (re.compile(r"\blq_[A-Za-z0-9_-]+"), "lq_…"),
    # what was asked for may be a name
    (re.compile(r"(?<![^\s?'\"])([^\s?'\"/]*/[^\s?'\"]*\?)[^\s'\"]+"), r"\1…"),
    (re.compile(r"(?m)^([ \t]*(?:DETAIL|CONTEXT):).*$"), r"\1 …"),
    (re.compile(r"(?m)^([ \t]*Key \([^)\n]*\)=)\(.*\)"), r"\1(…)"),
    (re.compile(r"(?i)\b(postgres(?:ql)?|smtps?|https?)://[^/\s@'\"]+@"), r"\1://…@"),
)


_LONGEST_LINE = 2000


class LogLine(logging.Formatter):
    """Writes a line, then shortens it: messages, their arguments and tracebacks alike."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line as it may be kept."""
        return "\n".join(_bounded(line) for line in shortened(super().format(record)).split("\n"))


def shortened(text: str) -> str:
    """Take out what may not be kept.

    >>> shortened("Forbidden (CSRF token missing.): /assess/1.abc-_9/result/")
    'Forbidden (CSRF token missing.): /assess/…/result/'
    >>> shortened("GET /registers/organisations/?q=13800001234&page=2 500")
    'GET /registers/organisations/?… 500'
    """
    for pattern, short in _SHORTENED:
        text = pattern.sub(short, text)
    return text


def _bounded(line: str) -> str:
    # how long an address is decides whoever sends it
    return line if len(line) <= _LONGEST_LINE else line[:_LONGEST_LINE] + "…"
