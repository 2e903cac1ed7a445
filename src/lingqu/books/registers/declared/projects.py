"""The register of projects."""

from __future__ import annotations

from lingqu.books.accounts.permissions import voucher
from lingqu.books.registers.declaration import Field, Kind, Register, Right
from lingqu.books.registers.declared.concerns import of_belonging
from lingqu.books.registers.declared.rights import IN_CHARGE, READERS_OF_ALL, VOUCHERS_OR_ADMIN
from lingqu.books.registers.models import Project
from lingqu.books.registers.reach import OF_BELONGING
from lingqu.reports.wording import Words

PROJECTS = Register(
    name="projects",
    words=Words("项目", "Projects"),
    one=Words("项目", "project"),
    note=Words(
        "牵头单位、负责人、参与单位、编号、起止；同一编号只登记一次。",
        "Lead, leader, partners, number, begin and end; one number is entered once.",
    ),
    model=Project,
    title=lambda row: row.name,
    concern=of_belonging,
    paths=OF_BELONGING,
    seen=IN_CHARGE,
    key_field="code",
    order=("name", "key"),
    related=("organisation__place", "leader", "place"),
    rights={
        Right.MAKE: VOUCHERS_OR_ADMIN,
        Right.CHANGE: VOUCHERS_OR_ADMIN,
        Right.RETIRE: voucher,
        Right.IMPORT: voucher,
        Right.EXPORT: READERS_OF_ALL,
    },
    fields=(
        Field("name", Words("名称", "Name"), is_required=True, is_listed=True, is_searched=True),
        Field(
            "code",
            Words("项目编号", "Number"),
            is_listed=True,
            is_searched=True,
            hint=Words("计划编号或投资项目代码", "number of the programme, or investment-project code"),
        ),
        Field(
            "kind", Words("类别", "Kind"), Kind.CODE, "project_kinds", is_required=True, is_listed=True, is_filter=True
        ),
        Field(
            "organisation",
            Words("牵头单位", "Lead"),
            Kind.ROW,
            of="organisations",
            is_required=True,
            is_listed=True,
            is_fixed=True,
        ),
        Field("leader", Words("负责人", "Leader"), Kind.ROW, of="people"),
        Field(
            "partners",
            Words("参与单位", "Partners"),
            Kind.ROWS,
            of="organisations",
            through=("registers.ProjectPartner", "project", "organisation"),
        ),
        Field("place", Words("所在园区", "Park"), Kind.ROW, of="places", is_filter=True),
        Field("begins_on", Words("开始", "Begins"), Kind.DAY, is_listed=True, is_filter=True),
        Field("ends_on", Words("结束", "Ends"), Kind.DAY, is_listed=True, is_filter=True),
        Field("standing", Words("状态", "Standing"), Kind.CODE, "project_standings", is_listed=True, is_filter=True),
    ),
)
