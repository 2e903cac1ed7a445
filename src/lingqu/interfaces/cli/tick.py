"""`lingqu tick`: what the clock starts every few minutes; deploy/lingqu-tick.timer calls it.

Its one law: it says what it did, and a run with nothing to do is no fault.
"""

from __future__ import annotations

import click

from lingqu.interfaces.cli.bilingual import BilingualCommand, language_in, option
from lingqu.interfaces.cli.installation import DATA_EN, DATA_ZH, opened
from lingqu.reports.wording import Words

_DONE = (
    ("personal_values", Words("项个人信息到期删除", "personal values erased")),
    ("sessions", Words("个登录过期删除", "sessions ended")),
    ("tokens", Words("个访问令牌停用满 30 天删除", "access tokens removed 30 days after their end")),
    ("sign_ins", Words("条登录记录满 184 天删除", "records of sign-in removed after 184 days")),
    ("waiting_files", Words("个未确认的导入文件删除", "unconfirmed import files removed")),
)
_NOTHING = Words("没有到期的。", "Nothing was due.")
_BUSY = Words("另一次正在运行，由它完成。", "Another tick is running and does it all.")


@click.command(
    cls=BilingualCommand,
    help="""到期的事：删除目的已了的个人信息、过期的登录和访问令牌、陈旧的登录记录、没有确认的导入文件。

    可以随时、反复运行；由定时器每几分钟运行一次（deploy/lingqu-tick.timer）。""",
    english="""What is due: erase personal values past their purpose, ended sessions and access tokens, old records of
    sign-in, import files never confirmed.

    It can be run at any time and again; a timer runs it every few minutes (deploy/lingqu-tick.timer).""",
)
@option("--data", zh=DATA_ZH, en=DATA_EN, metavar="DIR")
@click.pass_context
def command(ctx: click.Context, data: str | None) -> None:
    """Do what is due."""
    lang = language_in(ctx)
    # a timer must not bring the database up to date: that belongs to the start after a backup
    opened(data, lang=lang, migrate=False)
    from django.utils import timezone

    from lingqu.books.registers.ticking import UnableToTick, tick

    try:
        done = tick(at=timezone.now())
    except UnableToTick:
        click.echo(_BUSY.said(lang))
        return
    told = [f"{count} {words.said(lang)}" for name, words in _DONE if (count := getattr(done, name))]
    for line in told or [_NOTHING.said(lang)]:
        click.echo(line)
