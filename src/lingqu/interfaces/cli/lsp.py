"""`lingqu lsp`: the language server for editors, run in this very process so that it keeps standard input and output.

Its one law: the two faces do not know each other; this one knows only by which name the other is started.
"""

from __future__ import annotations

import runpy
import sys

import click

from lingqu.interfaces.cli.bilingual import BilingualCommand, language_in, option

_FACE = "lingqu.interfaces.editors"


@click.command(
    cls=BilingualCommand,
    help="""规则文件的语言服务器：在编辑器里边写边查，补全事实名称，悬停看单位和含义，跳到声明，整理排版。

    在标准输入输出上说话，由编辑器启动；怎样配置见 docs/editors.zh-CN.md。""",
    english="""A language server for rule files: faults as you type, completion, hover, definition, formatting.

    It speaks on standard input and output, started by an editor; see docs/editors.md.""",
)
@option("--check", zh="只看能否启动，说一句就结束。", en="Only see that it can be started, say so and end.", flag=True)
@option(
    "--stdio", zh="与不写相同（许多编辑器会自己加上）。", en="The same as without (many editors add it).", flag=True
)
@click.pass_context
def command(ctx: click.Context, check: bool, stdio: bool) -> None:
    """Serve editors."""
    before = sys.argv
    sys.argv = ["lingqu lsp", f"--lang={language_in(ctx)}", *(["--check"] if check else [])]
    try:
        runpy.run_module(_FACE, run_name="__main__")
    finally:
        sys.argv = before
