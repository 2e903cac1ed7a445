"""`lingqu mcp`: the server for programs that speak MCP, run in this very process so that it keeps standard input and
output.

Its one law: the two faces do not know each other; this one knows only by which name the other is started.
"""

from __future__ import annotations

import runpy
import sys

import click

from lingqu.interfaces.cli.bilingual import BilingualCommand, language_in, language_said, option
from lingqu.interfaces.cli.failures import Refusal
from lingqu.interfaces.cli.policy_choice import policy_options, supplements_option, wrong
from lingqu.reports.wording import Words

_FACE = "lingqu.interfaces.mcp"
_LAST_PORT = 65535
_PORT = Words("1 至 65535 的端口号", "the number of a port, 1 to 65535")


@click.command(
    cls=BilingualCommand,
    help="""MCP 服务：让会用 MCP 的程序查措施、按事实评估、一问一答。只读，不保存，不联网。

    在标准输入输出上说话，由客户端启动；怎样配置见 docs/mcp.zh-CN.md。""",
    english="""An MCP server: programs that speak MCP list measures, assess facts, ask questions.

    Read-only, nothing is kept. It speaks on standard input and output, started by its client; see docs/mcp.md.""",
)
@policy_options
@supplements_option
@option(
    "--plan",
    zh="方案文件：查找其文句，并在规则旁给出原文；不写则只查规则库自己的措辞。",
    en="The plan document: search its sentences and give its words beside the rules; else only the rules' own wording.",
    metavar="FILE",
)
@option(
    "--http",
    zh="改在本机 127.0.0.1 的这个端口上以 HTTP 服务（路径 /mcp）。",
    en="Serve HTTP on this port of 127.0.0.1 instead (path /mcp).",
    kind=click.INT,
    metavar="PORT",
)
@click.pass_context
def command(
    ctx: click.Context,
    policy: str,
    policies: tuple[str, ...],
    supplements: tuple[str, ...],
    plan: str | None,
    http: int | None,
) -> None:
    """Serve MCP."""
    lang = language_in(ctx)
    if http is not None and not 0 < http <= _LAST_PORT:
        raise Refusal([wrong("--http", str(http), _PORT.said(lang), "8080", lang)])
    arguments = [f"--policy={policy}", *(f"--policies={each}" for each in policies)]
    arguments += [f"--with={each}" for each in supplements]
    arguments += [f"--plan={plan}"] if plan is not None else []
    arguments += [f"--http={http}"] if http is not None else []
    # not the environment's: what a client reads rests on the command line alone, as the JSON of assess does
    arguments.append(f"--lang={language_said(ctx)}")
    before = sys.argv
    sys.argv = ["lingqu mcp", *arguments]
    try:
        runpy.run_module(_FACE, run_name="__main__")
    finally:
        sys.argv = before
