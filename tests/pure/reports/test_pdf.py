"""PDF: every text and number of the report, nothing run, the same bytes, fonts inside, and fit to be read aloud."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.pdfdocument import PDFDocument

from lingqu.reports.document import Chart, Column, Figure, Report, Section, Series, Table
from lingqu.reports.laid_sheets import ACROSS, UPRIGHT, laid_out
from lingqu.reports.numbers import cell_text
from lingqu.reports.paper import paper
from lingqu.reports.paper_columns import PADDING, softened, widths
from lingqu.reports.pdf import pdf, write_pdf
from lingqu.reports.typesetting import SANS, SERIF
from pure.reports.test_pages import report_of
from pure.reports.zone_report import zone_report

A4 = (595, 842)
EMPTY = Table("无", (Column("名"),), [])
HOSTILE = (
    '#panic("run")', '#read("/etc/passwd")', '#import "@preview/x:1.0.0": *', "#sys.inputs", "]#panic(1)[",
    "*a* _b_ `c`", "$x^2$ <label> @label", "// /* */", "\\u{41} \\", "= title", "- item\n+ item", '"', "'", '{"a":1}',
    "#" * 50, "[" * 40, "<script>alert(1)</script>", ']]></svg><image href="file:///etc/passwd"/>', "\x00\x1b\ud800",
    "\u202egnp.exe",
)  # fmt: skip


def opened(made: bytes) -> Any:
    return pdfplumber.open(io.BytesIO(made))


def text_of(made: bytes) -> str:
    """All text without blanks, which a page has where a line ends."""
    with opened(made) as read:
        return re.sub(r"\s", "", "".join(page.extract_text() for page in read.pages))


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def zone() -> bytes:
    return pdf(zone_report())


@pytest.fixture(scope="module")
def zone_text(zone: bytes) -> str:
    return text_of(zone)


def test_a_pdf_has_its_title_its_language_and_an_outline_and_can_be_read_aloud(zone: bytes) -> None:
    with opened(zone) as read:
        document: PDFDocument = read.doc
        outline = [title for _, title, *_ in document.get_outlines()]
        language = document.catalog["Lang"].decode()
        marked = document.catalog["MarkInfo"]["Marked"]
        title = read.metadata["Title"]

    assert title == zone_report().title
    assert language.casefold().startswith("zh")
    assert marked is True
    assert [each for each in outline if each in {section.title for section in zone_report().sections}] == [
        section.title for section in zone_report().sections
    ]
    assert b"pdfuaid" in zone


def test_every_shown_cell_and_every_text_stands_in_it(zone_text: str) -> None:
    report = zone_report()

    for said in (report.title, report.lead, *report.warnings, *(value for _, value in report.facts)):
        assert bare(said) in zone_text
    for section in report.sections:
        for table in section.tables:
            cells = {
                cell_text(value, column.kind, digits=4)
                for row in table.rows[: table.shown]
                for value, column in zip(row, table.columns, strict=True)
                if column.kind != "text"
            }
            assert not [each for each in cells if bare(each) not in zone_text]
    assert "此处为前60行，共480行" in zone_text


def test_pages_are_numbered_a4_and_those_after_the_first_carry_the_title(zone: bytes) -> None:
    with opened(zone) as read:
        sizes = [(round(page.width), round(page.height)) for page in read.pages]
        texts = [bare(page.extract_text()) for page in read.pages]

    assert {tuple(sorted(size)) for size in sizes} == {A4}
    assert A4[::-1] in sizes
    assert all(text.endswith(f"{number}/{len(texts)}") for number, text in enumerate(texts, 1))
    assert all(text.startswith(bare(zone_report().title)) for text in texts)


def test_heads_are_repeated_where_a_table_goes_on() -> None:
    table = Table("清单", (Column("名称", width=40), Column("金额", "money")), [("示例", 1)] * 150, shown=150)

    with opened(pdf(Report("题", "", "zh", sections=(Section("节", tables=(table,)),)))) as read:
        texts = [bare(page.extract_text()) for page in read.pages]

    assert len(texts) > 2
    assert all("名称金额（元）" in text for text in texts)


def test_sums_end_under_one_another() -> None:
    table = Table("表", (Column("名"), Column("额", "money")), [("甲", 1_00), ("乙", 123_456_789_00), ("丙", None)])

    with opened(pdf(Report("题", "", "zh", sections=(Section("节", tables=(table,)),)))) as read:
        words = read.pages[0].extract_words()

    ends = [round(word["x1"]) for word in words if word["text"] in ("1.00", "123,456,789.00", "—")]
    assert len(ends) == 3
    assert len(set(ends)) == 1


def test_only_the_fonts_of_the_package_are_inside(zone: bytes) -> None:
    with opened(zone) as read:
        fonts = {char["fontname"].split("+")[1] for page in read.pages[:2] for char in page.chars}

    assert fonts
    assert all(font.startswith(("NotoSansSC", "NotoSerifSC")) for font in fonts)


def test_the_letters_of_charts_are_letters(zone_text: str) -> None:
    assert zone_text.count("龙胜各族自治县") > zone_text.count("示例第12号") + 1
    assert zone_text.count("F17概念验证中心建设与运行补助（含开放服务）") == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_report_is_the_same_file(lang: str) -> None:
    report = replace(zone_report(), lang=lang)

    assert pdf(report) == pdf(report)


@pytest.mark.parametrize(
    "report",
    [
        Report("", "", "zh"),
        Report("T", "", "en", sections=(Section(""),)),
        Report(
            "题", "", "zh", sections=(Section("节", tables=(Table("空", (), []), Table("空", (Column("名"),), []))),)
        ),
        Report("题", "", "zh", sections=(Section("节", charts=(Chart("图", "bars", (), ()),)),)),
        Report("题", "", "zh", sections=(Section("节", figures=(Figure("数", None, "money"),)),)),
    ],
)
def test_what_is_empty_is_a_pdf_too(report: Report) -> None:
    with opened(pdf(report)) as read:
        assert len(read.pages) == 1


def test_a_table_without_rows_says_so() -> None:
    made = pdf(Report("T", "", "en", sections=(Section("S", tables=(Table("none", (Column("name"),), []),)),)))

    assert "Norows." in text_of(made)


def test_what_no_font_has_is_a_box_and_the_rest_stands() -> None:
    made = pdf(Report("题", "名 \U00020bb7\U0001f600 后", "zh"))

    assert "后" in text_of(made)
    assert b"pdfuaid" not in made


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_typed_is_run(text: str) -> None:
    shown = bare(text_of(pdf(report_of(text))))

    for word in re.findall(r"[!-~]{2,}", text):
        assert word in shown or word.lstrip("#") in shown


@given(st.text(max_size=40) | st.sampled_from(HOSTILE))
@settings(max_examples=30, deadline=None)
def test_whatever_a_text_holds_it_becomes_a_pdf(text: str) -> None:
    assert pdf(report_of(text)).startswith(b"%PDF-")


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from texts_in(each)


@given(st.text(max_size=20))
@settings(max_examples=30, deadline=None)
def test_no_text_that_is_set_holds_what_no_file_may(text: str) -> None:
    laid = asdict(paper(report_of(text), sans=SANS, serif=SERIF))

    assert not [each for each in texts_in(laid) if re.search("[\x00-\x08\x0b\x1b\ud800-\udfff\u202a-\u202e]", each)]


NAMES = Column("名称", width=40)
SUMS = tuple(Column(f"{year} 年", "money") for year in range(2026, 2034))


@pytest.mark.parametrize(("count", "room"), [(1, UPRIGHT), (4, UPRIGHT), (8, ACROSS)])
def test_columns_fill_no_more_than_the_sheet_and_keep_sums_whole(count: int, room: float) -> None:
    columns = (NAMES, *SUMS[:count])
    rows = [("桂林示例智能装备与先进材料联合研究院有限责任公司", *["123,456,789.00"] * count)]

    found = widths(columns, [column.title for column in columns], rows, room)

    assert sum(found.columns) <= room + 0.01
    assert all(softened("123,456,789.00", width - PADDING, found.size) == "123,456,789.00" for width in found.columns)


def test_where_nothing_fits_words_are_broken_and_nothing_leaves_the_sheet() -> None:
    columns = [Column(f"列{number}", "money") for number in range(40)]
    table = Table("宽", tuple(columns), [tuple([999_999_999_999] * 40)])

    with opened(pdf(Report("题", "", "zh", sections=(Section("节", tables=(table,)),)))) as read:
        ends = [char["x1"] for page in read.pages for char in page.chars]
        wide = read.pages[-1].width

    assert max(ends) <= wide - 40


def test_a_broad_table_lies_and_what_is_brief_follows_on_its_sheet() -> None:
    broad = Section("宽", tables=(Table("宽", tuple(Column(f"列{number}", width=20) for number in range(7)), []),))
    chart = Section("图", charts=(Chart("图", "bars", ("甲",), (Series("数", (1,)),)),))

    laid = laid_out((Section("前"), broad, Section("后"), chart), "zh")

    assert [(each.is_across, [section.title for section in each.sections]) for each in laid] == [
        (False, ["前"]),
        (True, ["宽", "后"]),
        (False, ["图"]),
    ]


def test_a_pdf_replaces_the_file_whole(tmp_path: Path, zone: bytes) -> None:
    path = tmp_path / "out.pdf"
    path.write_text("old")

    write_pdf(zone_report(), path)

    assert path.read_bytes() == zone
    assert [*tmp_path.iterdir()] == [path]
