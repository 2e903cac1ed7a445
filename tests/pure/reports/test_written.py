"""Files are replaced whole: the old one or the new one, never a part, and nothing left beside."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lingqu.reports.pages import page, write_page
from lingqu.reports.written import replacing
from pure.reports.zone_report import zone_report


def test_a_file_takes_its_place_with_the_old_permissions(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")
    path.chmod(0o640)

    with replacing(path) as beside:
        beside.write_text("new")
        assert path.read_text() == "old"

    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [*tmp_path.iterdir()] == [path]


def write_half(path: Path, fault: BaseException) -> None:
    with replacing(path) as beside:
        beside.write_text("half")
        raise fault


@pytest.mark.parametrize("fault", [OSError(28, "full"), KeyboardInterrupt(), ValueError("x")])
def test_what_breaks_off_leaves_the_old_file(tmp_path: Path, fault: BaseException) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old")

    with pytest.raises(type(fault)):
        write_half(path, fault)

    assert path.read_text() == "old"
    assert [*tmp_path.iterdir()] == [path]


def test_a_disk_that_fills_up_at_the_last_moment_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "out.html"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space"):
        write_page(zone_report(), path)

    assert path.read_text() == "old"
    assert [*tmp_path.iterdir()] == [path]


def test_a_link_is_followed(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old")
    link.symlink_to(real)

    with replacing(link) as beside:
        beside.write_text("new")

    assert link.is_symlink()
    assert real.read_text() == "new"


def test_a_long_chinese_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("名" * 80 + ".html")

    write_page(zone_report(), path)

    assert path.read_text("utf-8") == page(zone_report())
