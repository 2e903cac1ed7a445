"""What the doctor finds: on a database that is up to date, on a chain that does not hold, on missing files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lingqu.books.audit import operations as audit
from lingqu.books.audit.models import Head
from lingqu.interfaces.cli import health

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def found() -> dict[str, health.Finding]:
    return {each.check: each for each in health.examined()}


def test_a_healthy_database_has_no_fault() -> None:
    audit.record(at=MOMENT, actor="system", action="test")

    states = found()

    for name in ("database", "fonts", "clock", "pack", "cache", "chain"):
        assert states[name].state == "ok", states[name].found.en


def test_a_chain_whose_end_was_cut_off_is_a_fault_with_a_remedy() -> None:
    audit.record(at=MOMENT, actor="system", action="test")
    Head.objects.update(count=2)

    finding = found()["chain"]

    assert finding.state == "fault"
    assert finding.remedy.zh
    assert finding.remedy.en


def test_a_clock_behind_the_last_entry_is_a_fault() -> None:
    audit.record(at=datetime(2999, 1, 1, tzinfo=UTC), actor="system", action="test")

    assert found()["clock"].state == "fault"


def test_missing_assets_are_named(settings: Any, tmp_path: Path) -> None:
    settings.BROWSER_ASSETS = tmp_path

    finding = found()["assets"]

    assert finding.state == "fault"
    assert "tabler.css" in finding.found.en


def test_a_check_that_breaks_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def _broken() -> None:
        raise RuntimeError("no such luck")

    monkeypatch.setattr(health, "CHECKS", (_broken, health._pack))

    findings = health.examined()

    assert [each.state for each in findings] == ["fault", "ok"]
    assert "no such luck" in findings[0].found.en
