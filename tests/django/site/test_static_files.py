"""Static files that are not there: the page stands without them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lingqu.config.static_files import ForgivingStorage


def test_a_missing_style_sheet_costs_its_look_and_not_the_page(tmp_path: Path, settings: Any) -> None:
    """Without DEBUG: there Django gives plain names to all and raises for none."""
    settings.DEBUG = False
    storage = ForgivingStorage(location=str(tmp_path), base_url="/static/")

    assert storage.url("tabler.css") == "/static/tabler.css"


def test_a_style_sheet_that_is_there_has_its_digest_in_the_name(tmp_path: Path, settings: Any) -> None:
    settings.DEBUG = False
    (tmp_path / "theme.css").write_text("a { color: #000 }", encoding="utf-8")
    storage = ForgivingStorage(location=str(tmp_path), base_url="/static/")

    found = storage.url("theme.css")

    assert found.startswith("/static/theme.")
    assert found != "/static/theme.css"
