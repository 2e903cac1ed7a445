"""The facts of one subject as a page shows them: years beside each other, declared beside verified, by theme.

Its one law: unknown is shown as unknown, a confirmed zero as confirmed, and a derived value with what it follows from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from lingqu.books.registers.fact_homes import facts_of_kind, reading_of_figures
from lingqu.books.registers.fact_values import said
from lingqu.books.registers.models import Fact
from lingqu.law.codes.ranks import RD_FIGURES
from lingqu.law.lang.tree import FactDeclaration, Source
from lingqu.law.packs.pack import Pack
from lingqu.processes.assessments.known import ORIGIN_WORDS, Known, Origin
from lingqu.processes.assessments.subjects import Subject
from lingqu.reports.wording import Words

YEARS_SHOWN = 4
SOURCE_WORDS = {
    Fact.Source.DECLARED: Words("申报", "declared"),
    Fact.Source.REGISTER: Words("登记", "register"),
    Fact.Source.AUTHORITY: Words("部门", "authority"),
}
THEMES = (
    (Source.REGISTER, Words("身份与资格", "Identity and titles")),
    (Source.DECLARED, Words("申请事项", "What is applied with")),
    (Source.FINDING, Words("须由主管部门认定", "For the authority to find")),
    (Source.DERIVED, Words("推算的", "Derived")),
)


@dataclass(frozen=True, slots=True)
class EntryView:
    """One row of the book of facts: declared and verified side by side."""

    key: UUID
    declared: str
    verified: str
    source: str
    is_declared_source: bool
    is_zero: bool
    evidence: int
    kind: str


@dataclass(frozen=True, slots=True)
class CellView:
    """All that is said of one fact (and year): rows, what follows, and whether anything is known."""

    year: int | None
    entries: tuple[EntryView, ...]
    counts: str  # the value that counts; empty: unknown
    derived: str
    ground: str
    origin: str
    origin_said: str

    @property
    def is_unknown(self) -> bool:
        """Whether nothing counts."""
        return not self.counts


@dataclass(frozen=True, slots=True)
class LineView:
    """One fact."""

    code: str
    name: str
    meaning: str
    proof: str
    cells: tuple[CellView, ...]
    has_kinds: bool
    needs_finding: bool

    @property
    def cell(self) -> CellView:
        """The only cell of a fact that is not yearly."""
        return self.cells[0]


@dataclass(frozen=True, slots=True)
class FactTables:
    """The yearly table and the other facts by theme."""

    years: tuple[int, ...]
    yearly: tuple[LineView, ...]
    themes: tuple[tuple[str, tuple[LineView, ...]], ...]


def fact_tables(pack: Pack, subject: Subject, rows: Sequence[Fact], this_year: int, lang: str) -> FactTables:
    """Lay out what is known of a subject; `rows` carry `evidence_count`."""
    declarations = facts_of_kind(pack, subject.kind)
    if subject.kind is Fact.SubjectKind.PLATFORM:
        more = facts_of_kind(pack, Fact.SubjectKind.RECOGNITION)
        declarations = tuple(fact for fact in pack.facts if fact in declarations or fact in more)
    said_years = {row.year for row in rows if row.year is not None} | {each.year for each in subject.known if each.year}
    years = tuple(sorted({*range(this_year - YEARS_SHOWN, this_year), *(said_years - {None})}, reverse=True))
    yearly = tuple(_line(pack, fact, subject, rows, years, lang) for fact in declarations if fact.yearly)
    themes = []
    for source, words in THEMES:
        lines = tuple(
            _line(pack, fact, subject, rows, (None,), lang)
            for fact in declarations
            if not fact.yearly and fact.source is source
        )
        if lines:
            themes.append((words.said(lang), lines))
    return FactTables(tuple(year for year in years if year is not None), yearly, tuple(themes))


def _line(
    pack: Pack, fact: FactDeclaration, subject: Subject, rows: Sequence[Fact], years: Sequence[int | None], lang: str
) -> LineView:
    is_english = lang == "en"
    return LineView(
        fact.code,
        (fact.english if is_english else fact.name) or fact.name,
        (fact.meaning_english if is_english else fact.meaning) or fact.meaning,
        (fact.evidence_english if is_english else fact.evidence) or fact.evidence,
        tuple(_cell(fact, year, subject, rows, lang) for year in years),
        bool(reading_of_figures(pack, fact)),
        fact.source is Source.FINDING,
    )


def _cell(fact: FactDeclaration, year: int | None, subject: Subject, rows: Sequence[Fact], lang: str) -> CellView:
    # a fact that is not yearly has one cell, whatever years its rows name
    entries = tuple(
        entry_view(fact, row, lang) for row in rows if row.code == fact.code and (not fact.yearly or row.year == year)
    )
    known = _counting(subject, fact, year)
    is_derived = known is not None and known.origin is Origin.DERIVED
    return CellView(
        year,
        entries,
        said(fact, known.value, lang) if known else "",
        said(fact, known.value, lang) if known and is_derived else "",
        known.ground.said(lang) if known and known.ground else "",
        str(known.origin) if known else "",
        ORIGIN_WORDS[known.origin].said(lang) if known else "",
    )


def _counting(subject: Subject, fact: FactDeclaration, year: int | None) -> Known | None:
    """The value that counts; of a year the last told, as the engine is given it."""
    found = [each for each in subject.known if each.code == fact.code and (not fact.yearly or each.year == year)]
    if not found and fact.yearly and year is None:
        return next((each for each in subject.known if each.code == fact.code), None)
    return found[-1] if found else None


def entry_view(fact: FactDeclaration, row: Fact, lang: str) -> EntryView:
    """One row, ready for the eye."""
    return EntryView(
        row.key,
        said(fact, row.declared_value, lang) if row.declared_value else "",
        said(fact, row.verified_value, lang) if row.verified_value else "",
        SOURCE_WORDS[Fact.Source(row.source)].said(lang),
        row.source == Fact.Source.DECLARED,
        row.is_confirmed_zero,
        getattr(row, "evidence_count", 0),
        figure_kind_said(row.figure_kind, lang),
    )


def figure_kind_said(kind: str, lang: str) -> str:
    """The reckoning of a figure; empty where none was stated."""
    return RD_FIGURES.said(kind, lang) if kind in RD_FIGURES else kind
