"""The register of innovation consortia."""

from __future__ import annotations

from lingqu.books.accounts.permissions import voucher
from lingqu.books.registers.declaration import Field, Kind, Register, Right
from lingqu.books.registers.declared.concerns import of_belonging
from lingqu.books.registers.declared.rights import IN_CHARGE, READERS_OF_ALL, VOUCHERS_OR_ADMIN
from lingqu.books.registers.models import Consortium
from lingqu.books.registers.reach import OF_BELONGING
from lingqu.reports.wording import Words

CONSORTIA = Register(
    name="consortia",
    words=Words("创新联合体", "Consortia"),
    one=Words("联合体", "consortium"),
    note=Words(
        "依协议组成的联合体：牵头单位、成员、协议。",
        "Consortia under an agreement: lead, members, agreement.",
    ),
    model=Consortium,
    title=lambda row: row.name,
    concern=of_belonging,
    paths=OF_BELONGING,
    seen=IN_CHARGE,
    same=("name", "organisation"),
    order=("name", "key"),
    related=("organisation__place",),
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
            "organisation",
            Words("牵头单位", "Lead"),
            Kind.ROW,
            of="organisations",
            is_required=True,
            is_listed=True,
            is_fixed=True,
        ),
        Field(
            "members",
            Words("成员单位", "Members"),
            Kind.ROWS,
            of="organisations",
            through=("registers.ConsortiumMember", "consortium", "organisation"),
        ),
        Field("agreed_on", Words("协议日期", "Agreed on"), Kind.DAY, is_listed=True, is_filter=True),
        Field("agreement", Words("协议编号", "Agreement"), is_listed=True, is_searched=True),
    ),
)
