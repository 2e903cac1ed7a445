"""What pages, charts and workbooks say of themselves, in Chinese and in English.

Its one law: every text exists in both languages. It knows no text of a report.
"""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """One text in both languages."""

    zh: str
    en: str

    def said(self, lang: str) -> str:
        """The text in one language."""
        return self.en if lang == "en" else self.zh


SKIP = Words("跳到正文", "Skip to the text")
WARNINGS = Words("请注意", "Please note")
FACTS = Words("依据", "Made from")
UNTITLED = Words("报告", "Report")
CONTENTS = Words("目录", "Contents")
FIGURES = Words("要数", "Figures")
EXACT = Words("准确值 ", "exactly ")
ABOUT = Words("约", "about")
UNKNOWN_IS = Words(
    "“—”表示未知，不是零，也不是“否”。金额精确到分。", "“—” is unknown: neither zero nor no. Sums are exact to the fen."
)
UNKNOWN_IS_EMPTY = Words(
    "空白的单元格表示未知，不是零，也不是“否”。金额精确到分。",
    "An empty cell is unknown: neither zero nor no. Sums are exact to the fen.",
)
UNKNOWN_SAID = Words("未知", "unknown")
NO_ROWS = Words("没有行。", "No rows.")
NO_DATA = Words("没有数据可画。", "There is nothing to draw.")
SHOWN = Words(
    "此处为前 {} 行，共 {} 行；全部的行在 Excel 工作簿里。",
    "The first {} of {} rows; all rows are in the Excel workbook.",
)
WIDER = Words("← 左右滑动，看全部各列 →", "← scroll sideways for all columns →")
NUMBERS_OF = Words("图中的数：{}", "Numbers of the chart: {}")
CATEGORY = Words("类别", "category")
LIMIT = Words("{} {}", "{} {}")
SUMMARY_LIMIT = Words("横线：{} {}。", " Line: {} {}.")
SHAPES = {
    "bars": Words("柱形图", "Bar chart"),
    "stacked": Words("堆积柱形图", "Stacked bar chart"),
    "lines": Words("折线图", "Line chart"),
    "fan": Words("区间图", "Fan chart"),
}
SUMMARY = Words("{}：{} 个类别，{} 个系列。", "{}: {} categories, {} series.")
SUMMARY_RANGE = Words("最大：{}；最小：{}。", " Largest: {}; smallest: {}.")

SHEET_ABOUT = Words("说明", "About")
SHEET_UNNAMED = Words("表", "Table")
SHEET_TITLE = Words("表", "table")
SHEET_ROWS = Words("行数", "rows")
SHEET_UNIT = Words("单位", "unit")
SHEET_VALUE = Words("数值", "value")
SHEET_NOTE = Words("说明", "note")
SHEETS = Words("各工作表", "Sheets")
