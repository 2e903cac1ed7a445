"""The register of platforms."""

from __future__ import annotations

from lingqu.books.accounts.permissions import anybody, voucher
from lingqu.books.registers.declaration import Field, Kind, Register, Right
from lingqu.books.registers.declared.concerns import of_belonging
from lingqu.books.registers.declared.rights import ADMINISTRATORS, KEEPERS
from lingqu.books.registers.models import Platform
from lingqu.books.registers.reach import EVERYBODY, OF_BELONGING
from lingqu.reports.wording import Words

PLATFORMS = Register(
    name="platforms",
    words=Words("平台", "Platforms"),
    one=Words("平台", "platform"),
    note=Words(
        "概念验证中心、中试平台、新型研发机构、联合实验室、孵化载体：级别、认定、有效期。",
        "Proof-of-concept centres, pilot-scale platforms, institutes, laboratories, incubators: level, term.",
    ),
    model=Platform,
    title=lambda row: row.name,
    concern=of_belonging,
    paths=OF_BELONGING,
    seen=EVERYBODY,
    same=("name", "organisation"),
    order=("name", "key"),
    related=("organisation__place", "place"),
    rights={
        Right.MAKE: voucher | ADMINISTRATORS,
        Right.CHANGE: voucher,
        Right.RETIRE: KEEPERS,
        Right.IMPORT: KEEPERS,
        Right.EXPORT: anybody,
    },
    fields=(
        Field("name", Words("名称", "Name"), is_required=True, is_listed=True, is_searched=True),
        Field("english_name", Words("英文名", "English name"), is_searched=True),
        Field(
            "kind", Words("类别", "Kind"), Kind.CODE, "platform_kinds", is_required=True, is_listed=True, is_filter=True
        ),
        Field("level", Words("级别", "Level"), Kind.CODE, "levels", is_listed=True, is_filter=True),
        Field(
            "organisation",
            Words("依托单位", "Run by"),
            Kind.ROW,
            of="organisations",
            is_required=True,
            is_listed=True,
            is_fixed=True,
        ),
        Field("place", Words("所在园区", "Park"), Kind.ROW, of="places", is_filter=True),
        Field("pilot_industry", Words("中试行业", "Pilot industry"), Kind.CODE, "pilot_industries", is_filter=True),
        Field("recognised_on", Words("认定日期", "Recognised on"), Kind.DAY, is_filter=True),
        Field("recognised_by", Words("认定机关", "Recognised by")),
        Field("valid_to", Words("有效期至", "Valid to"), Kind.DAY, is_listed=True, is_filter=True),
        Field("standing", Words("状态", "Standing"), Kind.CODE, "standings", is_listed=True, is_filter=True),
    ),
)
