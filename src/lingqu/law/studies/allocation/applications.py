"""Scored applications: who asks for how much under which measure, with the score that reviewers gave.

Its one law: every cell is read exactly or told as a fault with its row, all faults at once; nothing is guessed and no
row is dropped. It does not know any rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from lingqu.law.studies.allocation.headings import MONEY, Field, Headings, understood
from lingqu.law.studies.allocation.sayings import AllocationFault, Saying, UnableToAllocate, nearest
from lingqu.law.studies.allocation.sheets import Sheet, read_sheet
from lingqu.law.studies.allocation.sums import SUM_EXPECTED, NotASum, fen_of

MOST_APPLICATIONS = 100_000
MOST_DECIMALS = 4
HIGHEST_SCORE = 100_000
FACETS = ("measure", "organisation", "district", "industry")
"""The columns that rules count by, beside all carried ones."""

_ID = Saying("唯一且不空的编号", "an id that is there and stands once")
_ID_TWICE = Saying("唯一的编号；第 {} 行已用", "an id that stands once; row {} has it already")
_TEXT = Saying("不空", "a value")
_SCORE = Saying(
    f"0 至 {HIGHEST_SCORE} 的数，至多 {MOST_DECIMALS} 位小数",
    f"a number from 0 to {HIGHEST_SCORE} with at most {MOST_DECIMALS} decimals",
)
_POSITIVE = Saying("大于零的金额", "a sum above zero")
_MINIMUM = Saying("大于零且不超过申请金额", "above zero and at most the sum requested")
_YES_NO = Saying("是、否或空", "yes, no or nothing")
_DAY = Saying("日历上有的日期 年-月-日", "a day of the calendar as YYYY-MM-DD")
_OTHER_ID = Saying("另一项申请的编号", "the id of another application")
_FEWER = Saying(f"至多 {MOST_APPLICATIONS} 项申请", f"at most {MOST_APPLICATIONS} applications")
_WORDS = {
    **dict.fromkeys(("是", "√", "✓", "y", "yes", "true", "1", "必选"), True),
    **dict.fromkeys(("", "否", "n", "no", "false", "0", "-", "—"), False),
}
_SEPARATORS = str.maketrans(dict.fromkeys("；，,、| ", ";"))


@dataclass(frozen=True, slots=True)
class Application:
    """One application. Sums in fen; `row` is its row in the file; `facets` are the texts that rules can count by."""

    id: str
    measure: str
    score: Decimal
    requested: int
    name: str = ""
    organisation: str = ""
    minimum: int | None = None
    mandatory: bool = False
    excludes: tuple[str, ...] = ()
    filed: date | None = None
    row: int = 0
    facets: tuple[tuple[str, str], ...] = ()

    def facet(self, column: str) -> str:
        """The text of a column by which rules count; empty where the application does not say."""
        if column == "measure":
            return self.measure
        if column == "organisation":
            return self.organisation
        return next((text for name, text in self.facets if name == column), "")


@dataclass(frozen=True, slots=True)
class Applications:
    """All applications of a call, in the order of their file, and the columns that rules can count by."""

    file: str
    items: tuple[Application, ...]
    columns: tuple[str, ...] = FACETS


def read_applications(path: Path) -> Applications:
    """Read applications from CSV, Excel or Parquet. Raises `UnableToAllocate` with all faults."""
    return applications_of(read_sheet(path))


def applications_of(sheet: Sheet) -> Applications:
    """Read applications from a table. Raises `UnableToAllocate` with all faults."""
    headings, faults = understood(sheet.file, sheet.headings)
    if len(sheet.rows) > MOST_APPLICATIONS:
        faults.append(AllocationFault(sheet.file, str(len(sheet.rows)), _FEWER, "600"))
    if faults:
        raise UnableToAllocate(faults)
    reader = _Reader(sheet.file, headings)
    items = [reader.application(row, cells) for row, cells in sheet.rows]
    reader.check_ids(items)
    if reader.faults:
        raise UnableToAllocate(sorted(reader.faults, key=lambda fault: fault.row or 0))
    named = [field.name for field in headings.fields if field.name in FACETS]
    return Applications(sheet.file, tuple(items), (*named, *(field.name for field in headings.carried)))


class _Reader:
    """Reads rows one by one and keeps what is wrong with them."""

    def __init__(self, file: str, headings: Headings) -> None:
        self.file = file
        self.faults: list[AllocationFault] = []
        self._fields = {field.name: field for field in headings.fields}
        self._carried = headings.carried

    def application(self, row: int, cells: Sequence[str]) -> Application:
        """Read one row; a faulty cell is told and replaced, so that the others are looked at as well."""
        texts = {name: cells[field.column] for name, field in self._fields.items()}
        facets = [(name, texts[name]) for name in ("district", "industry") if name in texts]
        requested = self._sum(row, "requested_yuan", texts) or 0
        return Application(
            id=texts["id"],
            measure=self._there(row, "measure", texts, "F11"),
            score=self._score(row, texts["score"]),
            requested=requested,
            name=texts.get("name", ""),
            organisation=texts.get("organisation", ""),
            minimum=self._minimum(row, texts, requested),
            mandatory=self._mandatory(row, texts.get("mandatory", "")),
            excludes=tuple(dict.fromkeys(filter(None, texts.get("excludes", "").translate(_SEPARATORS).split(";")))),
            filed=self._day(row, texts.get("filed", "")),
            row=row,
            facets=(*facets, *((field.name, cells[field.column]) for field in self._carried)),
        )

    def check_ids(self, items: Sequence[Application]) -> None:
        """Tell ids that are missing, stand twice, or are excluded without being there."""
        seen: dict[str, int] = {}
        for item in items:
            if not item.id:
                self._tell(item.row, "id", "", _ID, "A001")
            elif item.id in seen:
                self._tell(item.row, "id", item.id, Saying(*(text.format(seen[item.id]) for text in _ID_TWICE)), "A001")
            seen.setdefault(item.id, item.row)
        for item in items:
            for other in item.excludes:
                if other == item.id or other not in seen:
                    near = None if other == item.id else nearest(other, seen)
                    self._tell(item.row, "excludes", other, _OTHER_ID, near or "A002", near)

    def _there(self, row: int, name: str, texts: Mapping[str, str], example: str) -> str:
        if not texts[name]:
            self._tell(row, name, "", _TEXT, example)
        return texts[name]

    def _score(self, row: int, text: str) -> Decimal:
        try:
            score = Decimal(text) if text.isascii() and "_" not in text and len(text) < 40 else Decimal("NaN")
        except InvalidOperation:
            score = Decimal("NaN")
        if not score.is_finite() or not 0 <= score <= HIGHEST_SCORE or score != round(score, MOST_DECIMALS):
            self._tell(row, "score", text, _SCORE, "87.5")
            return Decimal(0)
        return score

    def _sum(self, row: int, name: str, texts: Mapping[str, str]) -> int | None:
        field: Field = self._fields[name]
        try:
            fen = fen_of(texts[name], unit=field.unit)
        except NotASum:
            self._tell(row, name, texts[name], SUM_EXPECTED, "500000")
            return None
        if fen == 0:
            self._tell(row, name, texts[name], _POSITIVE, "500000")
        return fen

    def _minimum(self, row: int, texts: Mapping[str, str], requested: int) -> int | None:
        name = MONEY[1]
        if not texts.get(name):
            return None
        minimum = self._sum(row, name, texts)
        if minimum and requested and minimum > requested:
            self._tell(row, name, texts[name], _MINIMUM, texts["requested_yuan"])
        return minimum

    def _mandatory(self, row: int, text: str) -> bool:
        known = _WORDS.get(text.lower())
        if known is None:
            self._tell(row, "mandatory", text, _YES_NO, "是")
        return known is True

    def _day(self, row: int, text: str) -> date | None:
        if not text:
            return None
        try:
            return date.fromisoformat(text.replace("/", "-")[:10])
        except ValueError:
            self._tell(row, "filed", text, _DAY, "2027-03-15")
            return None

    def _tell(self, row: int, place: str, given: str, expected: Saying, example: str, near: str | None = None) -> None:
        self.faults.append(AllocationFault(self.file, given, expected, example, row, place, near))
