"""What the heading of a column says: which fact, of which year, held against which measure, counted in which unit.

Its one law: a heading is a fact's code or its Chinese name, with a year and a unit beside it, or it is no fact; what is
only like a fact is told as such and never taken for it. It knows no cells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from unicodedata import normalize

from lingqu.law.lang.tree import FactDeclaration, Unit
from lingqu.law.packs.pack import Pack

MONEY_UNITS: Mapping[str, int] = {"元": 0, "万元": 4, "亿元": 8}
"""How many powers of ten a unit stands above one yuan."""

PERCENT = "%"

# the first name that stands in a file is taken; the others are carried under their own heading
CARRIED_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "编号", "统一社会信用代码"),
    "name": ("name", "名称", "企业名称", "单位名称"),
    "district": ("district", "县区", "区县", "所在县区"),
    "industry": ("industry", "行业", "所属行业"),
    "size": ("size", "规模", "企业规模"),
}

_BRACKETS = re.compile(r"(.+?)[(\[【]([^()\[\]【】]*)[)\]】]")
_PARTS = re.compile(r"[,、;/·]")
_YEAR_WORD = re.compile(r"([12][0-9]{3})(?:年度?)?")
_YEAR_LAST = re.compile(r"(.+?)_?([12][0-9]{3})(?:年度?)?")
_YEAR_FIRST = re.compile(r"([12][0-9]{3})(?:年度?)?_?(.+)")
_UNIT_LAST = re.compile(r"(.+?)[/_,]?(万元|亿元|元|%)")
_LONGEST = 200  # what is longer names no fact, and costs seconds to compare
_LIKE_A_CODE, _LIKE_A_NAME = 0.86, 0.75


class UnableToUnderstandHeading(Exception):
    """A heading that names a fact and says of it what cannot be; `parts`: given, expected in two languages, example."""

    def __init__(self, given: str, expected: str, expected_english: str, example: str) -> None:
        super().__init__(given)
        self.parts = (given, expected, expected_english, example)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of one fact: its year, the measure it is held against and the unit, each where the heading says so."""

    fact: FactDeclaration
    year: int | None = None
    measure: str = ""
    unit: str = ""

    @property
    def column(self) -> str:
        """The name of the column in a register."""
        year = "" if self.year is None else f"_{self.year}"
        return f"{self.fact.code}{year}{':' if self.measure else ''}{self.measure}"


def folded(heading: str) -> str:
    """A heading without white space, in plain width and without quotes; what headings are compared by.

    >>> folded("「营业收入」 （万元）")
    '营业收入(万元)'
    """
    return re.sub(r"[\s「」]", "", normalize("NFKC", heading))


class Headings:
    """The headings that one policy knows; make it once, ask it for every column."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._codes = {fact.code: fact for fact in pack.facts}
        self._names = {folded(fact.name): fact for fact in pack.facts}
        self._measures = tuple(measure.id for measure in pack.measures)

    def understood(self, heading: str) -> Heading | None:
        """Understand a heading; None where it names no fact. Raises `UnableToUnderstandHeading`."""
        if len(heading) > _LONGEST:
            return None
        rest, notes = folded(heading), list[str]()
        fact = self.fact(rest)
        while fact is None and (found := _BRACKETS.fullmatch(rest)):
            rest, inside = found.groups()
            notes += [each for each in _PARTS.split(inside) if each]
            fact = self.fact(rest)
        measure = year = unit = ""
        if fact is None:
            rest, _, measure = rest.partition(":")
            fact = self.fact(rest)
        if fact is None and (found := _UNIT_LAST.fullmatch(rest)):
            rest, unit = found.groups()
            fact = self.fact(rest)
        if fact is None and (found := _YEAR_LAST.fullmatch(rest)):
            fact, year = self.fact(found[1]), found[2]
        if fact is None and (found := _YEAR_FIRST.fullmatch(rest)):
            fact, year = self.fact(found[2]), found[1]
        if fact is None:
            return None
        return self._noted(heading, Heading(fact, int(year) if year else None, measure, unit), notes)

    def fact(self, name: str) -> FactDeclaration | None:
        """Find a fact by its code or its Chinese name."""
        return self._codes.get(name) or self._names.get(name)

    def nearest(self, heading: str) -> str | None:
        """The code or the name that a heading which is no fact is very like."""
        if len(heading) > _LONGEST:
            return None
        text = _BRACKETS.sub(r"\1", folded(heading))
        text = found[1] if (found := _YEAR_LAST.fullmatch(text)) else text
        known, cutoff = (self._codes, _LIKE_A_CODE) if text.isascii() else (self._names, _LIKE_A_NAME)
        near = get_close_matches(text.lower(), known, n=1, cutoff=cutoff)
        return near[0] if near else None

    def _noted(self, given: str, said: Heading, notes: list[str]) -> Heading:
        for note in notes:
            if year := _YEAR_WORD.fullmatch(note):
                said = Heading(said.fact, int(year[1]), said.measure, said.unit)
            else:
                said = Heading(said.fact, said.year, said.measure, note)
        return self.checked(given, said)

    def checked(self, given: str, said: Heading) -> Heading:
        """Check that year, measure and unit go with the fact. Raises `UnableToUnderstandHeading`."""
        fact = said.fact
        if said.unit:
            money, ratio = fact.unit is Unit.MONEY, fact.unit is Unit.RATIO
            if not ((money and said.unit in MONEY_UNITS) or (ratio and said.unit == PERCENT)):
                known = "、".join(MONEY_UNITS) if money else PERCENT if ratio else "无（不带单位）"
                english = " | ".join(MONEY_UNITS) if money else PERCENT if ratio else "no unit"
                example = f"{fact.name}（万元）" if money else f"{fact.name}（%）" if ratio else fact.name
                raise UnableToUnderstandHeading(f"{given}: {said.unit}", f"单位 {known}", f"unit {english}", example)
        if said.year is not None and not fact.yearly:
            raise UnableToUnderstandHeading(
                f"{given}: {said.year}",
                f"不分年度的列（{fact.name}不是年度事实）",
                "a column without a year (no yearly fact)",
                fact.code,
            )
        if said.measure and (not fact.role or said.measure not in self._measures):
            expected = "措施编号" if fact.role else "不带冒号的列名"
            english = "the identifier of a measure" if fact.role else "a heading without a colon"
            example = f"{fact.code}:{self._measures[0]}" if fact.role and self._measures else fact.code
            raise UnableToUnderstandHeading(f"{given}: {said.measure}", expected, english, example)
        return said
