"""How a command ends: a refusal told line by line, an interruption, a closed pipe, or a fault of the program itself.

Its one law: nobody sees a traceback who did not ask for one (LINGQU_DEBUG=1), and every end has its exit status.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from difflib import get_close_matches

import click

from lingqu.interfaces.cli.bilingual import NoSuchCommand
from lingqu.interfaces.cli.wrapping import printable
from lingqu.reports.wording import Words

FAILED = 1
UNUSABLE = 2
BROKEN = 70
INTERRUPTED = 130
CLOSED_PIPE = 141

_MISSING = Words("缺少参数 {}", "missing argument {}")
_MISSING_OPTION = Words("缺少选项 {}", "missing option {}")
_NO_OPTION = Words("没有选项 {}", "no such option: {}")
_NO_COMMAND = Words("没有命令 {}", "no such command: {}")
_WRONG = Words("{}：给出 {}；应为 {}", "{}: given {}; expected {}")
_NUMBER = Words("整数", "a whole number")
_GIVEN = re.compile(r"'(.*?)' is not")
_NEAREST = Words("；是不是 {}？", "; did you mean {}?")
_SEE = Words("用法见 {} --help", "see {} --help")
_UNEXPECTED = Words(
    "程序自身出错：{}。这不是您的输入之过；设置 LINGQU_DEBUG=1 再运行可看到详情。",
    "The program itself failed: {}. Your input is not to blame; run again with LINGQU_DEBUG=1 for the details.",
)
_UNWRITABLE = Words("无法读写 {}：{}", "cannot read or write {}: {}")
_STOPPED = Words("已中断。", "Interrupted.")


class Refusal(Exception):
    """What was asked cannot be done; each line says one reason."""

    def __init__(self, lines: Iterable[str], status: int = UNUSABLE) -> None:
        self.lines = tuple(lines)
        self.status = status
        super().__init__("\n".join(self.lines))


class ClosedPipe(Exception):
    """Whoever read the output has gone. Click ends a run with 1 for a BrokenPipeError, as a failed check would."""


def end_of(work: Callable[[], object], lang: str) -> int:
    """Do the work and say with which status it ended; what has to be said stands on standard error."""
    try:
        result = work()
        sys.stdout.flush()
    except Refusal as refusal:
        return _said(refusal.lines, refusal.status)
    except click.ClickException as error:
        return _said(_usage_lines(error, lang), UNUSABLE)
    except (click.Abort, KeyboardInterrupt):
        return _said([_STOPPED.said(lang)], INTERRUPTED)
    except (ClosedPipe, BrokenPipeError):
        # nothing more can be written, not even by the interpreter on its way out
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED_PIPE
    except Exception as error:
        if os.environ.get("LINGQU_DEBUG"):
            raise
        if isinstance(error, OSError) and error.strerror:
            return _said([_UNWRITABLE.said(lang).format(error.filename or "-", error.strerror)], UNUSABLE)
        return _said([_UNEXPECTED.said(lang).format(_named(error))], BROKEN)
    return result if isinstance(result, int) else 0


def _named(error: Exception) -> str:
    text = printable(str(error).split("\n")[0])[:200]
    return f"{type(error).__name__} {text}".strip()


def _said(lines: Iterable[str], status: int) -> int:
    try:
        for line in lines:
            print(line, file=sys.stderr)
        sys.stderr.flush()
    except BrokenPipeError:
        return CLOSED_PIPE
    return status


def _usage_lines(error: click.ClickException, lang: str) -> list[str]:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return [error.format_message()]
    lines = [_usage_fault(error, lang)]
    context = getattr(error, "ctx", None)
    if context is not None:
        lines += [context.get_usage(), _SEE.said(lang).format(context.command_path)]
    return lines


def _usage_fault(error: click.ClickException, lang: str) -> str:
    if isinstance(error, click.MissingParameter) and error.param is not None:
        words = _MISSING if isinstance(error.param, click.Argument) else _MISSING_OPTION
        return words.said(lang).format(error.param.metavar or error.param.opts[-1])
    if isinstance(error, click.NoSuchOption):
        text = _NO_OPTION.said(lang).format(printable(error.option_name))
        near = error.possibilities or []
        return text + (_NEAREST.said(lang).format(near[0]) if near else "")
    if isinstance(error, click.BadParameter) and error.param is not None:
        where = error.param.opts[-1] if isinstance(error.param, click.Option) else error.param.metavar or "?"
        given = _GIVEN.search(error.message)
        kind = error.param.type
        expected = "|".join(map(str, kind.choices)) if isinstance(kind, click.Choice) else _NUMBER.said(lang)
        return _WRONG.said(lang).format(where, given.group(1) if given else "?", expected)
    if isinstance(error, NoSuchCommand):
        near = get_close_matches(error.given, error.known, n=1, cutoff=0.5)
        text = _NO_COMMAND.said(lang).format(printable(error.given))
        return text + (_NEAREST.said(lang).format(near[0]) if near else "")
    return error.format_message()
