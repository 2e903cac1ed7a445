"""Texts of forms and messages in the language of the reader.

Its one law: a text is chosen when it is shown, not when the program starts.
"""

from __future__ import annotations

from typing import Any

from django.utils.functional import lazy

from lingqu.interfaces.web.language import lang
from lingqu.reports.wording import Words


def _said(zh: str, en: str) -> str:
    return en if lang() == "en" else zh


_later = lazy(_said, str)


def spoken(zh: str, en: str) -> Any:
    """A text that becomes one of the two when it is shown; Django takes it where it takes a translation."""
    return _later(zh, en)


def said_now(words: Words) -> str:
    """The text of `Words` for the reader of this request."""
    return words.said(lang())
