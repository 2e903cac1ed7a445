"""`lingqu fmt`: rule files laid out the one way there is.

Its one law: a file is changed whole or not at all, and nothing is written where any file has faults.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from lingqu.interfaces.cli.bilingual import BilingualCommand, option
from lingqu.interfaces.cli.failures import FAILED, Refusal
from lingqu.interfaces.cli.screen import Part, Screen, flowed
from lingqu.law.lang.faults import UnableToRead
from lingqu.law.lang.formatter import format_text
from lingqu.law.packs.folders import BUILT_IN
from lingqu.law.packs.sources import SUFFIX
from lingqu.reports.wording import Words

_WOULD = Words("需整理 {}", "would be formatted: {}")
_DONE = Words("已整理 {}", "formatted: {}")
_COUNT = Words("共 {} 个文件，{} 个需要整理。", "{} files, {} of them not formatted.")
_NO_FILE = Words(
    "{}：没有此文件或文件夹；应为 .lq 文件或含有它的文件夹", "{}: no such file or folder; expected .lq files"
)
_NOTHING = Words("{}：文件夹里没有 .lq 文件", "{}: no .lq files in this folder")
_NOT_UTF8 = Words("{}：第 {} 字节不是 UTF-8", "{}: byte {} is not UTF-8")


@click.command(
    cls=BilingualCommand,
    help="整理规则文件（.lq）的排版；不写 PATHS 则整理随附的全部政策。",
    english="Format rule files (.lq); without PATHS all policies shipped.",
)
@option(
    "--check",
    zh="只检查：有文件需要整理则以 1 结束，不改动文件。",
    en="Only look: end with 1 where a file is not formatted; change nothing.",
    flag=True,
)
@click.argument("paths", nargs=-1, metavar="[PATHS]…")
@click.pass_obj
def command(lang: str, check: bool, paths: tuple[str, ...]) -> int:
    """Format rule files."""
    files = _files([Path(each) for each in paths] or [BUILT_IN], lang)
    changed: dict[Path, str] = {}
    faults: list[str] = []
    for file in files:
        try:
            text = file.read_bytes().decode("utf-8")
            formatted = format_text(text, file=str(file))
        except UnicodeDecodeError as error:
            faults.append(_NOT_UTF8.said(lang).format(file, error.start + 1))
        except UnableToRead as error:
            faults += [fault.said(lang) for fault in error.faults]
        else:
            if formatted != text:
                changed[file] = formatted
    if faults:
        raise Refusal(faults)
    screen = Screen(sys.stdout)
    words = _WOULD if check else _DONE
    for file, formatted in changed.items():
        if not check:
            _write(file, formatted)
        screen.put(flowed([Part(words.said(lang).format(file))], screen.width, hanging=2))
    screen.put(flowed([Part(_COUNT.said(lang).format(len(files), len(changed)), "quiet")], screen.width))
    return FAILED if check and changed else 0


def _files(paths: list[Path], lang: str) -> list[Path]:
    files: dict[Path, None] = {}
    faults: list[str] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.rglob(f"*{SUFFIX}") if file.is_file())
            files.update(dict.fromkeys(inside))
            if not inside:
                faults.append(_NOTHING.said(lang).format(path))
        elif path.is_file():
            files[path] = None
        else:
            faults.append(_NO_FILE.said(lang).format(path))
    if faults:
        raise Refusal(faults)
    return [*files]


def _write(file: Path, text: str) -> None:
    """Write beside and rename, so that a reader sees the old file or the new one."""
    beside = file.with_name(f".{file.name}.{os.getpid()}.new")
    beside.write_bytes(text.encode())
    beside.chmod(file.stat().st_mode & 0o777)
    beside.replace(file.resolve())
