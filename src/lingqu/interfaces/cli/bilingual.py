"""Commands and options that explain themselves in Chinese or in English.

Its one law: every text a person sees exists in both languages, and the language is known before click builds anything
(`language_of`); it travels as the context's object. It does not know any command.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click
from click.core import ParameterSource

from lingqu.interfaces.cli.wrapping import cells, padded, wrapped
from lingqu.reports.wording import Words

LANGUAGES = ("zh", "en")
WIDEST_HELP = 100
_WIDEST_TERM = 26
_WITHIN_PARAGRAPH = re.compile(r"(?<=\S)\n[ ]*(?=[^\s])")
_FIRST_CLAUSE = re.compile(r"[：；\n]|[:;] ")


HELP_OF_HELP = Words("显示本页。", "Show this page.")
HELP_OF_LANG = Words(
    "输出与帮助的语言（也可用环境变量 LINGQU_LANG）。", "Language of output and help (or LINGQU_LANG)."
)
USAGE = Words("用法：", "Usage: ")
OPTIONS = Words("选项：", "Options:")
COMMANDS = Words("命令：", "Commands:")
DEFAULT = Words("默认 {}", "default {}")
REPEATABLE = Words("可重复", "repeatable")
PLACEHOLDERS = {"[OPTIONS]": "[选项]", "[COMMAND] [ARGS]...": "命令 …", "COMMAND [ARGS]...": "命令 …"}


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Find the language asked for, before anything is parsed: the last --lang, else LINGQU_LANG, else Chinese.

    >>> language_of(["assess", "--lang", "en", "-"], {})
    'en'
    """
    found = environment.get("LINGQU_LANG", "")
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and place + 1 < len(arguments):
            found = arguments[place + 1]
        elif argument.startswith("--lang="):
            found = argument.removeprefix("--lang=")
    return found if found in LANGUAGES else "zh"


def language_said(ctx: click.Context) -> str:
    """The language that the command line itself asks for, Chinese without; what machines read rests on nothing else."""
    here: click.Context | None = ctx
    while here is not None:
        if here.get_parameter_source("lang") is ParameterSource.COMMANDLINE:
            return language_in(ctx)
        here = here.parent
    return "zh"


def unknown_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str | None:
    """The value of LINGQU_LANG where it decides and is none of the languages."""
    given = environment.get("LINGQU_LANG", "")
    asked = any(each == "--lang" or each.startswith("--lang=") for each in arguments)
    return None if asked or not given or given in LANGUAGES else given


class BilingualOption(click.Option):
    """An option with its help in both languages."""

    words: Words = Words("", "")


def option(
    *names: str,
    zh: str,
    en: str,
    kind: click.ParamType[Any] | None = None,
    default: Any = None,
    multiple: bool = False,
    flag: bool = False,
    metavar: str | None = None,
    show_default: bool = False,
) -> Callable[[Any], Any]:
    """Declare an option of a command; `zh` and `en` are its help."""

    def declare(target: Any) -> Any:
        declared = click.option(
            *names,
            cls=BilingualOption,
            type=kind,
            default=False if flag else default,
            multiple=multiple,
            is_flag=flag,
            metavar=metavar,
            show_default=show_default,
            help=zh,
        )(target)
        # click keeps the options of a function, until it is made a command, in this list: the last declared at its end
        declared.__click_params__[-1].words = Words(zh, en)
        return declared

    return declare


def _language_option() -> click.Option:
    made = BilingualOption(
        ["--lang"], type=click.Choice(LANGUAGES), expose_value=False, metavar="zh|en", help=HELP_OF_LANG.zh
    )
    made.words = HELP_OF_LANG
    return made


