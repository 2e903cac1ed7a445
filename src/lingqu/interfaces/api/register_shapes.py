"""The shapes of register rows, made from the declarations: what is read, what is written, what a list may be asked.

Its one law: a field that is not declared has no place in any shape, so nothing else can be set or seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, StrictBool, StrictInt, StrictStr, create_model

from lingqu.books.registers.aside import stands_aside
from lingqu.books.registers.declaration import Field as Declared
from lingqu.books.registers.declaration import Kind, Register
from lingqu.books.registers.listing import ALL, IN_USE, RETIRED, parameters_of
from lingqu.books.registers.reading import longest_of
from lingqu.interfaces.api.problems import Problem
from lingqu.law.codes.credit_codes import EXAMPLE

LONGEST_REASON = 200
_LONGEST_TEXT = 4000
_MOST_NAMED = 200
NO_CONTROLS = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
_EXAMPLES: dict[Kind, Any] = {
    Kind.CREDIT_CODE: EXAMPLE,
    Kind.DAY: "2026-05-01",
    Kind.YES_NO: True,
    Kind.YEAR: 2026,
    Kind.COUNT: 12,
    Kind.MONEY: "450000.00",
    Kind.PHONE: "138 0000 0000",
    Kind.MAIL: "name@example.org",
}
_MANY = (Kind.CODES, Kind.ROWS)

Reason = Annotated[
    str, Field(max_length=LONGEST_REASON, pattern=NO_CONTROLS, description="原因 / why", examples=["更正登记"])
]
Version = Annotated[
    StrictInt | None,
    Field(
        ge=1,
        le=2**31 - 1,
        description="读到的版本；也可以用 If-Match / the version that was read; or send If-Match",
        examples=[1],
    ),
]


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes of one register."""

    row: type[Schema]
    rows: type[Schema]
    asked: type[Schema]
    made: type[Schema]
    changed: type[Schema]
    conflict: type[Schema]


class Ended(Schema):
    """停用或恢复 / taken out of use, or into use again."""

    model_config = ConfigDict(extra="forbid")

    version: Version = None
    reason: Reason = ""


class FieldBefore(Schema):
    """一个字段的前后 / a field before and after."""

    name: str
    name_english: str
    before: str
    before_english: str
    after: str
    after_english: str


class ChangeShown(Schema):
    """一次改动 / one change."""

    version: int
    at: datetime
    done: str
    done_english: str
    who: str
    """角色或短码，没有姓名 / a role or a short mark, never a name"""
    who_english: str
    reason: str
    fields: list[FieldBefore]


class History(Schema):
    """改动，最近的在前 / the changes, the latest first."""

    changes: list[ChangeShown]


def shapes_of(register: Register) -> Shapes:
    """Make the shapes of a register."""
    name = "".join(part.title() for part in register.name.split("_"))
    shown = _model(f"{name}Values", {field.name: (_shown(field) | None, _about(field)) for field in register.fields})
    given = _model(f"{name}Given", {field.name: (_given(register, field), _about(field)) for field in register.fields})
    row = create_model(
        f"{name}Row",
        __base__=Schema,
        key=(UUID, ...),
        version=(int, ...),
        title=(str, ...),
        retired_on=(date | None, ...),
        retired_because=(str, ...),
        made_at=(datetime, ...),
        changed_at=(datetime, ...),
        is_synthetic=(bool, Field(description="演示数据 / made for demonstration")),
        values=(shown, ...),
        said=(dict[str, str], Field(description="给人看的文字 / what people read")),
    )
    rows = create_model(
        f"{name}Page",
        __base__=Schema,
        rows=(list[row], ...),  # type: ignore[valid-type]  # made a line above
        page=(int, ...),
        has_more=(bool, ...),
        next=(str | None, Field(description="下一页的地址 / the address of the next page")),
    )
    return Shapes(
        row=row,
        rows=rows,
        asked=_asked(register, name),
        made=create_model(f"{name}Made", __base__=_Closed, values=(given, ...), reason=(Reason, "")),
        changed=create_model(
            f"{name}Changed", __base__=_Closed, values=(given, ...), version=(Version, None), reason=(Reason, "")
        ),
        conflict=create_model(
            f"{name}Conflict", __base__=Problem, row=(row, Field(description="现在的样子 / as it stands now"))
        ),
    )


