"""The roles a person can hold, at which level, and their words.

Its one law: a role is held by a grant or a membership, never by a flag; whoever holds none is the public.
"""

from __future__ import annotations

from enum import StrEnum

from lingqu.reports.wording import Words


class Role(StrEnum):
    """What somebody is in the process; the values stand in the database and on machine interfaces."""

    PUBLIC = "public"
    MEMBER = "member"
    ORGANISATION_ADMIN = "organisation_admin"
    RECOMMENDING_UNIT = "recommending_unit"
    AGENCY = "agency"
    DEPARTMENT_OFFICER = "department_officer"
    EXPERT = "expert"
    FINANCE_OFFICER = "finance_officer"
    SUPERVISOR = "supervisor"
    POLICY_OFFICER = "policy_officer"
    ADMINISTRATOR = "administrator"


class Level(StrEnum):
    """How far the eyes of an office reach."""

    REGION = "region"
    CITY = "city"
    COUNTY = "county"
    PARK = "park"


ROLE_WORDS = {
    Role.PUBLIC: Words("公众", "the public"),
    Role.MEMBER: Words("单位成员", "member of an organisation"),
    Role.ORGANISATION_ADMIN: Words("单位管理员", "organisation admin"),
    Role.RECOMMENDING_UNIT: Words("推荐单位", "recommending unit"),
    Role.AGENCY: Words("项目管理机构", "management agency"),
    Role.DEPARTMENT_OFFICER: Words("部门经办人", "department officer"),
    Role.EXPERT: Words("专家", "expert"),
    Role.FINANCE_OFFICER: Words("财政经办人", "finance officer"),
    Role.SUPERVISOR: Words("督导与审计", "supervisor, auditor"),
    Role.POLICY_OFFICER: Words("政策经办人", "policy officer"),
    Role.ADMINISTRATOR: Words("系统管理员", "administrator"),
}

LEVEL_WORDS = {
    Level.REGION: Words("自治区", "region"),
    Level.CITY: Words("市", "city"),
    Level.COUNTY: Words("县（区）", "county"),
    Level.PARK: Words("园区", "park"),
}

GRANTED = tuple(role for role in Role if role not in {Role.PUBLIC, Role.MEMBER, Role.ORGANISATION_ADMIN})
"""Roles that an administrator grants; membership of an organisation is vouched for by an officer instead."""

OFFICES = frozenset(
    {Role.RECOMMENDING_UNIT, Role.AGENCY, Role.DEPARTMENT_OFFICER, Role.FINANCE_OFFICER, Role.SUPERVISOR}
)
"""Roles that look at organisations other than their own, each within its reach."""
