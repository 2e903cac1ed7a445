"""What can be wrong with an installation, looked at one thing after another.

Its one law: a check that itself breaks is a fault of that check, never the end of the others. Django must be set up
before this module is imported.
"""

from __future__ import annotations

import shutil
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pylopdf_fonts_zh_cn as fonts
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from lingqu.books.audit.models import Entry
from lingqu.books.audit.queries import checked_chain
from lingqu.books.registers.ticking import LATE_AFTER, last_tick
from lingqu.processes.assessments.packs import POLICY, pack_of_day
from lingqu.reports.wording import Words

State = Literal["ok", "warning", "fault"]
_NEEDED_ASSETS = ("tabler.css", "tabler.js", "htmx.js", "icons.svg", "lab-editor.js")
_LITTLE_DISK = 1 << 30
_NO_DISK = 100 << 20
_CLOCK_MAY_DIFFER = 120  # seconds
_NOTHING = Words("", "")


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found, and what to do about it."""

    check: str
    words: Words
    state: State
    found: Words
    remedy: Words = _NOTHING


def examined() -> list[Finding]:
    """Go through all checks."""
    return [finding for check in CHECKS for finding in _safely(check)]


def _safely(check: Callable[[], Iterator[Finding]]) -> list[Finding]:
    name = check.__name__.strip("_")
    try:
        return list(check())
    except Exception as error:  # a check must not hide the others
        text = f"{type(error).__name__}: {error}"
        return [Finding(name, Words(name, name), "fault", Words(text, text))]


def _has_tables() -> bool:
    return Entry._meta.db_table in connection.introspection.table_names()


def _settings() -> Iterator[Finding]:
    mode = Words("生产", "production") if settings.PRODUCTION else Words("本机", "local")
    words = Words("运行方式", "mode")
    yield Finding(
        "settings", words, "ok", Words(f"{mode.zh}；{settings.DATA.root}", f"{mode.en}; {settings.DATA.root}")
    )


def _keys() -> Iterator[Finding]:
    words, file = Words("密钥", "keys"), settings.DATA.secrets
    if not file.exists():
        missing = Words("还没有", "none yet")
        yield Finding("keys", words, "fault", missing, Words("运行 lingqu serve 或 lingqu demo", "run lingqu serve"))
    elif file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        opened = Words("他人可读", "others may read them")
        yield Finding("keys", words, "fault", opened, Words(f"chmod 600 {file}", f"chmod 600 {file}"))
    else:
        yield Finding("keys", words, "ok", Words("只有所有者可读", "readable by their owner only"))


def _database() -> Iterator[Finding]:
    words = Words("数据库", "database")
    with connection.cursor() as cursor:
        is_sqlite = connection.vendor == "sqlite"
        cursor.execute("SELECT sqlite_version()" if is_sqlite else "SELECT current_setting('server_version')")
        found = f"{connection.vendor} {cursor.fetchone()[0]}"
    executor = MigrationExecutor(connection)
    behind = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if behind:
        remedy = Words(
            "运行 lingqu serve（启动时升级）；先备份", "run lingqu serve, which brings it up to date; back up first"
        )
        yield Finding(
            "database", words, "fault", Words(f"{found}，落后 {behind} 步", f"{found}, {behind} steps behind"), remedy
        )
    else:
        yield Finding("database", words, "ok", Words(found, found))


def _assets() -> Iterator[Finding]:
    words, folder = Words("浏览器资源", "browser assets"), Path(settings.BROWSER_ASSETS)
    missing = [name for name in _NEEDED_ASSETS if not (folder / name).is_file()]
    if missing:
        lacking = Words("缺 " + "、".join(missing), "missing " + ", ".join(missing))
        yield Finding("assets", words, "fault", lacking, Words("运行一次 ./run", "run ./run once"))
    else:
        yield Finding("assets", words, "ok", Words(str(folder), str(folder)))


def _fonts() -> Iterator[Finding]:
    words = Words("中文字体", "Chinese fonts")
    there = Path(fonts.sans_path()).is_file() and Path(fonts.serif_path()).is_file()
    found = Words("PDF 用的字体随程序自带", "those of PDFs come with the program")
    lost = Words("PDF 用的字体不见了", "those of PDFs are lost")
    yield Finding(
        "fonts", words, "ok" if there else "fault", found if there else lost, Words("重新运行 ./run", "run ./run")
    )


def _disk() -> Iterator[Finding]:
    words, free = Words("磁盘", "disk"), shutil.disk_usage(settings.DATA.root).free
    state: State = "fault" if free < _NO_DISK else "warning" if free < _LITTLE_DISK else "ok"
    found = Words(f"剩余 {free / (1 << 30):.1f} GiB", f"{free / (1 << 30):.1f} GiB free")
    yield Finding("disk", words, state, found, Words("清出空间或换数据文件夹", "make room or move the data folder"))


def _clock() -> Iterator[Finding]:
    words = Words("时钟", "clock")
    last = Entry.objects.order_by("-number").values_list("at", flat=True).first() if _has_tables() else None
    now = datetime.now(UTC)
    if last is not None and (last - now).total_seconds() > _CLOCK_MAY_DIFFER:
        back = Words(f"比最后一条记录早：{now:%Y-%m-%d %H:%M} UTC", f"before the last entry: {now:%Y-%m-%d %H:%M} UTC")
        yield Finding("clock", words, "fault", back, Words("校准系统时间", "set the system's time"))
        return
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
            apart = abs(float(cursor.fetchone()[0]) - time.time())
        if apart > _CLOCK_MAY_DIFFER:
            off = Words(f"与数据库相差 {apart:.0f} 秒", f"{apart:.0f} s off the database's")
            yield Finding("clock", words, "fault", off, Words("两边都用 NTP 校时", "use NTP on both"))
            return
    yield Finding("clock", words, "ok", Words(f"{now:%Y-%m-%d %H:%M} UTC", f"{now:%Y-%m-%d %H:%M} UTC"))


def _pack() -> Iterator[Finding]:
    pack = pack_of_day(POLICY, datetime.now(UTC).date())
    found = Words(
        f"{pack.id} {pack.digest[:12]}，{len(pack.measures)} 条措施",
        f"{pack.id} {pack.digest[:12]}, {len(pack.measures)} measures",
    )
    yield Finding("pack", Words("规则", "rules"), "ok", found)


def _chain() -> Iterator[Finding]:
    words = Words("审计链", "audit chain")
    if not _has_tables():
        yield Finding("chain", words, "ok", Words("还没有记录", "no entry yet"))
        return
    state = checked_chain()
    if state.holds:
        yield Finding("chain", words, "ok", Words(f"{state.count} 条，完整", f"{state.count} entries, unbroken"))
    else:
        place, what = state.breaks[0]
        broken = Words(
            f"{len(state.breaks)} 处断裂，第一处在第 {place} 条（{what}）",
            f"{len(state.breaks)} breaks, the first at entry {place} ({what})",
        )
        remedy = Words("停止写入，保留现场，与备份比对", "stop writing, keep everything, compare with a backup")
        yield Finding("chain", words, "fault", broken, remedy)


def _cache() -> Iterator[Finding]:
    words = Words("临时计数", "counters")
    cache.set("lingqu.doctor", "1", 5)
    works = cache.get("lingqu.doctor") == "1"
    found = (
        Words("可写", "writable")
        if works
        else Words("不可写，登录次数限制会失效", "not writable: limits of attempts fail")
    )
    remedy = Words(f"检查 {settings.DATA.cache}", f"look at {settings.DATA.cache}")
    yield Finding("cache", words, "ok" if works else "fault", found, remedy)


def _tick() -> Iterator[Finding]:
    words, last = Words("定时任务", "tick"), last_tick()
    remedy = Words(
        "用定时器每几分钟运行 lingqu tick，见 deploy/lingqu-tick.timer",
        "let a timer run lingqu tick every few minutes, see deploy/lingqu-tick.timer",
    )
    if last is None:
        never = Words("从未运行：到期的个人信息没有删除", "never ran: values past their day are not erased")
        yield Finding("tick", words, "warning", never, remedy)
        return
    moment = f"{last.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    is_late = datetime.now(UTC) - last > LATE_AFTER
    found = Words(f"上次 {moment}", f"last ran {moment}")
    yield Finding("tick", words, "warning" if is_late else "ok", found, remedy)


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    _settings,
    _keys,
    _database,
    _assets,
    _fonts,
    _disk,
    _clock,
    _pack,
    _cache,
    _tick,
    _chain,
)
