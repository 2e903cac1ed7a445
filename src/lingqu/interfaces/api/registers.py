"""Operations on the registers, made for each from its declaration: list, row, history, make, change, retire, restore.

Its one law: rows leave through the restricted queries and change through the operations of the book; what somebody
does not see is not there, and what somebody else has changed meanwhile is shown, not overwritten.
"""

# without postponed annotations: ninja reads the shapes made below from the signatures

from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Query, Router, Status

from lingqu.books.accounts.tokens import Scope
from lingqu.books.registers import operations
from lingqu.books.registers.declaration import Register, Right
from lingqu.books.registers.declared.all_registers import registers
from lingqu.books.registers.listing import columns_offered, listing_of, page_of, rows_of
from lingqu.books.registers.models import RegisterRow
from lingqu.books.registers.operations import UnableToOverwrite
from lingqu.books.registers.past import as_of as as_it_stood
from lingqu.books.registers.past import changes_of
from lingqu.books.registers.queries import UnableToFindRow, row_for
from lingqu.books.registers.reading import read_row
from lingqu.interfaces.api.admission import UnableToAdmit
from lingqu.interfaces.api.asker import Asker, act_of, asker_of
from lingqu.interfaces.api.declaring import JSON, operation
from lingqu.interfaces.api.problems import problem
from lingqu.interfaces.api.register_records import (
    faults_told,
    history_record,
    not_settable,
    record_of,
    records_of,
    texts_of,
)
from lingqu.interfaces.api.register_shapes import STATES, Ended, History, Shapes, shapes_of
from lingqu.interfaces.api.versions import IfMatch, version_read
from lingqu.law.inquiries.refusals import CallFault, UnableToAnswer, unknown_name
from lingqu.reports.wording import Words

router = Router()
TAG = "登记册 / Registers"
_NOT_YOURS = Words("您可以看这一行，不能改它", "you may see this row, not change it")

_Key = Annotated[UUID, Path(description="行的标识 / the key of the row")]


def _declare(register: Register) -> None:
    shapes = shapes_of(register)
    _declare_reading(register, shapes)
    if Right.MAKE in register.rights:
        _declare_making(register, shapes)
    if Right.CHANGE in register.rights:
        _declare_changing(register, shapes)
    if Right.RETIRE in register.rights:
        _declare_ending(register, shapes)


def _declare_reading(register: Register, shapes: Shapes) -> None:
    at = f"/registers/{register.name}"
    asked_for: dict[str, Any] = {
        "permission": register.permission(Right.SEE),
        "scope": Scope.READ_REGISTERS,
        "tag": TAG,
    }

    @operation(
        router, "GET", at, name=f"{register.name}_list", answers=shapes.rows, **asked_for,
        words=Words(f"{register.words.zh}：列表", f"{register.words.en}: list, with search, filters, sort, paging"),
    )  # fmt: skip
    def listed(request: HttpRequest, asked: Annotated[shapes.asked, Query()]) -> dict[str, Any]:  # type: ignore[name-defined]
        return _page(register, request, asked.dict())

    @operation(
        router, "GET", at + "/{key}", name=f"{register.name}_row", answers=shapes.row, **asked_for,
        words=Words(f"{register.words.zh}：一行", f"{register.words.en}: one row, as it is or as it stood on a day"),
    )  # fmt: skip
    def shown(
        request: HttpRequest,
        response: HttpResponse,
        key: _Key,
        as_of: Annotated[date | None, Query(None, description="某一天的样子 / as it stood on a day")] = None,
    ) -> dict[str, Any]:
        asker = asker_of(request)
        row = row_for(register, key, asker.person)
        response["ETag"] = f'"{row.version}"'
        stood = row if as_of is None else as_it_stood(register, row, as_of)
        if stood is None:
            raise UnableToFindRow(str(key))
        return record_of(register, stood, asker.person, asker.lang)

    @operation(
        router, "GET", at + "/{key}/history", name=f"{register.name}_history", answers=History, **asked_for,
        words=Words(f"{register.words.zh}：一行的改动", f"{register.words.en}: the changes of a row"),
    )  # fmt: skip
    def changes(request: HttpRequest, key: _Key) -> dict[str, Any]:
        asker = asker_of(request)
        row = row_for(register, key, asker.person)
        return {"changes": [history_record(each) for each in changes_of(register, row, asker.person)]}


def _declare_making(register: Register, shapes: Shapes) -> None:
    at = f"/registers/{register.name}"

    @operation(
        router, "POST", at, name=f"{register.name}_make", tag=TAG, status=201, answers=shapes.row,
        permission=register.permission(Right.MAKE), scope=Scope.WRITE_REGISTERS, takes=(JSON,),
        words=Words(f"{register.words.zh}：登记一行", f"{register.words.en}: enter a row"),
    )  # fmt: skip
    def made(request: HttpRequest, response: HttpResponse, given: shapes.made) -> Status[Any]:  # type: ignore[name-defined]
        asker = asker_of(request)
        values = _read(register, given.values.dict(exclude_unset=True), asker, None)
        row = operations.make(register=register, values=values, act=act_of(request, reason=given.reason))
        response["Location"] = f"/api/v1{at}/{row.key}"
        response["ETag"] = f'"{row.version}"'
        return Status(201, record_of(register, row, asker.person, asker.lang))


