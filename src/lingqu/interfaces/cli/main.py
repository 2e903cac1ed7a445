"""The command `lingqu`: one group, under which each command has a module of its own.

It knows the names of the commands and the version. Its one law: no rule of a policy is decided here.
"""

import click

from lingqu import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="lingqu")
def main() -> None:
    """灵渠：把创新示范区方案变成可以运行的规则。 / Lingqu runs an innovation-zone plan as code."""


if __name__ == "__main__":
    main()
