"""`lingqu backup`: the database and the files of an installation in one archive, with a digest of each.

Its one law: an archive is whole or not there at all. The keys are no part of it: whoever finds a backup must not be
able to forge a seal.
"""

from __future__ import annotations

from pathlib import Path

import click

from lingqu.interfaces.cli.bilingual import BilingualCommand, language_in, option
from lingqu.interfaces.cli.failures import Refusal
from lingqu.interfaces.cli.installation import DATA_EN, DATA_ZH, opened
from lingqu.reports.wording import Words

_EXISTS = Words(
    "{}：已存在；换一个文件名，备份不覆盖旧的", "{}: exists; choose another name, a backup replaces nothing"
)
_FOLDER = Words("{}：没有这个文件夹", "{}: there is no such folder")
_DONE = Words(
    "已备份到 {}（{} 个文件，{:.1f} MiB）。密钥不在其中：请另行保管 {}",
    "Backed up to {} ({} files, {:.1f} MiB). The keys are not in it: keep {} elsewhere",
)


@click.command(
    cls=BilingualCommand,
    help="""备份：数据库（运行中也可以）、凭据、政策文件，连同各文件的校验码，写进一个 .tar.gz。

    密钥（secrets.toml）不进备份，请另行保管；没有密钥，恢复后审计链的封签核不上。""",
    english="""Back up database (while it runs, too), evidence and policies into one .tar.gz, with digests.

    The keys (secrets.toml) stay out: keep them apart; without them a restored audit seal cannot be checked.""",
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@option("--data", zh=DATA_ZH, en=DATA_EN, metavar="DIR")
@click.pass_context
def command(ctx: click.Context, file: Path, data: str | None) -> None:
    """Back up."""
    lang = language_in(ctx)
    if file.exists():
        raise Refusal([_EXISTS.said(lang).format(file)])
    if not file.absolute().parent.is_dir():
        raise Refusal([_FOLDER.said(lang).format(file.absolute().parent)])
    installation = opened(data, lang=lang, migrate=False)
    from lingqu.interfaces.cli.archive import UnableToArchive, archived

    try:
        count = archived(file)
    except UnableToArchive as error:
        raise Refusal([error.words.said(lang)], status=1) from error
    size = file.stat().st_size / (1 << 20)
    click.echo(_DONE.said(lang).format(file, count, size, installation.folder / "secrets.toml"))
