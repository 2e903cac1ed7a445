"""A PDF into paragraphs: lines of the pages joined where they were broken, page numbers and running heads set aside.

Its one law: nothing is unpacked without a limit, and a file without a text layer is refused, not read as empty.
It does not know what a paragraph is to the plan.
"""

from __future__ import annotations

import io
import logging
import re
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from lingqu.law.plans.faults import Note, PlanFault, UnableToReadPlan, Wording
from lingqu.law.plans.furniture import put_aside
from lingqu.law.plans.lines import Reading, SetAside
from lingqu.law.plans.paragraphs import PlacedLine, join_placed_lines, without_blanks_in_chinese

_MOST_PAGES = 500
_MOST_STREAMS = 100_000
_LARGEST_UNPACKED = 256 * 1024 * 1024
_LARGEST_STREAM = 64 * 1024 * 1024
_LONGEST_SECONDS = 120.0
_CHUNK = 64 * 1024
_STREAM = re.compile(rb"stream[ \t]*(?:\r\n|\n|\r)")
# methods the parser unpacks without a limit of ours; a plan of today uses neither
_OLD_METHODS = re.compile(rb"/(?:LZWDecode|LZW|RunLengthDecode|RL)\b")
_LARGEST_IN_OLD_METHODS = 128 * 1024
_PAGE_NUMBER = re.compile(r"[-—–─·\s]*(?:第\s*)?\d{1,4}\s*页?(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–─·\s]*")
_EXPECTED = Wording("有文字层、未加密的 PDF", "a PDF with a text layer and without a password")


def read(*, content: bytes, name: str) -> Reading:
    """Read a PDF; raise UnableToReadPlan where it is damaged, encrypted, hostile, or a scan without text."""
    _check_bytes(content, name)
    with _quiet_parser():
        pages = _pages(content, name)
    if not any(pages):
        raise _refused(
            "no-text",
            name,
            "没有可提取的文字（可能是扫描件）",
            "it holds no text (a scan, perhaps)",
            f"{len(pages)} pages",
        )
    kept, aside, dropped = _without_heads_and_numbers(pages)
    notes: tuple[Note, ...] = ()
    if dropped:
        text = Wording(f"略去页码 {dropped} 处", f"{dropped} page numbers were left out")
        notes = (Note("page-numbers", text),)
    return Reading(paragraphs=join_placed_lines(kept), set_aside=tuple(aside), notes=notes)


def _pages(content: bytes, name: str) -> list[list[PlacedLine]]:
    started = time.monotonic()
    pages: list[list[PlacedLine]] = []
    try:
        import pdfplumber

        with pdfplumber.open(io.BytesIO(content)) as file:
            if file.doc.encryption is not None:
                raise _encrypted(name)
            if len(file.pages) > _MOST_PAGES:
                raise _refused("too-many-pages", name, "页数过多", "it holds too many pages", str(len(file.pages)))
            for number, page in enumerate(file.pages, start=1):
                pages.append(_lines_of(page, number))
                page.close()
                if time.monotonic() - started > _LONGEST_SECONDS:
                    raise _refused("too-slow", name, "解析时间过长", "it takes too long to read", f"{number} pages")
    except UnableToReadPlan:
        raise
    except Exception as error:
        # pdfminer fails in a dozen ways on a damaged file; only the password is told apart
        reason = f"{type(error).__name__} {error!r}"
        if "Password" in reason or "Encryption" in reason:
            raise _encrypted(name) from error
        raise _refused(
            "damaged", name, "PDF 已损坏或不完整", "the PDF is damaged or incomplete", type(error).__name__
        ) from error
    return pages


def _lines_of(page: Any, number: int) -> list[PlacedLine]:
    found: list[PlacedLine] = []
    for line_number, line in enumerate(page.extract_text_lines(return_chars=True), start=1):
        text = without_blanks_in_chinese(line["text"].strip())
        if text:
            sizes = Counter(round(float(character["size"]), 1) for character in line["chars"])
            size = sizes.most_common(1)[0][0] if sizes else 10.0
            found.append(PlacedLine(f"第{number}页第{line_number}行", text, float(line["x0"]), float(line["x1"]), size))
    return found


