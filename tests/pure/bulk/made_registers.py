"""A policy with a fact of every unit, and registers written in every format, for tests that read them back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from lingqu.law.bulk.register import Register, UnableToReadRegister, read_register
from lingqu.law.bulk.register_faults import RegisterFault
from lingqu.law.lang.tree import FactDeclaration, Source, Unit
from lingqu.law.packs.folders import load_pack
from lingqu.law.packs.pack import Pack

SHARE = FactDeclaration(
    "研发占比", "rd_share_ratio", Unit.RATIO, False, "Share", "研发占比", "Share of R&D", Source.DECLARED
)


@cache
def pack() -> Pack:
    """The shipped policy with a ratio beside its facts."""
    shipped = load_pack("guilin2026")
    return replace(shipped, facts=(*shipped.facts, SHARE))


def csv_file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    """A CSV file of this text."""
    file = folder / "register.csv"
    file.write_bytes(text.encode(encoding))
    return file


def workbook(folder: Path, *rows: Sequence[Any]) -> Path:
    """A workbook whose only sheet holds these rows."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    file = folder / "register.xlsx"
    book.save(file)
    return file


def of_text(folder: Path, text: str, mapping: str = "", **options: Any) -> Register:
    """The register that a CSV file of this text is."""
    file = folder / "map.toml"
    file.write_text(mapping, encoding="utf-8")
    return read_register(csv_file(folder, text), pack(), mapping=file if mapping else None, **options)


def rows(register: Register) -> list[dict[str, Any]]:
    """The rows of a register, without what is unknown."""
    found = register.frame.collect().to_dicts()
    return [{name: value for name, value in row.items() if value is not None} for row in found]


def refusals(path: Path, mapping: str = "", **options: Any) -> tuple[RegisterFault, ...]:
    """Why a register is refused."""
    file = path.parent / "map.toml"
    file.write_text(mapping, encoding="utf-8")
    try:
        read_register(path, pack(), mapping=file if mapping else None, **options)
    except UnableToReadRegister as error:
        return error.faults
    raise AssertionError(f"{path.name} was not refused")
