"""The rows of a CSV that lies beside the code lists as package data.

Its one law: every row has exactly the columns of the heading. It does not know what they mean.
"""

from __future__ import annotations

import csv
from pathlib import Path


def package_rows(name: str) -> list[dict[str, str]]:
    """Read the rows of a file of this folder, each by the names of its columns."""
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))