class _Closed(Schema):
    model_config = ConfigDict(extra="forbid")


def _model(name: str, fields: dict[str, Any]) -> type[Schema]:
    return create_model(name, __base__=_Closed, **fields)


def _about(field: Declared) -> Any:
    """Words, unit, code list and example of a field; every field may be absent."""
    parts = [f"{field.words.zh} / {field.words.en}"]
    if field.unit:
        parts.append(f"（{field.unit.zh} / {field.unit.en}）")
    if field.codes:
        parts.append(f"；代码见 / codes: /api/v1/code-lists/{field.codes}")
    if field.of:
        parts.append(f"；{field.of} 的标识、代码或名称 / key, code or name in {field.of}")
    if field.is_personal:
        parts.append("；个人信息，读时打码 / personal, masked when read")
    example = _EXAMPLES.get(field.kind)
    return Field(None, description="".join(parts), examples=None if example is None else [example])


def _shown(field: Declared) -> Any:
    """The type of a value that is read."""
    if field.is_personal:
        return str
    match field.kind:
        case Kind.CODES:
            return list[str]
        case Kind.ROWS:
            return list[UUID]
        case Kind.ROW | Kind.KEY:
            return UUID
        case Kind.DAY:
            return date
        case Kind.YES_NO:
            return bool
        case Kind.YEAR | Kind.COUNT:
            return int
    return str


def _given(register: Register, field: Declared) -> Any:
    """The type of a value that is written; null makes it unknown. What it means is read by reading.py."""
    longest = longest_of(register, field) or _LONGEST_TEXT
    text = Annotated[StrictStr, Field(max_length=longest)]
    if field.kind in _MANY:
        return Annotated[list[Annotated[StrictStr, Field(max_length=200)]], Field(max_length=_MOST_NAMED)] | None
    match field.kind:
        case Kind.YES_NO:
            return StrictBool | None
        case Kind.YEAR | Kind.COUNT:
            return Annotated[StrictInt, Field(ge=0, le=2**31 - 1)] | None
        case Kind.MONEY:
            return (
                Annotated[StrictInt, Field(ge=-(10**15), le=10**15)] | Annotated[StrictStr, Field(max_length=24)] | None
            )
        case Kind.ROW | Kind.CODE | Kind.DAY | Kind.KEY | Kind.CREDIT_CODE:
            return Annotated[StrictStr, Field(max_length=200)] | None
    return text | None


def _asked(register: Register, name: str) -> type[Schema]:
    """What a list may be asked: words, state, sort, fields, page, and the filters that are declared."""
    sortable = [
        field.name
        for field in register.fields
        if not stands_aside(field) and field.kind not in (Kind.ROW, Kind.CODES, Kind.LONG_TEXT)
    ]
    either_way = tuple(sign + each for each in sortable for sign in ("", "-"))
    fields: dict[str, Any] = {
        "q": (str | None, Field(None, max_length=100, description="要找的词 / words to look for")),
        "state": (
            Literal["in_use", "retired", "all"],
            Field("in_use", description="在用、停用、全部 / in use, retired, all"),
        ),
        "sort": (
            Literal[either_way] | None,
            Field(None, description="排序；前加 - 倒序 / sort by; - before it turns it round"),
        ),
        "fields": (
            str | None,
            Field(None, max_length=400, description="只给这些字段，逗号分隔 / these fields only, commas between"),
        ),
        "page": (int, Field(1, ge=1, le=4000, description="第几页，每页 50 行 / which page of 50 rows")),
    }
    for field in register.fields:
        if field.is_filter:
            for parameter in parameters_of(field):
                about = f"{field.words.zh} / {field.words.en}"
                if not parameter.endswith(("_from", "_to")):
                    about += "；- 为未填 / - where nothing is known"
                fields[parameter] = (str | None, Field(None, max_length=200, description=about))
    return create_model(f"{name}Asked", __base__=Schema, **fields)


STATES = {"in_use": IN_USE, "retired": RETIRED, "all": ALL}