class BilingualCommand(click.Command):
    """A command with its help in both languages and a --lang option."""

    english: str = ""

    def __init__(self, *arguments: Any, **attributes: Any) -> None:
        self.english = attributes.pop("english", "")
        super().__init__(*arguments, **attributes)
        self.params.append(_language_option())

    def words(self) -> Words:
        """The help of this command."""
        return Words(self.help or "", self.english)

    def get_usage(self, ctx: click.Context) -> str:
        """The line of usage."""
        lang = language_in(ctx)
        pieces = " ".join(self.collect_usage_pieces(ctx))
        if lang == "zh":
            for english, chinese in PLACEHOLDERS.items():
                pieces = pieces.replace(english, chinese)
        return f"{USAGE.said(lang)}{ctx.command_path} {pieces}".rstrip()

    def get_help(self, ctx: click.Context) -> str:
        """The page that --help shows."""
        lang = language_in(ctx)
        width = min(WIDEST_HELP, shutil.get_terminal_size().columns)
        lines = [self.get_usage(ctx), "", *_paragraphs(self.words().said(lang), width, lang)]
        rows = [row for param in self.get_params(ctx) if isinstance(param, click.Option) and (row := _row(param, lang))]
        lines += ["", OPTIONS.said(lang), *_rows(rows, width)]
        return "\n".join([*lines, *self.commands_said(ctx, width)])

    def commands_said(self, ctx: click.Context, width: int) -> list[str]:
        """The lines that name the commands of a group; a single command has none."""
        return []


class NoSuchCommand(click.UsageError):
    """A command was called that does not exist; `known` are those that do."""

    def __init__(self, given: str, known: Sequence[str], ctx: click.Context) -> None:
        super().__init__(given, ctx)
        self.given = given
        self.known = known


class BilingualGroup(BilingualCommand, click.Group):
    """A group of commands with its help in both languages."""

    command_class = BilingualCommand

    def summary(self, ctx: click.Context, name: str) -> Words:
        """What one command does, in one line."""
        command = self.get_command(ctx, name)
        words = command.words() if isinstance(command, BilingualCommand) else Words("", "")
        return Words(*(_FIRST_CLAUSE.split(text, maxsplit=1)[0].rstrip("。.") for text in words))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command called; refuses an unknown one with the nearest."""
        known = self.list_commands(ctx)
        if args and not args[0].startswith("-") and args[0] not in known and not ctx.resilient_parsing:
            raise NoSuchCommand(args[0], known, ctx)
        return super().resolve_command(ctx, args)

    def commands_said(self, ctx: click.Context, width: int) -> list[str]:
        """The lines that name the commands."""
        lang = language_in(ctx)
        rows = [(name, self.summary(ctx, name).said(lang)) for name in self.list_commands(ctx)]
        return ["", COMMANDS.said(lang), *_rows(rows, width)]


def language_in(ctx: click.Context) -> str:
    """The language of a running command."""
    return ctx.obj if isinstance(ctx.obj, str) else "zh"


def _row(param: click.Option, lang: str) -> tuple[str, str] | None:
    if param.hidden:
        return None
    words = param.words if isinstance(param, BilingualOption) else HELP_OF_HELP
    term = ", ".join(sorted(param.opts, key=len))
    if not param.is_flag and not param.count:
        term += f" {param.metavar or (param.name or '').upper()}"
    notes = []
    if param.show_default and param.default is not None:
        notes.append(DEFAULT.said(lang).format(param.default))
    if param.multiple:
        notes.append(REPEATABLE.said(lang))
    text = words.said(lang)
    if notes:
        text += f"（{'，'.join(notes)}）" if lang == "zh" else f" ({', '.join(notes)})"
    return term, text


def _paragraphs(text: str, width: int, lang: str) -> list[str]:
    """English runs on over the lines of the source; a Chinese line ends where it is written, at a full stop."""
    if lang == "en":
        text = _WITHIN_PARAGRAPH.sub(" ", text)
    return [f"  {line}" if line else "" for row in text.strip().split("\n") for line in wrapped(row.strip(), width - 2)]


def _rows(rows: list[tuple[str, str]], width: int) -> list[str]:
    """Terms beside their texts; a term too long for its column has a line of its own."""
    column = min(_WIDEST_TERM, max((cells(term) for term, _ in rows), default=0)) + 2
    lines = []
    for term, text in rows:
        told = wrapped(text, width - column - 2)
        if cells(term) + 2 > column:
            lines.append(f"  {term}")
        else:
            lines.append(f"  {padded(term, column)}{told.pop(0)}")
        lines += [f"  {' ' * column}{line}" for line in told]
    return lines
