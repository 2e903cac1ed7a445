"""What goes wrong, as problem documents (RFC 9457): every fault with where, given, expected and an example.

Its one law: an answer that is no success is a problem document, and shows nothing of the program's inside.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from ninja import Schema
from pydantic import Field

from lingqu.law.inquiries.refusals import CallFault
from lingqu.reports.wording import Words

CONTENT_TYPE = "application/problem+json"

TITLES: Mapping[int, Words] = {
    400: Words("读不懂这个请求", "The request cannot be read"),
    401: Words("须表明身份", "It must be known who asks"),
    403: Words("没有这项权限", "Not permitted"),
    404: Words("没有，或您看不到", "Not there, or not for you"),
    405: Words("这个地址不用这个方法", "This address does not take this method"),
    409: Words("已被他人修改", "Changed by somebody else meanwhile"),
    413: Words("请求太大", "The request is too large"),
    414: Words("地址太长", "The address is too long"),
    415: Words("不收这种内容", "This kind of content is not taken"),
    422: Words("有不合要求之处", "Something given is not as expected"),
    429: Words("请求太频繁", "Too many requests"),
    500: Words("程序自身出错", "The program itself failed"),
    503: Words("暂时不能回答", "Cannot answer for now"),
    507: Words("磁盘满了", "No room on the disk"),
}


class FaultShown(Schema):
    """一处不合要求 / one thing that is not as expected."""

    where: str = Field(description="何处 / where it stands", examples=["values.credit_code"])
    given: str = Field(description="给出的 / what was given")
    expected: str = Field(description="应为 / what is expected, in Chinese")
    expected_english: str = Field(description="what is expected, in English")
    example: str = Field(description="例 / an example")
    nearest: str | None = Field(None, description="最接近的已有名称 / the nearest name there is")


class Problem(Schema):
    """出错时的回答（RFC 9457）/ what is answered where something is wrong (RFC 9457)."""

    type: str = Field(description="说明在哪里 / where it is explained", examples=["/api/#problem-422"])
    title: str = Field(description="什么错 / what kind of problem")
    status: int
    detail: str = Field(description="一句话 / in a sentence")
    faults: list[FaultShown] = Field(description="全部不合要求之处 / everything that is not as expected")
    number: str | None = Field(None, description="500 时：日志里的编号 / of a 500: its number in the log")


def problem(
    status: int,
    lang: str,
    *,
    detail: Words | None = None,
    faults: Iterable[CallFault] = (),
    more: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Make a problem document."""
    title = TITLES.get(status, TITLES[400] if status < 500 else TITLES[500])
    told = list(faults)
    sentence = detail.said(lang) if detail else ("; " if lang == "en" else "；").join(f.said(lang) for f in told[:3])
    document = {
        "type": f"/api/#problem-{status}",
        "title": title.said(lang),
        "status": status,
        "detail": sentence or title.said(lang),
        "faults": [asdict(fault) for fault in told],
        **(more or {}),
    }
    # what was given may hold half of a surrogate pair: spelled in ASCII it is JSON all the same
    response = HttpResponse(json.dumps(document), status=status, content_type=CONTENT_TYPE, headers=headers)
    response["Content-Language"] = "en" if lang == "en" else "zh-Hans"
    response["Cache-Control"] = "no-store"
    return response
