"""The register of organisations."""

from __future__ import annotations

from lingqu.books.accounts.permissions import voucher
from lingqu.books.registers.declaration import Field, Kind, Register, Right
from lingqu.books.registers.declared.concerns import of_organisation
from lingqu.books.registers.declared.rights import ADMINISTRATORS, IN_CHARGE, KEEPERS, READERS_OF_ALL, VOUCHERS_OR_ADMIN
from lingqu.books.registers.declared.successions import said_of
from lingqu.books.registers.models import Organisation
from lingqu.books.registers.reach import Paths
from lingqu.reports.wording import Words

ORGANISATIONS = Register(
    name="organisations",
    words=Words("单位", "Organisations"),
    one=Words("单位", "organisation"),
    note=Words(
        "企业、高校、科研院所和其他单位，以统一社会信用代码识别。",
        "Enterprises, universities, institutes and other bodies, known by their credit code.",
    ),
    model=Organisation,
    title=lambda row: row.name,
    concern=of_organisation,
    paths=Paths("key", "region", "place__code"),
    seen=IN_CHARGE,
    key_field="credit_code",
    order=("name", "key"),
    related=("place",),
    sayings=said_of,
    rights={
        Right.MAKE: KEEPERS | ADMINISTRATORS,
        Right.CHANGE: VOUCHERS_OR_ADMIN,
        Right.RETIRE: KEEPERS,
        Right.IMPORT: KEEPERS,
        Right.EXPORT: READERS_OF_ALL,
    },
    fields=(
        Field("name", Words("名称", "Name"), is_required=True, is_listed=True, is_searched=True),
        Field("english_name", Words("英文名", "English name"), is_searched=True),
        Field(
            "credit_code",
            Words("统一社会信用代码", "Credit code"),
            Kind.CREDIT_CODE,
            is_listed=True,
            is_searched=True,
            hint=Words("18 位，两个校验码都会核对", "18 characters; both check characters are checked"),
            edited_by=voucher,
        ),
        Field(
            "kind",
            Words("类别", "Kind"),
            Kind.CODE,
            "organisation_kinds",
            is_required=True,
            is_listed=True,
            is_filter=True,
            edited_by=voucher,
        ),
        Field("legal_kind", Words("法律形式", "Legal kind"), Kind.CODE, "legal_kinds", edited_by=voucher),
        Field("region", Words("所在地", "Seat"), Kind.CODE, "regions", is_listed=True, is_filter=True),
        Field("industry", Words("行业", "Industry"), Kind.CODE, "industries", is_listed=True, is_filter=True),
        Field("size", Words("规模", "Size"), Kind.CODE, "company_sizes", is_listed=True, is_filter=True),
        Field("stage", Words("梯次", "Ladder stage"), Kind.CODE, "ladder_stages", is_filter=True, edited_by=voucher),
        Field("founded_on", Words("成立日期", "Founded"), Kind.DAY),
        Field("address", Words("地址", "Address")),
        Field("place", Words("所在园区", "Park"), Kind.ROW, of="places", is_filter=True),
    ),
)
