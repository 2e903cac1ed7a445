"""`lingqu demo`: load the demonstration zone and stop; and what is said of its accounts.

Its one law: the zone is loaded into a new database only, never beside real rows.
"""

from __future__ import annotations

import click

from lingqu.interfaces.cli.bilingual import BilingualCommand, language_in, option
from lingqu.interfaces.cli.failures import Refusal
from lingqu.interfaces.cli.installation import DATA_EN, DATA_ZH, opened
from lingqu.reports.wording import Words

_LOADING = Words("正在载入演示区……", "Loading the demonstration zone…")
_LOADED = Words("演示区已载入：{} 个单位、{} 条事实。", "The demonstration zone is loaded: {} organisations, {} facts.")
_THERE = Words("演示区已经在里面了，没有改动。", "The demonstration zone is there already; nothing was changed.")
_REAL = Words(
    "这个数据库已在正式使用，不能载入演示区；换一个文件夹：lingqu demo --data DIR",
    "This database is in real use; load the zone elsewhere: lingqu demo --data DIR",
)
_ACCOUNTS = Words("演示账号（口令都是 {}）：", "demonstration accounts (the password of each is {}):")


@click.command(
    cls=BilingualCommand,
    help="""载入演示区后结束：真实的地名与机构名，编造的单位、人员和数字。

    只载入新数据库；已载入过则不做改动。""",
    english="""Load the demonstration zone and stop: real places and institutions, made organisations and figures.

    Into a new database only; where it is loaded already nothing changes.""",
)
@option("--data", zh=DATA_ZH, en=DATA_EN, metavar="DIR")
@click.pass_context
def command(ctx: click.Context, data: str | None) -> None:
    """Load the zone."""
    lang = language_in(ctx)
    opened(data, lang=lang)
    from lingqu.books.accounts.models import Installation

    mark = Installation.objects.first()
    if mark is None:
        loaded_zone(lang)
    elif mark.is_demonstration:
        click.echo(_THERE.said(lang))
    else:
        raise Refusal([_REAL.said(lang)])
    click.echo("\n".join(said_accounts(lang)))


def loaded_zone(lang: str) -> None:
    """Load the zone into the database that is open, and say what was loaded."""
    from django.utils import timezone

    from lingqu.demonstration.loading import load_zone

    click.echo(_LOADING.said(lang), err=True)
    loaded = load_zone(at=timezone.now())
    click.echo(_LOADED.said(lang).format(loaded.organisations, loaded.facts), err=True)


def said_accounts(lang: str) -> list[str]:
    """Lines that name the demonstration accounts and their password."""
    from lingqu.demonstration.accounts import DEMONSTRATION_ACCOUNTS, demonstration_password

    width = max(len(each.username) for each in DEMONSTRATION_ACCOUNTS)
    lines = ["  " + _ACCOUNTS.said(lang).format(demonstration_password())]
    return lines + [f"    {each.username:<{width}}  {each.words.said(lang)}" for each in DEMONSTRATION_ACCOUNTS]
