"""`lingqu tick`: says what it did, does it once, and the doctor knows when."""

from __future__ import annotations

import fcntl
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.conf import settings
from tests.django.conftest import ACT

from lingqu.books.accounts.models import PersonalValue
from lingqu.books.accounts.operations import keep_personal_value
from lingqu.books.registers.ticking import LATE_AFTER, UnableToTick, last_tick, tick
from lingqu.config.data_folder import DataFolder
from lingqu.interfaces.cli import health
from lingqu.interfaces.cli import tick as command

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, in a database that is open already."""
    monkeypatch.setattr(settings, "DATA", DataFolder(tmp_path).made())
    monkeypatch.setattr(command, "opened", lambda *_, **__: None)
    return tmp_path


def run(lang: str = "zh") -> str:
    """Run `lingqu tick`; give what it says."""
    result = CliRunner().invoke(command.command, [], obj=lang)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_tick_says_what_it_did_and_the_next_has_nothing_to_do() -> None:
    keep_personal_value(
        kind="user", key=uuid4(), name="phone", value="13900001234", purpose="contact", basis="consent", act=ACT,
        keep_until=date(2020, 1, 1),
    )  # fmt: skip

    first, second = run(), run("en")

    assert first == "1 项个人信息到期删除\n"
    assert second == "Nothing was due.\n"
    assert not PersonalValue.objects.exists()


def test_an_import_file_never_confirmed_goes_after_a_day(folder: Path) -> None:
    waiting = folder / "cache" / "imports" / "a.file"
    waiting.parent.mkdir(parents=True)
    waiting.write_bytes(b"x")
    written = datetime.fromtimestamp(waiting.stat().st_mtime, UTC)

    young, old = tick(at=written + timedelta(hours=23)), tick(at=written + timedelta(hours=25))

    assert (young.waiting_files, old.waiting_files) == (0, 1)
    assert not waiting.exists()


def test_of_two_ticks_at_once_one_leaves_it_to_the_other(folder: Path) -> None:
    with (folder / "tick.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        with pytest.raises(UnableToTick):
            tick(at=datetime.now(UTC))
        assert "另一次" in run()


@pytest.mark.parametrize(
    ("ago", "state"), [(timedelta(minutes=5), "ok"), (LATE_AFTER * 2, "warning"), (None, "warning")]
)
def test_the_doctor_tells_when_it_last_ran(ago: timedelta | None, state: str, folder: Path) -> None:
    if ago is not None:
        tick(at=datetime.now(UTC) - ago)

    (finding,) = health._tick()

    assert finding.state == state
    assert "lingqu tick" in finding.remedy.en


@pytest.mark.parametrize("text", ["", "{}", '{"at": 3}', '{"at": "yesterday"}', "not json"])
def test_a_broken_note_of_the_last_tick_counts_as_none(text: str, folder: Path) -> None:
    (folder / "tick.json").write_text(text, encoding="utf-8")

    assert last_tick() is None


def test_the_units_name_the_command_that_there_is() -> None:
    deploy: Any = Path(__file__).resolve().parents[3] / "deploy"

    assert "lingqu tick" in (deploy / "lingqu-tick.service").read_text(encoding="utf-8")
    assert "OnUnitActiveSec" in (deploy / "lingqu-tick.timer").read_text(encoding="utf-8")
