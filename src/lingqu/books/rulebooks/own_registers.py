"""A register of one's own, brought to one draft: a file in the columns that `lingqu bulk` reads.

Its one law: it belongs to one draft and one person, is seen by nobody else, counts for nothing but the impact of that
draft, and is gone when its person removes it, when the draft is put away, or after KEPT_DAYS. What cannot be read is
told all at once. The file lies in the cache, never in the database; the audit knows its digest alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

from django.conf import settings

from lingqu.books.accounts.person import Act
from lingqu.books.accounts.recording import record_act
from lingqu.books.rulebooks.models import Draft
from lingqu.books.rulebooks.workbook_trial import can_be_laid_out
from lingqu.law.bulk.register import Register, UnableToReadRegister, read_register
from lingqu.law.bulk.register_faults import RegisterFault
from lingqu.law.packs.pack import Pack
from lingqu.reports.wording import Words

LARGEST = 20 * 1024 * 1024
MOST_ROWS = 200_000
KEPT_DAYS = 30
_LARGEST_UNPACKED = 400 * 1024 * 1024
_LONGEST_NAME = 120
_TOLD = "told.json"
_EMPTY = Words("文件是空的", "the file is empty")
_PARQUET = Words("请用 CSV 或工作簿（.xlsx、.xls、.ods）", "bring CSV or a workbook (.xlsx, .xls, .ods)")
_DAMAGED = Words("工作簿打不开，可能没有传完", "the workbook cannot be opened; perhaps it is not whole")
_TOO_MUCH = Words(
    "读这个工作簿占用内存过多或读得太久，已停止；请删去远处的格子，或另存为 CSV 再传",
    "reading the workbook takes too much memory or time; delete what stands far off, or save it as CSV",
)
_NO_FACT = Words(
    "没有一列是这项政策的事实：列名用事实的代码或中文名，可先下载模板",
    "no column is a fact of this policy: head columns by code or Chinese name; there is a template",
)


class UnableToBring(Exception):
    """A file that cannot be taken: `reasons` of the whole file, `faults` of its cells, and how many more there are."""

    def __init__(self, *reasons: Words, faults: Iterable[RegisterFault] = (), more: int = 0) -> None:
        self.reasons = reasons
        self.faults = tuple(faults)
        self.more = more
        super().__init__("; ".join(each.en for each in reasons) or f"{len(self.faults)} faults")


@dataclass(frozen=True, slots=True)
class OwnRegister:
    """A register that somebody brought; `faults` are the first of `fault_count` cells that count as unknown."""

    path: Path
    digest: str
    name: str
    rows: int
    rows_apart: int
    facts: int
    at: datetime
    until: datetime
    fault_count: int
    faults: tuple[RegisterFault, ...]
    warnings: tuple[Words, ...]


def bring(*, draft: UUID, content: bytes, name: str, pack: Pack, act: Act) -> OwnRegister:
    """Take a register for a draft in place of the one before. Raises UnableToBring with every reason."""
    row = Draft.objects.get(pk=draft)
    _check_bytes(content)
    if not can_be_laid_out(content):
        raise UnableToBring(_TOO_MUCH)
    register = _read(content, name, pack)
    if register.rows > MOST_ROWS:
        raise UnableToBring(Words(f"有 {register.rows:,} 行，至多 {MOST_ROWS:,} 行", f"at most {MOST_ROWS:,} rows"))
    if not register.facts:
        raise UnableToBring(_NO_FACT)
    digest = hashlib.sha256(content).hexdigest()
    told = {
        "digest": digest,
        "name": "".join(each for each in name if each.isprintable())[:_LONGEST_NAME] or "CSV",
        "rows": register.rows,
        "rows_apart": register.rows_apart,
        "facts": len(register.facts),
        "at": act.at.isoformat(),
        "fault_count": register.fault_count,
        "faults": [asdict(each) for each in register.faults],
        "warnings": register.warnings,
    }
    forget_older(act.at)
    place = _place(draft, act.person.pseudonym)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(place / f"{digest}{_suffix(name)}", content)
    _write(place / _TOLD, json.dumps(told, ensure_ascii=False).encode("utf-8"))
    os.utime(place / _TOLD, (act.at.timestamp(), act.at.timestamp()))  # how long it is kept is told by this
    for each in place.iterdir():
        if each.name != _TOLD and not each.name.startswith(digest):
            each.unlink(missing_ok=True)
    _record("draft.register", row, act, digest=digest, rows=register.rows)
    found = own_register(draft=draft, pseudonym=act.person.pseudonym, now=act.at)
    assert found is not None
    return found


def remove(*, draft: UUID, act: Act) -> None:
    """Remove what the person of the act brought; none there is as good."""
    row = Draft.objects.get(pk=draft)
    place = _place(draft, act.person.pseudonym)
    if place.is_dir():
        shutil.rmtree(place, ignore_errors=True)
        _record("draft.register_gone", row, act)


def own_register(*, draft: UUID, pseudonym: str, now: datetime) -> OwnRegister | None:
    """What a person brought to a draft; None where there is nothing, or it was kept long enough."""
    place = _place(draft, pseudonym)
    try:
        told = json.loads((place / _TOLD).read_bytes())
        at = datetime.fromisoformat(told["at"])
        path = next(each for each in place.iterdir() if each.name.startswith(told["digest"]))
    except (OSError, ValueError, KeyError, StopIteration):
        return None
    until = at + timedelta(days=KEPT_DAYS)
    if until < now:
        return None
    return OwnRegister(
        path=path,
        digest=told["digest"],
        name=told["name"],
        rows=told["rows"],
        rows_apart=told["rows_apart"],
        facts=told["facts"],
        at=at,
        until=until,
        fault_count=told["fault_count"],
        faults=tuple(RegisterFault(**each) for each in told["faults"]),
        warnings=tuple(Words(*each) for each in told["warnings"]),
    )


def forget_all(draft: UUID) -> None:
    """Remove all that anybody brought to a draft."""
    shutil.rmtree(_root() / draft.hex, ignore_errors=True)


def forget_older(now: datetime) -> None:
    """Remove all that was kept long enough, whoever brought it."""
    oldest = (now - timedelta(days=KEPT_DAYS)).timestamp()
    for told in _root().glob(f"*/*/{_TOLD}"):
        if told.stat().st_mtime < oldest:
            shutil.rmtree(told.parent, ignore_errors=True)


def template(pack: Pack, year: int) -> bytes:
    """A file with the headings that can be filled in and no row: CSV that Excel opens."""
    facts = [
        f"{fact.name}{year}" if fact.yearly else fact.name
        for fact in pack.facts
        if fact.derivation is None and not fact.role and fact.name != pack.policy.day_fact
    ]
    return ("\ufeff" + ",".join(["编号", "名称", "县区", "行业", "规模", *facts]) + "\r\n").encode("utf-8")


def _check_bytes(content: bytes) -> None:
    """Refuse a file by what it would grow to, before it is opened. Raises UnableToBring."""
    if not content.strip():
        raise UnableToBring(_EMPTY)
    if len(content) > LARGEST:
        size, most = f"{len(content) / 1048576:.1f} MB", f"{LARGEST >> 20} MB"
        raise UnableToBring(Words(f"文件有 {size}，至多 {most}", f"the file has {size}; at most {most}"))
    if content.startswith(b"PAR1"):
        raise UnableToBring(_PARQUET)
    if content.startswith(b"PK"):
        try:
            with zipfile.ZipFile(BytesIO(content)) as packed:
                unpacked = sum(each.file_size for each in packed.infolist())
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            raise UnableToBring(_DAMAGED) from None
        if unpacked > _LARGEST_UNPACKED:
            size, most = f"{unpacked >> 20} MB", f"{_LARGEST_UNPACKED >> 20} MB"
            raise UnableToBring(Words(f"解开有 {size}，至多 {most}", f"it unpacks to {size}; at most {most}"))


def _read(content: bytes, name: str, pack: Pack) -> Register:
    with tempfile.TemporaryDirectory(prefix="lingqu-register-") as folder:
        path = Path(folder) / f"register{_suffix(name)}"
        path.write_bytes(content)
        try:
            return read_register(path, pack)
        except UnableToReadRegister as error:
            raise UnableToBring(faults=error.faults, more=error.more) from None


def _suffix(name: str) -> str:
    suffix = Path(name).suffix.lower()
    return suffix if suffix in (".csv", ".xlsx", ".xls", ".ods", ".tsv") else ".csv"


def _root() -> Path:
    return Path(settings.DATA.cache) / "lab" / "own"


def _place(draft: UUID, pseudonym: str) -> Path:
    return _root() / draft.hex / hashlib.sha256(pseudonym.encode()).hexdigest()[:32]


def _write(path: Path, data: bytes) -> None:
    beside = path.with_name(f".{os.urandom(8).hex()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "wb") as file:
        file.write(data)
    os.replace(beside, path)


def _record(action: str, draft: Draft, act: Act, **facts: object) -> None:
    record_act(
        act, action=action, object_kind="draft", object_key=str(draft.key), facts={"policy": draft.policy, **facts}
    )
