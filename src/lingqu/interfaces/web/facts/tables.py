"""The facts of one subject as a page shows them: years beside each other, declared beside verified, by theme.

Its one law: unknown is shown as unknown, a confirmed zero as confirmed, and a derived value with what it follows from.
Each reckoning of a figure has a line of its own, so that a cell holds one figure.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
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

    @property
    def differs(self) -> bool:
        """Whether an office verified another value than the one declared."""
        return bool(self.declared and self.verified and self.declared != self.verified)


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
    reckoning: str = ""  # in words, the one that the value which counts is of
    is_inherited: bool = False
    is_disputed: bool = False  # the reckonings disagree and no reading says which counts

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
    kind: str = ""  # the reckoning, in words, where the line is one of several of a figure
    kind_code: str = ""
    waiting: tuple[str, ...] = ()  # the measures that wait for it
    is_missing: bool = False  # nothing is known of it, of a yearly figure nothing for the last year that is over

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

    @property
    def lines(self) -> tuple[LineView, ...]:
        """All facts, each once."""
        return tuple(
            each for each in (*self.yearly, *(line for _, lines in self.themes for line in lines)) if not each.kind
        )

    def only(self, codes: Collection[str]) -> FactTables:
        """Give the tables with the lines of these facts alone."""
        yearly = tuple(each for each in self.yearly if each.code in codes)
        themes = ((title, tuple(each for each in lines if each.code in codes)) for title, lines in self.themes)
        return FactTables(self.years, yearly, tuple((title, lines) for title, lines in themes if lines))


def fact_tables(
    pack: Pack,
    subject: Subject,
    rows: Sequence[Fact],
    this_year: int,
    lang: str,
    *,
    waiting: Mapping[str, tuple[str, ...]],
) -> FactTables:
    """Lay out what is known of a subject; `rows` carry `evidence_count`, `waiting` names measures by fact."""
    declarations = facts_of_subject(pack, subject)
    told = {row.year for row in rows} | {each.year for each in subject.known}
    # the last year that is over is what measures ask for; any other stands there only where something is kept for it
    years = tuple(sorted({this_year - 1, *(year for year in told if year is not None)}, reverse=True))
    yearly = tuple(
        line for fact in declarations if fact.yearly for line in _lines(pack, fact, subject, rows, years, lang)
    )
    relied_on = years.index(this_year - 1)
    yearly = tuple(
        replace(line, is_missing=_is_missing(line, yearly, relied_on), waiting=waiting.get(line.code, ()))
        for line in yearly
    )
    themes = []
    for source, words in THEMES:
        found = [_line(pack, fact, subject, rows, (None,), lang) for fact in declarations
                 if not fact.yearly and fact.source is source]  # fmt: skip
        if found:
            lines = (
                replace(each, is_missing=_is_missing(each, (), 0), waiting=waiting.get(each.code, ())) for each in found
            )
            themes.append((words.said(lang), tuple(lines)))
    return FactTables(years, yearly, tuple(themes))


def facts_of_subject(pack: Pack, subject: Subject) -> tuple[FactDeclaration, ...]:
    """The facts that can be told of a subject; a platform is its own recognition as well."""
    declarations = facts_of_kind(pack, subject.kind)
    if subject.kind is Fact.SubjectKind.PLATFORM:
        more = facts_of_kind(pack, Fact.SubjectKind.RECOGNITION)
        declarations = tuple(fact for fact in pack.facts if fact in declarations or fact in more)
    return declarations


def _is_missing(line: LineView, others: Sequence[LineView], at: int) -> bool:
    """Whether nobody has said anything of a fact, in no reckoning, and nothing follows."""
    lines = [line, *(each for each in others if each.code == line.code)]
    return all(each.cells[at].is_unknown and not each.cells[at].entries for each in lines)


def _lines(
    pack: Pack, fact: FactDeclaration, subject: Subject, rows: Sequence[Fact], years: Sequence[int | None], lang: str
) -> list[LineView]:
    """A yearly figure: one line, and one more for each reckoning that somebody has stated."""
    own = [row for row in rows if row.code == fact.code]
    kinds = [kind for kind in figure_kinds() if any(row.figure_kind == kind for row in own)]
    first = _line(pack, fact, subject, [row for row in own if not row.figure_kind], years, lang)
    found = [first]
    for kind in kinds:
        of_kind = [row for row in own if row.figure_kind == kind]
        cells = tuple(_cell(fact, year, None, of_kind, lang) for year in years)
        found.append(replace(first, cells=cells, kind=figure_kind_said(kind, lang), kind_code=kind))
    return found


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


def _cell(
    fact: FactDeclaration, year: int | None, subject: Subject | None, rows: Sequence[Fact], lang: str
) -> CellView:
    # a fact that is not yearly has one cell, whatever years its rows name
    entries = tuple(
        entry_view(fact, row, lang) for row in rows if row.code == fact.code and (not fact.yearly or row.year == year)
    )
    known = _counting(subject, fact, year) if subject is not None else None
    is_derived = known is not None and known.origin is Origin.DERIVED
    return CellView(
        year,
        entries,
        said(fact, known.value, lang) if known else "",
        said(fact, known.value, lang) if known and is_derived else "",
        known.ground.said(lang) if known and known.ground else "",
        str(known.origin) if known else "",
        ORIGIN_WORDS[known.origin].said(lang) if known else "",
        figure_kind_said(known.figure_kind, lang) if known else "",
        known is not None and known.is_inherited,
        subject is not None
        and any((each.code, each.year) == (fact.code, year) and each.is_open for each in subject.conflicts),
    )


def _counting(subject: Subject, fact: FactDeclaration, year: int | None) -> Known | None:
    """The value that counts; of a year the last told, as the engine is given it."""
    found = [each for each in subject.known if each.code == fact.code and (not fact.yearly or each.year == year)]
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
    )


def figure_kinds() -> tuple[str, ...]:
    """The reckonings of a figure, in order."""
    return tuple(each.value for each in Fact.FigureKind if each.value)


def figure_kind_said(kind: str, lang: str) -> str:
    """The reckoning of a figure; empty where none was stated."""
    return RD_FIGURES.said(kind, lang) if kind in RD_FIGURES else kind
