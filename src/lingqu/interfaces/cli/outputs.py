"""Where a command's result goes: a page, a PDF, a Word file, a workbook, JSON on standard output, or the screen.

Its one law: what cannot be written is refused before the work begins, and files are replaced whole, all or none. It
does not know what the result is.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lingqu.interfaces.cli.bilingual import option
from lingqu.interfaces.cli.failures import Refusal
from lingqu.interfaces.cli.progress import watched
from lingqu.interfaces.cli.screen import Line, Screen
from lingqu.interfaces.cli.tables_on_screen import report_lines
from lingqu.interfaces.cli.wrapping import printable
from lingqu.reports.document import Report
from lingqu.reports.wording import Words

REPORT_ENDINGS = (".html", ".htm", ".pdf", ".docx")
BOOK_ENDINGS = (".xlsx",)

_WRITTEN = Words("已写出 {}", "wrote {}")
_WRONG = Words("{}：给出 {}；应为{}；例如 {}", "{}: given {}; expected {}; e.g. {}")
_ENDING = Words("以 {} 结尾的文件", "a file that ends in {}")
_IS_FOLDER = Words("文件，而这是文件夹", "a file; this is a folder")
_IS_SPECIAL = Words("普通文件，而这是设备或管道", "a regular file; this is a device or a pipe")
_NO_FOLDER = Words("已有的文件夹里的文件；没有文件夹 {}", "a file in a folder that exists; there is no folder {}")
_NOT_PERMITTED = Words("可以写的文件；没有写的权限", "a file that may be written; permission is missing")
_OTHERWISE = Words("可以写的文件（{}）", "a file that may be written ({})")
_IS_INPUT = Words("另一个文件；本命令另要用这个文件", "another file; this one the command uses otherwise")
_IS_OTHER = Words("与 --report 不同的文件", "another file than that of --report")
_FAILED = Words("{}：无法写入（{}）；原有的文件都没有动", "{}: cannot be written ({}); no earlier file was touched")
_ROWS = Words("已写入 {} / {} 行（{}%）", "wrote {} of {} rows ({}%)")
_FULL = Words("磁盘已满", "the disk is full")
_FULL_SIGNS = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where the result goes besides the screen."""

    report: Path | None = None
    excel: Path | None = None
    as_json: bool = False


def output_options(target: Any) -> Any:
    """Add --report, --excel and --json; the command takes them as `report_file`, `excel_file` and `as_json`."""
    report = option(
        "--report",
        "report_file",
        zh="另写一份报告：按结尾是网页（.html）、PDF（.pdf）或 Word（.docx）。",
        en="Write a report as well; its ending says which: a page (.html), a PDF (.pdf), a Word file (.docx).",
        metavar="OUT.html",
    )
    excel = option(
        "--excel",
        "excel_file",
        zh="另写一份 Excel 工作簿，含全部的行。",
        en="Write an Excel workbook as well, with all rows.",
        metavar="OUT.xlsx",
    )
    as_json = option(
        "--json",
        "as_json",
        zh="在标准输出给出 JSON，不给文本。",
        en="JSON on standard output in place of text.",
        flag=True,
    )
    return report(excel(as_json(target)))


def outputs_given(
    *, report_file: str | None, excel_file: str | None, as_json: bool, lang: str, inputs: Sequence[Path] = ()
) -> Outputs:
    """Read the options before any work is done; `inputs` are files that must not be overwritten. Raises `Refusal`."""
    report, excel = (None if each is None else Path(each) for each in (report_file, excel_file))
    faults = [
        *_faults("--report", report, REPORT_ENDINGS, inputs, lang),
        *_faults("--excel", excel, BOOK_ENDINGS, inputs, lang),
    ]
    if not faults and report is not None and excel is not None and _is_same(report, excel):
        faults.append(_fault("--excel", excel, BOOK_ENDINGS, _IS_OTHER.said(lang), lang))
    if faults:
        raise Refusal(faults)
    return Outputs(report, excel, as_json)


