"""What is kept as evidence and what is not: told by the bytes, whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lingqu.books.registers.evidence_files import EXCEL, OFD, WORD, UnableToStore, clean_name, place_of, store

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 64


def archive(*names: str, content: bytes = b"x") -> bytes:
    """A zip with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, content)
    return out.getvalue()


KEPT = [
    (PDF, "application/pdf"),
    (PNG, "image/png"),
    (JPEG, "image/jpeg"),
    (archive("[Content_Types].xml", "word/document.xml"), WORD),
    (archive("[Content_Types].xml", "xl/workbook.xml"), EXCEL),
    (archive("OFD.xml", "Doc_0/Document.xml"), OFD),
]
HOSTILE = [
    b"",
    b"MZ\x90\x00" + b"\0" * 200,  # a program, whatever it is called
    b"\x7fELF" + b"\0" * 200,
    b"<html><script>alert(1)</script></html>",
    b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    b"<?xml version='1.0'?><svg/>",
    b"#!/bin/sh\nrm -rf /\n",
    b"plain text",
    b"GIF89a" + b"\0" * 64,
    archive("readme.txt"),
    archive("word/document.xml"),
    archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    archive("[Content_Types].xml", "word/document.xml", content=b"\0" * 60_000_000),  # a bomb
    archive("[Content_Types].xml", "word/document.xml", *(f"p{n}" for n in range(6000))),
    b"PK\x03\x04" + b"\0" * 100,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,  # an old office file, with or without macros
]


def files_in(root: Path) -> list[Path]:
    """Every file under a folder."""
    return [each for each in root.rglob("*") if each.is_file()]


@pytest.mark.parametrize(("data", "media_type"), KEPT)
def test_a_document_is_kept_under_its_digest_closed_to_others(tmp_path: Path, data: bytes, media_type: str) -> None:
    stored = store([data[:10], data[10:]], root=tmp_path, largest=10_000)

    place = place_of(stored.digest, root=tmp_path)
    assert (stored.media_type, stored.size, stored.is_new) == (media_type, len(data), True)
    assert place.read_bytes() == data
    assert files_in(tmp_path) == [place]
    assert place.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("data", HOSTILE)
def test_what_is_no_document_is_refused_and_leaves_nothing(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UnableToStore) as refused:
        store([data], root=tmp_path, largest=100_000_000)

    assert refused.value.words.zh
    assert refused.value.words.en
    assert files_in(tmp_path) == []


def test_one_byte_too_many_is_refused_and_the_last_one_allowed_is_kept(tmp_path: Path) -> None:
    data = PDF + b"\0" * 100

    with pytest.raises(UnableToStore) as refused:
        store([data], root=tmp_path, largest=len(data) - 1)
    kept = store([data], root=tmp_path, largest=len(data))

    assert refused.value.status == 413
    assert kept.size == len(data)


def test_an_endless_upload_is_stopped_at_the_limit(tmp_path: Path) -> None:
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += 1000
            yield b"%PDF-" + b"\0" * 995

    with pytest.raises(UnableToStore):
        store(endless(), root=tmp_path, largest=10_000)

    assert taken <= 11_000
    assert files_in(tmp_path) == []


def test_the_same_bytes_lie_once(tmp_path: Path) -> None:
    store([PDF], root=tmp_path, largest=10_000)

    again = store([PDF], root=tmp_path, largest=10_000)

    assert not again.is_new
    assert len(files_in(tmp_path)) == 1


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(UnableToStore) as refused:
        store([PDF], root=tmp_path, largest=10_000)

    assert refused.value.status == 507
    assert files_in(tmp_path) == []


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("审计报告.pdf", "审计报告.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\a\\报告.PDF", "报告.pdf"),
        ("virus.exe", "virus.exe.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie_ x=1.pdf"),
        ("\u202efdp.exe", "fdp.exe.pdf"),
        ("", "evidence.pdf"),
        ("....", "evidence.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("<script>.pdf", "_script_.pdf"),
        ("长" * 500 + ".pdf", "长" * 116 + ".pdf"),
    ],
)
def test_a_name_is_made_harmless_and_tells_the_true_type(given: str, clean: str) -> None:
    assert clean_name(given, "application/pdf") == clean
