"""The register of teams."""

from __future__ import annotations

from lingqu.books.accounts.permissions import voucher
from lingqu.books.registers.declaration import Field, Kind, Register, Right
from lingqu.books.registers.declared.concerns import of_belonging
from lingqu.books.registers.declared.rights import IN_CHARGE, READERS_OF_ALL, VOUCHERS_OR_ADMIN
from lingqu.books.registers.models import Team
from lingqu.books.registers.reach import OF_BELONGING
from lingqu.reports.wording import Words

TEAMS = Register(
    name="teams",
    words=Words("团队", "Teams"),
    one=Words("团队", "team"),
    note=Words(
        "没有法人资格的师生团队；资金由所属高校或新办企业领受。",
        "Teams of staff or students without a legal person; their university or new company receives the money.",
    ),
    model=Team,
    title=lambda row: row.name,
    concern=of_belonging,
    paths=OF_BELONGING,
    seen=IN_CHARGE,
    same=("name", "organisation"),
    order=("name", "key"),
    related=("organisation__place", "leader", "place"),
    rights={
        Right.MAKE: VOUCHERS_OR_ADMIN,
        Right.CHANGE: VOUCHERS_OR_ADMIN,
        Right.RETIRE: VOUCHERS_OR_ADMIN,
        Right.IMPORT: voucher,
        Right.EXPORT: READERS_OF_ALL,
    },
    fields=(
        Field("name", Words("名称", "Name"), is_required=True, is_listed=True, is_searched=True),
        Field(
            "organisation",
            Words("所属单位", "Belongs to"),
            Kind.ROW,
            of="organisations",
            is_required=True,
            is_listed=True,
            is_fixed=True,
        ),
        Field("leader", Words("负责人", "Leader"), Kind.ROW, of="people"),
        Field("place", Words("所在园区", "Park"), Kind.ROW, of="places", is_listed=True, is_filter=True),
        Field("formed_on", Words("组建日期", "Formed on"), Kind.DAY, is_listed=True, is_filter=True),
    ),
)
