"""Evidence files on disk: bytes under their SHA-256, their type as sniffed, their name made harmless.

Its one law: a file stands whole under its digest or not at all, and only types that show a document are kept. A name or
a claimed type is never believed, and nothing is unpacked. It knows no database.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import unicodedata
import uuid
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import filetype  # type: ignore[import-untyped]

from lingqu.reports.wording import Words

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OFD = "application/ofd"
ENDINGS = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    WORD: ".docx",
    EXCEL: ".xlsx",
    OFD: ".ofd",
}
"""What is kept, with the ending that its name gets. A bare zip is not: nobody sees from outside what it holds."""

MOST_PARTS = 5000
MOST_UNPACKED = 512 * 1024 * 1024
MOST_RATIO = 200
LONGEST_NAME = 120
_MARKS = {WORD: "word/document.xml", EXCEL: "xl/workbook.xml"}
_UNSAFE = re.compile(r'[<>:"|?*\\/]')


class UnableToStore(Exception):
    """A file is not kept; `words` say why, `status` is what HTTP calls it."""

    def __init__(self, words: Words, status: int = 422) -> None:
        super().__init__(words.zh)
        self.words = words
        self.status = status


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that stands on disk; `is_new` where its bytes were not there before."""

    digest: str
    size: int
    media_type: str
    is_new: bool


def store(chunks: Iterable[bytes], *, root: Path, largest: int) -> Stored:
    """Write a file under its digest: beside first, synced, then renamed. Raises `UnableToStore`, leaving nothing."""
    part = root / f".part-{uuid.uuid4().hex}"
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        digest, size = _written(chunks, part, largest)
        media_type = sniffed(part)
        place = place_of(digest, root=root)
        is_new = not place.exists()
        if is_new:
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.replace(part, place)
            _synced(place.parent)
        return Stored(digest, size, media_type, is_new)
    except OSError as error:
        raise _no_room(error) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def place_of(digest: str, *, root: Path) -> Path:
    """Where the bytes of a digest lie: two levels of folders, so that none grows too full."""
    return root / digest[:2] / digest[2:4] / digest


def opened_file(digest: str, *, root: Path) -> BinaryIO:
    """Open the bytes of a digest. Raises FileNotFoundError."""
    return open(place_of(digest, root=root), "rb")


def discard(digest: str, *, root: Path) -> None:
    """Take bytes away that no row speaks of."""
    with contextlib.suppress(OSError):
        place_of(digest, root=root).unlink()


def sniffed(path: Path) -> str:
    """The media type by the bytes. Raises `UnableToStore` for what is not kept."""
    with open(path, "rb") as file:
        head = file.read(8192)
    if not head:
        raise UnableToStore(Words("文件是空的", "the file is empty"))
    if zipfile.is_zipfile(path) and head.startswith(b"PK"):
        return _of_archive(path)
    kind = filetype.guess(head)
    found = kind.mime if kind is not None else ""
    if found not in ENDINGS:
        raise _not_kept(found)
    return str(found)


def clean_name(given: str, media_type: str) -> str:
    """A name without path, control and direction marks, of bounded length, with the ending of its true type.

    >>> clean_name("../../etc/passwd\\x00.exe", "application/pdf")
    'passwd.exe.pdf'
    """
    ending = ENDINGS[media_type]
    name = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    name = "".join(each for each in name if unicodedata.category(each)[0] != "C")
    name = re.sub(r"\s+", " ", _UNSAFE.sub("_", name)).strip(" .")
    endings = (".jpg", ".jpeg") if ending == ".jpg" else (ending,)
    stem = name
    for each in endings:
        if name.casefold().endswith(each):
            stem = name[: -len(each)]
            break
    stem = stem.strip(" .")[: LONGEST_NAME - len(ending)].rstrip(" .") or "evidence"
    return stem + ending


def _written(chunks: Iterable[bytes], part: Path, largest: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > largest:
                raise UnableToStore(too_large(largest), 413)
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest(), size


def too_large(largest: int) -> Words:
    """Say that a file is too large."""
    megabytes = largest // (1024 * 1024)
    return Words(
        f"文件超过 {megabytes} MB，没有保存；请压缩图片或分成几个文件",
        f"the file is larger than {megabytes} MB and was not kept; make its pictures smaller or split it",
    )


def _of_archive(path: Path) -> str:
    """Tell documents that are archives by their parts; the parts are listed, never unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise _not_kept("zip") from error
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(packed, 4096):
        raise UnableToStore(
            Words("文件展开后大得不正常，没有保存", "unpacked, the file is unreasonably large; it was not kept")
        )
    names = {part.filename for part in parts}
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise UnableToStore(
            Words(
                "文件里有宏，没有保存；请另存为不含宏的文件或 PDF",
                "the file holds macros; save it without them or as PDF",
            )
        )
    if "[Content_Types].xml" in names:
        for media_type, mark in _MARKS.items():
            if mark in names:
                return media_type
    if "OFD.xml" in names:
        return OFD
    raise _not_kept("zip")


def _not_kept(found: str) -> UnableToStore:
    kept = "PDF、PNG、JPEG、Word（docx）、Excel（xlsx）、OFD"
    return UnableToStore(
        Words(
            f"按内容看是{found or '认不出的类型'}，没有保存；可以收的是 {kept}",
            f"by its content this is {found or 'of no known type'}, not kept; kept are PDF, PNG, JPEG, docx, xlsx, OFD",
        )
    )


def _no_room(error: OSError) -> UnableToStore:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UnableToStore(
            Words("服务器的磁盘满了，文件没有保存；请告诉管理员", "the server's disk is full; the file was not kept"),
            507,
        )
    return UnableToStore(
        Words("服务器写不了文件，没有保存；请告诉管理员", "the server cannot write files; nothing was kept"), 503
    )


def _synced(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
