"""A report as a PDF on A4: tagged, with an outline, its fonts inside, and charts that can be enlarged without end.

Its one law: the same report is the same file, to the byte, on any machine. It does not know where the numbers come
from.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from lingqu.reports.document import Report
from lingqu.reports.paper import paper
from lingqu.reports.typesetting import SANS, SERIF, set_pdf
from lingqu.reports.written import replacing


def write_pdf(report: Report, path: Path) -> None:
    """Write the PDF, replacing `path` whole. Raises OSError."""
    with replacing(path) as beside:
        beside.write_bytes(pdf(report))


def pdf(report: Report) -> bytes:
    """Set the whole report. Raises `UnableToDraw`."""
    return set_pdf("report.typ", asdict(paper(report, sans=SANS, serif=SERIF)))