def _without_heads_and_numbers(
    pages: list[list[PlacedLine]],
) -> tuple[list[PlacedLine], list[SetAside], int]:
    """Leave out page numbers; set aside the lines that head or foot more than half of the pages, at least three."""
    repeated = _running_lines(pages)
    kept: list[PlacedLine] = []
    aside: list[SetAside] = []
    dropped = 0
    for page in pages:
        for position, line in enumerate(page):
            at_edge = position == 0 or position == len(page) - 1
            if at_edge and _PAGE_NUMBER.fullmatch(line.text):
                dropped += 1
            elif position in _edges(page) and _without_digits(line.text) in repeated:
                aside.append(put_aside(line.text, code="running-head", place=line.place))
            else:
                kept.append(line)
    return kept, aside, dropped


def _running_lines(pages: list[list[PlacedLine]]) -> set[str]:
    heads: Counter[str] = Counter()
    for page in pages:
        heads.update({_without_digits(page[position].text) for position in _edges(page)})
    return {text for text, times in heads.items() if times >= 3 and times * 2 > len(pages) and text}


def _edges(page: list[PlacedLine]) -> tuple[int, ...]:
    """The lines of a page that may be a running head or foot: the first, and the last two."""
    return tuple({0, max(0, len(page) - 2), len(page) - 1}) if len(page) > 3 else ()


def _without_digits(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _check_bytes(content: bytes, name: str) -> None:
    """Unpack every stream for measure only, so that no bomb reaches the parser, which unpacks without a limit."""
    if b"/Encrypt" in content:
        raise _encrypted(name)
    if len(content) > _LARGEST_IN_OLD_METHODS and _OLD_METHODS.search(content):
        raise _refused(
            "old-compression",
            name,
            "用了过时的压缩方式，请另存后再试",
            "it is packed by a method of old; save it anew",
            "LZW / RunLength",
        )
    total = 0
    for count, found in enumerate(_STREAM.finditer(content)):
        if count > _MOST_STREAMS:
            raise _refused("too-many-streams", name, "数据流过多", "it holds too many streams", f"> {_MOST_STREAMS}")
        size = _unpacked_size(content, found.end())
        total += size
        if size > _LARGEST_STREAM or total > _LARGEST_UNPACKED:
            raise _refused(
                "too-large-unpacked",
                name,
                "解压后过大（可能是压缩炸弹）",
                "too large once unpacked (a bomb, perhaps)",
                f"> {_LARGEST_STREAM} bytes",
            )


def _unpacked_size(content: bytes, begin: int) -> int:
    """Measure what a stream unpacks to, just past the limit; one packed twice is measured to its second depth."""
    size = twice = 0
    inner: Any = None
    for unpacked in _unpack(content, begin):
        if not size:
            inner = zlib.decompressobj() if unpacked[:1] == b"\x78" else None
        size += len(unpacked)
        try:
            while inner is not None and unpacked and twice <= _LARGEST_STREAM:
                twice += len(inner.decompress(unpacked, _CHUNK))
                unpacked = inner.unconsumed_tail
        except zlib.error:
            inner = None
        if max(size, twice) > _LARGEST_STREAM:
            break
    return max(size, twice)


def _unpack(content: bytes, begin: int) -> Iterator[bytes]:
    """Unpack a stream piece by piece; one that is not packed yields nothing."""
    unpacker = zlib.decompressobj()
    try:
        while not unpacker.eof:
            packed = unpacker.unconsumed_tail
            if not packed:
                packed, begin = content[begin : begin + _CHUNK], begin + _CHUNK
                if not packed:
                    return
            yield unpacker.decompress(packed, _CHUNK)
    except zlib.error:
        return


@contextmanager
def _quiet_parser() -> Iterator[None]:
    """Keep pdfminer's remarks on odd files off the terminal; what matters is said as a fault or a note."""
    parser = logging.getLogger("pdfminer")
    before = parser.level
    parser.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        parser.setLevel(before)


def _encrypted(name: str) -> UnableToReadPlan:
    return _refused(
        "encrypted", name, "PDF 已加密，请另存为未加密的", "the PDF is encrypted; save it in clear", "password"
    )


def _refused(code: str, name: str, zh: str, en: str, given: str) -> UnableToReadPlan:
    return UnableToReadPlan((PlanFault(code, Wording(zh, en), given, _EXPECTED, "方案.pdf", name),))
