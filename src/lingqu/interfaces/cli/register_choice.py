"""Which register a command works with, and what there is to say of it before it is worked with.

Its one law: how many rows came in and went on, and every fault, is told on standard error; nothing about a register is
settled in silence. It does not know what is done with it.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lingqu.interfaces.cli.bilingual import language_in, option
from lingqu.interfaces.cli.failures import Refusal
from lingqu.interfaces.cli.policy_choice import wrong
from lingqu.interfaces.cli.progress import waited_for
from lingqu.interfaces.cli.wrapping import printable
from lingqu.law.packs.pack import Pack
from lingqu.reports.wording import Words

if TYPE_CHECKING:
    from lingqu.law.bulk.register import Register, RegisterFault

MOST_SHOWN = 50
_MOST_NAMED = 12

_ROWS = Words("{}：读入 {} 行，得到 {} 个主体", "{}: {} rows read, {} subjects")
_ROWS_APART = Words("（{} 行 = 主体 {} 行 + 不计入 {} 行）", " ({} rows = {} of subjects + {} not counted)")
_FAULTS = Words("读不出的单元格 {} 个，按未知处理", "cells that cannot be read and count as unknown: {}")
_NO_FAULTS = Words("没有读不出的单元格", "no cell that cannot be read")
_NOTE = Words("提示：{}", "note: {}")
_UNUSED = Words("未当作事实使用的列：{}", "columns that are not used as facts: {}")
_BETWEEN = Words("、", ", ")
_MORE = Words("……还有 {} 处；用 --faults FILE 写出全部", "... and {} more; --faults FILE writes all of them")
_MORE_WRITTEN = Words("……还有 {} 处", "... and {} more")
_WRITTEN = Words("全部列在 {}", "all of them are in {}")
_PLACE = Words("第 {} 行", "row {}")
_READING = Words("正在读取 {}", "reading {}")
_REFUSED = Words(
    "--strict：有 {} 个读不出的单元格，整个登记册不予采用",
    "--strict: the register is refused; cells that cannot be read: {}",
)
_UNREADABLE = Words("可以读取的文件", "a file that can be read")
_UNWRITABLE = Words("可以写入的文件（{}）", "a file that can be written ({})")
_OTHER_FILE = Words("与登记册、映射文件不同的文件", "a file other than the register and the mapping")
_REGULAR_FILE = Words("普通文件", "a regular file")
_IN_A_FOLDER = Words("已有的文件夹里的文件", "a file in a folder that exists")
_REASONS: dict[type[OSError], Words] = {
    FileNotFoundError: Words("没有此文件", "no such file"),
    PermissionError: Words("没有权限", "not permitted"),
    IsADirectoryError: Words("是文件夹", "is a folder"),
}


def register_options(target: Any) -> Any:
    """Add REGISTER and the options of reading it; a command takes `register, mapping, sheet, strict, faults_file`."""
    for declared in (
        option(
            "--faults",
            "faults_file",
            zh="把读不出的单元格全部列在这个 CSV 文件里；不写则只在屏幕上列前 50 处。",
            en="List every cell that cannot be read in this CSV file; without it the first 50 are shown.",
            metavar="FILE",
        ),
        option(
            "--strict",
            zh="有一处读不出就整个不予采用；否则按未知处理并列出。",
            en="Refuse the register for one cell that cannot be read; otherwise it counts as unknown and is listed.",
            flag=True,
        ),
        option(
            "--sheet",
            zh="Excel 里的工作表，默认第一张。",
            en="The sheet of a workbook; the first without it.",
            metavar="NAME",
        ),
        option(
            "--map",
            "mapping",
            zh="映射文件（TOML）：哪一列是哪个事实、单位、年度。",
            en="A mapping file (TOML): which column is which fact, its unit, its year.",
            metavar="FILE",
        ),
        click.argument("register", metavar="REGISTER"),
    ):
        target = declared(target)
    return target


def opened_register(
    ctx: click.Context,
    pack: Pack,
    *,
    register: str,
    mapping: str | None = None,
    sheet: str | None = None,
    strict: bool = False,
    faults_file: str | None = None,
) -> Register:
    """Read the register and say on standard error what came of it. Raises `Refusal`.

    What does not fit in memory lies in a temporary folder until the command ends.
    """
    # Polars takes a tenth of a second to import; who asks for --help does not wait for it
    from lingqu.law.bulk.register import UnableToReadRegister, read_register

    lang = language_in(ctx)
    _refuse_unfit(faults_file, (register, mapping), lang)
    folder = ctx.with_resource(tempfile.TemporaryDirectory(prefix="lingqu-register-"))
    try:
        with waited_for(_READING.said(lang).format(register), watcher=sys.stderr, lang=lang) as progress:
            read = read_register(
                Path(register),
                pack,
                mapping=None if mapping is None else Path(mapping),
                sheet=sheet,
                strict=strict,
                progress=progress,
                work_dir=Path(folder),
            )
    except UnableToReadRegister as error:
        raise Refusal(_refusal_lines(error.faults, error.more, faults_file, lang, strict=strict)) from None
    except OSError as error:
        if str(error.filename) not in (str(Path(register)), str(Path(mapping or register))):
            raise  # not the input: a full disk, for one
        raise Refusal([_unreadable(error, register, mapping, lang)]) from None
    _tell(read, register, faults_file, lang)
    return read


def _refuse_unfit(faults_file: str | None, inputs: Sequence[str | None], lang: str) -> None:
    """Refuse, before anything is read, a report of faults that could not be written or would overwrite an input."""
    if faults_file is None:
        return
    target = Path(faults_file).resolve()
    expected = None
    if any(each is not None and Path(each).resolve() == target for each in inputs):
        expected = _OTHER_FILE.said(lang)
    elif target.exists() and not target.is_file():
        expected = _REGULAR_FILE.said(lang)
    elif not target.parent.is_dir():
        expected = _IN_A_FOLDER.said(lang)
    if expected is not None:
        raise Refusal([wrong("--faults", faults_file, expected, "faults.csv", lang)])


def _unreadable(error: OSError, register: str, mapping: str | None, lang: str) -> str:
    is_mapping = mapping is not None and str(error.filename) == str(Path(mapping))
    where, given = ("--map", mapping) if is_mapping else ("REGISTER", register)
    reason = _REASONS.get(type(error))
    told = reason.said(lang) if reason else error.strerror or str(error)
    return wrong(where, f"{printable(given or '')} ({told})", _UNREADABLE.said(lang), "register.xlsx", lang)


def _tell(read: Register, register: str, faults_file: str | None, lang: str) -> None:
    lines = [_ROWS.said(lang).format(printable(register), f"{read.rows_read:,}", f"{read.rows:,}")]
    if read.rows_apart:
        counts = (read.rows_read, read.rows_read - read.rows_apart, read.rows_apart)
        lines[0] += _ROWS_APART.said(lang).format(*(f"{each:,}" for each in counts))
    lines += [_NOTE.said(lang).format(Words(*each).said(lang)) for each in read.warnings]
    if not read.fault_count:
        lines.append(_NO_FAULTS.said(lang))
    else:
        lines.append(_FAULTS.said(lang).format(f"{read.fault_count:,}"))
        lines += fault_lines(read.faults, read.fault_count, lang, is_written=faults_file is not None)
    if faults_file is not None:
        from lingqu.law.bulk.fault_report import faults_as_frame

        frame = faults_as_frame(()) if read.fault_frame is None else read.fault_frame
        lines.append(_written(frame, read.fault_count, faults_file, lang))
    lines += _unused_lines(read, lang)
    for line in lines:
        click.echo(line, err=True)


def _unused_lines(read: Register, lang: str) -> list[str]:
    """Name the columns that are carried and not known by name: a heading that is misspelled is seen there."""
    from lingqu.law.bulk.headings import CARRIED_NAMES

    unused = [printable(each) for each in read.carried if each not in CARRIED_NAMES]
    if not unused:
        return []
    named = [*unused[:_MOST_NAMED], *(["…"] if len(unused) > _MOST_NAMED else [])]
    return [_NOTE.said(lang).format(_UNUSED.said(lang).format(_BETWEEN.said(lang).join(named)))]


def fault_lines(faults: Sequence[RegisterFault], count: int, lang: str, *, is_written: bool) -> list[str]:
    """The first faults, one a line, and how many there are more."""
    lines = [_fault_line(each, lang) for each in faults[:MOST_SHOWN]]
    if count > len(lines):
        lines.append((_MORE_WRITTEN if is_written else _MORE).said(lang).format(f"{count - len(lines):,}"))
    return lines


def _fault_line(fault: RegisterFault, lang: str) -> str:
    row = "" if fault.row is None else _PLACE.said(lang).format(fault.row)
    where = " ".join(printable(each) for each in (row, fault.id, fault.column) if each) or "REGISTER"
    expected = fault.expected_english if lang == "en" else fault.expected
    return wrong(where, fault.given, expected, fault.example, lang)


def _refusal_lines(
    faults: Sequence[RegisterFault], more: int, faults_file: str | None, lang: str, *, strict: bool
) -> list[str]:
    count = len(faults) + more
    lines = fault_lines(faults, count, lang, is_written=faults_file is not None)
    if strict and all(each.row is not None for each in faults):
        lines.insert(0, _REFUSED.said(lang).format(f"{count:,}"))
    if faults_file is not None:
        from lingqu.law.bulk.fault_report import faults_as_frame

        lines.append(_written(faults_as_frame(faults), len(faults), faults_file, lang))
    return lines


def _written(faults: Any, count: int, faults_file: str, lang: str) -> str:
    from lingqu.law.bulk.fault_report import write_fault_report

    try:
        write_fault_report(faults, Path(faults_file), lang=lang, count=count)
    except OSError as error:
        expected = _UNWRITABLE.said(lang).format(error.strerror or error)
        raise Refusal([wrong("--faults", faults_file, expected, "faults.csv", lang)]) from None
    return _WRITTEN.said(lang).format(printable(faults_file))
