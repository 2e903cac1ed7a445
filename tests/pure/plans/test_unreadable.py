"""What cannot be read is refused with its reason, in bounded time and memory; nothing ends in a traceback."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingqu.law.plans import LARGEST_FILE, UnableToReadPlan, read_plan
from pure.plans.invented import TEXT, as_docx, as_html, as_pdf, pdf_of

NAMES = ("plan.txt", "plan.docx", "plan.pdf", "plan.html", "plan")
CHINESE = "白石市支持企业开展研发活动给予补助。"


def _package(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return packed.getvalue()


def _parts_of_word() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(as_docx())) as package:
        return {name: package.read(name) for name in package.namelist()}


def _word_with(document: bytes) -> bytes:
    return _package({**_parts_of_word(), "word/document.xml": document})


def _word_that_lies_of_its_size() -> bytes:
    size = 40_000_003
    packed = _word_with(b"<a>" + b" " * (size - 3))
    return packed.replace(struct.pack("<L", size), struct.pack("<L", 1000))


def _encrypted_word() -> bytes:
    packed = bytearray(as_docx())
    for header, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = packed.find(header)
        while at >= 0:
            packed[at + offset] |= 1
            at = packed.find(header, at + 4)
    return bytes(packed)


def _pdf_with_stream(stream: bytes) -> bytes:
    return b"%PDF-1.4\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n" + stream + b"\nendstream\nendobj\n"


BOMB = zlib.compress(b"0" * 70_000_000)
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d>&b;</d>'
CASES = {
    "an empty file": (b"", "plan.txt", "empty"),
    "blanks only": (" 　\n\n".encode(), "plan.txt", "empty"),
    "too large a file": (b"x" * (LARGEST_FILE + 1), "plan.txt", "too-large"),
    "too much text": ("长".encode() * 1_000_001, "plan.txt", "too-much-text"),
    "nothing but line ends": (b"\n" * 2_000_000, "plan.txt", "empty"),
    "too many paragraphs": (b"1.x\n" * 60_000, "plan.txt", "too-much-text"),
    "zeros": (b"abc\x00def", "plan.txt", "binary"),
    "control characters": (bytes(range(1, 32)) * 20, "plan.txt", "binary"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "plan.doc", "format"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "plan.txt", "format"),
    "a name that promises docx": (TEXT.encode(), "plan.docx", "damaged"),
    "a name that promises pdf": (TEXT.encode(), "plan.pdf", "damaged"),
    "utf-8 with a broken byte": (CHINESE.encode() + b"\xff" + CHINESE.encode(), "plan.txt", "encoding"),
    "utf-8 cut in a character": (CHINESE.encode()[:-1], "plan.txt", "encoding"),
    "utf-16 of odd length": (CHINESE.encode("utf-16") + b"\x01", "plan.txt", "encoding"),
    "gb18030 with a broken byte": (CHINESE.encode("gb18030") + b"\xff" + CHINESE.encode("gb18030"), "a", "encoding"),
    "another encoding": ("桂林科技創新試驗區，支持企業開展研發，給予補助。".encode("big5"), "plan.txt", "encoding"),
    "a docx cut short": (as_docx()[:2000], "plan.docx", "damaged"),
    "a zip that is no docx": (_package({"xl/workbook.xml": b"<x/>"}), "plan.docx", "not-word"),
    "an empty zip": (_package({}), "plan.docx", "not-word"),
    "a docx with a password": (_encrypted_word(), "plan.docx", "encrypted"),
    "a zip bomb": (_word_with(b" " * 200_000_000), "plan.docx", "too-large-unpacked"),
    "a zip bomb that lies": (_word_that_lies_of_its_size(), "plan.docx", "damaged"),
    "a docx packed oddly": (_package(_parts_of_word(), zipfile.ZIP_LZMA), "plan.docx", "damaged"),
    "a docx with entities": (_word_with(ENTITIES), "plan.docx", "entities"),
    "a docx with entities in utf-16": (_word_with(ENTITIES.decode().encode("utf-16")), "plan.docx", "entities"),
    "a docx nested without end": (_word_with(b"<w>" * 50_000 + b"</w>" * 50_000), "plan.docx", "damaged"),
    "a docx of too many parts": (_package({str(number): b"" for number in range(3_001)}), "a.docx", "too-many-parts"),
    "a pdf cut short": (as_pdf()[:300], "plan.pdf", "damaged"),
    "a pdf without text": (pdf_of([[]]), "plan.pdf", "no-text"),
    "a pdf with a password": (as_pdf().replace(b"/Root", b"/Encrypt 9 0 R /Root"), "plan.pdf", "encrypted"),
    "a pdf bomb": (_pdf_with_stream(BOMB), "plan.pdf", "too-large-unpacked"),
    "a pdf bomb packed twice": (_pdf_with_stream(zlib.compress(BOMB)), "plan.pdf", "too-large-unpacked"),
    "a pdf of streams": (b"%PDF-1.4\n" + b"stream\n" * 100_100, "plan.pdf", "too-many-streams"),
    "a page of tags": (b"<a" * 600_000, "plan.html", "too-many-tags"),
    "a page that is all script": (b"<script>x</script>" * 3, "plan.html", "empty"),
}


@pytest.mark.parametrize("case", CASES)
def test_an_unreadable_document_is_refused_with_its_reason(case: str) -> None:
    content, name, code = CASES[case]

    with pytest.raises(UnableToReadPlan) as refused:
        read_plan(content=content, name=name)

    assert [fault.code for fault in refused.value.faults] == [code]
    for fault in refused.value.faults:
        assert all((fault.given, fault.expected.zh, fault.expected.en, fault.example))
        assert fault.place.startswith(name)
        assert "\n" not in fault.said("zh") + fault.said("en")


def test_a_broken_byte_is_named_by_its_place() -> None:
    content = CHINESE.encode() * 3
    broken = content[:60] + b"\xff" + content[60:]

    with pytest.raises(UnableToReadPlan) as refused:
        read_plan(content=broken, name="plan.txt")

    assert refused.value.faults[0].place == "plan.txt:61"
    assert "61" in refused.value.said("en")


@pytest.mark.parametrize(
    "page",
    [
        b"<!--" * 20_000,
        b"<a " * 20_000,
        b"<script>" * 20_000,
        b"</" * 20_000,
        b"<!" * 20_000,
        b"&#" + b"9" * 9_000 + b";",
    ],
)
def test_a_hostile_page_is_read_in_one_pass(page: bytes) -> None:
    plan = read_plan(content="第一段。".encode() + page, name="plan.html")

    assert plan.sentences[0].anchor == "第1段第1句"


@given(st.binary(max_size=400), st.sampled_from(NAMES))
def test_no_bytes_make_the_readers_fail(content: bytes, name: str) -> None:
    _read_or_refuse(content, name)


@given(st.sampled_from(["docx", "pdf", "html", "txt"]), st.data())
def test_no_damage_to_a_document_makes_the_readers_fail(form: str, data: st.DataObject) -> None:
    whole = {"docx": as_docx, "pdf": as_pdf, "html": as_html, "txt": TEXT.encode}[form]()
    damaged = bytearray(whole)
    for at, value in data.draw(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=12)):
        damaged[at] = value
    cut = data.draw(st.integers(0, len(whole)))

    _read_or_refuse(bytes(damaged), f"plan.{form}")
    _read_or_refuse(whole[:cut], f"plan.{form}")


@given(st.text(max_size=300))
def test_no_text_makes_the_structure_fail(text: str) -> None:
    _read_or_refuse(text.encode("utf-8", "surrogatepass"), "plan.txt")


def _read_or_refuse(content: bytes, name: str) -> None:
    try:
        plan = read_plan(content=content, name=name)
    except UnableToReadPlan:
        return
    anchors = [sentence.anchor for sentence in plan.sentences]
    assert len(set(anchors)) == len(anchors)
