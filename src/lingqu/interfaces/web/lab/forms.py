"""What the forms of the Lab send: files of a draft, the state it was written upon, a note, a day.

Its one law: what cannot be read is told; nothing of a form reaches a draft but the files it names.
"""

from __future__ import annotations

from datetime import date

from django.http import QueryDict

_FILE = "file:"
_LONGEST_NUMBER = 9


def files_in(data: QueryDict) -> dict[str, str]:
    """The files of a form: fields called file:measures.lq."""
    return {name.removeprefix(_FILE): str(data[name]).replace("\r\n", "\n") for name in data if name.startswith(_FILE)}


def number_in(data: QueryDict, name: str) -> int:
    """A number of a form; 0, which no state has, where there is none."""
    text = str(data.get(name, ""))
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER else 0


def day_in(data: QueryDict, name: str) -> date | None:
    """A day of a form."""
    try:
        return date.fromisoformat(str(data.get(name, "")).strip())
    except ValueError:
        return None
