"""docs/commands.md: every example in it runs, and every command and option stands in it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import Result

from lingqu.interfaces.cli.main import main

Run = Callable[..., Result]

PAGE = Path(__file__).resolve().parents[3] / "docs" / "commands.md"
TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLES = sorted(
    {
        *re.findall(r"^    \$ (?:printf .*\| )?lingqu (.*)$", TEXT, re.MULTILINE),
        *re.findall(r"`lingqu ([^`…|]+)`", TEXT),
    }
)
NOT_BY_ITSELF = ("completion fish | source", "assess FILE")


def commands(group: click.Group, trail: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield " ".join((*trail, name)), command
        if isinstance(command, click.Group):
            yield from commands(command, (*trail, name))


@pytest.mark.parametrize("example", [each for each in EXAMPLES if each not in NOT_BY_ITSELF])
def test_each_example_runs(
    lingqu: Run, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, example: str
) -> None:
    if "plan.txt" in example:
        plans = sorted((root.parent / "shared" / "plan").glob("*.txt"))
        if not plans:
            pytest.skip("no plan beside the repository")
        (tmp_path / "plan.txt").symlink_to(plans[0])
    (tmp_path / "src").symlink_to(root / "src")
    monkeypatch.chdir(tmp_path)

    result = lingqu(*shlex.split(example), input="2027-06-30\nquit\n")

    assert result.exit_code == 0, result.output


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 40


@pytest.mark.parametrize(("name", "command"), [*commands(main)])
def test_each_option_is_named_in_the_section_of_its_command(name: str, command: click.Command) -> None:
    if isinstance(command, click.Group):
        return
    section = TEXT.split(f"### lingqu {name}\n")[1].split("\n## ")[0].split("\n### ")[0]
    common = TEXT.split("\n## ")[0]

    missing = [
        option.opts[-1]
        for option in command.params
        if isinstance(option, click.Option) and not any(each in section + common for each in option.opts)
    ]

    assert not missing
