"""Bytes and a file name into a document: which format it is, within which limits, read by whom.

Its one law: the bytes decide the format, the name only where the bytes are plain; what cannot be read is a fault that
says what was given and what would do, never a traceback. It does not know what the text means.
"""

from __future__ import annotations

from pathlib import Path

from lingqu.law.plans import markup, plain_text, portable, word
from lingqu.law.plans.faults import PlanFault, UnableToReadPlan, Wording
from lingqu.law.plans.lines import Document, Line
from lingqu.law.plans.plan import Plan
from lingqu.law.plans.structure import read_structure

LARGEST_FILE = 32 * 1024 * 1024
MOST_CHARACTERS = 1_000_000
MOST_LINES = 50_000
_READERS = {"txt": plain_text.read, "docx": word.read, "pdf": portable.read, "html": markup.read}
_ACCEPTED = Wording("txt、docx、pdf 或 html 格式的方案文本", "the text of a plan as txt, docx, pdf or html")
_SUFFIXES = {".docx": "docx", ".pdf": "pdf", ".html": "html", ".htm": "html", ".xhtml": "html"}
_OTHER_FORMATS = (
    (b"\xd0\xcf\x11\xe0", "旧版 Word（.doc）或加密的 docx", "an old Word file (.doc) or an encrypted docx"),
    (b"{\\rtf", "RTF 文件", "an RTF file"),
    (b"\x89PNG", "PNG 图片", "a PNG picture"),
    (b"\xff\xd8\xff", "JPEG 图片", "a JPEG picture"),
    (b"GIF8", "GIF 图片", "a GIF picture"),
    (b"\x1f\x8b", "gzip 压缩文件", "a gzip archive"),
    (b"7z\xbc\xaf", "7z 压缩文件", "a 7z archive"),
    (b"Rar!", "RAR 压缩文件", "a RAR archive"),
    (b"\x7fELF", "可执行文件", "an executable"),
)  # fmt: skip


def read_plan(*, content: bytes, name: str) -> Plan:
    """Read the bytes of a plan document; raise UnableToReadPlan with every reason why they cannot be read."""
    return read_structure(read_document(content=content, name=name))


def read_plan_file(*, path: Path) -> Plan:
    """Read a plan document from a file; a missing, unreadable or too large file is UnableToReadPlan as well."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        given = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        problem = Wording("文件打不开", "the file cannot be opened")
        raise _fault("unopened", problem, given, _ACCEPTED, str(path)) from error
    return read_plan(content=content, name=path.name)


def read_document(*, content: bytes, name: str) -> Document:
    """Read bytes into numbered lines; raise UnableToReadPlan with every reason why they cannot be read."""
    _check_size(content, name)
    form = _format_of(content, name)
    reading = _READERS[form](content=content, name=name)
    texts = [(place, text.rstrip()) for place, text in reading.paragraphs]
    if not any(_has_words(text) for _, text in texts):
        raise _fault("empty", Wording("没有文字", "it holds no text"), "0", _ACCEPTED, name)
    characters, paragraphs = sum(len(text) for _, text in texts), sum(1 for _, text in texts if text.strip())
    if characters > MOST_CHARACTERS or paragraphs > MOST_LINES:
        problem = Wording("文字过多，不像一份方案", "it holds too much text to be a plan")
        expected = Wording(
            f"不超过 {MOST_CHARACTERS} 字、{MOST_LINES} 段",
            f"no more than {MOST_CHARACTERS} characters in {MOST_LINES} paragraphs",
        )
        raise _fault("too-much-text", problem, f"{characters} / {paragraphs}", expected, name)
    lines = tuple(Line(number, text, place) for number, (place, text) in enumerate(texts, start=1))
    return Document(name, form, reading.encoding, lines, reading.set_aside, reading.notes)


def _check_size(content: bytes, name: str) -> None:
    if not content:
        raise _fault("empty", Wording("文件为空", "the file is empty"), "0 bytes", _ACCEPTED, name)
    if len(content) > LARGEST_FILE:
        megabytes = LARGEST_FILE // 1024 // 1024
        problem = Wording("文件过大", "the file is too large")
        expected = Wording(f"不超过 {megabytes} MiB", f"no more than {megabytes} MiB")
        raise _fault("too-large", problem, f"> {megabytes} MiB", expected, name)


def _format_of(content: bytes, name: str) -> str:
    for magic, zh, en in _OTHER_FORMATS:
        if content.startswith(magic):
            raise _fault("format", Wording(f"这是{zh}", f"this is {en}"), name, _ACCEPTED, name)
    opening = content[:1024]
    if b"%PDF-" in opening:
        return "pdf"
    if content.startswith(b"PK"):
        return "docx"
    suffix = Path(name).suffix.lower()
    named = _SUFFIXES.get(suffix, "txt")
    if named in ("docx", "pdf"):
        problem = Wording(
            f"文件名是 {suffix}，内容却不是（已损坏，或是别的格式）",
            f"named {suffix}, but the content is not (damaged, or another format)",
        )
        raise _fault("damaged", problem, content[:8].hex(" "), _ACCEPTED, name)
    if named == "html" or _opens_as_page(opening):
        return "html"
    return "txt"


def _opens_as_page(opening: bytes) -> bool:
    bare = opening.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return bare.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")) or (
        bare.startswith(b"<!--") and b"<html" in bare
    )


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _fault(code: str, problem: Wording, given: str, expected: Wording, place: str) -> UnableToReadPlan:
    return UnableToReadPlan((PlanFault(code, problem, given, expected, "方案.docx", place),))
