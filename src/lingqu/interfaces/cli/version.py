"""`lingqu version`: the program's version and the digest of the policy it ships."""

from __future__ import annotations

import sys

import click

from lingqu import __version__
from lingqu.interfaces.cli.bilingual import BilingualCommand


@click.command(
    cls=BilingualCommand,
    help="显示灵渠与 Python 的版本。",
    english="Show the versions of Lingqu and Python.",
)
def command() -> None:
    """Show the version."""
    click.echo(f"lingqu {__version__} (Python {'.'.join(map(str, sys.version_info[:3]))})")
