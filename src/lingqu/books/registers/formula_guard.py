"""Texts that a spreadsheet would take for a formula, and the mark that keeps it from doing so.

Its one law: the mark goes on at export and comes off at import, and every text survives both. It knows no framework, as
the reader of brought files runs without one.
"""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a formula begins; spreadsheets of East Asia fold wide signs into narrow ones."""


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula; `unguarded` takes the mark away again.

    >>> guarded("=1+1"), unguarded(guarded("=1+1")), guarded("'=1"), unguarded("'tis")
    ("'=1+1", '=1+1', "''=1", "'tis")
    """
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_FORMULA) else text
