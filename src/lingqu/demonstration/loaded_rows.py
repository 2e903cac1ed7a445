"""The rows of the zone entered into the registers: each content key becomes the row that was made of it.

Its one law: rows come in by the operations of the registers only, what is made marked as made, what is real not. It
knows no facts, accounts or changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar, cast

from lingqu.books.accounts.person import Act
from lingqu.books.registers.declaration import Register
from lingqu.books.registers.declared.awards import AWARDS
from lingqu.books.registers.declared.consortia import CONSORTIA
from lingqu.books.registers.declared.organisations import ORGANISATIONS
from lingqu.books.registers.declared.people import PEOPLE
from lingqu.books.registers.declared.places import PLACES
from lingqu.books.registers.declared.platforms import PLATFORMS
from lingqu.books.registers.declared.projects import PROJECTS
from lingqu.books.registers.declared.recognitions import RECOGNITIONS
from lingqu.books.registers.declared.teams import TEAMS
from lingqu.books.registers.models import Fact, Organisation, Place, RegisterRow
from lingqu.books.registers.operations import make_all
from lingqu.demonstration.content import (
    AwardRow,
    ConsortiumRow,
    OrganisationRow,
    PersonRow,
    PlaceRow,
    PlatformRow,
    ProjectRow,
    RecognitionRow,
    TeamRow,
    ZoneContent,
)
from lingqu.processes.assessments.packs import POLICY


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


_Row = TypeVar("_Row", bound=_Keyed)


@dataclass(slots=True)
class Rows:
    """The rows made so far, by the key that the content gives them."""

    act: Act
    names: Mapping[str, str] = field(default_factory=dict)  # an organisation is entered under this former name
    made: dict[str, RegisterRow] = field(default_factory=dict)

    def organisation(self, key: str) -> Organisation:
        """An organisation."""
        return cast(Organisation, self.made[key])

    def place(self, key: str) -> Place | None:
        """A place; "" is none."""
        return cast(Place, self.made[key]) if key else None

    def enter(self, content: ZoneContent) -> None:
        """Enter all rows of the registers, each after those that it names."""
        self._keyed(PLACES, content.places, self._of_place)
        self._keyed(ORGANISATIONS, content.organisations, self._of_organisation)
        self._keyed(PEOPLE, content.people, self._of_person)
        self._keyed(RECOGNITIONS, content.recognitions, self._of_recognition)
        self._keyed(PLATFORMS, content.platforms, self._of_platform)
        self._keyed(PROJECTS, content.projects, self._of_project)
        self._keyed(TEAMS, content.teams, self._of_team)
        self._keyed(CONSORTIA, content.consortia, self._of_consortium)
        make_all(register=AWARDS, rows=map(self._of_award, content.awards), act=self.act, is_synthetic=True)

    def _keyed(self, register: Register, rows: Sequence[_Row], values_of: Callable[[_Row], dict[str, Any]]) -> None:
        for is_made in (False, True):
            some = [each for each in rows if getattr(each, "is_made", True) is is_made]
            values = map(values_of, some)
            made = make_all(register=register, rows=values, act=self.act, is_synthetic=is_made) if some else []
            self.made |= dict(zip((each.key for each in some), made, strict=True))

    def _of_place(self, row: PlaceRow) -> dict[str, Any]:
        note = f"（{row.note.zh}）" if row.note.zh else ""
        return {
            "name": row.name.zh,
            "english_name": row.name.en,
            "code": row.key,
            "kind": row.kind,
            "region": row.region,
            "industries": list(row.industries),
            "works": f"{row.works.zh}{note}",
            "task": row.task,
        }

    def _of_organisation(self, row: OrganisationRow) -> dict[str, Any]:
        return {
            "name": self.names.get(row.key, row.name.zh),
            "english_name": row.name.en,
            "credit_code": row.credit_code,
            "kind": row.kind,
            "legal_kind": row.legal_kind,
            "region": row.region,
            "industry": row.industry,
            "size": row.size,
            "stage": row.stage,
            "founded_on": row.founded_on,
            "place": self.place(row.place),
        }

    def _of_person(self, row: PersonRow) -> dict[str, Any]:
        return {
            "name": row.name.zh,
            "kinds": list(row.kinds),
            "organisation": self.made[row.organisation],
            "title": row.title.zh,
            "fields_of_work": row.field_of_work.zh,
            "certificate": row.certificate,
            "valid_to": row.valid_to,
        }

    def _of_recognition(self, row: RecognitionRow) -> dict[str, Any]:
        return {
            "organisation": self.made[row.organisation],
            "kind": row.kind,
            "level": row.level,
            "certificate": row.certificate,
            "organ": row.organ.zh,
            "recognised_on": row.recognised_on,
            "valid_to": row.valid_to,
            "is_new": row.is_new,
        }

    def _of_platform(self, row: PlatformRow) -> dict[str, Any]:
        return {
            "name": row.name.zh,
            "english_name": row.name.en,
            "kind": row.kind,
            "level": row.level,
            "organisation": self.made[row.organisation],
            "place": self.place(row.place),
            "pilot_industry": row.pilot_industry,
            "recognised_on": row.recognised_on,
            "recognised_by": row.recognised_by.zh,
            "valid_to": row.valid_to,
            "standing": row.standing,
        }

    def _of_project(self, row: ProjectRow) -> dict[str, Any]:
        return {
            "name": row.name.zh,
            "code": row.code,
            "kind": row.kind,
            "organisation": self.made[row.organisation],
            "leader": self.made[row.leader] if row.leader else None,
            "partners": [self.made[each.organisation] for each in row.partners],
            "place": self.place(row.place),
            "begins_on": row.begins_on,
            "ends_on": row.ends_on,
            "standing": row.standing,
        }

    def _of_team(self, row: TeamRow) -> dict[str, Any]:
        return {
            "name": row.name.zh,
            "organisation": self.made[row.organisation],
            "leader": self.made[row.leader] if row.leader else None,
            "place": self.place(row.place),
            "formed_on": row.formed_on,
        }

    def _of_consortium(self, row: ConsortiumRow) -> dict[str, Any]:
        return {
            "name": row.name.zh,
            "organisation": self.made[row.organisation],
            "members": [self.made[each] for each in row.members],
            "agreed_on": row.agreed_on,
            "agreement": row.agreement,
        }

    def _of_award(self, row: AwardRow) -> dict[str, Any]:
        return {
            "organisation": self.made[row.organisation],
            "policy": POLICY,
            "measure": row.measure,
            "award_year": row.year,
            "fen": row.fen,
            "paid_on": row.paid_on,
            "document": row.document,
            "source": Fact.Source.REGISTER,
            "subject_kind": row.subject_kind,
            "subject_key": self.made[row.subject].key if row.subject else None,
        }
