"""Charts: axes that are round and cover the data, drawings for every odd chart, numbers that stand in a table."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingqu.reports.axes import axis_for, ticks
from lingqu.reports.chart_tables import is_told, table_of
from lingqu.reports.charts import UnableToDraw, chart_markup, summary
from lingqu.reports.document import Chart, Column, Kind, Series, Table
from lingqu.reports.lettering import SIZE, lines_of, text_width
from lingqu.reports.palette import dashes, patterns

VALUES = st.integers(-(10**14), 10**14)
YEARS = ("2026", "2027", "2028")


def bars(*values: int | None, kind: Kind = "count") -> Chart:
    return Chart("图", "bars", tuple(f"类{number}" for number in range(len(values))), (Series("数", values),), kind)


def drawings(chart: Chart) -> list[ElementTree.Element]:
    whole = ElementTree.fromstring(f"<all>{chart_markup(chart, key='c', lang='zh')}</all>")
    return whole.findall(".//svg[@role='img']")


@given(VALUES, VALUES)
def test_ticks_are_round_and_few_and_cover_the_data_and_zero(one: int, other: int) -> None:
    found = ticks(min(one, other), max(one, other))

    steps = {after - before for before, after in pairwise(found)}
    assert 3 <= len(found) <= 7
    assert len(steps) == 1
    assert re.fullmatch("[125]0*", str(steps.pop()))
    assert 0 in found
    assert found[0] <= min(one, other, 0)
    assert max(one, other, 0) <= found[-1]


@pytest.mark.parametrize(
    ("values", "kind", "lang", "labels", "word"),
    [
        ([15_000_000_000], "money", "zh", "0 0.5 1 1.5", "亿元"),
        ([8_000_000_000], "money", "zh", "0 2,000 4,000 6,000 8,000", "万元"),
        ([123], "money", "zh", "0 0.5 1 1.5", "元"),
        ([0], "money", "zh", "0 1 2", "元"),
        ([], "count", "zh", "0 1 2", ""),
        ([1], "count", "zh", "0 1 2", ""),
        ([-300, 200], "count", "zh", "-300 -200 -100 0 100 200", ""),
        ([333_333], "share", "zh", "0 10 20 30 40", "%"),
        ([8_000_000_000], "money", "en", "0 20 40 60 80", "million yuan"),
    ],
)
def test_labels_of_an_axis_are_exact_and_short(
    values: list[int], kind: Kind, lang: str, labels: str, word: str
) -> None:
    axis = axis_for(values, kind, lang)

    assert ([axis.label(tick) for tick in axis.ticks], axis.word) == (labels.split(), word)


def test_what_is_not_zero_does_not_read_as_zero() -> None:
    axis = axis_for([10_000_000_000, 1], "money", "zh")

    assert (axis.short(1), axis.short(-1), axis.short(0)) == ("<0.01", ">-0.01", "0")


@pytest.mark.parametrize("horizontal", [False, True])
@pytest.mark.parametrize(
    ("values", "zeros"), [((0, 0, 0, 5), 0), ((0, 0, 5, 5), 2), ((0, 7, None, 5), 1), ((0, 0, 0, 0), 0)]
)
def test_zeros_are_not_written_where_most_are_zero(
    values: tuple[int | None, ...], zeros: int, horizontal: bool
) -> None:
    for drawing in drawings(replace(bars(*values), horizontal=horizontal)):
        written = [each for each in drawing.iter("text") if each.get("class") == "halo"]
        assert ["".join(each.itertext()) for each in written].count("0") == zeros


CHARTS = {
    "one category": bars(5),
    "zero": bars(0, 0),
    "negative": bars(-3, 4, -5),
    "a gap": bars(1, None, 3),
    "sixty categories": bars(*range(60)),
    "very long names": replace(bars(1, 2), categories=("很长的名字" * 30, "longwordwithoutanyblank" * 9)),
    "many series": Chart("图", "bars", YEARS, tuple(Series(f"系{n}", (n, n + 1, None)) for n in range(19))),
    "piles with gaps": Chart("图", "stacked", YEARS, (Series("甲", (1, None, -3)), Series("乙", (2, 2, -1)))),
    "lines with gaps": Chart("图", "lines", YEARS, (Series("甲", (None, 2, None)), Series("乙", (None, None, None)))),
    "one point": Chart("图", "lines", ("2026",), (Series("甲", (3,)),)),
    "a fan": Chart(
        "图", "fan", YEARS, (Series("P10", (1, None, 2)), Series("P50", (2, 3, 4)), Series("P90", (5, 6, 7)))
    ),
    "equal limits": replace(bars(1, 2), limits=(("甲", 2), ("乙", 2), ("丙" * 60, 2))),
    "a limit far above": replace(bars(1), limits=(("池", 10**12),), kind="money"),
    "lying with limits": replace(bars(1, -2), limits=(("池", 2), ("线", -1)), horizontal=True),
    "huge": bars(10**18, -(10**18), kind="money"),
    "names of nothing": replace(bars(1), categories=("",)),
}


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_is_drawn_within_its_frame_and_said_in_words(name: str) -> None:
    found = drawings(CHARTS[name])

    assert len(found) >= 2
    for each in found:
        _, _, width, height = map(float, each.attrib["viewBox"].split())
        assert each.findtext("title", "").startswith("图")
        assert each.findtext("desc")
        assert {each.attrib["aria-labelledby"], each.attrib["aria-describedby"]} <= {
            part.attrib["id"] for part in each.iter() if "id" in part.attrib
        }
        for part in each.iter():
            for across, down in places(part):
                assert -0.1 <= across <= width + 0.1, (part.tag, part.attrib)
                assert -0.1 <= down <= height + 0.1, (part.tag, part.attrib)


def places(part: ElementTree.Element) -> list[tuple[float, float]]:
    read = part.attrib
    if part.tag == "line":
        return [(float(read["x1"]), float(read["y1"])), (float(read["x2"]), float(read["y2"]))]
    if part.tag == "rect":
        left, top = float(read["x"]), float(read["y"])
        return [(left, top), (left + float(read["width"]), top + float(read["height"]))]
    if part.tag in ("text", "tspan") and "x" in read and part.text:
        room = text_width(part.text)
        left = float(read["x"]) - {"middle": room / 2, "end": room}.get(read.get("text-anchor", ""), 0.0)
        return [(left if read.get("text-anchor") != "middle" else left + SIZE, float(read["y"]))]
    return []


@pytest.mark.parametrize(
    "chart",
    [
        bars(),
        bars(None, None),
        Chart("图", "fan", YEARS, ()),
        Chart("图", "lines", YEARS, (Series("甲", (None,) * 3),)),
    ],
)
def test_a_chart_without_data_says_so(chart: Chart) -> None:
    told = chart_markup(chart, key="c", lang="zh")

    assert "没有数据可画" in told
    assert "<svg" not in told


@pytest.mark.parametrize(
    "chart",
    [
        Chart("图", "bars", YEARS, (Series("甲", (1, 2)),)),
        Chart("图", "fan", YEARS, (Series("甲", (1, 2, 3)),)),
    ],
)
def test_a_chart_whose_parts_do_not_belong_together_is_refused(chart: Chart) -> None:
    with pytest.raises(UnableToDraw, match="图"):
        chart_markup(chart, key="c", lang="zh")


def test_an_unknown_value_is_no_bar_of_height_zero() -> None:
    with_gap, with_zero = (drawings(bars(4, value))[0] for value in (None, 0))

    assert (len(with_gap.findall(".//rect")), len(with_zero.findall(".//rect"))) == (1, 2)


def test_a_curve_is_not_drawn_across_a_gap() -> None:
    chart = Chart("图", "lines", ("1", "2", "3", "4", "5"), (Series("甲", (1, 2, None, 4, 5)),))

    assert len(drawings(chart)[0].findall(".//polyline")) == 2


def test_series_differ_in_more_than_their_colour() -> None:
    whole = ElementTree.fromstring(patterns(16))
    looks = [(each.find("rect").attrib["class"], each.findall("path")) for each in whole.iter("pattern")]  # type: ignore[union-attr]
    textures = [path[0].attrib["d"] if path else "" for _, path in looks]

    assert len(set(textures[:8])) == len({dashes(series) for series in range(8)}) == 8
    assert len({(look, drawn) for (look, _), drawn in zip(looks, textures, strict=True)}) == 16


def test_the_same_chart_is_the_same_text() -> None:
    assert len({chart_markup(CHARTS["a fan"], key="c", lang="zh") for _ in range(3)}) == 1


def test_the_summary_names_the_ends_and_the_limits_exactly() -> None:
    chart = replace(bars(500, -20_001, kind="money"), limits=(("池", 123),))

    assert summary(chart, "zh") == (
        "柱形图：2 个类别，1 个系列。最大：类0 数 5.00 元；最小：类1 数 -200.01 元。横线：池 1.23 元。"
    )


@pytest.mark.parametrize(
    ("values", "shown", "told"),
    [((1, 2), 9, True), ((1, 3), 9, False), ((1, None), 9, False), ((1, 2), 1, False)],
)
def test_a_table_tells_a_chart_only_if_it_shows_every_number(
    values: tuple[int | None, ...], shown: int, told: bool
) -> None:
    rows = [(f"类{number}", "旁", value) for number, value in enumerate(values)]
    table = Table("表", (Column("类"), Column("旁"), Column("数", "count")), rows, shown=shown)

    assert is_told(bars(1, 2), [table]) is told


def test_the_table_of_a_chart_tells_it() -> None:
    for chart in CHARTS.values():
        assert is_told(chart, [table_of(chart, "zh")])


@given(st.text(max_size=60), st.floats(20, 300), st.integers(1, 3))
def test_no_line_of_letters_is_wider_than_its_room(text: str, room: float, most: int) -> None:
    lines = lines_of(text, room, most)

    assert 1 <= len(lines) <= most
    assert all(text_width(each) <= room for each in lines)
