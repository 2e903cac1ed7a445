"""The unit and the year that stand in a heading of somebody's own, whatever else it says: 「2025年营收（万元）」.

Its one law: what the heading says counts, unless the mapping says it as well; two units that differ are refused, and a
year that the mapping changes is told. It does not know which fact the heading stands for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lingqu.law.bulk.headings import PERCENT, Heading, UnableToUnderstandHeading, folded
from lingqu.law.lang.tree import Unit

_INSIDE = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
_PARTS = re.compile(r"[,、;/·]")
_BEFORE_UNIT = re.compile(r"^(?:(?:金额|计量)?单位:?)?(?:人民币)?")
_MONEY_UNIT = r"(?:[十百千万亿]*[美港欧日澳]?元|[百千]?[万亿]|千)"  # also those that cannot be read, to refuse them
_UNIT = re.compile(rf"{_MONEY_UNIT}|[%‰]")
_UNIT_LAST = re.compile(r".*?([十百千万亿]*[美港欧日澳]?元|[%‰])")
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_WHOLE_WORD = {"万": "万元", "亿": "亿元"}


@dataclass(frozen=True, slots=True)
class Marks:
    """What a heading says beside its name; `unit` may be one that no column can have."""

    unit: str = ""
    year: int | None = None


def marks_of(heading: str) -> Marks:
    """Find the unit and the year that a heading names; of several years none is meant.

    >>> marks_of("2025年营收（单位：万元）")
    Marks(unit='万元', year=2025)
    """
    text = folded(heading)
    notes = [note for inside in _INSIDE.findall(text) for note in _PARTS.split(inside)]
    units = [unit for note in notes if _UNIT.fullmatch(unit := _BEFORE_UNIT.sub("", note))]
    if not units and (found := _UNIT_LAST.fullmatch(_INSIDE.sub("", text))):
        units = [found[1]]
    years = set(_YEAR.findall(text))
    return Marks(_WHOLE_WORD.get(units[0], units[0]) if units else "", int(years.pop()) if len(years) == 1 else None)


def with_marks(heading: str, said: Heading, *, year: int | None = None, unit: str = "") -> Heading:
    """A heading of the file as the mapping says, `year` and `unit` where it says them apart from the fact.

    Raises `UnableToUnderstandHeading` where two units are given for one column.
    """
    marks, fact = marks_of(heading), said.fact
    units = [each for each in (unit, said.unit, marks.unit if _is_counted(marks.unit, fact.unit) else "") if each]
    if len(set(units)) > 1:
        told = "、".join(dict.fromkeys(units))
        raise UnableToUnderstandHeading(
            f"{heading}: {told}",
            "一个单位：列名与映射文件一致，或只写一处",
            "one unit: the same in the heading and in the mapping, or in one of them only",
            f'"{heading}" = {{fact = "{fact.name}", unit = "{units[-1]}"}}',
        )
    if year is not None and said.year is not None and year != said.year:
        raise UnableToUnderstandHeading(
            f"{heading}: {said.year}、{year}", "一个年度", "one year", f'{{fact = "{fact.name}", year = {year}}}'
        )
    own = marks.year if fact.yearly else None
    return Heading(fact, year or said.year or own, said.measure, units[0] if units else "")


def year_changed(heading: str, said: Heading) -> tuple[str, str] | None:
    """Say that a column is read as another year than its heading names."""
    own = marks_of(heading).year
    if own is None or said.year in (None, own):
        return None
    return (
        f"列「{heading}」写着 {own} 年，按映射文件读作 {said.year} 年",
        f"column {heading} names {own} and is read as {said.year}, as the mapping says",
    )


def _is_counted(found: str, unit: Unit) -> bool:
    """Whether what looks like a unit can be one of this kind of fact; elsewhere it is part of the name."""
    if unit is Unit.RATIO:
        return bool(found)
    return unit is Unit.MONEY and found not in (PERCENT, "‰")
