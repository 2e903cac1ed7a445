"""The command `lingqu`: the names of its commands, and the one place where every end of a run gets its exit status.

Its one law: no rule of a policy is decided here, and no command is imported that was not called.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from lingqu import __version__
from lingqu.interfaces.cli.bilingual import BilingualOption, language_of, unknown_language
from lingqu.interfaces.cli.failures import ClosedPipe, end_of
from lingqu.interfaces.cli.lazy import Lazy, LazyGroup
from lingqu.interfaces.cli.wrapping import printable
from lingqu.reports.wording import Words

_HERE = "lingqu.interfaces.cli."

COMMANDS = {
    "assess": Lazy(
        _HERE + "assess:command", "评估：能得什么、缺什么、差多少", "Assess: what is due, missing, nearly reached"
    ),
    "explain": Lazy(
        _HERE + "explain:command", "说明一条结论的来由（理由树）", "Explain one verdict by its reason tree"
    ),
    "interview": Lazy(_HERE + "interview:command", "一问一答地评估", "Assess by questions and answers"),
    "bulk": Lazy(_HERE + "bulk:command", "一次评估整个登记册", "Answer a whole register at once"),
    "budget": Lazy(
        _HERE + "budget:command", "资金测算：够不够，哪年不够", "Budget: is the money enough, and until when"
    ),
    "whatif": Lazy(
        _HERE + "whatif:command",
        "改一改政策会怎样：谁受益、谁受损、多花多少",
        "What if the policy changed: who gains, who loses",
    ),
    "nearmiss": Lazy(
        _HERE + "nearmiss:command", "差一点就到的：培育清单与聚集", "Near misses: whom to help over a line; bunching"
    ),
    "allocate": Lazy(
        _HERE + "allocate:command", "择优分配：在规则下选出最好的一组", "Allocate: the best choice under the rules"
    ),
    "synth": Lazy(
        _HERE + "synth:command", "生成合成登记册与申请，供试算", "Make a register, marked as made, to try things on"
    ),
    "measures": Lazy(_HERE + "rules:measures", "列出各条措施", "List the measures"),
    "show": Lazy(_HERE + "rules:show", "一条措施的规则、白话、口径与示例", "One measure: rule, plain words, examples"),
    "readings": Lazy(_HERE + "vocabulary:readings", "口径：原文没有写明的地方", "The readings: open points"),
    "facts": Lazy(
        _HERE + "vocabulary:facts", "事实：名称、单位、谁提供、凭什么", "The facts: names, units, who supplies them"
    ),
    "targets": Lazy(_HERE + "aims:targets", "方案的指标", "The plan's targets"),
    "tasks": Lazy(_HERE + "aims:tasks", "方案的任务与职责", "The plan's tasks and duties"),
    "policies": Lazy(_HERE + "policies:command", "找得到的政策", "The policies that can be found"),
    "check": Lazy(_HERE + "checking:command", "检查规则，运行全部示例", "Check rules and run all their examples"),
    "fmt": Lazy(_HERE + "formatting:command", "整理规则文件的排版", "Format rule files"),
    "plan": Lazy(_HERE + "plan:group", "读方案文件：展示、覆盖、比较", "Read plan documents: show, coverage, compare"),
    "match": Lazy(
        _HERE + "match:group", "匹配：成果对需求，附理由，或“没有合适的”", "Match results to demands, or say none fits"
    ),
    "serve": Lazy(_HERE + "serve:command", "启动网页平台", "Serve the platform in the browser"),
    "user": Lazy(_HERE + "user:group", "账号与角色", "Accounts and roles"),
    "demo": Lazy(_HERE + "demo:command", "载入演示区", "Load the demonstration zone"),
    "doctor": Lazy(_HERE + "doctor:command", "检查本机安装", "Check this installation"),
    "backup": Lazy(_HERE + "backup:command", "备份数据库与文件", "Back up database and files"),
    "restore": Lazy(_HERE + "restore:command", "从备份恢复", "Restore a backup"),
    "tick": Lazy(_HERE + "tick:command", "到期的事，由定时器运行", "What is due; run by a timer"),
    "lsp": Lazy(_HERE + "lsp:command", "语言服务器：在编辑器里边写边查", "Serve editors: faults as you type"),
    "mcp": Lazy(_HERE + "mcp:command", "MCP 服务：供会用 MCP 的程序只读查询", "Serve MCP: read-only tools"),
    "completion": Lazy(_HERE + "completion:command", "命令行补全脚本", "Shell completion script"),
    "version": Lazy(_HERE + "version:command", "版本", "The version"),
}


_NO_LANGUAGE = "LINGQU_LANG={}：没有这种语言，改用中文；可用 zh、en / no such language, Chinese is used; zh or en"


class Lingqu(LazyGroup):
    """The program: finds the language out before click does anything, and gives every end its status."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was called."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise ClosedPipe from None

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the program."""
        arguments = sys.argv[1:] if args is None else [*args]
        lang = language_of(arguments, os.environ)
        extra.setdefault("obj", lang)
        run = super().main
        if not standalone_mode:
            return run(arguments, prog_name, complete_var, standalone_mode=False, **extra)
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")
        # the shell must see the same name however the program was started
        name = prog_name or "lingqu"
        unknown = unknown_language(arguments, os.environ)
        if unknown is not None and "_LINGQU_COMPLETE" not in os.environ:
            print(_NO_LANGUAGE.format(printable(unknown[:40])), file=sys.stderr)
        sys.exit(end_of(lambda: run(arguments, name, complete_var, standalone_mode=False, **extra), lang))


def _help_where_nothing_is_called(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(f"lingqu {__version__}")
        ctx.exit()


def _version_option() -> BilingualOption:
    made = BilingualOption(
        ["-V", "--version"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_version,
        help="显示版本。",
    )
    made.words = Words("显示版本。", "Show the version.")
    return made


main = Lingqu(
    name="lingqu",
    lazy=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="灵渠：把创新示范区方案变成可以运行的规则，告诉每个单位能得什么、凭哪一句、还缺什么。",
    english=(
        "Lingqu runs an innovation-zone plan as code: it tells every applicant what the plan gives, by which sentence, "
        "and what is still missing."
    ),
    params=[_version_option()],
    invoke_without_command=True,
    callback=click.pass_context(_help_where_nothing_is_called),
)

if __name__ == "__main__":
    main()
