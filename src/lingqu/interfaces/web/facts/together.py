"""A form for many facts of one subject and one year: what may be stated, what stands already, what was typed.

Its one law: a field left blank states nothing; what was typed is kept, and each fault stands at its field.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict

from lingqu.books.registers.fact_homes import reading_of_figures
from lingqu.books.registers.fact_values import expected, said
from lingqu.books.registers.facts import Statement
from lingqu.books.registers.models import Fact
from lingqu.books.registers.operations import UnableToKeep
from lingqu.interfaces.web.facts.asked import StandingView, standing_of
from lingqu.interfaces.web.facts.tables import THEMES, facts_of_subject, figure_kind_said, figure_kinds
from lingqu.law.lang.tree import FactDeclaration, Source, Unit
from lingqu.law.packs.pack import Pack
from lingqu.processes.assessments.subjects import Subject
from lingqu.reports.wording import Words

_YEARLY = Words("年度数字", "Yearly figures")
_NUMBERS = (Unit.MONEY, Unit.COUNT, Unit.RATIO)
_INPUTS = {Unit.YES_NO: "yes_no", Unit.CHOICE: "choice", Unit.DATE: "date"}


@dataclass(frozen=True, slots=True)
class FieldView:
    """One fact to be stated, perhaps of one reckoning: its input, what was typed, and what stands already."""

    name: str
    label: str
    meaning: str
    input: str
    expected: str
    is_number: bool
    kind: str  # the reckoning, in words
    typed: str
    is_zero: bool
    choices: tuple[tuple[str, str], ...]
    standing: str  # the value that stands; empty: it may be stated here
    standing_key: UUID | None
    faults: tuple[str, ...]
    beside: StandingView | None


@dataclass(frozen=True, slots=True)
class TogetherForm:
    """The fields by theme, the yearly figures first; `statements` are those that were filled in."""

    groups: tuple[tuple[str, tuple[FieldView, ...]], ...]
    statements: tuple[Statement, ...]

    @property
    def has_faults(self) -> bool:
        """Whether some field was refused."""
        return any(field.faults for _, fields in self.groups for field in fields)


def together_form(
    *,
    pack: Pack,
    subject: Subject,
    rows: Sequence[Fact],
    year: int,
    source: Fact.Source,
    posted: QueryDict,
    refusals: Mapping[tuple[str, str], UnableToKeep],
    lang: str,
) -> TogetherForm:
    """Lay the form out for a subject and a year; `rows` are the subject's facts in use."""
    maker = _Maker(pack, rows, year, source, posted, refusals, lang)
    declarations = [
        fact
        for fact in facts_of_subject(pack, subject)
        if fact.source is not Source.FINDING or source is Fact.Source.AUTHORITY
    ]
    yearly = tuple(field for fact in declarations if fact.yearly for field in maker.fields(fact))
    groups = [(_YEARLY.said(lang), yearly)]
    for theme, words in THEMES:
        found = (fact for fact in declarations if not fact.yearly and fact.source is theme)
        groups.append((words.said(lang), tuple(field for fact in found for field in maker.fields(fact))))
    return TogetherForm(tuple((title, fields) for title, fields in groups if fields), tuple(maker.statements))


class _Maker:
    def __init__(
        self,
        pack: Pack,
        rows: Sequence[Fact],
        year: int,
        source: Fact.Source,
        posted: QueryDict,
        refusals: Mapping[tuple[str, str], UnableToKeep],
        lang: str,
    ) -> None:
        self._pack, self._year, self._posted, self._lang = pack, year, posted, lang
        self._source = source
        self._refusals = refusals
        # whoever has said it, it need not be asked again; what this person may correct stands in front
        told = sorted(rows, key=lambda row: row.source == source)
        self._standing = {(row.code, row.year, row.figure_kind): row for row in told}
        self.statements: list[Statement] = []

    def fields(self, fact: FactDeclaration) -> tuple[FieldView, ...]:
        """The field of a fact; of a figure with reckonings one for each."""
        kinds = ("", *figure_kinds()) if reading_of_figures(self._pack, fact) else ("",)
        return tuple(self._field(fact, kind) for kind in kinds)

    def _field(self, fact: FactDeclaration, kind: str) -> FieldView:
        name = f"{fact.code}.{kind}" if kind else fact.code
        year = self._year if fact.yearly else None
        typed = self._posted.get(name, "").strip()[:200]
        is_zero = self._posted.get(f"{name}.zero") == "yes"
        standing = self._standing.get((fact.code, year, kind))
        if standing is None and (typed or is_zero):
            self.statements.append(Statement(fact.code, typed or "0", year, kind, self._source, is_zero))
        refusal = self._refusals.get((fact.code, kind))
        is_english = self._lang == "en"
        return FieldView(
            name=name,
            label=(fact.english if is_english else fact.name) or fact.name,
            meaning=(fact.meaning_english if is_english else fact.meaning) or fact.meaning,
            input=_INPUTS.get(fact.unit, "text"),
            expected=expected(fact).said(self._lang),
            is_number=fact.unit in _NUMBERS,
            kind=figure_kind_said(kind, self._lang),
            typed=typed,
            is_zero=is_zero,
            choices=tuple((code, said(fact, code, self._lang)) for _, code in fact.choices),
            standing=said(fact, standing.value, self._lang) if standing is not None else "",
            standing_key=standing.key if standing is not None else None,
            faults=tuple(words.said(self._lang) for each in refusal.faults.values() for words in each)
            if refusal
            else (),
            beside=standing_of(refusal, self._pack, self._lang) if refusal else None,
        )
