"""Each subject of an organisation on a day, with what is known of it, from where, and what it has drawn before.

Its one law: a given fact outranks what follows from a row, and what is told of a subject itself outranks what is told
of its organisation. What nobody told and nothing yields is left out: unknown, never no and never zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from lingqu.books.registers.fact_homes import homes, reading_of_figures
from lingqu.books.registers.fact_values import said
from lingqu.books.registers.models import Award, Fact, Organisation
from lingqu.books.registers.precedence import Settled, settled
from lingqu.law.lang.tree import FactDeclaration
from lingqu.law.packs.pack import Pack
from lingqu.processes.assessments.derivations import Kind, SubjectRow, derived_facts, kind_title
from lingqu.processes.assessments.drawn import drawn
from lingqu.processes.assessments.holdings import Holdings, holdings_of
from lingqu.processes.assessments.known import Conflict, Known, Origin, known_from, wire_facts
from lingqu.processes.assessments.packs import POLICY, pack_of_day
from lingqu.processes.assessments.series import continued, earlier_maxima, new_firm
from lingqu.reports.wording import Words


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is judged: an organisation, or it together with one of its projects, platforms, recognitions, teams …

    `kinds` are the kinds of measure it is asked for: a platform is its own recognition as well.
    """

    organisation: UUID
    kind: Kind
    kinds: frozenset[Kind]
    key: UUID
    name: str
    note: Words  # what kind of thing it is
    known: tuple[Known, ...]
    conflicts: tuple[Conflict, ...]
    awards: tuple[Award, ...]  # the ledger's history of this subject

    @property
    def id(self) -> str:
        """The identifier on machine interfaces."""
        return f"{self.kind}:{self.key}"

    @property
    def only_declared(self) -> tuple[str, ...]:
        """The facts that nobody but the applicant has stated."""
        return tuple(dict.fromkeys(each.code for each in self.known if each.is_only_declared))

    def record(self, pack: Pack) -> dict[str, Any]:
        """The subject as `lingqu assess` takes it."""
        declarations = {fact.code: fact for fact in pack.facts}
        return {"id": self.id, "name": self.name, "facts": wire_facts(declarations, self.known)}


def subjects_of(
    organisation: Organisation, *, on: date, pack: Pack | None = None, readings: Mapping[str, str] | None = None
) -> tuple[Subject, ...]:
    """The organisation itself, then its projects, platforms, recognitions, teams and the consortia it leads."""
    return subjects_from(holdings_of(organisation, on=on), pack=pack or pack_of_day(POLICY, on), readings=readings)


def subjects_from(holdings: Holdings, *, pack: Pack, readings: Mapping[str, str] | None = None) -> tuple[Subject, ...]:
    """The same from what has been read of an organisation already."""
    organisation = holdings.organisation
    table = _Table(pack, holdings, _followed(pack, readings or {}))
    own = table.subject(Kind.ORGANISATION, organisation, organisation.name, kind_title(organisation), ())
    found = [own]
    for project in holdings.projects:
        found.append(table.subject(Kind.PROJECT, project, project.name, kind_title(project), own.known))
    for platform in holdings.platforms:
        found.append(table.subject(Kind.PLATFORM, platform, platform.name, kind_title(platform), own.known))
    for recognition in holdings.recognitions:
        title = kind_title(recognition)
        name = " ".join(part for part in (title.zh, recognition.certificate or recognition.batch) if part)
        found.append(table.subject(Kind.RECOGNITION, recognition, name, title, own.known))
    for team in holdings.teams:
        found.append(table.subject(Kind.TEAM, team, team.name, Words("团队", "team"), own.known))
    for consortium in holdings.consortia:
        words = Words("创新联合体", "innovation consortium")
        found.append(table.subject(Kind.CONSORTIUM, consortium, consortium.name, words, own.known))
    return tuple(found)


def _followed(pack: Pack, asked: Mapping[str, str]) -> dict[str, str]:
    """The alternatives in force, as the engine takes them: those asked for, else those adopted."""
    adopted = {each.id: each.adopted.alternative for each in pack.readings if each.adopted}
    return {**adopted, **asked}


