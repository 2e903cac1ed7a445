"""The register of places."""

from __future__ import annotations

from lingqu.books.accounts.permissions import anybody, reaching
from lingqu.books.accounts.roles import Role
from lingqu.books.registers.declaration import Field, Kind, Register, Right
from lingqu.books.registers.declared.concerns import of_place
from lingqu.books.registers.declared.rights import ADMINISTRATORS, KEEPERS
from lingqu.books.registers.models import Place
from lingqu.books.registers.reach import EVERYBODY, Paths
from lingqu.reports.wording import Words

PLACES = Register(
    name="places",
    words=Words("地点与园区", "Places"),
    one=Words("地点", "place"),
    note=Words(
        "智慧谷、开发区、飞地和其他园区，各做什么产业、在建什么。",
        "Smart valleys, zones, enclaves and other parks: their industries and their works.",
    ),
    model=Place,
    title=lambda row: row.name,
    english_title=lambda row: row.english_name,
    concern=of_place,
    paths=Paths("", "region", "code"),
    seen=EVERYBODY,
    key_field="code",
    order=("name", "key"),
    rights={
        Right.MAKE: KEEPERS | ADMINISTRATORS,
        Right.CHANGE: KEEPERS | reaching(Role.RECOMMENDING_UNIT) | ADMINISTRATORS,
        Right.RETIRE: KEEPERS,
        Right.IMPORT: KEEPERS,
        Right.EXPORT: anybody,
    },
    fields=(
        Field("name", Words("名称", "Name"), is_required=True, is_listed=True, is_searched=True),
        Field("english_name", Words("英文名", "English name"), is_searched=True),
        Field(
            "code",
            Words("代号", "Code"),
            is_required=True,
            is_listed=True,
            is_searched=True,
            is_fixed=True,
            hint=Words("接口和授权里用的短名，定后不改", "short name on interfaces and in grants; never changed"),
        ),
        Field(
            "kind", Words("类别", "Kind"), Kind.CODE, "place_kinds", is_required=True, is_listed=True, is_filter=True
        ),
        Field("region", Words("所在地", "Seat"), Kind.CODE, "regions", is_listed=True, is_filter=True),
        Field("industries", Words("主导产业", "Industries"), Kind.CODES, "pilot_industries", is_listed=True),
        Field("works", Words("在建与拟建", "Works"), Kind.LONG_TEXT),
        Field("task", Words("方案任务序号", "Task of the plan"), Kind.COUNT),
    ),
)
