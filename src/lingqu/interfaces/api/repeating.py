"""`Idempotency-Key`: a call that changes something, done once however often it is sent.

Its one law: what counts as the same call is its method, address, version asked for and body; of an upload the body is
its fields and the bytes of its files, since the form around them differs each time.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from lingqu.books.accounts.answered_calls import Given, UnableToAnswerAnew, answered_once
from lingqu.interfaces.api.asker import asker_of
from lingqu.law.inquiries.refusals import CallFault, UnableToAnswer

HEADER = "Idempotency-Key"
REPEATED = "Idempotency-Replayed"
FORM = "multipart/form-data"
_PATTERN = r"^[\x21-\x7e]{1,255}$"
PARAMETER: dict[str, Any] = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "description": "自选的键；同一键、同样的请求 24 小时内只做一次，再发得到同一回答"
    " / a key of your choice: the same call under the same key is done once in 24 hours and answered alike",
    "schema": {"type": "string", "pattern": _PATTERN, "minLength": 1, "maxLength": 255},
    "example": "6f1c0f0a-1d2b-4a52-9f5e-2f6f6a0c8a11",
}
_KEPT = ("Content-Type", "Location", "ETag")


def bears_key(request: HttpRequest) -> bool:
    """Whether a call is to be done once."""
    return HEADER in request.headers


def done_once(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer a call that bears a key, from what is kept if it was done. Raises `UnableToAnswer`."""
    key = request.headers[HEADER]
    if not re.fullmatch(_PATTERN, key):
        expected = ("1 至 255 个可见的 ASCII 字符", "1 to 255 visible characters of ASCII")
        raise UnableToAnswer([CallFault(HEADER, key[:60] or '""', *expected, PARAMETER["example"])])
    asker = asker_of(request)
    bearer = asker.token.key if asker.token is not None else UUID(asker.person.pseudonym)
    user = asker.token.user if asker.token is not None else request.user
    try:
        given = answered_once(
            user=user, asker=bearer, key=key, digest=_digest(request), at=timezone.now(),  # type: ignore[arg-type]
            answer=lambda: _given(answer()),
        )  # fmt: skip
    except UnableToAnswerAnew:
        expected = ("每个请求用自己的键", "a key of its own for each call")
        raise UnableToAnswer([CallFault(HEADER, key[:60], *expected, PARAMETER["example"])]) from None
    response = HttpResponse(given.body, status=given.status, headers=dict(given.headers))
    if given.is_repeated:
        response[REPEATED] = "true"
    return response


def _given(response: HttpResponse) -> Given:
    headers = {name: response[name] for name in (*_KEPT, "Content-Language", "Cache-Control") if name in response}
    return Given(response.status_code, headers, response.content.decode())


def _digest(request: HttpRequest) -> str:
    head = [request.method, request.get_full_path(), request.headers.get("If-Match", ""), request.content_type or ""]
    digest = hashlib.sha256(json.dumps(head).encode())
    for part in _parts(request) if request.content_type == FORM else [request.body]:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _parts(request: HttpRequest) -> Iterator[bytes]:
    for name, values in sorted(request.POST.lists()):
        yield json.dumps([name, values]).encode()
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            found = hashlib.sha256()
            for chunk in file.chunks():
                found.update(chunk)
            file.seek(0)
            yield json.dumps([name, file.name, found.hexdigest()]).encode()