class _Table:
    """Settles the facts of the subjects of one organisation."""

    def __init__(self, pack: Pack, holdings: Holdings, followed: Mapping[str, str]) -> None:
        self._pack = pack
        self._holdings = holdings
        self._followed = followed
        self._homes = homes(pack)
        common = frozenset(Kind)
        # what organisations are asked, and what everybody is asked, holds for what belongs to them as well
        self._passed_on = {code for code, kinds in self._homes.items() if Kind.ORGANISATION in kinds or kinds == common}

    def subject(self, kind: Kind, row: SubjectRow, name: str, note: Words, inherited: Sequence[Known]) -> Subject:
        conflicts: list[Conflict] = []
        given = list(self._given(row.key, conflicts))
        kinds = frozenset({Kind.PLATFORM, Kind.RECOGNITION}) if kind is Kind.PLATFORM else frozenset({kind})
        if kind is Kind.ORGANISATION:
            given += self._of_the_past(given)
            given += earlier_maxima(self._pack, given, self._holdings.day.year - 1)
        told = {each.code for each in given}
        for code, found in derived_facts(self._holdings, kind, row):
            if not self._pack.has_fact_coded(code):
                continue
            if code not in told:
                given.append(Known(code, found.value, Origin.DERIVED, ground=found.ground))
            else:
                conflicts += self._against(given, code, found.value, found.ground)
        told = {each.code for each in given}
        given += [replace(each, is_inherited=True) for each in self._inherited(kind, row, inherited, told)]
        given += self._of_the_lead(kind, inherited, {each.code for each in given})
        given += drawn(self._pack, self._holdings, kind, row.key)
        return Subject(
            organisation=self._holdings.organisation.key,
            kind=kind,
            kinds=kinds,
            key=row.key,
            name=name,
            note=note,
            known=tuple(given),
            conflicts=tuple(conflicts),
            awards=tuple(each for each in self._holdings.awards if _is_of(each, kind, row.key)),
        )

    def _given(self, key: UUID, conflicts: list[Conflict]) -> Iterator[Known]:
        rows: dict[str, dict[int | None, list[Fact]]] = {}
        for row in self._holdings.facts.get(key, ()):
            if self._pack.has_fact_coded(row.code):
                rows.setdefault(row.code, {}).setdefault(row.year, []).append(row)
        for code, years in rows.items():
            fact = self._pack.fact_coded(code)
            for year in years if fact.yearly else _year_that_counts(years, self._holdings.day.year - 1):
                found = self._settled(fact, years[year])
                if found.has_conflict:
                    conflicts.append(_conflict(fact, year, found))
                if found.row is not None:
                    yield known_from(found.row, evidence=self._holdings.evidence[found.row.key])

    def _settled(self, fact: FactDeclaration, rows: Sequence[Fact]) -> Settled:
        reading = reading_of_figures(self._pack, fact)
        return settled(rows, reckoning=self._followed.get(reading, "") if reading else None)

    def _of_the_past(self, given: Sequence[Known]) -> list[Known]:
        def settle(fact: FactDeclaration, rows: Sequence[Fact]) -> Known | None:
            found = self._settled(fact, rows)
            return known_from(found.row, evidence=self._holdings.evidence[found.row.key]) if found.row else None

        told = {each.code for each in given}
        new = [each for each in new_firm(self._pack, self._holdings) if each.code not in told]
        return [*continued(self._pack, self._holdings, given, settle), *new]

    def _against(self, given: Sequence[Known], code: str, value: str, ground: Words) -> Iterator[Conflict]:
        fact = self._pack.fact_coded(code)
        for each in given:
            if each.code == code and each.value != value:
                zh = [said(fact, text, "zh") for text in (each.value, value)]
                en = [said(fact, text, "en") for text in (each.value, value)]
                words = Words(
                    f"填报的是“{zh[0]}”，登记推算为“{zh[1]}”（{ground.zh}）；以填报的为准",
                    f"stated: “{en[0]}”; the register yields “{en[1]}” ({ground.en}); what is stated counts",
                )
                yield Conflict(code, each.year, words, each.value, (value,))

    def _inherited(self, kind: Kind, row: SubjectRow, own: Sequence[Known], told: set[str]) -> Iterator[Known]:
        for each in own:
            fact = self._pack.fact_coded(each.code)
            if each.code in told or each.code not in self._passed_on or fact.role:
                continue
            # a project lies where it lies: a seat elsewhere says nothing of it
            is_place = kind is Kind.PROJECT and each.code == "located_in_guilin" and each.value == "false"
            if not (is_place and getattr(row, "place", None) is None):
                yield each

    def _of_the_lead(self, kind: Kind, own: Sequence[Known], told: set[str]) -> Iterator[Known]:
        """Whether an enterprise leads, by what is known of the organisation that does."""
        code = {Kind.PROJECT: "is_enterprise_led_project", Kind.CONSORTIUM: "consortium_led_by_enterprise"}.get(kind)
        lead = next((each for each in own if each.code == "is_enterprise"), None)
        if code is None or code in told or lead is None or not self._pack.has_fact_coded(code):
            return
        is_one = lead.value == "true"
        ground = Words(
            "牵头单位是企业" if is_one else "牵头单位不是企业",
            "the unit that leads is an enterprise" if is_one else "the unit that leads is no enterprise",
        )
        yield Known(code, lead.value, Origin.DERIVED, ground=ground)


def _is_of(award: Award, kind: Kind, key: UUID) -> bool:
    return award.subject_key == key or (award.subject_key is None and kind is Kind.ORGANISATION)


def _year_that_counts(years: Iterable[int | None], relied_on: int) -> tuple[int | None, ...]:
    """Of a fact that is not yearly: what was said of the year relied on, else what was said without a year."""
    given = tuple(years)
    if relied_on in given:
        return (relied_on,)
    return (None,) if None in given else ()


def _conflict(fact: FactDeclaration, year: int | None, found: Settled) -> Conflict:
    values = tuple(dict.fromkeys(row.value for row in found.others))
    others = Words(
        "、".join(said(fact, each, "zh") for each in values), ", ".join(said(fact, each, "en") for each in values)
    )
    if found.row is None:
        words = Words(
            f"几种口径的数不一致（{others.zh}），用哪一种口径还没有定，所以暂按未知",
            f"the reckonings disagree ({others.en}) and no reading says which counts: taken as unknown",
        )
        return Conflict(fact.code, year, words, "", values, is_open=True)
    counts = found.row
    source = _SOURCES[Fact.Source(counts.source)]
    state = Words("核定数", "verified") if counts.verified_value else source
    words = Words(
        f"另有来源写的是{others.zh}；按次序取{state.zh} {said(fact, counts.value, 'zh')}",
        f"another source says {others.en}; by precedence the {state.en} value counts: {said(fact, counts.value, 'en')}",
    )
    return Conflict(fact.code, year, words, counts.value, values)


_SOURCES = {
    Fact.Source.AUTHORITY: Words("部门认定的", "authority's"),
    Fact.Source.REGISTER: Words("登记的", "register's"),
    Fact.Source.DECLARED: Words("申报的", "declared"),
}
