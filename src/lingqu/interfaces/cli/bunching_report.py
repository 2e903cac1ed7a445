"""The part of the report on bunching: a table of all lines, then a histogram and the list of who lies just past each.

Its one law: it never says more than that there is a reason to look; each line says what was expected, by what test, and
where there is none, why.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from lingqu.interfaces.cli.nearmiss_cells import KINDS, head_of, label, ratios
from lingqu.law.studies.nearness.bunching import LEVEL, SIDE, WIDTH, WINDOW, Bunch
from lingqu.reports.document import Cell, Chart, Column, Section, Series, Table
from lingqu.reports.numbers import cell_text
from lingqu.reports.wording import Words

if TYPE_CHECKING:
    from lingqu.interfaces.cli.nearmiss_report import Made

_TITLE = Words("聚集：刚过线的是否多得出奇", "Bunching: are there surprisingly many just past a line")
_SHORTLY = Words("聚集", "Bunching")
_MEANT = Words(
    "只数界线真正或可能决定其结果的主体。每档宽为界线的 {}，两侧各 {} 档；取线两侧各 {} 档（窗）相比，"
    "窗外各档拟合一条抛物线，推出窗内两侧该各有多少，再作单侧精确二项检验；"
    "{} 条界线同时检验，用 Holm 法校正，显著水平 {}。",
    "Counted are those whom the line decides about or may decide about. A bin is {} of the line, {} bins on each side. "
    "The {} bins next to the line on each side (the window) are compared: a parabola through the bins outside says how "
    "many either side should have, a one-sided exact binomial test whether so many just past the line are a surprise. "
    "Lines tested at once: {}; corrected by Holm's method, level {}.",
)
_LIMITS = Words(
    "这只是值得看一看的理由，不是结论。线多为整数，申报数也爱凑整，凑整本身就会在线上成堆；"
    "真正的好企业也会为过线而努力，那正是政策所要的。检验把拟合的走势当作已知，并当各主体互不相干。",
    "This is a reason to look, no finding. Lines are round figures and so are many reported ones: rounding heaps by "
    "itself. And firms that work to pass a line do what the policy wants. The test takes the fitted course for known "
    "and the subjects for independent of each other.",
)
_COLUMNS = (
    Words("界线", "line"),
    Words("刚过线", "just past"),
    Words("按走势该有", "expected"),
    Words("多出", "excess"),
    Words("差一点", "just short"),
    Words("按走势该有 ", "expected "),
    Words("正好在线上", "on the line"),
    Words("p 值", "p"),
    Words("校正后", "corrected"),
    Words("怎么看", "reading of it"),
)
_TEXTS = (2, 3, 5, 7, 8, 9)  # columns that are no whole numbers
_ON_SCREEN = (0, 1, 2, 4, 8, 9)
_LOOK = Words("值得看一看", "a reason to look")
_CALM = Words("没有看出", "nothing seen")
_SHORT, _PAST = Words("未到线", "not past the line"), Words("已过线", "past the line")
_CHART = Words("界线两侧的主体数（以界线的百分比计）", "Subjects around the line (per cent of the line)")
_COUNTS = Words("各档", "Bins")
_FROM, _TO, _COURSE = Words("离界线从", "from"), Words("到", "to"), Words("走势", "course")
_WINDOW = Words("窗内", "in the window")
_LIST = Words("刚过线（不到 {}）", "just past (by less than {})")
_BEYOND = Words("过线多少", "past it by")
_RATIO = Words("比值", "ratio")


def bunching_sections(made: Made, lang: str, *, brief: bool = False) -> Iterator[Section]:
    """One section with all lines, and one for each line about which anybody lies; `brief` is for a screen."""
    if made.bunches is None:
        return
    tested = sum(each.chance is not None for each in made.bunches)
    meant = _MEANT.said(lang).format(cell_text(WIDTH, "share"), SIDE, WINDOW, tested, f"{LEVEL:.0%}")
    heads = [words.said(lang) for words in _COLUMNS]
    columns = tuple(
        Column(head, "text" if place in (0, *_TEXTS) else "count", 14 if place else 40)
        for place, head in enumerate(heads)
    )
    shown = _ON_SCREEN if brief else tuple(range(len(columns)))
    rows = [tuple(_row(made, each, lang)[place] for place in shown) for each in made.bunches]
    table = Table(_SHORTLY.said(lang), tuple(columns[place] for place in shown), rows)
    yield Section(_TITLE.said(lang), (meant, _LIMITS.said(lang)), tables=(table,))
    for each in made.bunches:
        if len(each.just_past) if brief else sum(each.counts):
            yield _of_line(made, each, lang, brief=brief)


def _row(made: Made, bunch: Bunch, lang: str) -> tuple[Cell, ...]:
    if bunch.reason is not None:
        told = Words(*bunch.reason).said(lang)
    else:
        told = (_LOOK if bunch.is_reason_to_look else _CALM).said(lang)
    return (
        _name(made, bunch, lang),
        bunch.good,
        tenths(bunch.expected_good),
        tenths(bunch.excess),
        bunch.short,
        tenths(bunch.expected_short),
        bunch.on_line,
        chance_said(bunch.chance),
        chance_said(bunch.corrected),
        told,
    )


def _name(made: Made, bunch: Bunch, lang: str) -> str:
    from lingqu.interfaces.cli.nearmiss_report import title_of_line

    return title_of_line(made, bunch.line, lang)


def tenths(number: Fraction | None) -> str | None:
    """A count that is no whole number, to one decimal.

    >>> tenths(Fraction(1, 3)), tenths(Fraction(-25, 2))
    ('0.3', '-12.5')
    """
    return None if number is None else f"{float(number):.1f}"


def chance_said(chance: float | None) -> str | None:
    """A p value: four decimals, or that it is smaller.

    >>> chance_said(0.25), chance_said(0.00001)
    ('0.2500', '< 0.0001')
    """
    if chance is None:
        return None
    return f"{chance:.4f}" if chance >= 0.0001 else "< 0.0001"


def _of_line(made: Made, bunch: Bunch, lang: str, *, brief: bool) -> Section:
    names = tuple(f"{(number - SIDE) * WIDTH / 10_000:+.0f}%" for number in range(2 * SIDE))
    above, below = bunch.counts[SIDE:], bunch.counts[:SIDE]
    low, high = (_SHORT, _PAST) if bunch.line.good_is_above else (_PAST, _SHORT)
    series = (Series(low.said(lang), (*below, *[0] * SIDE)), Series(high.said(lang), (*[0] * SIDE, *above)))
    # two series that never share a category: their change of colour is the line
    chart = Chart(_CHART.said(lang), "stacked", names, series)
    past = (_just_past(made, bunch, lang, brief=brief),) if len(bunch.just_past) else ()
    if brief:
        return Section(_name(made, bunch, lang), tables=past)
    return Section(_name(made, bunch, lang), charts=(chart,), tables=(_bins(made, bunch, series, names, lang), *past))


def _bins(made: Made, bunch: Bunch, series: tuple[Series, ...], names: tuple[str, ...], lang: str) -> Table:
    counts = [Column(each.name, "count") for each in series]
    columns = (
        Column(_FROM.said(lang), "text", 10),
        Column(_TO.said(lang), "text", 10),
        *counts,
        Column(_COURSE.said(lang), "text"),
        Column(_WINDOW.said(lang), "text"),
    )
    expected = bunch.expected or (None,) * len(bunch.counts)
    ends = (*names[1:], f"{SIDE * WIDTH / 10_000:+.0f}%")
    rows: list[tuple[Cell, ...]] = [
        (
            name,
            ends[number],
            *(each.values[number] for each in series),
            tenths(expected[number]),
            "●" if SIDE - WINDOW <= number < SIDE + WINDOW else "",
        )
        for number, name in enumerate(names)
    ]
    return Table(made.sheet(bunch.line, _COUNTS.said(lang), lang), columns, rows)


def _just_past(made: Made, bunch: Bunch, lang: str, *, brief: bool) -> Table:
    from lingqu.law.engine.phrases import unit_of

    line, frame = bunch.line, bunch.just_past
    carried = made.carried if not brief else made.called
    columns = [Column(head_of(name, lang), "text", 20) for name in carried]
    cells: list[list[Cell]] = [frame[name].to_list() for name in carried]
    columns.append(Column(label(line.changed, lang), KINDS[line.changed.unit], 18))
    cells.append(frame["has"].to_list())
    if line.over is not None and unit_of(made.program, line.over) is line.changed.unit:
        columns.append(Column(_RATIO.said(lang), "share"))
        cells.append(ratios(frame))
    columns.append(Column(_BEYOND.said(lang), "share"))
    cells.append(frame["beyond"].to_list())
    rows = list(zip(*cells, strict=True))
    title = _LIST.said(lang).format(cell_text(WIDTH * WINDOW, "share"))
    return Table(made.sheet(line, title, lang), tuple(columns), rows)
