"""A group that knows its commands by name and one line, and imports a command only when it is called.

Its one law: listing commands imports none of them; so a cold start pays for one command alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

import click

from lingqu.interfaces.cli.bilingual import BilingualGroup
from lingqu.reports.wording import Words


class Lazy(NamedTuple):
    """Where a command stands (module:attribute) and what it does, in one line of each language."""

    place: str
    zh: str
    en: str


class LazyGroup(BilingualGroup):
    """A group whose commands are imported when they are called."""

    lazy: Mapping[str, Lazy] = {}

    def __init__(self, *arguments: Any, **attributes: Any) -> None:
        self.lazy = attributes.pop("lazy", {})
        super().__init__(*arguments, **attributes)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order that a newcomer meets them."""
        return [*self.lazy]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        found = self.lazy.get(cmd_name)
        if found is None:
            return None
        module, _, attribute = found.place.partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command), found.place
        return command

    def summary(self, ctx: click.Context, name: str) -> Words:
        """What one command does, without importing it."""
        return Words(self.lazy[name].zh, self.lazy[name].en)
