"""Who starts on a port that is taken is told, also where it was taken while the zone was loading."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from lingqu.interfaces.cli import serve
from lingqu.interfaces.cli.failures import Refusal
from lingqu.interfaces.cli.main import main
from lingqu.interfaces.cli.serve import _NO_ACCOUNT


def test_a_port_taken_while_the_zone_was_loading_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        answers = iter([True])
        monkeypatch.setattr(serve, "_is_free", _first_time_only(answers, serve._is_free))
        for name in ("opened", "_filled", "_gathered"):
            monkeypatch.setattr(serve, name, lambda *arguments, **named: None)
        monkeypatch.setattr(serve, "_serve", lambda *arguments: pytest.fail("it served on a port of others"))

        taken.listen()
        with pytest.raises(Refusal) as refused:
            main.main(["serve", "--port", str(port), "--data", str(tmp_path)], standalone_mode=False)

    assert str(port) in refused.value.lines[0]


def test_the_first_administrator_is_made_by_commands_that_exist() -> None:
    named = re.findall(r"lingqu ([a-z]+) ([a-z]+)", _NO_ACCOUNT.en)

    assert named == [("user", "add"), ("user", "grant")]
    for group, command in named:
        found = main.get_command(click.Context(main), group)
        assert isinstance(found, click.Group)
        assert found.get_command(click.Context(found), command) is not None


def _first_time_only(answers: Iterator[bool], real: Callable[[str, int], bool]) -> Callable[[str, int], bool]:
    return lambda address, port: next(answers, None) or real(address, port)
