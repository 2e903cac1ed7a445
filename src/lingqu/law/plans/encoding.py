"""Bytes into text: UTF-8 with or without a mark, UTF-16 and UTF-32 by their mark, GB18030.

Its one law: no byte is guessed at. Bytes that are no text in any of these are refused with the place of the first wrong
byte; a UTF-8 text with a broken byte is never taken for GB18030, in which it would turn into other characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lingqu.law.plans.faults import PlanFault, UnableToReadPlan, Wording

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1f\x7f]")
_UTF8_SEQUENCE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_FEW = 20
_EXPECTED = Wording(
    "UTF-8、带标记的 UTF-16 或 GB18030 编码的文本", "text in UTF-8, in UTF-16 with its mark, or in GB18030"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was in."""

    text: str
    encoding: str


def decode(*, content: bytes, name: str) -> Decoded:
    """Decode a text file; raise UnableToReadPlan with the place of the first byte that fits no encoding."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return Decoded(_checked(_strictly(content, encoding, name), name), encoding)
    try:
        return Decoded(_checked(content.decode("utf-8"), name), "utf-8")
    except UnicodeDecodeError as error:
        broken_at = error.start
    if b"\x00" in content:
        raise _binary(name, content.index(b"\x00"))
    if _is_broken_utf8(content):
        raise _undecodable(name, content, "utf-8", broken_at)
    text = _checked(_strictly(content, "gb18030", name), name)
    if not _reads_as_chinese(text):
        raise _undecodable(name, content, "utf-8", broken_at)
    return Decoded(text, "gb18030")


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(name, content, encoding, error.start) from error


def _is_broken_utf8(content: bytes) -> bool:
    """Tell damaged UTF-8 from GB18030: nearly all bytes above 127 stand in sound UTF-8 sequences."""
    sound = sum(len(found) for found in _UTF8_SEQUENCE.findall(content))
    high = len(content) - len(content.translate(None, bytes(range(128, 256))))
    return sound * 10 >= high * 9


def _reads_as_chinese(text: str) -> bool:
    """Tell Chinese text from another encoding read as GB18030: its characters are common ones."""
    beyond_ascii = [character for character in text if ord(character) > 127]
    if len(beyond_ascii) < _FEW:
        return True
    common = sum(1 for character in beyond_ascii if _in_gb2312(character))
    return common * 5 >= len(beyond_ascii) * 4


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return character in "·—"
    return True


def _checked(text: str, name: str) -> str:
    controls = len(_CONTROLS.findall(text))
    if "\x00" in text:
        raise _binary(name, text.index("\x00"))
    if controls > 8 and controls * 100 > len(text):
        found = _CONTROLS.search(text)
        raise _binary(name, found.start() if found else 0)
    return _CONTROLS.sub("", text)


def _binary(name: str, position: int) -> UnableToReadPlan:
    fault = PlanFault(
        "binary",
        Wording("不是文本，是二进制数据", "this is binary data, not text"),
        f"控制字符 / control character @ {position}",
        _EXPECTED,
        "方案.txt",
        name,
    )
    return UnableToReadPlan((fault,))


def _undecodable(name: str, content: bytes, encoding: str, position: int) -> UnableToReadPlan:
    nearby = content[position : position + 4].hex(" ")
    fault = PlanFault(
        "encoding",
        Wording(
            f"第 {position + 1} 个字节起不是有效的 {encoding} 文本，按其他编码也读不通",
            f"from byte {position + 1} on this is no valid {encoding}, nor does another encoding fit",
        ),
        nearby,
        _EXPECTED,
        "方案.txt（UTF-8）",
        f"{name}:{position + 1}",
    )
    return UnableToReadPlan((fault,))
