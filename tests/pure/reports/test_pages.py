"""Pages: well formed, in need of nothing else, escaped throughout, and with every number of the report."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lingqu.reports.document import Chart, Column, Figure, Report, Section, Series, Table
from lingqu.reports.markup import escaped, flowing
from lingqu.reports.numbers import cell_text
from lingqu.reports.pages import page
from lingqu.reports.style import COLOURS, DARK, LIGHT, STYLE
from pure.reports.zone_report import zone_report

EMPTY = {"meta", "br", "hr", "col", "link", "img", "input"}
TEXTS = st.text(max_size=12) | st.sampled_from(
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onload='x", "]]>", "<!--", "</style>", "&amp;"]
)


class Reader(HTMLParser):
    """Reads a page as a browser would and keeps what it needs to judge it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({key for key, _ in attrs}) == len(attrs)
        self.tags.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def zone() -> Reader:
    return Reader(page(zone_report()))


def test_a_page_is_in_its_language_and_has_one_heading_and_its_landmarks(zone: Reader) -> None:
    assert zone.all("html") == [{"lang": "zh-CN"}]
    assert [len(zone.all(name)) for name in ("h1", "main", "header", "footer", "nav")] == [1] * 5
    assert page(Report("Title", "", "en")).count('<html lang="en">') == 1


def test_every_id_is_given_once_and_every_reference_leads_somewhere(zone: Reader) -> None:
    ids = [attributes["id"] for _, attributes in zone.tags if "id" in attributes]
    wanted = {
        name
        for _, attributes in zone.tags
        for key in ("aria-labelledby", "aria-describedby")
        for name in (attributes.get(key) or "").split()
    }
    wanted |= {(each["href"] or "").removeprefix("#") for each in zone.all("a")}
    wanted |= {name for _, each in zone.tags for name in re.findall(r"url\(#(\w+)\)", each.get("fill") or "")}

    assert len(ids) == len(set(ids))
    assert wanted <= set(ids)


def test_nothing_is_fetched_run_or_styled_from_outside() -> None:
    text = page(zone_report())
    reader = Reader(text)

    assert not {name for name, _ in reader.tags} & {"script", "link", "img", "iframe", "object", "embed", "base", "use"}
    assert not [
        key for _, attributes in reader.tags for key in attributes if key.startswith("on") or key in ("src", "style")
    ]
    assert "http:" not in text
    assert "https:" not in text
    assert "@import" not in text
    assert all(address.startswith("#") for address in re.findall(r"url\(([^)]*)\)", text))
    assert all((each["href"] or "").startswith("#") for each in reader.all("a"))


def test_the_page_permits_itself_its_own_style_sheet_only() -> None:
    text = page(zone_report())
    style = re.search("<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None

    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()

    assert f"default-src 'none'; style-src 'sha256-{digest}'" in Reader(text).all("meta")[3]["content"]  # type: ignore[operator]


def test_every_table_has_a_caption_and_every_head_its_scope(zone: Reader) -> None:
    assert len(zone.all("caption")) == len(zone.all("table")) > 5
    assert {each.get("scope") for each in zone.all("th")} == {"row", "col"}
    assert all(each["tabindex"] == "0" for each in zone.all("div") if each.get("class") == "scroll")


def test_every_number_of_tables_and_charts_stands_on_the_page(zone: Reader) -> None:
    texts = set(zone.texts)

    for section in zone_report().sections:
        for table in section.tables:
            for row in table.rows[: table.shown]:
                for value, column in zip(row, table.columns, strict=True):
                    assert cell_text(value, column.kind, digits=4) in texts
        for chart in section.charts:
            for series in chart.series:
                assert {cell_text(value, chart.kind, digits=4) for value in series.values} <= texts


@pytest.mark.parametrize(
    ("text", "is_whole", "breaks"),
    [
        ("91450312HC1FHT4J61", True, False),
        ("2027-06-30", True, False),
        ("小型", True, False),
        ("合成青麓算法科技有限公司", False, False),
        ("F11 R&D-heavy enterprise", False, False),
        ("x" * 29, False, True),
        ("见 https://example.invalid/" + "x" * 30, False, True),
    ],
)
def test_codes_stay_whole_and_only_what_is_longer_breaks_anywhere(text: str, is_whole: bool, breaks: bool) -> None:
    table = Table("表", (Column("数", "count"), Column("列")), [(1, text)])

    cell = Reader(page(Report("题", "", "zh", sections=(Section("节", tables=(table,)),)))).all("td")[-1]

    assert ("whole" in (cell["class"] or "").split(), "breaks" in (cell["class"] or "").split()) == (is_whole, breaks)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("变动前 14,092,006,201.74 元", ["14,092,006,201.74 元"]),
        ("上限：500万元 → 1.2亿元", ["500万元", "1.2亿元"]),
        ("4 million yuan of 60 million yuan", ["4 million yuan", "60 million yuan"]),
        ("60 million people, 3 年", []),
    ],
)
def test_sums_in_a_text_are_held_together(text: str, held: list[str]) -> None:
    assert re.findall('<span class="whole">(.*?)</span>', flowing(text)) == held
    assert "".join(Reader(f"<p>{flowing(text)}</p>").texts) == text


