"""`lingqu serve`: the platform in the browser, on this machine.

Its one law: what a first start needs is made (folder, keys, database, demonstration zone), and the address and
accounts are the last thing said. The pages are started by name: the faces do not know each other.
"""

from __future__ import annotations

import multiprocessing
import os
import socket
import sys
from pathlib import Path

import click

from lingqu.interfaces.cli.bilingual import BilingualCommand, language_in, option
from lingqu.interfaces.cli.demo import loaded_zone, said_accounts
from lingqu.interfaces.cli.failures import Refusal
from lingqu.interfaces.cli.installation import DATA_EN, DATA_ZH, Installation, opened
from lingqu.reports.wording import Words

_APPLICATION = "lingqu.config.wsgi:application"
_FIRST_PORT, _LAST_PORT = 1, 65535
_PORT = Words("--port：给出 {}；应为 1 至 65535；例如 8000", "--port: given {}; expected 1 to 65535; e.g. 8000")
_TAKEN = Words(
    "端口 {} 已被占用（也许灵渠已在运行）；换一个：lingqu serve --port {}",
    "Port {} is taken (perhaps Lingqu is running already); choose another: lingqu serve --port {}",
)
_BOTH = Words("--demo 与 --empty 只能选一个", "--demo and --empty: choose one")
_WHICH = Words(
    "生产环境的新数据库：请写明 --empty（正式使用）或 --demo（演示）",
    "A new database in production: say --empty (the real thing) or --demo (a demonstration)",
)
_NO_ASSETS = Words(
    "没有浏览器资源（样式与脚本）：请用 ./run 启动，或设 LINGQU_BROWSER_ASSETS；页面将没有样式",
    "What browsers need is missing: start by ./run, or set LINGQU_BROWSER_ASSETS; pages will have no looks",
)
_READY = Words("灵渠已启动：{}", "Lingqu is running: {}")
_DATA = Words("数据文件夹：{}（{}）", "data folder: {} ({})")
_STOP = Words("按 Ctrl+C 停止。", "Ctrl+C stops it.")
_NO_ACCOUNT = Words(
    "还没有账号；先建管理员：lingqu user add NAME && lingqu user grant NAME administrator",
    "There is no account yet; make an administrator: lingqu user add NAME && lingqu user grant NAME administrator",
)


@click.command(
    cls=BilingualCommand,
    help="""在本机启动网页平台。首次启动自动建库并载入演示区；按 Ctrl+C 停止。

    默认只在 127.0.0.1 上监听；对外服务请放在反向代理之后，见 docs/operations.zh-CN.md。""",
    english="""Serve the platform in the browser. A first start makes the database and loads the demonstration zone.

    It listens on 127.0.0.1 only; behind a reverse proxy it serves others, see docs/operations.md.""",
)
@option("--port", zh="端口。", en="The port.", kind=click.INT, default=8000, metavar="N", show_default=True)
@option(
    "--host",
    zh="监听的地址（也可用环境变量 LINGQU_BIND）；默认只有本机。",
    en="The address to listen on (or LINGQU_BIND); this machine only by default.",
    metavar="ADDRESS",
)
@option("--data", zh=DATA_ZH, en=DATA_EN, metavar="DIR")
@option("--demo", flag=True, zh="新数据库载入演示区（本机默认）。", en="A new database gets the demonstration zone.")
@option("--empty", flag=True, zh="新数据库不载入任何内容。", en="A new database stays empty.")
@option(
    "--workers",
    zh="工作进程数；PostgreSQL 上默认 2，内置数据库上默认 1。",
    en="Worker processes; 2 on PostgreSQL by default, else 1.",
    kind=click.IntRange(1, 64),
    metavar="N",
)
@click.pass_context
def command(
    ctx: click.Context,
    port: int,
    host: str | None,
    data: str | None,
    demo: bool,
    empty: bool,
    workers: int | None,
) -> None:
    """Serve the pages."""
    lang = language_in(ctx)
    if demo and empty:
        raise Refusal([_BOTH.said(lang)])
    if not _FIRST_PORT <= port <= _LAST_PORT:
        raise Refusal([_PORT.said(lang).format(port)])
    address = host or os.environ.get("LINGQU_BIND") or "127.0.0.1"
    if not _is_free(address, port):
        raise Refusal([_TAKEN.said(lang).format(port, port % _LAST_PORT + 1)], status=1)
    installation = opened(data, lang=lang)
    is_demonstration = _filled(installation, demo=demo, empty=empty, lang=lang)
    _gathered(lang)
    # workers share a port without complaint: who started while the zone was loading must not get half of the requests
    if not _is_free(address, port):
        raise Refusal([_TAKEN.said(lang).format(port, port % _LAST_PORT + 1)], status=1)
    _say_ready(installation, f"http://{address}:{port}/", is_demonstration, lang)
    _serve(address, port, workers or (2 if installation.database == "postgresql" else 1))


def _is_free(address: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def _filled(installation: Installation, *, demo: bool, empty: bool, lang: str) -> bool:
    """Give a new database its content; say whether this is a demonstration."""
    from django.utils import timezone

    from lingqu.books.accounts import operations
    from lingqu.books.accounts.models import Installation as Mark
    from lingqu.books.accounts.person import SYSTEM, Act

    mark = Mark.objects.first()
    if mark is not None:
        return mark.is_demonstration
    if installation.is_production and not demo and not empty:
        raise Refusal([_WHICH.said(lang)])
    if empty:
        operations.mark_installation(is_demonstration=False, act=Act(SYSTEM, timezone.now(), reason="first start"))
        return False
    loaded_zone(lang)
    return True


def _gathered(lang: str) -> None:
    """Gather what browsers fetch into one folder, under names that hold a digest."""
    from django.conf import settings
    from django.core.management import call_command

    if not (Path(settings.BROWSER_ASSETS) / "tabler.css").is_file():
        click.echo(_NO_ASSETS.said(lang), err=True)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)


def _say_ready(installation: Installation, site: str, is_demonstration: bool, lang: str) -> None:
    from lingqu.books.accounts.models import User

    lines = ["", _READY.said(lang).format(site)]
    lines.append("  " + _DATA.said(lang).format(installation.folder, installation.database))
    if is_demonstration:
        lines += said_accounts(lang)
    elif not User.objects.exists():
        lines.append("  " + _NO_ACCOUNT.said(lang))
    lines += ["  " + _STOP.said(lang), ""]
    click.echo("\n".join(lines))
    sys.stdout.flush()


def _serve(address: str, port: int, workers: int) -> None:
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    connections.close_all()  # workers open their own
    # a fork would leave behind the threads that set evidence of the demonstration: workers would wait for them for ever
    multiprocessing.set_start_method("spawn", force=True)
    Granian(
        _APPLICATION,
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve()
