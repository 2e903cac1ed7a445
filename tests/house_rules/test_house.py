"""House rule: each command is explained and documented, each change is told, and the wheel carries the law as data."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from lingqu import __version__
from lingqu.interfaces.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "lingqu"


def commands(group: click.Group, trail: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Every command under a group, with its full name."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, f"lingqu {name} is listed but not there"
        yield " ".join((*trail, name)), command
        if isinstance(command, click.Group):
            yield from commands(command, (*trail, name))


def test_each_command_and_option_has_help() -> None:
    found = []
    for name, command in [("", main), *commands(main)]:
        if not (command.help or "").strip():
            found.append(f"lingqu {name}")
        found += [
            f"lingqu {name} {option.opts[-1]}"
            for option in command.params
            if isinstance(option, click.Option) and not (option.help or "").strip() and not option.hidden
        ]

    assert not found, f"without help: {found}"


def test_each_command_is_named_in_the_docs() -> None:
    names = [name for name, command in commands(main) if not command.hidden]
    if not names:
        pytest.skip("lingqu has no commands yet")
    page = ROOT / "docs" / "commands.md"
    assert page.is_file(), f"docs/commands.md is to name {names}"
    text = page.read_text(encoding="utf-8")

    missing = [name for name in names if not re.search(rf"lingqu {re.escape(name)}(?![\w-])", text)]

    assert not missing, f"docs/commands.md does not name: {missing}"


def test_the_changelog_tells_the_next_or_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    sections = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    headings = [section.splitlines()[0] for section in sections]
    assert headings, "no section"
    wrong = [one for one in headings if not re.fullmatch(r"\[Unreleased\]|\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", one)]
    assert not wrong, f"a heading is [Unreleased] or [1.2.3] - 2026-01-31, not {wrong}"
    assert headings[0] == "[Unreleased]" or headings[0].startswith(f"[{__version__}]")
    assert all(re.search(r"^- \S", section, re.MULTILINE) for section in sections), "a section without a line"


def test_the_wheel_carries_every_file_of_the_package(tmp_path: Path) -> None:
    outcome = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    (wheel,) = tmp_path.glob("*.whl")

    with zipfile.ZipFile(wheel) as archive:
        carried = set(archive.namelist())

    expected = {
        file.relative_to(PACKAGE.parent).as_posix()
        for file in PACKAGE.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert not expected - carried, f"not in the wheel: {sorted(expected - carried)}"


def test_policies_and_samples_are_data_not_modules() -> None:
    assert not [*(PACKAGE / "policies").rglob("*.py"), *(PACKAGE / "samples").rglob("*.py")]
