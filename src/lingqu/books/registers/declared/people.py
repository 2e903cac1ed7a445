"""The register of people: experts, technology managers, talents. Their names are personal values."""

from __future__ import annotations

from lingqu.books.accounts.permissions import voucher
from lingqu.books.registers.declaration import Field, Kind, Personal, Register, Right
from lingqu.books.registers.declared.concerns import of_belonging
from lingqu.books.registers.declared.rights import KEEPERS, VOUCHERS_OR_ADMIN
from lingqu.books.registers.models import RegisteredPerson
from lingqu.books.registers.reach import MEMBERS, OF_BELONGING, OFFICES_IN_CHARGE
from lingqu.reports.wording import Words

PEOPLE = Register(
    name="people",
    words=Words("人员", "People"),
    one=Words("人员", "person"),
    note=Words(
        "专家、技术经理人、人才和项目负责人。姓名和联系方式默认隐藏，查看会留痕。",
        "Experts, technology managers, talents, project leaders. Names are hidden by default; looking is recorded.",
    ),
    model=RegisteredPerson,
    title=str,
    apart=lambda row: [row.title, row.fields_of_work, row.organisation.name if row.organisation else ""],
    concern=of_belonging,
    paths=OF_BELONGING,
    seen=OFFICES_IN_CHARGE | MEMBERS,
    same=("certificate",),
    order=("-made_at", "key"),
    related=("organisation__place",),
    personal=Personal("person", "联系与遴选", "履行法定职责"),
    rights={
        Right.MAKE: VOUCHERS_OR_ADMIN,
        Right.CHANGE: VOUCHERS_OR_ADMIN,
        Right.RETIRE: VOUCHERS_OR_ADMIN,
        Right.IMPORT: KEEPERS,
        Right.EXPORT: voucher,
        Right.SHOW: VOUCHERS_OR_ADMIN,
    },
    fields=(
        Field("name", Words("姓名", "Name"), is_personal=True, is_required=True, is_listed=True),
        Field("phone", Words("电话", "Phone"), Kind.PHONE, is_personal=True, is_listed=True),
        Field("mail", Words("邮箱", "Mail"), Kind.MAIL, is_personal=True),
        Field(
            "kinds",
            Words("类别", "Kinds"),
            Kind.CODES,
            "people_kinds",
            is_required=True,
            is_listed=True,
            is_filter=True,
        ),
        Field(
            "organisation",
            Words("所在单位", "Organisation"),
            Kind.ROW,
            of="organisations",
            is_listed=True,
            is_filter=True,
        ),
        Field("title", Words("职称", "Title"), is_listed=True, is_searched=True),
        Field("fields_of_work", Words("专业方向", "Fields of work"), is_listed=True, is_searched=True),
        Field("certificate", Words("证书编号", "Certificate"), is_searched=True),
        Field("valid_to", Words("有效期至", "Valid to"), Kind.DAY, is_filter=True),
    ),
)
