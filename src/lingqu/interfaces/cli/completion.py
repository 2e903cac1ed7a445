"""`lingqu completion`: the script that teaches a shell to complete lingqu's commands, made by click.

Its one law: nothing is installed; the script goes to standard output and the person decides where it goes.
"""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from lingqu.interfaces.cli.bilingual import BilingualCommand

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_LINGQU_COMPLETE"


@click.command(
    cls=BilingualCommand,
    help="""输出命令行补全脚本。

    bash：eval "$(lingqu completion bash)"；zsh 同样；fish：lingqu completion fish | source""",
    english="""Print the completion script of a shell.

    bash: eval "$(lingqu completion bash)"; zsh likewise; fish: lingqu completion fish | source""",
)
@click.argument("shell", type=click.Choice(SHELLS), metavar="bash|zsh|fish")
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script."""
    found = get_completion_class(shell)
    assert found is not None, shell
    # the script alone is wanted; click would first run bash to ask for its version
    maker = found(ctx.find_root().command, {}, "lingqu", VARIABLE)
    click.echo(maker.source_template % maker.source_vars())
