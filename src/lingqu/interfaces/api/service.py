"""The API itself: its routers, and what becomes of everything that is raised on the way.

Its one law: whatever is raised leaves as a problem document; what nobody foresaw leaves with a number that stands in
the log as well.
"""

from __future__ import annotations

import errno
import logging
import secrets
from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, Throttled, ValidationError

from lingqu import __version__
from lingqu.books.registers.evidence_files import UnableToStore
from lingqu.books.registers.operations import UnableToKeep
from lingqu.books.registers.queries import UnableToFindRow
from lingqu.interfaces.api import (
    judging,
    organisation_evidence,
    organisation_facts,
    policies,
    registers,
    tables,
    verifying,
)
from lingqu.interfaces.api.admission import UnableToAdmit
from lingqu.interfaces.api.asker import asker_of, is_known
from lingqu.interfaces.api.declaring import bind
from lingqu.interfaces.api.languages import language_of
from lingqu.interfaces.api.problems import problem
from lingqu.law.inquiries.refusals import CallFault, UnableToAnswer, fault_of_argument
from lingqu.reports.wording import Words

_log = logging.getLogger("lingqu.faults")
_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="lingqu"'}
_UNREADABLE = Words("请求的正文不是 JSON", "the body of the request is no JSON")
_BUSY = Words("数据库暂时不能回答，请稍后再试", "the database cannot answer for now: try again in a while")
_TOO_LARGE = Words("请求太大", "the request is too large")
_DISK_FULL = Words("服务器的磁盘满了，没有保存；请告诉管理员", "the server's disk is full; nothing was kept")
_NOT_THERE = Words("没有这一条，或您看不到", "not there, or not for you")


class Service(NinjaAPI):
    """A NinjaAPI that keeps what was given, so that a fault can tell it."""

    def validation_error_from_error_contexts(self, error_contexts: list[Any]) -> ValidationError:
        """Gather what is wrong with each part of a request, with the examples that its schema gives."""
        found: list[dict[str, Any]] = []
        for context in error_contexts:
            model = context.model
            for each in context.pydantic_validation_error.errors(include_url=False):
                place = model.__ninja_flatten_map_reverse__.get(each["loc"], each["loc"])
                if model.__ninja_param_source__ == "body" and len(place) > 1:
                    place = place[1:]  # the name of the whole body is ours, the asker never wrote it
                found.append({**each, "loc": place})
        return ValidationError(found)


def _refused(request: HttpRequest, error: UnableToAnswer) -> HttpResponse:
    return problem(422, language_of(request), faults=error.faults)


def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    known = asker_of(request).faults if is_known(request) else ()
    faults = [fault_of_argument(each, {}) for each in error.errors]
    return problem(422, language_of(request), faults=[*known, *faults])


def _not_kept(request: HttpRequest, error: UnableToKeep) -> HttpResponse:
    faults = [
        CallFault(name or "-", "-", words.zh, words.en, "-") for name, texts in error.faults.items() for words in texts
    ]
    return problem(422, language_of(request), faults=faults)


def _not_stored(request: HttpRequest, error: UnableToStore) -> HttpResponse:
    return problem(error.status, language_of(request), detail=error.words)


def _no_room(request: HttpRequest, error: OSError) -> HttpResponse:
    """The parser of uploads found no room for its temporary file."""
    if error.errno not in (errno.ENOSPC, errno.EDQUOT):
        return _broken(request, error)
    _log.error("no room on the disk for an upload")
    return problem(507, language_of(request), detail=_DISK_FULL)


def _not_admitted(request: HttpRequest, error: UnableToAdmit) -> HttpResponse:
    headers = _CHALLENGE if error.status == 401 else None
    return problem(error.status, language_of(request), detail=error.detail, headers=headers)


def _too_often(request: HttpRequest, error: Throttled) -> HttpResponse:
    wait = str(error.wait or 60)
    detail = Words(f"请在 {wait} 秒后再试", f"try again in {wait} seconds")
    return problem(429, language_of(request), detail=detail, headers={"Retry-After": wait})


def _not_found(request: HttpRequest, _error: Exception) -> HttpResponse:
    return problem(404, language_of(request), detail=_NOT_THERE)


def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(400, language_of(request), detail=_UNREADABLE if error.status_code == 400 else None)


def _too_large(request: HttpRequest, _error: Exception) -> HttpResponse:
    return problem(413, language_of(request), detail=_TOO_LARGE)


def _busy(request: HttpRequest, error: Exception) -> HttpResponse:
    _log.error("the database cannot answer: %s", type(error).__name__)
    return problem(503, language_of(request), detail=_BUSY, headers={"Retry-After": "5"})


def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    number = secrets.token_hex(4)
    _log.error("fault %s at %s", number, request.path, exc_info=error)
    detail = Words(f"请把编号 {number} 告诉管理员", f"please tell the administrator the number {number}")
    return problem(500, language_of(request), detail=detail, more={"number": number})


_HANDLERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    UnableToAnswer: _refused,
    ValidationError: _not_valid,
    UnableToKeep: _not_kept,
    UnableToStore: _not_stored,
    UnableToAdmit: _not_admitted,
    Throttled: _too_often,
    UnableToFindRow: _not_found,
    Http404: _not_found,
    RequestDataTooBig: _too_large,
    HttpError: _unreadable,
    OperationalError: _busy,
    OSError: _no_room,
    Exception: _broken,
}


def _made() -> Service:
    made = Service(
        title="灵渠 / Lingqu",
        version=__version__,
        urls_namespace="api",
        openapi_url=None,
        docs_url=None,
    )
    for error, handler in _HANDLERS.items():
        made.add_exception_handler(error, handler)
    parts = (policies, judging, tables, registers, organisation_facts, verifying, organisation_evidence)
    for router in (part.router for part in parts):
        made.add_router("", router)
    bind(made)
    return made


service = _made()
