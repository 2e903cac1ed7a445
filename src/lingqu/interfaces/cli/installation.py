"""An installation on this machine: its data folder chosen, its keys made, its database brought up to date.

Its one law: Django's settings are read once, after the folder is known; so every command that needs the database begins
here. It knows the settings by their name only.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lingqu.interfaces.cli.failures import Refusal
from lingqu.reports.wording import Words

SETTINGS = "lingqu.config.settings"

DATA_ZH = "数据文件夹（也可用环境变量 LINGQU_DATA；默认是用户自己的数据目录）。"
DATA_EN = "The data folder (or LINGQU_DATA; by default in the user's own folder for data)."
_UNUSABLE = Words(
    "无法打开安装：{}；用 lingqu doctor 查看各项", "The installation cannot be opened: {}; lingqu doctor tells more"
)
_BUSY = Words("另一个进程正在准备 {}；请稍后再试", "another process is setting up {}; try again in a moment")


@dataclass(frozen=True, slots=True)
class Installation:
    """Where an installation lives and which database it uses."""

    folder: Path
    database: str  # "sqlite" or "postgresql"
    is_production: bool


def opened(data: str | None, *, lang: str, migrate: bool = True) -> Installation:
    """Open an installation; made where there is none. Raises `Refusal` with the reasons."""
    if data:
        os.environ["LINGQU_DATA"] = str(Path(data).expanduser().absolute())
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    os.environ["LINGQU_FIRST_START"] = "yes"
    from django.core.exceptions import ImproperlyConfigured

    import django

    try:
        django.setup()
        from django.conf import settings

        settings.DATA.made()
        if migrate:
            with _alone(settings.DATA.root, lang):
                _migrated()
    except (ImproperlyConfigured, OSError) as error:
        raise Refusal([_UNUSABLE.said(lang).format(error)]) from error
    from django.db import connection

    return Installation(Path(settings.DATA.root), connection.vendor, bool(settings.PRODUCTION))


@contextmanager
def _alone(folder: Path, lang: str) -> Iterator[None]:
    """Two starts at once must not both bring the database up to date."""
    with (folder / "starting.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX)
            except OSError as error:
                raise Refusal([_BUSY.said(lang).format(folder)]) from error
        yield


def _migrated() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor: Any = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
