"""An impact as the panel beside the editor and as the annex of a study.

Its one law: both tell the same numbers in the same words; the panel leaves rows out and says so, the annex has all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from django.utils.safestring import SafeString

from lingqu.books.rulebooks.differences import Difference
from lingqu.interfaces.web.lab.apart import told_apart
from lingqu.interfaces.web.lab.impact import Impact
from lingqu.interfaces.web.lab.registers import REAL
from lingqu.law.packs.pack import Pack
from lingqu.reports.charts import chart_markup
from lingqu.reports.document import Cell, Column, Figure, Report, Section, Table
from lingqu.reports.markup import Markup
from lingqu.reports.numbers import Headline, headline
from lingqu.reports.palette import patterns
from lingqu.reports.studies.report_facts import RegisterTold, digest_said
from lingqu.reports.studies.whatif_report import SPLIT, whatif_report
from lingqu.reports.studies.whatif_tables import GAINERS, ID, LOSERS, Rows, measure_tables
from lingqu.reports.tables import table_markup
from lingqu.reports.wording import Words

SHOWN = 10
_SERIES = 8
_BOTH = Words("前后对照", "Before and after")
_DIFFERENCE = Words("规则的改动", "What is changed in the rules")
_RULES = Words("逐条规则", "Rule by rule")
_FILES = Words("逐个文件", "File by file")
_WHAT = Words("改动", "Change")
_FILE = Words("文件", "File")
_ADDED = Words("新增行", "Lines added")
_REMOVED = Words("删去行", "Lines removed")
_NONE = Words("没有影响结论的改动。", "No change that any answer rests on.")
_TITLE = Words("政策实验室测算附件：{}", "Annex of a study in the Policy Lab: {}")
_WARNING = Words(
    "这是测算，不是已发布的规则；发布须有文号，由另一人办理。",
    "This is a study, no rule in force; a version takes a document number and a second person.",
)
_FORCE = Words("现行版本", "Version in force")
_DRAFT = Words("草稿", "Draft")
_DRAFT_STATE = Words("{}，第 {} 次保存，规则摘要 {}", "{}, state {}, digest of the rules {}")


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A headline figure."""

    figure: Figure
    said: Headline


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section of the panel: figures, then charts and tables as markup."""

    title: str
    figures: tuple[ShownFigure, ...]
    paragraphs: tuple[str, ...]
    parts: tuple[SafeString, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """What stands beside the editor."""

    lead: str
    patterns: SafeString
    sections: tuple[ShownSection, ...]
    grounds: tuple[str, ...]
    is_empty: bool


def panel_of(impact: Impact, lang: str) -> Panel:
    """The panel in a language."""
    found = impact.found
    report = told_apart(whatif_report(found, None, _told(impact, lang), lang, is_brief=True), impact, lang)
    totals, *sections, grounds = report.sections
    if not found.is_empty:
        measures, *sections = sections
        measures = replace(measures, tables=measure_tables(found, lang))
        apart = [each for each in sections if each.title == SPLIT.said(lang)]
        # who gains and loses stands right behind the figures; the long tables come after
        people = [each for each in sections if each.title in (GAINERS.said(lang), LOSERS.said(lang))]
        rest = [each for each in sections if each not in apart and each not in people]
        sections = [*people, *apart, measures, *rest]
    sections = [replace(totals, tables=()), *sections, Section(_BOTH.said(lang), tables=totals.tables)]
    if impact.over.choice == REAL:
        sections = [replace(each, tables=tuple(_without_id(table, lang) for table in each.tables)) for each in sections]
    return Panel(
        report.lead,
        _safe(patterns(_SERIES)),
        tuple(_shown(section, f"i{number}", lang) for number, section in enumerate(sections)),
        grounds.paragraphs,
        found.is_empty,
    )


def annex_of(
    impact: Impact, *, title: str, number: int, force: Pack, draft: Pack, difference: Difference, lang: str
) -> Report:
    """The study as a report: with the diff, the digests, the register and the day."""
    report = told_apart(whatif_report(impact.found, None, _told(impact, lang), lang), impact, lang)
    first, *rest = report.sections
    digests = (
        (_FORCE.said(lang), f"{force.id} {force.policy.version} · {digest_said(force.digest)}"),
        (_DRAFT.said(lang), _DRAFT_STATE.said(lang).format(title, number, digest_said(draft.digest))),
    )
    return replace(
        report,
        title=_TITLE.said(lang).format(title),
        facts=(*digests, *report.facts),
        warnings=(_WARNING.said(lang), *report.warnings),
        sections=(first, _difference_section(difference, lang), *rest),
    )


def _difference_section(found: Difference, lang: str) -> Section:
    files: list[tuple[Cell, ...]] = [(each.name, each.added, each.removed) for each in found.files]
    columns = (Column(_FILE.said(lang), width=24), *(Column(each.said(lang), "count") for each in (_ADDED, _REMOVED)))
    tables = [Table(_FILES.said(lang), columns, files)]
    if found.rules:
        rows: list[tuple[Cell, ...]] = [(each.words.said(lang),) for each in found.rules]
        tables.insert(0, Table(_RULES.said(lang), (Column(_WHAT.said(lang), width=100),), rows))
    said = found.why.said(lang) if found.why else "" if found.rules else _NONE.said(lang)
    return Section(_DIFFERENCE.said(lang), paragraphs=(said,) if said else (), tables=tuple(tables))


def _without_id(table: Table, lang: str) -> Table:
    """A table of subjects by name alone: keys of the registers tell nobody anything."""
    at = next((place for place, column in enumerate(table.columns) if column.title == ID.said(lang)), None)
    if at is None:
        return table
    rows = [(*row[:at], *row[at + 1 :]) for row in islice(table.rows, SHOWN)]
    left = Rows(len(table.rows), lambda most: iter(rows))
    return replace(table, columns=(*table.columns[:at], *table.columns[at + 1 :]), rows=left)


def _told(impact: Impact, lang: str) -> RegisterTold:
    register = impact.over.register
    return RegisterTold(impact.over.named(lang), register.rows, register.fault_count, has_days=False)


def _shown(section: Section, key: str, lang: str) -> ShownSection:
    figures = tuple(ShownFigure(each, headline(each.value, each.kind, lang)) for each in section.figures)
    return ShownSection(section.title, figures, section.paragraphs, tuple(_parts(section, key, lang)))


def _parts(section: Section, key: str, lang: str) -> Iterator[SafeString]:
    for number, chart in enumerate(section.charts):
        yield _safe(chart_markup(chart, key=f"{key}c{number}", lang=lang))
    for number, table in enumerate(section.tables):
        cut = replace(table, shown=min(table.shown, SHOWN))
        yield _safe(table_markup(cut, key=f"{key}t{number}", lang=lang, under=section.title))


def _safe(markup: Markup) -> SafeString:
    return SafeString(markup)  # nosec B703  # escaped part by part in reports/markup.py
