"""House rule: a module is one noun, says what it knows in one to six lines, and stands on its rung of the ladder."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(file for folder in ("src", "tests", "bench") for file in (ROOT / folder).rglob("*.py"))
NAMES_OF_NOTHING = {"utils", "util", "helpers", "helper", "common", "base", "manager", "managers", "misc"}
LONGEST_DOCSTRING = 6


def named(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("file", MODULES, ids=named)
def test_each_module_opens_with_a_short_docstring(file: Path) -> None:
    docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))

    assert docstring, "no docstring: say what the module knows, its one law, what it does not know"
    lines = [line for line in docstring.splitlines() if line.strip()]
    assert len(lines) <= LONGEST_DOCSTRING or "tests" in file.parts, f"{len(lines)} lines; at most {LONGEST_DOCSTRING}"


def test_no_module_or_folder_has_a_name_of_nothing() -> None:
    found = {
        named(file)
        for file in MODULES
        for part in file.relative_to(ROOT).with_suffix("").parts
        if NAMES_OF_NOTHING & set(part.strip("_").split("_"))
    }

    assert not found, f"name the noun instead: {sorted(found)}"


def test_imports_go_down_the_ladder() -> None:
    program = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert program, "import-linter is not installed: start the tests by ./run test"

    outcome = subprocess.run(
        [program, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_the_ladder_ignores_nothing() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")

    assert "ignore_imports" not in text
    assert "exhaustive_ignores" not in text
    assert text.count("exhaustive = true") == text.count('type = "layers"')


def test_the_law_asks_no_clock_and_no_chance() -> None:
    """Clock, user and randomness come in as arguments."""
    forbidden = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}
    found = []
    for file in MODULES:
        if "law" in file.parts:
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                    if f"{node.value.id}.{node.attr}" in forbidden:
                        found.append(f"{named(file)}:{node.lineno}: {node.value.id}.{node.attr}")
                elif isinstance(node, ast.Import) and any(alias.name == "random" for alias in node.names):
                    found.append(f"{named(file)}:{node.lineno}: import random")

    assert not found, found
