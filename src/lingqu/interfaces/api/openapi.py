"""The description of the API (OpenAPI 3.1), made from the declarations: what ninja says, and what it leaves out.

Its one law: an answer that can come is declared with its shape and content type; tokens and sessions are declared for
each operation as it takes them.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from ninja.openapi.schema import get_schema

from lingqu import __version__
from lingqu.books.accounts.permissions import may
from lingqu.books.accounts.person import ANYONE
from lingqu.books.accounts.tokens import WRITING
from lingqu.interfaces.api.declaring import JSON, Declared, declared
from lingqu.interfaces.api.problems import CONTENT_TYPE, TITLES
from lingqu.interfaces.api.repeating import PARAMETER
from lingqu.interfaces.api.service import service

PREFIX = "api/v1/"
_ABOUT = (
    "措施、评估、登记册和事实的接口；出错时一律为 application/problem+json。"
    " / Measures, assessment, registers and facts; whatever is wrong is told as application/problem+json."
)
_SCHEMES = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "访问令牌，在 /account/tokens/ 生成 / an access token, made at /account/tokens/",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "sessionid",
        "description": "浏览器会话；写入须带 X-CSRFToken / the session of a browser; writing needs X-CSRFToken",
    },
}
_LANG = {
    "in": "query",
    "name": "lang",
    "required": False,
    "description": "zh 或 en；不写看 Accept-Language，再不然中文 / zh or en; else Accept-Language, else Chinese",
    "schema": {"type": "string", "enum": ["zh", "en"]},
}
_RETRY_AFTER = {"Retry-After": {"description": "几秒后再试 / seconds to wait", "schema": {"type": "integer"}}}


@cache
def description() -> dict[str, Any]:
    """The description as JSON holds it."""
    found: dict[str, Any] = dict(get_schema(service, PREFIX))
    found["info"] = {"title": "灵渠 / Lingqu", "version": __version__, "description": _ABOUT}
    found["servers"] = []
    known = declared()
    for methods in found["paths"].values():
        for method, details in methods.items():
            methods[method] = _completed(details, known[details["operationId"]])
    found["components"]["securitySchemes"] = _SCHEMES
    return found


def _completed(details: dict[str, Any], operation: Declared) -> dict[str, Any]:
    done = dict(details)
    repeatable = [PARAMETER] if operation.scope in WRITING else []
    done["parameters"] = [*details.get("parameters", ()), *repeatable, _LANG]
    asked: list[dict[str, list[str]]] = [{"token": []}, {"session": []}]
    done["security"] = [{}, *asked] if may(ANYONE, operation.permission) else asked
    done["x-permission"] = operation.permission
    done["x-scope"] = str(operation.scope)
    done["responses"] = {status: _answer(int(status), each) for status, each in details["responses"].items()}
    return done


def _answer(status: int, answer: dict[str, Any]) -> dict[str, Any]:
    if status < 400:
        # an answer that is no JSON says so itself
        declared_otherwise = [kind for kind in answer.get("content", {}) if kind != JSON]
        return {**answer, "content": {kind: answer["content"][kind] for kind in declared_otherwise or [JSON]}}
    title = TITLES[status]
    done: dict[str, Any] = {"description": f"{title.zh} / {title.en}"}
    (shape,) = answer["content"].values()
    done["content"] = {CONTENT_TYPE: shape}
    if status == 429:
        done["headers"] = _RETRY_AFTER
    return done
