"""The one place that knows which kind of file is opened by whom.

Its one law: a file is opened by what its first bytes say.
"""

from __future__ import annotations

from pathlib import Path

from lingqu.law.bulk.mapping import Mapping
from lingqu.law.bulk.register_faults import refusal
from lingqu.law.bulk.tables import Progress, Table, kind_of


def opened_table(
    path: Path, mapping: Mapping, *, sheet: str | None, work_dir: Path | None, progress: Progress | None
) -> Table:
    """Open a file as a table. Raises `UnableToReadRegister`, and `OSError` where it cannot be opened at all."""
    kind = kind_of(path)
    sheet = sheet if sheet is not None else mapping.sheet
    if sheet is not None and kind != "workbook":
        raise refusal(sheet, "工作簿才有工作表", "sheets only in a workbook", "名单.xlsx", "--sheet")
    if kind == "parquet":
        from lingqu.law.bulk.parquet_tables import parquet_table

        if mapping.header_row is not None:
            raise refusal(
                str(mapping.header_row), "Parquet 没有标题行", "no row of headings in Parquet", "-", "header_row"
            )
        return parquet_table(path)
    if kind == "workbook":
        # readers of workbooks and of text are imported where one is read
        from lingqu.law.bulk.workbooks import workbook_table

        return workbook_table(path, sheet=sheet, header_row=mapping.header_row)
    from lingqu.law.bulk.text_tables import text_table

    return text_table(path, header_row=mapping.header_row, work_dir=work_dir, progress=progress)
