"""The workbook of every command that studies a list: each sheet has the name of its table, no two the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result

from lingqu.reports.wording import SHEET_UNNAMED

Run = Callable[..., Result]

DAY = ("--as-of", "2027-06-30")
STUDIES = {
    "bulk": ("register.csv", *DAY),
    "whatif": ("register.csv", *DAY, "--set", "F17.rate=30%"),
    "nearmiss": ("register.csv", *DAY, "--within", "20%"),
    "budget": ("register.csv", "--draws", "100"),
    "allocate": ("applications.csv", "--rules", "allocation.toml"),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", STUDIES)
def test_every_sheet_has_a_name_of_its_own(lingqu: Run, root: Path, tmp_path: Path, command: str, lang: str) -> None:
    samples = root / "src" / "lingqu" / "samples"
    words = [str(samples / each) if (samples / each).is_file() else each for each in STUDIES[command]]
    book = tmp_path / "b.xlsx"

    result = lingqu(command, *words, "--excel", str(book), "--lang", lang)

    assert result.exit_code == 0, result.output
    names = openpyxl.load_workbook(book, read_only=True).sheetnames
    assert len(names) > 2
    assert [name for name in names if name.startswith(SHEET_UNNAMED.said(lang))] == []
    assert [name for name in names if re.search(r"（\d\d?）$", name)] == []  # a second table of the same title