def _declare_changing(register: Register, shapes: Shapes) -> None:
    @operation(
        router, "PATCH", f"/registers/{register.name}/{{key}}", name=f"{register.name}_change", tag=TAG,
        answers=shapes.row, permission=register.permission(Right.CHANGE), scope=Scope.WRITE_REGISTERS, takes=(JSON,),
        problems={409: shapes.conflict},
        words=Words(f"{register.words.zh}：修改一行", f"{register.words.en}: change some fields of a row"),
    )  # fmt: skip
    def changed(
        request: HttpRequest,
        response: HttpResponse,
        key: _Key,
        given: shapes.changed,  # type: ignore[name-defined]
        if_match: IfMatch = None,
    ) -> Any:
        asker = asker_of(request)
        row = _changeable(register, key, asker, Right.CHANGE)
        version = version_read(given.version, if_match)
        values = _read(register, given.values.dict(exclude_unset=True), asker, row)
        act = act_of(request, reason=given.reason)
        try:
            row = operations.change(register=register, key=key, version=version, values=values, act=act)
        except UnableToOverwrite:
            return _conflict(register, key, asker)
        response["ETag"] = f'"{row.version}"'
        return record_of(register, row_for(register, key, asker.person), asker.person, asker.lang)


def _declare_ending(register: Register, shapes: Shapes) -> None:
    for step, words in (
        ("retire", Words("停用一行，须写原因", "take a row out of use, with the reason")),
        ("restore", Words("恢复使用", "take a row into use again")),
    ):
        _declare_step(register, shapes, step, words)


def _declare_step(register: Register, shapes: Shapes, step: str, words: Words) -> None:
    @operation(
        router, "POST", f"/registers/{register.name}/{{key}}/{step}", name=f"{register.name}_{step}", tag=TAG,
        answers=shapes.row, permission=register.permission(Right.RETIRE), scope=Scope.WRITE_REGISTERS, takes=(JSON,),
        problems={409: shapes.conflict},
        words=Words(f"{register.words.zh}：{words.zh}", f"{register.words.en}: {words.en}"),
    )  # fmt: skip
    def ended(request: HttpRequest, response: HttpResponse, key: _Key, given: Ended, if_match: IfMatch = None) -> Any:
        asker = asker_of(request)
        _changeable(register, key, asker, Right.RETIRE)
        version, act = version_read(given.version, if_match), act_of(request, reason=given.reason)
        try:
            if step == "retire":
                row = operations.retire(register=register, key=key, version=version, on=timezone.localdate(), act=act)
            else:
                row = operations.restore(register=register, key=key, version=version, act=act)
        except UnableToOverwrite:
            return _conflict(register, key, asker)
        response["ETag"] = f'"{row.version}"'
        return record_of(register, row_for(register, key, asker.person), asker.person, asker.lang)


def _page(register: Register, request: HttpRequest, asked: dict[str, Any]) -> dict[str, Any]:
    asker = asker_of(request)
    texts = {name: str(value) for name, value in asked.items() if value is not None and name not in ("fields", "state")}
    listing = listing_of(register, {**texts, "state": STATES[asked["state"]]}, asker.person)
    names = [name.strip() for name in (asked["fields"] or "").split(",") if name.strip()]
    seen = {field.name: field for field in columns_offered(register, asker.person)}
    expected = ("您能看到的字段", "a field that you see")
    faults = [unknown_name("fields", name[:60], list(seen), expected) for name in names if name not in seen]
    faults += [
        CallFault(name, listing.filters[name][:60], "能读懂的筛选值", "a value of this filter that can be read", "-")
        for name in listing.unread
    ]
    if asked["sort"] and not listing.sort:
        faults.append(unknown_name("sort", asked["sort"], list(seen), expected))
    if faults:
        raise UnableToAnswer(faults)
    rows, has_more = page_of(rows_of(register, listing, asker.person), listing.page)
    fields = [seen[name] for name in dict.fromkeys(names)] if names else list(seen.values())
    return {
        "rows": records_of(register, rows, fields, asker.lang),
        "page": listing.page,
        "has_more": has_more,
        "next": _next(request, listing.page) if has_more else None,
    }


def _next(request: HttpRequest, page: int) -> str:
    asked = [(name, value) for name, values in request.GET.lists() if name != "page" for value in values]
    return f"{request.path}?{urlencode([*asked, ('page', str(page + 1))])}"


def _read(register: Register, given: dict[str, Any], asker: Asker, row: RegisterRow | None) -> dict[str, Any]:
    """Read what was given. Raises `UnableToAnswer` with every fault, fields that may not be set among them."""
    faults = not_settable(register, given, asker.person, row)
    reading = read_row(register, texts_of(given), asker.person, row=row)
    faults += faults_told(reading.faults)
    if faults:
        raise UnableToAnswer(faults)
    return reading.values


def _changeable(register: Register, key: UUID, asker: Asker, right: Right) -> RegisterRow:
    row = row_for(register, key, asker.person)
    if not register.may(asker.person, right, register.concern(row)):
        raise UnableToAdmit(403, _NOT_YOURS)
    return row


def _conflict(register: Register, key: UUID, asker: Asker) -> HttpResponse:
    row = row_for(register, key, asker.person)
    detail = Words(
        f"已被他人修改：现为第 {row.version} 版，见 row", f"changed meanwhile: it is version {row.version} now, see row"
    )
    shown = record_of(register, row, asker.person, asker.lang)
    return problem(409, asker.lang, detail=detail, more={"row": shown}, headers={"ETag": f'"{row.version}"'})


for _register in registers().values():
    _declare(_register)
