"""A Word document (docx) into paragraphs: automatic numbers written out, tables row by row, tracked changes accepted.

Its one law: nothing is unpacked before its size is known, and a document with entities of its own is refused.
It does not know what a paragraph is to the plan.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lingqu.law.plans.faults import Note, PlanFault, UnableToReadPlan, Wording
from lingqu.law.plans.lines import Reading
from lingqu.law.plans.word_numbering import Numbering, W, read_numbering

_MOST_PARTS = 3_000
_LARGEST_UNPACKED = 96 * 1024 * 1024
_LARGEST_XML = 24 * 1024 * 1024
_DEEPEST_TABLE = 8
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {f"{W}del", f"{W}moveFrom", f"{W}txbxContent", f"{W}instrText", _FALLBACK}
_EXPECTED = Wording("未加密、可用 Word 打开的 docx 文件", "a docx file that Word opens, without a password")


def read(*, content: bytes, name: str) -> Reading:
    """Read a docx file; raise UnableToReadPlan where it is damaged, encrypted, hostile or no Word document."""
    safe = _repacked(content, name)
    try:
        import docx

        document: Any = docx.Document(io.BytesIO(safe))
        body = document.element.body
        numbering = read_numbering(numbering=_part(document, "/numbering"), styles=document.styles.element)
        paragraphs = tuple(_paragraphs(body, numbering, "", 0))
        notes = _notes(body, document)
    except Exception as error:
        # the parsers underneath fail in a dozen ways on a damaged package; to a reader they all mean this one thing
        raise _unreadable(name, type(error).__name__) from error
    return Reading(paragraphs=paragraphs, notes=notes)


def _repacked(content: bytes, name: str) -> bytes:
    """Unpack a package within limits and pack it again without its pictures.

    What the parser then unpacks is known in size: the sizes a package states of itself may be lies.
    """
    packed = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(packed, "w") as safe:
            parts = package.infolist()
            _check_sizes(parts, name)
            if "word/document.xml" not in {part.filename for part in parts} and not _names_word(package, parts):
                raise _refused("not-word", name, "没有 Word 正文部分", "it holds no Word text", _kinds(parts))
            for part in parts:
                xml = b""
                if _is_xml(part):
                    xml = _unpacked(package, part)
                    _check_xml(xml, name, part.filename)
                safe.writestr(part.filename, xml)
    except UnableToReadPlan:
        raise
    except Exception as error:
        # zipfile fails in as many ways as a package can be damaged (struct.error, zlib.error, BadZipFile, KeyError …)
        raise _unreadable(name, type(error).__name__) from error
    return packed.getvalue()


def _unpacked(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    with package.open(part) as stream:
        return stream.read(part.file_size)


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels"))


def _check_sizes(parts: list[zipfile.ZipInfo], name: str) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise _refused("encrypted", name, "文件已加密", "the file is encrypted", "password")
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        # the other methods of a zip cannot be unpacked within a limit, and Word uses none of them
        raise _refused("damaged", name, "压缩方式不是 Word 所用", "packed in a way Word never uses", "method")
    if len(parts) > _MOST_PARTS:
        raise _refused("too-many-parts", name, "压缩包内部件过多", "the package holds too many parts", str(len(parts)))
    unpacked = sum(part.file_size for part in parts)
    largest = max((part.file_size for part in parts if _is_xml(part)), default=0)
    if unpacked > _LARGEST_UNPACKED or largest > _LARGEST_XML:
        raise _refused(
            "too-large-unpacked",
            name,
            "解压后过大（可能是压缩炸弹）",
            "too large once unpacked (a zip bomb, perhaps)",
            f"{max(unpacked, largest)} bytes",
        )


def _check_xml(xml: bytes, name: str, part: str) -> None:
    # Word writes no document type; an entity could unfold without end or fetch a file. UTF-16 puts zeros between
    plain = xml.replace(b"\x00", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise _refused(
            "entities",
            f"{name}/{part}",
            "XML 中自带文档类型或实体声明",
            "its XML declares a document type or entities",
            "<!DOCTYPE",
        )


def _names_word(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> bool:
    listed = next((part for part in parts if part.filename == "[Content_Types].xml"), None)
    return listed is not None and b"wordprocessingml.document.main" in _unpacked(package, listed)


def _kinds(parts: list[zipfile.ZipInfo]) -> str:
    return "、".join(sorted(part.filename for part in parts)[:3]) or "0 parts"


def _part(document: Any, ending: str) -> Any:
    """Find the XML of a part related to the document by the end of its relationship type; None where it has none."""
    for relationship in document.part.rels.values():
        if relationship.reltype.endswith(ending) and not relationship.is_external:
            return relationship.target_part.element
    return None


def _paragraphs(container: Any, numbering: Numbering, within: str, depth: int) -> Iterator[tuple[str, str]]:
    paragraph_number = table_number = 0
    for element in _blocks(container):
        if element.tag == f"{W}p":
            paragraph_number += 1
            prefix = numbering.prefix(element)
            for text in (prefix + _text(element)).split("\n"):
                yield f"{within}第{paragraph_number}段", text
        elif depth < _DEEPEST_TABLE:
            table_number += 1
            yield from _rows(element, numbering, f"{within}表{table_number}", depth + 1)


def _blocks(container: Any) -> Iterator[Any]:
    """Go through paragraphs and tables, also those inside content controls and tracked insertions."""
    waiting = [iter(container)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
            waiting.append(iter(element))


def _rows(table: Any, numbering: Numbering, within: str, depth: int) -> Iterator[tuple[str, str]]:
    rows = [row for row in table.iter(f"{W}tr") if _table_of(row) is table]
    for row_number, row in enumerate(rows, start=1):
        place = f"{within}第{row_number}行"
        cells = [
            list(_paragraphs(cell, numbering, place, depth)) for cell in row.iter(f"{W}tc") if _row_of(cell) is row
        ]
        if len(cells) == 1:
            # a row of one cell is a frame around text, not a table
            yield from cells[0]
            continue
        texts = [" ".join(text.strip() for _, text in cell if text.strip()) for cell in cells]
        if any(texts):
            yield place, " | ".join(texts)


def _table_of(row: Any) -> Any:
    return next(row.iterancestors(f"{W}tbl"), None)


def _row_of(cell: Any) -> Any:
    return next(cell.iterancestors(f"{W}tr"), None)


def _text(paragraph: Any) -> str:
    """Gather the words of a paragraph: insertions in, deletions out, a forced line break as a line of its own."""
    words: list[str] = []
    waiting = [iter(paragraph)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
            continue
        tag = element.tag
        if tag == f"{W}t":
            words.append(element.text or "")
        elif tag in (f"{W}tab", f"{W}ptab"):
            words.append(" ")
        elif tag in (f"{W}br", f"{W}cr"):
            words.append("\n" if element.get(f"{W}type", "textWrapping") == "textWrapping" else "")
        elif tag == f"{W}noBreakHyphen":
            words.append("-")
        elif tag not in _LEFT_OUT and isinstance(tag, str):
            waiting.append(iter(element))
    return "".join(words)


def _notes(body: Any, document: Any) -> tuple[Note, ...]:
    found: list[Note] = []
    if next(body.iter(f"{W}ins", f"{W}del"), None) is not None:
        text = Wording(
            "文件含修订痕迹：按接受全部修订读取",
            "the file holds tracked changes; it was read with all of them accepted",
        )
        found.append(Note("tracked-changes", text))
    if next(body.iter(f"{W}txbxContent"), None) is not None:
        text = Wording("文件含文本框，其文字未读入", "the file holds text boxes; their text was not read")
        found.append(Note("text-boxes", text))
    if next(body.iter(f"{W}footnoteReference"), None) is not None:
        text = Wording("文件含脚注，脚注文字未读入", "the file holds footnotes; their text was not read")
        found.append(Note("footnotes", text))
    return tuple(found)


def _refused(code: str, name: str, zh: str, en: str, given: str) -> UnableToReadPlan:
    return UnableToReadPlan((PlanFault(code, Wording(zh, en), given, _EXPECTED, "方案.docx", name),))


def _unreadable(name: str, given: str) -> UnableToReadPlan:
    return _refused("damaged", name, "docx 文件已损坏或不完整", "the docx file is damaged or incomplete", given)
