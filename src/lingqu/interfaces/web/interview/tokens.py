"""A state as a piece of an address and back: packed, checked, and read as far as it can be.

Its one law: a token is input like any other. It is bounded before it is unpacked, and what is broken is told, never
guessed; a link cut off in the middle gives the answers before the cut. It is no secret and no proof: it holds what its
reader typed.
"""

from __future__ import annotations

import json
import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, replace
from datetime import date

from lingqu.interfaces.web.interview.state import State, Wire

LONGEST = 4096
FIRST_YEAR, LAST_YEAR = 2000, 2099
"""Days judged lie within; the arithmetic of periods needs room on both sides."""
_MOST_BYTES = 32 * 1024
_FORM = "1."
_SUM = 4  # bytes of the check sum before the packed text
_ALPHABET = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_CODE = re.compile(r"[a-z][a-z0-9_]{0,79}", re.ASCII)
_NAMES = re.compile(r"[A-Za-z0-9_]{1,100}", re.ASCII)
_MOST_NAMES = 40


class UnableToReadToken(Exception):
    """A token of which nothing can be read."""


@dataclass(frozen=True, slots=True)
class ReadToken:
    """What a token says; not whole where it was changed or cut off on its way."""

    state: State
    is_whole: bool


def token_of(state: State) -> str:
    """Pack a state.

    >>> from datetime import date
    >>> read_token(token_of(State(date(2026, 11, 24), facts={"is_enterprise": True}))).state.facts
    {'is_enterprise': True}
    """
    head = "|".join(
        (
            state.day.isoformat(),
            state.kind,
            ",".join(state.measures),
            ",".join(state.supplements),
            state.digest,
            state.source,
        )
    )
    lines = [head, *(f"{code}={_spelled(wire)}" for code, wire in state.facts.items())]
    text = "".join(f"{line}\n" for line in lines).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(text) + packer.flush()
    return _FORM + urlsafe_b64encode(zlib.crc32(text).to_bytes(_SUM) + packed).decode().rstrip("=")


def read_token(token: str) -> ReadToken:
    """Unpack a token, as far as it goes. Raises `UnableToReadToken`."""
    body = token.removeprefix(_FORM)
    if not token.startswith(_FORM) or len(token) > LONGEST or not _ALPHABET.fullmatch(body):
        raise UnableToReadToken
    text, is_whole = _unpacked(body)
    head, *lines = text.split("\n")
    if not lines:
        raise UnableToReadToken
    state = _head(head)
    for line in lines[:-1]:  # the last piece is empty, or a line cut off
        code, sign, spelled = line.partition("=")
        if not sign or not _CODE.fullmatch(code):
            is_whole = False
            continue
        try:
            state = state.answered(code, _wire(spelled))
        except ValueError:
            is_whole = False
    return ReadToken(state, is_whole)


def _unpacked(body: str) -> tuple[str, bool]:
    try:
        data = urlsafe_b64decode(body[: len(body) - (len(body) % 4 == 1)] + "=" * (-len(body) % 4))
    except (NotBase64, ValueError):
        raise UnableToReadToken from None
    unpacker = zlib.decompressobj(-15)
    text = bytearray()
    try:
        for place in range(_SUM, len(data)):  # byte by byte, so that what stands before a fault is kept
            text += unpacker.decompress(data[place : place + 1], _MOST_BYTES - len(text) or 1)
            if len(text) >= _MOST_BYTES:
                raise UnableToReadToken
    except zlib.error:
        pass
    is_whole = unpacker.eof and not unpacker.unused_data and zlib.crc32(text) == int.from_bytes(data[:_SUM])
    return text.decode("utf-8", "replace"), is_whole


def _head(line: str) -> State:
    parts = line.split("|")
    if len(parts) != 6:
        raise UnableToReadToken
    day, kind, measures, supplements, digest, source = parts
    try:
        state = State(date.fromisoformat(day))
    except ValueError:
        raise UnableToReadToken from None
    if not FIRST_YEAR <= state.day.year <= LAST_YEAR:
        raise UnableToReadToken
    if not all(_NAMES.fullmatch(each) for each in (kind, digest, source) if each):
        raise UnableToReadToken
    state = replace(state, measures=_names(measures), supplements=_names(supplements))
    return replace(state, kind=kind, digest=digest, source=source)


def _names(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(text.split(","))) if text else ()
    if len(names) > _MOST_NAMES or not all(_NAMES.fullmatch(each) for each in names):
        raise UnableToReadToken
    return names


_SHORT = {"true": "y", "false": "n", "null": "?"}
_LONG = {short: word for word, short in _SHORT.items()}


def _spelled(wire: Wire) -> str:
    text = json.dumps(wire, ensure_ascii=True, separators=(",", ":"))
    return _SHORT.get(text, text)


def _wire(spelled: str) -> Wire:
    """Read a value of one of the forms there are. Raises ValueError."""
    try:
        value = json.loads(_LONG.get(spelled, spelled))
    except RecursionError:
        raise ValueError from None
    is_years = isinstance(value, dict) and all(isinstance(each, int | str | None) for each in value.values())
    if not isinstance(value, bool | int | str | None) and not is_years:
        raise ValueError(spelled)
    return value  # type: ignore[no-any-return]