def _faults(name: str, path: Path | None, endings: Sequence[str], inputs: Sequence[Path], lang: str) -> list[str]:
    if path is None:
        return []
    try:
        expected = _expected(path, endings, inputs, lang)
    except OSError as error:  # a name that is too long, a folder that may not be looked into
        expected = _OTHERWISE.said(lang).format(_reason(error, lang))
    return [] if expected is None else [_fault(name, path, endings, expected, lang)]


def _expected(path: Path, endings: Sequence[str], inputs: Sequence[Path], lang: str) -> str | None:
    folder = path.resolve().parent
    if path.is_dir():
        return _IS_FOLDER.said(lang)
    if path.exists() and not path.is_file():
        return _IS_SPECIAL.said(lang)
    if path.suffix.casefold() not in endings:
        return _ENDING.said(lang).format("、".join(endings) if lang == "zh" else " or ".join(endings))
    if not folder.is_dir():
        return _NO_FOLDER.said(lang).format(printable(str(path.parent)))
    if any(_is_same(path, each) for each in inputs):
        return _IS_INPUT.said(lang)
    if not os.access(folder, os.W_OK | os.X_OK) or (path.exists() and not os.access(path, os.W_OK)):
        return _NOT_PERMITTED.said(lang)
    return None


def _fault(name: str, path: Path, endings: Sequence[str], expected: str, lang: str) -> str:
    return _WRONG.said(lang).format(name, printable(str(path)) or '""', expected, f"out{endings[0]}")


def _is_same(one: Path, other: Path) -> bool:
    if one.exists() and other.exists():
        return os.path.samefile(one, other)
    return one.resolve() == other.resolve()


def deliver(
    report: Report,
    json_value: object,
    *,
    outputs: Outputs,
    lang: str,
    screen: Callable[[Report, int], Iterable[Line]] | None = None,
) -> None:
    """Write the files asked for, then JSON or text to standard output.

    `json_value` is what `json` can write, money as text. `screen` lays the report out for a width, if the way it is
    laid out by itself is not the right one. Raises `Refusal` where a file cannot be written; then none is.
    """
    _write_files(report, outputs, lang)
    if outputs.as_json:
        _write_json(json_value)
        return
    shown = Screen(sys.stdout)
    shown.put((screen or report_lines)(report, shown.width))


def _write_files(report: Report, outputs: Outputs, lang: str) -> None:
    targets = [(path, write) for path, write in ((outputs.report, _report), (outputs.excel, _book)) if path is not None]
    if not targets:
        return
    from lingqu.reports.written import replacing  # who asks for no file waits for none of this

    path = targets[0][0]
    try:
        with ExitStack() as files:
            for path, write in targets:
                write(report, files.enter_context(replacing(path)), lang, path.suffix.casefold())
    except OSError as error:
        raise Refusal([_FAILED.said(lang).format(printable(str(path)), _reason(error, lang))]) from None
    for path, _ in targets:
        print(_WRITTEN.said(lang).format(printable(str(path))), file=sys.stderr)


def _report(report: Report, beside: Path, _: str, ending: str) -> None:
    """Write what the ending asks for; who asks for a page does not wait for the typesetting of a PDF."""
    if ending == ".pdf":
        from lingqu.reports.pdf import pdf

        beside.write_bytes(pdf(report))
    elif ending == ".docx":
        from lingqu.reports.word import word

        beside.write_bytes(word(report))
    else:
        from lingqu.reports.pages import page

        beside.write_text(page(report), encoding="utf-8", newline="\n")


def _book(report: Report, beside: Path, lang: str, _: str) -> None:
    from lingqu.reports.workbooks import Rows, save_workbook

    def watch(rows: Rows, count: int) -> Rows:
        return watched(rows, count, pages=None, watcher=sys.stderr, lang=lang, words=_ROWS)

    save_workbook(report, beside, watch=watch)


def _reason(error: OSError, lang: str) -> str:
    return _FULL.said(lang) if error.errno in _FULL_SIGNS else error.strerror or type(error).__name__


def _write_json(value: object) -> None:
    """Write UTF-8 whatever the terminal's encoding is; half a surrogate pair goes out as its escape."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    sys.stdout.flush()
    sys.stdout.buffer.write(f"{text}\n".encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
