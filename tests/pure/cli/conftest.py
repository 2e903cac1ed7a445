"""Lingqu run inside the test's own process, with a cache of packs that the tests share and a plain screen."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lingqu.interfaces.cli.main import main

Run = Callable[..., Result]

ENTERPRISE = {
    "id": "A1",
    "facts": {
        "application_date": "2027-06-30",
        "located_in_guilin": True,
        "is_enterprise": True,
        "rd_expenditure_yuan": 20000000,
    },
}


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where packs are kept for all tests of one worker."""
    return tmp_path_factory.mktemp("packs")


@pytest.fixture
def lingqu(cache: Path) -> Run:
    """Run one command: `lingqu("assess", "-", input=…, columns=80)`."""

    def run(*arguments: str, input: str | bytes | None = None, columns: int = 80, **environment: str) -> Result:
        settings = {"LINGQU_CACHE": str(cache), "COLUMNS": str(columns), "LINGQU_LANG": None, "FORCE_COLOR": None}
        return CliRunner().invoke(main, list(arguments), input=input, env={**settings, **environment})

    return run


@pytest.fixture
def answered(lingqu: Run) -> Callable[..., dict[str, Any]]:
    """The answer for one subject with these facts, as JSON."""

    def answer(facts: dict[str, Any], *options: str) -> dict[str, Any]:
        record = json.dumps({"id": "A1", "facts": facts})
        result = lingqu("assess", "--format", "json", *options, "-", input=record)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)[0]

    return answer


@pytest.fixture
def samples(root: Path) -> Path:
    """The subjects that are shipped for the main job."""
    return root / "src" / "lingqu" / "samples" / "guilin2026.json"
