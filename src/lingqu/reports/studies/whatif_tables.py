"""The tables of a what-if: totals, measures, subjects, groups and the parts of each change.

Its one law: what is due and what is only a ceiling stand in columns of their own, before beside after, each to the fen;
what is cut off for the page stands in a row beside it. It does not know which tables go where.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import overload

from lingqu.law.studies.whatif.effects import EFFECTS, Grouping, SubjectEffect, Tally, WhatIf
from lingqu.reports.document import Cell, Column, Kind, Table
from lingqu.reports.studies.citations import title_of
from lingqu.reports.studies.group_names import group_said
from lingqu.reports.studies.whatif_words import change_said, fraction_said, turn_said
from lingqu.reports.wording import Words

MOST_SUBJECTS = 200  # on a page; a workbook has all of them

BEFORE = Words("变动前", "Before")
AFTER = Words("变动后", "After")
DIFFERENCE = Words("差", "Difference")
DUE = Words("应得", "Due")
CEILING = Words("上限", "Ceilings")
POOL = Words("资金池（只算一次）", "Pools (each once)")
OPEN = Words("待定的最多", "Undetermined, at most")
GAINERS = Words("受益者", "Gainers")
LOSERS = Words("受损者", "Losers")
GAIN = Words("增加", "Gain")
LOSS = Words("减少", "Loss")
SUBJECTS = Words("主体", "Subjects")

_TALLY_SUMS = (("due", DUE), ("ceiling", CEILING), ("pool", POOL), ("at_most", OPEN))
_TALLY_COUNTS = (
    ("eligible", Words("符合", "Eligible")),
    ("undetermined", Words("待定", "Undetermined")),
    ("not_eligible", Words("不符合", "Not eligible")),
    ("unknown_sums", Words("符合而金额未知", "Eligible, sum not known")),
)
_WHAT = Words("项", "What")
_SUMS = Words("合计：金额", "Totals: sums")
_COUNTS = Words("合计：条次", "Totals: answers")
_MEASURE_SUMS = Words("变动的措施：金额", "Measures changed: sums")
_MEASURE_COUNTS = Words("变动的措施：主体数", "Measures changed: subjects")
_MEASURE = Words("措施", "Measure")
_NAME = Words("名称", "Name")
ID = Words("编号", "Id")
_OPEN_BEFORE = Words("待定最多：前", "Open, before")
_OPEN_AFTER = Words("待定最多：后", "Open, after")
_MOVES = (
    ("newly_eligible", Words("新符合", "Newly eligible")),
    ("no_longer_eligible", Words("不再符合", "No longer")),
    ("newly_undetermined", Words("新待定", "Newly open")),
    ("settled", Words("由待定而定", "Settled")),
    ("gainers", GAINERS),
    ("losers", LOSERS),
)
_TURNS = Words("结论的变化", "How answers turn")
_COLUMNS = {
    "district": Words("县区", "District"),
    "industry": Words("行业", "Industry"),
    "size": Words("规模", "Size"),
}
_MOVES_BY = Words("按{}分：增减", "By {}: gain and loss")
_SUMS_BY = Words("按{}分：前后金额", "By {}: sums")
_CHANGE = Words("变动", "Change")
_PART_OF = Words("份额：{}", "Parts: {}")
_FAIR = Words("份额", "Fair part")
_ALONE = Words("单独", "Alone")
_WITHOUT = Words("缺它", "Without it")
_WHOLE = Words("全部", "All")
_REST = Words("不满一分的余数", "Rest below a fen")


class Rows(Sequence[tuple[Cell, ...]]):
    """Rows of a table that are made only when somebody looks at them."""

    def __init__(self, count: int, made: Callable[[int | None], Iterator[tuple[Cell, ...]]]) -> None:
        self._count = count
        self._made = made

    def __len__(self) -> int:
        """How many there are."""
        return self._count

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        """All of them."""
        return self._made(None)

    @overload
    def __getitem__(self, place: int) -> tuple[Cell, ...]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[tuple[Cell, ...]]: ...
    def __getitem__(self, place: int | slice) -> tuple[Cell, ...] | Sequence[tuple[Cell, ...]]:
        """One of them, or some."""
        end = place.stop if isinstance(place, slice) else place + 1
        return [*self._made(end if end is not None and end > 0 else None)][place]


def total_tables(found: WhatIf, lang: str) -> tuple[Table, Table]:
    """Sums and numbers of answers, before beside after."""
    sums = [
        Column(_WHAT.said(lang), width=26),
        *(Column(each.said(lang), "money", 22) for each in (BEFORE, AFTER, DIFFERENCE)),
    ]
    counts = [sums[0], *(Column(each.title, "count", 16) for each in sums[1:])]
    return (
        Table(_SUMS.said(lang), tuple(sums), [_compared(found, *each, lang) for each in _TALLY_SUMS]),
        Table(_COUNTS.said(lang), tuple(counts), [_compared(found, *each, lang) for each in _TALLY_COUNTS]),
    )


def _compared(found: WhatIf, name: str, words: Words, lang: str) -> tuple[Cell, ...]:
    before, after = getattr(found.total_before, name), getattr(found.total_after, name)
    return words.said(lang), before, after, after - before


def measure_tables(found: WhatIf, lang: str, *, is_brief: bool = False) -> tuple[Table, Table]:
    """The measures that change: sums, and how many subjects move where; `is_brief`: without names and what is open."""
    touched = [each for each in found.measures if each.is_touched]
    head = (Column(_MEASURE.said(lang), width=8), *(() if is_brief else (Column(_NAME.said(lang), width=30),)))
    sums = (BEFORE, AFTER, DIFFERENCE, *(() if is_brief else (_OPEN_BEFORE, _OPEN_AFTER)))
    sides = () if is_brief else (BEFORE, AFTER)
    sum_rows: list[tuple[Cell, ...]] = []
    count_rows: list[tuple[Cell, ...]] = []
    for each in touched:
        names = (each.measure.id, title_of(each.measure, lang))[: len(head)]
        one, other = sum_of(each.before), sum_of(each.after)
        told = (one, other, other - one, each.before.at_most, each.after.at_most)
        sum_rows.append((*names, *told[: len(sums)]))
        moves = (getattr(each.moves, name) for name, _ in _MOVES)
        count_rows.append((*names, *(each.before.eligible, each.after.eligible)[: len(sides)], *moves))
    counts = (
        *(Column(f"{_TALLY_COUNTS[0][1].said(lang)} {side.said(lang)}", "count", 14) for side in sides),
        *(Column(words.said(lang), "count", 12) for _, words in _MOVES),
    )
    return (
        Table(_MEASURE_SUMS.said(lang), (*head, *(Column(each.said(lang), "money", 20) for each in sums)), sum_rows),
        Table(_MEASURE_COUNTS.said(lang), (*head, *counts), count_rows),
    )


def sum_of(tally: Tally) -> int:
    """What a measure comes to: a measure has one kind of sum, so the others are nought."""
    return tally.due + tally.ceiling + tally.pool


def subject_table(
    found: WhatIf,
    title: str,
    count: int,
    told: Callable[[int | None], Iterator[SubjectEffect]],
    lang: str,
    *,
    is_brief: bool = False,
) -> Table:
    """Subjects that change, with their sums before and after; `is_brief` leaves all but the difference out."""
    kinds = {each.measure.id: each.measure.award.kind if each.measure.award else "none" for each in found.measures}
    carried = () if is_brief else found.changed.carried
    sides = () if is_brief else (DUE, CEILING)
    columns = (
        Column(_NAME.said(lang), width=34),
        Column(ID.said(lang), width=22),
        *(Column(heading_of(each, lang), width=14) for each in carried),
        Column(DIFFERENCE.said(lang), "money", 18),
        *(Column(_of_side(words, side, lang), "money", 18) for words in sides for side in (BEFORE, AFTER)),
        Column(_TURNS.said(lang), width=60),
    )

    def rows(most: int | None) -> Iterator[tuple[Cell, ...]]:
        for each in told(most):
            sums = (each.due_before, each.due_after, each.ceiling_before, each.ceiling_after)
            turns = [turn_said(turn, kinds[turn.measure], lang) for turn in each.turns]
            more = () if is_brief else sums
            said = ("；" if lang == "zh" else "; ").join(turns)
            yield (each.name, each.id, *each.carried[: len(carried)], each.change, *more, said)

    return Table(title, columns, Rows(count, rows), shown=MOST_SUBJECTS)


def group_tables(grouping: Grouping, lang: str, *, is_brief: bool = False) -> tuple[Table, ...]:
    """Groups: gain and loss, then sums before and after; `is_brief`: only those who gain or lose, without sums."""
    name = heading_of(grouping.column, lang)
    first = Column(name, width=24)
    moved = [each for each in grouping.groups if not is_brief or each.moves.gainers or each.moves.losers]
    moves = (
        *(Column(words.said(lang), "count", 10) for words in (SUBJECTS, GAINERS, LOSERS)),
        *(Column(words.said(lang), "money", 18) for words in (GAIN, LOSS)),
    )
    move_rows: list[tuple[Cell, ...]] = [
        (
            group_said(each.value, grouping.column, lang),
            each.subjects,
            each.moves.gainers,
            each.moves.losers,
            each.moves.gain,
            each.moves.loss,
        )
        for each in moved
    ]
    table = Table(_MOVES_BY.said(lang).format(_lower(name, lang)), (first, *moves), move_rows, shown=max(1, len(moved)))
    return (table,) if is_brief else (table, _sums_of_groups(grouping, first, lang))


def _sums_of_groups(grouping: Grouping, first: Column, lang: str) -> Table:
    sums = (("due", DUE), ("ceiling", CEILING), ("at_most", OPEN))
    columns = [Column(_of_side(words, side, lang), "money", 18) for _, words in sums for side in (BEFORE, AFTER)]
    rows: list[tuple[Cell, ...]] = [
        (
            group_said(each.value, grouping.column, lang),
            *(getattr(side, name) for name, _ in sums for side in (each.before, each.after)),
        )
        for each in grouping.groups
    ]
    title = _SUMS_BY.said(lang).format(_lower(first.title, lang))
    return Table(title, (first, *columns), rows, shown=max(1, len(rows)))


def heading_of(column: str, lang: str) -> str:
    """The heading of a column of the register."""
    return _COLUMNS[column].said(lang) if column in _COLUMNS else column


def _lower(name: str, lang: str) -> str:
    return name.lower() if lang == "en" else name


def _of_side(words: Words, side: Words, lang: str) -> str:
    return f"{words.zh}：{side.zh}" if lang == "zh" else f"{words.en}, {side.en.lower()}"


def part_tables(found: WhatIf, lang: str) -> tuple[Table, ...]:
    """The part of each change in every sum and number that any of them moves."""
    return tuple(
        _part_table(found, place, lang)
        for place in range(len(EFFECTS))
        if any(effect[place] for part in found.parts for effect in (part.fair, part.alone, part.without))
    )


def _part_table(found: WhatIf, place: int, lang: str) -> Table:
    name = EFFECTS[place]
    words = dict((*_TALLY_SUMS, *_TALLY_COUNTS))[name].said(lang)
    is_money = name in dict(_TALLY_SUMS)
    kind: Kind = "money" if is_money else "text"
    columns = (
        Column(_CHANGE.said(lang), width=46),
        *(Column(each.said(lang), kind, 22) for each in (_FAIR, _ALONE, _WITHOUT)),
    )
    fair = [part.fair[place] for part in found.parts]
    rows: list[tuple[Cell, ...]] = []
    for part in found.parts:
        effects = (part.fair[place], part.alone[place], part.without[place])
        said = (each.__floor__() if is_money else fraction_said(each) for each in effects)
        rows.append((change_said(part.change, found.before, lang), *said))
    whole = int(sum(fair))
    rest = whole - sum(each.__floor__() for each in fair)
    if is_money and rest:
        rows.append((_REST.said(lang), rest, None, None))
    total: tuple[Cell, ...] = (_WHOLE.said(lang), whole if is_money else f"{whole:,}", None, None)
    return Table(_PART_OF.said(lang).format(words), columns, rows, total=total)
