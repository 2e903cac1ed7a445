"""The register of awards drawn before."""

from __future__ import annotations

from lingqu.books.accounts.permissions import reaching
from lingqu.books.accounts.roles import Role
from lingqu.books.registers.declaration import Field, Kind, Register, Right
from lingqu.books.registers.declared.concerns import of_belonging
from lingqu.books.registers.declared.rights import IN_CHARGE, READERS_OF_ALL
from lingqu.books.registers.models import Award
from lingqu.books.registers.reach import OF_BELONGING
from lingqu.reports.wording import Words

_PAYERS = reaching(Role.AGENCY, Role.DEPARTMENT_OFFICER, Role.FINANCE_OFFICER)

AWARDS = Register(
    name="awards",
    words=Words("已获支持", "Awards"),
    one=Words("支持", "award"),
    note=Words(
        "以前领到的资金：依据哪一条、哪份文件、何时到账；判断上限时要扣除。",
        "Money drawn before: under which measure, by which document, when it arrived; ceilings count it.",
    ),
    model=Award,
    title=lambda row: f"{row.measure} {row.award_year}",
    concern=of_belonging,
    paths=OF_BELONGING,
    seen=IN_CHARGE,
    same=("organisation", "measure", "award_year", "document"),
    order=("-award_year", "measure", "key"),
    related=("organisation__place",),
    rights={
        Right.MAKE: _PAYERS,
        Right.CHANGE: _PAYERS,
        Right.RETIRE: _PAYERS,
        Right.IMPORT: _PAYERS,
        Right.EXPORT: READERS_OF_ALL,
    },
    fields=(
        Field(
            "organisation",
            Words("单位", "Organisation"),
            Kind.ROW,
            of="organisations",
            is_required=True,
            is_listed=True,
            is_fixed=True,
        ),
        Field("policy", Words("政策", "Policy"), is_required=True, hint=Words("例：guilin2026", "e.g. guilin2026")),
        Field(
            "measure",
            Words("条款", "Measure"),
            is_required=True,
            is_listed=True,
            is_searched=True,
            hint=Words("条款编号，例：F3", "number of the measure, e.g. F3"),
        ),
        Field("award_year", Words("申报年度", "Year"), Kind.YEAR, is_required=True, is_listed=True, is_filter=True),
        Field("fen", Words("金额", "Sum"), Kind.MONEY, is_required=True, is_listed=True, unit=Words("元", "yuan")),
        Field("paid_on", Words("到账日期", "Arrived on"), Kind.DAY, is_listed=True, is_filter=True),
        Field("document", Words("下达文号", "Document"), is_listed=True, is_searched=True),
        Field("source", Words("来源", "Source"), Kind.CODE, "fact_sources", is_required=True, is_filter=True),
        Field(
            "subject_kind",
            Words("支持对象", "For what"),
            Kind.CODE,
            "subject_kinds",
            hint=Words("单位自身，或它的项目、平台……", "the organisation itself, or its project, platform …"),
        ),
        Field("subject_key", Words("对象标识", "Key of what"), Kind.KEY),
    ),
)
