"""Word: read back equal to the report, repeated heads, text that stays text, pictures that say what they show."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from lingqu.reports.charts import has_data, summary
from lingqu.reports.document import Chart, Column, Figure, Report, Section, Table
from lingqu.reports.numbers import cell_text
from lingqu.reports.word import word, write_word
from pure.reports.test_pages import report_of
from pure.reports.zone_report import zone_report

FORMULAS = (
    "=1+1", '=HYPERLINK("x")', "+cmd|' /C calc'!A0", "{ INCLUDETEXT x }", "<w:p/>", "&amp;", "\x00\x0b\ud800",
    "a\nb\tc",
)  # fmt: skip


@pytest.fixture(scope="module")
def zone() -> bytes:
    return word(zone_report())


def opened(made: bytes) -> Any:
    return docx.Document(io.BytesIO(made))


def rows_of(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def headings(document: Any, level: int) -> list[str]:
    return [each.text for each in document.paragraphs if each.style.name == f"Heading {level}"]


def test_every_shown_row_reads_back(zone: bytes) -> None:
    report = zone_report()
    tables = [rows_of(table) for table in opened(zone).tables]

    assert [list(fact) for fact in report.facts] in tables
    for table in (each for section in report.sections for each in section.tables):
        found = [rows for rows in tables if len(rows[0]) == len(table.columns) and len(rows) > len(table.rows[:60])]
        for row in [*table.rows[: table.shown], *([table.total] if table.total else [])]:
            told = [
                {cell_text(value, column.kind), cell_text(value, column.kind, digits=4)}
                for value, column in zip(row, table.columns, strict=True)
            ]
            assert any(
                all(text in texts for text, texts in zip(each, told, strict=True)) for rows in found for each in rows
            )


def test_headings_are_headings_and_say_what_follows(zone: bytes) -> None:
    document = opened(zone)

    assert headings(document, 1) == [section.title for section in zone_report().sections]
    assert "各县（市、区）支出（万元）" in headings(document, 2)
    assert "图中的数：各措施：已确定与至多" in headings(document, 2)
    assert "逐笔清单" not in headings(document, 2)


def test_heads_are_repeated_and_no_row_is_broken(zone: bytes) -> None:
    tables = opened(zone).tables[1:]

    assert tables
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_every_chart_with_data_is_a_picture_that_says_what_it_shows(zone: bytes) -> None:
    charts = [chart for section in zone_report().sections for chart in section.charts]
    said = [shape._inline.docPr.get("descr") for shape in opened(zone).inline_shapes]

    assert list(dict.fromkeys(said)) == [summary(chart, "zh") for chart in charts if has_data(chart)]
    assert len(said) == len([chart for chart in charts if has_data(chart)]) + 1  # one goes on over its sheet


def test_sheets_are_a4_with_title_and_number_of_the_page(zone: bytes) -> None:
    sections = opened(zone).sections
    sizes = [(round(each.page_width.mm), round(each.page_height.mm)) for each in sections]

    assert sizes == [(210, 297), (297, 210)]
    assert sections[0].header.paragraphs[0].text == zone_report().title
    assert re.findall('w:instr="([A-Z]+)"', sections[-1].footer._element.xml) == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize(("lang", "language"), [("zh", "zh-CN"), ("en", "en")])
def test_the_file_says_its_title_and_language_and_no_person_or_hour(lang: str, language: str) -> None:
    properties = opened(word(Report("题名", "", lang))).core_properties

    assert (properties.title, properties.language) == ("题名", language)
    assert (properties.author, properties.comments, properties.created, properties.modified) == ("", "", None, None)


def test_styles_name_chinese_fonts_and_the_table_of_fonts_what_stands_in_for_them(zone: bytes) -> None:
    styles = opened(zone).styles
    fonts = ZipFile(io.BytesIO(zone)).read("word/fontTable.xml").decode()

    named = {styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) for name in ("Normal", "Heading 1", "Cell")}
    assert named == {"仿宋", "黑体", "宋体"}
    assert all(f'w:name="{name}"><w:altName ' in fonts for name in named)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_field_or_markup(text: str) -> None:
    made, plain = word(report_of(text)), word(report_of("x"))

    def names(file: bytes) -> set[str]:
        return {each.tag for each in opened(file).element.iter() if isinstance(each.tag, str)}

    assert names(made) - {qn("w:br"), qn("w:tab")} == names(plain) - {qn("w:br"), qn("w:tab")}
    assert "w:instrText" not in opened(made).element.xml
    if text.isprintable():
        assert opened(made).paragraphs[0].text == text


@given(st.text(max_size=20))
@settings(max_examples=10, deadline=None)
def test_whatever_a_text_holds_it_becomes_a_file_that_opens(text: str) -> None:
    assert opened(word(report_of(text))).tables


def test_the_same_report_is_the_same_file_whenever_it_is_written(zone: bytes) -> None:
    dates = {entry.date_time for entry in ZipFile(io.BytesIO(zone)).infolist()}

    assert word(zone_report()) == zone
    assert dates == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    "section",
    [
        Section(""),
        Section("节", tables=(Table("空", (), []), Table("空", (Column("名"),), []))),
        Section("节", charts=(Chart("图", "bars", (), ()),)),
        Section("节", figures=(Figure("数", None, "money"),)),
    ],
)
def test_what_is_empty_is_a_file_too(section: Section) -> None:
    document = opened(word(Report("", "", "zh", sections=(section,))))

    assert document.core_properties.title == "报告"
    assert headings(document, 1) == [section.title]


def test_rounded_figures_say_so_and_have_the_exact_sum_beside_them(zone: bytes) -> None:
    rows = [row for table in opened(zone).tables for row in rows_of(table)]

    assert ["五年合计（P50）", "约 4.0851 亿元", "准确值 408,510,300.75 元"] in rows
    assert ["概念验证余额", "—", "缺 2026 年已付"] in rows


def test_a_word_file_replaces_the_file_whole(tmp_path: Path, zone: bytes) -> None:
    path = tmp_path / "out.docx"
    path.write_text("old")

    write_word(zone_report(), path)

    assert path.read_bytes() == zone
    assert [*tmp_path.iterdir()] == [path]
