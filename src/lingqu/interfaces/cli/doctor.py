"""`lingqu doctor`: whether this installation can work, check by check, with what to do where it cannot.

Its one law: it looks and changes nothing; every check is told, the failed ones with a remedy.
"""

from __future__ import annotations

import json
import sys

import click

from lingqu.interfaces.cli.bilingual import BilingualCommand, language_in, option
from lingqu.interfaces.cli.failures import FAILED
from lingqu.interfaces.cli.installation import DATA_EN, DATA_ZH, opened
from lingqu.interfaces.cli.wrapping import padded
from lingqu.reports.wording import Words

_STATES = {"ok": Words("正常", "ok"), "warning": Words("注意", "note"), "fault": Words("故障", "FAULT")}
_ALL_WELL = Words("没有故障。", "No fault.")
_FAULTS = Words("{} 项故障。", "{} faults.")


@click.command(
    cls=BilingualCommand,
    help="""检查本机安装：密钥、数据库、浏览器资源、字体、磁盘、时钟、规则、审计链。

    只看不改。有故障时退出状态为 1。""",
    english="""Check this installation: keys, database, browser assets, fonts, disk, clock, rules, audit chain.

    It changes nothing. Exit status 1 where there is a fault.""",
)
@option("--data", zh=DATA_ZH, en=DATA_EN, metavar="DIR")
@option("--format", zh="输出格式。", en="Output format.", kind=click.Choice(("text", "json")), default="text",
        show_default=True)  # fmt: skip
@click.pass_context
def command(ctx: click.Context, data: str | None, format: str) -> int:
    """Look at everything."""
    lang = language_in(ctx)
    opened(data, lang=lang, migrate=False)
    from lingqu.interfaces.cli.health import examined

    findings = examined()
    faults = sum(each.state == "fault" for each in findings)
    if format == "json":
        rows = [
            {"check": each.check, "state": each.state, "found": each.found.said(lang), "remedy": each.remedy.said(lang)}
            for each in findings
        ]
        json.dump(rows, sys.stdout, ensure_ascii=False, indent=2)
        click.echo()
    else:
        for each in findings:
            state, check = padded(_STATES[each.state].said(lang), 6), padded(each.words.said(lang), 16)
            click.echo(f"{state} {check} {each.found.said(lang)}")
            if each.state != "ok" and each.remedy.zh:
                click.echo(f"{'':6} {'':16} → {each.remedy.said(lang)}")
        click.echo(_FAULTS.said(lang).format(faults) if faults else _ALL_WELL.said(lang))
    return FAILED if faults else 0