def test_a_table_says_that_it_scrolls_and_prints_across_where_it_is_broad() -> None:
    broad = Table("宽", tuple(Column(f"列{number}", width=20) for number in range(7)), [("甲",) * 7])
    slim = Table("窄", (Column("列"),), [("甲",)])

    reader = Reader(
        page(Report("题", "", "zh", sections=tuple(Section("节", tables=(each,)) for each in (broad, slim))))
    )

    assert [each.get("class") for each in reader.all("section")] == ["across", None]
    assert reader.texts.count("← 左右滑动，看全部各列 →") == 2
    assert "@page across{size:A4 landscape}" in STYLE


def test_a_table_called_as_its_section_does_not_say_so_twice() -> None:
    section = Section("金额", tables=(Table("金额", (Column("列"),), []), Table("另一张", (Column("列"),), [])))

    captions = Reader(page(Report("题", "", "zh", sections=(section,)))).all("caption")

    assert [each.get("class") for each in captions] == ["repeated", None]


def test_rows_left_out_are_counted(zone: Reader) -> None:
    assert "此处为前 60 行，共 480 行；全部的行在 Excel 工作簿里。" in zone.texts


@pytest.mark.parametrize(("count", "has_contents"), [(3, False), (4, True)])
def test_many_sections_have_a_list_of_contents(count: int, has_contents: bool) -> None:
    text = page(Report("题", "", "zh", sections=tuple(Section(f"节{number}") for number in range(count))))

    assert ("<nav" in text) is has_contents


def test_an_empty_report_is_a_page() -> None:
    assert Reader(page(Report("", "", "zh"))).all("main")


def report_of(text: str) -> Report:
    table = Table(text, (Column(text), Column(text, "money")), [(text, 1), (text, text)], (text, None), note=text)
    chart = Chart(text, "bars", (text,), (Series(text, (1,)),), limits=((text, 2),))
    section = Section(text, (text,), (Figure(text, text, "text", text),), (chart,), (table,))
    return Report(text, text, "zh", ((text, text),), (section,) * 4, (text,))


@given(TEXTS)
@settings(max_examples=40)
def test_whatever_a_text_holds_it_stays_text(text: str) -> None:
    reader = Reader(page(report_of(text)))

    expected = Reader(page(report_of("x")))
    assert [name for name, _ in reader.tags if name != "tspan"] == [
        name for name, _ in expected.tags if name != "tspan"
    ] or not text
    assert {key for _, each in reader.tags for key in each} <= {key for _, each in expected.tags for key in each}


@given(st.text(max_size=30))
def test_an_escaped_text_reads_back_but_for_what_no_page_may_hold(text: str) -> None:
    read = "".join(Reader(f"<p>{escaped(text)}</p>").texts)

    assert len(read) == len(text.replace("\r\n", "\n"))
    assert all(
        after in (before, "\ufffd", "\n") for before, after in zip(text.replace("\r\n", "\n"), read, strict=True)
    )
    assert not re.search("[\x00-\x08\x7f-\x9f\u202a-\u202e\ud800-\udfff]", read)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_marks_stand_out(colours: dict[str, str]) -> None:
    for ink in ("ink", "quiet", "link", "limit"):
        assert contrast(colours[ink], colours["paper"]) >= 4.5
        assert contrast(colours[ink], colours["tint"]) >= 4.5
    assert contrast(colours["ink"], colours["warn"]) >= 4.5
    for number in range(COLOURS):
        assert contrast(colours[f"c{number}"], colours["paper"]) >= 3
