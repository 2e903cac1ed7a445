"""Which version of a row a change rests on: as its body or If-Match says.

Its one law: a change that names no version, or two, is refused; nothing is overwritten by guessing.
"""

from __future__ import annotations

import re
from typing import Annotated

from ninja import Header

from lingqu.law.inquiries.refusals import CallFault, UnableToAnswer

_ETAG = re.compile(r'^(?:W/)?"?([1-9][0-9]{0,8})"?$')

IfMatch = Annotated[
    str | None,
    Header(
        None, alias="If-Match", max_length=20, description='读到的版本 / the version read, e.g. "3"', examples=['"3"']
    ),
]


def version_read(given: int | None, if_match: str | None) -> int:
    """The version that was read. Raises `UnableToAnswer`."""
    found = _ETAG.match(if_match.strip()) if if_match else None
    said = {each for each in (int(found.group(1)) if found else None, given) if each is not None}
    if (if_match and found is None) or len(said) != 1:
        raise UnableToAnswer(
            [CallFault("version", f"{given}, If-Match {if_match}"[:60], "读到的版本", "the version that was read", "1")]
        )
    return said.pop()
