"""Facts that follow from the rows of the registers, each with what it follows from.

Its one law: a row that is there can say yes or no; a row that is absent says nothing, unless an office has stated that
the register is complete. What follows here is never stored as if somebody had declared it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from lingqu.books.registers.models import (
    Completeness,
    Consortium,
    Fact,
    Organisation,
    Platform,
    Project,
    Recognition,
    Team,
)
from lingqu.law.codes.bodies import body_kind
from lingqu.law.codes.organisations import LEGAL_KINDS, ORGANISATION_KINDS
from lingqu.law.codes.platforms import PLATFORM_KINDS
from lingqu.law.codes.projects import PROJECT_KINDS
from lingqu.law.codes.recognitions import OF_TASK_11, RECOGNITION_KINDS
from lingqu.law.codes.regions import GUILIN, region_list
from lingqu.processes.assessments.holdings import Holdings
from lingqu.reports.wording import Words

Kind = Fact.SubjectKind
SubjectRow = Organisation | Project | Platform | Recognition | Team | Consortium


@dataclass(frozen=True, slots=True)
class Derived:
    """A value that follows from a row, and from what."""

    value: str
    ground: Words


@dataclass(frozen=True, slots=True)
class Derivation:
    """One row of the table: the fact, the kinds of subject it is derived for, from what, and how."""

    code: str
    kinds: tuple[Kind, ...]
    source: Words
    derive: Callable[[Holdings, SubjectRow], Derived | None]


def derived_facts(holdings: Holdings, kind: Kind, row: SubjectRow) -> Iterator[tuple[str, Derived]]:
    """What follows for one subject, by the code of the fact."""
    for each in DERIVATIONS:
        if kind in each.kinds and (found := each.derive(holdings, row)) is not None:
            yield each.code, found


def holds_on(row: Platform | Recognition, day: date) -> bool | None:
    """Whether a title holds on a day; None where it is being set up or suspended."""
    standing = getattr(row, "standing", "in_force")
    if standing in ("expired", "revoked", "ended") or (row.valid_to is not None and row.valid_to < day):
        return False
    if standing in ("preparing", "suspended") or (row.recognised_on is not None and row.recognised_on > day):
        return None
    return True


def kind_title(row: Platform | Recognition | Project | Organisation) -> Words:
    """What the kind of a row is called."""
    for codes in (
        (ORGANISATION_KINDS,) if isinstance(row, Organisation) else (PLATFORM_KINDS, RECOGNITION_KINDS, PROJECT_KINDS)
    ):
        if row.kind in codes:
            title = codes.entry(row.kind).title
            return Words(title.zh, title.en)
    return Words(row.kind, row.kind)


def _said(value: bool, zh: str, en: str) -> Derived:
    return Derived("true" if value else "false", Words(zh, en))


def _in_guilin(holdings: Holdings, row: SubjectRow) -> Derived | None:
    """By the seat, else by the place of work: the policy asks for the recipient or the project."""
    place = getattr(row, "place", None)
    if place is not None and _lies_in_guilin(place.region):
        return _said(
            True, f"所在地“{place.name}”在桂林", f"its place, {place.english_name or place.name}, is in Guilin"
        )
    if not isinstance(row, Organisation) or not row.region:
        return None
    if _lies_in_guilin(row.region):
        return _said(True, f"住所在{_region(row.region, 'zh')}", f"the seat is in {_region(row.region, 'en')}")
    # a seat elsewhere with a place nobody has recorded: neither the one nor the other is in Guilin by what is known
    return _said(False, f"住所在{_region(row.region, 'zh')}，不在桂林", f"the seat is in {_region(row.region, 'en')}")


def _lies_in_guilin(region: str) -> bool:
    return region.startswith(GUILIN[:4])


def _region(code: str, lang: str) -> str:
    return region_list().said(code, lang) if code in region_list() else code


_ENTERPRISES = {"enterprise_legal_person", "partnership"}


def _legal(*, enterprise: bool) -> Callable[[Holdings, SubjectRow], Derived | None]:
    """A fact that the legal kind decides, else the credit code, else a kind that leaves no doubt."""
    wanted_legal = _ENTERPRISES if enterprise else {"public_institution"}
    wanted_body = "enterprise" if enterprise else "public_institution"

    def derive(_: Holdings, row: SubjectRow) -> Derived | None:
        assert isinstance(row, Organisation)
        if row.legal_kind in LEGAL_KINDS and row.legal_kind not in ("branch", "none"):
            title = LEGAL_KINDS.entry(row.legal_kind).title
            return _said(row.legal_kind in wanted_legal, f"法律形式为{title.zh}", f"its legal kind: {title.en}")
        body = body_kind(row.credit_code[:2]) if row.credit_code else None
        if body is not None and body.code != "other":
            is_one = body.code == wanted_body
            return _said(is_one, f"信用代码表明是{body.title.zh}", f"its credit code says: {body.title.en}")
        if row.kind in ("enterprise", "converted_institute"):
            kind = kind_title(row)
            return _said(enterprise, f"单位类别为{kind.zh}", f"its kind: {kind.en}")
        return None

    return derive


def _institute(_: Holdings, row: SubjectRow) -> Derived | None:
    assert isinstance(row, Organisation)
    # a new-type institution may or may not count as an institute: that is asked
    if row.kind not in ORGANISATION_KINDS or row.kind in ("new_type_rd_institution", "public_service"):
        return None
    title = kind_title(row)
    is_institute = ORGANISATION_KINDS.is_within(row.kind, "research_institute")
    return _said(is_institute, f"单位类别为{title.zh}", f"its kind: {title.en}")


def _bears(*kinds: str, own_kind: str = "") -> Callable[[Holdings, SubjectRow], Derived | None]:
    """A fact of the organisation that one of its titles, or its own kind, makes true."""

    def derive(holdings: Holdings, row: SubjectRow) -> Derived | None:
        assert isinstance(row, Organisation)
        if own_kind and row.kind == own_kind:
            title = kind_title(row)
            return _said(True, f"单位类别为{title.zh}", f"its kind: {title.en}")
        open_title = False
        titles: tuple[Platform | Recognition, ...] = (*holdings.platforms, *holdings.recognitions)
        for each in titles:
            if each.kind in kinds:
                holds = holds_on(each, holdings.day)
                title = kind_title(each)
                if holds:
                    return _said(True, f"登记有{title.zh}“{each}”", f"on the register: {title.en}, {each}")
                open_title = open_title or holds is None
        complete = (Completeness.Register.PLATFORMS, Completeness.Register.RECOGNITIONS)
        if not open_title and all(holdings.is_complete(each, kinds[0]) for each in complete):
            return _said(False, "登记完整，其中没有这类称号", "the registers are complete and hold no such title")
        return None

    return derive


def _title_is(*kinds: str, level: str = "") -> Callable[[Holdings, SubjectRow], Derived | None]:
    """A fact that the kind (and level) of a platform or recognition itself decides."""

    def derive(holdings: Holdings, row: SubjectRow) -> Derived | None:
        assert isinstance(row, Platform | Recognition)
        title = kind_title(row)
        if not any(_is_of(row.kind, kind) for kind in kinds):
            return _said(False, f"这一项是{title.zh}", f"this one is: {title.en}")
        holds = holds_on(row, holdings.day)
        if holds is not True:
            return None if holds is None else _said(False, f"{title.zh}已失效", f"{title.en}: no longer in force")
        if level and not row.level:
            return None
        if level and row.level != level:
            return _said(False, f"{title.zh}，但级别不符", f"{title.en}, but of another level")
        return _said(True, f"登记为{title.zh}", f"on the register as: {title.en}")

    return derive


def _is_of(code: str, kind: str) -> bool:
    return code == kind or (code in PLATFORM_KINDS and kind in PLATFORM_KINDS and PLATFORM_KINDS.is_within(code, kind))


INNOVATION_PLATFORMS = ("innovation_centre", "key_laboratory", "joint_laboratory", "enterprise_centre")
"""Kinds that count as innovation platforms beyond doubt; of the others it is asked."""


def _innovation_platform(holdings: Holdings, row: SubjectRow) -> Derived | None:
    found = _title_is(*INNOVATION_PLATFORMS)(holdings, row)
    assert isinstance(row, Platform | Recognition)
    return found if any(_is_of(row.kind, kind) for kind in INNOVATION_PLATFORMS) else None


def _level(_: Holdings, row: SubjectRow) -> Derived | None:
    assert isinstance(row, Platform | Recognition)
    if row.level not in ("municipal", "regional", "national"):
        return None
    return Derived(row.level, Words("登记的级别", "the level on the register"))


def _recognised_on(_: Holdings, row: SubjectRow) -> Derived | None:
    assert isinstance(row, Platform | Recognition)
    if row.recognised_on is None:
        return None
    return Derived(row.recognised_on.isoformat(), Words("登记的认定日期", "the day of recognition on the register"))


def _is_new(_: Holdings, row: SubjectRow) -> Derived | None:
    if not isinstance(row, Recognition) or row.is_new is None:
        return None
    if row.is_new:
        return _said(True, "登记为初次认定", "on the register as a first recognition")
    return _said(False, "登记为复核续期，续期不算新", "on the register as a renewal, which is not new")


def _first(_: Holdings, row: SubjectRow) -> Derived | None:
    """A renewal is first under no reading; whose first it is otherwise, the readings leave open."""
    if isinstance(row, Recognition) and row.is_new is False:
        return _said(False, "登记为复核续期，续期不是首次", "on the register as a renewal, which is not the first")
    return None


def _project_is(kind: str) -> Callable[[Holdings, SubjectRow], Derived | None]:
    def derive(_: Holdings, row: SubjectRow) -> Derived | None:
        assert isinstance(row, Project)
        if row.kind in PROJECT_KINDS and PROJECT_KINDS.is_within(row.kind, kind):
            title = kind_title(row)
            return _said(True, f"项目登记为{title.zh}", f"on the register as: {title.en}")
        return None  # of a project that is entered under one kind another may be true as well

    return derive


def _university_team(holdings: Holdings, _: SubjectRow) -> Derived | None:
    if holdings.organisation.kind == "university":
        return _said(True, "登记为高校的团队", "on the register as a team of a university")
    return None


def _consortium(_: Holdings, row: SubjectRow) -> Derived | None:
    assert isinstance(row, Consortium)
    if row.agreed_on is not None:
        return _said(True, "登记有联合体协议", "its agreement is on the register")
    return None


_TITLES = (Kind.PLATFORM, Kind.RECOGNITION)
_KIND_OF = Words("登记的类别和效力", "kind and standing on the register")

DERIVATIONS = (
    Derivation(
        "located_in_guilin",
        tuple(Kind),
        Words(
            "住所的行政区划代码 4503…；项目、平台和团队另看所在地",
            "seat by region code 4503…; of a project, platform, team its place",
        ),
        _in_guilin,
    ),
    Derivation(
        "is_enterprise",
        (Kind.ORGANISATION,),
        Words("法律形式，其次信用代码首两位，再次单位类别", "legal kind, else the credit code, else the kind"),
        _legal(enterprise=True),
    ),
    Derivation(
        "is_public_institution",
        (Kind.ORGANISATION,),
        Words("法律形式，其次信用代码首两位，再次单位类别", "legal kind, else the credit code, else the kind"),
        _legal(enterprise=False),
    ),
    Derivation("is_research_institute", (Kind.ORGANISATION,), Words("单位类别", "kind of organisation"), _institute),
    Derivation(
        "is_new_type_rd_institution",
        (Kind.ORGANISATION,),
        Words("单位类别，或登记的新型研发机构", "kind of organisation, or such a title"),
        _bears("new_type_rd_institution", own_kind="new_type_rd_institution"),
    ),
    Derivation(
        "is_incubator",
        (Kind.ORGANISATION,),
        Words("单位类别，或登记的孵化器", "kind of organisation, or such a title"),
        _bears("incubator", own_kind="incubator"),
    ),
    Derivation(
        "is_proof_of_concept_centre",
        (Kind.ORGANISATION,),
        Words("登记的概念验证中心", "such a title on the register"),
        _bears("concept_centre"),
    ),
    Derivation("itbpsp_recognised", _TITLES, _KIND_OF, _title_is("industry_service")),
    Derivation("is_most_international_cooperation_base", _TITLES, _KIND_OF, _title_is("international_base")),
    Derivation(
        "is_regional_asean_joint_laboratory",
        _TITLES,
        Words("登记的类别、级别和效力", "kind, level and standing on the register"),
        _title_is("asean_joint_laboratory", level="regional"),
    ),
    Derivation(
        "regional_innovation_platform_recognised",
        _TITLES,
        Words("登记的类别、级别和效力", "kind, level and standing on the register"),
        _title_is(*OF_TASK_11, level="regional"),
    ),
    Derivation("is_innovation_platform", _TITLES, _KIND_OF, _innovation_platform),
    Derivation("is_pilot_platform", _TITLES, _KIND_OF, _title_is("pilot_platform")),
    Derivation("platform_level", _TITLES, Words("登记的级别", "level on the register"), _level),
    Derivation("recognition_date", _TITLES, Words("登记的认定日期", "day on the register"), _recognised_on),
    Derivation(
        "recognition_is_new", _TITLES, Words("认定登记的“初次或续期”", "first or renewal, on the register"), _is_new
    ),
    Derivation("first_recognition", _TITLES, Words("续期不是首次", "a renewal is not the first"), _first),
    Derivation(
        "is_industrial_project", (Kind.PROJECT,), Words("项目类别", "kind of project"), _project_is("industrial")
    ),
    Derivation(
        "is_major_industrial_project",
        (Kind.PROJECT,),
        Words("项目类别", "kind of project"),
        _project_is("major_industrial"),
    ),
    Derivation(
        "is_proof_of_concept_project",
        (Kind.PROJECT,),
        Words("项目类别", "kind of project"),
        _project_is("proof_of_concept"),
    ),
    Derivation(
        "is_university_staff_student_team",
        (Kind.TEAM,),
        Words("团队所属单位是高校", "its unit is a university"),
        _university_team,
    ),
    Derivation(
        "is_innovation_consortium", (Kind.CONSORTIUM,), Words("登记的协议日期", "day of its agreement"), _consortium
    ),
)
