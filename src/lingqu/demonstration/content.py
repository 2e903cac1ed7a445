"""The rows of the demonstration zone as plain data: who and what there is, and what is said of them.

Its one law: a row that is made says so (`is_made`) and in its name; a fact that has no row is unknown. Rows name each
other by `key`; money stands as decimal text of yuan, days as dates. It loads nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lingqu.law.codes.code_list import Title

MADE_MARK = Title("（演示）", "(demo)")
NOTHING_SAID = Title("", "")


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place; `kind` is of place_kinds, `industries` are codes of pilot_industries or words, `task` the plan's."""

    key: str
    name: Title
    kind: str
    region: str
    task: int
    industries: tuple[str, ...] = ()
    works: Title = NOTHING_SAID
    note: Title = NOTHING_SAID
    is_made: bool = False


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation. A real one has no credit code here, no size and no fact: we know its name and kind."""

    key: str
    name: Title
    kind: str
    legal_kind: str
    region: str
    credit_code: str = ""
    industry: str = ""
    size: str = ""
    stage: str = ""  # the highest title of the ladder in force
    founded_on: date | None = None
    place: str = ""
    note: Title = NOTHING_SAID
    is_made: bool = True


@dataclass(frozen=True, slots=True)
class FactRow:
    """One source's word on one fact of one subject.

    `declared` is 申报数, `verified` 核定数, "" where there is none. `figure` is of rd_figures or "". A register or an
    authority speaks by `verified`. `vouched_for` is the department that stands for it. Rows of one fact from two
    sources with two values are a conflict, meant to be seen. `follows`: kind, legal kind or region say so already.
    """

    organisation: str
    subject_kind: str
    subject: str
    code: str
    source: str
    declared: str = ""
    verified: str = ""
    year: int | None = None
    figure: str = ""
    reason: Title = NOTHING_SAID
    vouched_for: str = ""
    follows: bool = False

    @property
    def is_confirmed_zero(self) -> bool:
        """Whether the value is a zero that somebody stands for, and no blank."""
        return (self.verified or self.declared) in ("0", "0.00")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person, always made; `kinds` are of people_kinds."""

    key: str
    name: Title
    kinds: tuple[str, ...]
    organisation: str
    field_of_work: Title
    title: Title
    certificate: str = ""
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class RecognitionRow:
    """A title of an organisation; `kind` is of recognition_kinds."""

    key: str
    organisation: str
    kind: str
    level: str
    certificate: str
    organ: Title
    recognised_on: date | None
    valid_to: date | None
    is_new: bool | None


@dataclass(frozen=True, slots=True)
class PlatformRow:
    """A platform; `kind` is of platform_kinds, `standing` of standings."""

    key: str
    name: Title
    kind: str
    level: str
    organisation: str
    pilot_industry: str = ""
    recognised_on: date | None = None
    recognised_by: Title = NOTHING_SAID
    valid_to: date | None = None
    standing: str = "in_force"
    place: str = ""


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A partner of a project with its share in a few words."""

    organisation: str
    share: Title


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project; `kind` is of project_kinds, `standing` of project_standings."""

    key: str
    name: Title
    kind: str
    organisation: str
    leader: str
    code: str
    begins_on: date
    ends_on: date
    standing: str = "running"
    place: str = ""
    partners: tuple[PartnerRow, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team without a legal person; the organisation is the one that would receive its money."""

    key: str
    name: Title
    organisation: str
    leader: str
    formed_on: date
    place: str = ""


@dataclass(frozen=True, slots=True)
class ConsortiumRow:
    """A consortium with its lead and members."""

    key: str
    name: Title
    organisation: str
    members: tuple[str, ...]
    agreed_on: date
    agreement: str


@dataclass(frozen=True, slots=True)
class AwardRow:
    """Money drawn before: `paid_on` None is granted and not arrived. `subject` "" is the organisation itself."""

    organisation: str
    measure: str
    year: int
    fen: int
    granted_on: date
    paid_on: date | None
    document: str
    subject_kind: str = "organisation"
    subject: str = ""


@dataclass(frozen=True, slots=True)
class ZoneContent:
    """All rows of the demonstration zone, in an order in which each row's references come before it."""

    places: tuple[PlaceRow, ...]
    organisations: tuple[OrganisationRow, ...]
    people: tuple[PersonRow, ...]
    recognitions: tuple[RecognitionRow, ...]
    platforms: tuple[PlatformRow, ...]
    projects: tuple[ProjectRow, ...]
    teams: tuple[TeamRow, ...]
    consortia: tuple[ConsortiumRow, ...]
    awards: tuple[AwardRow, ...]
    facts: tuple[FactRow, ...]
