"""`lingqu restore`: an installation as it stood when it was backed up.

Its one law: into an empty place only, after every digest of the archive was checked; then the audit chain is walked.
"""

from __future__ import annotations

from pathlib import Path

import click

from lingqu.interfaces.cli.bilingual import BilingualCommand, language_in, option
from lingqu.interfaces.cli.failures import FAILED, Refusal
from lingqu.interfaces.cli.installation import DATA_EN, DATA_ZH, opened
from lingqu.reports.wording import Words

_MISSING = Words("{}：没有这个文件", "{}: there is no such file")
_DONE = Words("已恢复 {} 个文件；审计链 {} 条，完整。", "Restored {} files; the audit chain of {} entries is unbroken.")
_BROKEN = Words(
    "已恢复 {} 个文件；但审计链有 {} 处核不上：若密钥（secrets.toml）不是备份时的那一份，请换回后再运行 lingqu doctor",
    "Restored {} files; but the audit chain does not hold in {} places: with other keys (secrets.toml) than at the "
    "backup, put those back and run lingqu doctor",
)


@click.command(
    cls=BilingualCommand,
    help="""恢复备份到一个空的数据文件夹（PostgreSQL：空的数据库）。

    先把备份时的 secrets.toml 放进数据文件夹。恢复前核对每个文件的校验码，恢复后核对审计链。""",
    english="""Restore a backup into an empty data folder (on PostgreSQL: an empty database).

    Put the secrets.toml of that time into the folder first. Every digest is checked before, the audit chain after.""",
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@option("--data", zh=DATA_ZH, en=DATA_EN, metavar="DIR")
@click.pass_context
def command(ctx: click.Context, file: Path, data: str | None) -> int:
    """Restore."""
    lang = language_in(ctx)
    if not file.is_file():
        raise Refusal([_MISSING.said(lang).format(file)])
    opened(data, lang=lang, migrate=False)
    from lingqu.books.audit.queries import checked_chain
    from lingqu.interfaces.cli.archive import UnableToArchive, restored

    try:
        count = restored(file)
    except UnableToArchive as error:
        raise Refusal([error.words.said(lang)], status=1) from error
    state = checked_chain()
    if not state.holds:
        click.echo(_BROKEN.said(lang).format(count, len(state.breaks)), err=True)
        return FAILED
    click.echo(_DONE.said(lang).format(count, state.count))
    return 0
